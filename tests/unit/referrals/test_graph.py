"""Waves and independent lines: worked by hand, by properties, and on real nominations."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.referrals.graph import Naming, Ways, first_referrers, independent_lines, pairs_of, steps, waves
from engage.referrals.lines import Lines

NOMINATIONS = Path(__file__).resolve().parents[4] / "shared" / "data" / "nominations"
NOT_RUN = "the oracles on real nominations were not run: ../shared/data/nominations is not there"

MOST = 9
people = st.integers(2, MOST)


@st.composite
def maps(draw: st.DrawFn) -> tuple[int, list[int], list[Naming]]:
    """A small map: how many people, the starts, the namings."""
    count = draw(people)
    who = st.integers(0, count - 1)
    starts = draw(st.lists(who, unique=True, max_size=3))
    namings = draw(st.lists(st.tuples(who, who).filter(lambda pair: pair[0] != pair[1]), max_size=20))
    return count, starts, namings


def test_a_wave_is_one_more_than_the_lowest_of_those_who_named() -> None:
    #  0 and 1 are starts; 2 is named by both a start and someone further out; 6 names 0 and is named by nobody
    namings = [(0, 2), (2, 3), (3, 2), (3, 4), (1, 4), (4, 5), (6, 0)]
    assert waves(7, [0, 1], namings) == [0, 0, 1, 2, 1, 2, None]
    assert first_referrers([0, 0, 1, 2, 1, 2, None], namings) == [None, None, 0, 2, 1, 4, None]


def test_a_start_stays_at_the_centre_even_when_named() -> None:
    assert waves(3, [0, 1], [(0, 1), (1, 2)]) == [0, 0, 1]


def test_no_start_and_no_people() -> None:
    assert waves(2, [], [(0, 1)]) == [None, None]
    assert waves(0, [], []) == []
    assert independent_lines(2, [], [(0, 1)], 1) == 0


def test_lines_that_share_a_person_are_one() -> None:
    through_one = [(0, 2), (1, 2), (2, 3)]
    assert independent_lines(4, [0, 1], through_one, 3) == 1
    assert independent_lines(4, [0, 1], [*through_one, (1, 3)], 3) == 2
    assert independent_lines(4, [0, 1], [(0, 1)], 1) == 1


@pytest.mark.parametrize("inside", [[], [(2, 1), (3, 2), (1, 3), (5, 1), (4, 5), (5, 4), (3, 5), (1, 4)]])
def test_a_ring_with_one_referral_from_outside_has_one_line(inside: list[Naming]) -> None:
    ring = [(1, 2), (2, 3), (3, 4), (4, 5), *inside]
    # three starts, of whom one names one member
    assert [independent_lines(8, [0, 6, 7], [(0, 1), *ring], member) for member in (1, 2, 3, 4, 5)] == [1] * 5


@given(maps(), st.randoms(use_true_random=False))
def test_another_order_of_people_changes_nothing(drawn: tuple[int, list[int], list[Naming]], chance: object) -> None:
    count, starts, namings = drawn
    new = list(range(count))
    chance.shuffle(new)  # type: ignore[attr-defined]
    moved_starts = [new[each] for each in starts]
    moved = [(new[namer], new[named]) for namer, named in namings]
    before, after = waves(count, starts, namings), waves(count, moved_starts, moved)
    assert [after[new[each]] for each in range(count)] == before
    for each in range(count):
        assert independent_lines(count, moved_starts, moved, new[each]) == independent_lines(
            count, starts, namings, each
        )


@given(maps(), st.randoms(use_true_random=False))
def test_order_of_entry_and_someone_nobody_named_change_nothing(
    drawn: tuple[int, list[int], list[Naming]], chance: object
) -> None:
    count, starts, namings = drawn
    shuffled = list(namings)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    before = waves(count, starts, namings)
    # the newcomer names everyone, but nobody led to them
    more = [*shuffled, *((count, each) for each in range(count))]
    assert waves(count, starts, shuffled) == before
    assert waves(count + 1, starts, more) == [*before, None]
    for each in range(count):
        assert independent_lines(count + 1, starts, more, each) == independent_lines(count, starts, namings, each)


@given(maps(), st.data())
def test_a_wave_only_falls_as_answers_arrive(drawn: tuple[int, list[int], list[Naming]], data: st.DataObject) -> None:
    count, starts, namings = drawn
    who = st.integers(0, count - 1)
    more = data.draw(st.lists(st.tuples(who, who).filter(lambda pair: pair[0] != pair[1]), max_size=5))
    before, after = waves(count, starts, namings), waves(count, starts, [*namings, *more])
    assert all(old is None or (new is not None and new <= old) for old, new in zip(before, after, strict=True))


@given(maps())
def test_never_more_lines_than_starts_or_namers(drawn: tuple[int, list[int], list[Naming]]) -> None:
    count, starts, namings = drawn
    found = waves(count, starts, namings)
    for each in range(count):
        lines = independent_lines(count, starts, namings, each)
        assert lines <= len(starts)
        assert lines <= len({namer for namer, named in namings if named == each})
        assert (lines > 0) == (found[each] is not None and (each not in starts or _from_others(drawn, each)))


def _from_others(drawn: tuple[int, list[int], list[Naming]], start: int) -> bool:
    count, starts, namings = drawn
    without = [pair for pair in namings if pair[0] != start]
    return waves(count, [each for each in starts if each != start], without)[start] is not None


def _nominations(name: str, relation: str = "") -> tuple[int, list[Naming]]:
    if not NOMINATIONS.is_dir():
        pytest.skip(NOT_RUN)
    with (NOMINATIONS / f"{name}_edges.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if relation in ("", row["relation"])]
    with (NOMINATIONS / f"{name}_nodes.csv").open(encoding="utf-8") as file:
        count = sum(1 for _row in csv.DictReader(file))
    return count, [(int(row["src"]) - 1, int(row["dst"]) - 1) for row in rows]


def _met(count: int, starts: list[int], namings: list[Naming]) -> int:
    return sum(wave is not None for wave in waves(count, starts, namings))


def test_physicians_who_can_be_reached_from_three_starts() -> None:
    count, namings = _nominations("physicians")
    assert count == 246
    assert _met(count, [28, 45, 99], namings) == 104
    assert _met(count, [28, 45, 99], [*namings, *((named, namer) for namer, named in namings)]) <= count - 129


def test_physicians_fall_into_pieces_of_whom_the_largest_has_106() -> None:
    count, namings = _nominations("physicians", "advice")
    assert len(set(namings)) == 480
    both_ways = [*namings, *((named, namer) for namer, named in namings)]
    left, pieces = set(range(count)), []
    while left:
        piece = {each for each, wave in enumerate(waves(count, [min(left)], both_ways)) if wave is not None}
        pieces.append(len(piece))
        left -= piece
    assert (len(pieces), max(pieces)) == (35, 106)


def test_managers_all_lead_to_each_other() -> None:
    count, namings = _nominations("hightech", "advice")
    assert (count, len(namings)) == (21, 190)
    assert all(_met(count, [start], namings) == 21 for start in range(count) if any(a == start for a, _b in namings))


@given(maps())
def test_looking_only_where_lines_can_pass_finds_as_many(drawn: tuple[int, list[int], list[Naming]]) -> None:
    count, starts, namings = drawn
    firsts, pairs = np.array(sorted(starts), dtype=np.int64), pairs_of(namings)
    named_by, namers = Ways(count, pairs[:, 0], pairs[:, 1]), Ways(count, pairs[:, 1], pairs[:, 0])
    lines = Lines(firsts, named_by, namers, steps(count, firsts, named_by))
    for each in range(count):
        assert lines.to(each) == independent_lines(count, starts, namings, each)


def test_lines_give_way_to_one_another() -> None:
    # the shortest way from 0 to 5 blocks both others, and is given up for them
    namings = [(0, 2), (2, 4), (4, 5), (1, 4), (2, 3), (3, 5), (0, 6)]
    pairs, firsts = pairs_of(namings), np.array([0, 1])
    named_by = Ways(7, pairs[:, 0], pairs[:, 1])
    lines = Lines(firsts, named_by, Ways(7, pairs[:, 1], pairs[:, 0]), steps(7, firsts, named_by))
    assert [lines.to(each) for each in (5, 4, 3, 2)] == [2, 2, 1, 1]
