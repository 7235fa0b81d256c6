"""What the sealed parts of an import say once opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from engage.stakeholders.importing import mapping as mappings
from engage.stakeholders.importing.faults import Fault
from engage.stakeholders.importing.rows import Draft
from engage.stakeholders.importing.vocabulary import Outcome


class Stage(StrEnum):
    """How far the decisions about a file have come."""

    FILE = "file"
    COLUMNS = "columns"
    WORDS = "words"
    LOOK = "look"


@dataclass(frozen=True)
class Settings:
    """What is known and decided about a file. `unsure` and `undecided` are numbers of columns, `words` a count."""

    header: list[str]
    header_row: int
    sheet: str
    sheets: list[str]
    stage: str
    mapping: mappings.Mapping
    tier: int = 2
    first: list[tuple[int, list[str]]] = field(default_factory=list)
    """The rows from the top of the sheet, for choosing the one that names the columns."""
    above: int = 0
    in_doubt: bool = False
    about_file: list[Fault] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    as_last_time: bool = False
    words: int = 0
    looked_at: int = 0
    """The number of the directory's state that doubles were looked for in."""

    def packed(self) -> dict[str, Any]:
        """The settings as JSON can say them."""
        about = [[each.row, each.column, each.code] for each in self.about_file]
        return {**vars(self), "mapping": self.mapping.packed(), "about_file": about}

    @classmethod
    def unpacked(cls, said: dict[str, Any]) -> Settings:
        """What `packed` gave."""
        about = [Fault(*each) for each in said["about_file"]]
        first = [(number, cells) for number, cells in said["first"]]
        mapping = mappings.Mapping.unpacked(said["mapping"])
        return cls(**{**said, "mapping": mapping, "about_file": about, "first": first})


@dataclass(frozen=True)
class Line:
    """One row as it was understood: someone, or why not; and who it may be already, as far as its reader may know."""

    row: int
    draft: Draft | None
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    earlier: int | None = None
    alike: list[tuple[UUID, tuple[str, ...]]] = field(default_factory=list)

    @property
    def may_be_there(self) -> bool:
        return self.draft is not None and (self.earlier is not None or bool(self.alike))

    def packed(self) -> list[Any]:
        """The line as JSON can say it."""
        return [
            self.row,
            self.draft.packed() if self.draft is not None else None,
            [[each.column, each.code] for each in self.faults],
            [[each.column, each.code] for each in self.warnings],
            self.earlier,
            [[str(key), list(why)] for key, why in self.alike],
        ]

    @classmethod
    def unpacked(cls, said: list[Any]) -> Line:
        """What `packed` gave."""
        row, draft, faults, warnings, earlier, alike = said
        return cls(
            row,
            Draft.unpacked(draft) if draft is not None else None,
            [Fault(row, *each) for each in faults],
            [Fault(row, *each) for each in warnings],
            earlier,
            [(UUID(key), tuple(why)) for key, why in alike],
        )


@dataclass(frozen=True)
class Index:
    """Which rows have what, so that a page opens only the parts it shows."""

    last_rows: list[int]
    """The last row of each part."""
    doubles: list[int]
    refused: list[int]
    warned: dict[str, list[int]]
    """Code of a warning → rows that carry it."""
    about: int = 0
    """How many rows there are in all."""

    def packed(self) -> dict[str, Any]:
        """The index as JSON can say it."""
        return dict(vars(self))

    @classmethod
    def unpacked(cls, said: dict[str, Any]) -> Index:
        """What `packed` gave."""
        return cls(**said)

    def part_of(self, row: int) -> int:
        """The number of the part that holds a row."""
        return next((at for at, last in enumerate(self.last_rows) if row <= last), len(self.last_rows) - 1)


@dataclass(frozen=True)
class Choices:
    """What becomes of rows that may be there already: one answer for all, and others for some. By default they are
    left out. `fill:<id>` names who is added to."""

    every: str = Outcome.OUT.value
    rows: Mapping[int, str] = field(default_factory=dict)

    def of(self, row: int) -> str:
        """The answer for a row."""
        return self.rows.get(row, self.every)

    def packed(self) -> dict[str, Any]:
        """The choices as JSON can say them."""
        return {"every": self.every, "rows": {str(row): code for row, code in self.rows.items()}}

    @classmethod
    def unpacked(cls, said: dict[str, Any] | None) -> Choices:
        """What `packed` gave."""
        if said is None:
            return cls()
        return cls(said["every"], {int(row): code for row, code in said["rows"].items()})


@dataclass(frozen=True)
class Filled:
    """What saving added to one record, without any of the words: fields that were empty, how many names, ids."""

    fields: list[str]
    names: int
    organisation: bool
    contacts: list[str]
    notes: list[str]


@dataclass(frozen=True)
class Deed:
    """What saving did. `revision`: the number that everyone it touched carries until somebody changes them."""

    revision: int
    added: int
    filled: dict[str, Filled] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    """Once taken back: who stayed, because somebody had worked on them."""

    def packed(self) -> dict[str, Any]:
        """The deed as JSON can say it."""
        return {**vars(self), "filled": {key: vars(each) for key, each in self.filled.items()}}

    @classmethod
    def unpacked(cls, said: dict[str, Any]) -> Deed:
        """What `packed` gave."""
        return cls(**{**said, "filled": {key: Filled(**each) for key, each in said["filled"].items()}})
