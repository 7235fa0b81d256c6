"""Counting answers to a survey so that nobody who answered can be told from the counts. Pure.

An answer is not a person: anyone can answer more than once. So these counts stand beside the map and never in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

LEAST = 5
"""Fewer answers than this are not counted aloud."""
NEVER = 3
"""Below this, not even that there are some is said."""


class Kept(StrEnum):
    """Why a count is not told."""

    FEW = "few"
    GIVES_AWAY = "gives_away"


Count = int | Kept


@dataclass(frozen=True)
class Heard:
    """A reviewed answer as it is counted: the group it chose, whom it named to which question."""

    id: UUID
    group: str
    named: frozenset[tuple[str, UUID]]
    unnamed: frozenset[str]


@dataclass(frozen=True)
class Tally:
    """The reviewed answers to a survey, counted once: by group, by who is named to which question, by nobody named."""

    sizes: Counter[str]
    named: Mapping[tuple[str, UUID], Counter[str]]
    unnamed: Counter[str]

    @property
    def answers(self) -> int:
        return self.sizes.total()

    @property
    def people(self) -> set[UUID]:
        """Everyone named."""
        return {who for _question, who in self.named}


def tally(answers: Iterable[Heard]) -> Tally:
    """The answers, counted."""
    sizes: Counter[str] = Counter()
    unnamed: Counter[str] = Counter()
    named: dict[tuple[str, UUID], Counter[str]] = {}
    for answer in answers:
        sizes[answer.group] += 1
        unnamed.update(answer.unnamed)
        for naming in answer.named:
            named.setdefault(naming, Counter())[answer.group] += 1
    return Tally(sizes, named, unnamed)


@dataclass(frozen=True)
class Together:
    """Groups that are counted as one, and how many answers they gave. "" is the group of those who did not say."""

    groups: tuple[str, ...]
    answers: int


def together(sizes: Counter[str]) -> list[Together]:
    """The groups that answered, the small ones put together; none at all where so few answered that even this tells."""
    if sizes.total() < LEAST:
        return []
    large = {group: size for group, size in sizes.items() if size >= LEAST}
    small = {group: size for group, size in sizes.items() if size < LEAST}
    # A small rest would be told by its difference from the whole: the next smallest group is counted with it.
    while small and sum(small.values()) < LEAST:
        least = min(large, key=lambda group: (large[group], group))
        small[least] = large.pop(least)
    found = [Together((group,), size) for group, size in large.items()]
    if small:
        found.append(Together(tuple(sorted(small)), sum(small.values())))
    return sorted(found, key=lambda each: (len(each.groups), each.groups))


def count(number: int) -> Count | None:
    """A count as it may be told; None where not even that may be said."""
    if number < NEVER:
        return None
    return number if number >= LEAST else Kept.FEW


def named_by(of: Tally, question: str, person: UUID) -> tuple[Count | None, list[tuple[Together, Count | None]]]:
    """How many answers named someone: in all, and, where that is told, by group."""
    naming = of.named.get((question, person), Counter())
    whole = count(naming.total())
    if not isinstance(whole, int):
        return whole, []
    numbers = {each: sum(naming[group] for group in each.groups) for each in together(of.sizes)}
    return whole, list(told(numbers).items())


def told(numbers: Mapping[Together, int]) -> dict[Together, Count | None]:
    """Counts of parts of a whole that is told: what is kept back cannot be worked out from the rest."""
    found = {each: count(number) for each, number in numbers.items()}
    while any(not isinstance(each, int) for each in found.values()):
        hidden = sum(numbers[each] for each, said in found.items() if not isinstance(said, int))
        shown = [each for each, said in found.items() if isinstance(said, int)]
        if hidden >= LEAST or not shown:
            break
        found[min(shown, key=lambda each: (numbers[each], each.groups))] = Kept.GIVES_AWAY
    return found


def not_heard(of: Tally, wanted: Iterable[str]) -> list[str]:
    """Groups that the scoping wants and that gave no answer, or so few that they are not counted aloud."""
    return [group for group in dict.fromkeys(wanted) if of.sizes[group] < LEAST]
