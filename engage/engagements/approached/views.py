"""The page for those who turn to us."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.approached import service
from engage.engagements.approached.forms import UNKNOWN, ApproachForm
from engage.engagements.approached.vocabulary import Came
from engage.engagements.refusals import UnknownStakeholder
from engage.i18n.texts import gettext as _
from engage.projects.door import may, up_to_tier
from engage.stakeholders.directory import directory_of
from engage.stakeholders.life.using import Restricted
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("approached", __name__, url_prefix="/approached")

Reply = str | Response | tuple[str, int]
ANSWERED_WITHIN = timedelta(days=7)


@blueprint.route("/", methods=("GET", "POST"))
@requires(Permission.EDIT_ENGAGEMENTS)
def note(project_id: UUID) -> Reply:
    """Notes that somebody turned to us: the engagement they asked for is planned, and their answer is owed."""
    work = current_session()
    form = ApproachForm(data={"came_on": today(), "answer_by": today() + ANSWERED_WITHIN, "title": _("Conversation")})
    people = directory_of(work, project_id).choices(up_to_tier()) if may(Permission.VIEW_STAKEHOLDERS) else []
    form.who.choices = [UNKNOWN, *people]
    if form.validate_on_submit():
        try:
            made = service.note_approach(
                work,
                actor=current_user,
                project_id=project_id,
                title=form.title.data or "",
                owes=_("Answer those who turned to us."),
                stakeholder_id=form.whom(),
                came_on=form.came_on.data,
                how=Came(form.how.data),
                wants=form.wants.data or "",
                safe_way=form.safe_way.data or "",
                answer_by=form.answer_by.data,
            )
        except (Restricted, UnknownStakeholder):
            form.say_unusable()
        else:
            flash(_("Written down. Their answer is owed, and a conversation is planned."), "good")
            return redirect(url_for("engagements.engagement", project_id=project_id, engagement_id=made.id))
    return (again if form.is_submitted() else page)("engagements/approached/note.html", form=form)
