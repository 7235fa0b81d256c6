"""The map as a matrix: who named whom as cells, groups as blocks that open to cells. Pure.

Blocks hold every naming once. They sum to the table of who names whom but for the namings inside a ring of bodies that
vouch for one another: these are drawn here, where they stand out, and count in no figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from engage.referrals.findings.between import OF_NONE, OF_SEVERAL
from engage.referrals.findings.counting import TOO_FEW
from engage.referrals.findings.known import known_of
from engage.referrals.findings.vocabulary import Fact
from engage.referrals.graph import UNREACHED, Numbers, Pairs, distinct
from engage.referrals.reading.tree import tree_of
from engage.referrals.seen import PersonSeen, SeenMap
from engage.referrals.veil import LEAST
from engage.referrals.visible import Mask

SIDE = 60
"""So many people stand along each side of a tile."""


class Matrix:
    """Made once for a map as one reader sees it. Groups are numbers; each person belongs to one of them."""

    def __init__(self, seen: SeenMap) -> None:
        codes, only = known_of(seen).only(Fact.GROUP.value)
        self.groups: list[str] = [*codes, OF_SEVERAL, OF_NONE]
        # From the end, those in none and in several are the last two.
        self.of: Numbers = only % len(self.groups)
        self.pairs: Pairs = distinct(seen.ends, of_themselves=False)
        self.rank: Numbers = _ranks(seen, self.of)
        self._block: Numbers = self.of[self.pairs[:, 0]] * len(self.groups) + self.of[self.pairs[:, 1]]
        width = max(1, seen.visible.people)
        forth = self.pairs[:, 0] * width + self.pairs[:, 1]
        self.mutual: Mask = np.isin(self.pairs[:, 1] * width + self.pairs[:, 0], forth)
        size = len(self.groups)
        self.counts: Numbers = np.bincount(self._block, minlength=size * size).reshape(size, size)
        """Namings from the group of the row to that of the column."""
        self.namers: Numbers = _different(self._block, self.pairs[:, 0], size)
        """By how many different people."""
        self.named: Numbers = _different(self._block, self.pairs[:, 1], size)
        """Of how many different people."""

    @property
    def here(self) -> list[int]:
        """The groups with any naming, in or out."""
        return np.flatnonzero(self.counts.sum(axis=0) + self.counts.sum(axis=1)).tolist()

    def within(self, row: int, column: int) -> Numbers:
        """The places of the namings of a block."""
        return np.flatnonzero(self._block == row * len(self.groups) + column)


class Block(NamedTuple):
    """One row of the blocks as a reader may see it."""

    groups: list[int]
    counts: list[int | None]
    """None where it is few."""


@dataclass(frozen=True)
class Cell:
    """One naming, or several of one person by another; `place` is that of the first among all namings."""

    place: int
    mutual: bool


@dataclass(frozen=True)
class Tile:
    """Some rows and columns of a block, with at least one naming each."""

    rows: list[PersonSeen]
    columns: list[PersonSeen]
    cells: dict[tuple[int, int], Cell]
    """By index of namer and named."""
    number: int
    tiles: int
    """How many tiles of the block hold any naming."""

    @property
    def mutual(self) -> int:
        """How many are answered by a naming in return."""
        return sum(cell.mutual for cell in self.cells.values())


def address_of(code: str) -> str:
    """What stands for a group in addresses."""
    return {OF_NONE: "none", OF_SEVERAL: "several"}.get(code, code)


def matrix_of(seen: SeenMap) -> Matrix:
    """The matrix of a map, kept while the map and the records are as they are."""
    return seen.keep("matrix", lambda: Matrix(seen))


def blocks(matrix: Matrix, *, exact: bool) -> tuple[list[int], list[Block]]:
    """The groups that are columns, and the rows.

    Without `exact`, groups of fewer than five namings, or of fewer than three namers, share one row, which is left out
    while it is such itself; a count stands only where at least three people named at least three others.
    """
    columns = matrix.here
    if exact:
        rows = [Block([row], matrix.counts[row, columns].tolist()) for row in columns if matrix.counts[row].any()]
        return columns, rows
    large = [row for row in columns if _is_told(matrix, [row])]
    small = [row for row in columns if row not in large]
    together = [small] if _is_told(matrix, small) else []
    return columns, [_veiled(matrix, each, columns) for each in [*([row] for row in large), *together]]


def tile(seen: SeenMap, block: tuple[int, int] | None, number: int) -> Tile:
    """One tile of a block, or of the whole map; the first where there is no such tile."""
    matrix = matrix_of(seen)
    here = np.arange(len(matrix.pairs)) if block is None else matrix.within(*block)
    pairs = matrix.pairs[here]
    down, across = _sorted(pairs[:, 0], matrix.rank), _sorted(pairs[:, 1], matrix.rank)
    where = np.empty(len(matrix.rank), np.int64)
    where[down] = np.arange(len(down))
    high = where[pairs[:, 0]] // SIDE
    where[across] = np.arange(len(across))
    wide = where[pairs[:, 1]] // SIDE
    of_tile = high * (len(across) // SIDE + 1) + wide
    filled = np.unique(of_tile)
    if not len(filled):
        return Tile([], [], {}, 0, 0)
    number = number if 0 <= number < len(filled) else 0
    chosen = np.flatnonzero(of_tile == filled[number])
    first, second = int(high[chosen[0]]) * SIDE, int(wide[chosen[0]]) * SIDE
    mutual, places = matrix.mutual[here[chosen]].tolist(), _first_places(seen, pairs[chosen])
    cells = {
        (namer, named): Cell(place, both)
        for (namer, named), place, both in zip(pairs[chosen].tolist(), places, mutual, strict=True)
    }
    return Tile(
        rows=[seen.person(index) for index in down[first : first + SIDE].tolist()],
        columns=[seen.person(index) for index in across[second : second + SIDE].tolist()],
        cells=cells,
        number=number,
        tiles=len(filled),
    )


def _ranks(seen: SeenMap, group: Numbers) -> Numbers:
    """Each one's place by start, group, wave and pseudonym; whoever no start leads to comes last."""
    tree, view = tree_of(seen), seen.visible
    start = np.arange(view.people)
    # Nearer waves know their start when it is the turn of those they led to.
    for wave in tree.waves:
        start[wave] = start[tree.above[wave]]
    start_rank = np.where(view.wave == UNREACHED, view.people, seen.ranks[start])
    found = np.empty(view.people, np.int64)
    found[np.lexsort((seen.ranks, view.wave, group, start_rank))] = np.arange(view.people)
    return found


def _different(block: Numbers, ends: Numbers, size: int) -> Numbers:
    people = int(ends.max(initial=0)) + 1
    return np.bincount(np.unique(block * people + ends) // people, minlength=size * size).reshape(size, size)


def _is_told(matrix: Matrix, groups: list[int]) -> bool:
    namers = len(np.unique(matrix.pairs[np.isin(matrix.of[matrix.pairs[:, 0]], groups), 0]))
    return int(matrix.counts[groups].sum()) >= TOO_FEW and namers >= LEAST


def _veiled(matrix: Matrix, groups: list[int], columns: list[int]) -> Block:
    # A person belongs to one group: namers of several groups add up. Of the named there are at least as many as in one.
    counts, namers = matrix.counts[groups].sum(axis=0), matrix.namers[groups].sum(axis=0)
    named = matrix.named[groups].max(axis=0)
    told = (counts >= LEAST) & (namers >= LEAST) & (named >= LEAST)
    return Block(groups, [int(counts[each]) if told[each] else None for each in columns])


def _sorted(people: Numbers, rank: Numbers) -> Numbers:
    here = np.unique(people)
    return here[np.argsort(rank[here])]


def _first_places(seen: SeenMap, pairs: Pairs) -> list[int]:
    """Of each pair, the place of the first naming among all."""
    width = max(1, seen.visible.people)
    keys, order = seen.keep("places of pairs", lambda: _places(seen, width))
    return order[np.searchsorted(keys, pairs[:, 0] * width + pairs[:, 1])].tolist()


def _places(seen: SeenMap, width: int) -> tuple[Numbers, Numbers]:
    keys = seen.visible.namer * width + seen.visible.named
    order = np.argsort(keys, kind="stable")
    return keys[order], order
