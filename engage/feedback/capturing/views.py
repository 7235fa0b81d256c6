"""Saving what was said, from the page of notes and back to it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.engagements.door import record_here
from engage.engagements.noting.door import Answer, captured, keep_typed, not_captured
from engage.feedback import service
from engage.feedback.capturing.forms import SaidForm
from engage.feedback.capturing.panels import prepared
from engage.feedback.records import FeedbackDetail
from engage.i18n.texts import gettext as _
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("capturing", __name__)


@blueprint.post("/beside/<uuid:engagement_id>")
@requires(Permission.EDIT_FEEDBACK)
def said(project_id: UUID, engagement_id: UUID) -> Answer:
    """Writes one thing down; the notes typed so far are kept whatever becomes of it."""
    keep_typed(engagement_id)
    found = record_here(engagement_id)
    if found.held_on is None:
        abort(404)
    form, heading = prepared(SaidForm(prefix="said-"), found), _("Something that was said")
    if not form.validate():
        return not_captured(form, found, heading=heading)
    try:
        service.write_down(
            current_session(),
            actor=current_user,
            project_id=project_id,
            engagement_id=engagement_id,
            words=form.words.data or "",
            translation=None,
            speaker_id=UUID(form.speaker.data) if form.speaker.data else None,
            heard_on=None,
            detail=FeedbackDetail(language=form.language.data, kind=form.kind.data),
        )
    except service.NotAParticipant:
        form.speaker.errors = [_("They are no longer among those who take part. Choose someone else.")]
        return not_captured(form, found, heading=heading)
    return captured(engagement_id, _("Written down."))
