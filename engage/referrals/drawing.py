"""The picture of the map as shapes and curves, for the page to draw. Pure; coordinates are rounded and tell no id.

Whoever may not learn who named whom gets people evenly on their circles and not a single line: a place near
somebody would tell as much as a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import cos, degrees, pi, sin, tau

from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.referrals import graph, rings, sentences
from engage.referrals.graph import Naming
from engage.referrals.rings import Laid, Place, spot
from engage.referrals.seen import PersonSeen, SeenMap
from engage.referrals.veil import Band
from engage.referrals.vocabulary import ReferralState

LABELLED = 60
MARGIN = 44.0
LABEL_MARGIN = 160.0
LEAST_HALF = 216.0
ARC = 34.0
"""How far outside their circle lines between two people of it run."""
NEAR = 0.4
"""Up to this angle such a line is one bow; farther apart, it runs along the circle."""


Box = tuple[float, float, float, float]
"""Left, top, width and height."""


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
    sign: Sign
    place: Place
    ring: int
    """On which circle they stand, from the inside outward."""
    turn: float = 0.0
    """Degrees by which the label is turned to run along the radius."""
    flipped: bool = False
    """Whether the label runs towards the centre, so that it never stands on its head."""
    below: bool = False
    """Whether the label stands below instead."""
    lines: tuple[int, ...] = ()
    """Lines from and to this person."""

    @property
    def is_square(self) -> bool:
        """Intermediary stakeholders have corners."""
        return self.person.record.is_intermediary and not self.person.record.is_rights_holder


@dataclass(frozen=True)
class Line:
    """One naming, or several of one person by another: a curve between two dots, given by their numbers."""

    path: str
    kind: Way
    namer: int
    named: int


@dataclass(frozen=True)
class Circle:
    """One circle, and its words."""

    radius: float
    reach: float
    words: str
    is_outside: bool = False
    """Whether people stand on it whom no start leads to."""


@dataclass(frozen=True)
class Picture:
    """Everything to draw."""

    box: Box
    circles: list[Circle]
    lines: list[Line]
    dots: list[Dot]
    labelled: bool


def draw(seen: SeenMap, bands: Sequence[Band], *, exact: bool) -> Picture:
    """The picture of a map. With `exact`, lines and places follow the namings; without, they tell only the band."""
    found = seen.keep(f"picture, exact: {exact}", lambda: _whole(seen, bands, exact=exact))
    # What is kept is in no language.
    circles = [
        replace(circle, words=ring_words(band), is_outside=band.first is None)
        for circle, band in zip(found.circles, bands, strict=True)
    ]
    return replace(found, circles=circles)


def _whole(seen: SeenMap, bands: Sequence[Band], *, exact: bool) -> Picture:
    words = [""] * len(bands)
    if exact:
        people: Sequence[PersonSeen] = list(seen.people)
        pairs: list[Naming] = graph.distinct(seen.ends, of_themselves=False).tolist()
        return _picture(seen, people, [person.wave for person in people], words, pairs)
    people = [person for band in bands for person in band.people]
    return _picture(seen, people, [ring for ring, band in enumerate(bands) for _person in band.indexes], words, None)


def draw_part(seen: SeenMap, circles: Sequence[tuple[str, Sequence[int]]], namings: Iterable[Naming] | None) -> Picture:
    """Some people on circles, each given with its words; `namings` between them, or None for whom they are not."""
    people = [seen.person(index) for _words, indexes in circles for index in indexes]
    on = [ring for ring, (_words, indexes) in enumerate(circles) for _index in indexes]
    words = [each for each, _indexes in circles]
    return _picture(seen, people, on, words, namings)


def _picture(
    seen: SeenMap,
    people: Sequence[PersonSeen],
    waves: Sequence[int | None],
    words: Sequence[str],
    namings: Iterable[Naming] | None,
) -> Picture:
    labelled = len(people) <= LABELLED
    gap = rings.ROOMY_GAP if labelled else rings.GAP
    outermost = max((wave for wave in waves if wave is not None), default=-1) + 1
    on = [outermost if wave is None else wave for wave in waves]
    if namings is None:
        laid, lines = rings.even(waves, gap), []
    else:
        number = {person.index: place for place, person in enumerate(people)}
        pairs = [(number[namer], number[named]) for namer, named in namings]
        # In a part of the map, whoever came first need not be there.
        first = [number.get(int(seen.visible.referrer[person.index])) for person in people]
        first = [namer if namer is not None and on[namer] == on[at] - 1 else None for at, namer in enumerate(first)]
        laid = rings.layout(waves, first, [_side(person) for person in people], gap)
        lines = [_line(laid, on, namer, named, is_first=first[named] == namer) for namer, named in pairs]
    touched = touching(lines)
    dots = [
        _dot(person, place, ring, touched.get(at, ()))
        for at, (person, place, ring) in enumerate(zip(people, laid.places, on, strict=True))
    ]
    edge = max((circle.radius + circle.reach for circle in laid.circles), default=0.0)
    half = edge + (LABEL_MARGIN if labelled else MARGIN)
    circles = [Circle(each.radius, each.reach, said) for each, said in zip(laid.circles, words, strict=True)]
    return Picture(square(max(half, LEAST_HALF)), circles, lines, dots, labelled)


def square(half: float) -> Box:
    """A square around (0, 0)."""
    return round(-half, 1), round(-half, 1), round(2 * half, 1), round(2 * half, 1)


def touching(lines: Sequence[Line]) -> dict[int, tuple[int, ...]]:
    """By dot, the numbers of the lines from and to it."""
    found: dict[int, tuple[int, ...]] = {}
    for each, line in enumerate(lines):
        for end in (line.namer, line.named):
            found[end] = (*found.get(end, ()), each)
    return found


def ring_words(band: Band) -> str:
    """What stands at a circle."""
    if band.is_joined or band.first is None:
        return sentences.band_title(band)
    if band.first < 2:
        return _("Named by them") if band.first else _("Asked by us")
    return ngettext("%(num)s step from us", "%(num)s steps from us", band.first)


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


def _dot(person: PersonSeen, place: Place, ring: int, lines: tuple[int, ...]) -> Dot:
    if place.radius == 0:
        return Dot(person, sign_of(person), place, ring, below=True, lines=lines)
    flipped = cos(place.angle) < -1e-9
    turn = degrees(place.angle) + (180 if flipped else 0)
    return Dot(person, sign_of(person), place, ring, round(turn % 360, 1), flipped, lines=lines)


def _line(laid: Laid, on: Sequence[int], namer: int, named: int, *, is_first: bool) -> Line:
    start, end = laid.places[namer], laid.places[named]
    if on[named] == on[namer] + 1:
        path, kind = _outward(start, end), Way.FIRST if is_first else Way.ALSO
    elif on[named] == on[namer]:
        circle = laid.circles[on[named]]
        path, kind = _along(start, end, circle.radius + circle.reach), Way.BACK
    else:
        path, kind = _across(start, end), Way.BACK
    return Line(path, kind, namer, named)


def _outward(start: Place, end: Place) -> str:
    """Along both radii."""
    middle = (start.radius + end.radius) / 2
    one = spot(start.angle if start.radius else end.angle, middle)
    other = spot(end.angle, middle)
    return f"M{start.x} {start.y}C{one.x} {one.y} {other.x} {other.y} {end.x} {end.y}"


def _along(start: Place, end: Place, edge: float) -> str:
    """Between two of one circle: outside its edge, the farther apart the farther out."""
    turn = (end.angle - start.angle + pi) % tau - pi
    radius = edge + ARC * (0.6 + abs(turn) / pi)
    if abs(turn) < NEAR:
        middle = spot(start.angle + turn / 2, radius)
        return f"M{start.x} {start.y}Q{middle.x} {middle.y} {end.x} {end.y}"
    bend = turn / abs(turn) * NEAR / 3
    out, on = spot(start.angle, radius), spot(start.angle + bend, radius)
    off, back = spot(end.angle - bend, radius), spot(end.angle, radius)
    arc = f"A{round(radius, 1)} {round(radius, 1)} 0 0 {int(turn > 0)} {off.x} {off.y}"
    return f"M{start.x} {start.y}Q{out.x} {out.y} {on.x} {on.y}{arc}Q{back.x} {back.y} {end.x} {end.y}"


def _across(start: Place, end: Place) -> str:
    """Over one or more circles: bent towards the inner of both."""
    x = cos(start.angle) + cos(end.angle)
    y = sin(start.angle) + sin(end.angle)
    length = (x * x + y * y) ** 0.5 or 1.0
    reach = min(start.radius, end.radius) + ARC
    return f"M{start.x} {start.y}Q{round(x / length * reach, 1)} {round(y / length * reach, 1)} {end.x} {end.y}"
