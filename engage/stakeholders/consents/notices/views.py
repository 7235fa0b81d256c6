"""Pages of the notices that a project gives to people."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.i18n.texts import current_language
from engage.i18n.texts import gettext as _
from engage.stakeholders.consents import service
from engage.stakeholders.consents.forms import NoticeForm, WordingForm
from engage.stakeholders.consents.models import Notice
from engage.stakeholders.consents.queries import find_notice, notices_of
from engage.stakeholders.consents.records import NoticeRecord
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("notices", __name__, url_prefix="/notices")

Answer = str | Response | tuple[str, int]


@blueprint.get("/")
@requires(Permission.VIEW_STAKEHOLDERS)
def notices(project_id: UUID) -> Answer:
    """Every notice of the project."""
    return page("stakeholders/consents/notices.html", listed=notices_of(current_session(), project_id))


@blueprint.get("/new")
@requires(Permission.MANAGE_LISTS)
def new(project_id: UUID) -> Answer:
    """The form to word a notice."""
    return page("stakeholders/consents/notice_new.html", form=NoticeForm(data={"language": current_language()}))


@blueprint.post("/new")
@requires(Permission.MANAGE_LISTS)
def add(project_id: UUID) -> Answer:
    """Words a notice."""
    form = NoticeForm()
    if not form.validate():
        return again("stakeholders/consents/notice_new.html", form=form)
    row = service.add_notice(
        current_session(),
        actor=current_user,
        project_id=project_id,
        title=form.title.data or "",
        language=form.language.data,
        text=form.text.data or "",
    )
    flash(_("The notice is in use."), "good")
    return redirect(url_for("stakeholders.notices.notice", project_id=project_id, notice_id=row.id))


@blueprint.get("/<uuid:notice_id>")
@requires(Permission.VIEW_STAKEHOLDERS)
def notice(project_id: UUID, notice_id: UUID) -> Answer:
    """One notice in all its versions."""
    known = _record(project_id, notice_id)
    staff = names_of(current_session(), {each.written_by for each in known.wordings if each.written_by})
    return page("stakeholders/consents/notice.html", notice=known, staff=staff)


@blueprint.get("/<uuid:notice_id>/word")
@requires(Permission.MANAGE_LISTS)
def wording(project_id: UUID, notice_id: UUID) -> Answer:
    """The form to write the next version, or the first in another language."""
    return page("stakeholders/consents/wording.html", form=WordingForm(), notice=_record(project_id, notice_id))


@blueprint.post("/<uuid:notice_id>/word")
@requires(Permission.MANAGE_LISTS)
def word(project_id: UUID, notice_id: UUID) -> Answer:
    """Writes the next version of a notice in one language."""
    row, form = _row(project_id, notice_id), WordingForm()
    if form.validate():
        try:
            service.word_notice(
                current_session(),
                actor=current_user,
                notice=row,
                language=form.language.data,
                text=form.text.data or "",
            )
        except service.SameWords:
            form.text.errors = [_("The newest version says exactly this. Nothing needs to be saved.")]
        else:
            flash(_("The new version is in use. Earlier ones stay readable."), "good")
            return redirect(url_for("stakeholders.notices.notice", project_id=project_id, notice_id=row.id))
    return again("stakeholders/consents/wording.html", form=form, notice=_record(project_id, notice_id))


@blueprint.post("/<uuid:notice_id>/retire")
@requires(Permission.MANAGE_LISTS)
def retire(project_id: UUID, notice_id: UUID) -> Answer:
    """Takes a notice out of use."""
    service.retire_notice(current_session(), actor=current_user, notice=_row(project_id, notice_id))
    flash(_("The notice is no longer given. Who was given it keeps that on record."), "good")
    return redirect(url_for("stakeholders.notices.notices", project_id=project_id))


@blueprint.post("/<uuid:notice_id>/offer")
@requires(Permission.MANAGE_LISTS)
def offer(project_id: UUID, notice_id: UUID) -> Answer:
    """Takes a retired notice into use again."""
    service.offer_notice(current_session(), actor=current_user, notice=_row(project_id, notice_id))
    flash(_("The notice is in use."), "good")
    return redirect(url_for("stakeholders.notices.notices", project_id=project_id))


def _row(project_id: UUID, notice_id: UUID) -> Notice:
    found = find_notice(current_session(), project_id, notice_id)
    return found if found is not None else abort(404)


def _record(project_id: UUID, notice_id: UUID) -> NoticeRecord:
    found = (each for each in notices_of(current_session(), project_id) if each.id == notice_id)
    return next(found, None) or abort(404)
