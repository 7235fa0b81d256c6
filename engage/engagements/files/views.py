"""Pages of files: bringing in, fetching, destroying. Each fetching is on record before the file is handed out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Redirect

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.crypto.errors import KeyErased
from engage.db.stores import open_session
from engage.engagements.door import record_here, row_here, seats_here
from engage.engagements.files import service
from engage.engagements.files.faults import FileRefused
from engage.engagements.files.forms import FileForm
from engage.engagements.files.models import EngagementFile
from engage.engagements.files.queries import file_row, files_of, record_of
from engage.engagements.files.records import FileRecord
from engage.engagements.queries import engagement_row
from engage.engagements.records import EngagementRecord
from engage.engagements.refusals import EngagementOver, NobodyNamed, UnknownStakeholder
from engage.engagements.vocabulary import Stage
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id, up_to_tier
from engage.stakeholders.directory import directory_of
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session, stores, vault

blueprint = Blueprint("files", __name__)

Answer = str | Redirect | tuple[str, int]


@blueprint.get("/<uuid:engagement_id>/files")
@requires(Permission.VIEW_NOTES)
def files(project_id: UUID, engagement_id: UUID) -> Answer:
    """The files of an engagement, and the form to bring one in."""
    return _listed(page, record_here(engagement_id), FileForm())


@blueprint.post("/<uuid:engagement_id>/files")
@requires(Permission.EDIT_NOTES)
def bring(project_id: UUID, engagement_id: UUID) -> Answer:
    """Brings a file in."""
    found, form = record_here(engagement_id), FileForm()
    form.offer(_people(found))
    data = form.content()
    if not form.validate():
        return _listed(again, found, form)
    if not data:
        form.file.errors = [_("Choose a file.")]
        return _listed(again, found, form)
    try:
        service.bring(
            current_session(),
            actor=current_user,
            engagement=row_here(engagement_id),
            data=data,
            about=form.about.data or "",
            stakeholder_id=UUID(form.person.data) if form.person.data else None,
        )
    except FileRefused as refused:
        form.say(refused)
    except service.TooManyFiles:
        form.file.errors = [_("This engagement holds as many files as it may. Destroy one that is not needed.")]
    except (NobodyNamed, UnknownStakeholder):
        form.person.errors = [_("Choose from the list.")]
    except EngagementOver:
        abort(404)
    else:
        flash(_("The file is cleaned and sealed. Destroy the one on your device if it is not needed."), "good")
        return redirect(_list_url(engagement_id))
    return _listed(again, found, form)


@blueprint.get("/<uuid:engagement_id>/files/<uuid:file_id>")
@requires(Permission.VIEW_NOTES)
def fetch(project_id: UUID, engagement_id: UUID, file_id: UUID) -> Response:
    """The file, under a name that tells nothing; never shown within a page."""
    record_here(engagement_id)
    with open_session(stores().data, vault=vault()) as work:
        engagement = engagement_row(work, current_project_id(), engagement_id) or abort(404)
        row = file_row(work, engagement_id, file_id) or abort(404)
        _seen(row)
        try:
            content = service.fetch(work, actor=current_user, engagement=engagement, row=row)
        except service.FileGone:
            abort(404)
        found = record_of(work, row)
        work.commit()
    answer = Response(content, mimetype=None, content_type=found.kind.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.file_name}"'
    return answer


@blueprint.get("/<uuid:engagement_id>/files/<uuid:file_id>/destroy")
@requires(Permission.EDIT_NOTES)
def destroying(project_id: UUID, engagement_id: UUID, file_id: UUID) -> Answer:
    """Asks once more: there is no way back."""
    found = _seen(_row(engagement_id, file_id))
    return page("engagements/files/destroy.html", engagement=record_here(engagement_id), file=found)


@blueprint.post("/<uuid:engagement_id>/files/<uuid:file_id>/destroy")
@requires(Permission.EDIT_NOTES)
def destroy(project_id: UUID, engagement_id: UUID, file_id: UUID) -> Answer:
    """Destroys a file and its key."""
    work, row = current_session(), _row(engagement_id, file_id)
    _seen(row)
    service.destroy(work, actor=current_user, engagement=row_here(engagement_id), row=row)
    flash(_("The file is destroyed."), "good")
    return redirect(_list_url(engagement_id))


def _row(engagement_id: UUID, file_id: UUID) -> EngagementFile:
    row_here(engagement_id)
    return file_row(current_session(), engagement_id, file_id) or abort(404)


def _seen(row: EngagementFile) -> FileRecord:
    """A file that shows somebody whom the viewer may not know of is not there, nor one whose key is gone."""
    try:
        record = record_of(current_session(), row)
    except KeyErased:
        abort(404)
    if record.person_id is not None:
        directory = directory_of(current_session(), current_project_id())
        if directory.find(record.person_id, up_to_tier()) is None:
            abort(404)
    return record


def _listed(draw: Any, found: EngagementRecord, form: FileForm) -> Answer:
    work, directory, tier = current_session(), directory_of(current_session(), found.project_id), up_to_tier()
    known = [
        each
        for each in files_of(work, found.id)
        if each.person_id is None or directory.find(each.person_id, tier) is not None
    ]
    answer: Answer = draw(
        "engagements/files/files.html",
        engagement=found,
        form=form.offer(_people(found)),
        files=known,
        people={each.person_id: directory.pseudonym(each.person_id, tier) for each in known if each.person_id},
        brought=names_of(work, {each.brought_by for each in known}),
        open_to_more=found.stage != Stage.CANCELLED,
    )
    return answer


def _people(found: EngagementRecord) -> list[tuple[str, str]]:
    if found.plan.counts_only:
        return []
    people = {str(seat.record.stakeholder_id): seat.called for seat in seats_here(found) if seat.person}
    return list(people.items())


def _list_url(engagement_id: UUID) -> str:
    return url_for("engagements.files.files", project_id=current_project_id(), engagement_id=engagement_id)
