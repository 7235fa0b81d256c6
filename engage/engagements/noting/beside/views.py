"""Saving what is asked, promised and begun beside the notes: from a script or by a button, the notes stay."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.actions.service import UnknownOwner, owe
from engage.actions.vocabulary import ActionKind
from engage.db.clock import today
from engage.engagements import service
from engage.engagements.door import participant_here, record_here, seats_here
from engage.engagements.noting.door import Answer, captured, keep_typed, not_captured, offered
from engage.engagements.noting.forms import OweForm, consent_form
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("beside", __name__)


@blueprint.post("/<uuid:engagement_id>/notes/consent")
@requires(Permission.EDIT_NOTES)
def consent(project_id: UUID, engagement_id: UUID) -> Answer:
    """Writes down what each person agreed to."""
    row, found = keep_typed(engagement_id), record_here(engagement_id)
    seats = [seat for seat in seats_here(found) if seat.person]
    form = consent_form(seats)
    if not form.validate():
        return not_captured(form, found, heading=_("What each agreed to"))
    for seat in seats:
        try:
            service.change_participant(
                current_session(),
                actor=current_user,
                participant=participant_here(engagement_id, seat.record.id),
                engagement=row,
                detail=form.detail(seat.record.id, seat.record.detail),
            )
        except service.EngagementOver:
            form.asked(seat.record.id)[0].errors = [_("The engagement is cancelled.")]
            return not_captured(form, found, heading=_("What each agreed to"))
    return captured(engagement_id, _("What each agreed to is saved."))


@blueprint.post("/<uuid:engagement_id>/notes/begin")
@requires(Permission.EDIT_ENGAGEMENTS)
def begin(project_id: UUID, engagement_id: UUID) -> Answer:
    """Records that the engagement is held today, so that what is heard can be written down while it is."""
    row = keep_typed(engagement_id)
    try:
        service.hold_engagement(current_session(), actor=current_user, engagement=row, held_on=today())
    except service.NotPlanned:
        return captured(engagement_id, _("This is recorded already."))
    return captured(engagement_id, _("Recorded that it is held today. Say afterwards who was there."))


@blueprint.post("/<uuid:engagement_id>/notes/owe")
@requires(Permission.EDIT_NOTES)
def owed(project_id: UUID, engagement_id: UUID) -> Answer:
    """Writes down a promise, or information that was asked for."""
    keep_typed(engagement_id)
    found = record_here(engagement_id)
    form = offered(OweForm(prefix="owe-"), found, seats_here(found))
    heading = _("A promise, or information asked for")
    if not form.validate():
        return not_captured(form, found, heading=heading)
    try:
        owe(
            current_session(),
            actor=current_user,
            project_id=current_project_id(),
            subject_id=engagement_id,
            key_id=engagement_id,
            kind=ActionKind(form.kind.data),
            text=form.text.data or "",
            owner_id=UUID(form.owner.data),
            due_on=form.due_on.data,
            stakeholder_id=UUID(form.to_whom.data) if form.to_whom.data else None,
        )
    except UnknownOwner:
        form.owner.errors = [_("Choose from the list.")]
        return not_captured(form, found, heading=heading)
    return captured(engagement_id, _("Written down, with its day and its owner."))
