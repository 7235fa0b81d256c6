"""What a record's life says once opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engage.stakeholders.life.vocabulary import CorrectionState


@dataclass(frozen=True)
class RestrictionRecord:
    """That a record is, or was, kept and not used."""

    id: UUID
    since_on: date
    restricted_by: UUID | None
    review_on: date
    lifted_on: date | None
    reason: str
    lifted_because: str


@dataclass(frozen=True)
class CorrectionRecord:
    """A request of somebody to have something put right."""

    id: UUID
    stakeholder_id: UUID
    state: CorrectionState
    asked_on: date
    due_on: date
    settled_on: date | None
    wanted: str
    settlement: str

    @property
    def is_open(self) -> bool:
        return self.state is CorrectionState.OPEN


@dataclass(frozen=True)
class Checked:
    """When a record was last found to be right, and when it is to be looked at again."""

    on: date
    due_on: date
    is_due: bool
