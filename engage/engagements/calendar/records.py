"""What stands on a day: never more than a neutral word, and where to read the rest for those who may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engage.engagements.calendar.vocabulary import EntryKind


@dataclass(frozen=True)
class Entry:
    """Something on a day. `about` is what it leads to; `whose` is who of us it belongs to."""

    day: date
    kind: EntryKind
    about: UUID
    whose: frozenset[UUID]
    until: date | None = None
