"""About how many circles of mutual acquaintance there are; they have no name and are kept nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from engage.referrals.graph import Naming, acquainted

LEAST_PEOPLE = 50
"""Below this the picture changes with every naming."""
MOST_CIRCLES, LEAST_MEMBERS = 8, 5


@dataclass(frozen=True)
class Circle:
    """People who mostly name one another, and how many of them were heard."""

    members: tuple[int, ...]
    heard: int


@dataclass(frozen=True)
class Circles:
    """The largest circles, and how many people belong to none of them."""

    largest: list[Circle]
    apart: int


def circles(people: Sequence[int], namings: Iterable[Naming], heard: Collection[int]) -> Circles | None:
    """The circles among `people` (those anyone named or who named); None while they are too few to tell."""
    if len(people) < LEAST_PEOPLE:
        return None
    place = {person: number for number, person in enumerate(people)}
    ties = [(place[a], place[b]) for a, b in namings if a in place and b in place]
    found = [[people[each] for each in circle] for circle in acquainted(len(people), ties)]
    kept = [circle for circle in found if len(circle) >= LEAST_MEMBERS][:MOST_CIRCLES]
    largest = [Circle(tuple(circle), sum(person in heard for person in circle)) for circle in kept]
    return Circles(largest, len(people) - sum(map(len, kept)))
