"""Pages of days to watch."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.engagements.after.queries import can_owe
from engage.engagements.peaks import forms, queries, service
from engage.engagements.peaks.models import PeakRisk
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("peaks", __name__, url_prefix="/peaks")

Reply = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")


@blueprint.get("/")
@requires(Permission.VIEW_ENGAGEMENTS)
def listed(project_id: UUID) -> Reply:
    """Every day to watch, by day, with what is planned before it."""
    work = current_session()
    found = queries.peaks_of(work, project_id)
    return page(
        "engagements/peaks/listed.html",
        listed=found,
        met=queries.planned_before(work, found),
        who=names_of(work, {each.watched_by for each in found}),
        now=today(),
    )


@blueprint.route("/new", methods=GET_POST)
@blueprint.route("/<uuid:peak_id>", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def peak(project_id: UUID, peak_id: UUID | None = None) -> Reply:
    """Notes a day to watch, or changes one."""
    work, row = current_session(), _row(peak_id) if peak_id else None
    found = queries.peak_record(work, row) if row else None
    form = forms.PeakForm(data=forms.peak_as_typed(found) if found else {"watched_by": str(current_user.id)})
    form.offer(can_owe(work, project_id, None))
    if form.validate_on_submit():
        try:
            if row is None:
                service.note_peak(work, actor=current_user, project_id=project_id, **form.as_said())
            else:
                service.change_peak(work, actor=current_user, peak=row, **form.as_said())
        except service.EndsFirst:
            form.say_ends_first()
        except service.UnknownWatcher:
            form.say_unknown_watcher()
        else:
            flash(_("The changes are saved."), "good")
            return _to_list()
    return _drawn("engagements/peaks/form.html", form, peak=found)


@blueprint.route("/<uuid:peak_id>/plan", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def plan(project_id: UUID, peak_id: UUID) -> Reply:
    """Plans an engagement before the day; what it is for stands there already."""
    work, row = current_session(), _row(peak_id)
    found = queries.peak_record(work, row)
    day = min(max(found.speak_by, today()), found.from_on)
    form = forms.BeforeForm(data={"title": _("Conversation"), "purpose": found.said.words, "planned_on": day})
    if form.validate_on_submit():
        try:
            made = service.plan_before(
                work,
                actor=current_user,
                peak=row,
                title=form.title.data or "",
                planned_on=form.planned_on.data,
                purpose=form.purpose.data or "",
            )
        except service.TooLate:
            form.say_too_late()
        else:
            flash(_("The engagement is planned. Say next who takes part."), "good")
            return redirect(url_for("engagements.engagement", project_id=project_id, engagement_id=made.id))
    return _drawn("engagements/peaks/plan.html", form, peak=found)


@blueprint.route("/<uuid:peak_id>/dismiss", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def dismiss(project_id: UUID, peak_id: UUID) -> Reply:
    """Says why the day needs no engagement."""
    row, form = _row(peak_id), forms.DismissForm()
    if form.validate_on_submit():
        service.dismiss(current_session(), actor=current_user, peak=row, reason=form.reason.data or "")
        flash(_("Recorded."), "good")
        return _to_list()
    return _drawn("engagements/peaks/dismiss.html", form, peak=queries.peak_record(current_session(), row))


def _row(peak_id: UUID) -> PeakRisk:
    return queries.peak_row(current_session(), current_project_id(), peak_id) or abort(404)


def _drawn(template: str, form: Any, **context: Any) -> Reply:
    return (again if form.is_submitted() else page)(template, form=form, **context)


def _to_list() -> Response:
    return redirect(url_for("engagements.peaks.listed", project_id=current_project_id()))
