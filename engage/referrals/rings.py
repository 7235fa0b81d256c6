"""Where people stand in the drawn map: circles around our starts, one for each wave. Values in, places out.

Everyone takes the free place nearest to the direction of whoever named them first, in order of entry, and keeps that
direction when people are added after them: a circle that fills up opens new places between the old ones. Each step is
as long for the last person as for the first. Starts are spread evenly; whoever no start leads to stands on a circle
outside all others. The foot of each circle stays free for its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, tau
from typing import NamedTuple

GAP = 104.0
"""Least distance between two circles."""
ROOMY_GAP = 128.0
"""The same where names are written beside everyone."""
PITCH = 30.0
"""Length of arc that one person needs."""
_ROWS = ((1, PITCH), (2, 17.0), (4, 11.0), (8, 6.0))
"""A crowded circle is several rows wide; beside each number of rows, the length of arc that one person needs then."""
ROW = 24.0
"""Distance between two rows of a circle."""
FULLEST = 0.75
LEAST_PLACES = 24
LEAST_RADIUS = 46.0
TOP = -pi / 2
FOOT = 62.0
"""Length of arc that the words at the foot of a circle need."""
SIDEWAYS = 0.22
"""How far the groups of those whom one person named stand apart."""


@dataclass(frozen=True)
class Place:
    """Where someone stands; the centre of the map is (0, 0)."""

    x: float
    y: float
    angle: float
    radius: float


class Circle(NamedTuple):
    """One circle: its radius in the middle, and how many rows it is wide."""

    radius: float
    rows: int

    @property
    def reach(self) -> float:
        """How far its rows stand inward and outward."""
        return ROW * (self.rows - 1) / 2

    def outside(self, place: int) -> float:
        """How far outward somebody stands: neighbours never in neighbouring rows."""
        return ROW * _TURNS[self.rows][place % self.rows] - self.reach


_TURNS = {1: (0,), 2: (0, 1), 4: (0, 2, 1, 3), 8: (0, 4, 2, 6, 1, 5, 3, 7)}


class Laid(NamedTuple):
    """Everyone's place, and the circles from the inside outward."""

    places: list[Place]
    circles: list[Circle]


class Ring:
    """One circle as it fills. A place is a number of `places`, clockwise from the top."""

    def __init__(self) -> None:
        self._taken: list[tuple[int, int]] = []
        """(place, how many places there were) of each, in the order in which they came."""
        self._open(LEAST_PLACES)

    def settle(self, wanted: float) -> float:
        """Takes the free place nearest to the angle `wanted`; returns its angle, which stays."""
        if len(self._taken) >= int(FULLEST * self.places):
            self._open(2 * self.places)
        aim = round((wanted - TOP) / tau * self.places) % self.places
        onward, back = _free(self._onward, aim), _free(self._back, aim)
        found = onward if (onward - aim) % self.places <= (aim - back) % self.places else back
        self._close(found)
        self._taken.append((found, self.places))
        return TOP + tau * found / self.places

    def numbers(self) -> list[int]:
        """The place of each in the order in which they came, among all places that there are now."""
        return [place * (self.places // among) for place, among in self._taken]

    def _open(self, places: int) -> None:
        self.places = places
        # Where each place leads when it is taken: itself while it is free.
        self._onward, self._back = list(range(places)), list(range(places))
        radius = max(GAP, places * _ROWS[-1][1] / tau)
        foot = round(places / 2)
        for away in range(int(FOOT / 2 / radius / tau * places) + 1):
            self._close((foot + away) % places)
            self._close((foot - away) % places)
        for place in self.numbers():
            self._close(place)

    def _close(self, place: int) -> None:
        self._onward[place], self._back[place] = (place + 1) % self.places, (place - 1) % self.places


def _free(leads: list[int], at: int) -> int:
    while leads[at] != at:
        leads[at] = leads[leads[at]]
        at = leads[at]
    return at


def spot(angle: float, radius: float) -> Place:
    """The point at an angle and a distance from the centre."""
    return Place(round(radius * cos(angle), 1), round(radius * sin(angle), 1), angle, radius)


def circles_for(sizes: Sequence[int], starts: int, gap: float = GAP) -> list[Circle]:
    """The circles, given how many starts there are and how many places each circle around them has."""
    found = [Circle(0.0 if starts == 1 else max(LEAST_RADIUS, starts * PITCH / tau), 1)]
    for size in sizes:
        clear = found[-1].radius + found[-1].reach + gap
        found.append(min(Circle(max(clear + ROW * (rows - 1) / 2, size * pitch / tau), rows) for rows, pitch in _ROWS))
    return found


def layout(
    waves: Sequence[int | None],
    referrers: Sequence[int | None],
    sides: Sequence[int] | None = None,
    gap: float = GAP,
) -> Laid:
    """Places of everyone. People come in order of entry.

    `referrers` says who named each first; `sides` keeps groups together: -1 and 1 stand on either side of that
    person's direction, 0 right in it.
    """
    sides = sides or [0] * len(waves)
    members = _members(waves)
    angles = [TOP] * len(waves)
    numbers = [0] * len(waves)
    sizes = []
    starts = members.get(0, [])
    for rank, person in enumerate(starts):
        angles[person] = TOP + tau * rank / len(starts)
    # Around a single start, and away from all, every direction is the same.
    nowhere = set(starts) if len(starts) == 1 else set()
    for ring in range(1, max(members, default=0) + 1):
        circle, spread = Ring(), _Spread()
        people = members.get(ring, [])
        for person in people:
            namer = referrers[person]
            drawn_to = None if namer is None or namer in nowhere else angles[namer] + sides[person] * SIDEWAYS
            angles[person] = circle.settle(spread.next(sides[person]) if drawn_to is None else drawn_to)
        for person, number in zip(people, circle.numbers(), strict=True):
            numbers[person] = number
        sizes.append(circle.places)
    circles = circles_for(sizes, len(starts), gap) if members else []
    found = [spot(TOP, 0)] * len(waves)
    for ring, people in members.items():
        for person in people:
            found[person] = spot(angles[person], circles[ring].radius + circles[ring].outside(numbers[person]))
    return Laid(found, circles)


def even(waves: Sequence[int | None], gap: float = GAP) -> Laid:
    """Places that tell nothing but the wave: everyone on a circle evenly, in the order given."""
    members = _members(waves)
    around = [len(members.get(ring, [])) for ring in range(1, max(members, default=0) + 1)]
    circles = circles_for(around, len(members.get(0, [])), gap) if members else []
    found: list[Place] = [spot(TOP, 0)] * len(waves)
    for ring, people in members.items():
        circle = circles[ring]
        words = FOOT / circle.radius if ring else 0.0
        for rank, person in enumerate(people):
            turn = (rank + 0.5) / len(people) if ring else rank / len(people) + 0.5
            angle = pi / 2 + words / 2 + (tau - words) * turn
            found[person] = spot(angle, circle.radius + circle.outside(rank))
    return Laid(found, circles)


class _Spread:
    """Directions for those who have none: each half of the circle for one group, far from one another first."""

    def __init__(self) -> None:
        self._met: dict[int, int] = {}

    def next(self, side: int) -> float:
        met = self._met[side] = self._met.get(side, -1) + 1
        return TOP + tau * _halved(met) if not side else TOP + side * pi * _halved(met + 1)


def _halved(number: int) -> float:
    """0, 1/2, 1/4, 3/4, 1/8 …: each as far from those before as can be."""
    found, part = 0.0, 0.5
    while number:
        found += part * (number & 1)
        number, part = number >> 1, part / 2
    return found


def _members(waves: Sequence[int | None]) -> dict[int, list[int]]:
    outermost = max((wave for wave in waves if wave is not None), default=-1)
    members: dict[int, list[int]] = {}
    for person, wave in enumerate(waves):
        members.setdefault(outermost + 1 if wave is None else wave, []).append(person)
    return members
