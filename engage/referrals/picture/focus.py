"""One person: the lines that led to them from our starts, and whom they named. Pure; for those who may see lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from engage.referrals.drawing import Box, Dot, Line, Picture, Way, sign_of, touching
from engage.referrals.graph import Numbers
from engage.referrals.rings import Place
from engage.referrals.seen import PersonSeen, SeenMap

MOST_LINES = 8
"""So many lines are drawn and told."""
MOST_AROUND = 12
"""So many more who named them, and so many whom they named, are drawn."""
TOLD = 50
STEP, ROW, MARGIN = 172.0, 64.0, 90.0


@dataclass(frozen=True)
class Focus:
    """See the module."""

    person: PersonSeen
    lines: int
    """How many lines lead here from different starts that share nobody."""
    chains: list[list[PersonSeen]]
    """Some of them, each from its start to whoever named the person; the shortest first."""
    others: list[PersonSeen]
    """More who named them, by pseudonym, as many as are told."""
    more_others: int
    named: list[PersonSeen]
    """Whom they named, likewise."""
    more_named: int


@dataclass
class _Board:
    """Dots and lines as they are put down; `away` is -1 where one reads from right to left."""

    seen: SeenMap
    away: int
    dots: list[Dot] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def put(self, person: PersonSeen, column: int, row: float) -> int:
        place = Place(self.away * column * STEP, row * ROW, 0.0, 0.0)
        self.dots.append(Dot(person, sign_of(person), place, column, below=True))
        return len(self.dots) - 1

    def join(self, namer: int, named: int) -> None:
        one, other = self.dots[namer].place, self.dots[named].place
        middle = (one.x + other.x) / 2
        path = f"M{one.x} {one.y}C{middle} {one.y} {middle} {other.y} {other.x} {other.y}"
        self.lines.append(Line(path, Way.FIRST, namer, named))


def focus_on(seen: SeenMap, index: int) -> Focus:
    """What is known of the lines around someone."""
    view = seen.visible
    found = view.lines.chains(index)
    chains = [[seen.person(each) for each in chain] for chain in found[:MOST_LINES]]
    last = {chain[-1].index for chain in chains}
    others = [each for each in _by_pseudonym(seen, view.namers.of(index)) if each not in last and each != index]
    named = [each for each in _by_pseudonym(seen, view.named_by.of(index)) if each != index]
    return Focus(
        person=seen.person(index),
        lines=len(found),
        chains=chains,
        others=[seen.person(each) for each in others[:TOLD]],
        more_others=max(0, len(others) - TOLD),
        named=[seen.person(each) for each in named[:TOLD]],
        more_named=max(0, len(named) - TOLD),
    )


def draw_focus(seen: SeenMap, focus: Focus, *, mirrored: bool) -> Picture:
    """The lines as rows, from the starts to the person and on to whom they named; `mirrored`, from right to left."""
    board = _Board(seen, -1 if mirrored else 1)
    columns = max((len(chain) for chain in focus.chains), default=1 if focus.others else 0)
    around = focus.others[:MOST_AROUND]
    middle = board.put(focus.person, columns, 0)
    rows = len(focus.chains) + len(around)
    # Chains share nobody but the person: each is a row of its own.
    for number, chain in enumerate(focus.chains):
        row = number - (rows - 1) / 2
        before = None
        for place, person in enumerate(chain):
            here = board.put(person, columns - len(chain) + place, row)
            if before is not None:
                board.join(before, here)
            before = here
        if before is not None:
            board.join(before, middle)
    for number, person in enumerate(around, len(focus.chains)):
        board.join(board.put(person, columns - 1, number - (rows - 1) / 2), middle)
    named = focus.named[:MOST_AROUND]
    for number, person in enumerate(named):
        board.join(middle, board.put(person, columns + 1, number - (len(named) - 1) / 2))
    touched = touching(board.lines)
    dots = [replace(dot, lines=touched.get(at, ())) for at, dot in enumerate(board.dots)]
    return Picture(_around(dots), [], board.lines, dots, labelled=True)


def _around(dots: Sequence[Dot]) -> Box:
    across, down = [dot.place.x for dot in dots], [dot.place.y for dot in dots]
    left, top = min(across) - MARGIN, min(down) - MARGIN / 2
    return left, top, max(across) + MARGIN - left, max(down) + MARGIN - top


def _by_pseudonym(seen: SeenMap, indexes: Numbers) -> Sequence[int]:
    each = np.unique(indexes)
    found: list[int] = each[np.argsort(seen.ranks[each], kind="stable")].tolist()
    return found
