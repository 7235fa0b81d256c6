"""What a trace says once opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from engage.decisions.vocabulary import DecisionState


@dataclass(frozen=True)
class TraceRecord:
    """One answer: `reason` in words that can be told; `means` and `until_on` while still under consideration."""

    id: UUID
    feedback_id: UUID
    decision_id: UUID
    number: int
    outcome: str
    considered_on: date
    until_on: date | None
    answered_by: UUID
    answered_at: datetime
    reason: str
    means: str
    considered_by: str


@dataclass(frozen=True)
class Pair:
    """Words and a decision they were heard for, with what the newest answer says; nothing sealed is in here.

    `outcome` is empty while there is no answer; `planned` tells that the engagement was to inform the decision.
    """

    feedback_id: UUID
    engagement_id: UUID
    decision_id: UUID
    heard_on: date
    decision_state: str
    due_on: date
    made_on: date | None
    planned: bool
    outcome: str = ""
    first_answered_on: date | None = None
    answered_at: datetime | None = None
    until_on: date | None = None
    trace_id: UUID | None = None

    @property
    def answered(self) -> bool:
        return bool(self.outcome)

    @property
    def is_owed(self) -> bool:
        """Nobody answered, and the decision was not withdrawn."""
        return not self.outcome and self.decision_state != DecisionState.WITHDRAWN

    @property
    def too_late(self) -> bool:
        """Heard only after the decision was made."""
        return self.made_on is not None and self.heard_on > self.made_on
