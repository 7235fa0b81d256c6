"""Taking a list of people out: the form, the file, and files that the worker made."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, make_response, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.exchange import service
from engage.exchange.choosing import Choice, people_of
from engage.exchange.door import chosen
from engage.exchange.forms import ExportForm
from engage.exchange.identities.views import blueprint as identities_pages
from engage.exchange.vocabulary import FileForm
from engage.i18n.texts import gettext as _
from engage.projects.door import up_to_tier
from engage.projects.parcels import service as parcels
from engage.projects.parcels.queries import find_parcel, parcels_for
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("exchange", __name__, url_prefix="/projects/<uuid:project_id>/exchange")
blueprint.register_blueprint(identities_pages)

Answer = str | Response | tuple[str, int]
KINDS = {
    FileForm.CSV: "text/csv; charset=utf-8",
    FileForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.get("/people")
@requires(Permission.EXPORT_STAKEHOLDERS)
def people(project_id: UUID) -> Answer:
    """The form, for everyone or for those who fit what the address asks."""
    return _asking(project_id, chosen(), ExportForm(formdata=None))


@blueprint.post("/people")
@requires(Permission.EXPORT_STAKEHOLDERS)
def make(project_id: UUID) -> Answer:
    """The form for those who were chosen in the list; sent from the form itself, the file."""
    choice = chosen()
    if "make" not in request.form:
        return _asking(project_id, choice, ExportForm(formdata=None))
    form, work = ExportForm(), current_session()
    found = people_of(work, project_id, choice, up_to_tier=up_to_tier())
    if not form.validate() or not found:
        return _asking(project_id, choice, form)
    shape = form.shape()
    if len(found) > service.AT_ONCE:
        tier = max(person.tier for person in found)
        service.take_out_later(work, actor=current_user, project_id=project_id, choice=choice, tier=tier, shape=shape)
        flash(_("The list is long: its file is being made and will wait for you here for a day."), "good")
        return redirect(url_for("exchange.people", project_id=project_id))
    content = service.take_out(work, actor=current_user, project_id=project_id, people=found, shape=shape)
    return _file(content, shape.form)


def _asking(project_id: UUID, choice: Choice, form: ExportForm) -> Answer:
    draw: Any = again if form.errors else page
    found = people_of(current_session(), project_id, choice, up_to_tier=up_to_tier())
    return draw(
        "exchange/people.html",
        form=form,
        choice=choice,
        count=len(found),
        parcels=parcels_for(current_session(), project_id, current_user.id, forms=list(FileForm)),
    )


def _file(content: bytes, form: FileForm) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = KINDS[form]
    answer.headers["Content-Disposition"] = f'attachment; filename="{service.file_name(form.value)}"'
    return answer


@blueprint.post("/files/<uuid:parcel_id>")
@requires(Permission.EXPORT_STAKEHOLDERS)
def fetch(project_id: UUID, parcel_id: UUID) -> Answer:
    """A file that the worker made, once."""
    work = current_session()
    parcel = find_parcel(work, project_id, parcel_id, user_id=current_user.id, forms=list(FileForm))
    if parcel is None or parcel.tier > up_to_tier():
        abort(404)
    form = FileForm(parcel.form)
    try:
        content = parcels.fetch(work, parcel=parcel)
    except parcels.NotReady:
        flash(_("The file is still being made. Look again in a minute."), "quiet")
        return redirect(url_for("exchange.people", project_id=project_id))
    except parcels.Gone:
        abort(404)
    return _file(content, form)
