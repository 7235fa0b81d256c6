"""Answers as they are told: with the decision's title and the name of whoever answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.queries import names_of
from engage.decisions.queries import decisions_named
from engage.influence.records import TraceRecord
from engage.influence.vocabulary import Outcome


@dataclass(frozen=True)
class Telling:
    """One answer of a history. `holds` tells that no later answer speaks of the same decision."""

    trace: TraceRecord
    outcome: Outcome
    decision_title: str
    by: str
    holds: bool


def tellings(session: Session, project_id: UUID, traces: Sequence[TraceRecord]) -> list[Telling]:
    """The answers in the same order (oldest first), told."""
    named = decisions_named(session, project_id, {trace.decision_id for trace in traces})
    titles = {decision.id: decision.title for decision in named}
    people = names_of(session, {trace.answered_by for trace in traces})
    newest = {(trace.feedback_id, trace.decision_id): trace.id for trace in traces}
    return [
        Telling(
            trace=trace,
            outcome=Outcome(trace.outcome),
            decision_title=titles.get(trace.decision_id, ""),
            by=people.get(trace.answered_by, ""),
            holds=newest[trace.feedback_id, trace.decision_id] == trace.id,
        )
        for trace in traces
    ]
