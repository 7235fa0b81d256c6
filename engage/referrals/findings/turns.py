"""How far the asking has come: from each start, in each group, and what still speaks against an end. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from engage.referrals.findings.counted import NEVER
from engage.referrals.findings.counting import Names
from engage.referrals.findings.grid import Row
from engage.referrals.findings.ground import Ground
from engage.referrals.findings.saturation import Rule, new_names
from engage.referrals.graph import UNREACHED, Numbers, steps
from engage.referrals.seen import PersonSeen

RULE = Rule()
ENOUGH = 0.1
"""While more than one naming in ten points at somebody whom nobody else named, asking goes on."""
MOST_COMPARED = 6
"""So many starts are held against each other, two by two."""


@dataclass(frozen=True)
class FromStart:
    """What came of one start."""

    person: PersonSeen
    leads_to: int
    alone: int
    """Whom no other start leads to."""
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


def in_turn(ground: Ground, wave: Numbers) -> Numbers:
    """Everyone who answered, in the order of their first day; on one day by wave, so that no name settles it."""
    figures = ground.counted
    asked = np.flatnonzero(figures.asked & (figures.first_day < NEVER))
    far = np.where(wave == UNREACHED, figures.people, wave)[asked]
    return asked[np.lexsort((ground.seen.ranks[asked], far, figures.first_day[asked]))]


def from_starts(ground: Ground) -> list[FromStart]:
    """Each start with what came of it, by pseudonym."""
    return ground.seen.keep("from starts", lambda: [_from(ground, start) for start in ground.starts])


def _from(ground: Ground, start: int) -> FromStart:
    figures = ground.counted
    among = figures.reaches.leads_to(start)
    among[start] = True
    namings = figures.pairs[among[figures.pairs[:, 0]]]
    turns = in_turn(ground, steps(figures.people, np.array([start]), figures.named_by))
    new = new_names(figures.people, np.array([start]), turns[among[turns]], namings).tolist()
    return FromStart(
        ground.seen.person(start),
        int(figures.reaches.counts[start]),
        int(figures.reaches.alone[start]),
        Names.of(np.bincount(namings[:, 1])),
        new,
        RULE.fires_at(new),
    )


def in_cells(rows: Sequence[Row], ground: Ground) -> list[InCell]:
    """Each line of the scoping with how often its people were named."""
    return [InCell(row, Names.of(ground.counted.times[row.members])) for row in rows]


def overlaps(ground: Ground) -> list[Overlap]:
    """Every two starts, and how many people both led to; nothing once there are so many that nobody would read it."""
    if len(ground.starts) > MOST_COMPARED:
        return []
    person, reaches = ground.seen.person, ground.counted.reaches
    return [Overlap(person(one), person(two), reaches.both(one, two)) for one, two in combinations(ground.starts, 2)]


def single_routes(ground: Ground) -> Numbers:
    """Whoever alone leads us to others, by pseudonym: our dependence, and nothing about them."""
    return ground.by_pseudonym(np.flatnonzero(ground.counted.here & (ground.counted.behind > 0)))


def brings_new(names: Names) -> bool:
    """Whether so many namings point at people nobody else named that asking goes on."""
    return names.namings > 0 and names.chance_of_new > ENOUGH
