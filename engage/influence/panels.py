"""What pages of lower floors show of influence: a trace can be read both ways."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from flask import g, render_template

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.decisions.queries import decisions_named
from engage.decisions.records import DecisionRecord
from engage.decisions.vocabulary import DecisionState
from engage.engagements.queries import engagements_for_decision
from engage.feedback.panels import said_here
from engage.feedback.records import FeedbackLine, FeedbackRecord
from engage.influence.figures import due_within, figures_of, waiting_longer_than
from engage.influence.history import tellings
from engage.influence.queries import decisions_informed, pairs_of, promises, trace_of
from engage.influence.records import Pair
from engage.influence.rows import owed_first, rows_of
from engage.influence.vocabulary import Outcome
from engage.projects.door import up_to_tier
from engage.projects.queries import ProjectRecord
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

SHOWN = 20
SHOWN_TODAY = 5
PROMISE_DAYS = 7
LONG_DAYS = 30
DECISION_DAYS = 14


def heard_for(decision: DecisionRecord) -> str:
    """All that was heard for a decision, and what it did."""
    work = current_session()
    pairs = owed_first(pairs_of(work, decision.project_id, decision_id=decision.id))
    held = bool(pairs) or any(
        each.held_on is not None for each in engagements_for_decision(work, decision.project_id, decision.id)
    )
    until = decision.window_closes_on or decision.due_on
    return render_template(
        "influence/_heard_for.html",
        decision=decision,
        until=until if until >= today() else None,
        held=held,
        heard=len(pairs),
        figures=figures_of(pairs),
        rows=rows_of(work, decision.project_id, pairs[:SHOWN], up_to_tier=up_to_tier()),
    )


def became_of(feedback: FeedbackRecord) -> str:
    """The whole history of one item, and the decisions that still owe it an answer."""
    work = current_session()
    history = tellings(work, feedback.project_id, trace_of(work, feedback.id))
    answered = {each.trace.decision_id for each in history}
    informed = decisions_named(work, feedback.project_id, decisions_informed(work, feedback.engagement_id) - answered)
    return render_template(
        "influence/_became_of.html",
        feedback=feedback,
        history=history,
        waiting=[each for each in informed if each.state != DecisionState.WITHDRAWN],
    )


def stands(line: FeedbackLine) -> str:
    """Where one item of a list stands in its decisions; read once for all items of the page."""
    return render_template("influence/_stands.html", places=_places_beside(line).get(line.record.id, []))


def _pairs_here(project_id: UUID, feedback_ids: Collection[UUID]) -> list[Pair]:
    """The pairs of some items; read once for all that a page says of them."""
    kept: dict[frozenset[UUID], list[Pair]] = g.setdefault("pairs", {})
    wanted = frozenset(feedback_ids)
    if wanted not in kept:
        kept[wanted] = pairs_of(current_session(), project_id, feedback_ids=feedback_ids)
    return kept[wanted]


def _places_beside(line: FeedbackLine) -> dict[UUID, list[tuple[Outcome | None, str]]]:
    """For each item of the page: what became of it, and the title of the decision."""
    kept: dict[tuple[UUID, ...], dict[UUID, list[tuple[Outcome | None, str]]]] = g.setdefault("places", {})
    if line.beside not in kept:
        work, project_id = current_session(), line.record.project_id
        pairs = owed_first(_pairs_here(project_id, line.beside))
        named = decisions_named(work, project_id, {pair.decision_id for pair in pairs})
        titles = {decision.id: decision.title for decision in named}
        found = kept[line.beside] = {}
        for pair in pairs:
            place = (Outcome(pair.outcome) if pair.outcome else None, titles[pair.decision_id])
            found.setdefault(pair.feedback_id, []).append(place)
    return kept[line.beside]


def due_today(project: ProjectRecord) -> str:
    """Promises due or past, decisions close at hand with words unanswered, and words that wait for long."""
    work, now = current_session(), today()
    pairs = pairs_of(work, project.id)
    promised = promises(pairs, now + timedelta(days=PROMISE_DAYS))
    near = due_within(pairs, DECISION_DAYS, now)
    long = len(waiting_longer_than(pairs, LONG_DAYS, now))
    if not (promised or near or long):
        return ""
    shown = rows_of(work, project.id, promised[:SHOWN_TODAY], up_to_tier=up_to_tier())
    decisions = decisions_named(work, project.id, set(near))
    return render_template(
        "influence/_today.html",
        promised=shown,
        more_promised=len(promised) - len(shown),
        near=[(decision, near[decision.id]) for decision in decisions],
        long=long,
        long_days=LONG_DAYS,
        now=now,
        project_id=project.id,
    )


def owed_to(person: StakeholderRecord) -> str:
    """What a person said that nobody answered yet, and the day until which an answer was promised."""
    said = [each.id for each in said_here(person)]
    if not said:
        return ""
    pairs = _pairs_here(person.project_id, said)
    promised = promises(pairs, date.max)
    unanswered = {pair.feedback_id for pair in pairs if pair.outcome is None}
    if not (promised or unanswered):
        return ""
    return render_template(
        "influence/_owed.html",
        person=person,
        promised=promised[:SHOWN_TODAY],
        unanswered=[each for each in said if each in unanswered],
        now=today(),
    )


def answers_link(project: ProjectRecord) -> str:
    """The way to the answers that are owed."""
    return render_template("influence/_answers_link.html", project=project)


PANELS: list[Panel] = [
    Panel("today", Permission.VIEW_FEEDBACK, due_today, 10),
    Panel("decision", Permission.VIEW_FEEDBACK, heard_for, 30),
    Panel("stakeholder_owed", Permission.VIEW_FEEDBACK, owed_to, 10),
    Panel("feedback", Permission.VIEW_FEEDBACK, became_of, 10),
    Panel("feedback_line", Permission.VIEW_FEEDBACK, stands, 10),
    Panel("decisions", Permission.VIEW_FEEDBACK, answers_link, 10),
]
