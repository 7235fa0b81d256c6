"""Pages of inviting: where everyone stands, the text in each language, the list for the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.engagements.inviting import door, queries, texts
from engage.engagements.inviting.answers.views import blueprint as answer_pages
from engage.engagements.inviting.asking.views import blueprint as asking_pages
from engage.engagements.inviting.forms import LanguageForm, TemplateForm, TextForm
from engage.engagements.inviting.jobs import KINDS
from engage.engagements.inviting.records import TextRecord
from engage.engagements.inviting.refused import in_words
from engage.engagements.inviting.wording import drafted, silent
from engage.engagements.inviting.words import WORDS
from engage.engagements.queries import company_side_of
from engage.engagements.records import EngagementRecord
from engage.engagements.refusals import NotPlanned
from engage.engagements.vocabulary import Stage
from engage.i18n.texts import gettext as _
from engage.jobs.models import Job
from engage.jobs.service import try_again
from engage.outreach.service import LinkInText, TextNeeded, TooLong
from engage.web.answers import again, page
from engage.web.fields_choices import language_choices
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("inviting", __name__, url_prefix="/<uuid:engagement_id>/inviting")
blueprint.register_blueprint(asking_pages)
blueprint.register_blueprint(answer_pages)

Reply = str | Response | tuple[str, int]


@blueprint.get("/")
@requires(Permission.EDIT_ENGAGEMENTS)
def overview(project_id: UUID, engagement_id: UUID) -> Reply:
    """Who is asked how, what became of it, what failed and why."""
    work, found = current_session(), door.talk(engagement_id)
    written = queries.texts_of(work, found)
    rows = door.ways(found, door.seated(engagement_id), written)
    made_by = {each.made_by for row in rows for each in row.invitations}
    return page(
        "engagements/inviting/overview.html",
        engagement=found,
        rows=rows,
        texts=written,
        wanted=_wanted(rows, written),
        language_form=LanguageForm(formdata=None),
        people=names_of(work, made_by),
        mails=door.mails(),
        planned=found.stage == Stage.PLANNED,
        **WORDS,
    )


def _wanted(rows: list[Any], written: list[TextRecord]) -> list[str]:
    """The first languages that people read, in which nothing is written yet."""
    there = {text.language for text in written}
    wanted = []
    for row in rows:
        reads = [*row.seat.person.profile.reads, *row.seat.person.profile.languages]
        if reads and not there & set(reads) and reads[0] not in wanted:
            wanted.append(reads[0])
    return sorted(wanted)


@blueprint.get("/texts")
@requires(Permission.EDIT_ENGAGEMENTS)
def choose_language(project_id: UUID, engagement_id: UUID) -> Reply:
    """Leads to the text in the language that was chosen."""
    door.talk(engagement_id)
    chosen = request.args.get("language", "")
    here: dict[str, Any] = {"project_id": project_id, "engagement_id": engagement_id}
    if chosen not in _codes():
        return redirect(url_for("engagements.inviting.overview", **here))
    return redirect(url_for("engagements.inviting.text", language=chosen, **here))


@blueprint.get("/texts/<language>")
@requires(Permission.EDIT_ENGAGEMENTS)
def text(project_id: UUID, engagement_id: UUID, language: str) -> Reply:
    """The editor: what is saved, or a draft from the plan, or from a text that was kept."""
    work, found = current_session(), _planned(engagement_id, language)
    saved = _saved(found, language)
    chosen = request.args.get("template", type=UUID)
    kept = next((each for each in queries.templates_of(work, project_id) if each.id == chosen), None)
    body = kept.body if kept else saved.body if saved else drafted(found, queries.informed_by(work, found), language)
    form = TextForm(formdata=None, data={"body": body, "based_on": saved.revision if saved else 0})
    return _editor(page, found, language, form, TemplateForm(formdata=None))


@blueprint.post("/texts/<language>")
@requires(Permission.EDIT_ENGAGEMENTS)
def write(project_id: UUID, engagement_id: UUID, language: str) -> Reply:
    """Saves the text in one language."""
    found, form = _planned(engagement_id, language), TextForm()
    typed = form.based_on.data or ""
    if not form.validate():
        return _editor(again, found, language, form, TemplateForm(formdata=None))
    try:
        texts.write_text(
            current_session(),
            actor=current_user,
            engagement=door.talk_row(engagement_id),
            language=language,
            body=form.body.data or "",
            based_on=int(typed) if typed.isdecimal() else 0,
        )
    except (LinkInText, TextNeeded, TooLong, NotPlanned) as refused:
        form.body.errors = in_words(refused)
        return _editor(again, found, language, form, TemplateForm(formdata=None))
    except texts.ChangedMeanwhile:
        saved = _saved(found, language)
        form.based_on.data = str(saved.revision if saved else 0)
        form.body.errors = [_("Somebody wrote meanwhile: their text stands below. Put both together, then save.")]
        return _editor(again, found, language, form, TemplateForm(formdata=None), theirs=saved)
    flash(_("The changes are saved."), "good")
    return redirect(url_for("engagements.inviting.overview", project_id=project_id, engagement_id=engagement_id))


@blueprint.post("/texts/<language>/keep")
@requires(Permission.EDIT_ENGAGEMENTS)
def keep(project_id: UUID, engagement_id: UUID, language: str) -> Reply:
    """Keeps the saved text to begin from in other engagements."""
    found, form = _planned(engagement_id, language), TemplateForm()
    saved = _saved(found, language) or abort(404)
    if found.only_named:  # a kept text is read by the whole team
        abort(404)
    if form.validate():
        try:
            texts.keep_template(
                current_session(),
                actor=current_user,
                project_id=project_id,
                name=form.name.data or "",
                language=language,
                body=saved.body,
            )
        except texts.NameNeeded:
            form.name.errors = [_("Another text in this language has this name. Choose another.")]
        else:
            flash(_("Kept. Other engagements can begin from it."), "good")
            here: dict[str, Any] = {"project_id": project_id, "engagement_id": engagement_id}
            return redirect(url_for("engagements.inviting.text", language=language, **here))
    editor = TextForm(formdata=None, data={"body": saved.body, "based_on": saved.revision})
    return _editor(again, found, language, editor, form)


@blueprint.post("/texts/<language>/kept/<uuid:kept_text_id>/remove")
@requires(Permission.EDIT_ENGAGEMENTS)
def remove_kept(project_id: UUID, engagement_id: UUID, language: str, kept_text_id: UUID) -> Reply:
    """Removes a text to begin from."""
    door.talk(engagement_id)
    work = current_session()
    template = queries.template_row(work, project_id, kept_text_id) or abort(404)
    texts.remove_template(work, actor=current_user, template=template)
    flash(_("Removed. What was written from it stays."), "good")
    here: dict[str, Any] = {"project_id": project_id, "engagement_id": engagement_id}
    return redirect(url_for("engagements.inviting.text", language=language, **here))


@blueprint.get("/attendance")
@requires(Permission.EDIT_ENGAGEMENTS)
def attendance(project_id: UUID, engagement_id: UUID) -> Reply:
    """A list to print and to tick at the door: pseudonyms only."""
    found = door.talk(engagement_id)
    coming = [seat for seat in door.seated(engagement_id) if seat.record.detail.answer != "declined"]
    ours = company_side_of(current_session(), engagement_id)
    return page("engagements/inviting/attendance.html", engagement=found, coming=coming, ours=ours, **WORDS)


@blueprint.post("/work/<uuid:work_id>/again")
@requires(Permission.EDIT_ENGAGEMENTS)
def work_again(project_id: UUID, engagement_id: UUID, work_id: UUID) -> Reply:
    """Tries failed work between here and the portal once more."""
    job = current_session().get(Job, work_id)
    about = (project_id, door.talk(engagement_id).id)
    if job is None or (job.project_id, job.subject_id) != about or job.kind not in KINDS:
        abort(404)
    try_again(job)
    flash(_("It is tried again now."), "good")
    return redirect(url_for("engagements.inviting.overview", project_id=project_id, engagement_id=engagement_id))


def _editor(
    draw: Callable[..., Any],
    found: EngagementRecord,
    language: str,
    form: TextForm,
    keeping: TemplateForm,
    *,
    theirs: TextRecord | None = None,
) -> Reply:
    work, saved = current_session(), _saved(found, language)
    answer: Reply = draw(
        "engagements/inviting/text.html",
        engagement=found,
        language_code=language,
        form=form,
        keeping=keeping,
        saved=saved,
        theirs=theirs,
        missing=silent(found, queries.informed_by(work, found)),
        kept=[each for each in queries.templates_of(work, found.project_id) if each.language == language],
        **WORDS,
    )
    return answer


def _saved(found: EngagementRecord, language: str) -> TextRecord | None:
    return next((each for each in queries.texts_of(current_session(), found) if each.language == language), None)


def _planned(engagement_id: UUID, language: str) -> EngagementRecord:
    """What is over has no doors that change it, and there is no text in what is no language."""
    found = door.talk(engagement_id)
    return found if found.stage == Stage.PLANNED and language in _codes() else abort(404)


def _codes() -> set[str]:
    return {str(choice.value) for choice in language_choices()}
