"""Pages of the import: upload, preview, result."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.i18n.formats import format_names, territory_name
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.projects.door import current_project, up_to_tier
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.importing import service
from engage.stakeholders.importing.columns import Column, type_words
from engage.stakeholders.importing.faults import FileRefused, RowFault, RowWarning
from engage.stakeholders.importing.forms import UploadForm
from engage.stakeholders.importing.rows import Draft
from engage.stakeholders.models import StakeholderImport
from engage.stakeholders.queries import waiting_imports
from engage.stakeholders.vocabulary import Capacity, IntermediaryKind, StakeholderRole
from engage.stakeholders.words import labels, named, rows_of
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("importing", __name__, url_prefix="/imports")

Answer = str | Response | tuple[str, int]
FIRST_ROWS = 10
DOUBLES_SHOWN = 300
REPORT_PAGE = 500


@blueprint.get("/new")
@requires(Permission.IMPORT_STAKEHOLDERS)
def upload(project_id: UUID) -> Answer:
    """The form to bring a file in."""
    return _upload(UploadForm(up_to_tier=up_to_tier()))


def _upload(form: UploadForm) -> Answer:
    draw = again if form.errors or form.form_errors else page
    waiting = waiting_imports(current_session(), current_project().id, current_user.id)
    words = {"types": type_words(), "columns": [str(column.label) for column in Column]}
    return draw("stakeholders/importing/upload.html", form=form, waiting=waiting, **words)


@blueprint.post("/new")
@requires(Permission.IMPORT_STAKEHOLDERS)
def read(project_id: UUID) -> Answer:
    """Reads the file and goes on to the preview; nothing of it is in the registry yet."""
    form = UploadForm(up_to_tier=up_to_tier())
    if form.validate():
        data = form.content()
        if data is None:
            form.file.errors = [_("Choose a file, or paste rows below.")]
            return _upload(form)
        try:
            row = service.start_import(
                current_session(),
                actor=current_user,
                project_id=project_id,
                data=data,
                tier=int(form.tier.data),
                up_to_tier=up_to_tier(),
                looks_up_to=looks_up_to_tier(),
            )
        except FileRefused as refused:
            form.say(refused)
        else:
            return redirect(url_for(".shown", project_id=project_id, import_id=row.id))
    return _upload(form)


def _found(project_id: UUID, import_id: UUID) -> StakeholderImport:
    row = service.find_import(current_session(), project_id, import_id, user_id=current_user.id)
    return row if row is not None and row.state != service.DROPPED else abort(404)


@blueprint.get("/<uuid:import_id>")
@requires(Permission.IMPORT_STAKEHOLDERS)
def shown(project_id: UUID, import_id: UUID) -> Answer:
    """What saving would do; once saved, what it did."""
    row = _found(project_id, import_id)
    return _preview(row) if row.state == service.PREVIEW else _result(row)


def _preview(row: StakeholderImport, wrong: str = "") -> Answer:
    preview = service.preview_of(current_session(), row, looks_up_to=looks_up_to_tier())
    names = {draft.row: draft.name for draft in preview.drafts}
    doubles = [(double, names[double.row], rows_of(double.people)) for double in preview.doubles[:DOUBLES_SHOWN]]
    draw = again if wrong else page
    return draw(
        "stakeholders/importing/preview.html",
        row=row,
        drafts=[(draft, *_said(draft)) for draft in preview.drafts[:FIRST_ROWS]],
        accepted=len(preview.drafts) - len(preview.doubles),
        readable=len(preview.drafts),
        doubles=doubles,
        all_doubles=len(preview.doubles),
        faults=preview.faults[:REPORT_PAGE],
        all_faults=len(preview.faults),
        warnings=preview.warnings[:REPORT_PAGE],
        columns=[(place, labels(Column).get(code, "")) for place, code in preview.columns],
        fault_words=labels(RowFault),
        warning_words=labels(RowWarning),
        wrong=wrong,
    )


def _said(draft: Draft) -> tuple[str, str]:
    """Role and countries of a row as they were understood."""
    profile = draft.profile
    kinds = {**labels(IntermediaryKind), **labels(Capacity)}
    role = kinds.get(profile.intermediary_kind) or kinds.get(profile.capacity) or named(profile.roles, StakeholderRole)
    return role, format_names(territory_name(code) for code in profile.countries)


def _result(row: StakeholderImport) -> Answer:
    faults, _warnings = service.report_of(current_session(), row)
    start = max(0, request.args.get("from", default=0, type=int))
    return page(
        "stakeholders/importing/result.html",
        row=row,
        faults=faults[start : start + REPORT_PAGE],
        start=start,
        further=start + REPORT_PAGE if start + REPORT_PAGE < len(faults) else None,
        earlier=max(0, start - REPORT_PAGE) if start else None,
        fault_words=labels(RowFault),
    )


@blueprint.post("/<uuid:import_id>")
@requires(Permission.IMPORT_STAKEHOLDERS)
def save(project_id: UUID, import_id: UUID) -> Answer:
    """Adds everyone who was accepted, in one transaction."""
    row, work = _found(project_id, import_id), current_session()
    keep = {int(number) for number in request.form.getlist("keep") if number.isdecimal() and len(number) < 7}
    try:
        added = service.save_import(work, actor=current_user, row=row, keep=keep, looks_up_to=looks_up_to_tier())
    except service.NothingToSave:
        return _preview(row, _("There is nothing to save: every row is refused or is there already."))
    if added:
        flash(ngettext("%(num)d added to the registry.", "%(num)d added to the registry.", added), "good")
    return redirect(url_for(".shown", project_id=project_id, import_id=import_id))


@blueprint.post("/<uuid:import_id>/drop")
@requires(Permission.IMPORT_STAKEHOLDERS)
def drop(project_id: UUID, import_id: UUID) -> Answer:
    """Forgets an upload that is not saved."""
    row = _found(project_id, import_id)
    if row.state == service.PREVIEW:
        service.drop_import(current_session(), row=row)
        flash(_("The upload is forgotten. Nothing of it was saved."), "good")
    return redirect(url_for(".upload", project_id=project_id))
