"""Which rows of the tree a page shows: those above the open branch, and of those in it as many as fit. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import numpy as np

from engage.referrals.graph import Numbers
from engage.referrals.reading.tree import NOBODY, TreeRow, row_at, tree_of
from engage.referrals.seen import PersonSeen, SeenMap

WHOLE = 150
"""A branch of no more people is open as a whole."""
SIZE = 50


@dataclass(frozen=True)
class Opened:
    """An open branch. `root` is None where the tree begins."""

    root: PersonSeen | None
    up: PersonSeen | None
    """Who stands above the root."""
    above: list[TreeRow]
    """The root, and those who led to it, nearest last."""
    left_out: int
    """How many are left out between the first and the second of these."""
    rows: list[TreeRow]
    level: int
    """The level on which the branch begins."""
    first: int
    total: int
    """How many stand directly below the root."""
    previous: UUID | None
    next: UUID | None


def opened(seen: SeenMap, root_id: UUID | None, *, after: UUID | None = None, before: UUID | None = None) -> Opened:
    """The branch that begins with someone; the beginning of the tree where they are not in it (any more)."""
    tree, root = tree_of(seen), None if root_id is None else seen.index_of(root_id)
    path, left_out = ([], 0) if root is None else tree.path_to(root)
    line = path if root is None else [*path, root]
    levels = [number + 1 + (left_out if number else 0) for number in range(len(line))]
    above = [row_at(seen, index, level, is_open=True) for index, level in zip(line, levels, strict=True)]
    level = levels[-1] + 1 if levels else 1
    below = tree.top if root is None else tree.below.of(root)
    start, size = 0, len(below)
    whole = tree.branch(below.tolist(), WHOLE) if size <= WHOLE else None
    if whole is None:
        start, size = _start(seen, below, after, before), SIZE
    shown = below[start : start + size].tolist()
    rows = _whole(seen, whole, level) if whole is not None else [row_at(seen, index, level) for index in shown]
    up = int(tree.above[root]) if root is not None else NOBODY
    return Opened(
        root=None if root is None else seen.person(root),
        up=None if up == NOBODY else seen.person(up),
        above=above,
        left_out=left_out,
        rows=rows,
        level=level,
        first=start + 1,
        total=len(below),
        previous=seen.record_of(shown[0]).id if shown and start > 0 else None,
        next=seen.record_of(shown[-1]).id if shown and start + size < len(below) else None,
    )


def _start(seen: SeenMap, below: Numbers, after: UUID | None, before: UUID | None) -> int:
    for whom, far in ((after, 1), (before, -SIZE)):
        index = None if whom is None else seen.index_of(whom)
        if index is not None and len(at := np.flatnonzero(below == index)):
            return max(0, int(at[0]) + far)
    return 0


def _whole(seen: SeenMap, indexes: list[int], level: int) -> list[TreeRow]:
    """Rows of a branch that is open as a whole."""
    tree, levels, rows = tree_of(seen), dict[int, int](), []
    for index in indexes:
        levels[index] = levels.get(int(tree.above[index]), level - 1) + 1
        rows.append(row_at(seen, index, levels[index], is_open=bool(tree.behind[index])))
    return rows
