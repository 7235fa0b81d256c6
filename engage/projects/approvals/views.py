"""Pages of requests to a second person: what waits, one request, agreeing, refusing, withdrawing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts import door
from engage.accounts.permissions import Permission
from engage.i18n.texts import gettext as _
from engage.projects.approvals import queries, service
from engage.projects.approvals.door import in_words, readable
from engage.projects.approvals.forms import AgreeForm, RefuseForm
from engage.projects.approvals.models import Approval
from engage.projects.approvals.vocabulary import AT_ONCE
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("approvals", __name__, url_prefix="/projects/<uuid:project_id>/approvals")

Answer = str | Response | tuple[str, int]


@blueprint.get("/")
@requires(Permission.REVEAL_STAKEHOLDERS)
def listed(project_id: UUID) -> Answer:
    """What waits for the viewer's agreement, and what they asked themselves."""
    work = current_session()
    return page(
        "projects/approvals/listed.html",
        waiting=readable(queries.waiting_for(work, project_id, current_user.id)),
        mine=queries.asked_by(work, project_id, current_user.id),
    )


@blueprint.get("/<uuid:approval_id>")
@requires(Permission.REVEAL_STAKEHOLDERS)
def shown(project_id: UUID, approval_id: UUID) -> Answer:
    """One request: what exactly is asked, by whom, why, and where it stands."""
    return _shown(_row(project_id, approval_id), AgreeForm(), RefuseForm())


def _row(project_id: UUID, approval_id: UUID) -> Approval:
    row = queries.find_row(current_session(), project_id, approval_id, viewer_id=current_user.id)
    return row if row is not None else abort(404)


def _shown(row: Approval, agreeing: AgreeForm, refusing: RefuseForm) -> Answer:
    draw: Any = again if agreeing.errors or refusing.errors else page
    agreeing.code.data = ""
    asked = queries.record_of(current_session(), row)
    return draw(
        "projects/approvals/shown.html",
        approval=asked,
        asked=in_words(asked),
        mine=row.asked_by == current_user.id,
        agreeing=agreeing,
        refusing=refusing,
        ask_code=not door.is_confirmed(),
    )


@blueprint.post("/<uuid:approval_id>/agree")
@requires(Permission.AGREE_AS_SECOND)
def agree(project_id: UUID, approval_id: UUID) -> Answer:
    """Agrees, with the second factor given lately."""
    row, form = _row(project_id, approval_id), AgreeForm()
    if not in_words(queries.record_of(current_session(), row)):
        return _shown(row, AgreeForm(formdata=None), RefuseForm(formdata=None))
    if not form.validate() or not door.confirmed(form.code):
        return _shown(row, form, RefuseForm(formdata=None))
    try:
        service.agree(current_session(), actor=current_user, approval=row)
    except (service.OwnRequest, service.MayNotAgree, service.NoLongerWaiting, service.ChangedSince) as refused:
        return _too_late(row, refused)
    if row.kind in AT_ONCE:
        flash(_("Agreed. It counts from now on, for exactly this."), "good")
    else:
        flash(_("Agreed. They may do it once within the next half hour."), "good")
    return redirect(url_for("projects.approvals.listed", project_id=project_id))


@blueprint.post("/<uuid:approval_id>/refuse")
@requires(Permission.AGREE_AS_SECOND)
def refuse(project_id: UUID, approval_id: UUID) -> Answer:
    """Refuses, with a reason."""
    row, form = _row(project_id, approval_id), RefuseForm()
    if not form.validate():
        return _shown(row, AgreeForm(formdata=None), form)
    try:
        service.refuse(current_session(), actor=current_user, approval=row, reason=form.reason.data or "")
    except (service.OwnRequest, service.MayNotAgree, service.NoLongerWaiting) as refused:
        return _too_late(row, refused)
    flash(_("Refused. They can read your reason."), "good")
    return redirect(url_for("projects.approvals.listed", project_id=project_id))


@blueprint.post("/<uuid:approval_id>/withdraw")
@requires(Permission.REVEAL_STAKEHOLDERS)
def withdraw(project_id: UUID, approval_id: UUID) -> Answer:
    """Takes one's own request back."""
    row = _row(project_id, approval_id)
    if row.asked_by != current_user.id:
        abort(404)
    try:
        service.withdraw(current_session(), actor=current_user, approval=row)
    except service.NoLongerWaiting as refused:
        return _too_late(row, refused)
    flash(_("The request is withdrawn."), "good")
    return redirect(url_for("projects.approvals.listed", project_id=project_id))


def _too_late(row: Approval, refused: ValueError) -> Answer:
    match refused:
        case service.OwnRequest():
            flash(_("You asked this yourself: someone else has to agree."), "attention")
        case service.MayNotAgree():
            abort(404)
        case service.ChangedSince():
            flash(_("What was asked has changed since. It has to be asked anew."), "attention")
        case _:
            flash(_("This request no longer waits. Where it stands is said below."), "attention")
    return redirect(url_for("projects.approvals.shown", project_id=row.project_id, approval_id=row.id))
