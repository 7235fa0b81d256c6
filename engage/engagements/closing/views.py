"""Pages of closing and opening again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.decisions.queries import decisions_named
from engage.engagements.closing import forms, queries, service
from engage.engagements.closing.loose import still_open
from engage.engagements.door import record_here, row_here
from engage.engagements.queries import participants_of
from engage.engagements.refusals import AttendanceUnknown, NotHeld
from engage.engagements.service import attendance_unknown
from engage.engagements.vocabulary import Stage
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("closing", __name__, url_prefix="/<uuid:engagement_id>")

Reply = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")


@blueprint.route("/close", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def close(project_id: UUID, engagement_id: UUID) -> Reply:
    """Shows what is still open, and closes with a reason for each."""
    work, found = current_session(), record_here(engagement_id)
    if found.stage != Stage.HELD:
        abort(404)
    if attendance_unknown(participants_of(work, engagement_id)):
        return _who_was_there(engagement_id)
    left = still_open(work, project_id, engagement_id)
    form = forms.close_form(left)
    if form.validate_on_submit():
        row = row_here(engagement_id)
        try:
            service.close_checked(work, actor=current_user, engagement=row, reasons=form.reasons())
        except AttendanceUnknown:
            return _who_was_there(engagement_id)
        except NotHeld:
            abort(404)
        except service.ReasonsNeeded as needed:
            form.say_needed(needed.kinds)
        else:
            flash(_("The engagement is closed."), "good")
            return _to("engagement", engagement_id)
    return _drawn("engagements/closing/close.html", form, engagement=found, left=left)


@blueprint.route("/reopen", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def reopen(project_id: UUID, engagement_id: UUID) -> Reply:
    """Opens what is closed again, with the reason."""
    form = forms.ReopenForm()
    found = record_here(engagement_id)
    if found.stage != Stage.CLOSED:
        abort(404)
    if form.validate_on_submit():
        row, reason = row_here(engagement_id), form.reason.data or ""
        service.reopen(current_session(), actor=current_user, engagement=row, reason=reason)
        flash(_("The engagement is open again."), "good")
        return _to("engagement", engagement_id)
    changed = queries.changed_since(current_session(), found)
    decisions = decisions_named(current_session(), project_id, changed)
    return _drawn("engagements/closing/reopen.html", form, engagement=found, decisions=decisions, asked=bool(changed))


@blueprint.route("/keep-closed", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def keep_closed(project_id: UUID, engagement_id: UUID) -> Reply:
    """Says why it stays closed though what was assessed has changed."""
    form, found = forms.KeepForm(), record_here(engagement_id)
    if found.stage != Stage.CLOSED:
        abort(404)
    if form.validate_on_submit():
        row, reason = row_here(engagement_id), form.reason.data or ""
        service.keep_closed(current_session(), actor=current_user, engagement=row, reason=reason)
        flash(_("Recorded."), "good")
        return _to("engagement", engagement_id)
    return _drawn("engagements/closing/keep.html", form, engagement=found)


def _who_was_there(engagement_id: UUID) -> Response:
    flash(_("Not closed: record first who was there."), "attention")
    return _to("hold", engagement_id)


def _drawn(template: str, form: Any, **context: Any) -> Reply:
    return (again if form.is_submitted() else page)(template, form=form, **context)


def _to(endpoint: str, engagement_id: UUID) -> Response:
    return redirect(url_for(f"engagements.{endpoint}", project_id=current_project_id(), engagement_id=engagement_id))
