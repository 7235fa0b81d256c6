"""Whom a mix of people for an engagement reaches of those the scoping says should be heard. Values in, values out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engage.referrals.findings.coverage import Cell
from engage.referrals.findings.known import facts_of
from engage.stakeholders.records import StakeholderRecord


@dataclass(frozen=True)
class Reached:
    """A line of the scoping, and how many of those chosen it is about."""

    cell: Cell
    chosen: int


def reached(cells: Iterable[Cell], people: Sequence[StakeholderRecord]) -> list[Reached]:
    """Each line with how many of the people it counts; those that nobody fits come first."""
    counts = Counter(
        (fact, code) for person in people for fact, codes in facts_of(person).items() for code in set(codes)
    )
    found = [Reached(cell, counts[cell.fact, cell.code]) for cell in cells]
    return sorted(found, key=lambda each: bool(each.chosen))
