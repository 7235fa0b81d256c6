"""What a person decided about a file: which column means what, and what a word in it stands for. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engage.stakeholders.folding import fold
from engage.stakeholders.importing.headings import Column
from engage.stakeholders.importing.reading import Table

if TYPE_CHECKING:
    from engage.stakeholders.importing.columns import Proposal


@dataclass(frozen=True)
class Mapping:
    """Decisions. `columns`: number of a column from 1 → code of Column; a column that is not in it is left out."""

    columns: dict[int, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    """Code of Column → folded text → code of that vocabulary, or nothing to leave the text out."""

    def of(self, meaning: Column) -> list[int]:
        """The columns that mean `meaning`, from left to right."""
        return sorted(number for number, code in self.columns.items() if code == meaning.value)

    @property
    def has_name(self) -> bool:
        """Whether a column holds the names; without one no row can be brought in."""
        return bool(self.of(Column.NAME))

    def packed(self) -> dict[str, Any]:
        """The decisions as JSON can say them."""
        return {"columns": {str(number): code for number, code in self.columns.items()}, "values": self.values}

    @classmethod
    def unpacked(cls, said: dict[str, Any]) -> Mapping:
        """What `packed` gave."""
        columns = {int(number): code for number, code in said["columns"].items()}
        return cls(columns, {meaning: dict(words) for meaning, words in said["values"].items()})


def mapping_of(proposals: list[Proposal]) -> Mapping:
    """The proposals taken as they are; a column without one is kept as a note, so that nothing of it is lost."""
    return Mapping({each.column: (each.meaning or Column.NOTE).value for each in proposals})


def headings_of(table: Table) -> list[str]:
    """Comparable names of the columns, each once: the second “phone” is “phone#2”, one without a heading is “#3”."""
    seen: dict[str, int] = {}
    names = []
    for number, heading in enumerate(table.header, 1):
        folded = fold(heading)
        if not folded:
            names.append(f"#{number}")
            continue
        seen[folded] = seen.get(folded, 0) + 1
        names.append(folded if seen[folded] == 1 else f"{folded}#{seen[folded]}")
    return names


def kept(table: Table, mapping: Mapping) -> dict[str, Any]:
    """The decisions by heading, to be remembered for the next file of the same source."""
    names = headings_of(table)
    columns = {names[number - 1]: code for number, code in mapping.columns.items() if number <= len(names)}
    return {"columns": columns, "values": mapping.values}


def recalled(table: Table, said: dict[str, Any]) -> tuple[Mapping, list[int]]:
    """Remembered decisions applied to a table, and the columns that nothing was decided about."""
    names = headings_of(table)
    columns = {at: said["columns"][name] for at, name in enumerate(names, 1) if name in said["columns"]}
    undecided = [at for at in range(1, len(names) + 1) if at not in columns]
    return Mapping(columns, {meaning: dict(words) for meaning, words in said["values"].items()}), undecided
