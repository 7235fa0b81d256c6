"""What the sealed parts of inviting say once opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class TextRecord:
    """What an invitation says in one language; `outdated` when the plan says something else since."""

    id: UUID
    language: str
    body: str
    revision: int
    written_on: date
    written_by: UUID
    outdated: bool = False


@dataclass(frozen=True)
class TemplateRecord:
    """A text to begin from."""

    id: UUID
    name: str
    language: str
    body: str
    written_on: date


@dataclass(frozen=True)
class Asked:
    """The sealed part of an invitation; `channel`, `purpose` are codes, `message_id` is empty but for messages."""

    stakeholder: str | None
    channel: str
    purpose: str
    language: str
    message: str = ""
    note: str = ""


@dataclass(frozen=True)
class InvitationRecord:
    """An invitation as a page shows it. `stakeholder_id` is None of somebody who is gone."""

    id: UUID
    engagement_id: UUID
    state: str
    made_on: date
    made_by: UUID
    given_on: date | None
    has_code: bool
    asked: Asked

    @property
    def stakeholder_id(self) -> UUID | None:
        """Whom it asks."""
        return UUID(self.asked.stakeholder) if self.asked.stakeholder else None

    @property
    def message_id(self) -> UUID | None:
        """The message that carries it, if one does."""
        return UUID(self.asked.message) if self.asked.message else None


@dataclass(frozen=True)
class AnswerRecord:
    """That an answer came, from whom, of which kind; what it says is opened apart, on the record."""

    id: UUID
    engagement_id: UUID
    invitation_id: UUID
    stakeholder_id: UUID | None
    received_on: date
    due_on: date
    settled_on: date | None
    settled_by: UUID | None
    kind: str
    language: str
    words: str = ""
    settlement: str = ""
