"""Pages of one participant's place."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.engagements import service
from engage.engagements.aftercare.queries import care_in
from engage.engagements.door import asked_before, participant_here, record_here, row_here, seat_here
from engage.engagements.records import EngagementRecord
from engage.engagements.safety import is_invited, weighed_on
from engage.engagements.seating import forms
from engage.engagements.seating.service import assess_participant
from engage.engagements.seats import Seat
from engage.engagements.words import WORDS
from engage.i18n.texts import gettext as _
from engage.outreach.stop import service as stop
from engage.outreach.stop.check import SETTLED_BY_AGREEING, safe_channels
from engage.outreach.stop.queries import assessments
from engage.outreach.stop.records import AssessmentRecord
from engage.outreach.stop.vocabulary import StopReason
from engage.projects.door import current_project_id
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.vocabulary import ChannelKind
from engage.stakeholders.words import named
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("seating", __name__)

Reply = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")


@blueprint.route("/<uuid:engagement_id>/people/<uuid:participant_id>", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def participant(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """One participant's part: what stops an invitation, their answer, attendance, consent."""
    found = record_here(engagement_id)
    seat = seat_here(found, participant_id)
    form = forms.ParticipantForm(data=forms.participant_as_typed(seat.record.detail))
    if form.validate_on_submit():
        try:
            service.change_participant(
                current_session(),
                actor=current_user,
                participant=participant_here(engagement_id, participant_id),
                engagement=row_here(engagement_id),
                detail=form.detail(seat.record.detail),
            )
        except service.Stopped as refused:
            form.say_stopped(refused.reasons)
        except Restricted:
            form.say_stopped([StopReason.RESTRICTED])
        except service.EngagementOver:
            abort(404)
        else:
            flash(_("The changes are saved."), "good")
            return redirect(url_for("engagements.engagement", project_id=project_id, engagement_id=engagement_id))
    who = seat.record.stakeholder_id
    before = asked_before([who]).get(who, []) if not is_invited(seat.record.detail) else []
    care = care_in(current_session(), project_id, engagement_id, [who]).get(who)
    draw = again if form.is_submitted() else page
    standing = {"agreed_by": _names(seat.standing.agreed_by if seat.standing else None)}
    return draw(
        "engagements/seating/participant.html",
        form=form,
        engagement=found,
        seat=seat,
        asked=before,
        care=care,
        **standing,
        **WORDS,
    )


@blueprint.post("/<uuid:engagement_id>/people/<uuid:participant_id>/remove")
@requires(Permission.EDIT_ENGAGEMENTS)
def remove(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """Takes somebody off the list."""
    seat_here(record_here(engagement_id), participant_id)
    try:
        service.remove_participant(
            current_session(),
            actor=current_user,
            engagement=row_here(engagement_id),
            participant=participant_here(engagement_id, participant_id),
        )
    except service.NotPlanned:
        flash(_("The engagement was held: whoever was on the list stays on record."), "attention")
    else:
        flash(_("No longer on the list."), "good")
    return redirect(url_for("engagements.engagement", project_id=project_id, engagement_id=engagement_id))


@blueprint.route("/<uuid:engagement_id>/people/<uuid:participant_id>/safety", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def safety(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """Assesses what the engagement could do to them; each save that changes something is a version of its own."""
    found = record_here(engagement_id)
    seat = seat_here(found, participant_id)
    newest = seat.standing.assessment if seat.standing else None
    said = newest.said if newest else None
    form = forms.AssessmentForm(data=forms.assessment_as_typed(said, found.planned_on))
    if form.validate_on_submit():
        try:
            assess_participant(
                current_session(),
                actor=current_user,
                engagement=row_here(engagement_id),
                participant=participant_here(engagement_id, participant_id),
                said=form.said(),
            )
        except stop.AssessedInFuture:
            form.say_to_come()
        except stop.ReviewTooEarly:
            form.say_review_early()
        except Restricted:
            form.say_restricted()
        else:
            flash(_("The assessment is saved."), "good")
            return redirect(_here("safety", engagement_id, participant_id))
    return _assessed(found, seat, form, forms.AskForm(formdata=None))


@blueprint.post("/<uuid:engagement_id>/people/<uuid:participant_id>/safety/ask")
@requires(Permission.EDIT_ENGAGEMENTS)
def ask(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """Asks a second person to agree to what the assessment says."""
    found = record_here(engagement_id)
    seat, asking = seat_here(found, participant_id), forms.AskForm()
    if asking.validate():
        try:
            stop.ask_second(
                current_session(),
                actor=current_user,
                project_id=project_id,
                engagement_id=engagement_id,
                stakeholder_id=seat.record.stakeholder_id,
                reason=asking.reason.data or "",
                at=weighed_on(found.planned_on, found.held_on, today()),
            )
        except stop.NotReady as refused:
            asking.reason.errors = [str(reason.label) for reason in refused.reasons] or [
                str(StopReason.NOT_ASSESSED.label)
            ]
        else:
            flash(_("A second person is asked."), "good")
            return redirect(_here("participant", engagement_id, participant_id))
    newest = seat.standing.assessment if seat.standing else None
    said = newest.said if newest else None
    form = forms.AssessmentForm(formdata=None, data=forms.assessment_as_typed(said, found.planned_on))
    return _assessed(found, seat, form, asking)


@blueprint.get("/<uuid:engagement_id>/people/<uuid:participant_id>/safety/<int:version>")
@requires(Permission.EDIT_ENGAGEMENTS)
def version(project_id: UUID, engagement_id: UUID, participant_id: UUID, version: int) -> Reply:
    """One version of the assessment, as it was, and who agreed to it."""
    found = record_here(engagement_id)
    seat = seat_here(found, participant_id)
    chosen = next((each for each in _versions(found, seat) if each.version == version), None) or abort(404)
    return page(
        "engagements/seating/version.html",
        engagement=found,
        seat=seat,
        chosen=chosen,
        who=_names(chosen.written_by, chosen.agreement.agreed_by if chosen.agreement else None),
        **WORDS,
    )


def _assessed(found: EngagementRecord, seat: Seat, form: forms.AssessmentForm, asking: forms.AskForm) -> Reply:
    person = seat.person or abort(404)
    standing, versions = seat.standing, _versions(found, seat)
    reasons = standing.reasons if standing else ()
    newest = standing.assessment if standing else None
    waiting = newest and stop.request_of(current_session(), actor=current_user, found=newest, tier=person.tier)
    form.channel.description = _about_channels(person)
    draw = again if form.errors or asking.errors else page
    answer: Reply = draw(
        "engagements/seating/safety.html",
        form=form,
        asking=asking,
        engagement=found,
        seat=seat,
        stops=reasons,
        versions=versions,
        waiting=waiting,
        may_ask=bool(newest) and bool(SETTLED_BY_AGREEING & set(reasons)) and not _unready(reasons),
        who=_names(*(each.written_by for each in versions), standing.agreed_by if standing else None),
        **WORDS,
    )
    return answer


def _unready(reasons: tuple[StopReason, ...]) -> bool:
    return bool(set(reasons) - SETTLED_BY_AGREEING - {StopReason.HALTED})


def _about_channels(person: StakeholderRecord) -> str:
    safe = safe_channels(person.safety)
    if not safe:
        return _("No channel is marked safe in their profile yet.")
    return _("Marked safe in their profile: %(channels)s.", channels=named(safe, ChannelKind))


def _versions(found: EngagementRecord, seat: Seat) -> list[AssessmentRecord]:
    pair = (found.id, seat.record.stakeholder_id)
    return assessments(current_session(), found.project_id, [pair]).get(pair, [])


def _names(*ids: UUID | None) -> dict[UUID, str]:
    return names_of(current_session(), {each for each in ids if each is not None})


def _here(endpoint: str, engagement_id: UUID, participant_id: UUID) -> str:
    at: dict[str, Any] = {"engagement_id": engagement_id, "participant_id": participant_id}
    return url_for(f"engagements.seating.{endpoint}", project_id=current_project_id(), **at)
