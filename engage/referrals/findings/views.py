"""Pages of the scoping, of who is covered, of whom to hear next, and of how far the asking has come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.i18n.texts import gettext as _
from engage.projects.door import may
from engage.referrals.findings import sentences, service
from engage.referrals.findings.candidates import candidates
from engage.referrals.findings.door import AtHand, at_hand
from engage.referrals.findings.figures.views import blueprint as figure_pages
from engage.referrals.findings.forms import CellForm, StatementForm, cell_form
from engage.referrals.findings.grid import refusing, spread, told
from engage.referrals.findings.models import ScopingCell
from engage.referrals.findings.queries import (
    cells_of,
    find_cell,
    kinds_by_fact,
    labels_of,
    record_of,
    statements_of,
)
from engage.referrals.findings.suggesting import suggest
from engage.referrals.findings.turns import RULE, from_starts, in_cells, overlaps, single_routes
from engage.referrals.findings.wave.queries import marks_of
from engage.referrals.findings.wave.views import blueprint as wave_pages
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.load.queries import facts_of as load_of
from engage.stakeholders.load.queries import warnings_for
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("findings", __name__, url_prefix="/findings")
blueprint.register_blueprint(figure_pages)
blueprint.register_blueprint(wave_pages)

Answer = str | Response | tuple[str, int]


@blueprint.get("/scoping")
@requires(Permission.VIEW_MAP)
def scoping(project_id: UUID) -> Answer:
    """Who should be heard, how many, why; and why not where that cannot be."""
    return _scoping(page, project_id, _offered(project_id, CellForm(formdata=None)))


@blueprint.post("/scoping")
@requires(Permission.RECORD_REFERRALS)
def add_cell(project_id: UUID) -> Answer:
    """Writes one more line."""
    form = _offered(project_id, CellForm())
    if form.validate() and _written(project_id, form, None):
        flash(_("The scoping has one more line."), "good")
        return redirect(url_for("referrals.findings.scoping", project_id=project_id))
    return _scoping(again, project_id, form)


@blueprint.get("/scoping/<uuid:cell_id>")
@requires(Permission.RECORD_REFERRALS)
def cell(project_id: UUID, cell_id: UUID) -> Answer:
    """One line, to be written anew."""
    row = _cell(project_id, cell_id)
    form = _offered(project_id, cell_form(record_of(current_session(), row).detail))
    return page("referrals/findings/cell.html", form=form, cell=row)


@blueprint.post("/scoping/<uuid:cell_id>")
@requires(Permission.RECORD_REFERRALS)
def change_cell(project_id: UUID, cell_id: UUID) -> Answer:
    """Writes a line anew."""
    row, form = _cell(project_id, cell_id), _offered(project_id, CellForm())
    if form.validate() and _written(project_id, form, row):
        flash(_("The line is written anew."), "good")
        return redirect(url_for("referrals.findings.scoping", project_id=project_id))
    return again("referrals/findings/cell.html", form=form, cell=row)


@blueprint.post("/scoping/<uuid:cell_id>/remove")
@requires(Permission.RECORD_REFERRALS)
def remove_cell(project_id: UUID, cell_id: UUID) -> Answer:
    """Removes a line."""
    service.remove_cell(current_session(), actor=current_user, cell=_cell(project_id, cell_id))
    flash(_("The line is removed."), "good")
    return redirect(url_for("referrals.findings.scoping", project_id=project_id))


def _offered(project_id: UUID, form: CellForm) -> CellForm:
    form.offer(kinds_by_fact(current_session(), project_id), _("Choose"))
    return form


def _cell(project_id: UUID, cell_id: UUID) -> ScopingCell:
    return find_cell(current_session(), project_id, cell_id) or abort(404)


def _written(project_id: UUID, form: CellForm, cell: ScopingCell | None) -> bool:
    work = current_session()
    try:
        service.write_cell(work, actor=current_user, project_id=project_id, detail=form.detail(), cell=cell)
    except service.AlreadyScoped:
        form.kind.errors = [*form.kind.errors, _("The scoping has a line for these people. Write that one anew.")]
        return False
    return True


def _scoping(draw: Callable[..., Answer], project_id: UUID, form: CellForm) -> Answer:
    work = current_session()
    cells = cells_of(work, project_id)
    return draw(
        "referrals/findings/scoping.html",
        form=form,
        cells=cells,
        labels=labels_of(work, project_id),
        staff=names_of(work, {each.written_by for each in cells}),
        sentences=sentences,
        exact=may(Permission.RECORD_REFERRALS),
    )


@blueprint.get("/coverage")
@requires(Permission.VIEW_MAP)
def coverage(project_id: UUID) -> Answer:
    """Each line of the scoping with how many were named, asked, heard; the empty ones first."""
    here = at_hand(project_id)
    rows = here.rows()
    counts = told(rows, exact=here.exact)
    return _page("coverage", here, rows=rows, told=counts, spread=spread(rows) if here.exact else None)


@blueprint.get("/next")
@requires(Permission.RECORD_REFERRALS)
def following(project_id: UUID) -> Answer:
    """Three suggestions whom to hear next, with reasons; and who is set apart for now."""
    here, work = at_hand(project_id), current_session()
    _last, asked = load_of(work, project_id)
    rows = here.rows()
    open_to = candidates(here.ground, [row.record.cell for row in rows], asked_lately=asked)
    found = suggest(open_to, [row.covered for row in rows])
    people = [here.ground.seen.person(each.person) for each in found]
    warned = warnings_for(work, project_id, [person.id for person in people], looks_up_to=looks_up_to_tier())
    paused = [here.ground.seen.by_id[key] for key in here.pauses if key in here.ground.seen.by_id]
    return _page(
        "next",
        here,
        found=list(zip(people, found, strict=True)),
        open_to=len(open_to),
        asked=asked,
        warned=warned,
        paused=paused,
        marks=marks_of(work, project_id),
        rows=rows,
    )


@blueprint.post("/next/<uuid:stakeholder_id>/pause")
@requires(Permission.RECORD_REFERRALS)
def pause(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Not safe now: sets somebody apart without asking why."""
    return _moved(project_id, stakeholder_id, service.pause, _("They are set apart. Nobody is asked why."))


@blueprint.post("/next/<uuid:stakeholder_id>/resume")
@requires(Permission.RECORD_REFERRALS)
def resume(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Puts somebody back."""
    return _moved(project_id, stakeholder_id, service.resume, _("They can be suggested again."))


def _moved(project_id: UUID, stakeholder_id: UUID, change: Callable[..., None], said: str) -> Answer:
    here, work = at_hand(project_id), current_session()
    if here.ground.seen.by_id.get(stakeholder_id) is None:
        abort(404)
    change(work, actor=current_user, project_id=project_id, stakeholder_id=stakeholder_id)
    flash(said, "good")
    return redirect(url_for("referrals.findings.following", project_id=project_id))


@blueprint.get("/done")
@requires(Permission.RECORD_REFERRALS)
def done(project_id: UUID) -> Answer:
    """What speaks for and against an end of asking; a person says and signs which it is."""
    return _done(page, at_hand(project_id), StatementForm(formdata=None))


@blueprint.post("/done")
@requires(Permission.RECORD_REFERRALS)
def sign(project_id: UUID) -> Answer:
    """Keeps a signed sentence with the figures of the day."""
    here, form = at_hand(project_id), StatementForm()
    if not form.validate():
        return _done(again, here, form)
    service.sign_statement(
        current_session(),
        actor=current_user,
        project_id=project_id,
        words=form.words.data or "",
        figures=here.ground.standing,
    )
    flash(_("Your sentence is kept with today's figures."), "good")
    return redirect(url_for("referrals.findings.done", project_id=project_id))


def _done(draw: Callable[..., Answer], here: AtHand, form: StatementForm) -> Answer:
    work, ground = current_session(), here.ground
    starts, rows, routes = from_starts(ground), here.rows(), len(single_routes(ground))
    cells = in_cells(rows, ground)
    kept = statements_of(work, here.project_id)
    against = sentences.against_an_end(
        starts=starts,
        independent=ground.counted.reaches.are_independent,
        cells=cells,
        routes=routes,
        withheld=here.withheld,
        label=here.labels,
    )
    return _page(
        "done",
        here,
        draw,
        form=form,
        starts=starts,
        cells=cells,
        overlaps=overlaps(ground),
        refusing=refusing(rows),
        withheld=here.withheld,
        routes=routes,
        rows=rows,
        rule=RULE,
        against=against,
        statements=kept,
        staff=names_of(work, {each.signed_by for each in kept}),
    )


def _page(name: str, here: AtHand, draw: Callable[..., Answer] = page, **context: Any) -> Answer:
    return draw(f"referrals/findings/{name}.html", here=here, sentences=sentences, **context)
