"""Pages of erasing someone: what goes and what stays, asking, doing it, and the confirmation afterwards."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts import door
from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.i18n.texts import gettext as _
from engage.projects.approvals.service import NotAgreed
from engage.retention import erasure, intents
from engage.retention.extracting.views import blueprint as extracting_pages
from engage.retention.forms import AskForm, EraseForm
from engage.retention.queries import erasures_of, files_waiting, find_erasure
from engage.stakeholders.door import person_at_hand
from engage.stakeholders.models import Stakeholder
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("retention", __name__, url_prefix="/projects/<uuid:project_id>/retention")
blueprint.register_blueprint(extracting_pages)

Answer = str | Response | tuple[str, int]
HORIZON_DAYS = 7
"""So long backups of the keystore live (security.md 2)."""


@blueprint.get("/people/<uuid:stakeholder_id>/erase")
@requires(Permission.ERASE_STAKEHOLDERS)
def erasing(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """What would go, what would stay and why; and where the request to a second person stands."""
    return _erasing(page, person_at_hand(project_id, stakeholder_id), AskForm(formdata=None), EraseForm(formdata=None))


@blueprint.post("/people/<uuid:stakeholder_id>/erase/ask")
@requires(Permission.ERASE_STAKEHOLDERS)
def ask(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Asks a second person."""
    row, form = person_at_hand(project_id, stakeholder_id), AskForm()
    if not form.validate():
        return _erasing(again, row, form, EraseForm(formdata=None))
    intents.ask(current_session(), actor=current_user, stakeholder=row, reason=form.reason.data or "")
    flash(_("A second person is asked. You find their answer here and on the page of today."), "good")
    return redirect(url_for("retention.erasing", project_id=project_id, stakeholder_id=row.id))


@blueprint.post("/people/<uuid:stakeholder_id>/erase")
@requires(Permission.ERASE_STAKEHOLDERS)
def erase(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Erases them, once a second person agreed."""
    row, form, work = person_at_hand(project_id, stakeholder_id), EraseForm(), current_session()
    if not form.validate() or not door.confirmed(form.code):
        return _erasing(again, row, AskForm(formdata=None), form)
    try:
        erased = erasure.erase(work, actor=current_user, stakeholder=row)
    except (NotAgreed, intents.GoneAlready):
        form.form_errors.append(_("Nobody agreed to this, or it was done already. Where it stands is said below."))
        return _erasing(again, row, AskForm(formdata=None), form)
    return redirect(url_for("retention.erased", project_id=project_id, erasure_id=erased))


@blueprint.get("/erasures/<uuid:erasure_id>")
@requires(Permission.ERASE_STAKEHOLDERS)
def erased(project_id: UUID, erasure_id: UUID) -> Answer:
    """The confirmation to hand to the person; it names nobody."""
    found = find_erasure(current_session(), project_id, erasure_id) or abort(404)
    return page("retention/erased.html", erasure=found, horizon=HORIZON_DAYS)


@blueprint.get("/erasures")
@requires(Permission.ERASE_STAKEHOLDERS)
def erasures(project_id: UUID) -> Answer:
    """Everyone erased, by day; who they were is not known any more."""
    work = current_session()
    listed = erasures_of(work, project_id)
    staff = names_of(work, {each.begun_by for each in listed if each.begun_by})
    return page("retention/erasures.html", listed=listed, staff=staff)


def _erasing(draw: Callable[..., Answer], row: Stakeholder, asking: AskForm, form: EraseForm) -> Answer:
    work = current_session()
    form.code.data = ""
    return draw(
        "retention/erasing.html",
        person=row,
        asking=asking,
        form=form,
        asked=intents.asked(work, actor=current_user, stakeholder=row),
        records=len(intents.records_of(work, row)),
        files=files_waiting(work, row.project_id),
        horizon=HORIZON_DAYS,
        ask_code=not door.is_confirmed(),
    )
