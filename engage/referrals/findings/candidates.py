"""Who could be heard next, with what speaks for it. Pure; the choice itself is made in `suggesting`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from engage.referrals.findings.coverage import Cell
from engage.referrals.findings.ground import NAMED, Ground
from engage.referrals.findings.saturation import new_names
from engage.referrals.findings.suggesting import Candidates
from engage.referrals.findings.turns import in_turn
from engage.referrals.findings.vocabulary import Fact
from engage.referrals.graph import UNREACHED, Numbers
from engage.referrals.visible import Mask
from engage.referrals.vocabulary import Question

_GROUP, _RIGHT = Fact.GROUP.value, Fact.RIGHT.value


def candidates(ground: Ground, cells: Sequence[Cell], *, asked_lately: Mapping[UUID, int]) -> Candidates:
    """Those whom a voice named, whom nobody asked yet, and who may be approached, by pseudonym."""
    order = ground.order
    people = order[open_to(ground)[order]]
    known, size = ground.known, ground.counted.people
    of_cell = np.zeros((len(people), len(cells)), np.bool_)
    for column, cell in enumerate(cells):
        of_cell[:, column] = known.mask(cell.fact, cell.code)[people]
    alone = of_cell[:, through_one(ground, cells)]
    asked = np.zeros(size, np.int64)
    for who, times in asked_lately.items():
        if (index := ground.seen.index_of(who)) is not None:
            asked[index] = times
    disagrees = np.zeros(size, np.bool_)
    disagrees[ground.counted.answers(Question.DISAGREES)[:, 1]] = True
    harmed = np.zeros(size, np.bool_)
    for code in known.codes(_RIGHT):
        harmed[known.of(_RIGHT, code)] = True
    return Candidates(
        people,
        of_cell,
        disagrees=disagrees[people],
        second_way=np.asarray(alone.any(axis=1)),
        harmed=(harmed & known.rights_holders)[people],
        asked_lately=asked[people],
        new_names=ground.seen.keep("names brought", lambda: _brought(ground))[people],
    )


def open_to(ground: Ground) -> Mask:
    """Who was named by a voice, waits to be asked, and may be approached."""
    seen, figures = ground.seen, ground.counted
    found: Mask = (figures.times > 0) & (ground.state == NAMED) & ~seen.visible.has_named & seen.there
    found[figures.starts] = False
    return found


def _brought(ground: Ground) -> NDArray[np.float64]:
    """By index, how many new names conversations in somebody's groups at risk brought, on average."""
    figures, turns = ground.counted, in_turn(ground, ground.counted.wave)
    names = np.full(figures.people, UNREACHED, np.int64)
    names[turns] = new_names(figures.people, figures.starts, turns, figures.pairs)
    whole, times = np.zeros(figures.people), np.zeros(figures.people)
    for group in ground.known.codes(_GROUP):
        members = ground.known.of(_GROUP, group)
        asked = members[names[members] != UNREACHED]
        whole[members] += names[asked].sum()
        times[members] += len(asked)
    return whole / np.maximum(times, 1)


def through_one(ground: Ground, cells: Sequence[Cell]) -> list[int]:
    """Places of the kinds of people of whom we know two or more, all through one voice."""
    figures = ground.counted
    voice, named = figures.pairs[:, 0], figures.pairs[:, 1]
    least: Numbers = np.full(figures.people, figures.people, np.int64)
    most: Numbers = np.full(figures.people, -1, np.int64)
    np.minimum.at(least, named, voice)
    np.maximum.at(most, named, voice)
    found = []
    for place, cell in enumerate(cells):
        members = ground.known.of(cell.fact, cell.code)
        members = members[figures.times[members] > 0]
        if len(members) > 1 and least[members].min() == most[members].max():
            found.append(place)
    return found
