"""What a message says once opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class Letter:
    """What is sent. `mark` is what the mail server knows it by; `not_before` is ISO, or empty."""

    channel: str
    language: str
    purpose: str
    subject: str
    body: str
    mark: str
    not_before: str = ""

    @property
    def earliest(self) -> datetime | None:
        """The earliest moment, or None."""
        return datetime.fromisoformat(self.not_before) if self.not_before else None


@dataclass(frozen=True)
class MessageRecord:
    """A message as a page shows it. `recipient_id` is None of somebody who is gone."""

    id: UUID
    project_id: UUID
    engagement_id: UUID
    recipient_id: UUID | None
    state: str
    attempts: int
    queued_on: date
    queued_by: UUID
    settled_on: date | None
    letter: Letter | None
    fault: str = ""
    """Code of `Fault`, or empty."""
    reasons: list[str] = field(default_factory=list)
    """What the safety stop said, as codes of its own list."""
