"""The namings of a file as they were understood: what is kept between the steps of bringing one in. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from engage.referrals.exchange.vocabulary import LineFault


class Line(NamedTuple):
    """One naming; `namer` and `named` are places among the ends, the rest is as `ReferralDetail` wants it."""

    row: int
    namer: int
    named: int
    question: str
    asked_on: str
    state: str
    told: str
    community: str
    right: str
    country: str
    words: str

    @property
    def day(self) -> date:
        """When it was asked."""
        return date.fromisoformat(self.asked_on)


Faults = list[tuple[int, str]]
"""(row, code of LineFault)."""


@dataclass(frozen=True)
class Content:
    """What a file says. `alone`: how many people of a graph have no line, and are not brought in."""

    ends: list[str]
    lines: list[Line]
    faults: Faults = field(default_factory=list)
    alone: int = 0

    @property
    def read(self) -> int:
        """How many namings the file holds, faulty ones too."""
        return len(self.lines) + len({row for row, _code in self.faults})

    def packed(self) -> dict[str, Any]:
        """The content as JSON can say it."""
        return {"ends": self.ends, "lines": self.lines, "faults": self.faults, "alone": self.alone}

    @classmethod
    def unpacked(cls, said: dict[str, Any]) -> Content:
        """What `packed` gave."""
        faults = [(row, code) for row, code in said["faults"]]
        return cls(said["ends"], [Line(*each) for each in said["lines"]], faults, said["alone"])


@dataclass(frozen=True)
class Looked:
    """What saving would do. No id stands in it; `unknown` are ends that nobody goes by: (what the file calls them,
    how many namings they are in), those in most namings first.
    """

    people_number: int
    map_number: int
    up_to_tier: int
    ready: int
    there: int
    """So many namings are on the map already."""
    left_out: int
    """So many are left out because an end is."""
    known: int
    """So many ends are people of the project."""
    new: int
    """So many new records would be made."""
    unknown: list[tuple[str, int]]
    alike: dict[str, list[str]]
    """Ends that are the names of people of the project: under which pseudonyms."""
    faults: Faults
    """The first of them."""
    fault_counts: dict[str, int]

    @property
    def faulty(self) -> int:
        """How many namings have a fault."""
        return sum(self.fault_counts.values())

    def is_true(self, people_number: int, map_number: int, up_to_tier: int) -> bool:
        """Whether nothing changed since, for a reader up to a tier."""
        return (people_number, map_number, up_to_tier) == (self.people_number, self.map_number, self.up_to_tier)

    def packed(self) -> dict[str, Any]:
        """The same as JSON can say it."""
        return dict(vars(self))

    @classmethod
    def unpacked(cls, said: dict[str, Any]) -> Looked:
        """What `packed` gave."""
        pairs = {name: [(first, second) for first, second in said[name]] for name in ("unknown", "faults")}
        return cls(**{**said, **pairs})


class Ends:
    """The ends of a file, each once, however it is spaced."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._place: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Where an end stands. Two that differ in case only are one."""
        key = text.casefold()
        found = self._place.get(key)
        if found is None:
            found = self._place[key] = len(self.texts)
            self.texts.append(text)
        return found


def first_of_each(lines: Iterable[Line]) -> tuple[list[Line], Faults]:
    """Lines without those that say the same as an earlier one, or name the namer; and the faults of these."""
    seen: set[tuple[int, int, str]] = set()
    kept: list[Line] = []
    faults: Faults = []
    for line in lines:
        key = line.namer, line.named, line.question
        if line.namer == line.named:
            faults.append((line.row, LineFault.ITSELF.value))
        elif key in seen:
            faults.append((line.row, LineFault.TWICE.value))
        else:
            seen.add(key)
            kept.append(line)
    return kept, faults
