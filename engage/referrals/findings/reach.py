"""How far each start leads, what two starts have in common, and where one of them leads alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engage.referrals.graph import Naming


@dataclass(frozen=True)
class Reach:
    """One start: whom it leads to, and whom no other start does."""

    start: int
    people: frozenset[int]
    alone: frozenset[int]


def reaches(starts: Sequence[int], namings: Iterable[Naming]) -> list[Reach]:
    """The reach of each start, itself left out; starts in the order given, each once."""
    named: dict[int, list[int]] = {}
    for namer, other in set(namings):
        named.setdefault(namer, []).append(other)
    found = {start: _from(start, named) for start in dict.fromkeys(starts)}
    reached = []
    for start, people in found.items():
        others = [other for key, other in found.items() if key != start]
        alone = people.difference(*others) - found.keys()
        reached.append(Reach(start, frozenset(people), frozenset(alone)))
    return reached


def shared(first: Reach, second: Reach) -> int:
    """How many people both starts led to: two starts that overlap little were independent."""
    return len((first.people & second.people) - {first.start, second.start})


def _from(start: int, named: dict[int, list[int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for other in named.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen - {start}
