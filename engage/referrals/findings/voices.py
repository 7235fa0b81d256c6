"""Whose naming counts: a ring whose members vouch for one another speaks with one voice, and not for itself.

Bodies that name each other gain nothing by it. Whether a ring is a real community or a front cannot be read from
namings: it is put as a question, never as a verdict (snowball.md 1.16).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from engage.referrals.findings.mixing import from_outside
from engage.referrals.graph import Naming, strong_circles

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


@dataclass(frozen=True)
class Voices:
    """Namings without what rings say of themselves; each ring that names someone counts once."""

    rings: tuple[Ring, ...]
    namings: frozenset[Naming]
    """(voice, named): the voice is a person, or the first member of a ring."""

    def of(self, named: int) -> int:
        """How many independent voices named someone."""
        return self._times.get(named, 0)

    def ring_of(self, person: int) -> Ring | None:
        """The ring somebody belongs to."""
        return next((ring for ring in self.rings if person in ring.members), None)

    @cached_property
    def _times(self) -> dict[int, int]:
        times: dict[int, int] = {}
        for _voice, named in self.namings:
            times[named] = times.get(named, 0) + 1
        return times


def voices(people: int, namings: Iterable[Naming]) -> Voices:
    """What is left to count of namings; someone's naming of themselves is no naming."""
    every = {(namer, named) for namer, named in namings if namer != named}
    rings = []
    for circle in strong_circles(people, every):
        if LEAST_MEMBERS <= len(circle) <= MOST_MEMBERS:
            outside, whole = from_outside(circle, every)
            if outside < OPEN_FROM * whole:
                rings.append(Ring(tuple(circle), outside, whole))
    ring_of = {member: ring.members[0] for ring in rings for member in ring.members}
    counted = {
        (ring_of.get(namer, namer), named)
        for namer, named in every
        if namer not in ring_of or ring_of[namer] != ring_of.get(named)
    }
    return Voices(tuple(rings), frozenset(counted))
