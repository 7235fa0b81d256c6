"""Pages of the import: file, columns, words, a look through, saving."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.jobs.vocabulary import JobState
from engage.projects.door import current_project, up_to_tier
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.importing import jobs, queries, service, words
from engage.stakeholders.importing.columns import Column, type_words
from engage.stakeholders.importing.door import Answer, found, waiting
from engage.stakeholders.importing.faults import FileRefused
from engage.stakeholders.importing.forms import ColumnsForm, RowsForm, UploadForm, WordsForm
from engage.stakeholders.importing.models import StakeholderImport
from engage.stakeholders.importing.records import Settings, Stage
from engage.stakeholders.importing.rowing.views import blueprint as row_pages
from engage.stakeholders.importing.saving import NothingToSave
from engage.stakeholders.importing.undoing import deed_of
from engage.stakeholders.importing.values import choices_of
from engage.stakeholders.importing.vocabulary import ImportState
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("importing", __name__, url_prefix="/imports")
blueprint.register_blueprint(row_pages)

FIRST_ROWS = 10
FAULTS_SHOWN = 20
SAMPLES = 3
WORDS_SHOWN = 60
REFRESH = 2


@blueprint.get("/new")
@requires(Permission.IMPORT_STAKEHOLDERS)
def upload(project_id: UUID) -> Answer:
    """The form to bring a file in, and what was brought in before."""
    return _upload(UploadForm())


def _upload(form: UploadForm) -> Answer:
    draw, work, here = (again if form.errors else page), current_session(), current_project().id
    return draw(
        "stakeholders/importing/upload.html",
        form=form,
        waiting=queries.waiting_imports(work, here, current_user.id),
        done=queries.imports_of(work, here, current_user.id),
        types=type_words(),
        columns=[str(column.label) for column in Column if column is not Column.IGNORE],
    )


@blueprint.post("/new")
@requires(Permission.IMPORT_STAKEHOLDERS)
def read(project_id: UUID) -> Answer:
    """Reads the file; nothing of it is in the registry yet."""
    form = UploadForm()
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
                up_to_tier=up_to_tier(),
                looks_up_to=looks_up_to_tier(),
            )
        except FileRefused as refused:
            form.say(refused)
        else:
            return redirect(url_for(".shown", project_id=project_id, import_id=row.id))
    return _upload(form)


@blueprint.get("/<uuid:import_id>/file")
@requires(Permission.IMPORT_STAKEHOLDERS)
def rows(project_id: UUID, import_id: UUID) -> Answer:
    """Which sheet, and which row names the columns."""
    row = waiting(project_id, import_id)
    settings, _index = service.opened(current_session(), row)
    return _rows(row, settings, RowsForm.of(settings))


def _rows(row: StakeholderImport, settings: Settings, form: RowsForm) -> Answer:
    draw = again if form.errors else page
    return draw("stakeholders/importing/rows.html", row=row, settings=settings, form=form, stage=Stage.FILE.value)


@blueprint.post("/<uuid:import_id>/file")
@requires(Permission.IMPORT_STAKEHOLDERS)
def choose_rows(project_id: UUID, import_id: UUID) -> Answer:
    """Reads the file anew."""
    row, work = waiting(project_id, import_id), current_session()
    settings, _index = service.opened(work, row)
    form = RowsForm.of(settings)
    if form.validate():
        sheet = form.sheet.data if "sheet" in form else settings.sheet
        same_sheet = sheet == settings.sheet
        try:
            service.choose_rows(
                work,
                actor=current_user,
                row=row,
                sheet=sheet or "",
                # Another sheet has rows of its own: which one names its columns is found anew.
                header_row=int(form.header_row.data) if same_sheet else None,
                up_to_tier=up_to_tier(),
                looks_up_to=looks_up_to_tier(),
            )
        except FileRefused as refused:
            form.say(refused)
        else:
            there = ".columns" if same_sheet else ".rows"
            return redirect(url_for(there, project_id=project_id, import_id=import_id))
    return _rows(row, settings, form)


@blueprint.get("/<uuid:import_id>/columns")
@requires(Permission.IMPORT_STAKEHOLDERS)
def columns(project_id: UUID, import_id: UUID) -> Answer:
    """What each column holds."""
    row = waiting(project_id, import_id)
    settings, _index = service.opened(current_session(), row)
    return _columns(row, settings, ColumnsForm.of(settings, up_to_tier=up_to_tier()))


def _columns(row: StakeholderImport, settings: Settings, form: ColumnsForm) -> Answer:
    draw = again if form.errors else page
    numbers = range(1, len(settings.header) + 1)
    unsure = [number for number in numbers if number in settings.unsure and number not in settings.empty]
    sure = [number for number in numbers if number not in unsure]
    samples = queries.samples_of(current_session(), row, len(settings.header), SAMPLES)
    return draw(
        "stakeholders/importing/columns.html",
        row=row,
        settings=settings,
        form=form,
        stage=Stage.COLUMNS.value,
        unsure=[(form[f"column-{number}"], samples[number - 1]) for number in unsure],
        sure=[(form[f"column-{number}"], samples[number - 1]) for number in sure],
        about_file=words.about_rows(settings.about_file),
    )


@blueprint.post("/<uuid:import_id>/columns")
@requires(Permission.IMPORT_STAKEHOLDERS)
def decide_columns(project_id: UUID, import_id: UUID) -> Answer:
    """Keeps what the columns hold, and goes on."""
    row, work = waiting(project_id, import_id), current_session()
    settings, _index = service.opened(work, row)
    form = ColumnsForm.of(settings, up_to_tier=up_to_tier())
    if form.validate():
        try:
            service.decide_columns(
                work,
                actor=current_user,
                row=row,
                columns=form.columns(),
                tier=int(form.tier.data),
                up_to_tier=up_to_tier(),
                looks_up_to=looks_up_to_tier(),
            )
        except service.NoNames:
            form.say_no_name()
        else:
            return redirect(url_for(".shown", project_id=project_id, import_id=import_id))
    return _columns(row, settings, form)


@blueprint.get("/<uuid:import_id>/words")
@requires(Permission.IMPORT_STAKEHOLDERS)
def unknown(project_id: UUID, import_id: UUID) -> Answer:
    """Words that were not understood."""
    row = waiting(project_id, import_id)
    settings, _index = service.opened(current_session(), row)
    return _words(row, settings, _words_form(row, settings))


def _words_form(row: StakeholderImport, settings: Settings) -> WordsForm:
    every = service.unknown_words(current_session(), row, settings, decided_too=True)
    return WordsForm.of(every[:WORDS_SHOWN], settings.mapping.values, left=len(every) - WORDS_SHOWN)


def _words(row: StakeholderImport, settings: Settings, form: WordsForm) -> Answer:
    draw = again if form.errors else page
    meanings = dict.fromkeys(word.meaning for word in form.words)
    return draw(
        "stakeholders/importing/words.html",
        row=row,
        settings=settings,
        form=form,
        stage=Stage.WORDS.value,
        lists={meaning.value: [label for _code, label in choices_of(meaning)] for meaning in meanings},
    )


@blueprint.post("/<uuid:import_id>/words")
@requires(Permission.IMPORT_STAKEHOLDERS)
def decide_words(project_id: UUID, import_id: UUID) -> Answer:
    """Keeps what the words stand for, and goes on."""
    row, work = waiting(project_id, import_id), current_session()
    settings, _index = service.opened(work, row)
    form = _words_form(row, settings)
    decided = form.decided() if form.validate() else {}
    if form.errors:
        return _words(row, settings, form)
    tiers = {"up_to_tier": up_to_tier(), "looks_up_to": looks_up_to_tier()}
    service.decide_words(work, actor=current_user, row=row, words=decided, **tiers)
    return redirect(url_for(".shown", project_id=project_id, import_id=import_id))


@blueprint.get("/<uuid:import_id>")
@requires(Permission.IMPORT_STAKEHOLDERS)
def shown(project_id: UUID, import_id: UUID) -> Answer:
    """Where an import stands: the next thing to decide, what saving would do, how far saving is, what it did."""
    row = found(project_id, import_id)
    if row.state == ImportState.SAVING.value:
        return _progress(row)
    if row.state != ImportState.PREVIEW.value:
        return _result(row)
    settings, _index = service.opened(current_session(), row)
    steps = {Stage.FILE.value: ".rows", Stage.COLUMNS.value: ".columns", Stage.WORDS.value: ".unknown"}
    if settings.stage in steps:
        return redirect(url_for(steps[settings.stage], project_id=project_id, import_id=import_id))
    return _look(row)


def _look(row: StakeholderImport, wrong: str = "") -> Answer:
    work = current_session()
    settings, index = service.opened(work, row)
    refused = queries.lines_of(work, row, index, index.refused[:FAULTS_SHOWN])
    drafts = [line.draft for line in queries.first_lines(work, row, FIRST_ROWS) if line.draft]
    draw = again if wrong else page
    return draw(
        "stakeholders/importing/look.html",
        row=row,
        settings=settings,
        index=index,
        stage=Stage.LOOK.value,
        wrong=wrong,
        drafts=[(draft, *words.said_of(draft)) for draft in drafts],
        refused=[(line.row, words.about(line.faults)) for line in refused],
        warnings=words.warnings_in(index),
        about_file=words.about_rows(settings.about_file),
        columns=words.columns_of(settings),
    )  # fmt: skip


def _progress(row: StakeholderImport) -> Response:
    job = queries.job_of(current_session(), row.id, jobs.KIND)
    failed = job is not None and job.state == JobState.FAILED.value
    answer = make_response(
        page("stakeholders/importing/saving.html", row=row, job=job, failed=failed, total=row.read, stage="saving")
    )
    if not failed:
        answer.headers["Refresh"] = str(REFRESH)
    return answer


def _result(row: StakeholderImport) -> Answer:
    work = current_session()
    deed = deed_of(work, row)
    index = service.opened(work, row)[1] if row.content is not None else None
    return page(
        "stakeholders/importing/result.html",
        row=row,
        deed=deed,
        index=index,
        warned=len({number for rows in index.warned.values() for number in rows}) if index else 0,
        may_undo=row.state == ImportState.SAVED.value and deed is not None,
        stage="result",
    )


@blueprint.post("/<uuid:import_id>")
@requires(Permission.IMPORT_STAKEHOLDERS)
def save(project_id: UUID, import_id: UUID) -> Answer:
    """Saves everyone who is to be added: a few at once, many in the background."""
    row = found(project_id, import_id)
    try:
        added = jobs.save(current_session(), actor=current_user, row=row, looks_up_to=looks_up_to_tier())
    except NothingToSave:
        return _look(row, _("There is nothing to save: every row is refused or is there already."))
    if added:
        flash(ngettext("%(num)d added to the registry.", "%(num)d added to the registry.", added), "good")
    return redirect(url_for(".shown", project_id=project_id, import_id=import_id))


@blueprint.post("/<uuid:import_id>/stop")
@requires(Permission.IMPORT_STAKEHOLDERS)
def stop(project_id: UUID, import_id: UUID) -> Answer:
    """Stops a saving that is under way: nothing of it is there."""
    if jobs.stop(found(project_id, import_id)):
        flash(_("Saving is stopped. Nothing of the file is in the registry."), "good")
    else:
        flash(_("It was saved before it could be stopped. You can take it back."), "attention")
    return redirect(url_for(".shown", project_id=project_id, import_id=import_id))


@blueprint.post("/<uuid:import_id>/again")
@requires(Permission.IMPORT_STAKEHOLDERS)
def try_again(project_id: UUID, import_id: UUID) -> Answer:
    """Tries a saving that failed once more."""
    jobs.again(current_session(), row=found(project_id, import_id))
    return redirect(url_for(".shown", project_id=project_id, import_id=import_id))


@blueprint.post("/<uuid:import_id>/drop")
@requires(Permission.IMPORT_STAKEHOLDERS)
def drop(project_id: UUID, import_id: UUID) -> Answer:
    """Forgets a file that is not saved."""
    row = found(project_id, import_id)
    if row.state == ImportState.PREVIEW.value:
        service.drop_import(current_session(), row=row)
        flash(_("The upload is forgotten. Nothing of it was saved."), "good")
    return redirect(url_for(".upload", project_id=project_id))
