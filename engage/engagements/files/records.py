"""A file without its content, opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engage.engagements.files.vocabulary import FileKind

STEP_KIB = 64


@dataclass(frozen=True)
class FileRecord:
    """`about` says what it shows; `person_id` who agreed to it, or shows in it."""

    id: UUID
    number: int
    kind: FileKind
    steps: int
    brought_on: date
    brought_by: UUID
    about: str
    person_id: UUID | None

    @property
    def file_name(self) -> str:
        """What it is called when it is fetched: a name that tells nothing."""
        return f"file-{self.number}.{self.kind.value}"

    @property
    def kib(self) -> int:
        """Its size at most, in KiB."""
        return self.steps * STEP_KIB
