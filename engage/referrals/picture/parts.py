"""Parts of a map as discs on circles: each start, or each group, has its slice all the way out. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, degrees, pi, sqrt, tau

from engage.referrals.drawing import Box, square
from engage.referrals.picture.blocks import Block, Blocks
from engage.referrals.rings import Place, spot

GAP = 24.0
"""Between discs of neighbouring circles."""
LEAST_STEP = 48.0
"""From circle to circle: the words of both must stand apart."""
LEAST, MOST = 15.0, 44.0
"""Radius of a disc."""
CLEAR = 8.0
FOOT = 0.36
"""Half of the slice at the foot that stays free for the words of the circles."""
LEAST_RADIUS = 96.0
MARGIN, ROOMY_MARGIN = 160.0, 270.0
"""What the names of starts, and of groups, need outside all circles."""
LEAST_HALF = 240.0
OFTEN = (5, 50)
"""From so many namings on, a line is wider."""


@dataclass(frozen=True)
class Disc:
    """One part."""

    block: Block
    place: Place
    size: float


@dataclass(frozen=True)
class Slice:
    """Where the name of a start or group stands, outside all circles."""

    start: int
    group: str
    place: Place
    turn: float
    flipped: bool


@dataclass(frozen=True)
class Strand:
    """Namings between two parts: a curve, and how wide it is from 0 to 2."""

    path: str
    width: int


@dataclass(frozen=True)
class Parts:
    """Everything to draw."""

    box: Box
    radii: list[float]
    discs: list[Disc]
    slices: list[Slice]
    strands: list[Strand]


def draw_parts(blocks: Blocks, rings: int, *, by_group: bool) -> Parts:
    """The picture of the parts, on so many circles; where the outermost were put together, on no empty ones."""
    rings = min(rings, 1 + max((block.ring for block in blocks.blocks), default=0))
    sliced: dict[tuple[int, str], dict[int, list[Block]]] = {}
    for block in sorted(blocks.blocks, key=lambda each: each.number):
        key = (0, block.group) if by_group else (block.start, "")
        sliced.setdefault(key, {}).setdefault(block.ring, []).append(block)
    size = _sizes(blocks.blocks)
    long = {
        key: {ring: sum(2 * size[each.number] + CLEAR for each in row) for ring, row in rows.items()}
        for key, rows in sliced.items()
    }
    width = {key: max(rows.values()) for key, rows in long.items()}
    whole, turn = sum(width.values()), tau - 2 * FOOT
    radii: list[float] = []
    largest = [0.0] * rings
    for block in blocks.blocks:
        largest[block.ring] = max(largest[block.ring], size[block.number])
    for ring in range(rings):
        least = max((rows[ring] / width[key] * whole / turn for key, rows in long.items() if ring in rows), default=0.0)
        alone = not ring and sum(block.ring == 0 for block in blocks.blocks) == 1
        step = max(LEAST_STEP, GAP + largest[ring - 1] + largest[ring])
        radii.append(0.0 if alone else max(least, radii[-1] + step if radii else LEAST_RADIUS))
    discs, slices, begins = [], [], pi / 2 + FOOT
    for key, rows in sliced.items():
        part = turn * width[key] / (whole or 1)
        slices.append(_slice(key, begins + part / 2, max(radii) + MOST + CLEAR))
        for ring, row in rows.items():
            at = 0.0
            for block in row:
                need = 2 * size[block.number] + CLEAR
                middle = begins + part * (at + need / 2) / long[key][ring]
                discs.append(Disc(block, spot(middle, radii[ring]), size[block.number]))
                at += need
        begins += part
    places = {disc.block.number: disc.place for disc in discs}
    strands = [Strand(_curve(places[each.namer], places[each.named]), _width(each.namings)) for each in blocks.flows]
    discs.sort(key=lambda disc: disc.block.number)
    half = max(radii, default=0.0) + (ROOMY_MARGIN if by_group else MARGIN)
    return Parts(square(max(half, LEAST_HALF)), radii, discs, slices, strands)


def _sizes(blocks: Sequence[Block]) -> Mapping[int, float]:
    # What is not told is as small as can be.
    counts = {block.number: block.people if isinstance(block.people, int) else 0 for block in blocks}
    most = max(counts.values(), default=1) or 1
    return {number: round(LEAST + (MOST - LEAST) * sqrt(count / most), 1) for number, count in counts.items()}


def _slice(key: tuple[int, str], angle: float, radius: float) -> Slice:
    flipped = cos(angle) < -1e-9
    return Slice(*key, spot(angle, radius), round((degrees(angle) + 180 * flipped) % 360, 1), flipped)


def _curve(one: Place, other: Place) -> str:
    inward = spot((one.angle + other.angle) / 2, min(one.radius, other.radius) * 0.8)
    return f"M{one.x} {one.y}Q{inward.x} {inward.y} {other.x} {other.y}"


def _width(namings: int) -> int:
    return sum(namings >= each for each in OFTEN)
