"""What a decision says once opened: the shape of its sealed detail, and the record that pages read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class DecisionDetail:
    """The sealed part of a decision. `juncture` is a code of `Juncture`; `options` are sentences."""

    juncture: str = ""
    description: str = ""
    decides: str = ""
    """Who decides, by function."""
    still_open: str = ""
    already_decided: str = ""
    options: list[str] = field(default_factory=list)
    confidential: str = ""
    outcome: str = ""
    reasons: str = ""


@dataclass(frozen=True)
class DecisionRecord:
    """An opened decision."""

    id: UUID
    project_id: UUID
    state: str
    owner_id: UUID
    due_on: date
    window_opens_on: date | None
    window_closes_on: date | None
    made_on: date | None
    created_on: date
    title: str
    detail: DecisionDetail
