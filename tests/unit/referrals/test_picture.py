"""What one picture holds: parts that tell no small count, lines to one person, lines outside their circle."""

from __future__ import annotations

import random
from datetime import date
from itertools import combinations, pairwise
from math import dist
from uuid import UUID, uuid5

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage.referrals import veil
from engage.referrals.findings.grid import Kept
from engage.referrals.picture.blocks import MOST, NO_START, Blocks, blocks_of
from engage.referrals.picture.focus import MOST_LINES, draw_focus, focus_on
from engage.referrals.picture.levels import MOST_DRAWN, MOST_FOCUSABLE, Level, level_for
from engage.referrals.picture.parts import draw_parts
from engage.referrals.plotted import Plotting
from engage.referrals.records import StartRecord
from engage.referrals.seen import SeenMap, see
from engage.stakeholders.records import Profile, Safety, StakeholderRecord

SPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
DAY = date(2026, 3, 1)
GROUPS = ["women", "young", "migrants", "minorities"]


def key(number: int) -> UUID:
    return uuid5(SPACE, str(number))


def seen_map(people: int, starts: int, namings: list[tuple[int, int]], groups: list[list[str]]) -> SeenMap:
    plotting = Plotting(SPACE)
    plotting.add(
        [uuid5(SPACE, f"naming {number}").bytes for number in range(len(namings))],
        namers=[str(key(namer)) for namer, _named in namings],
        named=[str(key(named)) for _namer, named in namings],
        states=["named"] * len(namings),
        days=[DAY] * len(namings),
        entries=list(range(1, len(namings) + 1)),
        said=[{}] * len(namings),
    )
    begun = [StartRecord(uuid5(SPACE, f"start {each}"), key(each), "known", DAY) for each in range(starts)]
    records = [
        StakeholderRecord(key(each), SPACE, "person", 2, f"{each:06}", "active", DAY, Profile(groups=has), Safety())
        for each, has in enumerate(groups)
    ]
    assert len(records) == people
    return see(plotting.done(begun, frozenset(), 0), 3, records, lambda _ids: {})


def grown(people: int, starts: int, seed: int = 1) -> SeenMap:
    """A map in which everyone past the starts was named by somebody before them; groups at random."""
    chance = random.Random(seed)
    namings = [(chance.randrange(max(1, person // 2)), person) for person in range(starts, people)]
    namings += [(chance.randrange(people), chance.randrange(people)) for _each in range(people)]
    namings += [(start, start + starts) for start in range(starts)]
    return seen_map(people, starts, namings, [chance.sample(GROUPS, chance.randrange(3)) for _each in range(people)])


def parts_of(seen: SeenMap, *, exact: bool) -> Blocks:
    return blocks_of(seen, veil.bands(seen, exact=exact), exact=exact)


@pytest.mark.parametrize(
    ("people", "level"),
    [
        (0, Level.PEOPLE),
        (MOST_FOCUSABLE, Level.PEOPLE),
        (MOST_FOCUSABLE + 1, Level.CANVAS),
        (MOST_DRAWN, Level.CANVAS),
        (MOST_DRAWN + 1, Level.PARTS),
    ],
)
def test_how_much_one_picture_holds(people: int, level: Level) -> None:
    assert level_for(people) is level


@pytest.mark.parametrize(("people", "starts"), [(30, 3), (600, 12), (3_000, 150)])
def test_a_map_falls_into_at_most_two_hundred_parts_that_hold_everyone(people: int, starts: int) -> None:
    seen = grown(people, starts)
    found = parts_of(seen, exact=True)
    assert len(found.blocks) <= MOST
    assert [block.people for block in found.blocks] == np.bincount(found.of).tolist()
    assert sum(block.people for block in found.blocks) == seen.visible.people
    bands = veil.bands(seen, exact=True)
    for number in range(len(found.blocks)):
        rings = {ring for ring, band in enumerate(bands) if number in found.of[band.indexes]}
        assert rings == {found.blocks[number].ring} or min(rings) == found.joined_from
    drawn = draw_parts(found, len(bands), by_group=False)
    assert all(
        dist((one.place.x, one.place.y), (other.place.x, other.place.y)) > one.size + other.size
        for one, other in combinations(drawn.discs, 2)
    )


def test_others_learn_of_no_start_and_no_line_and_no_small_count() -> None:
    seen = grown(90, 4)
    found = parts_of(seen, exact=False)
    assert not found.flows
    assert {block.start for block in found.blocks} == {NO_START}
    counts = np.bincount(found.of).tolist()
    for block, count in zip(found.blocks, counts, strict=True):
        assert (block.people is Kept.FEW) == (count < veil.LEAST)
        assert block.opens == (block.people == count)
    assert any(block.people is Kept.FEW for block in found.blocks), "or this shows nothing"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(20, 80))
def test_no_hidden_count_is_the_rest_of_a_sum(seed: int, people: int) -> None:
    found = parts_of(grown(people, 4, seed), exact=False)
    counts = np.bincount(found.of, minlength=len(found.blocks)).tolist()
    lines = {("ring", block.ring) for block in found.blocks} | {("group", block.group) for block in found.blocks}
    for kind, value in lines:
        mine = [block for block in found.blocks if getattr(block, kind) == value]
        hidden = [block for block in mine if not block.opens]
        if not hidden or len(hidden) == len(mine):
            continue
        rest = sum(counts[block.number] for block in hidden)
        least = [1 if block.people is Kept.FEW else veil.LEAST for block in hidden]
        most = [veil.LEAST - 1 if block.people is Kept.FEW else rest for block in hidden]
        assert sum(least) < rest < sum(most)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(12, 40))
def test_lines_to_one_person_begin_at_starts_follow_namings_and_share_nobody(seed: int, people: int) -> None:
    seen = grown(people, 4, seed)
    pairs = set(seen.pairs)
    for index in range(0, seen.visible.people, 5):
        focus = focus_on(seen, index)
        assert focus.lines == seen.lines_to(seen.person(index).id)
        assert len(focus.chains) == min(focus.lines, MOST_LINES)
        inside = [person.index for chain in focus.chains for person in chain]
        assert len(inside) == len(set(inside))
        for chain in focus.chains:
            way = [*(person.index for person in chain), index]
            assert chain[0].is_start
            assert all(step in pairs for step in pairwise(way))
        said = {person.index for person in focus.others} | {chain[-1].index for chain in focus.chains}
        assert said == {namer for namer, named in pairs if named == index and namer != index}
        assert {person.index for person in focus.named} == {named for namer, named in pairs if namer == index != named}


def test_the_lines_to_one_person_are_mirrored_where_one_reads_from_right_to_left() -> None:
    seen = grown(30, 4)
    focus = focus_on(seen, 20)
    one, other = (draw_focus(seen, focus, mirrored=mirrored) for mirrored in (False, True))
    assert [(dot.person.id, -dot.place.x, dot.place.y) for dot in one.dots] == [
        (dot.person.id, dot.place.x, dot.place.y) for dot in other.dots
    ]
