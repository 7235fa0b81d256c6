"""Forms of notices and consents."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from engage.db.clock import today
from engage.i18n.formats import language_name
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.consents.records import ConsentDetail, NoticeRecord
from engage.stakeholders.consents.vocabulary import ConsentKind, ConsentMeans, ConsentPurpose
from engage.web.fields import CheckListField, DayField, LanguageField, LongTextField, ShortTextField, enum_choices
from engage.web.forms import BaseForm


class ConsentForm(BaseForm):
    """What someone was told, agreed to or refused."""

    kind = RadioField(_l("What happened"), [InputRequired()], choices=enum_choices(ConsentKind))
    purposes = CheckListField(_l("To what"), choices=enum_choices(ConsentPurpose))
    given_on = DayField(_l("On which day"), [InputRequired()])
    means = SelectField(_l("How"), [InputRequired()], choices=enum_choices(ConsentMeans))
    wording = SelectField(
        _l("The notice they were given"), default="", description=_l("In the version and language they received.")
    )
    language = LanguageField(_l("Language it was said in"), description=_l("Needed only where no notice was given."))
    expires_on = DayField(
        _l("Ends on"),
        [Optional()],
        description=_l("A consent without an end is asked for again when the record is checked."),
    )
    note = LongTextField(_l("Note"), [Optional(), Length(max=2000)], rows=2, description=_l("Name nobody else here."))

    def __init__(self, *args: Any, notices: list[NoticeRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given_on.latest = today()
        self._languages = {str(each.id): each.language for notice in notices for each in notice.newest.values()}
        self.wording.choices = [("", _("None"))] + [
            (
                str(each.id),
                _(
                    "%(title)s, version %(version)s, %(language)s",
                    title=notice.title,
                    version=each.version,
                    language=language_name(each.language),
                ),
            )
            for notice in notices
            if notice.is_offered
            for each in notice.newest.values()
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """A yes or a no needs a purpose; a consent ends after it was given."""
        fine = super().validate(extra_validators)
        if self.kind.data and self.kind.data != ConsentKind.NOTICE and not self.purposes.data:
            self.purposes.errors = [_("Choose at least one thing that they said yes or no to.")]
            fine = False
        if self.expires_on.data and self.given_on.data and self.expires_on.data <= self.given_on.data:
            self.expires_on.errors = [_("It must end after the day on which it was given.")]
            fine = False
        return fine

    def detail(self) -> ConsentDetail:
        """The sealed part, as written."""
        wording = self.wording.data or ""
        return ConsentDetail(
            purposes=list(self.purposes.data or ()),
            means=self.means.data,
            wording_id=wording,
            language=self._languages.get(wording) or self.language.data or "",
            note=self.note.data or "",
        )


class WithdrawForm(BaseForm):
    """Someone took a consent back."""

    withdrawn_on = DayField(_l("On which day"), [InputRequired()])
    reason = LongTextField(
        _l("What they said"),
        [Optional(), Length(max=2000)],
        rows=2,
        description=_l("They owe nobody a reason. Name nobody else here."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.withdrawn_on.latest = today()


class WordingForm(BaseForm):
    """A notice in one language."""

    language = LanguageField(_l("Language"), [InputRequired()])
    text = LongTextField(
        _l("Wording"),
        [DataRequired(), Length(max=20000)],
        rows=12,
        description=_l("What we hold, why, for how long, who sees it, and how they ask, correct and object."),
    )


class NoticeForm(WordingForm):
    """A new notice with its first wording."""

    title = ShortTextField(_l("Title"), [DataRequired(), Length(max=120)], description=_l("How colleagues find it."))
