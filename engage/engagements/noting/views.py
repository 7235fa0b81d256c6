"""Pages of notes: writing them, older versions, and that participants were given them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.db.stores import open_session
from engage.engagements import queries, service
from engage.engagements.door import record_here, row_here, seats_here
from engage.engagements.forms import SharedForm
from engage.engagements.noting import queries as drafts
from engage.engagements.noting.beside.views import blueprint as beside_pages
from engage.engagements.noting.door import Answer, draft_typed, offered, sealing_key, told, writing_too
from engage.engagements.noting.forms import LiveNotesForm, OweForm, consent_form
from engage.engagements.noting.hints import hints_in
from engage.engagements.noting.live.views import blueprint as live_pages
from engage.engagements.noting.records import DraftRecord
from engage.engagements.noting.service import now_saved
from engage.engagements.records import EngagementRecord
from engage.engagements.words import WORDS
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id
from engage.stakeholders.door import looks_up_to_tier
from engage.web.answers import again, page
from engage.web.headers import let_scripts_send
from engage.web.permits import requires
from engage.web.unit_of_work import current_session, stores, vault

blueprint = Blueprint("noting", __name__)
blueprint.register_blueprint(live_pages)
blueprint.register_blueprint(beside_pages)

GET_POST = ("GET", "POST")


@blueprint.get("/<uuid:engagement_id>/notes")
@requires(Permission.VIEW_NOTES)
def notes(project_id: UUID, engagement_id: UUID) -> Answer:
    """The quiet editor, with what its reader typed and has not saved. The look is on record before it is shown."""
    found = record_here(engagement_id)
    if found.plan.counts_only:
        return page("engagements/noting/counts_only.html", engagement=found)
    version, text = _read(engagement_id, None) or (0, "")
    mine = drafts.drafts_of(current_session(), found.id, current_user.id)
    going_on = mine[0] if mine else None
    form = LiveNotesForm(
        data={
            "text": going_on.text if going_on else text,
            "based_on": going_on.based_on if going_on else version,
            "draft": going_on.id if going_on else uuid4(),
            "hand": uuid4(),
            "seen": going_on.counter if going_on else 0,
        }
    )
    return _notes(page, form, found, going_on=going_on, others=mine[1:])


@blueprint.post("/<uuid:engagement_id>/notes")
@requires(Permission.EDIT_NOTES)
def write(project_id: UUID, engagement_id: UUID) -> Answer:
    """Keeps a new version, or shows what somebody wrote meanwhile beside it."""
    work, found, form = current_session(), record_here(engagement_id), LiveNotesForm()
    typed = form.based_on.data or ""
    based_on = int(typed) if typed.isdecimal() else 0
    if not form.validate():
        return _notes(again, form, found)
    row = row_here(engagement_id)
    try:
        service.write_notes(work, actor=current_user, engagement=row, text=form.text.data or "", based_on=based_on)
    except service.NotesChanged as changed:
        # What they wrote is now read: that is committed by itself, since this answer rolls everything else back.
        work.rollback()
        theirs = service.read_notes(work, actor=current_user, engagement=row_here(engagement_id))
        work.commit()
        form.based_on.data = str(changed.version)
        return _notes(again, form, found, theirs=theirs)
    except (service.EngagementOver, service.NobodyNamed):
        abort(404)
    now_saved(work, actor=current_user, engagement=row, draft_id=draft_typed(engagement_id))
    flash(_("The notes are saved."), "good")
    return _story(engagement_id)


def _notes(
    draw: Any,
    form: LiveNotesForm,
    found: EngagementRecord,
    *,
    theirs: tuple[int, str] | None = None,
    going_on: DraftRecord | None = None,
    others: list[DraftRecord] | None = None,
) -> Answer:
    """The editor; `theirs` is what somebody wrote meanwhile, `others` what its writer typed in other windows."""
    work = current_session()
    let_scripts_send()
    versions = queries.note_versions(work, found.id)
    seats = [seat for seat in seats_here(found) if seat.person]
    hints = hints_in(work, found, form.text.data or "", names_up_to_tier=looks_up_to_tier())
    answer: Answer = draw(
        "engagements/notes.html",
        form=form,
        engagement=found,
        theirs=theirs,
        going_on=going_on,
        others=others or [],
        versions=versions,
        wrote=names_of(work, {each.written_by for each in versions}),
        seats=seats,
        consent=consent_form(seats),
        owe=offered(OweForm(formdata=None, prefix="owe-"), found, seats),
        hints=told(hints),
        writing=writing_too(found.id),
        kept=sealing_key(found.id),
        today=today(),
        viewer_id=current_user.id,
        **WORDS,
    )
    return answer


@blueprint.get("/<uuid:engagement_id>/notes/<int:version>")
@requires(Permission.VIEW_NOTES)
def notes_at(project_id: UUID, engagement_id: UUID, version: int) -> Answer:
    """One version of the notes, as it was. The look is on record."""
    found = record_here(engagement_id)
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
def shared(project_id: UUID, engagement_id: UUID) -> Answer:
    """Records when participants were given the notes."""
    found = record_here(engagement_id)
    if found.held_on is None:
        abort(404)
    form = SharedForm(data={"shared_on": today()})
    if form.validate_on_submit():
        service.record_notes_shared(
            current_session(), actor=current_user, engagement=row_here(engagement_id), shared_on=form.shared_on.data
        )
        flash(_("Recorded."), "good")
        return _story(engagement_id)
    draw = again if form.is_submitted() else page
    return draw("engagements/shared.html", form=form, engagement=found)


def _story(engagement_id: UUID) -> Response:
    return redirect(url_for("engagements.engagement", project_id=current_project_id(), engagement_id=engagement_id))
