"""Doubles side by side, rows that are refused or worth a look, the file of rows to mend, taking an import back."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, flash, make_response, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.projects.door import up_to_tier
from engage.stakeholders.directory import directory_of
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.importing import mending, queries, service, undoing, words
from engage.stakeholders.importing.door import Answer, found, waiting
from engage.stakeholders.importing.forms import ChoicesForm, EveryForm
from engage.stakeholders.importing.models import StakeholderImport
from engage.stakeholders.importing.records import Index, Stage
from engage.stakeholders.importing.vocabulary import ImportState
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("rowing", __name__, url_prefix="/<uuid:import_id>")

DOUBLES_SHOWN = 10
FAULTS_SHOWN = 200
REFUSED = "refused"


@blueprint.get("/doubles")
@requires(Permission.IMPORT_STAKEHOLDERS)
def doubles(project_id: UUID, import_id: UUID) -> Answer:
    """Rows that may be there already, each beside whom it may be."""
    return _doubles(waiting(project_id, import_id))


def _doubles(row: StakeholderImport, *, posted: bool = False) -> Answer:
    work, after = current_session(), _after()
    _settings, index = service.opened(work, row)
    numbers, further = queries.page_of(index.doubles, after, DOUBLES_SHOWN)
    lines = {line.row: line for line in queries.lines_of(work, row, index, numbers)}
    wanted = {line.earlier for line in lines.values() if line.earlier is not None}
    earlier = {line.row: line for line in queries.lines_of(work, row, index, wanted)}
    directory, tier = directory_of(work, row.project_id), min(looks_up_to_tier(), up_to_tier())
    sides = [
        words.compared(lines[number], earlier.get(lines[number].earlier or 0), directory, tier) for number in numbers
    ]
    shown = [each for each in sides if each is not None]
    choices = service.choices_of(work, row)
    form = ChoicesForm.of(
        {each.line.row: each.options for each in shown}, {each.line.row: choices.of(each.line.row) for each in shown}
    )
    if posted and form.validate():
        service.choose(work, row=row, every=None, rows=form.said())
        flash(_("Your answers are kept."), "good")
        if further is not None:
            return redirect(_here(row, ".doubles", after=further))
        return redirect(_import(row))
    draw = again if form.errors else page
    return draw(
        "stakeholders/importing/doubles.html",
        row=row,
        form=form,
        every=EveryForm(formdata=None, every=choices.every),
        compared=shown,
        fields=words.fields(),
        count=len(index.doubles),
        after=after,
        further=further,
        stage=Stage.LOOK.value,
    )  # fmt: skip


@blueprint.post("/doubles")
@requires(Permission.IMPORT_STAKEHOLDERS)
def choose(project_id: UUID, import_id: UUID) -> Answer:
    """Keeps what becomes of the rows of a page."""
    return _doubles(waiting(project_id, import_id), posted=True)


@blueprint.post("/doubles/all")
@requires(Permission.IMPORT_STAKEHOLDERS)
def choose_all(project_id: UUID, import_id: UUID) -> Answer:
    """One answer for all rows that may be there already."""
    row, form = waiting(project_id, import_id), EveryForm()
    if not form.validate():
        return _doubles(row)
    service.choose(current_session(), row=row, every=form.every.data, rows={})
    flash(_("Your answers are kept."), "good")
    return redirect(_import(row))


@blueprint.get("/faults")
@requires(Permission.IMPORT_STAKEHOLDERS)
def faults(project_id: UUID, import_id: UUID) -> Answer:
    """Rows that are refused, or that carry one kind of warning, by their numbers."""
    row, work, after = _with_rows(project_id, import_id), current_session(), _after()
    _settings, index = service.opened(work, row)
    code = request.args.get("kind", REFUSED)
    rows = _rows_of(row, index, code)
    numbers, further = queries.page_of(rows, after, FAULTS_SHOWN)
    lines = queries.lines_of(work, row, index, numbers)
    told = [
        (line.row, [each for each in (*line.faults, *line.warnings) if code in (REFUSED, each.code)]) for line in lines
    ]
    return page(
        "stakeholders/importing/faults.html",
        row=row,
        lines=[(number, words.about(each)) for number, each in told],
        heading=words.fault_words().get(code, ""),
        code=code,
        count=len(rows),
        further=further,
        stage=Stage.LOOK.value if row.state == ImportState.PREVIEW.value else "result",
    )  # fmt: skip


@blueprint.get("/rows-to-mend.csv")
@requires(Permission.IMPORT_STAKEHOLDERS)
def mend(project_id: UUID, import_id: UUID) -> Response:
    """Rows that are not brought in, to be mended and brought back; with `warned`, those worth a look as well."""
    row, work = _with_rows(project_id, import_id), current_session()
    settings, index = service.opened(work, row)
    wanted = set(_rows_of(row, index, REFUSED))
    if "warned" in request.args:
        wanted.update(number for rows in index.warned.values() for number in rows)
    known = words.fault_words()
    rows = (
        (number, cells, [(each, known.get(each.code, each.code)) for each in (*line.faults, *line.warnings)])
        for number, cells, line in queries.rows_to_mend(work, row, wanted)
    )
    answer = make_response("".join(mending.written(settings.header, rows)))
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{mending.FILE_NAME}"'
    return answer


@blueprint.get("/undo")
@requires(Permission.IMPORT_STAKEHOLDERS)
def undo(project_id: UUID, import_id: UUID) -> Answer:
    """What taking an import back would do."""
    row, work = found(project_id, import_id), current_session()
    deed = undoing.deed_of(work, row)
    if row.state != ImportState.SAVED.value or deed is None:
        abort(404)
    reach = undoing.reach_of(work, row, deed)
    return page(
        "stakeholders/importing/undo.html", row=row, reach=reach, kept=_visible(row, [*reach.kept, *reach.left])
    )


@blueprint.post("/undo")
@requires(Permission.IMPORT_STAKEHOLDERS)
def take_back(project_id: UUID, import_id: UUID) -> Answer:
    """Takes an import back, as far as nobody worked on those people since."""
    row = found(project_id, import_id)
    reach = undoing.undo_import(current_session(), actor=current_user, row=row)
    removed = len(reach.removable)
    if removed or reach.restorable:
        flash(ngettext("%(num)d removed from the registry.", "%(num)d removed from the registry.", removed), "good")
    return redirect(_import(row))


def _with_rows(project_id: UUID, import_id: UUID) -> StakeholderImport:
    row = found(project_id, import_id)
    return row if row.content is not None and row.state != ImportState.SAVING.value else abort(404)


def _rows_of(row: StakeholderImport, index: Index, code: str) -> list[int]:
    if code != REFUSED:
        return index.warned.get(code) or abort(404)
    # Once saved, the index tells of doubles only those that were left out.
    left_out = index.doubles if row.state == ImportState.SAVED.value else []
    return sorted({*index.refused, *left_out})


def _visible(row: StakeholderImport, keys: list[UUID]) -> list[tuple[UUID, str]]:
    directory = directory_of(current_session(), row.project_id)
    people = [person for key in keys if (person := directory.find(key, up_to_tier())) is not None]
    return [(person.id, person.pseudonym) for person in people[:FAULTS_SHOWN]]


def _after() -> int:
    return max(0, request.args.get("after", default=0, type=int))


def _here(row: StakeholderImport, endpoint: str, *, after: int) -> str:
    return url_for(endpoint, project_id=row.project_id, import_id=row.id, after=after)


def _import(row: StakeholderImport) -> str:
    return url_for("stakeholders.importing.shown", project_id=row.project_id, import_id=row.id)
