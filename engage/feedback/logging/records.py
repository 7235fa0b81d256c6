"""A conversation as it is logged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Promised:
    """What was promised, by whom of us, until when."""

    text: str
    owner_id: UUID
    due_on: date


@dataclass(frozen=True)
class Talk:
    """`how` is a code of `HeardThrough`, `attribution` of `Attribution`, `initiative` of `Initiative`; each of `said`
    is words and a code of `FeedbackKind`."""

    stakeholder_id: UUID
    held_on: date
    how: str
    purpose: str
    with_us: UUID
    initiative: str
    language: str
    notes: str = ""
    said: list[tuple[str, str]] = field(default_factory=list)
    may_record: bool | None = None
    attribution: str = "not_asked"
    promised: Promised | None = None
