"""How far the asking has come: from each start, in each group, and what still speaks against an end. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from engage.referrals import graph
from engage.referrals.findings.counting import Names
from engage.referrals.findings.grid import Row
from engage.referrals.findings.ground import Ground
from engage.referrals.findings.reach import Reach, reaches, shared
from engage.referrals.findings.saturation import Rule, names_of, new_names
from engage.referrals.seen import PersonSeen

RULE = Rule()
ENOUGH = 0.1
"""While more than one naming in ten points at somebody whom nobody else named, asking goes on."""


@dataclass(frozen=True)
class FromStart:
    """What came of one start."""

    person: PersonSeen
    reach: Reach
    names: Names
    new: list[int]
    """New names of each conversation, in the order in which people answered."""
    fired_at: int | None


@dataclass(frozen=True)
class InCell:
    """How often people of one line of the scoping were named."""

    row: Row
    names: Names


@dataclass(frozen=True)
class Overlap:
    """Two starts, and how many people both led to."""

    first: PersonSeen
    second: PersonSeen
    both: int


@dataclass(frozen=True)
class SingleRoute:
    """Someone through whom alone we reach `behind` others: our dependence, and nothing about them."""

    person: PersonSeen
    behind: int


def in_turn(ground: Ground) -> list[int]:
    """Everyone who answered, in the order of their first day; on one day by pseudonym."""
    people, first = ground.seen.people, ground.answered_on
    known = [voice for voice in ground.asked if voice in first]
    return sorted(known, key=lambda each: (first[each], people[each].record.pseudonym.casefold(), people[each].id.int))


def from_starts(ground: Ground) -> list[FromStart]:
    """Each start with what came of it, by pseudonym."""
    turns = in_turn(ground)
    found = []
    for reach in reaches(ground.starts, ground.namings):
        among = {reach.start, *reach.people}
        namings = [(voice, named) for voice, named in ground.namings if voice in among]
        asked = [each for each in turns if each in among]
        new = new_names([reach.start], asked, namings)
        person = ground.seen.people[reach.start]
        found.append(FromStart(person, reach, names_of(namings), new, RULE.fires_at(new)))
    return found


def in_cells(rows: list[Row], ground: Ground) -> list[InCell]:
    """Each line of the scoping with how often its people were named."""
    return [
        InCell(row, names_of(ground.namings, among={person.index for person in row.people["named"]})) for row in rows
    ]


def overlaps(starts: list[FromStart]) -> list[Overlap]:
    """Every two starts, and how many people both led to."""
    return [Overlap(one.person, two.person, shared(one.reach, two.reach)) for one, two in combinations(starts, 2)]


def are_independent(starts: list[FromStart]) -> bool:
    """Whether at least two starts led to people, and neither to the other."""
    return any(
        one.reach.people
        and two.reach.people
        and two.reach.start not in one.reach.people
        and one.reach.start not in two.reach.people
        for one, two in combinations(starts, 2)
    )


def single_routes(ground: Ground) -> list[SingleRoute]:
    """Whoever alone leads us to others, by pseudonym."""
    people = ground.seen.people
    behind = graph.behind(len(people), ground.starts, ground.namings)
    return [SingleRoute(person, behind[person.index]) for person in ground.people if behind[person.index]]


def brings_new(names: Names) -> bool:
    """Whether so many namings point at people nobody else named that asking goes on."""
    return names.namings > 0 and names.chance_of_new > ENOUGH
