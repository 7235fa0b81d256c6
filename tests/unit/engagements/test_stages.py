"""Where we are, what is left, what blocks."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from engage.engagements.records import EngagementRecord, Plan
from engage.engagements.stages import AHEAD, BLOCKED, CURRENT, DONE, Progress, owes_notes, steps

TODAY = date(2026, 6, 10)
NOBODY = Progress(participants=0, unsafe=0, attendance_unknown=0, notes_written=False)


def record(stage: str, **plan: str) -> EngagementRecord:
    held = None if stage in {"planned", "cancelled"} else date(2026, 6, 1)
    closed = date(2026, 6, 5) if stage == "closed" else None
    return EngagementRecord(
        uuid4(), uuid4(), stage, date(2026, 6, 1), held, closed, date(2026, 5, 1), "Title", Plan(**plan), []
    )


def test_a_plan_without_people_says_so() -> None:
    first, second, third = steps(record("planned"), NOBODY, today=TODAY)
    assert (first.how, second.how, third.how) == (CURRENT, AHEAD, AHEAD)
    assert "Nobody is on the list" in first.note


def test_unknown_attendance_blocks_the_end() -> None:
    known = Progress(participants=3, unsafe=0, attendance_unknown=2, notes_written=True)
    first, second, third = steps(record("held"), known, today=TODAY)
    assert (first.how, second.how, third.how) == (DONE, CURRENT, BLOCKED)
    assert "2 people" in third.note


def test_a_cancelled_one_has_no_end_ahead() -> None:
    assert [step.how for step in steps(record("cancelled"), NOBODY, today=TODAY)] == [DONE, CURRENT]


def test_notes_are_owed_only_after_the_promised_day() -> None:
    assert owes_notes(record("held", notes_promised_by="2026-06-09"), today=TODAY)
    assert not owes_notes(record("held", notes_promised_by="2026-06-10"), today=TODAY)
    assert not owes_notes(record("closed", notes_promised_by="2026-06-09", notes_shared_on="2026-06-08"), today=TODAY)
    assert not owes_notes(record("planned", notes_promised_by="2026-06-09"), today=TODAY)
