"""Figures of answers: each number is a part of something, whatever the pairs are."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from engage.decisions.vocabulary import DecisionState
from engage.influence.figures import Part, due_within, figures_of, waiting_longer_than
from engage.influence.queries import promises
from engage.influence.records import Pair
from engage.influence.rows import owed_first
from engage.influence.vocabulary import Outcome

NOW = date(2026, 11, 20)
DAYS = st.dates(NOW - timedelta(days=500), NOW + timedelta(days=100))
DECISIONS = [uuid4() for _ in range(4)]


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    outcome = draw(st.sampled_from(["", *[each.value for each in Outcome]]))
    state = draw(st.sampled_from([each.value for each in DecisionState]))
    heard_on, answered_on = draw(DAYS), draw(DAYS)
    return Pair(
        feedback_id=uuid4(),
        engagement_id=uuid4(),
        decision_id=draw(st.sampled_from(DECISIONS)),
        heard_on=heard_on,
        decision_state=state,
        due_on=draw(DAYS),
        made_on=draw(DAYS) if state == DecisionState.MADE else None,
        planned=True,
        outcome=outcome,
        first_answered_on=answered_on if outcome else None,
        answered_at=datetime.combine(answered_on, time(), UTC) if outcome else None,
        until_on=draw(DAYS) if outcome == Outcome.UNDER_CONSIDERATION else None,
    )


def pair(heard_in: int, *, answered_in: int | None = None, outcome: str = "did_not", **given: object) -> Pair:
    """A pair whose days are told from today."""
    values: dict[str, object] = {
        "feedback_id": uuid4(),
        "engagement_id": uuid4(),
        "decision_id": DECISIONS[0],
        "heard_on": NOW + timedelta(days=heard_in),
        "decision_state": "open",
        "due_on": NOW,
        "made_on": None,
        "planned": True,
        **given,
    }
    if answered_in is not None:
        values |= {"outcome": outcome, "first_answered_on": NOW + timedelta(days=answered_in)}
    return Pair(**values)  # type: ignore[arg-type]


def test_the_figures_of_five_things_heard() -> None:
    withdrawn = uuid4()
    heard = [
        pair(-30, answered_in=-20, outcome="changed"),
        pair(-30, answered_in=0, outcome="under_consideration"),
        pair(-30, answered_in=-27, outcome="changed_in_part"),
        pair(-10),
        pair(-2, decision_id=DECISIONS[1], decision_state="made", made_on=NOW - timedelta(days=5)),
        pair(-9, decision_id=withdrawn, decision_state="withdrawn"),
    ]
    found = figures_of(heard, made=[DECISIONS[1], DECISIONS[2]])
    assert found.answered == Part(3, 5)
    assert found.moved == Part(2, 3)
    assert found.median_days == 10
    assert found.too_late == 1
    assert found.unheard == Part(1, 2)
    assert found.open_promises == 1
    assert waiting_longer_than(heard, 9, NOW) == [heard[3]]
    assert waiting_longer_than(heard, 10, NOW) == []


@given(st.lists(pairs(), max_size=30), st.sets(st.sampled_from(DECISIONS)))
def test_every_figure_is_a_part_of_something(found: list[Pair], made: set[UUID]) -> None:
    figures = figures_of(found, made)
    for part in (figures.answered, figures.moved, figures.unheard):
        assert 0 <= part.some <= part.of
    assert figures.moved.of == figures.answered.some == sum(each.answered for each in found)
    assert figures.answered.of - figures.answered.some == sum(each.is_owed for each in found)
    assert (figures.median_days is None) == (figures.answered.some == 0)
    assert figures.median_days is None or 0 <= figures.median_days <= 600
    assert figures_of(reversed(found), made) == figures


@given(st.lists(pairs(), max_size=30))
def test_what_we_owe_comes_first_and_nothing_is_left_out(found: list[Pair]) -> None:
    ordered = owed_first(found)
    assert len(ordered) == len(found)
    assert set(ordered) == set(found)
    owed = [each.is_owed for each in ordered]
    assert owed == sorted(owed, reverse=True)
    assert owed_first(reversed(found)) == ordered


@given(st.lists(pairs(), max_size=30))
def test_a_settled_or_withdrawn_matter_asks_for_nothing(found: list[Pair]) -> None:
    assert all(each.outcome == Outcome.UNDER_CONSIDERATION for each in promises(found, NOW))
    assert all(each.until_on and each.until_on <= NOW for each in promises(found, NOW))
    near = [each for each in found if each.is_owed and not each.made_on and each.due_on <= NOW + timedelta(days=14)]
    assert sum(due_within(found, 14, NOW).values()) == len(near)
