"""Forms of a participant's place: their part, the assessment of their safety, asking a second person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from engage.db.clock import today
from engage.engagements.forms import ATTENDED, LONG, NOTHING, SHORT, YES_NO
from engage.engagements.records import ParticipantDetail, from_iso, iso
from engage.engagements.vocabulary import Answer, Attribution, Presence
from engage.engagements.words import PRESENCE
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.outreach.stop.records import Assessment
from engage.outreach.stop.vocabulary import Interpreting, Likelihood, StopReason
from engage.stakeholders.vocabulary import ChannelKind
from engage.web.fields import DayField, LongTextField, ShortTextField, enum_choices
from engage.web.forms import BaseForm

DAYS = ("assessed_on", "review_on")
HOLDS_AFTER = timedelta(days=14)
"""How long after an engagement an assessment holds unless somebody says otherwise: its aftercare is covered."""


class ParticipantForm(BaseForm):
    """One participant's part."""

    selected_because = LongTextField(_l("Why they were selected"), [LONG], rows=2)
    answer = RadioField(_l("Invitation"), choices=Answer.choices())
    attended = RadioField(_l("Attendance"), choices=Presence.choices(), default=Presence.UNKNOWN.value)
    attribution = RadioField(
        _l("How their words may be attributed"), choices=Attribution.choices(), description=_l("As they agreed.")
    )
    may_record = RadioField(
        _l("May it be recorded"), choices=[("", _l("Not asked yet")), ("yes", _l("Yes")), ("no", _l("No"))]
    )

    def detail(self, before: ParticipantDetail) -> ParticipantDetail:
        """What was written, over what the form does not ask for."""
        return replace(
            before,
            selected_because=self.selected_because.data or "",
            answer=self.answer.data,
            attended=ATTENDED[self.attended.data],
            attribution=self.attribution.data,
            may_record=YES_NO[self.may_record.data],
        )

    def say_stopped(self, reasons: Iterable[StopReason]) -> None:
        """Puts the refusal and every remedy on the answer."""
        remedies = [str(reason.label) for reason in reasons]
        self.answer.errors = [_("They cannot be invited yet: an invitation could put them at risk."), *remedies]


def participant_as_typed(detail: ParticipantDetail) -> dict[str, Any]:
    """A participant as the fields of the form show them."""
    return {
        **{name: getattr(detail, name) for name in ("selected_because", "answer", "attribution")},
        "attended": PRESENCE[detail.attended].value,
        "may_record": {None: "", True: "yes", False: "no"}[detail.may_record],
    }


class AssessmentForm(BaseForm):
    """What an engagement could do to someone. It may be kept unfinished; a second person is asked about the whole."""

    threats = LongTextField(
        _l("What threatens them"),
        [Optional(), LONG],
        rows=3,
        description=_l("Who watches, what happened to others, what they fear themselves. Name nobody here."),
    )
    retaliation_by = LongTextField(
        _l("Who could make them pay for it"),
        [Optional(), LONG],
        rows=2,
        description=_l("Authorities, employers, armed groups, family, neighbours, people online."),
    )
    retaliation_likely = RadioField(
        _l("How likely that is"), choices=enum_choices(Likelihood), default=Likelihood.UNKNOWN.value
    )
    retaliation_answer = LongTextField(_l("What we would do then"), [Optional(), LONG], rows=2)
    if_leaked = LongTextField(_l("What it means for them if it becomes known that we talk"), [Optional(), LONG], rows=2)
    channel = SelectField(_l("Through which channel"), choices=[NOTHING, *ChannelKind.choices()], default="")
    meeting = LongTextField(
        _l("Where and when it is safe"),
        [Optional(), LONG],
        rows=2,
        description=_l("Place, way there and back, hours, who else is there."),
    )
    interpreting = RadioField(
        _l("Who interprets"), choices=enum_choices(Interpreting), default=Interpreting.NOT_NEEDED.value
    )
    interpreter = ShortTextField(
        _l("Who that is to them, and who trusts them"),
        [Optional(), SHORT],
        description=_l("Needed when somebody interprets. Name nobody here."),
    )
    withdrawal = LongTextField(
        _l("How they can end it"),
        [Optional(), LONG],
        rows=2,
        description=_l("Before, during and after, without having to say why."),
    )
    measures = LongTextField(_l("What keeps them safe"), [Optional(), LONG], rows=3)
    assessed_on = DayField(_l("Safety assessed on"), [InputRequired()])
    review_on = DayField(_l("Look again by"), [InputRequired()], description=_l("Until this day the assessment holds."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assessed_on.latest = today()

    def said(self) -> Assessment:
        """What was written."""
        texts = {each.name: self[each.name].data or "" for each in fields(Assessment) if each.name not in DAYS}
        texts = {name: text.strip() for name, text in texts.items()}
        return Assessment(**texts, **{name: iso(self[name].data) for name in DAYS})

    def say_to_come(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.assessed_on.errors = [_("This day is still to come. Write it down once it has happened.")]

    def say_review_early(self) -> None:
        """Puts the refusal on the field that mends it."""
        self.review_on.errors = [_("Choose a day after the assessment.")]

    def say_restricted(self) -> None:
        """Puts the refusal where it is read first."""
        self.threats.errors = [_("Their record is restricted: it is kept, and not used.")]


def assessment_as_typed(said: Assessment | None, day: date) -> dict[str, Any]:
    """An assessment as the fields of its form show it; a new one for an engagement on `day`."""
    if said is None:
        return {"assessed_on": today(), "review_on": max(day, today()) + HOLDS_AFTER}
    return {**vars(said), **{name: from_iso(getattr(said, name)) for name in DAYS}}


class AskForm(BaseForm):
    """Asking a second person to agree to an assessment."""

    reason = LongTextField(
        _l("Why we want to get in touch with them now"),
        [DataRequired(), Length(min=5, max=500)],
        rows=2,
        description=_l("The second person will read it. Name nobody here."),
    )
