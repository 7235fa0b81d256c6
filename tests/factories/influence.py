"""Decisions, what was heard for them, and answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.decisions.models import Decision
from engage.decisions.records import DecisionDetail
from engage.decisions.service import register_decision
from engage.engagements.models import Engagement
from engage.feedback.models import FeedbackItem
from engage.influence import service
from engage.influence.models import TraceEntry
from tests.factories.feedback import engagement, heard
from tests.factories.team import Team


@dataclass
class Case:
    """One thing that was heard for one decision."""

    decision: Decision
    where: Engagement
    item: FeedbackItem


def decision(session: Session, team: Team, *, due_in: int = 60, title: str = "Cameras at the gate") -> Decision:
    """An open decision."""
    return register_decision(
        session,
        actor=team.lead,
        project_id=team.project.id,
        title=title,
        due_on=today() + timedelta(days=due_in),
        window_opens_on=None,
        window_closes_on=None,
        detail=DecisionDetail(),
    )


def case(session: Session, team: Team, *, due_in: int = 60, held_on: date | None = None, **given: Any) -> Case:
    """A decision, an engagement that was held for it, and one thing heard there; and the same beside it as noise."""
    noise = decision(session, team, title="Noise decision", due_in=300)
    heard(session, team, engagement(session, team, decisions=[noise.id]), words="Noise words")
    made = decision(session, team, due_in=due_in)
    where = engagement(session, team, decisions=[made.id], held_on=held_on)
    return Case(made, where, heard(session, team, where, **given))


def answer(session: Session, team: Team, of: Case, outcome: str = "did_not", **given: Any) -> TraceEntry:
    """An answer by the lead; `given` replaces what `service.answer` takes."""
    values = {
        "decision_id": of.decision.id,
        "reason": "The law asks for it.",
        "considered_on": today(),
        "considered_by": "Product board",
        "means": "A trial at one gate.",
        "until_on": today() + timedelta(days=14),
        "actor": team.lead,
        **given,
    }
    return service.answer(session, project_id=team.project.id, feedback_id=of.item.id, outcome=outcome, **values)
