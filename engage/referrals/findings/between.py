"""Who names whom, group by group: counts, the own group beside chance, small rows together. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engage.referrals.findings.counting import TOO_FEW, Said
from engage.referrals.findings.ground import Ground
from engage.referrals.findings.known import NONE, SEVERAL
from engage.referrals.findings.mixing import between_groups, inward, inward_by_chance
from engage.referrals.findings.vocabulary import Grouping
from engage.referrals.graph import Numbers

OF_NONE, OF_SEVERAL = "", "*"
"""Whoever is in none of the groups, and whoever is in more than one."""
NO_GROUP = (OF_NONE, OF_SEVERAL)
_WORDS = {NONE: OF_NONE, SEVERAL: OF_SEVERAL}
TOLD_FROM = 30
CLOSE = 0.1


@dataclass(frozen=True)
class Between:
    """Counts of namings from each row of groups to each group."""

    groups: list[str]
    rows: list[tuple[list[str], list[int]]]
    """Groups of the row, and its counts; the last row may hold several groups of few namings each."""
    whole: int
    """Namings between people who each belong to one known group."""
    inside: int
    by_chance: float
    index: float | None
    index_by_chance: float | None

    def stayed(self, row: tuple[list[str], list[int]]) -> Said | None:
        """Of the namings of a row that is one group, how many stayed inside it."""
        groups, counts = row
        if len(groups) != 1 or groups[0] in NO_GROUP or sum(counts) < TOO_FEW:
            return None
        return Said(counts[self.groups.index(groups[0])], sum(counts))

    @property
    def leans(self) -> str:
        """Whether groups name their own: more, alike, less than by chance; empty while there are too few to say."""
        if self.whole < TOLD_FROM or self.index is None or self.index_by_chance is None:
            return ""
        apart = self.index - self.index_by_chance
        return "inward" if apart < -CLOSE else "outward" if apart > CLOSE else "alike"


def between(ground: Ground, grouping: Grouping) -> Between:
    """The table for one way of putting people together."""
    return ground.seen.keep(f"between {grouping.value}", lambda: _between(ground, grouping))


def _between(ground: Ground, grouping: Grouping) -> Between:
    codes, of = _groups(ground, grouping)
    pairs = ground.counted.pairs
    there = {int(each) for each in np.unique(of[pairs])}
    places = [place for place in (NONE, SEVERAL) if place in there]
    places += [place for place in range(len(codes)) if place in there]
    number = np.full(len(codes) + 2, -1, np.int64)
    # From the end, NONE and SEVERAL are the last two.
    number[places] = np.arange(len(places))
    matrix = between_groups(number[of], len(places), pairs)
    names = [_WORDS[place] if place < 0 else codes[place] for place in places]
    # Whether people name their own can only be said where both belong to one known group.
    known = [each for each, name in enumerate(names) if name not in NO_GROUP]
    told = [[matrix[row][column] for column in known] for row in known]
    whole, by_chance = sum(map(sum, told)), inward_by_chance(told)
    inside = sum(told[group][group] for group in range(len(known)))
    expected = whole * (1 - by_chance) / 2 if by_chance is not None else 0.0
    return Between(names, _merged(names, matrix), whole, inside, expected, inward(told), by_chance)


def _merged(names: Sequence[str], matrix: list[list[int]]) -> list[tuple[list[str], list[int]]]:
    rows = [([name], counts) for name, counts in zip(names, matrix, strict=True) if sum(counts) >= TOO_FEW]
    small = [(name, counts) for name, counts in zip(names, matrix, strict=True) if 0 < sum(counts) < TOO_FEW]
    if small:
        together = [sum(each) for each in zip(*(counts for _name, counts in small), strict=True)]
        rows.append(([name for name, _counts in small], together))
    return rows


def _groups(ground: Ground, grouping: Grouping) -> tuple[list[str], Numbers]:
    """Codes, and by index the place of somebody's among them; NONE or SEVERAL for others."""
    if grouping is Grouping.START:
        starts = ground.counted.starts.tolist()
        return [str(ground.seen.record_of(start).id) for start in starts], ground.counted.reaches.only()
    return ground.known.only(grouping.value)
