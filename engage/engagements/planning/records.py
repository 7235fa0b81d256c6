"""What the sealed parts of planning say once opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from engage.engagements.records import Plan


@dataclass(frozen=True)
class TemplateRecord:
    """A template of the project, opened."""

    id: UUID
    name: str
    plan: Plan
    kept_on: date


@dataclass(frozen=True)
class ChangeRecord:
    """Fields as they were and as they became, by their names in the plan; and who changed them when."""

    id: UUID
    changed_at: datetime
    changed_by: UUID
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Copied:
    """What a copy came to: how many people are on the new list, and how many were left out."""

    engagement_id: UUID
    people: int
    restricted: int
    """Whose records are restricted: they are not to be used."""
    unknown: int
    """Who are gone, or of whom whoever copies may not know."""
