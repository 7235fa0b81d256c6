"""How somebody looks at the list: conditions, order, columns. Never the words they searched for. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engage.stakeholders.listing.vocabulary import ListColumn
from engage.stakeholders.narrowing import FACETS, Narrowing, Sort
from engage.stakeholders.words import APART

USUAL_COLUMNS = ("kind", "roles", "countries", "level", "tier")
COMPACT = "compact"
_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
# In an address `language` is the reader's own.
_ASKED_AS = {"language": "speaks"}


@dataclass(frozen=True)
class Columns:
    """What stands beside the pseudonym, and how close the rows are."""

    shown: tuple[str, ...] = USUAL_COLUMNS
    compact: bool = False

    @classmethod
    def read(cls, shown: Iterable[str], rows: str) -> Columns:
        """As it stands in an address or a form; what no column is called is passed over."""
        asked = {part for each in shown for part in each.split(",")}
        return cls(tuple(column.value for column in ListColumn if column.value in asked), rows == COMPACT)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """(name, value) as in an address."""
        return [("columns", ",".join(self.shown)), ("rows", COMPACT if self.compact else "")]


@dataclass(frozen=True)
class Look:
    """What a view keeps."""

    narrowing: Narrowing = field(default_factory=Narrowing)
    sort: str = Sort.PSEUDONYM.value
    columns: Columns = field(default_factory=Columns)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """(name, value) of the conditions and the order, as in an address."""
        conditions = [(asked_as(name), code) for name, code in self.narrowing.pairs]
        return [*conditions, *([("sort", self.sort)] if self.sort != Sort.PSEUDONYM else [])]

    @property
    def address_pairs(self) -> list[tuple[str, str]]:
        """The same with the columns: all there is to a look."""
        return [*self.pairs, *self.columns.pairs]

    def without(self, condition: str) -> Look:
        """The same without one condition."""
        if condition not in FACETS:
            return self
        return replace(self, narrowing=replace(self.narrowing, **{condition: ""}))

    def packed(self) -> dict[str, Any]:
        """For sealing."""
        return {
            "narrowing": dict(self.narrowing.pairs),
            "sort": self.sort,
            "columns": list(self.columns.shown),
            "compact": self.columns.compact,
        }

    @classmethod
    def unpacked(cls, said: Mapping[str, Any]) -> Look:
        """From what was sealed."""
        columns = Columns.read(said.get("columns", USUAL_COLUMNS), COMPACT if said.get("compact") else "")
        kept = {name: code for name, code in said.get("narrowing", {}).items() if name in FACETS}
        return cls(Narrowing(**kept), sort_of(said.get("sort", "")), columns)


def asked_as(condition: str) -> str:
    """What a condition is called in addresses and forms."""
    return _ASKED_AS.get(condition, condition)


def narrowing_of(said: Mapping[str, str]) -> Narrowing:
    """The conditions in an address or a form; what cannot be a code asks for nothing."""
    asked = {name: str(said.get(asked_as(name), "")) for name in FACETS}
    return Narrowing(**{name: code for name, code in asked.items() if _CODE.fullmatch(code)})


def sort_of(said: str) -> str:
    """The order asked for; by pseudonym when there is none of that name."""
    return said if said in {sort.value for sort in Sort} else Sort.PSEUDONYM.value


def sort_words(sort: str) -> str:
    """An order, in words."""
    return str(Sort(sort).label)


def column_words(look: Look) -> str:
    """The columns beside the pseudonym, in words."""
    known = {column.value: str(column.label) for column in ListColumn}
    return APART.join(known[code] for code in look.columns.shown)
