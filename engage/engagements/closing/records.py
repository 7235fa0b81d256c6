"""What was said when an engagement was closed or opened again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from engage.engagements.closing.vocabulary import Loose, Turn


@dataclass(frozen=True)
class LeftOpen:
    """Something that was still open, and why it was closed in spite of it."""

    kind: Loose
    count: int
    reason: str


@dataclass(frozen=True)
class TurnRecord:
    """A turn, opened. `stood` is what was assessed, as it stood then."""

    id: UUID
    engagement_id: UUID
    turn: Turn
    turned_at: datetime
    turned_by: UUID
    reason: str = ""
    left_open: tuple[LeftOpen, ...] = ()
    stood: dict[str, str] = field(default_factory=dict)
