"""That somebody turned to us, once opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class ApproachSaid:
    """The sealed part; `how` is a code of `Came`, `answer_by` an ISO day."""

    how: str = ""
    wants: str = ""
    safe_way: str = ""
    answer_by: str = ""


@dataclass(frozen=True)
class ApproachRecord:
    """Opened; `stakeholder_id` is None where we do not know who it was, or they were erased."""

    id: UUID
    engagement_id: UUID
    came_on: date
    noted_by: UUID
    stakeholder_id: UUID | None
    said: ApproachSaid
