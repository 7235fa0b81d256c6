"""Rings gain nothing; coverage, reach and suggestions hold whatever the order of entry."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engage.referrals import graph
from engage.referrals.findings.coverage import Cell, covered
from engage.referrals.findings.reach import Reaches
from engage.referrals.findings.saturation import names_of
from engage.referrals.findings.suggesting import Candidates, Suggestion, Why, suggest
from engage.referrals.findings.support import groups_in, support
from engage.referrals.findings.voices import voices
from engage.referrals.graph import Ways, pairs_of
from engage.referrals.vocabulary import ON_THE_MAP, Question, ReferralState

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
    assert names_of(15, alone.counted) == names_of(15, plain.counted)
    assert {ring.members for ring in heard.rings} == {ring.members for ring in alone.rings}
    spoke = heard.counted[heard.counted[:, 1] == named, 0]
    assert support(named, {"all": np.arange(15)}, np.ones(15, bool), spoke)["all"].found == 1
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
    groups = {"fishers": np.array([0, 1, 2, 3]), "farm workers": np.array([4, 5]), "nobody asked": np.array([8])}
    asked = np.isin(np.arange(9), [0, 1, 2, 3, 4, 5, 7])
    found = support(7, groups, asked, np.array([0, 1, 2]))
    assert {group: (said.found, said.asked) for group, said in found.items()} == {
        "fishers": (3, 4),
        "farm workers": (0, 2),
    }
    assert groups_in({Question.KNOWS: found}) == (1, 2)


@given(st.lists(st.sampled_from(ON_THE_MAP)))
def test_whoever_was_heard_was_asked_and_whoever_was_asked_was_named(states: list[ReferralState]) -> None:
    found = covered(Cell("group", "a", 2), Counter(states))
    assert found.named == len(states)
    assert found.named >= found.asked >= found.heard + found.declined
    assert found.is_silent == (found.heard == 0)
    assert found.named >= found.heard + found.declined + found.unreachable + found.not_safe


def reach_of(namings: list[tuple[int, int]], start: int) -> set[int]:
    """By hand."""
    seen = [start]
    for person in seen:
        seen += dict.fromkeys(named for namer, named in namings if namer == person and named not in seen)
    return set(seen)


@given(NAMINGS, st.lists(st.integers(0, 8), unique=True, min_size=1), st.integers(1, 70))
def test_starts_lead_to_some_in_common_and_some_alone(
    namings: list[tuple[int, int]], starts: list[int], apart: int
) -> None:
    # More starts than fit into one word: those that lead nowhere come first.
    everyone, firsts = 9 + apart, [*range(9, 9 + apart), *starts]
    pairs = pairs_of(namings)
    found = Reaches(everyone, np.array(firsts), Ways(everyone, pairs[:, 0], pairs[:, 1]))
    by_hand = [reach_of(namings, start) for start in firsts]
    for place, start in enumerate(firsts):
        mine = by_hand[place] - {start}
        assert set(np.flatnonzero(found.leads_to(place)).tolist()) == mine
        others = set().union(*(by_hand[other] for other in range(len(firsts)) if other != place))
        assert found.alone[place] == len(mine - others - set(firsts))
    for one in range(apart, len(firsts)):
        for two in range(one + 1, len(firsts)):
            both = (by_hand[one] & by_hand[two]) - {firsts[one], firsts[two]}
            assert found.both(one, two) == found.both(two, one) == len(both)
    lead = [place for place in range(len(firsts)) if by_hand[place] - {firsts[place]}]
    assert found.are_independent == any(
        firsts[two] not in by_hand[one] and firsts[one] not in by_hand[two] for one in lead for two in lead if one < two
    )


COVERED = [covered(Cell("group", code, 2), {ReferralState.ENGAGED: code == "port"}) for code in ("camp", "port")]


def choose_among(*people: tuple[int, str, bool, int]) -> list[Suggestion]:
    """Suggestions among (person, codes of groups, disagrees, asked lately), given by pseudonym."""
    return suggest(
        Candidates(
            np.array([person for person, *_rest in people]),
            np.array([[cell.cell.code in codes for cell in COVERED] for _person, codes, *_rest in people]),
            disagrees=np.array([disagrees for *_rest, disagrees, _asked in people]),
            second_way=np.zeros(len(people), bool),
            harmed=np.zeros(len(people), bool),
            asked_lately=np.array([asked for *_rest, asked in people]),
            new_names=np.zeros(len(people)),
        ),
        COVERED,
    )


def test_the_first_voice_of_a_missing_group_comes_first_and_the_over_asked_are_spared() -> None:
    found = choose_among(
        (1, "port", False, 0), (2, "camp", False, 0), (3, "camp port", False, 3), (4, "", True, 0), (5, "", False, 0)
    )
    assert found[0].person == 2
    assert {each.person for each in found} == {1, 2, 4}
    assert found[0].reasons == [(Why.FIRST_VOICE, Cell("group", "camp", 2))]


def test_without_a_reason_nobody_is_suggested() -> None:
    assert choose_among((1, "", False, 0)) == []


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30), st.integers(0, 3))
def test_whoever_we_began_with_is_in_no_ring(namings: list[tuple[int, int]], starts: int) -> None:
    found = voices(9, namings, trusted=range(starts))
    assert all(member >= starts for ring in found.rings for member in ring.members)
