"""Pages of influence."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.decisions.queries import decision_choices, decisions_of
from engage.decisions.records import DecisionRecord
from engage.decisions.vocabulary import DecisionState
from engage.feedback.queries import find_feedback, lines_of
from engage.feedback.records import FeedbackLine
from engage.i18n.texts import gettext as _
from engage.influence import service
from engage.influence.figures import figures_of
from engage.influence.forms import UNANSWERED, AnswerForm, AnswersFilter
from engage.influence.history import Telling, tellings
from engage.influence.queries import decisions_informed, pairs_of, trace_of
from engage.influence.records import Pair
from engage.influence.rows import owed_first, rows_of
from engage.projects.door import up_to_tier
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("influence", __name__, url_prefix="/projects/<uuid:project_id>/influence")

Answer = str | Response | tuple[str, int]
PAGE = 30


@blueprint.get("/")
@requires(Permission.VIEW_FEEDBACK)
def answers(project_id: UUID) -> Answer:
    """What we owe and what was answered, for all decisions or one, with figures."""
    work = current_session()
    pairs = pairs_of(work, project_id)
    every = decisions_of(work, project_id)
    made = [decision.id for decision in every if decision.state == DecisionState.MADE]
    filters = AnswersFilter(request.args)
    filters.prepare(decision_choices(work, project_id))
    chosen = owed_first(pair for pair in pairs if _wanted(pair, filters))
    number = min(max(request.args.get("page", 1, type=int), 1), 1 + max(0, len(chosen) - 1) // PAGE)
    shown = chosen[(number - 1) * PAGE : number * PAGE]
    kept = {name: value for name, value in filters.data.items() if value}

    def at(other: int) -> str:
        return url_for("influence.answers", project_id=project_id, page=other, **kept)

    return page(
        "influence/answers.html",
        filters=filters,
        chosen=len(kept),
        figures=figures_of(pairs, made),
        rows=rows_of(work, project_id, shown, up_to_tier=up_to_tier()),
        anything=bool(pairs),
        first=(number - 1) * PAGE + 1,
        last=(number - 1) * PAGE + len(shown),
        all=len(chosen),
        following=at(number + 1) if number * PAGE < len(chosen) else "",
        previous=at(number - 1) if number > 1 else "",
    )


def _wanted(pair: Pair, filters: AnswersFilter) -> bool:
    decision, outcome = filters.decision.data, filters.outcome.data
    if decision and decision != str(pair.decision_id):
        return False
    if outcome == UNANSWERED:
        return pair.is_owed
    return not outcome or outcome == pair.outcome


@dataclass(frozen=True)
class Case:
    """Words to be answered, with all that an answer must know of."""

    line: FeedbackLine
    informed: list[DecisionRecord]
    others: list[DecisionRecord]
    history: list[Telling]

    @property
    def late_for(self) -> list[DecisionRecord]:
        """Decisions that were made before the words were heard."""
        heard_on = self.line.record.heard_on
        return [each for each in self.informed if each.made_on is not None and heard_on > each.made_on]


@blueprint.get("/answer/<uuid:feedback_id>")
@requires(Permission.ANSWER_FEEDBACK)
def answer(project_id: UUID, feedback_id: UUID) -> Answer:
    """The form to say how words counted in a decision."""
    case = _case(project_id, feedback_id)
    form = _prepared(AnswerForm(), case)
    wanted = request.args.get("decision", "")
    answered = {each.trace.decision_id for each in case.history}
    waiting = [each for each in case.informed if each.id not in answered] or case.informed
    offered = {str(each.id) for each in [*case.informed, *case.others]}
    form.decision.data = wanted if wanted in offered else str(waiting[0].id) if waiting else None
    form.seen.data = str(len(case.history))
    return page("influence/answer.html", form=form, case=case)


@blueprint.post("/answer/<uuid:feedback_id>")
@requires(Permission.ANSWER_FEEDBACK)
def save_answer(project_id: UUID, feedback_id: UUID) -> Answer:
    """Adds an answer."""
    case = _case(project_id, feedback_id)
    form = _prepared(AnswerForm(), case)
    if form.validate():
        seen = form.seen.data or ""
        try:
            service.answer(
                current_session(),
                actor=current_user,
                project_id=project_id,
                feedback_id=feedback_id,
                decision_id=UUID(form.decision.data),
                outcome=form.outcome.data,
                reason=form.reason.data or "",
                considered_on=form.considered_on.data,
                considered_by=form.considered_by.data or "",
                means=form.means.data or "",
                until_on=form.until_on.data,
                chosen=True,
                seen=int(seen) if seen.isdecimal() else None,
            )
        except service.ReasonNeeded:
            form.refuse("reason", _("Say why, in words that can be told to those who said it."))
        except service.PromiseNeeded as missing:
            if missing.means:
                form.refuse("means", _("Say by what means it is still considered."))
            if missing.until_on:
                form.refuse("until_on", _("Promise a day, still to come, by which they will be answered."))
        except service.AnsweredMeanwhile:
            form.form_errors = [
                _("Somebody else answered these words while you wrote. Read it below, then save again to add yours.")
            ]
            case = _case(project_id, feedback_id)
            form.seen.data = str(len(case.history))
        else:
            flash(_("The answer is kept. Every earlier answer stays beside it."), "good")
            return redirect(url_for("feedback.item", project_id=project_id, feedback_id=feedback_id))
    return again("influence/answer.html", form=form, case=case)


def _case(project_id: UUID, feedback_id: UUID) -> Case:
    work = current_session()
    record = find_feedback(work, project_id, feedback_id)
    if record is None:
        abort(404)
    informed_ids = decisions_informed(work, record.engagement_id)
    every = decisions_of(work, project_id)
    return Case(
        line=lines_of(work, project_id, [record], up_to_tier=up_to_tier())[0],
        informed=[each for each in every if each.id in informed_ids],
        others=[each for each in every if each.id not in informed_ids and each.state != DecisionState.WITHDRAWN],
        history=tellings(work, project_id, trace_of(work, feedback_id)),
    )


def _prepared(form: AnswerForm, case: Case) -> AnswerForm:
    def choices(decisions: list[DecisionRecord]) -> list[tuple[str, str]]:
        return [(str(each.id), each.title) for each in decisions]

    form.prepare(choices(case.informed), choices(case.others), heard_on=case.line.record.heard_on)
    return form
