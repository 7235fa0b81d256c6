"""What rows of the scoping, statements and pauses say once opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from engage.referrals.findings.coverage import Cell


@dataclass(frozen=True)
class CellDetail:
    """Which people (`fact` a code of `Fact`, `code` one of its list), how many, and why. `unheard_because` is written
    where they cannot be heard: a reason, never a tick."""

    fact: str = ""
    code: str = ""
    needed: int = 1
    reason: str = ""
    unheard_because: str = ""


@dataclass(frozen=True)
class CellRecord:
    """One line of the scoping."""

    id: UUID
    written_on: date
    written_by: UUID
    detail: CellDetail

    @property
    def cell(self) -> Cell:
        """The same as a value to count with."""
        return Cell(self.detail.fact, self.detail.code, self.detail.needed)


@dataclass(frozen=True)
class Standing:
    """How far the map had come on a day, in counts."""

    starts: int = 0
    named: int = 0
    asked: int = 0
    heard: int = 0
    declined: int = 0
    namings: int = 0
    once: int = 0
    """People whom one voice alone named."""


@dataclass(frozen=True)
class StatementRecord:
    """A signed statement."""

    id: UUID
    signed_on: date
    signed_by: UUID
    words: str
    figures: Standing = field(default_factory=Standing)


@dataclass(frozen=True)
class PauseRecord:
    """Somebody set apart for now."""

    id: UUID
    stakeholder_id: UUID
    since_on: date
