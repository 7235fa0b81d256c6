"""What a draft says once opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class DraftRecord:
    """An opened draft, for its writer."""

    id: UUID
    engagement_id: UUID
    based_on: int
    counter: int
    hand: UUID
    touched_at: datetime
    text: str


@dataclass(frozen=True)
class Save:
    """One saving of a draft: which, by which window, how many before it were heard of, and the how manieth it is."""

    draft_id: UUID
    hand: UUID
    seen: int
    counter: int
    based_on: int
    text: str
