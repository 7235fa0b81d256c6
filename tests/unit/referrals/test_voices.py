"""Rings gain nothing; coverage, reach and suggestions hold whatever the order of entry."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engage.referrals import graph
from engage.referrals.findings.coverage import Cell, cover
from engage.referrals.findings.reach import reaches, shared
from engage.referrals.findings.saturation import names_of
from engage.referrals.findings.suggesting import Candidate, Why, suggest
from engage.referrals.findings.support import breadth, support
from engage.referrals.findings.voices import voices
from engage.referrals.vocabulary import ReferralState

PEOPLE = 9
RING = range(PEOPLE, PEOPLE + 6)
VOUCHING = [(a, b) for a in RING for b in RING if a != b]
NAMINGS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1]), max_size=20)


@given(NAMINGS, st.integers(0, 8), st.sampled_from(RING), st.lists(st.sampled_from(VOUCHING)))
def test_a_ring_with_one_referral_from_outside_gains_nothing(
    namings: list[tuple[int, int]], namer: int, named: int, more: list[tuple[int, int]]
) -> None:
    within, without = [*namings, (namer, named), *VOUCHING, *more], [*namings, *VOUCHING]
    heard, alone, plain = voices(15, within), voices(15, without), voices(15, namings)
    assert [heard.of(member) for member in RING] == [int(member == named) for member in RING]
    assert heard.ring_of(named) is not None
    # Taking the outside referral away changes nothing for anybody else, nor does the ring by being there.
    assert [heard.of(person) for person in range(PEOPLE)] == [plain.of(person) for person in range(PEOPLE)]
    assert [alone.of(person) for person in range(15)] == [plain.of(person) for person in range(15)]
    assert names_of(alone.namings) == names_of(plain.namings)
    assert {ring.members for ring in heard.rings} == {ring.members for ring in alone.rings}
    groups = {"all": range(15)}
    assert support(named, groups, range(15), heard.namings)["all"].found == 1
    walk, before = graph.led_to(15, range(PEOPLE), within), graph.led_to(15, range(PEOPLE), namings)
    assert sum(walk[member] for member in RING) <= 1
    assert [each > 0 for each in walk[:PEOPLE]] == [each > 0 for each in before[:PEOPLE]]


def test_a_ring_that_names_someone_is_one_voice() -> None:
    found = voices(16, [*VOUCHING, *((member, 15) for member in RING), (0, 15)])
    assert found.of(15) == 2


def test_friends_who_name_each_other_are_no_ring() -> None:
    assert voices(4, [(0, 1), (1, 0), (2, 0), (3, 1)]).rings == ()
    assert voices(14, [(a, b) for a in range(13) for b in range(13) if a != b]).rings == ()


def test_support_counts_those_asked_and_never_oneself() -> None:
    groups = {"fishers": {0, 1, 2, 3}, "farm workers": {4, 5}, "nobody asked": {8}}
    found = support(7, groups, {0, 1, 2, 3, 4, 5, 7}, {(0, 7), (1, 7), (2, 7)})
    assert {group: (said.found, said.asked) for group, said in found.items()} == {
        "fishers": (3, 4),
        "farm workers": (0, 2),
    }
    assert breadth(found) == 1


@given(st.lists(st.tuples(st.sets(st.sampled_from("abc")), st.sampled_from(list(ReferralState)))))
def test_whoever_was_heard_was_asked_and_whoever_was_asked_was_named(
    people: list[tuple[set[str], ReferralState]],
) -> None:
    for covered in cover([Cell("group", code, 2) for code in "abc"], [({"group": g}, s) for g, s in people]):
        assert covered.named >= covered.asked >= covered.heard + covered.declined
        assert covered.is_silent == (covered.heard == 0)
        assert covered.named >= covered.heard + covered.declined + covered.unreachable + covered.not_safe


@given(NAMINGS, st.permutations(range(3)))
def test_two_starts_lead_to_some_in_common_and_some_alone(namings: list[tuple[int, int]], starts: list[int]) -> None:
    found = reaches(starts, namings)
    for reach in found:
        elsewhere = set().union(*(other.people | {other.start} for other in found if other.start != reach.start))
        assert reach.alone == reach.people - elsewhere
    assert shared(found[0], found[1]) == shared(found[1], found[0])


def test_the_first_voice_of_a_missing_group_comes_first_and_the_over_asked_are_spared() -> None:
    covered = cover(
        [Cell("group", "camp", 2), Cell("group", "port", 2)], [({"group": ["port"]}, ReferralState.ENGAGED)]
    )
    candidates = [
        Candidate(1, "amber", {"group": ["port"]}),
        Candidate(2, "birch", {"group": ["camp"]}),
        Candidate(3, "cedar", {"group": ["camp", "port"]}, asked_lately=3),
        Candidate(4, "delta", {}, disagrees=True),
        Candidate(5, "ember", {}),
    ]
    found = suggest(candidates, covered)
    assert found[0].candidate.person == 2
    assert {each.candidate.person for each in found} == {1, 2, 4}
    assert found[0].reasons == [(Why.FIRST_VOICE, Cell("group", "camp", 2))]
    assert found == suggest(reversed(candidates), covered)


def test_without_a_reason_nobody_is_suggested() -> None:
    assert suggest([Candidate(1, "amber", {})], []) == []
