"""Whose naming counts: a ring whose members vouch for one another speaks with one voice, and not for itself.

Bodies that name each other gain nothing by it. Whether a ring is a real community or a front cannot be read from
namings: it is put as a question, never as a verdict (snowball.md 1.16).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engage.referrals.findings.counting import Names
from engage.referrals.graph import Namings, Pairs, circle_of_each, distinct

LEAST_MEMBERS, MOST_MEMBERS = 3, 12
"""Whole camps look inward too: only sets of at most a dozen are asked about."""
OPEN_FROM = 0.1
"""A ring is closed while fewer of its namings than this come from outside."""


@dataclass(frozen=True)
class Ring:
    """People each of whom leads to each other by namings, and whom hardly anyone else names."""

    members: tuple[int, ...]
    from_outside: int
    namings: int


@dataclass(frozen=True, eq=False)
class Voices:
    """Namings without what rings say of themselves; each ring that names someone counts once."""

    rings: tuple[Ring, ...]
    counted: Pairs = field(repr=False)
    """Each naming that counts, once, as a row (voice, named): the voice is a person, or the first member of a ring."""

    @cached_property
    def names(self) -> Names:
        """How often people were named by independent voices."""
        return Names.of(self._times)

    def of(self, named: int) -> int:
        """How many independent voices named someone."""
        return int(self._times[named]) if named < len(self._times) else 0

    def ring_of(self, person: int) -> Ring | None:
        """The ring somebody belongs to."""
        return self._ring_of.get(person)

    @cached_property
    def _times(self) -> NDArray[np.int64]:
        return np.bincount(self.counted[:, 1])

    @cached_property
    def _ring_of(self) -> dict[int, Ring]:
        return {member: ring for ring in self.rings for member in ring.members}


def voices(people: int, namings: Namings, *, trusted: Collection[int] = ()) -> Voices:
    """What is left to count of namings; someone's naming of themselves is no naming.

    Whoever we `trusted` first belongs to no ring: naming them back closes none, and what they say comes from outside.
    """
    every = distinct(namings, of_themselves=False)
    known = np.zeros(people, np.bool_)
    known[list(trusted)] = True
    circle = circle_of_each(people, every[~known[every[:, 1]]])
    sizes = np.bincount(circle, minlength=1)
    into = circle[every[:, 1]]
    outside = circle[every[:, 0]] != into
    whole = np.bincount(into, minlength=len(sizes))
    came = np.bincount(into[outside], minlength=len(sizes))
    closed = (sizes >= LEAST_MEMBERS) & (sizes <= MOST_MEMBERS) & (came < OPEN_FROM * whole)
    members: dict[int, list[int]] = {}
    for person in np.flatnonzero(closed[circle]).tolist():
        members.setdefault(int(circle[person]), []).append(person)
    rings = sorted((tuple(each), number) for number, each in members.items())
    voice = np.arange(people)
    for each, _number in rings:
        voice[list(each)] = each[0]
    counted = every[outside | ~closed[into]]
    spoken = distinct(np.stack((voice[counted[:, 0]], counted[:, 1]), axis=1))
    return Voices(tuple(Ring(each, int(came[number]), int(whole[number])) for each, number in rings), spoken)
