"""The coverage grid: each line of the scoping with its counts and, behind each count, its people. Pure.

For whoever may not learn who named whom, counts below three are “few”, and so is hidden what would give them away by
taking a count from its sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from engage.referrals.findings.coverage import COLUMNS, Covered, counted_in, cover
from engage.referrals.findings.ground import Ground, facts_of
from engage.referrals.findings.records import CellRecord
from engage.referrals.seen import PersonSeen
from engage.referrals.veil import LEAST


class Kept(StrEnum):
    """Why a count is not told."""

    FEW = "few"
    GIVES_AWAY = "gives_away"


Count = int | Kept
# A count and those that add up to it, as far as they are told; the rest of the sum is told nowhere.
SUMS = (("asked", ("heard", "declined")), ("named", ("asked", "unreachable", "not_safe")))


@dataclass(frozen=True)
class Row:
    """One line of the scoping, counted."""

    record: CellRecord
    covered: Covered
    people: dict[str, list[PersonSeen]]

    @property
    def is_open(self) -> bool:
        """Nobody was heard, and nobody wrote down why that cannot be."""
        return self.covered.is_silent and not self.record.detail.unheard_because

    @property
    def only_spoken_for(self) -> bool:
        """Some were heard, and none of them for themselves."""
        heard = self.people["heard"]
        return bool(heard) and not any(person.record.is_rights_holder for person in heard)


def grid(records: Sequence[CellRecord], ground: Ground, *, exact: bool) -> list[Row]:
    """Every line, the empty ones first, then in the order of the scoping; without `exact`, those of whom few were heard
    come first, so that the order tells no more than the counts.
    """
    known = [(person, facts_of(person.record), ground.state_of(person)) for person in ground.people]
    covered = cover([each.cell for each in records], [(facts, state) for _person, facts, state in known])
    rows = []
    for record, counts in zip(records, covered, strict=True):
        people: dict[str, list[PersonSeen]] = {column: [] for column in COLUMNS}
        for person, facts, state in known:
            if record.cell.code in facts.get(record.cell.fact, ()):
                for column in counted_in(state):
                    people[column].append(person)
        rows.append(Row(record, counts, people))
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
