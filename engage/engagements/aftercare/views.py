"""The page of how somebody is after an engagement."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.engagements.aftercare import service
from engage.engagements.aftercare.forms import CareForm, DayForm
from engage.engagements.aftercare.queries import care_in
from engage.engagements.aftercare.records import CareRecord
from engage.engagements.aftercare.vocabulary import Wellbeing
from engage.engagements.door import record_here, row_here, seat_here
from engage.engagements.records import EngagementRecord
from engage.engagements.seats import Seat
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("aftercare", __name__)

Reply = str | Response | tuple[str, int]


@blueprint.get("/<uuid:engagement_id>/people/<uuid:participant_id>/after")
@requires(Permission.EDIT_ENGAGEMENTS)
def care(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """When to ask somebody how they are, and what they said so far."""
    found = _held(engagement_id)
    seat = seat_here(found, participant_id)
    return _drawn(found, seat, CareForm(data={"on": today()}), DayForm(data=_planned(found, seat)))


@blueprint.post("/<uuid:engagement_id>/people/<uuid:participant_id>/after")
@requires(Permission.EDIT_ENGAGEMENTS)
def write(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """Writes down how somebody is; felt reprisals open a report and stop what goes out."""
    found = _held(engagement_id)
    seat, form = seat_here(found, participant_id), CareForm()
    fine = form.validate()
    if fine and form.how.data == Wellbeing.REPRISAL and not (form.words.data or "").strip():
        form.say_words_needed()
        fine = False
    if fine:
        try:
            opened = service.write_down(
                current_session(),
                actor=current_user,
                engagement=row_here(engagement_id),
                stakeholder_id=seat.record.stakeholder_id,
                participant_id=participant_id,
                how=Wellbeing(form.how.data),
                words=form.words.data or "",
                on=form.on.data,
                again_on=form.again_on.data,
            )
        except service.AskedInFuture:
            form.say_to_come()
        else:
            return _after(engagement_id, opened.id if opened else None)
    return _drawn(found, seat, form, DayForm(formdata=None, data=_planned(found, seat)))


@blueprint.post("/<uuid:engagement_id>/people/<uuid:participant_id>/after/day")
@requires(Permission.EDIT_ENGAGEMENTS)
def move(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """Says when somebody is to be asked."""
    found = _held(engagement_id)
    seat, form = seat_here(found, participant_id), DayForm()
    if not form.validate():
        return _drawn(found, seat, CareForm(formdata=None, data={"on": today()}), form)
    service.move_day(
        current_session(),
        actor=current_user,
        engagement=row_here(engagement_id),
        stakeholder_id=seat.record.stakeholder_id,
        participant_id=participant_id,
        due_on=form.due_on.data,
    )
    flash(_("The changes are saved."), "good")
    return _after(engagement_id, None, said=True)


def care_shown(engagement: EngagementRecord, seated: Sequence[Seat]) -> dict[UUID, CareRecord]:
    """Who of an engagement is to be asked, or was, by who they are; only of those the viewer may know of."""
    if engagement.held_on is None:
        return {}
    known = {seat.record.stakeholder_id for seat in seated if seat.person}
    return care_in(current_session(), engagement.project_id, engagement.id, known)


def _held(engagement_id: UUID) -> EngagementRecord:
    found = record_here(engagement_id)
    return found if found.held_on is not None else abort(404)


def _planned(found: EngagementRecord, seat: Seat) -> dict[str, object]:
    who = seat.record.stakeholder_id
    known = care_in(current_session(), found.project_id, found.id, [who]).get(who)
    return {"due_on": known.due_on if known and known.waiting else None}


def _drawn(found: EngagementRecord, seat: Seat, form: CareForm, moving: DayForm) -> Reply:
    who = seat.record.stakeholder_id
    known = care_in(current_session(), found.project_id, found.id, [who]).get(who)
    draw = again if form.errors or moving.errors else page
    answer: Reply = draw(
        "engagements/aftercare/care.html",
        form=form,
        moving=moving,
        engagement=found,
        seat=seat,
        care=known,
        today=today(),
        who=names_of(current_session(), {each.by for each in known.told} if known else set()),
        Wellbeing=Wellbeing,
    )
    return answer


def _after(engagement_id: UUID, report_id: UUID | None, *, said: bool = False) -> Response:
    project_id = current_project_id()
    if report_id is not None:
        flash(_("A report is open. Nothing goes out for this engagement until it is closed."), "attention")
        return redirect(url_for("engagements.reprisals.shown", project_id=project_id, report_id=report_id))
    if not said:
        flash(_("Recorded."), "good")
    return redirect(url_for("engagements.engagement", project_id=project_id, engagement_id=engagement_id))
