"""Pages of engagements."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.decisions.queries import decisions_named
from engage.engagements import forms, queries, service
from engage.engagements.after.views import blueprint as after_pages
from engage.engagements.aftercare.views import blueprint as aftercare_pages
from engage.engagements.aftercare.views import care_shown
from engage.engagements.approached.views import blueprint as approached_pages
from engage.engagements.calendar.views import blueprint as calendar_pages
from engage.engagements.closing.views import blueprint as closing_pages
from engage.engagements.counting.views import blueprint as counting_pages
from engage.engagements.door import record_here, row_here, seats_here
from engage.engagements.files.views import blueprint as files_pages
from engage.engagements.inviting.views import blueprint as inviting_pages
from engage.engagements.noting.views import blueprint as noting_pages
from engage.engagements.once import each_once
from engage.engagements.peaks.views import blueprint as peaks_pages
from engage.engagements.planning.mix import company_mix
from engage.engagements.planning.times import hours_of
from engage.engagements.planning.views import blueprint as planning_pages
from engage.engagements.planning.vocabulary import EngagementType
from engage.engagements.planning.words import MISSING_COMPANY, MISSING_KNOWLEDGE
from engage.engagements.records import EngagementRecord
from engage.engagements.reprisals.views import blueprint as reprisals_pages
from engage.engagements.seating.views import blueprint as seating_pages
from engage.engagements.sharing.views import blueprint as sharing_pages
from engage.engagements.stages import Progress, owes_notes, steps
from engage.engagements.standing.views import blueprint as standing_pages
from engage.engagements.vocabulary import EngagementFormat, Stage
from engage.engagements.words import WORDS
from engage.i18n.texts import gettext as _
from engage.i18n.vocabulary import Vocabulary
from engage.outreach.stop.queries import is_halted
from engage.projects.door import current_project_id, may
from engage.stakeholders.lists.queries import labels
from engage.stakeholders.lists.vocabulary import WhichList
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("engagements", __name__, url_prefix="/projects/<uuid:project_id>/engagements")
blueprint.register_blueprint(inviting_pages)
for pages in (noting_pages, counting_pages, files_pages):
    blueprint.register_blueprint(pages)
for pages in (planning_pages, seating_pages, aftercare_pages, reprisals_pages):
    blueprint.register_blueprint(pages)
for pages in (after_pages, closing_pages, sharing_pages, standing_pages, calendar_pages, peaks_pages, approached_pages):
    blueprint.register_blueprint(pages)

Reply = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")
SHOWN = 100


@blueprint.get("/")
@requires(Permission.VIEW_ENGAGEMENTS)
def engagements(project_id: UUID) -> Reply:
    """Every engagement that fits, newest planned day first."""
    before, wanted = request.args.get("before", type=_place), _wanted()
    listed, more = queries.engagements_page(current_session(), project_id, before=before, wanted=wanted)
    following = f"{more[0].isoformat()}.{more[1]}" if more else ""
    return page(
        "engagements/engagements.html",
        listed=listed,
        following=following,
        begun=before is not None,
        wanted=wanted,
        asked={name: code for name, code in vars(wanted).items() if code},
        **WORDS,
    )


def _wanted() -> queries.Wanted:
    """The conditions in the address; what no list has asks for nothing."""
    lists: dict[str, type[Vocabulary]] = {"stage": Stage, "type": EngagementType, "format": EngagementFormat}
    said = {name: request.args.get(name, "") for name in lists}
    known = {name: {each.value for each in lists[name]} for name in lists}
    return queries.Wanted(**{name: code for name, code in said.items() if code in known[name]})


def _place(text: str) -> queries.Place:
    day, _dot, last = text.partition(".")
    return date.fromisoformat(day), UUID(last)


@blueprint.get("/<uuid:engagement_id>/", strict_slashes=False)
@requires(Permission.VIEW_ENGAGEMENTS)
def engagement(project_id: UUID, engagement_id: UUID) -> Reply:
    """The story of an engagement: where it stands, who takes part, what was said beforehand."""
    work, found = current_session(), record_here(engagement_id)
    seated, versions = seats_here(found), queries.note_versions(work, engagement_id)
    company = queries.company_side_of(work, engagement_id)
    progress = Progress(
        participants=len(each_once(seat.record for seat in seated)),
        unsafe=len({seat.record.stakeholder_id for seat in seated if seat.waits}),
        attendance_unknown=service.attendance_unknown([seat.record for seat in seated]),
        notes_written=bool(versions),
    )
    return page(
        "engagements/engagement.html",
        engagement=found,
        steps=[(step.label, step.how, "", step.note) for step in steps(found, progress, today=today())],
        seated=seated if may(Permission.VIEW_STAKEHOLDERS) else None,
        company=company,
        company_side=company_mix(found.plan, [each.detail for each in company]),
        missing_company=MISSING_COMPANY,
        missing_knowledge=MISSING_KNOWLEDGE,
        hours=hours_of(found.planned_on, found.plan.starts_at, found.plan.ends_at, found.plan.time_zone),
        decisions=decisions_named(work, project_id, found.decision_ids),
        rights=labels(work, project_id, WhichList.RIGHTS.value),
        written=versions[0] if versions else None,
        wrote=names_of(work, {versions[0].written_by} if versions else set()),
        owes_notes=owes_notes(found, today=today()),
        blocked=bool(progress.attendance_unknown),
        halted=is_halted(work, project_id, engagement_id),
        care=care_shown(found, seated),
        **WORDS,
    )


@blueprint.route("/<uuid:engagement_id>/hold", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def hold(project_id: UUID, engagement_id: UUID) -> Reply:
    """Records that it was held and who was there; afterwards, who was there."""
    work, found = current_session(), _going_on(engagement_id)
    planned = found.stage == Stage.PLANNED
    others = [(seat.record, seat.called) for seat in seats_here(found)]
    ours = [(each, each.detail.name) for each in queries.company_side_of(work, engagement_id)]
    form = forms.attendance_form([*others, *ours], planned=planned)
    if form.validate_on_submit():
        row = row_here(engagement_id)
        try:
            service.record_attendance(work, actor=current_user, engagement=row, attended=form.attended())
            if planned:
                service.hold_engagement(work, actor=current_user, engagement=row, held_on=form.held_on.data)
        except service.HeldInFuture:
            form.say_future()
        else:
            flash(_("Recorded."), "good")
            return _to("engagement", engagement_id)
    return _form("engagements/hold.html", form, engagement=found, planned=planned, others=others, ours=ours)


@blueprint.route("/<uuid:engagement_id>/cancel", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def cancel(project_id: UUID, engagement_id: UUID) -> Reply:
    """Cancels what was not held."""
    found, form = _going_on(engagement_id), forms.CancelForm()
    if found.stage != Stage.PLANNED:
        abort(404)
    if form.validate_on_submit():
        row = row_here(engagement_id)
        service.cancel_engagement(current_session(), actor=current_user, engagement=row, reason=form.reason.data or "")
        flash(_("The engagement is cancelled."), "good")
        return _to("engagement", engagement_id)
    return _form("engagements/cancel.html", form, engagement=found)


def _form(template: str, form: Any, **context: Any) -> Reply:
    """The form as asked for, or again with what has to be put right."""
    return (again if form.is_submitted() else page)(template, form=form, **context, **WORDS)


def _to(endpoint: str, engagement_id: UUID) -> Response:
    return redirect(url_for(f"engagements.{endpoint}", project_id=current_project_id(), engagement_id=engagement_id))


def _going_on(engagement_id: UUID) -> EngagementRecord:
    """What is closed or cancelled has no doors that change it."""
    found = record_here(engagement_id)
    return found if found.stage in {Stage.PLANNED, Stage.HELD} else abort(404)
