"""The coverage grid: each line of the scoping with its counts and, behind each count, its people. Pure.

For whoever may not learn who named whom, counts below three are “few”, and so is hidden what would give them away by
taking a count from its sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from engage.referrals.everyone import Some
from engage.referrals.findings.counting import TOO_FEW, hill
from engage.referrals.findings.coverage import COLUMNS, Covered, counted_in, covered
from engage.referrals.findings.ground import Ground
from engage.referrals.findings.records import CellRecord
from engage.referrals.graph import Numbers
from engage.referrals.veil import LEAST
from engage.referrals.visible import WEIGHT


class Kept(StrEnum):
    """Why a count is not told."""

    FEW = "few"
    GIVES_AWAY = "gives_away"


Count = int | Kept
# A count and those that add up to it, as far as they are told; the rest of the sum is told nowhere.
SUMS = (("asked", ("heard", "declined")), ("named", ("asked", "unreachable", "not_safe")))


@dataclass(frozen=True, eq=False)
class Row:
    """One line of the scoping, counted."""

    record: CellRecord
    covered: Covered
    ground: Ground = field(repr=False)
    members: Numbers = field(repr=False)
    """Indexes of the people it counts, by pseudonym."""

    @property
    def is_open(self) -> bool:
        """Nobody was heard, and nobody wrote down why that cannot be."""
        return self.covered.is_silent and not self.record.detail.unheard_because

    @property
    def only_spoken_for(self) -> bool:
        """Some were heard, and none of them for themselves."""
        heard = self.who("heard").indexes
        return bool(len(heard)) and not self.ground.known.rights_holders[heard].any()

    def who(self, column: str) -> Some:
        """The people behind one of its counts."""
        adds = [place for place, state in enumerate(WEIGHT) if column in counted_in(state)]
        return self.ground.some(self.members[np.isin(self.ground.state[self.members], adds)])


def grid(records: Sequence[CellRecord], ground: Ground, *, exact: bool) -> list[Row]:
    """Every line, the empty ones first, then in the order of the scoping; without `exact`, those of whom few were heard
    come first, so that the order tells no more than the counts.
    """
    rows = []
    for record in records:
        members = ground.known.of(record.cell.fact, record.cell.code)
        members = ground.by_pseudonym(members[ground.counted.here[members]])
        standing = np.bincount(ground.state[members], minlength=len(WEIGHT)).tolist()
        rows.append(Row(record, covered(record.cell, dict(zip(WEIGHT, standing, strict=True))), ground, members))
    if not exact:
        return sorted(rows, key=lambda row: row.covered.heard >= LEAST)
    return sorted(rows, key=lambda row: (not row.is_open, not row.covered.is_silent, not row.covered.missing))


def told(rows: Sequence[Row], *, exact: bool) -> list[dict[str, Count]]:
    """The counts of each row as the reader may have them."""
    found: list[dict[str, Count]] = [_of_row(row.covered, exact=exact) for row in rows]
    if not exact:
        for fact in {row.record.cell.fact for row in rows}:
            mine = [place for place, row in enumerate(rows) if row.record.cell.fact == fact]
            for column in COLUMNS:
                _keep_one_more([found[place] for place in mine], [rows[place].covered for place in mine], column)
    return found


def _of_row(covered: Covered, *, exact: bool) -> dict[str, Count]:
    counts: dict[str, Count] = {column: _count(covered, column) for column in COLUMNS}
    if exact:
        return counts
    for column, count in counts.items():
        if isinstance(count, int) and count < LEAST:
            counts[column] = Kept.FEW
    for whole, parts in SUMS:
        shown = sum(count for part in parts if isinstance(count := counts[part], int))
        if isinstance(counts[whole], int) and _count(covered, whole) - shown < LEAST:
            counts[whole] = Kept.GIVES_AWAY
    return counts


def _keep_one_more(told: list[dict[str, Count]], covered: list[Covered], column: str) -> None:
    """Where one small count alone is kept among lines of one kind, the next smallest is kept with it."""
    pairs = list(zip(told, covered, strict=True))
    kept = [row for counts, row in pairs if not isinstance(counts[column], int)]
    if not kept or sum(_count(row, column) for row in kept) >= LEAST:
        return
    shown = [(counts, row) for counts, row in pairs if isinstance(counts[column], int)]
    if shown:
        min(shown, key=lambda pair: _count(pair[1], column))[0][column] = Kept.GIVES_AWAY


def _count(covered: Covered, column: str) -> int:
    return int(getattr(covered, column))


def refusing(rows: Sequence[Row]) -> list[Row]:
    """Lines in which more declined than were heard."""
    return [row for row in rows if row.covered.refuses]


@dataclass(frozen=True)
class Spread:
    """How evenly kinds of people were heard: so many kinds, as unevenly as if there were `alike` equally heard ones."""

    kinds: int
    alike: int
    heard: list[int]


def spread(rows: Sequence[Row]) -> Spread | None:
    """Of the lines of which anybody was heard; None while these are too few to say (Hill numbers of order 0 and 1)."""
    heard = sorted((row.covered.heard for row in rows if row.covered.heard), reverse=True)
    if len(heard) < LEAST or sum(heard) < TOO_FEW:
        return None
    return Spread(round(hill(heard, 0)), round(hill(heard, 1)), heard)
