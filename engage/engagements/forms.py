"""Forms of engagements: the plan, who takes part, who was there, notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Length

from engage.db.clock import today
from engage.decisions.records import DecisionRecord
from engage.engagements.records import (
    CompanyDetail,
    CompanyRecord,
    EngagementRecord,
    ParticipantDetail,
    ParticipantRecord,
    Plan,
    from_iso,
    iso,
)
from engage.engagements.safety import FIELDS
from engage.engagements.vocabulary import (
    Answer,
    Attribution,
    Authority,
    EngagementFormat,
    Initiative,
    Knowledge,
    Mode,
    Presence,
    SafetyGap,
)
from engage.engagements.words import PRESENCE
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.vocabulary import ChannelKind
from engage.web.fields import CheckListField, DayField, LanguageListField, LongTextField, ShortTextField
from engage.web.forms import BaseForm

SHORT, LONG, NOTES = Length(max=200), Length(max=20_000), Length(max=200_000)
NOTHING = ("", _l("Not chosen yet"))

_PLAN_TEXTS = (
    "purpose",
    "not_direct_because",
    "place",
    "interpretation",
    "accessibility",
    "agenda",
    "confidential",
    "still_open",
    "already_decided",
    "selection_explained",
    "safety_measures",
)
_PLAN_CODES = ("format", "mode", "initiative", "languages", "issues", "materials_languages")
_PLAN_DAYS = ("materials_shared_on", "invited_on", "notes_promised_by")
ATTENDED = {presence.value: attended for attended, presence in PRESENCE.items()}
YES_NO = {"": None, "yes": True, "no": False}


class PlanForm(BaseForm):
    """The plan of an engagement."""

    title = ShortTextField(
        _l("Title"), [InputRequired(), SHORT], description=_l("Neutral enough to be seen over a shoulder.")
    )
    purpose = LongTextField(_l("What it is for"), [InputRequired(), LONG], rows=3)
    decisions = CheckListField(_l("Decisions it informs"))
    issues = CheckListField(_l("Issues it is about"))
    still_open = LongTextField(
        _l("Still open to change"),
        [LONG],
        rows=3,
        description=_l("Left empty, it is taken from the decisions chosen above."),
    )
    already_decided = LongTextField(
        _l("Already decided"),
        [LONG],
        rows=3,
        description=_l("Left empty, it is taken from the decisions chosen above."),
    )
    confidential = LongTextField(_l("What is confidential, and for whom"), [LONG], rows=3)
    format = RadioField(_l("Format"), choices=EngagementFormat.choices())
    mode = RadioField(_l("With whom"), choices=Mode.choices(), default=Mode.DIRECT.value)
    not_direct_because = LongTextField(
        _l("Why not directly with rights holders"),
        [LONG],
        rows=3,
        description=_l("Needed for every other way than the direct one."),
    )
    initiative = RadioField(_l("Who asked for it"), choices=Initiative.choices(), default=Initiative.COMPANY.value)
    planned_on = DayField(_l("Day"), [InputRequired()])
    place = ShortTextField(_l("Place or channel"), [SHORT])
    languages = LanguageListField(_l("Languages spoken"))
    interpretation = ShortTextField(_l("Interpretation"), [SHORT], description=_l("Who interprets, and for whom."))
    accessibility = LongTextField(_l("Accessibility"), [LONG], rows=2)
    agenda = LongTextField(_l("Agenda"), [LONG], rows=4)
    invited_on = DayField(_l("Invitations went out on"))
    materials_shared_on = DayField(_l("Materials were shared on"))
    materials_languages = LanguageListField(_l("Languages of the materials"))
    selection_explained = LongTextField(
        _l("How participants were selected"),
        [LONG],
        rows=3,
        description=_l("In words that can be told to each of them, and that name nobody."),
    )
    safety_measures = LongTextField(_l("What keeps participants safe"), [LONG], rows=3)
    notes_promised_by = DayField(_l("Notes are promised by"))

    def plan(self, before: Plan) -> Plan:
        """What was written, over what the form does not ask for."""
        said: dict[str, Any] = {name: self[name].data or "" for name in _PLAN_TEXTS}
        said |= {name: self[name].data for name in _PLAN_CODES}
        said |= {name: iso(self[name].data) for name in _PLAN_DAYS}
        return replace(before, **said)

    def decision_ids(self) -> list[UUID]:
        """The decisions chosen."""
        return [UUID(code) for code in self.decisions.data]

    def say_reason_missing(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.not_direct_because.errors = [
            _("Say why rights holders are not met directly. Engagement is direct unless that is not possible.")
        ]


def plan_as_typed(engagement: EngagementRecord) -> dict[str, Any]:
    """An engagement as the fields of its form show it."""
    plan = engagement.plan
    return {
        "title": engagement.title,
        "planned_on": engagement.planned_on,
        "decisions": [str(each) for each in engagement.decision_ids],
        **{name: getattr(plan, name) for name in (*_PLAN_TEXTS, *_PLAN_CODES)},
        **{name: from_iso(getattr(plan, name)) for name in _PLAN_DAYS},
    }


def told_of(decisions: Iterable[DecisionRecord], plan: Plan) -> Plan:
    """The plan with what the decisions say is open and decided, where it says nothing itself."""
    told = [each.detail for each in decisions]
    still_open = "\n".join(each.still_open for each in told if each.still_open)
    decided = "\n".join(each.already_decided for each in told if each.already_decided)
    return replace(plan, still_open=plan.still_open or still_open, already_decided=plan.already_decided or decided)


class AddForm(BaseForm):
    """Putting people on the list."""

    find = ShortTextField(_l("Find by pseudonym"), [SHORT])
    people = CheckListField(_l("People"))
    selected_because = LongTextField(
        _l("Why they were selected"), [LONG], rows=3, description=_l("Kept sealed. It counts for everyone chosen.")
    )


class ParticipantForm(BaseForm):
    """One participant's part."""

    selected_because = LongTextField(_l("Why they were selected"), [LONG], rows=2)
    safety_assessed_on = DayField(_l("Safety assessed on"))
    safety_measures = LongTextField(_l("What keeps them safe"), [LONG], rows=3)
    channel = SelectField(_l("Invited through"), choices=[NOTHING, *ChannelKind.choices()], default="")
    answer = RadioField(_l("Invitation"), choices=Answer.choices())
    attended = RadioField(_l("Attendance"), choices=Presence.choices(), default=Presence.UNKNOWN.value)
    attribution = RadioField(
        _l("How their words may be attributed"), choices=Attribution.choices(), description=_l("As they agreed.")
    )
    may_record = RadioField(
        _l("May it be recorded"), choices=[("", _l("Not asked yet")), ("yes", _l("Yes")), ("no", _l("No"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.safety_assessed_on.latest = today()

    def detail(self) -> ParticipantDetail:
        """What was written."""
        return ParticipantDetail(
            selected_because=self.selected_because.data or "",
            answer=self.answer.data,
            attended=ATTENDED[self.attended.data],
            attribution=self.attribution.data,
            may_record=YES_NO[self.may_record.data],
            safety_assessed_on=iso(self.safety_assessed_on.data),
            safety_measures=self.safety_measures.data or "",
            channel=self.channel.data,
        )

    def say_not_safe(self, gaps: Sequence[SafetyGap]) -> None:
        """Puts the refusal on the answer, and each remedy on its field."""
        self.answer.errors = [_("They cannot be invited yet: an invitation could put them at risk.")]
        for gap in gaps:
            field = self[FIELDS[gap]]
            field.errors = [*field.errors, str(gap.label)]


def participant_as_typed(detail: ParticipantDetail) -> dict[str, Any]:
    """A participant as the fields of the form show them."""
    recorded = {None: "", True: "yes", False: "no"}[detail.may_record]
    kept = {name: getattr(detail, name) for name in ("selected_because", "answer", "attribution", "safety_measures")}
    return {
        **kept,
        "channel": detail.channel,
        "attended": PRESENCE[detail.attended].value,
        "may_record": recorded,
        "safety_assessed_on": from_iso(detail.safety_assessed_on),
    }


class CompanyForm(BaseForm):
    """Someone who sits there for the company."""

    name = ShortTextField(_l("Name"), [InputRequired(), SHORT])
    function = ShortTextField(_l("Function"), [InputRequired(), SHORT])
    knowledge = CheckListField(_l("What they know well"), choices=Knowledge.choices())
    authority = RadioField(_l("Their part in the decision"), choices=[NOTHING, *Authority.choices()], default="")
    attended = RadioField(_l("Attendance"), choices=Presence.choices(), default=Presence.UNKNOWN.value)

    def detail(self) -> CompanyDetail:
        """What was written."""
        return CompanyDetail(
            name=self.name.data or "",
            function=self.function.data or "",
            knowledge=self.knowledge.data,
            authority=self.authority.data,
            attended=ATTENDED[self.attended.data],
        )


def company_as_typed(detail: CompanyDetail) -> dict[str, Any]:
    """Someone of the company as the fields of the form show them."""
    return {**vars(detail), "attended": PRESENCE[detail.attended].value}


class AttendanceForm(BaseForm):
    """Who was there, one row each; and the day, when it is first recorded."""

    held_on = DayField(_l("Held on"), [InputRequired()])

    def attended(self) -> Mapping[UUID, bool | None]:
        """Attendance by the id of the row of a participant or of someone of the company."""
        prefix = "of_"
        rows = (field for field in self if field.short_name.startswith(prefix))
        return {UUID(field.short_name.removeprefix(prefix)): ATTENDED[field.data] for field in rows}

    def say_future(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.held_on.errors = [_("This day is still to come. Record it once the engagement was held.")]


def attendance_form(
    people: Iterable[tuple[ParticipantRecord | CompanyRecord, str]], *, planned: bool
) -> AttendanceForm:
    """A form with one field for each of `people` (record and what to call them); with the day when `planned`."""
    fields: dict[str, Any] = {}
    for record, called in people:
        attended, declined = record.detail.attended, getattr(record.detail, "answer", "") == Answer.DECLINED
        known = PRESENCE[False if attended is None and declined else attended].value
        fields[f"of_{record.id.hex}"] = SelectField(called, choices=Presence.choices(), default=known)
    form: AttendanceForm = type("AttendanceForm", (AttendanceForm,), fields)()
    form.held_on.latest = today()
    if not planned:
        del form.held_on
    return form


class NotesForm(BaseForm):
    """The notes, and the version they were written over."""

    text = LongTextField(_l("Notes"), [InputRequired(), NOTES], rows=24)
    based_on = HiddenField()


class SharedForm(BaseForm):
    """The day on which participants were given the notes."""

    shared_on = DayField(_l("Notes were shared on"), [InputRequired()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shared_on.latest = today()


class CancelForm(BaseForm):
    """Cancelling what will not be held."""

    reason = LongTextField(_l("Why it is not held"), [InputRequired(), LONG], rows=4)
