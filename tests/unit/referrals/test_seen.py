"""What a reader sees: nobody they may not know of, no namer through small numbers, and sentences that expose nobody."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

import pytest

from engage.referrals import drawing, sentences, veil
from engage.referrals.records import OpenedMap, ReferralDetail, ReferralRecord, StartRecord
from engage.referrals.seen import SeenMap, see
from engage.referrals.transparency import how_they_came
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.records import Profile, Safety, StakeholderRecord

SPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
DAY = date(2026, 3, 1)


def key(name: str) -> UUID:
    return uuid5(SPACE, name)


def record(name: str) -> StakeholderRecord:
    return StakeholderRecord(key(name), SPACE, "person", 2, name, "active", DAY, Profile(), Safety())


def opened(starts: str, *namings: str) -> OpenedMap:
    """Starts and namings such as "ab:engaged:speaks_for_us:no"; each person is a letter."""
    referrals = []
    for number, naming in enumerate(namings):
        pair, state, question, told = [*naming.split(":"), *["", "", ""]][:4]
        detail = ReferralDetail(question=question or "should_be_heard", may_be_told=told or "not_asked")
        state = state or "named"
        referrals.append(ReferralRecord(key(f"naming {number}"), SPACE, state, DAY, key(pair[0]), key(pair[1]), detail))
    return OpenedMap([StartRecord(key(f"start {each}"), key(each), "known", DAY) for each in starts], referrals)


def seen_by(of_map: OpenedMap, *hidden: str) -> SeenMap:
    letters = {chr(number) for number in range(ord("a"), ord("z") + 1)} - set(hidden)
    return see(of_map, {key(letter): record(letter) for letter in letters})


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
def test_small_waves_are_joined_so_that_nobody_can_tell_who_named(of_map: OpenedMap, bands: list[str]) -> None:
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
def test_what_someone_can_be_told_rests_on_those_who_agreed(of_map: OpenedMap, said: str) -> None:
    assert how_they_came(of_map, key("b")) == said
