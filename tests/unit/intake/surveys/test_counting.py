"""Counts of answers give away nobody: small groups are merged, and what is kept back cannot be worked out."""

from __future__ import annotations

from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from engage.intake.surveys.counting import LEAST, NEVER, Heard, Kept, Tally, named_by, not_heard, tally, together, told

QUESTION, WHO = "speaks_for_us", UUID(int=7)
GROUPS = ["", "fishers", "women", "migrants", "young"]


def listed(*said: tuple[str, int, int]) -> list[Heard]:
    """(group, how many answers, how many of them name WHO)."""
    return [
        Heard(uuid4(), group, frozenset({(QUESTION, WHO)} if number < naming else ()), frozenset())
        for group, many, naming in said
        for number in range(many)
    ]


def answers(*said: tuple[str, int, int]) -> Tally:
    """The same, counted."""
    return tally(listed(*said))


def test_the_example_of_the_page() -> None:
    whole, groups = named_by(answers(("fishers", 31, 12), ("women", 9, 6)), QUESTION, WHO)
    assert whole == 18
    assert [(each.groups, each.answers, number) for each, number in groups] == [
        (("fishers",), 31, 12),
        (("women",), 9, 6),
    ]


def test_few_are_not_counted_aloud_and_hardly_any_never() -> None:
    assert named_by(answers(("fishers", 31, 4)), QUESTION, WHO) == (Kept.FEW, [])
    assert named_by(answers(("fishers", 31, NEVER - 1)), QUESTION, WHO) == (None, [])


def test_small_groups_are_merged_and_never_left_alone() -> None:
    assert together(answers(("fishers", 3, 0)).sizes) == []
    merged = together(answers(("fishers", 31, 0), ("women", 8, 0), ("young", 2, 0)).sizes)
    assert [(each.groups, each.answers) for each in merged] == [(("fishers",), 31), (("women", "young"), 10)]


def test_one_hidden_count_hides_another() -> None:
    whole, groups = named_by(answers(("fishers", 31, 12), ("women", 9, 1), ("young", 9, 7)), QUESTION, WHO)
    assert whole == 20
    assert {each.groups: number for each, number in groups} == {
        ("fishers",): 12,
        ("women",): None,
        ("young",): Kept.GIVES_AWAY,
    }


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(GROUPS), st.integers(0, 14), st.integers(0, 14)), max_size=5))
def test_nothing_kept_back_can_be_worked_out(said: list[tuple[str, int, int]]) -> None:
    heard = answers(*said)
    parts = together(heard.sizes)
    assert all(part.answers >= LEAST for part in parts)
    assert not parts or sum(part.answers for part in parts) == heard.answers
    whole, groups = named_by(heard, QUESTION, WHO)
    if groups:
        assert isinstance(whole, int)
        shown = sum(number for _part, number in groups if isinstance(number, int))
        hidden = [number for _part, number in groups if not isinstance(number, int)]
        assert whole - shown >= LEAST or not hidden
    numbers = {part: sum(heard.sizes[group] for group in part.groups) for part in parts}
    assert set(told(numbers)) == set(parts)


def test_the_order_of_answers_changes_nothing() -> None:
    heard = listed(("fishers", 12, 6), ("women", 4, 4), ("young", 3, 0), ("", 7, 5))
    assert named_by(tally(heard), QUESTION, WHO) == named_by(tally(heard[::-1]), QUESTION, WHO)


def test_silence_is_told_of_few_as_of_none() -> None:
    heard = answers(("fishers", 31, 0), ("women", LEAST - 1, 0))
    assert not_heard(heard, ["fishers", "women", "migrants"]) == ["women", "migrants"]
