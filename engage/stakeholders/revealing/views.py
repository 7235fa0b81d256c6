"""Looking at a name or a contact, for a purpose and on the record; saying which ways to reach someone are safe."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, make_response, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts import door
from engage.accounts.permissions import ROLE_PERMISSIONS, Permission
from engage.i18n.texts import gettext as _
from engage.projects.approvals import queries as approvals
from engage.projects.approvals.service import NotAgreed
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.projects.door import current_project, may, up_to_tier
from engage.stakeholders import reveal as looking
from engage.stakeholders import service
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.queries import find_row, record_of
from engage.stakeholders.revealing.forms import RevealForm
from engage.stakeholders.vocabulary import ChannelKind, Purpose
from engage.stakeholders.words import labels
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("revealing", __name__, url_prefix="/<uuid:stakeholder_id>")

Answer = str | Response | tuple[str, int]
SHOWN_SECONDS = 60


def _row(project_id: UUID, stakeholder_id: UUID) -> Stakeholder:
    row = find_row(current_session(), project_id, stakeholder_id, up_to_tier=up_to_tier())
    return row if row is not None else abort(404)


@blueprint.get("/reveal")
@requires(Permission.REVEAL_STAKEHOLDERS)
def asking(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """The form that asks what a name or contact is needed for."""
    return _asking(_row_to_look_at(project_id, stakeholder_id), RevealForm())


def _row_to_look_at(project_id: UUID, stakeholder_id: UUID) -> Stakeholder:
    row = _row(project_id, stakeholder_id)
    return row if row.tier <= looks_up_to_tier() else abort(404)


def _asking(row: Stakeholder, form: RevealForm) -> Answer:
    draw: Any = again if form.errors else page
    form.code.data = ""
    return draw(
        "stakeholders/revealing/reveal.html",
        form=form,
        person=record_of(current_session(), row),
        left=looking.looks_left(current_session(), current_user.id),
        ask_code=not door.is_confirmed(),
    )


@blueprint.post("/reveal")
@requires(Permission.REVEAL_STAKEHOLDERS)
def show(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Shows what the purpose needs, for a minute; or asks a second person for it, once the budget is spent."""
    row, form = _row_to_look_at(project_id, stakeholder_id), RevealForm()
    if not form.validate():
        return _asking(row, form)
    look: dict[str, Any] = {
        "actor": current_user,
        "permissions": ROLE_PERMISSIONS[current_project().role],
        "stakeholder": row,
        "purpose": Purpose(form.purpose.data),
        "reason": form.reason.data or "",
    }
    if "ask" in request.form and looking.looks_left(current_session(), current_user.id) == 0:
        asked = looking.ask_for_more(current_session(), **look)
        flash(_("A second person is asked. You find their answer here and on the page of today."), "good")
        return redirect(url_for("projects.approvals.shown", project_id=project_id, approval_id=asked.id))
    if not door.confirmed(form.code):
        return _asking(row, form)
    try:
        seen = looking.reveal(current_session(), confirmed=door.is_confirmed(), **look)
    except looking.Restricted:
        form.purpose.errors = [_("Their record is restricted: only to keep them safe, or to correct what we hold.")]
        return _asking(row, form)
    except looking.BudgetSpent:
        form.form_errors.append(_("You have looked at as many people as one hour or one day allows."))
        return _asking(row, form)
    return _shown(row, seen)


@blueprint.post("/reveal/agreed/<uuid:approval_id>")
@requires(Permission.REVEAL_STAKEHOLDERS)
def show_agreed(project_id: UUID, stakeholder_id: UUID, approval_id: UUID) -> Answer:
    """Shows what a second person agreed to, once."""
    row, work = _row_to_look_at(project_id, stakeholder_id), current_session()
    found = approvals.find_row(work, project_id, approval_id, viewer_id=current_user.id)
    if found is None or (found.kind, found.asked_by, found.subject_id) != (
        ApprovalKind.REVEAL_MORE,
        current_user.id,
        row.id,
    ):
        abort(404)
    here = url_for("projects.approvals.shown", project_id=project_id, approval_id=approval_id)
    if not door.is_confirmed():
        return redirect(url_for("accounts.confirm", to=here))
    asked = approvals.record_of(work, found)
    try:
        seen = looking.reveal(
            work,
            actor=current_user,
            permissions=ROLE_PERMISSIONS[current_project().role],
            confirmed=door.is_confirmed(),
            stakeholder=row,
            purpose=Purpose(asked.what["purpose"]),
            reason=asked.what["reason"],
            agreed=True,
        )
    except NotAgreed:
        flash(_("Nobody agreed to this, or it was done already. Where it stands is said below."), "attention")
        return redirect(here)
    return _shown(row, seen)


def _shown(row: Stakeholder, seen: looking.Revealed) -> Answer:
    back = url_for("stakeholders.person", project_id=row.project_id, stakeholder_id=row.id)
    answer = make_response(
        page(
            "stakeholders/revealing/revealed.html",
            person=record_of(current_session(), row),
            seen=seen,
            channels=labels(ChannelKind),
            back=back,
            may_change=may(Permission.EDIT_STAKEHOLDERS),
        )
    )
    answer.headers["Refresh"] = f"{SHOWN_SECONDS}; url={back}"
    return answer


@blueprint.post("/contacts/<uuid:contact_id>")
@requires(Permission.EDIT_STAKEHOLDERS)
def change_contact(project_id: UUID, stakeholder_id: UUID, contact_id: UUID) -> Answer:
    """Marks a way to reach someone as safe or not, or takes it away."""
    row, work = _row(project_id, stakeholder_id), current_session()
    contact = work.get(Contact, contact_id)
    if contact is None or contact.stakeholder_id != row.id:
        abort(404)
    if request.form.get("do") == "remove":
        service.remove_contact(work, actor=current_user, stakeholder=row, contact=contact)
    else:
        safe = request.form.get("do") == "safe"
        service.mark_contact(work, actor=current_user, stakeholder=row, contact=contact, safe=safe)
    flash(_("The changes are saved."), "good")
    return redirect(url_for("stakeholders.person", project_id=project_id, stakeholder_id=row.id))
