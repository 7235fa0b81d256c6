"""What panels are, once opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engage.engagements.standing.vocabulary import PanelRole, PanelState


@dataclass(frozen=True)
class PanelSaid:
    """The sealed part of a panel."""

    name: str = ""
    purpose: str = ""
    representatives: str = ""
    """Which legitimate representatives there are, and how they were asked: a panel takes nobody's place."""
    ends_how: str = ""
    ended_because: str = ""


@dataclass(frozen=True)
class PanelRecord:
    """A panel, opened."""

    id: UUID
    project_id: UUID
    state: PanelState
    review_on: date
    founded_on: date
    founded_by: UUID
    said: PanelSaid

    @property
    def stands(self) -> bool:
        return self.state is PanelState.STANDING


@dataclass(frozen=True)
class SeatRecord:
    """Somebody's seat, opened; `left_on` is set once they left before its end."""

    id: UUID
    panel_id: UUID
    stakeholder_id: UUID
    role: PanelRole
    since: date
    until: date
    left_on: date | None = None
    left_because: str = ""

    def sits(self, day: date) -> bool:
        """Whether they sit there on a day."""
        return self.since <= day <= self.until and (self.left_on is None or day < self.left_on)


@dataclass(frozen=True)
class ReviewRecord:
    """What a review found."""

    id: UUID
    reviewed_on: date
    reviewed_by: UUID
    words: str
