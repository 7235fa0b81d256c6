"""What a reader sees: nobody they may not know of, no namer through small numbers, and sentences that expose nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.referrals import drawing, graph, sentences, veil
from engage.referrals.plotted import FEW, Plotted, Plotting
from engage.referrals.records import StartRecord
from engage.referrals.seen import SeenMap, see
from engage.referrals.transparency import how_they_came
from engage.referrals.visible import WEIGHT
from engage.referrals.vocabulary import ON_THE_MAP, Question, ReferralState
from engage.stakeholders.records import Profile, Safety, StakeholderRecord

SPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
DAY = date(2026, 3, 1)


def key(name: str) -> UUID:
    return uuid5(SPACE, name)


def record(name: str) -> StakeholderRecord:
    return StakeholderRecord(key(name), SPACE, "person", 2, name, "active", DAY, Profile(), Safety())


def opened(starts: str, *namings: str) -> Plotted:
    """Starts and namings such as "ab:engaged:speaks_for_us:no"; each person is a letter."""
    plotting = Plotting(SPACE)
    for number, naming in enumerate(namings):
        pair, state, question, told = [*naming.split(":"), *["", "", ""]][:4]
        plotting.add(
            [key(f"naming {number}").bytes],
            namers=[str(key(pair[0]))],
            named=[str(key(pair[1]))],
            states=[state or "named"],
            days=[DAY],
            entries=[number + 1],
            said=[{"question": question or "should_be_heard", "may_be_told": told or "not_asked"}],
        )
    begun = [StartRecord(key(f"start {each}"), key(each), "known", DAY) for each in starts]
    return plotting.done(begun, frozenset(), 0)


def seen_by(of_map: Plotted, *hidden: str) -> SeenMap:
    letters = sorted({chr(number) for number in range(ord("a"), ord("z") + 1)} - set(hidden))
    return see(of_map, 3, [record(letter) for letter in letters], lambda _ids: {})


def shape(bands: list[veil.Band]) -> list[str]:
    return ["".join(person.record.pseudonym for person in band.people) for band in bands]


def test_whoever_is_hidden_takes_their_namings_and_waves_with_them() -> None:
    of_map = opened("ab", "ac", "cd", "bd", "xd", "de", "cf")
    whole, part = seen_by(of_map), seen_by(of_map, "c", "x")
    assert {person.record.pseudonym: person.wave for person in whole.people} == {
        "a": 0, "b": 0, "c": 1, "d": 1, "e": 2, "f": 2, "x": None,
    }  # fmt: skip
    assert {person.record.pseudonym: person.wave for person in part.people} == {"a": 0, "b": 0, "d": 1, "e": 2}
    assert sum(part.by_id[key("d")].named_by.values()) == 1
    assert sentences.reach(part, exact=True) == ["From 2 starts we have heard 1 of the 2 people named."]


def test_kinds_of_naming_are_never_added_up() -> None:
    seen = seen_by(opened("ab", "ac::speaks_for_us", "bc::speaks_for_us", "bc::disagrees"))
    words = [(one.question.value, one.words) for one in sentences.support(seen.by_id[key("c")], exact=True)]
    assert words == [("speaks_for_us", "Named by 2 people"), ("disagrees", "Named by one person")]


def test_danger_weighs_more_than_anything_that_happened() -> None:
    seen = seen_by(opened("ab", "ac:engaged", "bc:not_safe", "ad:declined", "bd:engaged", "ae:unreachable", "ef"))
    standing = {person.record.pseudonym: person.standing for person in seen.people}
    assert standing["c"] is ReferralState.NOT_SAFE
    assert standing["d"] is ReferralState.ENGAGED
    assert standing["e"] is ReferralState.ENGAGED, "whoever named others was heard"


def test_danger_is_not_drawn() -> None:
    seen = seen_by(opened("a", "ab:not_safe", "ac"))
    picture = drawing.draw(seen, veil.bands(seen, exact=True), exact=True)
    signs = {dot.person.record.pseudonym: dot.sign.value for dot in picture.dots}
    assert signs == {"a": "start", "b": "named", "c": "named"}


@pytest.mark.parametrize(
    ("of_map", "bands"),
    [
        (opened("a", "ab", "ac"), []),
        (opened("abc", "ad", "be", "af"), ["abc", "def"]),
        (opened("ab", "ac", "bd", "ce", "df"), ["abcd", "ef"]),
        (opened("abc", "ad", "de", "ef"), ["abc", "def"]),
        (opened("abc", "ad", "xy"), ["abc", "dxy"]),
        (opened("abc", "xy"), ["abcxy"]),
        (opened("", "xy"), []),
    ],
)
def test_small_waves_are_joined_so_that_nobody_can_tell_who_named(of_map: Plotted, bands: list[str]) -> None:
    assert shape(veil.bands(seen_by(of_map), exact=False)) == bands


def test_those_who_record_namings_see_every_wave() -> None:
    assert shape(veil.bands(seen_by(opened("a", "ab", "bc", "xy")), exact=True)) == ["a", "b", "c", "xy"]


def test_without_the_right_to_know_the_picture_is_the_same_whoever_named_whom() -> None:
    one = seen_by(opened("abc", "ad", "be", "cf"))
    other = seen_by(opened("abc", "af", "bd", "ce"))
    drawn = [drawing.draw(seen, veil.bands(seen, exact=False), exact=False) for seen in (one, other)]
    one_places, other_places = ([(dot.person.id, dot.place) for dot in picture.dots] for picture in drawn)
    assert one_places == other_places
    assert not drawn[0].lines
    assert not drawn[1].lines


def test_counts_below_three_are_few() -> None:
    seen = seen_by(opened("abc", "ad", "bd", "cd", "ae:declined", "be", "af:not_safe"))
    assert [one.words for one in sentences.support(seen.by_id[key("d")], exact=False)] == ["Named by 3 people"]
    assert [one.words for one in sentences.support(seen.by_id[key("e")], exact=False)] == ["Named by few people"]
    assert sentences.reach(seen, exact=False) == [
        "From 3 starts we have heard few of the 3 people named.", "A few declined.", "A few are not safe to approach.",
    ]  # fmt: skip


def test_the_next_step_tells_nobody_else_who_named_others() -> None:
    seen = seen_by(opened("abc", "ad:engaged", "be:engaged", "df"))
    steps = {person.record.pseudonym: sentences.next_step(person, exact=False) for person in seen.people}
    assert steps["d"] == steps["e"] == steps["a"] == ""
    assert sentences.next_step(seen.by_id[key("e")], exact=True)


@pytest.mark.parametrize(
    ("of_map", "said"),
    [
        (opened("b", "ab"), "You are one of the people we knew and trusted, so we began with you."),
        (opened("a", "ab::speaks_for_us:yes"), "People we spoke with named you as someone who speaks for them."),
        (opened("a", "ab:::without_name", "cb:::no"), "People we spoke with named you as someone to hear."),
        (opened("a", "ab:::no", "cb"), "You came to our notice while we were learning who should be heard."),
        (opened("a", "bc"), ""),
    ],
)
def test_what_someone_can_be_told_rests_on_those_who_agreed(of_map: Plotted, said: str) -> None:
    assert how_they_came(seen_by(of_map), key("b")) == said


LETTERS = "abcdefg"
COLUMNS = ("namer", "named", "engagement")
STATES = [state.value for state in ON_THE_MAP]
NAMINGS = st.lists(
    st.tuples(
        st.sampled_from(LETTERS), st.sampled_from(LETTERS), st.sampled_from(STATES), st.sampled_from(list(Question))
    ),
    max_size=14,
)


@given(NAMINGS, st.text(LETTERS, max_size=3), st.sets(st.sampled_from(LETTERS), max_size=2))
def test_the_seen_map_is_what_looking_at_each_naming_gives(
    namings: list[tuple[str, str, str, Question]], starts: str, hidden: set[str]
) -> None:
    of_map = opened(
        "".join(dict.fromkeys(starts)), *(f"{a}{b}:{state}:{question}" for a, b, state, question in namings)
    )
    seen = seen_by(of_map, *hidden)
    left = [
        each for each in namings if each[0] != each[1] and not {each[0], each[1]} & hidden and each[2] != "withdrawn"
    ]
    firsts = [each for each in dict.fromkeys(starts) if each not in hidden]
    here = list(dict.fromkeys([*firsts, *(end for each in left for end in each[:2])]))
    place = {letter: index for index, letter in enumerate(here)}
    pairs = [(place[a], place[b]) for a, b, _state, _question in left]
    waves = graph.waves(len(here), range(len(firsts)), pairs)

    assert [person.record.pseudonym for person in seen.people] == here
    assert seen.pairs == pairs
    assert [(each.namer_id, each.named_id, each.state) for each in seen.namings] == [
        (key(a), key(b), state) for a, b, state, _question in left
    ]
    for letter, person in zip(here, seen.people, strict=True):
        states = {state for _a, b, state, _question in left if b == letter}
        asked = any(a == letter for a, *_rest in left)
        if asked:
            states.add("engaged")
        assert (person.wave, person.is_start, person.has_named) == (waves[place[letter]], letter in firsts, asked)
        assert person.standing is next((each for each in WEIGHT if each in states), ReferralState.NAMED)
        assert person.named_by == {
            question: len(namers)
            for question in Question
            if (namers := {a for a, b, _state, asked_for in left if (b, asked_for) == (letter, question)})
        }
        assert seen.by_id[key(letter)] == person
        assert [each.namer_id for each in seen.of(key(letter))] == [key(a) for a, b, *_rest in left if b == letter]
        assert seen.lines_to(key(letter)) == graph.independent_lines(
            len(here), range(len(firsts)), pairs, place[letter]
        )
    assert all(key(letter) not in seen.by_id for letter in set(LETTERS) - set(here))
    assert sum(tally.people for tally in seen.tallies()) == len(here)


@given(NAMINGS, st.integers(1, 3))
def test_pages_of_waves_one_after_another_show_everyone_once(
    namings: list[tuple[str, str, str, Question]], size: int
) -> None:
    seen = seen_by(opened("ab", *(f"{a}{b}:{state}" for a, b, state, _question in namings)))
    for first, last in ((0, 0), (1, 2), (1, None), (None, None)):
        whole = [
            person.record.pseudonym
            for person in sorted(seen.people, key=lambda person: person.record.pseudonym)
            if (person.wave is None and last is None)
            or (person.wave is not None and first is not None and first <= person.wave <= (9 if last is None else last))
        ]
        shown, page = [], seen.page(first, last, size=size)
        backward = page
        while True:
            assert page.total == len(whole)
            shown += [person.record.pseudonym for person in page.people]
            if page.next is None:
                break
            backward, page = page, seen.page(first, last, size=size, after=page.next)
            assert seen.page(first, last, size=size, before=page.previous) == backward
        assert shown == whole


def test_whoever_is_named_by_starts_belongs_to_no_ring_with_them() -> None:
    ring = ["bc", "cd", "db"]
    assert len(seen_by(opened("a", "ab", *ring)).voices.rings) == 0
    assert len(seen_by(opened("a", *ring)).voices.rings) == 1
    assert len(seen_by(opened("b", *ring)).voices.rings) == 0


@pytest.mark.parametrize("changed", [3, FEW + 20])
def test_a_map_brought_up_by_few_or_many_changes_is_the_map_plotted_at_once(changed: int) -> None:
    def add(plotting: Plotting, numbers: Iterable[int], state: str) -> None:
        here = list(numbers)
        plotting.add(
            [key(f"naming {number}").bytes for number in here],
            namers=[str(key(LETTERS[number % 3])) for number in here],
            named=[str(key(LETTERS[3 + number % 4])) for number in here],
            states=[state] * len(here),
            days=[DAY] * len(here),
            entries=[number // 2 for number in here],
            said=[{"engagement_id": str(number % 5)} for number in here],
        )

    def told(plotted: Plotted) -> list[tuple[object, ...]]:
        names = [plotted.people, plotted.people, plotted.engagements]
        return [
            (
                plotted.id_at(place),
                int(row["state"]),
                *(of[row[column]] for of, column in zip(names, COLUMNS, strict=True)),
            )
            for place, row in enumerate(plotted.rows)
        ]

    first, once = Plotting(SPACE), Plotting(SPACE)
    add(first, range(200), "named")
    later = Plotting(SPACE, first.done((), frozenset(), 0))
    add(later, range(100, 100 + changed), "engaged")
    add(later, range(199 + changed, 199, -1), "named")
    add(once, [*range(100), *range(100 + changed, 200 + changed)], "named")
    add(once, range(100, 100 + changed), "engaged")
    brought, whole = later.done((), frozenset(), 0), once.done((), frozenset(), 0)
    assert told(brought) == told(whole)
    assert brought.place_of(key("naming 101")) == whole.place_of(key("naming 101"))
    assert brought.place_of(key("naming 999")) is None
