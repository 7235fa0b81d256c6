"""Pages of notes: reading, writing, older versions, and that participants were given them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.db.stores import open_session
from engage.engagements import queries, service
from engage.engagements.forms import NotesForm, SharedForm
from engage.engagements.models import Engagement
from engage.engagements.records import EngagementRecord
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session, stores, vault

blueprint = Blueprint("noting", __name__)

GET_POST = ("GET", "POST")
Reply = str | Response | tuple[str, int]


@blueprint.get("/<uuid:engagement_id>/notes")
@requires(Permission.VIEW_NOTES)
def notes(project_id: UUID, engagement_id: UUID) -> Reply:
    """The quiet editor. The look is on record before the notes are shown."""
    found = _record(engagement_id)
    version, text = _read(engagement_id, None) or (0, "")
    form = NotesForm(data={"text": text, "based_on": version})
    return _notes(page, form, found)


@blueprint.post("/<uuid:engagement_id>/notes")
@requires(Permission.EDIT_NOTES)
def write(project_id: UUID, engagement_id: UUID) -> Reply:
    """Keeps a new version, or shows what somebody wrote meanwhile beside it."""
    work, found, form = current_session(), _record(engagement_id), NotesForm()
    typed = form.based_on.data or ""
    based_on = int(typed) if typed.isdecimal() else 0
    if not form.validate():
        return _notes(again, form, found)
    try:
        service.write_notes(
            work, actor=current_user, engagement=_row(engagement_id), text=form.text.data or "", based_on=based_on
        )
    except service.NotesChanged as changed:
        # What they wrote is now read: that is committed by itself, since this answer rolls everything else back.
        work.rollback()
        theirs = service.read_notes(work, actor=current_user, engagement=_row(engagement_id))
        work.commit()
        form.based_on.data = str(changed.version)
        return _notes(again, form, found, theirs=theirs)
    except service.EngagementOver:
        abort(404)
    flash(_("The notes are saved."), "good")
    return _story(engagement_id)


def _notes(draw: Any, form: NotesForm, found: EngagementRecord, theirs: tuple[int, str] | None = None) -> Reply:
    """The editor; `theirs` is what somebody wrote meanwhile."""
    versions = queries.note_versions(current_session(), found.id)
    known = {"versions": versions, "wrote": names_of(current_session(), {each.written_by for each in versions})}
    answer: Reply = draw("engagements/notes.html", form=form, engagement=found, theirs=theirs, **known)
    return answer


@blueprint.get("/<uuid:engagement_id>/notes/<int:version>")
@requires(Permission.VIEW_NOTES)
def notes_at(project_id: UUID, engagement_id: UUID, version: int) -> Reply:
    """One version of the notes, as it was. The look is on record."""
    found = _record(engagement_id)
    _version, text = _read(engagement_id, version) or abort(404)
    return page("engagements/version.html", engagement=found, version=version, text=text)


def _read(engagement_id: UUID, version: int | None) -> tuple[int, str] | None:
    """The notes, once the look is committed: the session of a request that only looks cannot write it."""
    with open_session(stores().data, vault=vault()) as work:
        row = queries.engagement_row(work, current_project_id(), engagement_id) or abort(404)
        found = service.read_notes(work, actor=current_user, engagement=row, version=version)
        work.commit()
    return found


@blueprint.route("/<uuid:engagement_id>/shared", methods=GET_POST)
@requires(Permission.EDIT_NOTES)
def shared(project_id: UUID, engagement_id: UUID) -> Reply:
    """Records when participants were given the notes."""
    found = _record(engagement_id)
    if found.held_on is None:
        abort(404)
    form = SharedForm(data={"shared_on": today()})
    if form.validate_on_submit():
        service.record_notes_shared(
            current_session(), actor=current_user, engagement=_row(engagement_id), shared_on=form.shared_on.data
        )
        flash(_("Recorded."), "good")
        return _story(engagement_id)
    draw = again if form.is_submitted() else page
    return draw("engagements/shared.html", form=form, engagement=found)


def _story(engagement_id: UUID) -> Response:
    return redirect(url_for("engagements.engagement", project_id=current_project_id(), engagement_id=engagement_id))


def _record(engagement_id: UUID) -> EngagementRecord:
    return queries.find_engagement(current_session(), current_project_id(), engagement_id) or abort(404)


def _row(engagement_id: UUID) -> Engagement:
    return queries.engagement_row(current_session(), current_project_id(), engagement_id) or abort(404)
