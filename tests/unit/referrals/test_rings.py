"""The picture does not jump: places come from the order of entry, and stay when others are added."""

from __future__ import annotations

from itertools import combinations
from math import cos, dist, pi, tau

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.referrals.graph import first_referrers, waves
from engage.referrals.rings import FOOT, FULLEST, even, layout, places_for

STARTS = 3


@st.composite
def grown(draw: st.DrawFn) -> tuple[list[int | None], list[int | None], list[int]]:
    """A map as it grows: each newcomer was named by somebody who was there, and belongs to a side."""
    pairs = [(draw(st.integers(0, person - 1)), person) for person in range(STARTS, draw(st.integers(STARTS + 1, 18)))]
    count = STARTS + len(pairs)
    found = waves(count, range(STARTS), pairs)
    sides = draw(st.lists(st.sampled_from([-1, 0, 1]), min_size=count, max_size=count))
    return found, first_referrers(found, pairs), sides


@given(grown())
def test_whoever_is_there_keeps_their_place_when_someone_is_added(
    drawn: tuple[list[int | None], list[int | None], list[int]],
) -> None:
    found, referrers, sides = drawn
    before, _radii = layout(found[:-1], referrers[:-1], sides[:-1])
    after, _radii = layout(found, referrers, sides)
    assert after[: len(before)] == before
    assert layout(found, referrers, sides)[0] == after


@given(grown())
def test_nobody_stands_on_anybody_and_the_foot_stays_free(
    drawn: tuple[list[int | None], list[int | None], list[int]],
) -> None:
    found, referrers, sides = drawn
    places, _radii = layout(found, referrers, sides)
    assert all(dist((a.x, a.y), (b.x, b.y)) > 16 for a, b in combinations(places, 2))
    outside = [place for place, wave in zip(places, found, strict=True) if wave]
    assert all(abs((place.angle - pi / 2 + pi) % tau - pi) * place.radius >= FOOT / 2 - 12 for place in outside)


@pytest.mark.parametrize("count", [1, 3, 25, 200, 500])
def test_circles_grow_with_the_wave_and_hold_everyone(count: int) -> None:
    found: list[int | None] = [0, 0, *([1] * count), *([2] * count), None]
    places, radii = layout(found, [None, None, *([0] * count), *([2] * count), None])
    assert radii == sorted(radii)
    assert len({(place.x, place.y) for place in places}) == len(found)
    assert places[-1].radius > max(place.radius for place in places[:-1])
    assert count <= FULLEST * places_for(count)


def test_people_stand_near_whoever_named_them() -> None:
    places, _radii = layout([0, 0, 0, 1, 1], [None, None, None, 1, 2])
    for person, namer in ((3, 1), (4, 2)):
        assert cos(places[person].angle - places[namer].angle) > 0.9


def test_even_places_tell_nothing_but_the_wave() -> None:
    places, radii = even([0, 0, 0, 1, 1, 1, 1])
    assert [place.radius for place in places] == [radii[0]] * 3 + [radii[1]] * 4
    gaps = [places[at + 1].angle - places[at].angle for at in (3, 4, 5)]
    assert max(gaps) - min(gaps) < 1e-9


def test_one_start_stands_in_the_centre_and_an_empty_map_draws_nothing() -> None:
    assert layout([0, 1], [None, 0])[0][0].radius == 0
    assert layout([], []) == ([], [])
    assert even([]) == ([], [])
