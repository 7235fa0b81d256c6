"""Pages of counts: how many came, and that nobody is named."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.engagements.counting.forms import CountsForm
from engage.engagements.counting.queries import counts_of
from engage.engagements.counting.service import NamesThere, NamesWanted, name_nobody, write_counts
from engage.engagements.door import record_here, row_here
from engage.engagements.refusals import EngagementOver
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id
from engage.stakeholders.lists.queries import labels, offered
from engage.stakeholders.lists.vocabulary import WhichList
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("counting", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/<uuid:engagement_id>/counts")
@requires(Permission.VIEW_ENGAGEMENTS)
def counts(project_id: UUID, engagement_id: UUID) -> Answer:
    """How many came, and the form to say it."""
    known = counts_of(current_session(), row_here(engagement_id))
    return _shown(page, engagement_id, CountsForm(data={"lines": [vars(each) for each in known]}))


@blueprint.post("/<uuid:engagement_id>/counts")
@requires(Permission.EDIT_ENGAGEMENTS)
def save(project_id: UUID, engagement_id: UUID) -> Answer:
    """Writes down how many came."""
    form = CountsForm()
    form.offer(_groups(engagement_id))
    if not form.validate():
        return _shown(again, engagement_id, form)
    try:
        write_counts(current_session(), actor=current_user, engagement=row_here(engagement_id), counts=form.counts())
    except NamesWanted:
        form.form_errors = [_("This engagement names who takes part: how many came is counted from that.")]
        return _shown(again, engagement_id, form)
    except EngagementOver:
        form.form_errors = [_("The engagement is over.")]
        return _shown(again, engagement_id, form)
    flash(_("The counts are saved."), "good")
    return _back(engagement_id)


@blueprint.post("/<uuid:engagement_id>/counts/only")
@requires(Permission.EDIT_ENGAGEMENTS)
def only(project_id: UUID, engagement_id: UUID) -> Answer:
    """Switches between counts only and people by pseudonym, while nobody is on the list and nothing is noted."""
    row, found = row_here(engagement_id), record_here(engagement_id)
    try:
        name_nobody(current_session(), actor=current_user, engagement=row, counts_only=not found.plan.counts_only)
    except NamesThere:
        flash(_("Somebody is on the list, or something is noted. Nothing was changed."), "attention")
    except EngagementOver:
        flash(_("The engagement is over."), "attention")
    return _back(engagement_id)


def _shown(draw: Any, engagement_id: UUID, form: CountsForm) -> Answer:
    work, found = current_session(), record_here(engagement_id)
    answer: Answer = draw(
        "engagements/counting/counts.html",
        form=form.offer(_groups(engagement_id)),
        engagement=found,
        counts=counts_of(work, row_here(engagement_id)),
        groups=labels(work, found.project_id, WhichList.GROUPS.value),
        going_on=found.stage in ("planned", "held"),
    )
    return answer


def _groups(engagement_id: UUID) -> list[tuple[str, str]]:
    work = current_session()
    held = {each.group for each in counts_of(work, row_here(engagement_id)) if each.group}
    return offered(work, current_project_id(), WhichList.GROUPS.value, held)


def _back(engagement_id: UUID) -> Response:
    return redirect(
        url_for("engagements.counting.counts", project_id=current_project_id(), engagement_id=engagement_id)
    )
