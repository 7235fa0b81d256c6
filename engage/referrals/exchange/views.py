"""Pages of files with graphs: bringing one in step by step; asking for one, making it, fetching it once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, make_response, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts import door as confirming
from engage.accounts.permissions import Permission
from engage.crypto.sealed import unseal_json
from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.jobs.vocabulary import JobState
from engage.projects.approvals import queries as approvals
from engage.projects.approvals.service import NotAgreed
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.projects.door import up_to_tier
from engage.projects.parcels.queries import find_parcel, parcels_for
from engage.projects.parcels.service import Gone, NotReady
from engage.referrals.exchange import jobs, queries, service
from engage.referrals.exchange.door import Answer, found, require, waiting
from engage.referrals.exchange.forms import EndsForm, TakeOutForm, UploadForm
from engage.referrals.exchange.graphs import GraphRefused
from engage.referrals.exchange.headings import Column
from engage.referrals.exchange.lines import Looked
from engage.referrals.exchange.looking import Decisions, look
from engage.referrals.exchange.models import MapImport
from engage.referrals.exchange.saving import NothingToSave
from engage.referrals.exchange.vocabulary import GraphForm, LineFault, MapImportState
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.importing.faults import FileRefused
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("exchange", __name__, url_prefix="/exchange")

ENDS_SHOWN = 50
FAULTS_SHOWN = 50
REFRESH = 2
FORMS = [form.value for form in GraphForm]
KINDS = {
    GraphForm.GRAPHML: ("application/xml", "graphml"),
    GraphForm.GEXF: ("application/xml", "gexf"),
    GraphForm.KUMU: ("application/json", "json"),
    GraphForm.EDGES: ("text/csv; charset=utf-8", "csv"),
    GraphForm.NODES: ("text/csv; charset=utf-8", "csv"),
}


@blueprint.get("/in")
@requires(Permission.RECORD_REFERRALS)
def upload(project_id: UUID) -> Answer:
    """The form to bring a file in, and what was brought in before."""
    require(jobs.TO_IMPORT)
    return _upload(project_id, UploadForm(formdata=None, data={"asked_on": today()}))


def _upload(project_id: UUID, form: UploadForm) -> Answer:
    draw: Any = again if form.errors else page
    mine = queries.imports_of(current_session(), project_id, current_user.id)
    return draw("referrals/exchange/upload.html", form=form, imports=mine, columns=list(Column))


@blueprint.post("/in")
@requires(Permission.RECORD_REFERRALS)
def read(project_id: UUID) -> Answer:
    """Reads the file; nothing of it is on the map yet."""
    require(jobs.TO_IMPORT)
    form = UploadForm()
    form.asked_on.latest = today()
    if form.validate():
        data = form.content()
        try:
            if data is not None:
                row = service.start_import(
                    current_session(),
                    actor=current_user,
                    project_id=project_id,
                    data=data,
                    usual=form.usual(),
                    up_to_tier=up_to_tier(),
                    looks_up_to=looks_up_to_tier(),
                )
                return redirect(url_for(".shown", project_id=project_id, map_import_id=row.id))
            form.file.errors = [_("Choose a file.")]
        except (GraphRefused, FileRefused) as refused:
            form.file.errors = [str(refused.code.label)]
    return _upload(project_id, form)


@blueprint.get("/in/<uuid:map_import_id>")
@requires(Permission.RECORD_REFERRALS)
def shown(project_id: UUID, map_import_id: UUID) -> Answer:
    """What saving would do; how far it is; what it did."""
    require(jobs.TO_IMPORT)
    row = found(project_id, map_import_id)
    if row.state == MapImportState.PREVIEW.value:
        return _look(row, _ends_form(row))
    if row.state == MapImportState.SAVED.value:
        return page("referrals/exchange/saved.html", row=row)
    job = queries.job_of(current_session(), row.id, jobs.SAVE)
    failed = job is not None and job.state == JobState.FAILED
    answer = make_response(page("referrals/exchange/saving.html", row=row, job=job, failed=failed))
    if not failed:
        answer.headers["Refresh"] = str(REFRESH)
    return answer


def _looked(row: MapImport) -> Looked:
    """What is kept, or, when people or map changed since, found out anew without looking at names."""
    work, sees = current_session(), up_to_tier()
    kept = queries.looked_at(work, row)
    if kept is not None and kept.is_true(*queries.numbers(work, row.project_id), sees):
        return kept
    decisions = Decisions.unpacked(unseal_json(work, row, "decisions"))
    content = queries.content_of(work, row)
    return look(work, row.project_id, content, decisions, up_to_tier=sees, looks_up_to=0)[0]


def _first() -> int:
    return max(0, request.args.get("first", 0, type=int))


def _ends_form(row: MapImport) -> EndsForm:
    looked, first = _looked(row), _first()
    decisions = Decisions.unpacked(unseal_json(current_session(), row, "decisions"))
    return EndsForm.of(looked.unknown[first : first + ENDS_SHOWN], looked.alike, decisions)


def _look(row: MapImport, form: EndsForm, wrong: str = "") -> Answer:
    looked, first = _looked(row), _first()
    draw: Any = again if form.errors or wrong else page
    labels = {each.value: each.label for each in LineFault}
    return draw(
        "referrals/exchange/look.html",
        row=row,
        form=form,
        wrong=wrong,
        looked=looked,
        counts=dict(looked.unknown[first : first + ENDS_SHOWN]),
        first=first,
        size=ENDS_SHOWN,
        faults=[(number, labels[code]) for number, code in looked.faults[:FAULTS_SHOWN]],
        why=[(labels[code], count) for code, count in sorted(looked.fault_counts.items(), key=lambda each: -each[1])],
    )


@blueprint.post("/in/<uuid:map_import_id>/ends")
@requires(Permission.RECORD_REFERRALS)
def decide(project_id: UUID, map_import_id: UUID) -> Answer:
    """Says what becomes of ends that nobody goes by."""
    require(jobs.TO_IMPORT)
    row = waiting(project_id, map_import_id)
    form, work = _ends_form(row), current_session()
    if form.validate():
        written = form.written()
        known = queries.people_called(work, project_id, list(written.values()), up_to_tier=up_to_tier())
        for at, pseudonym in written.items():
            if pseudonym.casefold() not in known:
                form.refuse(at)
        if not form.errors:
            service.decide(
                work,
                actor=current_user,
                row=row,
                every=form.every.data,
                ends=form.decided(),
                up_to_tier=up_to_tier(),
                looks_up_to=looks_up_to_tier(),
            )
            flash(_("Your answers are kept. What saving would do is said below."), "good")
            return redirect(url_for(".shown", project_id=project_id, map_import_id=row.id))
    return _look(row, form)


@blueprint.post("/in/<uuid:map_import_id>")
@requires(Permission.RECORD_REFERRALS)
def save(project_id: UUID, map_import_id: UUID) -> Answer:
    """Saves every naming that can be: some at once, many in the background."""
    require(jobs.TO_IMPORT)
    row = found(project_id, map_import_id)
    try:
        recorded = jobs.save(current_session(), row=row, up_to_tier=up_to_tier(), looks_up_to=looks_up_to_tier())
    except NothingToSave:
        return _look(row, _ends_form(row), _("There is nothing to save: no naming of the file can be brought in."))
    if recorded:
        flash(ngettext("%(num)d naming is on the map.", "%(num)d namings are on the map.", recorded), "good")
    return redirect(url_for(".shown", project_id=project_id, map_import_id=map_import_id))


@blueprint.post("/in/<uuid:map_import_id>/stop")
@requires(Permission.RECORD_REFERRALS)
def stop(project_id: UUID, map_import_id: UUID) -> Answer:
    """Stops a saving that is under way: nothing of it is there."""
    require(jobs.TO_IMPORT)
    if jobs.stop(found(project_id, map_import_id)):
        flash(_("Saving is stopped. Nothing of the file is on the map."), "good")
    else:
        flash(_("It was saved before it could be stopped."), "attention")
    return redirect(url_for(".shown", project_id=project_id, map_import_id=map_import_id))


@blueprint.post("/in/<uuid:map_import_id>/again")
@requires(Permission.RECORD_REFERRALS)
def try_again(project_id: UUID, map_import_id: UUID) -> Answer:
    """Tries a saving that failed once more."""
    require(jobs.TO_IMPORT)
    jobs.again(current_session(), row=found(project_id, map_import_id))
    return redirect(url_for(".shown", project_id=project_id, map_import_id=map_import_id))


@blueprint.post("/in/<uuid:map_import_id>/drop")
@requires(Permission.RECORD_REFERRALS)
def drop(project_id: UUID, map_import_id: UUID) -> Answer:
    """Forgets a file that is not saved."""
    require(jobs.TO_IMPORT)
    row = found(project_id, map_import_id)
    if row.state == MapImportState.PREVIEW.value:
        service.drop_import(current_session(), row=row)
        flash(_("The upload is forgotten. Nothing of it was saved."), "good")
    return redirect(url_for(".upload", project_id=project_id))


@blueprint.get("/out")
@requires(Permission.RECORD_REFERRALS)
def taking_out(project_id: UUID) -> Answer:
    """The form that asks for the map as a file; files that wait."""
    require(jobs.TO_EXPORT)
    return _taking_out(project_id, TakeOutForm(formdata=None))


def _taking_out(project_id: UUID, form: TakeOutForm) -> Answer:
    draw: Any = again if form.errors else page
    work = current_session()
    mine = approvals.asked_by(work, project_id, current_user.id, only_open=True)
    return draw(
        "referrals/exchange/taking_out.html",
        form=form,
        parcels=parcels_for(work, project_id, current_user.id, forms=FORMS),
        labels={each.value: each.label for each in GraphForm},
        asked=[each for each in mine if each.kind is ApprovalKind.EXPORT_MAP],
    )


@blueprint.post("/out")
@requires(Permission.RECORD_REFERRALS)
def ask(project_id: UUID) -> Answer:
    """Asks a second person to agree."""
    require(jobs.TO_EXPORT)
    form = TakeOutForm()
    if form.validate():
        try:
            asked = service.ask(
                current_session(),
                actor=current_user,
                project_id=project_id,
                wanted=form.wanted(),
                up_to_tier=up_to_tier(),
            )
        except service.NothingToTake:
            form.questions.errors = [_("No naming that answers these questions may leave.")]
        except service.TooManyToTake:
            form.questions.errors = [_("These are too many namings for one file. Choose fewer questions.")]
        else:
            flash(_("A second person is asked. You find their answer here and on the page of today."), "good")
            return redirect(url_for("projects.approvals.shown", project_id=project_id, approval_id=asked.id))
    return _taking_out(project_id, form)


@blueprint.post("/out/<uuid:map_request_id>")
@requires(Permission.RECORD_REFERRALS)
def make(project_id: UUID, map_request_id: UUID) -> Answer:
    """Makes the file that was agreed to, once."""
    require(jobs.TO_EXPORT)
    work = current_session()
    row = approvals.find_row(work, project_id, map_request_id, viewer_id=current_user.id)
    if row is None or row.kind != ApprovalKind.EXPORT_MAP or row.asked_by != current_user.id:
        abort(404)
    here = url_for("projects.approvals.shown", project_id=project_id, approval_id=map_request_id)
    if not confirming.is_confirmed():
        return redirect(url_for("accounts.confirm", to=here))
    wanted = service.Wanted.of(approvals.record_of(work, row).what)
    try:
        jobs.make(work, actor=current_user, project_id=project_id, wanted=wanted, up_to_tier=up_to_tier())
    except NotAgreed:
        flash(_("Nobody agreed to this, or it was done already. Where it stands is said below."), "attention")
        return redirect(here)
    except service.NothingToTake:
        work.rollback()
        flash(_("Nothing is left that may leave. Withdraw this request."), "attention")
        return redirect(here)
    flash(_("The file waits for you below for a day, and can be fetched once."), "good")
    return redirect(url_for(".taking_out", project_id=project_id))


@blueprint.post("/files/<uuid:map_parcel_id>")
@requires(Permission.RECORD_REFERRALS)
def fetch(project_id: UUID, map_parcel_id: UUID) -> Answer:
    """A file that was made, once."""
    require(jobs.TO_EXPORT)
    work = current_session()
    parcel = find_parcel(work, project_id, map_parcel_id, user_id=current_user.id, forms=FORMS)
    if parcel is None or parcel.tier > up_to_tier():
        abort(404)
    kind, ending = KINDS[GraphForm(parcel.form)]
    try:
        content = service.fetch(work, actor=current_user, parcel=parcel)
    except NotReady:
        flash(_("The file is still being made. Look again in a minute."), "quiet")
        return redirect(url_for(".taking_out", project_id=project_id))
    except Gone:
        abort(404)
    return _file(content, kind, ending)


def _file(content: bytes, kind: str, ending: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="map-{today().isoformat()}.{ending}"'
    return answer
