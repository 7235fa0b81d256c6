"""A large map in at most 200 parts: people alike in start, group and wave, with how many they are. Pure.

For whoever may not learn who named whom, parts are by group and wave only: the start through which somebody came is
half a naming. Small counts are “few” there, and what would give them away is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engage.referrals.findings.grid import Count, Kept
from engage.referrals.graph import UNREACHED, Numbers
from engage.referrals.seen import SeenMap
from engage.referrals.veil import LEAST, Band

MOST = 200
OF_NONE, OF_SEVERAL = "", "*"
"""Whoever is in no group that is known, and whoever is in more than one."""
REST = "+"
"""What is put together because there are too many."""
NO_START = -1
OTHER_STARTS = -2
MOST_OF_A_KIND = 60
"""So many starts and groups are looked at one by one."""
MOST_FLOWS = 400
Cells = NDArray[np.int64]


@dataclass(frozen=True)
class Block:
    """Some people: `start` is the index of whom they came through, `group` a code, `ring` the number of a circle."""

    number: int
    start: int
    group: str
    ring: int
    people: Count

    @property
    def opens(self) -> bool:
        """Whether one may look who they are: not where even how many they are is not told."""
        return isinstance(self.people, int)


@dataclass(frozen=True)
class Flow:
    """How many namings lead from one part to another."""

    namer: int
    named: int
    namings: int


@dataclass(frozen=True, eq=False)
class Blocks:
    """The parts of a map, the nearest to our starts first, and by index in which of them everyone is."""

    blocks: list[Block]
    flows: list[Flow]
    of: Numbers
    joined_from: int | None
    """The circle in which several waves stand together because there are too many; None where none do."""


def blocks_of(seen: SeenMap, bands: Sequence[Band], *, exact: bool) -> Blocks:
    """The parts of a map whose circles are `bands`; found once for a map and its people."""
    return seen.keep(f"blocks, {len(bands)} circles, exact: {exact}", lambda: _found(seen, bands, exact=exact))


def _found(seen: SeenMap, bands: Sequence[Band], *, exact: bool) -> Blocks:
    people = seen.visible.people
    ring = np.zeros(people, np.int64)
    for number, band in enumerate(bands):
        ring[band.indexes] = number
    groups, group = _groups(seen)
    starts, start = _starts(seen) if exact else ([NO_START], np.zeros(people, np.int64))
    key = (ring * len(starts) + start) * len(groups) + group
    kinds, of, sizes = np.unique(key, return_inverse=True, return_counts=True)
    cells = np.stack((kinds // (len(starts) * len(groups)), kinds // len(groups) % len(starts), kinds % len(groups)))
    rest = (len(bands), len(starts), len(groups))
    cells, joined = _at_most(cells, sizes, rest, MOST)
    _codes, first, number_of = np.unique(_code(cells, rest), return_index=True, return_inverse=True)
    of, cells = number_of[of], cells[:, first]
    counts = np.bincount(of)
    told: list[Count] = [int(each) for each in counts] if exact else _told(cells[0], cells[2], counts)
    names = [*groups, REST]
    whom = [*starts, OTHER_STARTS]
    blocks = [
        Block(number, whom[int(cells[1, number])], names[int(cells[2, number])], int(cells[0, number]), told[number])
        for number in range(len(counts))
    ]
    return Blocks(blocks, _flows(seen, of, len(blocks)) if exact else [], of, joined)


def _groups(seen: SeenMap) -> tuple[list[str], Numbers]:
    """Every group there is, and by index the place of each one's."""
    one = [OF_NONE if not has else OF_SEVERAL if len(has) > 1 else has[0] for has in _profiles(seen)]
    names = sorted(set(one), key=lambda code: (code in (OF_NONE, OF_SEVERAL), code))
    place = {code: number for number, code in enumerate(names)}
    return names, np.fromiter((place[code] for code in one), np.int64, len(one))


def _profiles(seen: SeenMap) -> list[list[str]]:
    return [record.profile.groups for record in seen.records]


def _starts(seen: SeenMap) -> tuple[list[int], Numbers]:
    """Starts by pseudonym, and by index the place of the one through whom each came first."""
    view = seen.visible
    origin = np.arange(view.people)
    for wave in range(1, int(view.wave.max(initial=0)) + 1):
        here = np.flatnonzero(view.wave == wave)
        origin[here] = origin[view.referrer[here]]
    firsts = np.arange(view.first_people)
    firsts = firsts[np.argsort(seen.ranks[firsts], kind="stable")]
    place = np.full(view.people, len(firsts), np.int64)
    place[firsts] = np.arange(len(firsts))
    known: list[int] = firsts.tolist()
    return [*known, NO_START], np.where(view.wave == UNREACHED, len(known), place[origin])


def _at_most(cells: Cells, sizes: Numbers, rest: tuple[int, int, int], most: int) -> tuple[Cells, int | None]:
    """Puts the smallest starts or groups, or the outermost circles, together until there are no more than `most`.

    `cells` are rows of circles, starts and groups; `rest` is what each is called that is put together.
    """
    cells, joined = cells.copy(), None
    for kind in (1, 2):
        weight = np.bincount(cells[kind], weights=sizes)
        cells[kind][np.isin(cells[kind], np.argsort(-weight, kind="stable")[MOST_OF_A_KIND:])] = rest[kind]
    while len(np.unique(_code(cells, rest))) > most:
        kind = int(np.argmax([len(np.unique(each)) for each in cells]))
        if kind == 0:
            inner, outer = np.unique(cells[0])[-2:].tolist()
            cells[0][cells[0] == outer] = joined = inner
            continue
        weight = np.bincount(cells[kind], weights=sizes, minlength=rest[kind] + 1)
        weight[weight == 0] = weight[rest[kind]] = np.inf
        cells[kind][cells[kind] == int(np.argmin(weight))] = rest[kind]
    return cells, joined


def _code(cells: Cells, rest: tuple[int, int, int]) -> Numbers:
    return (cells[0] * (rest[1] + 1) + cells[1]) * (rest[2] + 1) + cells[2]


def _told(ring: Numbers, group: Numbers, counts: Numbers) -> list[Count]:
    """Counts as others may have them: neither in its circle nor in its group can a hidden one be found from the sum."""
    hidden = counts < LEAST
    found: list[Count] = [Kept.FEW if each < LEAST else int(each) for each in counts]
    changed = True
    while changed:
        changed = False
        for kind in (ring, group):
            for each in np.unique(kind).tolist():
                mine = kind == each
                if not _gives_away(counts[mine & hidden]):
                    continue
                shown = np.flatnonzero(mine & ~hidden)
                if len(shown):
                    one_more = int(shown[np.argmin(counts[shown])])
                    hidden[one_more], found[one_more], changed = True, Kept.GIVES_AWAY, True
    return found


def _gives_away(hidden: Numbers) -> bool:
    """Whether the sum of what is hidden tells one of it: where it is alone, or could be no less, or no more."""
    if len(hidden) < 2:
        return len(hidden) == 1
    few, total = int((hidden < LEAST).sum()), int(hidden.sum())
    least = few + LEAST * (len(hidden) - few)
    return total == least or (few == len(hidden) and total == few * (LEAST - 1))


def _flows(seen: SeenMap, of: Numbers, blocks: int) -> list[Flow]:
    """Namings between parts, the most first."""
    keys = of[seen.visible.namer] * blocks + of[seen.visible.named]
    counts = np.bincount(keys, minlength=blocks * blocks)
    ends = np.flatnonzero(counts)
    ends = ends[ends // blocks != ends % blocks]
    ends = ends[np.argsort(-counts[ends], kind="stable")][:MOST_FLOWS]
    return [Flow(each // blocks, each % blocks, int(counts[each])) for each in ends.tolist()]
