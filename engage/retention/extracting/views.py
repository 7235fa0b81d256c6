"""Handing someone what is held about them: for a reason, with the second factor, on the record first."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, Response, abort, make_response, request
from flask_login import current_user

from engage.accounts import door
from engage.accounts.permissions import ROLE_PERMISSIONS, Permission
from engage.audit.service import record
from engage.i18n.languages import direction
from engage.i18n.texts import gettext as _
from engage.i18n.texts import use_language
from engage.projects.door import current_project
from engage.retention.extracting.document import Document
from engage.retention.extracting.gathering import extract_of
from engage.retention.forms import ExtractForm
from engage.stakeholders import reveal as looking
from engage.stakeholders.door import looks_up_to_tier, person_at_hand
from engage.stakeholders.life.vocabulary import LifeEvent
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.vocabulary import Purpose
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("extracting", __name__, url_prefix="/people/<uuid:stakeholder_id>/extract")

Answer = str | Response | tuple[str, int]
FORMS = ("page", "json")


@blueprint.get("/")
@requires(Permission.ERASE_STAKEHOLDERS)
def asking(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """The form: in which language, and why now."""
    return _asking(page, _row(project_id, stakeholder_id), ExtractForm(formdata=None).offer())


@blueprint.post("/")
@requires(Permission.ERASE_STAKEHOLDERS)
def make(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """The document, shown once for printing or as a file. A look at the name, within the same budget."""
    row, form, work = _row(project_id, stakeholder_id), ExtractForm().offer(), current_session()
    if not form.validate() or not door.confirmed(form.code):
        return _asking(again, row, form)
    asked_for = request.form.get("form", "")
    shape = asked_for if asked_for in FORMS else FORMS[0]
    language, reason = form.written_in.data, form.reason.data or ""
    try:
        # In one transaction with the event of the look, which `reveal` commits before anything is opened.
        record(
            work,
            LifeEvent.EXTRACTED,
            actor=current_user.id,
            project=project_id,
            subject=row.id,
            language=language,
            form=shape,
            reason=reason,
        )
        seen = looking.reveal(
            work,
            actor=current_user,
            permissions=ROLE_PERMISSIONS[current_project().role],
            confirmed=door.is_confirmed(),
            stakeholder=row,
            purpose=Purpose.CORRECT,
            reason=reason,
        )
    except looking.BudgetSpent:
        form.form_errors.append(_("You have looked at as many people as one hour or one day allows."))
        return _asking(again, row, form)
    found = extract_of(work, row, seen, language=language)
    return _file(found) if shape == "json" else _paper(row, found)


def _file(found: Document) -> Response:
    answer = make_response(json.dumps(found.packed(), ensure_ascii=False, indent=1))
    answer.headers["Content-Type"] = "application/json; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="extract.json"'
    return answer


def _paper(row: Stakeholder, found: Document) -> str:
    with use_language(found.language):
        heading = _("What we hold about you")
        says = _("Made on %(day)s. You may ask us to correct it, to stop using it, or to erase it.", day=found.made_on)
    return page(
        "retention/extracting/extract.html",
        person=row,
        found=found,
        heading=heading,
        says=says,
        written_dir=direction(found.language),
    )


def _asking(draw: Callable[..., Answer], row: Stakeholder, form: ExtractForm) -> Answer:
    form.code.data = ""
    return draw(
        "retention/extracting/asking.html",
        person=row,
        form=form,
        left=looking.looks_left(current_session(), current_user.id),
        ask_code=not door.is_confirmed(),
    )


def _row(project_id: UUID, stakeholder_id: UUID) -> Stakeholder:
    row = person_at_hand(project_id, stakeholder_id)
    return row if row.tier <= looks_up_to_tier() else abort(404)
