"""About how many circles of mutual acquaintance there are; they have no name and are kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engage.referrals.findings.mixing import between_groups, inward_by_chance
from engage.referrals.graph import Numbers, Pairs, acquainted

LEAST_PEOPLE = 50
"""Below this the picture changes with every naming."""
MOST_CIRCLES, LEAST_MEMBERS = 8, 5


Circle = tuple[int, ...]
"""People who mostly name one another."""


@dataclass(frozen=True)
class Circles:
    """The largest circles of `count`, how many people belong to none of them, and how far namings stay in one."""

    largest: list[Circle]
    count: int
    apart: int
    inside: int
    """Of the namings between members of these circles, how many stay in one."""
    namings: int
    by_chance: int


def circles(people: Numbers, count: int, namings: Pairs) -> Circles | None:
    """The circles among `people`, of `count` on the map; None while they are too few to tell."""
    if len(people) < LEAST_PEOPLE:
        return None
    place = np.full(count, -1, np.int64)
    place[people] = np.arange(len(people))
    ends = place[namings]
    found = [people[circle] for circle in acquainted(len(people), ends[(ends >= 0).all(axis=1)])]
    large = [circle for circle in found if len(circle) >= LEAST_MEMBERS]
    kept = large[:MOST_CIRCLES]
    circle_of = np.full(count, -1, np.int64)
    for number, circle in enumerate(kept):
        circle_of[circle] = number
    matrix = between_groups(circle_of, len(kept), namings)
    whole, by_chance = sum(map(sum, matrix)), inward_by_chance(matrix)
    return Circles(
        [tuple(circle.tolist()) for circle in kept],
        len(large),
        len(people) - sum(map(len, kept)),
        inside=sum(matrix[number][number] for number in range(len(kept))),
        namings=whole,
        by_chance=round(whole * (1 - by_chance) / 2) if by_chance is not None else 0,
    )
