"""What is owed, once opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engage.actions.vocabulary import ActionKind, ActionState


@dataclass(frozen=True)
class ActionDetail:
    """The sealed part: what is owed, and what became of it in words."""

    text: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class ActionRecord:
    """An opened action; `stakeholder_id` is to whom it is owed, where that is one person."""

    id: UUID
    project_id: UUID
    subject_id: UUID
    kind: ActionKind
    state: ActionState
    owner_id: UUID
    due_on: date
    settled_on: date | None
    created_on: date
    stakeholder_id: UUID | None
    detail: ActionDetail

    @property
    def is_open(self) -> bool:
        return self.state is ActionState.OPEN

    def is_late(self, today: date) -> bool:
        """Whether its day has passed while it is still owed."""
        return self.is_open and self.due_on < today
