"""Forms of summaries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from wtforms import HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from engage.i18n.languages import LANGUAGES
from engage.i18n.texts import lazy_gettext as _l
from engage.summaries.records import ReadingRecord
from engage.summaries.redaction import Finding
from engage.summaries.service import LONGEST_TITLE
from engage.summaries.vocabulary import Section, TranslationState, Way
from engage.web.fields import DayField, LongTextField, ShortTextField
from engage.web.forms import BaseForm

LANGUAGE_CHOICES = [(language.code, language.own_name) for language in LANGUAGES]
STATES = [
    (TranslationState.DRAFT.value, _l("Still a draft: it is not published")),
    (TranslationState.REVIEWED.value, _l("Read and right: it may be published")),
]


class DraftForm(BaseForm):
    """Drawing up a summary."""

    language = SelectField(_l("Language it is first written in"), [InputRequired()], choices=LANGUAGE_CHOICES)
    promised_on = DayField(_l("Promised by"), [Optional()], description=_l("By when those who took part will have it."))


class PromiseForm(BaseForm):
    """Changing the promised day."""

    promised_on = DayField(_l("Promised by"), [Optional()])


class ReadingForm(BaseForm):
    """One reading in one language."""

    title = ShortTextField(_l("Title"), [InputRequired(), Length(max=LONGEST_TITLE)])
    asked = LongTextField(Section.ASKED.label, [Optional()], rows=4)
    whom = LongTextField(
        Section.WHOM.label, [Optional()], rows=3, description=_l("As safely as can be said: what they are, not who.")
    )
    heard = LongTextField(
        Section.HEARD.label,
        [Optional()],
        rows=10,
        description=_l("One paragraph for each thing. Nobody is quoted by name."),
    )
    did = LongTextField(Section.DID.label, [Optional()], rows=8)
    open = LongTextField(Section.OPEN.label, [Optional()], rows=4)
    answer_back = LongTextField(Section.ANSWER_BACK.label, [Optional()], rows=3)
    withheld_because = LongTextField(
        _l("Why the public reading says less"),
        [Optional()],
        rows=2,
        description=_l("For the team only. Saying less is a choice with a reason."),
    )
    state = RadioField(_l("How far is it?"), [InputRequired()], choices=STATES)
    based_on = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    source_revision = IntegerField(validators=[Optional()], widget=HiddenInput())

    def texts(self) -> dict[str, str]:
        """What was written, by code of its section."""
        return {section.value: self[section.value].data or "" for section in Section}

    @classmethod
    def shown(cls, reading: ReadingRecord | None, source: ReadingRecord | None, withheld: str) -> ReadingForm:
        """The form over a reading; over nothing, it is empty."""
        known = {"title": reading.title, **reading.sections} if reading else {}
        state = reading.state if reading and reading.state == TranslationState.REVIEWED else TranslationState.DRAFT
        held = {
            "state": str(state.value if isinstance(state, TranslationState) else state),
            "based_on": reading.revision if reading else 0,
            "source_revision": source.revision if source else 0,
            "withheld_because": withheld,
        }
        return cls(data={**known, **held})


class WarningsForm(BaseForm):
    """A reason for each finding that is left standing; made for the findings at hand."""

    @classmethod
    def about(cls, findings: Iterable[Finding], reasons: dict[str, str]) -> WarningsForm:
        """A form with one field for each finding."""
        fields = {
            field_of(each): ShortTextField(_l("Why it may stay"), [Optional(), Length(max=400)]) for each in findings
        }
        made: type[WarningsForm] = type("WarningsForm", (cls,), fields)
        return made(data={field_of(each): reasons.get(each.key, "") for each in findings})

    def reasons(self, findings: Iterable[Finding]) -> dict[str, str]:
        """What was written, by the key of the finding."""
        return {each.key: self[field_of(each)].data or "" for each in findings}


def field_of(finding: Finding) -> str:
    """The name of a finding's field; the same words in several places share one."""
    return f"reason_{sha256(finding.key.encode()).hexdigest()[:12]}"


class AgreeForm(BaseForm):
    """Agreeing to exactly the texts that were shown."""

    seen = HiddenField(validators=[InputRequired()])


class ReturnForm(BaseForm):
    """Giving a summary back."""

    reason = LongTextField(_l("What should be different?"), [InputRequired(), Length(max=4000)], rows=4)


class ReceiptForm(BaseForm):
    """Making out a receipt."""

    holder = SelectField(_l("For whom"), [Optional()])
    language = SelectField(_l("Language of its words"), [InputRequired()], choices=LANGUAGE_CHOICES)
    through = SelectField(_l("How it reaches them"), [InputRequired()], choices=Way.choices())


class SettleForm(BaseForm):
    """Saying what was done about a reply."""

    settlement = LongTextField(
        _l("What we did about it"),
        [InputRequired(), Length(max=4000)],
        rows=4,
        description=_l("For the team. What changes for those who took part belongs into the summary."),
    )


def in_days(today: date, days: int) -> date:
    """A day so many days on."""
    return date.fromordinal(today.toordinal() + days)
