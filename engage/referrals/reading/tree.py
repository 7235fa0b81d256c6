"""The map as a tree: each person once, below whoever first led to them from one wave nearer to our starts. Pure.

Whoever may not learn who named whom gets nobody below anybody else: a place in the tree is a naming.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engage.referrals.graph import UNREACHED, Numbers, Ways
from engage.referrals.seen import PersonSeen, SeenMap

NOBODY = -1
MOST_ABOVE = 6
"""So many of those who lead to an open branch are shown."""


@dataclass(frozen=True)
class TreeRow:
    """One person in the tree. `level` begins with 1, as for those who listen."""

    index: int
    level: int
    person: PersonSeen
    also_through: int = 0
    """How many others named them."""
    behind: int = 0
    """How many stand in the branch that begins with them."""
    is_open: bool = False
    """Whether the rows that follow are their branch."""


class Tree:
    """Everyone below whoever first led to them; made once for a map as one reader sees it."""

    def __init__(self, seen: SeenMap) -> None:
        self.above: Numbers = seen.visible.referrer
        """Who stands above each; NOBODY above a start, and above whoever no start leads to."""
        below = np.flatnonzero(self.above != NOBODY)
        below = below[np.argsort(seen.ranks[below], kind="stable")]
        self.below = Ways(seen.visible.people, self.above[below], below)
        wave = seen.visible.wave
        self._by_wave: Numbers = np.argsort(wave, kind="stable")
        ends = np.searchsorted(wave[self._by_wave], np.arange(1, int(wave.max(initial=0)) + 2)).tolist()
        self._bounds = list(pairwise(ends))
        self.behind: Numbers = self._sizes()
        """How many stand in the branch that begins with each."""
        top = np.flatnonzero(self.above == NOBODY)
        # Starts first, then those whom no start leads to.
        self.top: Numbers = top[np.lexsort((seen.ranks[top], wave[top] == UNREACHED))]

    @property
    def waves(self) -> Iterator[Numbers]:
        """Those of each wave past the starts, nearest first."""
        return (self._by_wave[first:last] for first, last in self._bounds)

    def _sizes(self) -> Numbers:
        sizes = np.zeros(len(self.above), np.int64)
        # From the outermost wave inward every sum is whole.
        for first, last in reversed(self._bounds):
            outside = self._by_wave[first:last]
            np.add.at(sizes, self.above[outside], sizes[outside] + 1)
        return sizes

    def path_to(self, index: int) -> tuple[list[int], int]:
        """Whoever stands above someone, nearest last, and how many of them are left out."""
        found: list[int] = []
        while (index := int(self.above[index])) != NOBODY:
            found.append(index)
        found.reverse()
        left_out = max(0, len(found) - MOST_ABOVE)
        return (found if not left_out else [found[0], *found[-(MOST_ABOVE - 1) :]]), left_out

    def branch(self, roots: Iterable[int], most: int) -> list[int] | None:
        """`roots` and everyone below them, each before those below; None where these are more than `most`."""
        found: list[int] = []
        waiting = list(roots)[::-1]
        if len(waiting) + int(self.behind[waiting].sum()) > most:
            return None
        while waiting:
            found.append(waiting.pop())
            waiting += self.below.of(found[-1]).tolist()[::-1]
        return found


def tree_of(seen: SeenMap) -> Tree:
    """The tree of a map, kept while the map is as it is."""
    return seen.keep("tree", lambda: Tree(seen))


def rows_of(seen: SeenMap, indexes: Iterable[int], *, exact: bool = False) -> list[TreeRow]:
    """A tree of some people: each below the first of them to have named them from one wave nearer.

    Without `exact`, by pseudonym and nobody below anybody else.
    """
    here = np.unique(np.fromiter(indexes, np.int64))
    here = here[np.argsort(seen.ranks[here], kind="stable")]
    if not exact:
        return [TreeRow(index, 1, seen.person(index)) for index in here.tolist()]
    view, inside = seen.visible, np.zeros(seen.visible.people, np.bool_)
    inside[here] = True
    near = inside[view.namer] & inside[view.named] & (view.wave[view.named] > 0)
    near &= view.wave[view.namer] == view.wave[view.named] - 1
    above: Numbers = np.full(view.people, NOBODY, np.int64)
    above[view.named[near][::-1]] = view.namer[near][::-1]
    below: dict[int, list[int]] = {}
    # By pseudonym; nearer waves first among those above whom nobody stands.
    for index in here[np.argsort(view.wave[here] % (view.people + 1), kind="stable")].tolist():
        below.setdefault(int(above[index]), []).append(index)
    order, level = [], {NOBODY: 0}
    waiting = below.get(NOBODY, [])[::-1]
    while waiting:
        order.append(index := waiting.pop())
        level[index] = level[int(above[index])] + 1
        waiting += below.get(index, [])[::-1]
    sizes = dict.fromkeys(order, 0)
    for index in reversed(order):
        if above[index] != NOBODY:
            sizes[int(above[index])] += sizes[index] + 1
    return [_row(seen, index, level[index], sizes[index], is_open=sizes[index] > 0) for index in order]


def row_at(seen: SeenMap, index: int, level: int, *, is_open: bool = False) -> TreeRow:
    """Someone in the tree of the whole map."""
    return _row(seen, index, level, int(tree_of(seen).behind[index]), is_open=is_open)


def _row(seen: SeenMap, index: int, level: int, behind: int, *, is_open: bool) -> TreeRow:
    others = int(seen.visible.how_many[index])
    # Of those who named somebody, one stands above them.
    others -= seen.visible.referrer[index] != NOBODY
    return TreeRow(index, level, seen.person(index), int(others), behind, is_open)
