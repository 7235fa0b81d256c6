"""The picture does not jump: places come from the order of entry, and directions stay when others are added."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import cos, dist, pi, tau

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage.referrals.graph import first_referrers, waves
from engage.referrals.rings import FOOT, LEAST_PLACES, Ring, even, layout

STARTS = 3
Grown = tuple[list[int | None], list[int | None], list[int]]


@st.composite
def grown(draw: st.DrawFn) -> Grown:
    """A map as it grows: each newcomer was named by somebody who was there, and belongs to a side."""
    pairs = [(draw(st.integers(0, person - 1)), person) for person in range(STARTS, draw(st.integers(STARTS + 1, 60)))]
    count = STARTS + len(pairs)
    found = waves(count, range(STARTS), pairs)
    sides = draw(st.lists(st.sampled_from([-1, 0, 1]), min_size=count, max_size=count))
    return found, first_referrers(found, pairs), sides


@settings(max_examples=40)
@given(grown())
def test_whoever_is_there_keeps_their_direction_when_people_are_added(drawn: Grown) -> None:
    found, referrers, sides = drawn
    after = layout(found, referrers, sides).places
    assert layout(found, referrers, sides).places == after
    for there in (len(found) - 1, len(found) // 2 + 1):
        before = layout(found[:there], referrers[:there], sides[:there]).places
        assert [place.angle for place in before] == [place.angle for place in after[:there]]


@given(grown())
@settings(max_examples=40)
def test_on_circles_with_room_whoever_is_there_keeps_their_place(drawn: Grown) -> None:
    found, referrers, sides = (each[:18] for each in drawn)
    before = layout(found[:-1], referrers[:-1], sides[:-1]).places
    assert layout(found, referrers, sides).places[: len(before)] == before


@settings(max_examples=40)
@given(grown())
def test_nobody_stands_on_anybody_and_the_foot_stays_free(drawn: Grown) -> None:
    found, referrers, sides = drawn
    places = layout(found, referrers, sides).places
    assert all(dist((a.x, a.y), (b.x, b.y)) > 23 for a, b in combinations(places, 2))
    outside = [place for place, wave in zip(places, found, strict=True) if wave]
    assert all(abs((place.angle - pi / 2 + pi) % tau - pi) * place.radius >= FOOT / 2 - 12 for place in outside)


def test_a_circle_that_fills_up_opens_places_between_the_old_ones() -> None:
    ring = Ring()
    angles = [ring.settle(0.3) for _each in range(LEAST_PLACES * 3)]
    assert len({round(angle % tau, 9) for angle in angles}) == len(angles)
    assert len(set(ring.numbers())) == len(angles)
    assert ring.places == LEAST_PLACES * 4


@pytest.mark.parametrize("count", [1, 3, 25, 200, 500])
def test_circles_grow_with_the_wave_and_hold_everyone(count: int) -> None:
    found: list[int | None] = [0, 0, *([1] * count), *([2] * count), None]
    for laid in (layout(found, [None, None, *([0] * count), *([2] * count), None]), even(found)):
        edges = [(circle.radius - circle.reach, circle.radius + circle.reach) for circle in laid.circles]
        assert all(outer[0] - inner[1] > 90 for inner, outer in pairwise(edges))
        places = [(place.x, place.y) for place in laid.places]
        assert min(dist(a, b) for a, b in combinations(places, 2)) > 23
        assert laid.places[-1].radius > max(place.radius for place in laid.places[:-1])


def test_people_stand_near_whoever_named_them() -> None:
    places = layout([0, 0, 0, 1, 1], [None, None, None, 1, 2]).places
    for person, namer in ((3, 1), (4, 2)):
        assert cos(places[person].angle - places[namer].angle) > 0.9


def test_groups_that_one_person_named_stand_together() -> None:
    places = layout([0, 0, *([1] * 8)], [None, None, *([1] * 8)], [0, 0, *([-1, 1] * 4)]).places
    angle = [place.angle % tau for place in places[2:]]
    assert max(angle[0::2]) < min(angle[1::2])


def test_even_places_tell_nothing_but_the_wave() -> None:
    places, circles = even([0, 0, 0, 1, 1, 1, 1])
    assert [place.radius for place in places] == [circles[0].radius] * 3 + [circles[1].radius] * 4
    gaps = [places[at + 1].angle - places[at].angle for at in (3, 4, 5)]
    assert max(gaps) - min(gaps) < 1e-9


def test_one_start_stands_in_the_centre_and_an_empty_map_draws_nothing() -> None:
    assert layout([0, 1], [None, 0]).places[0].radius == 0
    assert layout([], []) == even([]) == ([], [])
