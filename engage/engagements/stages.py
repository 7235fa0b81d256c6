"""Where an engagement stands, what is left to do, and what blocks the next stage. Values in, steps out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engage.engagements.records import EngagementRecord
from engage.engagements.vocabulary import Stage
from engage.i18n.formats import format_day
from engage.i18n.texts import LazyText, ngettext
from engage.i18n.texts import gettext as _

DONE, CURRENT, AHEAD, BLOCKED = "done", "current", "ahead", "blocked"


@dataclass(frozen=True)
class Progress:
    """What is known besides the record: how many are listed, not safe to invite, and of unknown attendance."""

    participants: int
    unsafe: int
    attendance_unknown: int
    notes_written: bool


@dataclass(frozen=True)
class Step:
    """One stage: `how` is done, current, ahead or blocked; `note` says what is left or what blocks."""

    label: LazyText
    how: str
    note: str


def steps(engagement: EngagementRecord, progress: Progress, *, today: date) -> list[Step]:
    """The stages of an engagement in order."""
    match Stage(engagement.stage):
        case Stage.PLANNED:
            return [
                Step(Stage.PLANNED.label, CURRENT, _left_to_plan(progress)),
                Step(Stage.HELD.label, AHEAD, _("Planned for %(day)s.", day=format_day(engagement.planned_on))),
                Step(Stage.CLOSED.label, AHEAD, ""),
            ]
        case Stage.HELD:
            blocks = _attendance(progress)
            return [
                _planned(engagement),
                Step(Stage.HELD.label, CURRENT, _left_after(engagement, progress, today)),
                Step(Stage.CLOSED.label, BLOCKED if blocks else AHEAD, blocks),
            ]
        case Stage.CLOSED:
            return [
                _planned(engagement),
                Step(Stage.HELD.label, DONE, format_day(engagement.held_on)),
                Step(Stage.CLOSED.label, CURRENT, _promise(engagement, today) or format_day(engagement.closed_on)),
            ]
        case Stage.CANCELLED:
            return [_planned(engagement), Step(Stage.CANCELLED.label, CURRENT, engagement.plan.cancelled_because)]


def owes_notes(engagement: EngagementRecord, *, today: date) -> bool:
    """Whether participants were promised the notes by a day that is past, and nobody shared them."""
    plan = engagement.plan
    promised = bool(plan.notes_promised_by) and not plan.notes_shared_on
    return engagement.held_on is not None and promised and date.fromisoformat(plan.notes_promised_by) < today


def _planned(engagement: EngagementRecord) -> Step:
    return Step(Stage.PLANNED.label, DONE, format_day(engagement.planned_on))


def _left_to_plan(progress: Progress) -> str:
    if not progress.participants:
        return _("Nobody is on the list yet.")
    if progress.unsafe:
        return ngettext(
            "One person cannot be invited before their safety is seen to.",
            "%(num)s people cannot be invited before their safety is seen to.",
            progress.unsafe,
        )
    return ""


def _left_after(engagement: EngagementRecord, progress: Progress, today: date) -> str:
    if not progress.notes_written:
        return _("Nothing is noted yet.")
    return _promise(engagement, today)


def _promise(engagement: EngagementRecord, today: date) -> str:
    plan = engagement.plan
    if not plan.notes_promised_by or plan.notes_shared_on:
        return ""
    day = format_day(date.fromisoformat(plan.notes_promised_by))
    if owes_notes(engagement, today=today):
        return _("The notes were promised by %(day)s and are not shared.", day=day)
    return _("The notes are promised by %(day)s.", day=day)


def _attendance(progress: Progress) -> str:
    if not progress.attendance_unknown:
        return ""
    return ngettext(
        "Of one person it is not known whether they were there.",
        "Of %(num)s people it is not known whether they were there.",
        progress.attendance_unknown,
    )
