"""Forms of engagements: the plan, who takes part, who was there, notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired, Length

from engage.db.clock import today
from engage.engagements.records import (
    CompanyRecord,
    ParticipantRecord,
)
from engage.engagements.vocabulary import (
    Answer,
    Presence,
)
from engage.engagements.words import PRESENCE
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import DayField, LongTextField
from engage.web.forms import BaseForm

SHORT, LONG, NOTES = Length(max=200), Length(max=20_000), Length(max=200_000)
NOTHING = ("", _l("Not chosen yet"))

ATTENDED = {presence.value: attended for attended, presence in PRESENCE.items()}
YES_NO = {"": None, "yes": True, "no": False}


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
