"""The map read as board, table, tree and matrix: everyone once, no naming for those without need, cost of a page."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage.referrals import veil
from engage.referrals.findings.between import NO_GROUP, between
from engage.referrals.findings.ground import stand_on
from engage.referrals.findings.vocabulary import Grouping
from engage.referrals.plotted import Plotting
from engage.referrals.reading import matrix, narrowing, opening
from engage.referrals.reading.matrix import blocks, matrix_of, tile
from engage.referrals.reading.narrowing import Narrowed
from engage.referrals.reading.opening import opened
from engage.referrals.reading.tree import rows_of, tree_of
from engage.referrals.reading.turns import shown_state, turns
from engage.referrals.records import StartRecord
from engage.referrals.seen import PageOfMap, SeenMap, see
from engage.referrals.vocabulary import ON_THE_MAP
from engage.stakeholders.records import Profile, Safety, StakeholderRecord

SPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
DAY = date(2026, 3, 1)
GROUPS = (["women"], ["young"], [], ["women", "young"])
NAMINGS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from([state.value for state in ON_THE_MAP])),
    max_size=40,
)


def key(number: int) -> UUID:
    return UUID(int=number + 1)


def a_map(starts: int, namings: list[tuple[int, int, str]], people: int = 12) -> SeenMap:
    """People are numbers; the first are starts; groups go round."""
    plotting = Plotting(SPACE)
    plotting.add(
        [key(1_000_000 + number).bytes for number in range(len(namings))],
        namers=[str(key(namer)) for namer, _named, _state in namings],
        named=[str(key(named)) for _namer, named, _state in namings],
        states=[state for *_ends, state in namings],
        days=[DAY] * len(namings),
        entries=list(range(len(namings))),
        said=[{}] * len(namings),
    ) if namings else None
    begun = [StartRecord(key(2_000_000 + each), key(each), "known", DAY) for each in range(starts)]
    records = [
        StakeholderRecord(
            key(each), SPACE, "person", 2, f"P{each:06}", "active", DAY, Profile(groups=GROUPS[each % 4]), Safety()
        )
        for each in range(people)
    ]
    return see(plotting.done(begun, frozenset(), 0), 3, records, lambda _ids: {})


def large(people: int = 4_000) -> SeenMap:
    """A map of many: everyone names the next four."""
    return a_map(
        5, [(each, (each + far) % people, "named") for each in range(people // 2) for far in (1, 2, 5, 9)], people
    )


@settings(deadline=None)
@given(NAMINGS, st.integers(0, 3))
def test_everyone_stands_once_in_the_tree_below_somebody_who_named_them(
    namings: list[tuple[int, int, str]], starts: int
) -> None:
    seen = a_map(starts, namings)
    rows = rows_of(seen, range(len(seen.people)), exact=True)
    assert sorted(row.index for row in rows) == list(range(len(seen.people)))
    line: list[int] = []
    for row in rows:
        assert row.level == (1 if row.person.wave is None else row.person.wave + 1)
        line = [*line[: row.level - 1], row.index]
        if row.level > 1:
            assert tuple(line[-2:]) in seen.pairs
        namers = {namer for namer, named in seen.pairs if named == row.index}
        assert row.also_through == len(namers) - (row.level > 1)
    assert all(after.level <= before.level + 1 for before, after in pairwise(rows))


@settings(deadline=None)
@given(NAMINGS)
def test_without_need_the_tree_is_the_same_whoever_named_whom(namings: list[tuple[int, int, str]]) -> None:
    seen = a_map(3, namings)
    rows = rows_of(seen, range(len(seen.people)))
    assert [(row.level, row.also_through, row.behind) for row in rows] == [(1, 0, 0)] * len(rows)
    assert [row.person.record.pseudonym for row in rows] == sorted(row.person.record.pseudonym for row in rows)


@settings(deadline=None)
@given(NAMINGS, st.integers(0, 3))
def test_opening_branch_after_branch_shows_everyone_once(namings: list[tuple[int, int, str]], starts: int) -> None:
    seen = a_map(starts, namings)
    shown, waiting = Counter[UUID](), [None]
    with pytest.MonkeyPatch.context() as smaller:
        smaller.setattr(opening, "WHOLE", 3)
        smaller.setattr(opening, "SIZE", 2)
        while waiting:
            root: UUID | None = waiting.pop()
            part = opened(seen, root)
            while True:
                for row in part.rows:
                    shown[row.person.id] += 1
                    if row.behind and not row.is_open:
                        waiting.append(row.person.id)
                if part.next is None:
                    break
                before, part = part, opened(seen, root, after=part.next)
                assert opened(seen, root, before=part.previous) == before
    assert shown == Counter({person.id: 1 for person in seen.people})


@settings(deadline=None)
@given(NAMINGS, st.booleans(), st.sampled_from(["pseudonym", "wave", "state"]))
def test_paging_through_the_board_and_the_table_shows_everyone_once(
    namings: list[tuple[int, int, str]], exact: bool, sort: str
) -> None:
    seen = a_map(3, namings)
    bands = veil.columns(veil.bands(seen, exact=exact), seen)
    order = turns(seen, (), exact=exact)
    on_board: list[UUID] = []
    for band in bands:
        here = seen.among(band.first, band.last)
        part, turn = seen.some(here, key=order, size=2), -1
        while True:
            for person in part.people:
                assert order[person.index] >= turn, "whoever waits to be approached comes first"
                turn = order[person.index]
                on_board.append(person.id)
            if part.next is None:
                break
            part = seen.some(here, key=order, size=2, after=part.next)
    everyone = Counter(person.id for person in seen.people) if bands else Counter[UUID]()
    assert Counter(on_board) == everyone
    with pytest.MonkeyPatch.context() as smaller:
        smaller.setattr(narrowing, "SIZE", 3)
        part = narrowing.part(seen, bands, Narrowed(sort=sort))
        in_table: list[UUID] = [person.id for person in part.people]
        while part.next:
            part = narrowing.part(seen, bands, Narrowed(sort=sort), after=part.next)
            in_table += [person.id for person in part.people]
    assert Counter(in_table) == everyone


def test_a_page_goes_on_where_it_was_when_somebody_on_it_moved_on() -> None:
    seen = a_map(1, [(0, each, "named" if each % 2 else "declined") for each in range(1, 10)])
    named = shown_state(seen) == shown_state(seen)[1]
    part: PageOfMap = seen.some(named, after=key(4))
    assert [person.id for person in part.people] == [key(5), key(7), key(9)]


def test_turns_tell_those_without_need_nothing_of_who_named() -> None:
    one = a_map(4, [(0, 5, "named"), (1, 6, "named"), (2, 7, "named"), (0, 4, "engaged")])
    other = a_map(4, [(3, 5, "named"), (1, 6, "named"), (2, 7, "named"), (4, 7, "named"), (3, 4, "engaged")])
    by_id = [
        {person.id: int(turns(seen, (key(5),), exact=False)[person.index]) for person in seen.people}
        for seen in (one, other)
    ]
    assert by_id[0] == by_id[1]
    assert turns(one, (key(5),), exact=True).tolist() != turns(one, (), exact=True).tolist()


@settings(deadline=None)
@given(NAMINGS, st.integers(0, 3))
def test_blocks_and_tiles_hold_every_naming_once(namings: list[tuple[int, int, str]], starts: int) -> None:
    seen = a_map(starts, namings)
    columns, rows = blocks(matrix_of(seen), exact=True)
    pairs = {pair for pair in seen.pairs if pair[0] != pair[1]}
    assert sum(sum(count or 0 for count in row.counts) for row in rows) == len(pairs)
    with pytest.MonkeyPatch.context() as smaller:
        smaller.setattr(matrix, "SIDE", 2)
        found: list[tuple[int, int]] = []
        for row in rows:
            for column, count in zip(columns, row.counts, strict=True):
                of_block = _tiles(seen, (row.groups[0], column))
                assert len(of_block) == count
                found += of_block
        assert sorted(found) == sorted(pairs)
        assert sorted(_tiles(seen, None)) == sorted(pairs)


def _tiles(seen: SeenMap, block: tuple[int, int] | None) -> list[tuple[int, int]]:
    found, tiles = [], tile(seen, block, 0).tiles
    for number in range(tiles):
        part = tile(seen, block, number)
        places = {person.index for person in part.rows}, {person.index for person in part.columns}
        assert len(part.rows) <= 2
        assert len(part.columns) <= 2
        for (namer, named), cell in part.cells.items():
            assert namer in places[0]
            assert named in places[1]
            assert seen.pairs[cell.place] == (namer, named)
            assert cell.mutual == ((named, namer) in seen.pairs)
            found.append((namer, named))
    return found


@settings(deadline=None)
@given(NAMINGS, st.integers(0, 3))
def test_blocks_are_the_table_of_who_names_whom_where_no_ring_vouches_for_itself(
    namings: list[tuple[int, int, str]], starts: int
) -> None:
    seen = a_map(starts, namings)
    if seen.voices.rings:
        return
    mine, found = matrix_of(seen), between(stand_on(seen), Grouping.GROUP)
    for groups, counts in found.rows:
        if groups[0] not in NO_GROUP and len(groups) == 1:
            row = mine.counts[mine.groups.index(groups[0])]
            assert [int(row[mine.groups.index(code)]) for code in found.groups] == counts
    assert sum(sum(counts) for _groups, counts in found.rows) == int(mine.counts.sum())


@settings(max_examples=200, deadline=None)
@given(NAMINGS, st.integers(0, 3))
def test_blocks_for_those_without_need_stand_on_three_namers_and_three_named(
    namings: list[tuple[int, int, str]], starts: int
) -> None:
    seen = a_map(starts, namings)
    whole = matrix_of(seen)
    columns, rows = blocks(whole, exact=False)
    for row in rows:
        for column, count in zip(columns, row.counts, strict=True):
            meant = [
                (namer, named)
                for namer, named in whole.pairs.tolist()
                if whole.of[namer] in row.groups and whole.of[named] == column
            ]
            assert count is None or (
                count == len(meant) >= 3 and min(len(set(ends)) for ends in zip(*meant, strict=True)) >= 3
            )


def test_a_page_of_a_large_map_makes_a_page_of_people(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, made = large(), []
    person = SeenMap.person
    monkeypatch.setattr(SeenMap, "person", lambda self, index: (made.append(index), person(self, index))[1])
    bands = veil.columns(veil.bands(seen, exact=True), seen)
    assert len(bands) <= veil.MOST_COLUMNS + 1
    for band in bands:
        seen.some(seen.among(band.first, band.last), key=turns(seen, (), exact=True), size=20)
    assert len(made) <= 20 * len(bands)
    made.clear()
    narrowing.part(seen, bands, Narrowed(sort="wave"))
    assert len(made) == narrowing.SIZE
    for root in (None, key(0)):
        made.clear()
        assert opened(seen, root).rows
        assert len(made) <= opening.WHOLE + 3
    made.clear()
    block = matrix_of(seen).here[0], matrix_of(seen).here[-1]
    part = tile(seen, block, 3)
    assert 0 < len(made) == len(part.rows) + len(part.columns) <= 2 * matrix.SIDE


def test_a_long_line_of_people_opens_in_few_rows() -> None:
    seen = a_map(1, [(each, each + 1, "named") for each in range(2_000)], 2_001)
    part = opened(seen, key(1_500))
    assert [row.level for row in part.above] == [1, *range(1_496, 1_502)]
    assert (part.left_out, part.level) == (1_494, 1_502)
    assert tree_of(seen).behind[0] == 2_000
    assert np.array_equal(tree_of(seen).top, [0])
