"""Pages of notes about a person."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.i18n.texts import gettext as _
from engage.projects.door import may
from engage.stakeholders.door import person_at_hand
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.notes import service
from engage.stakeholders.notes.forms import NoteForm
from engage.stakeholders.notes.queries import find_note, notes_page
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("notes", __name__, url_prefix="/<uuid:stakeholder_id>/notes")

Answer = str | Response | tuple[str, int]


@blueprint.get("/")
@requires(Permission.VIEW_NOTES)
def notes(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """What colleagues wrote down about someone, newest first."""
    return _page(page, person_at_hand(project_id, stakeholder_id), NoteForm())


@blueprint.post("/")
@requires(Permission.EDIT_NOTES)
def write(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Writes a note."""
    person, form = person_at_hand(project_id, stakeholder_id), NoteForm()
    if not form.validate():
        return _page(again, person, form)
    service.write_note(current_session(), actor=current_user, stakeholder=person, text=form.text.data or "")
    flash(_("The note is kept."), "good")
    return redirect(url_for("stakeholders.notes.notes", project_id=project_id, stakeholder_id=person.id))


@blueprint.post("/<uuid:note_id>/remove")
@requires(Permission.EDIT_NOTES)
def remove(project_id: UUID, stakeholder_id: UUID, note_id: UUID) -> Answer:
    """Removes a note for good."""
    person, work = person_at_hand(project_id, stakeholder_id), current_session()
    row = find_note(work, person.id, note_id) or abort(404)
    try:
        service.remove_note(work, actor=current_user, note=row, may_erase=may(Permission.ERASE_STAKEHOLDERS))
    except service.NotYours:
        abort(404)
    flash(_("The note is removed for good."), "good")
    return redirect(url_for("stakeholders.notes.notes", project_id=project_id, stakeholder_id=person.id))


def _page(draw: Callable[..., Answer], person: Stakeholder, form: NoteForm) -> Answer:
    work = current_session()
    listed, after = notes_page(work, person.id, before=request.args.get("before", ""))
    return draw(
        "stakeholders/notes/notes.html",
        person=person,
        form=form,
        listed=listed,
        after=after,
        staff=names_of(work, {each.written_by for each in listed if each.written_by}),
        removes_all=may(Permission.ERASE_STAKEHOLDERS),
        viewer_id=current_user.id,
    )
