"""The form of one answer: who answered, what was asked, and whom they named, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from wtforms import Field, FieldList, FormField, HiddenField, IntegerField, RadioField, SelectChoice, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.referrals.recording.picking import meant_by
from engage.referrals.recording.records import Line, NewName, WithheldDetail
from engage.referrals.recording.service import MOST_WITHHELD
from engage.referrals.records import ReferralDetail
from engage.referrals.vocabulary import AskedThrough, MayBeTold, Question
from engage.stakeholders.directory import Directory
from engage.stakeholders.vocabulary import StakeholderKind
from engage.web.fields import CountryField, DayField, LongTextField, ShortTextField, enum_choices
from engage.web.forms import BaseForm, PartForm

LINES, MOST_LINES = 5, 60
NEW = "new"
AS_FOR_ALL = _l("As for everyone")
TYPED = {"autocomplete": "off", "dir": "auto", "list": "known-people"}
OF_ONE = ("community", "right", "place", "words", "may_be_told", "told_as")
Choices = Sequence[tuple[str, str]]


class WhoPart(PartForm):
    """Somebody, by what was typed; where that can mean several, the one of them who was chosen."""

    who = ShortTextField(_l("Pseudonym"), [Optional(), Length(max=200)], render_kw=TYPED)
    asked = HiddenField()
    """For which text `pick` was offered: a choice does not outlive what it was made for."""
    pick = RadioField(_l("Who it is"), choices=[], validate_choice=False)

    known: UUID | None = None

    def find(self, people: Directory, *, up_to_tier: int, new: bool) -> None:
        """Finds whom the text means, and puts what stands in the way at the field; `new` may be somebody new."""
        text = self.who.data or ""
        if not text or self.who.errors:
            return
        meant = meant_by(people, text, up_to_tier=up_to_tier)
        picked = self.pick.data if self.asked.data == text else None
        self.asked.data, self.pick.data = text, None
        if meant.exactly is not None:
            self.known = meant.exactly.id
            if meant.exactly.restricted:
                refuse(self.who, _("Their record is restricted: it is kept, and not used."))
            return
        if not meant.near:
            if not new:
                refuse(self.who, _("There is nobody of this pseudonym."))
            return
        self.pick.choices = [(str(person.id), person.pseudonym) for person in meant.near]
        self.pick.choices += [(NEW, _("Somebody new"))] if new else []
        if picked in {code for code, _label in self.pick.choices}:
            self.pick.data = picked
            self.known = None if picked == NEW else UUID(picked)
        elif meant.more:
            refuse(self.who, _("Choose below whom you mean. If they are not there, write more of the pseudonym."))
        else:
            refuse(self.who, _("Choose below whom you mean."))


class LinePart(WhoPart):
    """Somebody who was named, and what holds for them alone."""

    who = ShortTextField(_l("Pseudonym or name"), [Optional(), Length(max=200)], render_kw=TYPED)
    kind = SelectField(
        _l("If new"),
        choices=[
            SelectChoice(StakeholderKind.PERSON.value, _l("A person")),
            SelectChoice(StakeholderKind.ORGANISATION.value, _l("An organisation")),
        ],
        default=StakeholderKind.PERSON.value,
    )
    community = ShortTextField(_l("For which community"), [Length(max=200)])
    right = SelectField(_l("For which right"), default="")
    place = ShortTextField(_l("For which place"), [Length(max=200)])
    words = LongTextField(_l("In their words"), [Length(max=4000)], rows=2)
    may_be_told = SelectField(
        _l("May they be told"), choices=[SelectChoice("", AS_FOR_ALL), *enum_choices(MayBeTold)], default=""
    )
    told_as = ShortTextField(_l("By what name"), [Length(max=200)])

    @property
    def says_more(self) -> bool:
        """Whether something holds for this one alone."""
        return any(self[name].data or self[name].errors for name in OF_ONE)


class AnswerForm(BaseForm):
    """Whom somebody named in answer to one question. The last fields hold for everyone named."""

    namer = FormField(WhoPart, _l("Who answered"))
    question = SelectField(_l("The question"), [InputRequired()], choices=enum_choices(Question))
    asked_through = SelectField(_l("How they were asked"), [InputRequired()], choices=enum_choices(AskedThrough))
    engagement = SelectField(_l("Conversation"), default="")
    asked_on = DayField(_l("Asked on"), [InputRequired()])
    lines = FieldList(FormField(LinePart), _l("Whom they named"), max_entries=MOST_LINES)
    withheld = IntegerField(
        _l("People they will not name"),
        [Optional(), NumberRange(0, MOST_WITHHELD)],
        description=_l("How many they meant without naming them. Never ask who."),
        render_kw={"inputmode": "numeric", "autocomplete": "off", "min": 0, "max": MOST_WITHHELD},
    )
    may_be_told = SelectField(
        _l("May the people named be told"),
        [InputRequired()],
        choices=enum_choices(MayBeTold),
        default=MayBeTold.NOT_ASKED.value,
        description=_l("Whether they may learn that this person named them."),
    )
    told_as = ShortTextField(
        _l("By what name"),
        [Length(max=200)],
        description=_l("How whoever answered wants to be called when the people named are told."),
    )
    community = ShortTextField(_l("For which community"), [Length(max=200)])
    right = SelectField(_l("For which right"), default="")
    place = ShortTextField(_l("For which place"), [Length(max=200)])
    country = CountryField(_l("Country"))
    words = LongTextField(_l("In their words"), [Length(max=4000)], rows=3)

    @property
    def parts(self) -> list[LinePart]:
        """The lines."""
        return [cast(LinePart, entry.form) for entry in self.lines.entries]

    def offer(self, *, engagements: Choices, rights: Choices) -> AnswerForm:
        """Fills the lists."""
        self.engagement.choices = [("", _("No conversation on record")), *engagements]
        self.right.choices = [("", _("Choose")), *rights]
        for part in self.parts:
            part.right.choices = [("", AS_FOR_ALL), *rights]
        return self

    def more_lines(self) -> None:
        """Adds some empty lines."""
        for _each in range(min(LINES, MOST_LINES - len(self.lines.entries))):
            self.lines.append_entry()

    def is_whole(self, people: Directory, *, up_to_tier: int) -> bool:
        """Whether it can be recorded as it stands; whatever stands in the way is put at its field."""
        self.validate()
        self.namer.form.find(people, up_to_tier=up_to_tier, new=False)
        if not self.namer.form.who.data:
            refuse(self.namer.form.who, _("This needs an answer."))
        seen: dict[object, int] = {}
        for part in self.parts:
            part.find(people, up_to_tier=up_to_tier, new=True)
            self._check(part, seen)
        if not seen and not self.withheld.data and not self.withheld.errors and self.parts:
            refuse(self.parts[0].who, _("Write at least one person, or how many they will not name."))
        self.gather()
        return not self.errors

    def _check(self, part: LinePart, seen: dict[object, int]) -> None:
        if not part.who.data:
            if part.says_more:
                refuse(part.who, _("Write whom this is about, or empty the line."))
            return
        whom = part.known or (part.who.data, part.kind.data)
        if part.known is not None and part.known == self.namer.form.known:
            refuse(part.who, _("Someone cannot name themselves here."))
        elif whom in seen:
            refuse(part.who, _("This repeats a line above."))
        seen[whom] = len(seen)

    def gather(self) -> None:
        """Makes errors that were put at a line known to the whole."""
        found = [part.errors for part in self.parts]
        self.lines.errors = found if any(found) else []

    def recorded(self) -> list[Line]:
        """The lines that name somebody, each with what holds for it or for all."""
        return [
            Line(part.known or NewName(part.who.data, StakeholderKind(part.kind.data)), self._detail(part))
            for part in self.parts
            if part.who.data
        ]

    def withheld_detail(self) -> WithheldDetail:
        """What is said of people meant and not named."""
        return WithheldDetail(
            self.question.data, self.asked_through.data, self.engagement.data or "", self.community.data or ""
        )

    def part_of(self, stakeholder_id: UUID) -> LinePart | None:
        """The line that names somebody known."""
        return next((part for part in self.parts if part.known == stakeholder_id), None)

    def _detail(self, part: LinePart) -> ReferralDetail:
        def said(name: str) -> str:
            return part[name].data or self[name].data or ""

        return ReferralDetail(
            question=self.question.data,
            asked_through=self.asked_through.data,
            engagement_id=self.engagement.data or "",
            community=said("community"),
            right=said("right"),
            place=said("place"),
            country=self.country.data or "",
            words=said("words"),
            may_be_told=said("may_be_told"),
            told_as=said("told_as"),
        )


class WithdrawForm(BaseForm):
    """Why a naming does not stand."""

    reason = LongTextField(_l("Why"), [DataRequired(), Length(max=2000)], rows=3, description=_l("Name nobody here."))


def refuse(field: Field, words: str) -> None:
    """Puts what stands in the way at a field."""
    field.errors = [*field.errors, words]
