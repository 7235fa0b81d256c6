"""Who names whom, group by group: counts, the own group beside chance, small rows together. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engage.referrals.findings.counting import TOO_FEW, Said
from engage.referrals.findings.ground import Ground
from engage.referrals.findings.mixing import between_groups, inward, inward_by_chance
from engage.referrals.findings.reach import reaches
from engage.referrals.findings.vocabulary import Grouping
from engage.referrals.seen import PersonSeen

UNKNOWN, SEVERAL = "", "*"
"""Whoever is in none of the groups, and whoever is in more than one."""
NO_GROUP = (UNKNOWN, SEVERAL)
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
    groups_of = _groups(ground, grouping)
    names = sorted({groups_of[each] for pair in ground.namings for each in pair}, key=lambda each: (each < "+", each))
    place = {name: number for number, name in enumerate(names)}
    matrix = between_groups([place.get(name, -1) for name in groups_of], len(names), ground.namings)
    # Whether people name their own can only be said where both belong to one known group.
    known = [number for number, name in enumerate(names) if name not in NO_GROUP]
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


def _groups(ground: Ground, grouping: Grouping) -> list[str]:
    if grouping is Grouping.START:
        found: dict[int, list[str]] = {}
        for reach in reaches(ground.starts, ground.namings):
            for person in {reach.start, *reach.people}:
                found.setdefault(person, []).append(str(ground.seen.people[reach.start].id))
        return [_one(found.get(person.index, [])) for person in ground.seen.people]
    return [_one(_codes(person, grouping)) for person in ground.seen.people]


def _codes(person: PersonSeen, grouping: Grouping) -> list[str]:
    profile = person.record.profile
    match grouping:
        case Grouping.GROUP:
            return list(profile.groups)
        case Grouping.COUNTRY:
            return list(profile.countries)
        case _:
            return list(profile.roles)


def _one(codes: list[str]) -> str:
    return UNKNOWN if not codes else SEVERAL if len(codes) > 1 else codes[0]
