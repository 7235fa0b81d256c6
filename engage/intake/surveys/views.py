"""Pages of surveys, for the team.

Drawing up, opening and closing one is planning to ask people (EDIT_ENGAGEMENTS): it publishes no finding, so that it
needs neither the portal holder nor a second person. Reading an answer and saying whom it means is recording whom people
named (RECORD_REFERRALS). The protected counts are for all who may see the map (VIEW_MAP).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.i18n.formats import language_name
from engage.i18n.languages import OFFERED
from engage.i18n.texts import gettext as _
from engage.intake.surveys import outbox, queries, service
from engage.intake.surveys.forms import ReviewForm, SurveyForm, review_form, survey_form
from engage.intake.surveys.models import Survey, SurveyAnswer
from engage.intake.surveys.records import AnswerRecord, SurveyRecord
from engage.intake.surveys.results import aloud, results_of
from engage.intake.surveys.vocabulary import AnswerState, Match, SurveyState
from engage.intake.surveys.words import groups_of
from engage.projects.door import current_project_id, may, up_to_tier
from engage.referrals.vocabulary import Question
from engage.stakeholders.directory import directory_of
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.records import StakeholderRecord
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session, stores

blueprint = Blueprint("surveys", __name__, url_prefix="/surveys")

Answer = str | Response | tuple[str, int]
FARTHEST = 10_000
WORDS: dict[str, Any] = {"SurveyState": SurveyState, "AnswerState": AnswerState, "Match": Match, "Question": Question}


@blueprint.get("/")
@requires(Permission.VIEW_MAP)
def surveys(project_id: UUID) -> Answer:
    """Every survey, with how many answers wait."""
    work = current_session()
    listed = queries.surveys_of(work, project_id)
    waiting = queries.count_waiting(work, project_id) if may(Permission.RECORD_REFERRALS) else {}
    return page("intake/surveys/surveys.html", listed=listed, waiting=waiting, now=today(), **WORDS)


@blueprint.get("/new")
@requires(Permission.EDIT_ENGAGEMENTS)
def new(project_id: UUID) -> Answer:
    """The form for a new survey."""
    return _writing(page, _offered(survey_form(None)), None)


@blueprint.post("/new")
@requires(Permission.EDIT_ENGAGEMENTS)
def draw_up(project_id: UUID) -> Answer:
    """Draws up a survey."""
    form = _offered(SurveyForm())
    if form.validate():
        days = {"opens_on": form.opens_on.data, "closes_on": form.closes_on.data}
        try:
            made = service.draw_up(
                current_session(), actor=current_user, project_id=project_id, content=form.content(), **days
            )
        except service.OverAlready:
            form.say_over()
        else:
            flash(_("The survey is drawn up. Nobody sees it before you open it."), "good")
            return _to(made.id)
    return _writing(again, form, None)


@blueprint.get("/<uuid:survey_id>")
@requires(Permission.VIEW_MAP)
def survey(project_id: UUID, survey_id: UUID) -> Answer:
    """Where a survey stands, what came back, and who is not heard in it."""
    work, row = current_session(), _row(survey_id)
    record, groups = queries.record_of(work, row), groups_of(work, project_id)
    number = min(max(0, request.args.get("n", 0, type=int)), FARTHEST)
    exact = may(Permission.RECORD_REFERRALS)
    return page(
        "intake/surveys/survey.html",
        survey=record,
        came=queries.came(work, row.id),
        results=results_of(work, record, up_to_tier=up_to_tier(), exact=exact, page=number),
        number_of_page=number,
        offered_groups=[groups.get(code, code) for code in record.content.groups],
        spoken=[language_name(code) for code in record.content.languages],
        kept=queries.with_words(work, row.id) if exact else [],
        unopened=outbox.count_unopened(stores().portal, row.id) if exact else 0,
        address=f"{current_app.config['ENGAGE'].portal_origin}/s/{record.code}" if record.code else "",
        aloud=aloud,
        now=today(),
        **WORDS,
    )


@blueprint.get("/<uuid:survey_id>/change")
@requires(Permission.EDIT_ENGAGEMENTS)
def change(project_id: UUID, survey_id: UUID) -> Answer:
    """A draft, to be written anew."""
    record = queries.record_of(current_session(), _row(survey_id))
    if record.state != SurveyState.DRAFT:
        return _no_draft(survey_id)
    return _writing(page, _offered(survey_form(record), record.content.groups), record)


@blueprint.post("/<uuid:survey_id>/change")
@requires(Permission.EDIT_ENGAGEMENTS)
def save(project_id: UUID, survey_id: UUID) -> Answer:
    """Writes a draft anew."""
    row = _row(survey_id)
    record = queries.record_of(current_session(), row)
    form = _offered(SurveyForm(), record.content.groups)
    if form.validate():
        days = {"opens_on": form.opens_on.data, "closes_on": form.closes_on.data}
        try:
            service.change(current_session(), actor=current_user, survey=row, content=form.content(), **days)
        except service.OverAlready:
            form.say_over()
        except service.NotADraft:
            return _no_draft(survey_id)
        else:
            flash(_("Saved."), "good")
            return _to(survey_id)
    return _writing(again, form, record)


@blueprint.post("/<uuid:survey_id>/open")
@requires(Permission.EDIT_ENGAGEMENTS)
def open_up(project_id: UUID, survey_id: UUID) -> Answer:
    """Opens a survey in the portal."""
    try:
        service.open_survey(current_session(), actor=current_user, survey=_row(survey_id))
    except service.NotADraft:
        return _no_draft(survey_id)
    except service.OverAlready:
        flash(_("Its last day has gone by. Write a later one, then open it."), "attention")
    else:
        flash(_("The survey is open. Within a minute its address leads to it."), "good")
    return _to(survey_id)


@blueprint.post("/<uuid:survey_id>/close")
@requires(Permission.EDIT_ENGAGEMENTS)
def close(project_id: UUID, survey_id: UUID) -> Answer:
    """Ends a survey."""
    try:
        service.close_survey(current_session(), actor=current_user, survey=_row(survey_id))
    except service.NotOpen:
        flash(_("Only an open survey can be closed."), "attention")
    else:
        flash(_("The survey is closed. Within a minute it takes no more answers."), "good")
    return _to(survey_id)


@blueprint.post("/<uuid:survey_id>/again")
@requires(Permission.RECORD_REFERRALS)
def fetch_again(project_id: UUID, survey_id: UUID) -> Answer:
    """Has the worker try to open what it could not."""
    outbox.fetch_again(stores().portal, _row(survey_id).id)
    flash(_("The worker tries again within a minute."), "good")
    return _to(survey_id)


@blueprint.post("/<uuid:survey_id>/next")
@requires(Permission.RECORD_REFERRALS)
def review_next(project_id: UUID, survey_id: UUID) -> Answer:
    """Shows an answer that nobody reviewed yet; that it was read is put on record first."""
    row = _row(survey_id)
    answer = queries.next_waiting(current_session(), row.id)
    if answer is None:
        flash(_("No answer waits for review."), "quiet")
        return _to(survey_id)
    return _look(row, answer)


@blueprint.post("/<uuid:survey_id>/answers/<uuid:answer_id>/look")
@requires(Permission.RECORD_REFERRALS)
def look(project_id: UUID, survey_id: UUID, answer_id: UUID) -> Answer:
    """Shows an answer whose words were kept, so that what was said of it can be put right."""
    row = _row(survey_id)
    return _look(row, _answer(row, answer_id))


@blueprint.post("/<uuid:survey_id>/answers/<uuid:answer_id>")
@requires(Permission.RECORD_REFERRALS)
def review(project_id: UUID, survey_id: UUID, answer_id: UUID) -> Answer:
    """Keeps whom the names of an answer mean."""
    work, row = current_session(), _row(survey_id)
    answer = _answer(row, answer_id)
    said = queries.answer_of(work, answer)
    alike = _same_name(said)
    form = review_form(said, alike)
    directory = directory_of(work, project_id)
    known = {key: person.id for person in directory.offered(up_to_tier()) for key in _keys_of(person)}
    decided = form.decided(known) if form.validate() else None
    if decided is not None:
        try:
            keep = bool(form.keep_words.data)
            service.review(work, actor=current_user, answer=answer, decided=decided, keep_words=keep)
        except (Restricted, service.NotDecided):
            form.form_errors.append(_("Something changed meanwhile. Look at it again."))
        else:
            flash(_("Reviewed."), "good")
            return _to(survey_id)
    # The words are shown once more: that look is on record before they are, although the form is refused.
    work.rollback()
    row = _row(survey_id)
    service.mark_read(work, actor=current_user, answer=_answer(row, answer_id), found=len(alike))
    work.commit()
    return _shown(again, row, said, form)


@blueprint.post("/<uuid:survey_id>/answers/<uuid:answer_id>/set-aside")
@requires(Permission.RECORD_REFERRALS)
def set_aside(project_id: UUID, survey_id: UUID, answer_id: UUID) -> Answer:
    """Leaves an answer out of every count."""
    answer = _answer(_row(survey_id), answer_id)
    service.set_aside(current_session(), actor=current_user, answer=answer)
    flash(_("Set aside. It is counted nowhere, and its words are deleted."), "good")
    return _to(survey_id)


@blueprint.post("/<uuid:survey_id>/delete-words")
@requires(Permission.RECORD_REFERRALS)
def delete_words(project_id: UUID, survey_id: UUID) -> Answer:
    """Deletes the words of every reviewed answer."""
    service.delete_words(current_session(), actor=current_user, survey=_row(survey_id))
    flash(_("The words of all reviewed answers are deleted."), "good")
    return _to(survey_id)


def _row(survey_id: UUID) -> Survey:
    return queries.find_survey(current_session(), current_project_id(), survey_id) or abort(404)


def _answer(row: Survey, answer_id: UUID) -> SurveyAnswer:
    return queries.find_answer(current_session(), row, answer_id) or abort(404)


def _to(survey_id: UUID) -> Response:
    return redirect(url_for("intake.surveys.survey", project_id=current_project_id(), survey_id=survey_id))


def _no_draft(survey_id: UUID) -> Response:
    flash(_("People may be answering it already: it is no longer changed. Draw up another."), "attention")
    return _to(survey_id)


def _offered(form: Any, held: list[str] | None = None) -> Any:
    """Fills the list of groups; those the survey has already stay, whatever became of them since."""
    known = groups_of(current_session(), current_project_id())
    form.groups.choices = [SelectChoice(code, known.get(code, code)) for code in dict.fromkeys([*known, *(held or [])])]
    return form


def _writing(draw: Callable[..., Answer], form: Any, survey: SurveyRecord | None) -> Answer:
    return draw("intake/surveys/write.html", form=form, survey=survey, offered=OFFERED)


def _look(row: Survey, answer: SurveyAnswer) -> Answer:
    work = current_session()
    said, meant = queries.answer_of(work, answer), queries.namings_in(work, answer)
    alike, directory = _same_name(said), directory_of(work, row.project_id)
    service.mark_read(work, actor=current_user, answer=answer, found=len(alike))
    data: dict[str, str] = {}
    for each in meant:
        person = directory.find(each.named_id, up_to_tier())
        if person is not None:
            data |= {f"match_{each.place}": Match.KNOWN.value, f"pseudonym_{each.place}": person.pseudonym}
    return _shown(page, row, said, review_form(said, alike, blank=True, data=data))


def _same_name(said: AnswerRecord) -> dict[int, list[StakeholderRecord]]:
    """Who in the registry has a name like one that was given, as far as the viewer may look at names."""
    directory = directory_of(current_session(), current_project_id())
    reach = min(up_to_tier(), looks_up_to_tier())
    found = {each.place: directory.same_name(each.name, reach) for each in said.names}
    return {place: alike for place, people in found.items() if (alike := [each for each in people if each.is_there])}


def _keys_of(person: StakeholderRecord) -> tuple[str, str]:
    return " ".join(person.pseudonym.casefold().split()), str(person.id)


def _shown(draw: Callable[..., Answer], row: Survey, said: AnswerRecord, form: ReviewForm) -> Answer:
    work = current_session()
    return draw(
        "intake/surveys/answer.html",
        survey=queries.record_of(work, row),
        answer=said,
        form=form,
        groups=groups_of(work, row.project_id),
        offered=OFFERED,
        **WORDS,
    )
