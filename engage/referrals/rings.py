"""Where people stand in the drawn map: circles around our starts, one for each wave. Values in, places out.

Everyone stands as near to the direction of whoever named them first as others leave room, and keeps that angle when
people are added after them. Starts are spread evenly; whoever no start leads to stands on a circle outside all others.
The foot of each circle stays free for its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, tau

GAP = 104.0
"""Least distance between two circles."""
ROOMY_GAP = 128.0
"""The same where names are written beside everyone."""
PITCH = 30.0
"""Length of arc that one person needs."""
TIGHT = 17.0
"""The same on a crowded circle, where every second person stands a little outside."""
STAGGER = 11.0
FULLEST = 0.75
LEAST_PLACES = 24
LEAST_RADIUS = 46.0
TOP = -pi / 2
FOOT = 62.0
"""Length of arc that the words at the foot of a circle need."""
# How much it costs to stand away from whoever named one, and to stand where others are.
AWAY = 3.4
AMONG = 1.0
SIDEWAYS = 0.22


@dataclass(frozen=True)
class Place:
    """Where someone stands; the centre of the map is (0, 0)."""

    x: float
    y: float
    angle: float
    radius: float


class Ring:
    """One circle with room for a fixed number of people; each comes to stand where it costs least."""

    def __init__(self, radius: float, size: int) -> None:
        fitting = int(tau * radius / PITCH)
        self.radius = radius
        self.places = max(places_for(size), fitting)
        self.crowded = places_for(size) > fitting
        self._load = [0.0] * self.places
        self._free = [abs(self._angle(place) - pi / 2) * radius > FOOT / 2 for place in range(self.places)]
        # What somebody adds to the load of a place so many places away: much nearby, little across the circle.
        self._push = [((1 + cos(tau * away / self.places)) / 2) ** 6 for away in range(self.places)]

    def settle(self, wanted: float | None) -> Place:
        """Takes the best free place for someone drawn to the angle `wanted`, or to none."""
        best = min((place for place in range(self.places) if self._free[place]), key=lambda at: self._cost(at, wanted))
        self._free[best] = False
        for place in range(self.places):
            self._load[place] += self._push[(place - best) % self.places]
        outside = STAGGER if self.crowded and best % 2 else -STAGGER if self.crowded else 0.0
        return spot(self._angle(best), self.radius + outside)

    def _angle(self, place: int) -> float:
        return TOP + tau * place / self.places

    def _cost(self, place: int, wanted: float | None) -> float:
        drawn = 0.0 if wanted is None else AWAY * (1 - cos(self._angle(place) - wanted))
        return round(drawn + AMONG * LEAST_PLACES / self.places * self._load[place], 9)


def spot(angle: float, radius: float) -> Place:
    """The point at an angle and a distance from the centre."""
    return Place(round(radius * cos(angle), 1), round(radius * sin(angle), 1), angle, radius)


def places_for(people: int) -> int:
    """How many places a circle with so many people has: 24, 36, 48, 72 … so that it rarely changes."""
    places = LEAST_PLACES
    while people > FULLEST * places:
        places = places * 4 // 3 if places % 9 == 0 else places * 3 // 2
    return places


def ring_radii(sizes: Sequence[int], gap: float = GAP) -> list[float]:
    """The radius of each circle, given how many people stand on it; the first holds the starts."""
    if not sizes:
        return []
    radii = [0.0 if sizes[0] == 1 else max(LEAST_RADIUS, sizes[0] * PITCH / tau)]
    for size in sizes[1:]:
        radii.append(max(radii[-1] + gap, places_for(size) * TIGHT / tau))
    return radii


def layout(
    waves: Sequence[int | None],
    referrers: Sequence[int | None],
    sides: Sequence[int] | None = None,
    gap: float = GAP,
) -> tuple[list[Place], list[float]]:
    """Places of everyone and radii of the circles. People come in order of entry.

    `referrers` says who named each first; `sides` keeps groups together: -1 and 1 stand on either side of that
    person's direction, 0 right in it.
    """
    sides = sides or [0] * len(waves)
    members = _members(waves)
    radii = ring_radii([len(members.get(ring, [])) for ring in range(max(members, default=-1) + 1)], gap)
    found: list[Place] = [spot(TOP, 0)] * len(waves)
    for ring, people in sorted(members.items()):
        if ring == 0:
            for rank, person in enumerate(people):
                found[person] = spot(TOP + tau * rank / len(people), radii[0])
            continue
        circle = Ring(radii[ring], len(people))
        for person in people:
            found[person] = circle.settle(_wanted(referrers[person], found, sides[person]))
    return found, radii


def even(waves: Sequence[int | None], gap: float = GAP) -> tuple[list[Place], list[float]]:
    """Places that tell nothing but the wave: everyone on a circle evenly, in the order given."""
    members = _members(waves)
    radii = ring_radii([len(members.get(ring, [])) for ring in range(max(members, default=-1) + 1)], gap)
    found: list[Place] = [spot(TOP, 0)] * len(waves)
    for ring, people in members.items():
        radius = radii[ring]
        words = FOOT / radius if ring and radius else 0.0
        crowded = len(people) * PITCH > tau * radius > 0
        for rank, person in enumerate(people):
            outside = (STAGGER if rank % 2 else -STAGGER) if crowded else 0.0
            turn = (rank + 0.5) / len(people) if ring else rank / len(people) + 0.5
            found[person] = spot(pi / 2 + words / 2 + (tau - words) * turn, radius + outside)
    return found, radii


def _members(waves: Sequence[int | None]) -> dict[int, list[int]]:
    outermost = max((wave for wave in waves if wave is not None), default=-1)
    members: dict[int, list[int]] = {}
    for person, wave in enumerate(waves):
        members.setdefault(outermost + 1 if wave is None else wave, []).append(person)
    return members


def _wanted(referrer: int | None, found: Sequence[Place], side: int) -> float | None:
    if referrer is None:
        return None
    there = found[referrer]
    if there.radius:
        return there.angle + side * SIDEWAYS
    # Around a single start every direction is the same: its groups get one half of the circle each.
    return TOP + side * pi / 2 if side else None
