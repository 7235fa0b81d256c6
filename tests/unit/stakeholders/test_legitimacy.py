"""Questions and flags: every word has its sentence, and none is a score."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from engage.stakeholders.legitimacy.flags import flags, union_beside
from engage.stakeholders.legitimacy.questions import QUESTIONS, missing
from engage.stakeholders.legitimacy.records import Answer, Conclusion, Content, Evidence
from engage.stakeholders.legitimacy.service import months_after
from engage.stakeholders.legitimacy.vocabulary import Part
from engage.stakeholders.records import Profile, Safety, StakeholderRecord


def someone(kind: str, country: str = "GB", groups: tuple[str, ...] = ()) -> StakeholderRecord:
    """An intermediary."""
    profile = Profile(roles=["intermediary"], intermediary_kind=kind, countries=[country], groups=list(groups))
    made = date(2026, 1, 1)
    return StakeholderRecord(uuid4(), uuid4(), "organisation", 1, "amber-fern", "active", made, profile, Safety())


def test_what_is_sealed_comes_back_as_it_was() -> None:
    answer = Answer("elected", "By the assembly.", "We chose her.", "When next.", [Evidence("Minutes", "Box 4")])
    content = Content({"mandate": answer}, 30, Conclusion("speaks", "Why.", "All.", ["work"], ["women"], 6))
    assert Content.read(content.said()) == content


def test_not_known_needs_no_reason_and_silence_is_no_answer() -> None:
    every = {each.code: Answer("unknown" if "unknown" in list(each.choices) else "unclear") for each in QUESTIONS}
    whole = Content(every, None, Conclusion("not_enough_known", "Nobody was asked yet.", "All."))
    assert missing(whole) == []
    assert missing(Content({**every, "adds": Answer("yes")}, None, whole.conclusion)) == [Part.DIVERSITY]
    assert missing(Content({}, None, whole.conclusion)) == [part for part in Part if part is not Part.VERDICT]


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        (Content(share=30), "Receives 30 of every 100 of its income from us: hear others beside it."),
        (Content({"our_money": Answer("some")}), "Receives money from us"),
        (Content({"government": Answer("organised")}), "Set up or steered by government"),
        (Content({"government": Answer("quasi")}), "Partly run or paid by government"),
        (Content({"business": Answer("dependent")}), "Could not go on without business"),
        (Content({"named": Answer("disputed")}), "Those concerned disagree about it"),
    ],
)
def test_each_dependence_is_a_sentence(content: Content, begins: str) -> None:
    assert [sentence.startswith(begins) for sentence in flags(content)] == [True]


def test_to_live_on_unpaid_work_is_no_flag() -> None:
    assert flags(Content({"funding": Answer("none"), "government": Answer("none_known")}, 0)) == []


def test_a_union_is_never_displaced() -> None:
    house, union = someone("civil_society", groups=("migrant_workers",)), someone("trade_union")
    assert union_beside(house, Content(), [house, union])
    assert not union_beside(house, Content(), [house, someone("trade_union", "FR")])
    assert not union_beside(union, Content(), [union, someone("trade_union")])
    assert not union_beside(someone("civil_society"), Content(), [union])
    about_work = Content(conclusion=Conclusion(rights=["unions"]))
    assert union_beside(someone("civil_society"), about_work, [union])


def test_months_end_where_months_end() -> None:
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_after(date(2026, 11, 20), 12) == date(2027, 11, 20)
