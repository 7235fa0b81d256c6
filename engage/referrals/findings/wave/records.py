"""What a mark says once opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class MarkRecord:
    """Somebody who would be approached in the next wave; `marked_by` is one of the team."""

    id: UUID
    stakeholder_id: UUID
    marked_on: date
    marked_by: UUID
