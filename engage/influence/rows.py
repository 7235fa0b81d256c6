"""Pairs as pages show them: with the words, the decision and the answer that holds now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.decisions.queries import decisions_named
from engage.decisions.records import DecisionRecord
from engage.feedback.queries import feedback_with_ids, lines_of
from engage.feedback.records import FeedbackLine
from engage.influence.queries import traces_with_ids
from engage.influence.records import Pair, TraceRecord
from engage.influence.vocabulary import Outcome


@dataclass(frozen=True)
class Row:
    """One pair on a page. `trace` is the answer that holds now."""

    pair: Pair
    line: FeedbackLine
    decision: DecisionRecord
    trace: TraceRecord | None

    @property
    def outcome(self) -> Outcome | None:
        return Outcome(self.pair.outcome) if self.pair.outcome else None

    @property
    def promise_past(self) -> bool:
        """Still under consideration after the day that was promised."""
        return self.pair.until_on is not None and self.pair.until_on < today()


def rows_of(session: Session, project_id: UUID, pairs: Sequence[Pair], *, up_to_tier: int) -> list[Row]:
    """The pairs opened, in the same order: a few queries however many they are."""
    records = feedback_with_ids(session, project_id, {pair.feedback_id for pair in pairs})
    lines = lines_of(session, project_id, list(records.values()), up_to_tier=up_to_tier)
    by_item = {line.record.id: line for line in lines}
    named = decisions_named(session, project_id, {pair.decision_id for pair in pairs})
    decisions = {decision.id: decision for decision in named}
    traces = traces_with_ids(session, {pair.trace_id for pair in pairs if pair.trace_id})
    return [
        Row(
            pair,
            by_item[pair.feedback_id],
            decisions[pair.decision_id],
            traces.get(pair.trace_id) if pair.trace_id else None,
        )
        for pair in pairs
    ]


def owed_first(pairs: Iterable[Pair]) -> list[Pair]:
    """What we owe, the decision due first, first; then what is still considered, by its promise; then the rest."""
    return sorted(pairs, key=_place)


def _place(pair: Pair) -> tuple[int, date, float, str]:
    last = -pair.answered_at.timestamp() if pair.answered_at else 0.0
    key = f"{pair.feedback_id}{pair.decision_id}"
    if pair.is_owed:
        return 0, pair.made_on or pair.due_on, pair.heard_on.toordinal(), key
    if pair.outcome == Outcome.UNDER_CONSIDERATION:
        return 1, pair.until_on or date.max, last, key
    return 2, date.max, last, key
