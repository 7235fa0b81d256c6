"""Days to watch, once opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from engage.engagements.peaks.vocabulary import PeakKind, PeakState


@dataclass(frozen=True)
class PeakSaid:
    """The sealed part: in which country, what may happen to whom, why nothing is done."""

    country: str = ""
    words: str = ""
    dismissed_because: str = ""


@dataclass(frozen=True)
class PeakRecord:
    """A day or a period to watch, opened."""

    id: UUID
    project_id: UUID
    kind: PeakKind
    state: PeakState
    from_on: date
    until_on: date
    lead_days: int
    watched_by: UUID
    said: PeakSaid

    @property
    def speak_by(self) -> date:
        """The day by which we want to have spoken with people."""
        return self.from_on - timedelta(days=self.lead_days)

    @property
    def is_watched(self) -> bool:
        return self.state is PeakState.WATCHED
