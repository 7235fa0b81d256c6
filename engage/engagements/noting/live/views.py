"""What the script of the page of notes asks: the answers are JSON. And what a writer throws away."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, flash, jsonify, redirect
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.db.clock import utcnow
from engage.engagements.door import record_here, row_here
from engage.engagements.noting.door import Answer, notes_url, told, typed, writing_too
from engage.engagements.noting.hints import PointedOut, hints_in, names_in, tells_a_name
from engage.engagements.noting.queries import draft_row, opened
from engage.engagements.noting.service import discard_draft, keep_draft, told_of_names
from engage.engagements.queries import note_versions
from engage.engagements.records import EngagementRecord
from engage.engagements.refusals import EngagementOver, NobodyNamed
from engage.i18n.texts import gettext as _
from engage.stakeholders.door import looks_up_to_tier
from engage.web.answers import UNPROCESSABLE
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("live", __name__)

CONFLICT = 409


@blueprint.post("/<uuid:engagement_id>/notes/draft")
@requires(Permission.EDIT_NOTES)
def keep(project_id: UUID, engagement_id: UUID) -> Answer:
    """Keeps what was typed so far, and tells what the lines seem to hold and who else writes."""
    work, found, save = current_session(), record_here(engagement_id), typed()
    if save is None:
        return jsonify(over=False), UNPROCESSABLE
    before = draft_row(work, engagement_id, save.draft_id, current_user.id)
    text_before = opened(work, before).text if before is not None else ""
    try:
        draft = keep_draft(work, actor=current_user, engagement=row_here(engagement_id), save=save)
    except (EngagementOver, NobodyNamed):
        return jsonify(over=True), CONFLICT
    hints = _hints(found, save.text, text_before)
    newest = note_versions(work, engagement_id)
    return jsonify(
        said=_("Saved as a draft, %(time)s UTC.", time=utcnow().strftime("%H:%M")),
        draft=str(draft.id) if draft is not None else str(save.draft_id),
        apart=draft is not None and draft.id != save.draft_id,
        newer=bool(newest) and newest[0].version > save.based_on,
        hints=told(hints),
        writing=writing_too(engagement_id),
    )


def _hints(found: EngagementRecord, text: str, before: str) -> list[PointedOut]:
    """What the lines seem to hold. That a name is known here is put on record once it is told."""
    work, tier = current_session(), looks_up_to_tier()
    hints = hints_in(work, found, text, names_up_to_tier=tier)
    if not tells_a_name(hints):
        return hints
    # Name by name: one put in the place of another would else be tried out unseen.
    named, known = (names_in(work, found, each, names_up_to_tier=tier) for each in (text, before))
    if named - known:
        told_of_names(work, actor=current_user, engagement=row_here(found.id))
    return hints


@blueprint.get("/<uuid:engagement_id>/notes/pulse")
@requires(Permission.EDIT_NOTES)
def pulse(project_id: UUID, engagement_id: UUID) -> Answer:
    """Whether somebody is signed in, who that is, and the token of their session: asked after a save was refused."""
    record_here(engagement_id)
    return jsonify(token=generate_csrf(), writer=str(current_user.id))


@blueprint.post("/<uuid:engagement_id>/notes/drafts/<uuid:draft_id>/discard")
@requires(Permission.EDIT_NOTES)
def discard(project_id: UUID, engagement_id: UUID, draft_id: UUID) -> Response:
    """Throws a draft of one's own away; that of anybody else is not there."""
    work, row = current_session(), row_here(engagement_id)
    draft = draft_row(work, engagement_id, draft_id, current_user.id) or abort(404)
    discard_draft(work, actor=current_user, engagement=row, draft=draft)
    flash(_("The draft is thrown away."), "good")
    return redirect(notes_url(engagement_id))
