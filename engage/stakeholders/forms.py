"""Forms of the registry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, FieldList, FormField, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.records import Called, ContactDetail, Profile, Safety, StakeholderRecord
from engage.stakeholders.vocabulary import (
    Capacity,
    ChannelKind,
    Expertise,
    IntermediaryKind,
    Level,
    StakeholderKind,
    StakeholderRole,
    Tier,
)
from engage.web.fields import (
    CheckListField,
    CountryListField,
    EmailField,
    LanguageListField,
    LongTextField,
    ShortTextField,
    enum_choices,
)
from engage.web.fields_choices import language_choices
from engage.web.forms import BaseForm, PartForm

Choices = list[tuple[str, Any]]


def tier_choices(up_to_tier: int) -> list[Any]:
    """Tiers that the viewer may know of."""
    return enum_choices(tier for tier in Tier if int(tier) <= up_to_tier)


@dataclass(frozen=True)
class Offered:
    """What the lists of the project offer: code and label."""

    groups: list[tuple[str, str]]
    rights: list[tuple[str, str]]


def with_none(choices: list[Any]) -> list[Any]:
    """The choices, with one in front for saying nothing."""
    return [("", _("Not said")), *choices]


class OtherNamesField(LongTextField):
    """Names, one a line; `names` is the list of them, each once."""

    MOST, LONGEST = 20, 200

    @property
    def names(self) -> list[str]:
        """The names as written, without empty lines and repetitions."""
        lines = (" ".join(line.split()) for line in (self.data or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def pre_validate(self, form: Any) -> None:
        """Refuses what cannot be a list of names."""
        if any(len(name) > self.LONGEST for name in self.names):
            raise ValidationError(_("One of the names is too long. Write one name a line."))
        if len(self.names) > self.MOST:
            raise ValidationError(_("Write at most %(most)s names at once.", most=self.MOST))


class ContactForm(PartForm):
    """One way to reach someone; empty when nothing is written."""

    channel = SelectField(_l("Way"), choices=enum_choices(ChannelKind))
    value = ShortTextField(
        _l("Address or number"),
        [Optional(), Length(max=200)],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    safe = BooleanField(_l("Safe for them"))
    note = ShortTextField(_l("Note on this way"), [Optional(), Length(max=200)])

    def validate(self, extra_validators: Any = None) -> bool:
        """An e-mail must look like one."""
        fine = super().validate(extra_validators)
        if fine and self.value.data and self.channel.data == ChannelKind.EMAIL:
            checked = EmailField(name="value", _form=self, _meta=self.meta)
            checked.process(None, self.value.data)
            if not checked.validate(self):
                self.value.errors = list(checked.errors)
                return False
        return fine

    def detail(self) -> ContactDetail | None:
        """What was written, or None."""
        if not self.value.data:
            return None
        return ContactDetail(self.channel.data, self.value.data, bool(self.safe.data), self.note.data or "")


class _KnownForm(BaseForm):
    """What is known of someone and how they may be reached without harm."""

    kind = RadioField(_l("What are they?"), [InputRequired()], choices=enum_choices(StakeholderKind))
    roles = CheckListField(
        _l("Role"), [InputRequired(_l("Choose at least one role."))], choices=enum_choices(StakeholderRole)
    )
    capacity = SelectField(_l("Capacity"), default="", description=_l("How rights holders meet the company."))
    intermediary_kind = SelectField(
        _l("Kind of intermediary"), default="", description=_l("What those are who speak for others.")
    )
    level = SelectField(_l("Level"), default="")
    countries = CountryListField(_l("Countries"))
    groups = CheckListField(_l("Groups at heightened risk"), description=_l("Groups they belong to or speak for."))
    rights_experience = CheckListField(
        _l("Rights they have experience of"), description=_l("Rights whose violation they lived through.")
    )
    rights_expertise = CheckListField(_l("Rights they are expert in"))
    expertise = CheckListField(_l("What they know well"), choices=enum_choices(Expertise))
    languages = LanguageListField(_l("Languages they speak"))
    reads = LanguageListField(_l("Languages they read"))
    access_needs = LongTextField(_l("Accessibility needs"), [Optional(), Length(max=2000)], rows=2)
    cultural_needs = LongTextField(_l("Cultural needs"), [Optional(), Length(max=2000)], rows=2)
    how_we_met = LongTextField(
        _l("How we met"), [Optional(), Length(max=2000)], rows=2, description=_l("Name nobody else here.")
    )
    tier = RadioField(_l("How dangerous is it that the link to us becomes known?"), [InputRequired()], default="2")
    tier_reason = LongTextField(_l("Why this much protection"), [Optional(), Length(max=2000)], rows=2)
    what_not_to_do = LongTextField(
        _l("What not to do"),
        [Optional(), Length(max=2000)],
        rows=3,
        description=_l("One sentence on each line. It stands first on their page."),
    )
    safe_channels = CheckListField(_l("Safe ways to reach them"), choices=enum_choices(ChannelKind))
    forbidden_channels = CheckListField(_l("Never reach them by"), choices=enum_choices(ChannelKind))
    safe_times = ShortTextField(_l("Safe times"), [Optional(), Length(max=200)])
    forbidden_times = ShortTextField(_l("Never at these times"), [Optional(), Length(max=200)])
    through_whom = ShortTextField(
        _l("Through whom"),
        [Optional(), Length(max=200)],
        description=_l("Who passes a message on, in words that name nobody."),
    )
    other_names = OtherNamesField(
        _l("Other names"),
        [Optional()],
        rows=2,
        description=_l("In other scripts, in short, or as others know them. One name a line. Sealed like the name."),
        render_kw={"autocomplete": "off"},
    )
    organisation = ShortTextField(
        _l("Where they belong"),
        [Optional(), Length(max=200)],
        description=_l("An organisation or community, by its name. Sealed like the name."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )

    def __init__(
        self, *args: Any, up_to_tier: int, offered: Offered, spoken: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups.choices = offered.groups
        self.rights_experience.choices = self.rights_expertise.choices = offered.rights
        # A language that is not among the usual ones came with a file: it is offered where it is held.
        self.languages.choices = self.reads.choices = language_choices(tuple(sorted(spoken)))
        self.tier.choices = tier_choices(up_to_tier)
        self.capacity.choices = with_none(enum_choices(Capacity))
        self.intermediary_kind.choices = with_none(enum_choices(IntermediaryKind))
        self.level.choices = with_none(enum_choices(Level))

    def validate(self, extra_validators: Any = None) -> bool:
        """A way to reach someone cannot be safe and forbidden at once."""
        fine = super().validate(extra_validators)
        if set(self.safe_channels.data or ()) & set(self.forbidden_channels.data or ()):
            self.forbidden_channels.errors = [_("A way cannot be safe and forbidden at once. Choose one of the two.")]
            return False
        return fine

    def profile(self, before: Profile | None = None) -> Profile:
        """The profile as written; the preferred language of before stays in front."""
        held, chosen = before.languages if before else [], self.languages.data or []
        return Profile(
            roles=list(self.roles.data or ()),
            capacity=self.capacity.data or "",
            intermediary_kind=self.intermediary_kind.data or "",
            countries=list(self.countries.data or ()),
            level=self.level.data or "",
            groups=list(self.groups.data or ()),
            rights_experience=list(self.rights_experience.data or ()),
            rights_expertise=list(self.rights_expertise.data or ()),
            expertise=list(self.expertise.data or ()),
            languages=[code for code in held if code in chosen] + [code for code in chosen if code not in held],
            reads=list(self.reads.data or ()),
            access_needs=self.access_needs.data or "",
            cultural_needs=self.cultural_needs.data or "",
            how_we_met=self.how_we_met.data or "",
        )

    def safety(self) -> Safety:
        """What keeps them safe, as written."""
        return Safety(
            safe_channels=list(self.safe_channels.data or ()),
            forbidden_channels=list(self.forbidden_channels.data or ()),
            safe_times=self.safe_times.data or "",
            forbidden_times=self.forbidden_times.data or "",
            through_whom=self.through_whom.data or "",
            tier_reason=self.tier_reason.data or "",
            what_not_to_do=self.what_not_to_do.data or "",
        )


class NewForm(_KnownForm):
    """Adding someone."""

    name = ShortTextField(
        _l("Name"),
        [DataRequired(), Length(max=200)],
        description=_l("Sealed. Everyone sees a random pseudonym instead."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    contacts = FieldList(
        FormField(ContactForm, _l("A way to reach them")),
        _l("Ways to reach them"),
        description=_l("Mark a way as safe only when they said so, or when it cannot harm them."),
        min_entries=2,
    )
    someone_else = BooleanField(_l("This is someone else. Add them."))

    def called(self) -> Called:
        """The other names and where they belong, as written."""
        return Called(self.other_names.names, self.organisation.data or "")

    def details(self) -> list[ContactDetail]:
        """The ways to reach them that were written."""
        return [detail for entry in self.contacts if (detail := entry.form.detail()) is not None]


class ChangeForm(_KnownForm):
    """Changing what is known of someone. The name is not shown here; a new one may be written."""

    name = ShortTextField(
        _l("New name"),
        [Optional(), Length(max=200)],
        description=_l("Leave empty to keep the name as it is."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    forget_called = BooleanField(_l("Take away the other names and the place they belong to that are held now"))
    contact = FormField(ContactForm, _l("One more way to reach them"))
    why_lower = LongTextField(
        _l("Why less protection is enough"),
        [Optional(), Length(max=500)],
        rows=2,
        description=_l("Needed only to lower it: a second person reads this and has to agree. Name nobody here."),
    )

    @classmethod
    def of(cls, person: StakeholderRecord, *, up_to_tier: int, offered: Offered) -> ChangeForm:
        """The form filled with what is known, then with what was sent."""
        known = {**vars(person.profile), **vars(person.safety), "kind": person.kind, "tier": str(person.tier)}
        spoken = {*person.profile.languages, *person.profile.reads}
        return cls(data=known, up_to_tier=up_to_tier, offered=offered, spoken=spoken)

    def called(self, before: Called) -> Called | None:
        """The other names and the place; what is left empty stays as it was. None when nothing changes."""
        if not (self.forget_called.data or self.other_names.names or self.organisation.data):
            return None
        start = Called() if self.forget_called.data else before
        return Called(self.other_names.names or start.other_names, self.organisation.data or start.organisation)
