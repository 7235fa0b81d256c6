"""The picture of the map as shapes and curves, for the page to draw. Pure; coordinates are rounded and tell no id.

Whoever may not learn who named whom gets people evenly on their circles and not a single line: a place near
somebody would tell as much as a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, degrees, sin

from engage.referrals import graph, rings
from engage.referrals.rings import Place, spot
from engage.referrals.seen import PersonSeen, SeenMap
from engage.referrals.veil import Band
from engage.referrals.vocabulary import ReferralState

MOST_DRAWN = 500
LABELLED = 60
MARGIN = 44.0
LABEL_MARGIN = 128.0
LEAST_HALF = 216.0
ARC = 34.0


class Way(StrEnum):
    """What a line is: the naming that first led to someone, one more from the wave before, or any other."""

    FIRST = "first"
    ALSO = "also"
    BACK = "back"


class Sign(StrEnum):
    """How someone is drawn. Danger is not drawn: whoever is not safe to approach looks like anyone not heard yet."""

    START = "start"
    HEARD = "heard"
    NAMED = "named"
    DECLINED = "declined"


@dataclass(frozen=True)
class Dot:
    """One person in the picture."""

    person: PersonSeen
    band: Band
    sign: Sign
    place: Place
    turn: float
    """Degrees by which the label is turned to run along the radius."""
    flipped: bool
    """Whether the label runs towards the centre, so that it never stands on its head."""
    lines: tuple[int, ...]
    """Lines from and to this person."""


@dataclass(frozen=True)
class Line:
    """One naming, or several of one person by another: a curve."""

    path: str
    kind: Way


@dataclass(frozen=True)
class Circle:
    """One wave's circle and where its words stand; `band` is the column of the board it belongs to."""

    radius: float
    band: Band


@dataclass(frozen=True)
class Picture:
    """Everything to draw, in a square around (0, 0)."""

    half: float
    circles: list[Circle]
    lines: list[Line]
    dots: list[Dot]
    labelled: bool


def draw(seen: SeenMap, bands: Sequence[Band], *, exact: bool) -> Picture:
    """The picture of a map. With `exact`, lines and places follow the namings; without, they tell only the band."""
    labelled = len(seen.people) <= LABELLED
    gap = rings.ROOMY_GAP if labelled else rings.GAP
    if exact:
        found: list[int | None] = [person.wave for person in seen.people]
        referrers = graph.first_referrers(found, seen.pairs)
        places, radii = rings.layout(found, referrers, [_side(person) for person in seen.people], gap)
        lines = _lines(seen, places, referrers)
        people: Sequence[PersonSeen] = seen.people
    else:
        people = [person for band in bands for person in band.people]
        places, radii = rings.even([ring for ring, band in enumerate(bands) for _person in band.people], gap)
        lines = {}
    touching: dict[int, list[int]] = {}
    for number, (namer, named) in enumerate(lines):
        touching.setdefault(namer, []).append(number)
        touching.setdefault(named, []).append(number)
    band_of = {person.id: band for band in bands for person in band.people}
    dots = [
        _dot(person, band_of[person.id], place, tuple(touching.get(person.index, ())))
        for person, place in zip(people, places, strict=True)
    ]
    half = max(radii, default=0.0) + rings.STAGGER + (LABEL_MARGIN if labelled else MARGIN)
    circles = [Circle(radius, band) for radius, band in zip(radii, bands, strict=True)]
    return Picture(round(max(half, LEAST_HALF), 1), circles, list(lines.values()), dots, labelled)


def sign_of(person: PersonSeen) -> Sign:
    """How someone is drawn."""
    if person.is_start:
        return Sign.START
    if person.is_heard:
        return Sign.HEARD
    return Sign.DECLINED if person.standing is ReferralState.DECLINED else Sign.NAMED


def _side(person: PersonSeen) -> int:
    rights_holder, intermediary = person.record.is_rights_holder, person.record.is_intermediary
    return 0 if rights_holder == intermediary else 1 if rights_holder else -1


def _dot(person: PersonSeen, band: Band, place: Place, lines: tuple[int, ...]) -> Dot:
    flipped = cos(place.angle) < -1e-9
    turn = degrees(place.angle) + (180 if flipped else 0)
    if place.radius == 0:
        turn, flipped = 0.0, False
    return Dot(person, band, sign_of(person), place, round(turn % 360, 1), flipped, lines)


def _lines(seen: SeenMap, places: Sequence[Place], referrers: Sequence[int | None]) -> dict[graph.Naming, Line]:
    found = {}
    for namer, named in dict.fromkeys(seen.pairs):
        start, end = places[namer], places[named]
        first, second = seen.people[namer].wave, seen.people[named].wave
        outward = first is not None and second is not None and second == first + 1
        kind = Way.BACK if not outward else Way.FIRST if referrers[named] == namer else Way.ALSO
        found[namer, named] = Line(_curve(start, end, outward), kind)
    return found


def _curve(start: Place, end: Place, outward: bool) -> str:
    """Between neighbouring circles along both radii; otherwise an arc that keeps clear of the circle it leaves."""
    if outward:
        middle = (start.radius + end.radius) / 2
        one = spot(start.angle if start.radius else end.angle, middle)
        other = spot(end.angle, middle)
        return f"M{start.x} {start.y}C{one.x} {one.y} {other.x} {other.y} {end.x} {end.y}"
    x = cos(start.angle) + cos(end.angle)
    y = sin(start.angle) + sin(end.angle)
    length = (x * x + y * y) ** 0.5 or 1.0
    if start.radius == end.radius:
        reach = start.radius + ARC + (2 - length) * start.radius * 0.35
    else:
        reach = min(start.radius, end.radius) + ARC
    return f"M{start.x} {start.y}Q{round(x / length * reach, 1)} {round(y / length * reach, 1)} {end.x} {end.y}"
