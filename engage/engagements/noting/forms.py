"""Forms of the page of notes: the notes, consent asked at the start, and what is owed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired, Length

from engage.actions.vocabulary import ActionKind
from engage.db.clock import today
from engage.engagements.forms import YES_NO, NotesForm
from engage.engagements.records import ParticipantDetail
from engage.engagements.seats import Seat
from engage.engagements.vocabulary import Attribution
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.web.fields import DayField, LongTextField
from engage.web.forms import BaseForm

Choices = list[tuple[str, str]]
RECORDING = [("", _l("Not asked yet")), ("yes", _l("Yes")), ("no", _l("No"))]
RECORDED = {said: code for code, said in YES_NO.items()}


class LiveNotesForm(NotesForm):
    """The notes, and the draft that they are until they are saved."""

    draft = HiddenField()
    hand = HiddenField()
    """The window that writes."""
    seen = HiddenField()
    """How many saves of the draft this window heard of."""


class CaptureForm(BaseForm):
    """Parent of the small forms beside the notes: they are sent with the notes, whose token guards them all."""

    class Meta(BaseForm.Meta):
        csrf = False

    def faults(self) -> dict[str, str]:
        """What is to be put right, by the name of the field."""
        return {field.name: " ".join(str(each) for each in field.errors) for field in self if field.errors}


class ConsentForm(CaptureForm):
    """Two questions for each person; the fields are made when it is known who is there."""

    def asked(self, record_id: UUID) -> tuple[SelectField, SelectField]:
        """The two fields of one place: recording, attribution."""
        return self[f"recorded_{record_id.hex}"], self[f"attributed_{record_id.hex}"]

    def detail(self, record_id: UUID, before: ParticipantDetail) -> ParticipantDetail:
        """What one of them agreed to."""
        recorded, attributed = self.asked(record_id)
        return replace(before, may_record=YES_NO[recorded.data], attribution=attributed.data)


def consent_form(seats: Iterable[Seat]) -> ConsentForm:
    """The form for these people, with what is known."""
    fields: dict[str, Any] = {}
    for seat in seats:
        key, detail = seat.record.id.hex, seat.record.detail
        fields[f"recorded_{key}"] = SelectField(
            _l("May it be recorded"), choices=RECORDING, default=RECORDED[detail.may_record]
        )
        fields[f"attributed_{key}"] = SelectField(
            _l("How their words may be attributed"), choices=Attribution.choices(), default=detail.attribution
        )
    form: ConsentForm = type("ConsentForm", (ConsentForm,), fields)(prefix="consent-")
    return form


class OweForm(CaptureForm):
    """Something promised or asked for in the conversation."""

    kind = SelectField(
        _l("What is owed"), choices=[(each.value, each.label) for each in (ActionKind.PROMISE, ActionKind.REQUEST)]
    )
    text = LongTextField(_l("In a sentence"), [InputRequired(), Length(max=2_000)], rows=2)
    due_on = DayField(_l("By when"), [InputRequired()])
    owner = SelectField(_l("Who of us"))
    to_whom = SelectField(_l("To whom"), default="")

    def offer(self, *, owners: Choices, people: Choices) -> OweForm:
        """Fills the lists."""
        self.owner.choices = owners
        self.to_whom.choices = [("", _("Everyone who took part")), *people]
        self.due_on.earliest = today()
        return self
