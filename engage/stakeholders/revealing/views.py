"""Looking at a name or a contact, for a purpose and on the record; saying which ways to reach someone are safe."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, make_response, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts import service as accounts
from engage.accounts.permissions import ROLE_PERMISSIONS, Permission
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project, may, up_to_tier
from engage.stakeholders import reveal as looking
from engage.stakeholders import service
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.forms import RevealForm
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.queries import find_row, record_of
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
        "stakeholders/reveal.html",
        form=form,
        person=record_of(current_session(), row),
        left=looking.looks_left(current_session(), current_user.id),
        ask_code=not session.is_confirmed,  # type: ignore[attr-defined]
    )


@blueprint.post("/reveal")
@requires(Permission.REVEAL_STAKEHOLDERS)
def show(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Shows what the purpose needs, for a minute."""
    row, form = _row_to_look_at(project_id, stakeholder_id), RevealForm()
    if not form.validate() or not _confirmed(form):
        return _asking(row, form)
    try:
        seen = looking.reveal(
            current_session(),
            actor=current_user,
            permissions=ROLE_PERMISSIONS[current_project().role],
            confirmed=session.is_confirmed,  # type: ignore[attr-defined]
            stakeholder=row,
            purpose=Purpose(form.purpose.data),
            reason=form.reason.data or "",
        )
    except looking.BudgetSpent:
        message = _("You have looked at as many people as one hour or one day allows. Wait, or ask a colleague.")
        form.form_errors.append(message)
        return _asking(row, form)
    back = url_for("stakeholders.person", project_id=project_id, stakeholder_id=row.id)
    answer = make_response(
        page(
            "stakeholders/revealed.html",
            person=record_of(current_session(), row),
            seen=seen,
            channels=labels(ChannelKind),
            back=back,
            may_change=may(Permission.EDIT_STAKEHOLDERS),
        )
    )
    answer.headers["Refresh"] = f"{SHOWN_SECONDS}; url={back}"
    return answer


def _confirmed(form: RevealForm) -> bool:
    """Whether the second factor was given lately, or just now in this form."""
    if session.is_confirmed:  # type: ignore[attr-defined]
        return True
    try:
        accounts.confirm(current_session(), user=current_user._get_current_object(), code=form.code.data or "")
    except accounts.WrongCode:
        current_session().commit()
        form.code.errors = [_("This code does not fit. Wait for the next one and write it here.")]
        return False
    except accounts.TooManyAttempts:
        form.code.errors = [_("Too many attempts. Wait a few minutes, then try again.")]
        return False
    current_session().commit()
    session.confirm()  # type: ignore[attr-defined]
    return True


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
