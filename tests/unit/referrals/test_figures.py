"""Whatever people are called, in whatever order namings are entered, whoever else is in the registry: the figures of
the pages say the same of the same people (snowball.md 8, properties).
"""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engage.referrals.findings.between import between
from engage.referrals.findings.ground import stand_on
from engage.referrals.findings.turns import from_starts, single_routes
from engage.referrals.findings.vocabulary import Grouping
from engage.referrals.seen import SeenMap
from tests.unit.referrals.test_seen import opened, seen_by

LETTERS = "abcdefgh"
PAIRS = st.lists(
    st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)).filter(lambda pair: pair[0] != pair[1]),
    max_size=20,
    unique=True,
)
STARTS = st.lists(st.sampled_from(LETTERS), unique=True, max_size=3)


def figures(seen: SeenMap, called: dict[str, str] | None = None) -> dict[str, Any]:
    """What the pages rest on, by the letter of each person; `called` gives back who somebody was."""
    ground = stand_on(seen)

    def was(index: int) -> str:
        name = seen.record_of(index).pseudonym
        return called[name] if called else name

    waves, behind = ground.counted.wave.tolist(), ground.counted.behind.tolist()
    table, starts = between(ground, Grouping.START), from_starts(ground)
    return {
        "standing": ground.standing,
        "waves": {was(index): wave for index, wave in enumerate(waves)},
        "behind": {was(index): behind[index] for index in single_routes(ground).tolist()},
        "starts": {was(one.person.index): (one.leads_to, one.alone, one.names, sum(one.new)) for one in starts},
        "between": (table.whole, table.inside, sorted(map(sum, (counts for _groups, counts in table.rows)))),
        "mutual": ground.counted.mutual,
        "cut points": ground.counted.cut_points,
    }


@given(PAIRS, STARTS, st.permutations(LETTERS))
def test_order_of_entry_names_and_whoever_is_not_on_the_map_change_no_figure(
    pairs: list[tuple[str, str]], starts: list[str], names: list[str]
) -> None:
    found = figures(seen_by(opened("".join(starts), *(a + b for a, b in pairs))))
    assert figures(seen_by(opened("".join(reversed(starts)), *(a + b for a, b in reversed(pairs))))) == found
    assert figures(seen_by(opened("".join(starts), *(a + b for a, b in pairs)), "x", "y", "z")) == found

    called = dict(zip(LETTERS, names, strict=True))
    other = opened("".join(called[each] for each in starts), *(called[a] + called[b] for a, b in pairs))
    assert figures(seen_by(other), {name: letter for letter, name in called.items()}) == found


@given(PAIRS, STARTS)
def test_a_start_that_leads_nowhere_adds_itself_and_nothing_else(
    pairs: list[tuple[str, str]], starts: list[str]
) -> None:
    lines = [a + b for a, b in pairs]
    found, more = (figures(seen_by(opened("".join([*starts, *alone]), *lines))) for alone in ((), ("z",)))
    assert more["starts"].pop("z")[:2] == (0, 0)
    assert more["waves"].pop("z") == 0
    assert {**more, "standing": None} == {**found, "standing": None}
    assert (more["standing"].named, more["standing"].once) == (found["standing"].named, found["standing"].once)
