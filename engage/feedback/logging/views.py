"""The page on which a conversation that has happened is logged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.refusals import UnknownStakeholder
from engage.feedback.logging.forms import LogForm
from engage.feedback.logging.service import log_conversation
from engage.i18n.texts import current_language
from engage.i18n.texts import gettext as _
from engage.projects.door import up_to_tier
from engage.projects.queries import members_of
from engage.stakeholders.directory import directory_of
from engage.stakeholders.life.using import Restricted
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("logging", __name__)

MOST_KNOWN = 500
"""Up to so many people are offered while somebody types; beyond, the whole pseudonym is written."""
Answer = str | Response | tuple[str, int]


@blueprint.get("/log")
@requires(Permission.EDIT_NOTES)
def log(project_id: UUID) -> Answer:
    """The form, with what is mostly so: today, by phone, with whoever logs it."""
    me = str(current_user.id)
    known = {"held_on": today(), "with_us": me, "owner": me, "language": current_language()}
    return _shown(page, project_id, LogForm(formdata=None, data=known))


@blueprint.post("/log")
@requires(Permission.EDIT_NOTES)
def save(project_id: UUID) -> Answer:
    """Logs the conversation."""
    work, form = current_session(), LogForm()
    form.offer(_members(project_id))
    if form.is_whole(directory_of(work, project_id), up_to_tier=up_to_tier()):
        try:
            made = log_conversation(work, actor=current_user, project_id=project_id, talk=form.talk())
        except (Restricted, UnknownStakeholder):
            form.who.errors = [_("Their record is restricted: it is kept, and not used.")]
        else:
            flash(_("The conversation is logged."), "good")
            return redirect(url_for("engagements.engagement", project_id=project_id, engagement_id=made.id))
    return _shown(again, project_id, form)


def _shown(draw: Any, project_id: UUID, form: LogForm) -> Answer:
    everyone = directory_of(current_session(), project_id).offered(up_to_tier())
    known = [person.pseudonym for person in everyone] if len(everyone) <= MOST_KNOWN else []
    answer: Answer = draw("feedback/logging/log.html", form=form.offer(_members(project_id)), known=known)
    return answer


def _members(project_id: UUID) -> list[tuple[str, str]]:
    return [(str(each.user_id), each.name) for each in members_of(current_session(), project_id)]
