"""Every figure of the map against published or measured values: the oracles of snowball.md 8."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.referrals import graph
from engage.referrals.findings.counting import Names, gini, hill, wilson
from engage.referrals.findings.mixing import between_groups, inward
from engage.referrals.findings.saturation import Rule, names_of, new_names
from tests.unit.referrals.nominations import nominations

GIRDLED = [46, 22, 17, 15, 15, 9, 8, 6, 6, 4, *[2] * 4, *[1] * 12]
LOGGED = [88, 22, 16, 15, 13, 10, 8, 8, 7, 7, 7, 5, 4, 4, 4, *[3] * 4, *[2] * 4, *[1] * 14]
KARATE = (
    "1-2 1-3 2-3 1-4 2-4 3-4 1-5 1-6 1-7 5-7 6-7 1-8 2-8 3-8 4-8 1-9 3-9 3-10 1-11 5-11 6-11 1-12 1-13 4-13 1-14 2-14 "
    "3-14 4-14 6-17 7-17 1-18 2-18 1-20 2-20 1-22 2-22 24-26 25-26 3-28 24-28 25-28 3-29 24-30 27-30 2-31 9-31 1-32 "
    "25-32 26-32 29-32 3-33 9-33 15-33 16-33 19-33 21-33 23-33 24-33 30-33 31-33 32-33 9-34 10-34 14-34 15-34 16-34 "
    "19-34 20-34 21-34 23-34 24-34 27-34 28-34 29-34 30-34 31-34 32-34 33-34"
)
KARATE_TIES = [(int(a) - 1, int(b) - 1) for a, b in (tie.split("-") for tie in KARATE.split())]


@pytest.mark.parametrize(
    ("found", "asked", "low", "high"),
    [(0, 5, 0, 0.4345), (1, 10, 0.0179, 0.4042), (8, 10, 0.4902, 0.9433), (3, 4, 0.3006, 0.9544)],
)
def test_oracle_wilson(found: int, asked: int, low: float, high: float) -> None:
    assert wilson(found, asked) == pytest.approx((low, high), abs=5e-5)


def test_oracle_hill_numbers_of_inext() -> None:
    assert [hill(GIRDLED, order) for order in (0, 1, 2)] == pytest.approx([26, 12.059650, 7.84], abs=5e-7)
    assert [hill(LOGGED, order) for order in (0, 1, 2)] == pytest.approx([37, 14.421002, 6.761499], abs=5e-7)


def test_oracle_coverage_and_chao_of_inext() -> None:
    assert Names.of(GIRDLED).coverage == pytest.approx(0.928855, abs=5e-7)
    assert Names.of(LOGGED).coverage == pytest.approx(0.944571, abs=5e-7)
    assert len(GIRDLED) + Names.of(GIRDLED).still_to_come == pytest.approx(43.892857, abs=5e-7)
    assert len(LOGGED) + Names.of(LOGGED).still_to_come == pytest.approx(61.402778, abs=5e-7)


def test_oracle_gini() -> None:
    assert [gini((1, 1, 1, 1)), gini((0, 0, 0, 4)), gini((1, 2, 3, 4, 10))] == pytest.approx([0, 0.75, 0.4])


def test_oracle_walk_published_example() -> None:
    links = ["BC", "CB", "DA", "DB", "EB", "ED", "EF", "FB", "FE", "GB", "GE", "HB", "HE", "IB", "IE", "JE", "KE"]
    pairs = [(ord(a) - 65, ord(b) - 65) for a, b in links]
    rest = [0.016169] * 5
    assert graph.led_to(11, range(11), pairs) == pytest.approx(
        [0.032781, 0.384401, 0.342910, 0.039087, 0.080886, 0.039087, *rest], abs=1e-6
    )


def test_oracle_walk_returns_from_dead_ends_to_its_origin() -> None:
    found = graph.led_to(5, [0], [(0, 1), (1, 2), (3, 1), (0, 3)])
    assert found == pytest.approx([0.347275, 0.273045, 0.232088, 0.147592, 0], abs=1e-6)


def test_oracle_karate() -> None:
    assert graph.cut_points(34, KARATE_TIES) == [0]
    circles = graph.acquainted(34, KARATE_TIES)
    assert modularity(34, KARATE_TIES, circles) >= 0.4188
    assert circles == graph.acquainted(34, KARATE_TIES)
    for circle in circles:
        place = {person: number for number, person in enumerate(circle)}
        inside = [(place[a], place[b]) for a, b in KARATE_TIES if a in place and b in place]
        assert len(graph.parts(len(circle), inside)) == 1
    with_hi = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21]
    split = [with_hi, [person for person in range(34) if person not in with_hi]]
    assert modularity(34, KARATE_TIES, split) == pytest.approx(0.3582347, abs=5e-8)


def modularity(people: int, ties: list[tuple[int, int]], circles: list[list[int]]) -> float:
    """Newman's Q, by hand."""
    of = {person: number for number, circle in enumerate(circles) for person in circle}
    degree = [sum(person in tie for tie in ties) for person in range(people)]
    inside = [sum(of[a] == of[b] == number for a, b in ties) for number in range(len(circles))]
    whole = [sum(degree[person] for person in circle) for circle in circles]
    return sum(i / len(ties) - (w / (2 * len(ties))) ** 2 for i, w in zip(inside, whole, strict=True))


def strong_circles(people: int, namings: list[tuple[int, int]]) -> list[list[int]]:
    """Sets of people each of whom leads to each other by namings, only those of two and more."""
    found: dict[int, list[int]] = {}
    for person, circle in enumerate(graph.circle_of_each(people, namings).tolist()):
        found.setdefault(circle, []).append(person)
    return sorted(members for members in found.values() if len(members) > 1)


def test_oracle_hightech_advice() -> None:
    data = nominations("hightech", ["advice"])
    assert (data.people, len(data.namings)) == (21, 190)
    assert graph.mutual(data.namings) == (90, 190)
    assert graph.cut_points(21, data.namings) == []
    assert max(map(len, strong_circles(21, data.namings))) == 21
    matrix = between_groups(data.groups("dept"), 5, data.namings)
    expected = [[0, 4, 1, 2, 1], [4, 9, 3, 4, 7], [6, 25, 25, 19, 21], [2, 4, 14, 4, 10], [1, 9, 1, 6, 8]]
    assert matrix == expected
    assert inward(matrix) == pytest.approx(0.515789, abs=5e-7)
    walk = graph.led_to(21, range(21), data.namings)
    assert [walk[20], walk[6], walk[1]] == pytest.approx([0.1637904867, 0.1040481699, 0.0939176980], abs=1e-9)
    fourth = [person for person, dept in enumerate(data.groups("dept")) if dept == 4]
    walk = graph.led_to(21, fourth, data.namings)
    assert [walk[20], walk[1], walk[6]] == pytest.approx([0.1584544512, 0.1243331836, 0.0909927037], abs=1e-9)


def test_oracle_hightech_reports() -> None:
    data = nominations("hightech", ["reports"])
    assert [person + 1 for person in graph.cut_points(21, data.namings)] == [2, 7, 14, 18, 21]
    assert inward(between_groups([level - 1 for level in data.groups("level")], 3, data.namings)) == 1
    assert inward(between_groups(data.groups("dept"), 5, data.namings)) == pytest.approx(-0.6)


def test_oracle_physicians_advice() -> None:
    data = nominations("physicians", ["advice"])
    assert (data.people, len(data.namings)) == (246, 480)
    answered, every = graph.mutual(data.namings)
    assert answered / every == pytest.approx(0.129167, abs=5e-7)
    parts = graph.parts(246, data.namings)
    assert (len(parts), len(parts[0])) == (35, 106)
    assert max(map(len, strong_circles(246, data.namings))) == 10
    assert len(graph.cut_points(246, data.namings)) == 18
    assert inward(between_groups([city - 1 for city in data.groups("city")], 4, data.namings)) == -1
    walk = graph.led_to(246, range(246), data.namings)
    assert [walk[35], walk[28], walk[121]] == pytest.approx([0.0501055127, 0.0331304405, 0.0241826975], abs=1e-9)


def asked_in_turn(starts: list[int], namings: list[tuple[int, int]]) -> list[int]:
    """The order in which people are asked who are asked in order of first mention."""
    order = list(starts)
    for person in order:
        order += dict.fromkeys(named for namer, named in namings if namer == person and named not in order)
    return order


def test_oracle_saturation_of_physicians() -> None:
    data = nominations("physicians")
    starts = [28, 45, 99]
    order = asked_in_turn(starts, data.namings)
    new = new_names(data.people, np.array(starts), np.array(order), data.namings).tolist()
    assert new[:11] == [5, 4, 3, 5, 1, 1, 2, 0, 0, 3, 3]
    early, late = Rule(4, 2).fires_at(new), Rule(6, 3).fires_at(new)
    assert early is not None
    assert late is not None
    assert (early, len(starts) + sum(new[:early])) == (9, 24)
    assert (late, len(starts) + sum(new[:late])) == (67, 93)
    assert len(order) == 104
    here = data.facts[28]["city"]
    assert sum(each["city"] != here for each in data.facts) == 129


NAMINGS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1]), max_size=25)


@given(NAMINGS, st.permutations(range(9)), st.sets(st.integers(0, 8), min_size=1, max_size=3))
def test_names_of_people_and_order_of_entry_change_nothing(
    namings: list[tuple[int, int]], called: list[int], starts: set[int]
) -> None:
    other = [(called[namer], called[named]) for namer, named in reversed(namings)]
    others = [called[start] for start in starts]
    for figure in (graph.led_to, graph.behind, graph.waves):
        there: list[float | None] = list(figure(9, others, other))
        assert [there[called[person]] for person in range(9)] == pytest.approx(list(figure(9, starts, namings)))
    assert sorted(called[each] for each in graph.cut_points(9, namings)) == graph.cut_points(9, other)
    assert graph.mutual(namings) == graph.mutual(other)
    assert names_of(9, namings) == names_of(9, other)


@given(NAMINGS, st.sets(st.integers(0, 8), min_size=1, max_size=3))
def test_somebody_nobody_named_changes_no_figure(namings: list[tuple[int, int]], starts: set[int]) -> None:
    for figure in (graph.led_to, graph.behind):
        assert figure(10, starts, namings)[:9] == pytest.approx(figure(9, starts, namings))
    assert strong_circles(10, namings) == strong_circles(9, namings)
    assert graph.cut_points(10, namings) == graph.cut_points(9, namings)


@given(NAMINGS, st.sets(st.integers(0, 8), min_size=1, max_size=3))
def test_who_stands_behind_is_who_is_lost_without_them(namings: list[tuple[int, int]], starts: set[int]) -> None:
    reached = [wave is not None for wave in graph.waves(9, starts, namings)]
    for person, lost in enumerate(graph.behind(9, starts, namings)):
        without = [pair for pair in namings if person not in pair]
        still = graph.waves(9, starts - {person}, without)
        gone = sum(reached[other] and still[other] is None for other in range(9) if other != person)
        assert lost == (gone if reached[person] else 0)


@given(NAMINGS)
def test_what_happens_inside_a_ring_gains_it_nothing(inside: list[tuple[int, int]]) -> None:
    start, members = 9, range(9)
    ring = [(each, (each + 1) % 9) for each in members]
    outside = [(start, 0)]
    for named in members:
        assert graph.independent_lines(10, [start], [*inside, *ring, *outside], named) == 1
