"""Asking for names and contacts of some people; making the sealed file once it was agreed to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, make_response, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts import door
from engage.accounts.permissions import Permission
from engage.exchange.choosing import Choice, people_of
from engage.exchange.door import chosen
from engage.exchange.identities import service
from engage.exchange.identities.forms import IdentitiesForm
from engage.exchange.service import file_name
from engage.i18n.texts import gettext as _
from engage.projects.approvals import queries as approvals
from engage.projects.approvals.service import NotAgreed
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.projects.door import up_to_tier
from engage.stakeholders.door import looks_up_to_tier
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("identities", __name__, url_prefix="/identities")

Answer = str | Response | tuple[str, int]


@blueprint.get("/")
@requires(Permission.EXPORT_IDENTITIES)
def asking(project_id: UUID) -> Answer:
    """The form, for everyone or for those who fit what the address asks."""
    return _asking(project_id, chosen(), IdentitiesForm(formdata=None))


@blueprint.post("/")
@requires(Permission.EXPORT_IDENTITIES)
def ask(project_id: UUID) -> Answer:
    """The form for those who were chosen in the list; sent from the form itself, the request."""
    choice = chosen()
    if "ask" not in request.form:
        return _asking(project_id, choice, IdentitiesForm(formdata=None))
    form, work = IdentitiesForm(), current_session()
    if form.validate():
        people = [person.id for person in people_of(work, project_id, choice, up_to_tier=looks_up_to_tier())]
        try:
            asked = service.ask(work, actor=current_user, project_id=project_id, wanted=form.wanted(people))
        except service.Nobody:
            form.form_errors.append(_("Nobody is chosen whose name you may look at."))
        except service.TooMany:
            form.form_errors.append(_("These are too many people for one file of names. Choose fewer."))
        else:
            flash(_("A second person is asked. You find their answer here and on the page of today."), "good")
            return redirect(url_for("projects.approvals.shown", project_id=project_id, approval_id=asked.id))
    return _asking(project_id, choice, form)


def _asking(project_id: UUID, choice: Choice, form: IdentitiesForm) -> Answer:
    draw: Any = again if form.errors else page
    known = len(people_of(current_session(), project_id, choice, up_to_tier=up_to_tier()))
    looked_at = len(people_of(current_session(), project_id, choice, up_to_tier=looks_up_to_tier()))
    return draw(
        "exchange/identities/asking.html",
        form=form,
        choice=choice,
        count=looked_at,
        left_out=known - looked_at,
        most=service.MOST_PEOPLE,
    )


@blueprint.post("/<uuid:approval_id>")
@requires(Permission.EXPORT_IDENTITIES)
def make(project_id: UUID, approval_id: UUID) -> Answer:
    """The sealed file, once."""
    work = current_session()
    row = approvals.find_row(work, project_id, approval_id, viewer_id=current_user.id)
    if row is None or row.kind != ApprovalKind.EXPORT_IDENTITIES or row.asked_by != current_user.id:
        abort(404)
    here = url_for("projects.approvals.shown", project_id=project_id, approval_id=approval_id)
    if not door.is_confirmed():
        return redirect(url_for("accounts.confirm", to=here))
    wanted = service.Wanted.of(approvals.record_of(work, row).what)
    try:
        content = service.make(work, actor=current_user, project_id=project_id, wanted=wanted, up_to_tier=row.tier)
    except NotAgreed:
        flash(_("Nobody agreed to this, or it was done already. Where it stands is said below."), "attention")
        return redirect(here)
    except service.ProtectionRaised:
        flash(_("Someone in it is protected more highly now. Withdraw this request and ask anew."), "attention")
        return redirect(here)
    answer = make_response(content)
    answer.headers["Content-Type"] = "application/octet-stream"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name("xlsx.age")}"'
    return answer
