"""A note, opened; and the place in a list of notes after which the next page begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class NoteRecord:
    """One note about someone."""

    id: UUID
    stakeholder_id: UUID
    written_on: date
    written_by: UUID | None
    number: int
    text: str

    @property
    def place(self) -> str:
        """Where it stands among the notes of a person, for an address."""
        return f"{self.written_on.isoformat()}.{self.number}.{self.id}"


def place_of(text: str) -> tuple[date, int, UUID] | None:
    """What `NoteRecord.place` says; None for anything else."""
    try:
        day, number, key = text.split(".")
        return date.fromisoformat(day), int(number), UUID(key)
    except ValueError:
        return None
