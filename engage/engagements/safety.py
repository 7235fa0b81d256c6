"""When a change to someone's part is held against the safety stop (outreach/stop). Values in, values out."""

from __future__ import annotations

from datetime import date

from engage.engagements.records import ParticipantDetail
from engage.engagements.vocabulary import Answer


def is_invited(detail: ParticipantDetail) -> bool:
    """Whether an invitation went out, whatever came back."""
    return detail.answer != Answer.NOT_INVITED


def asks_anew(before: ParticipantDetail, after: ParticipantDetail) -> bool:
    """Whether a change to someone's part must be held against the stop.

    What merely records what happened (attendance, consent) is not: a fact is written down even if the protection
    of the person was raised since. Nor is a no to what they were invited to: it tells nobody anything.
    """
    if not is_invited(after) or before.answer == after.answer:
        return False
    return not (is_invited(before) and after.answer == Answer.DECLINED)


def weighed_on(planned_on: date, held_on: date | None, today: date) -> date:
    """The day that counts for the stop: today, or for what lies behind us the day on which it was."""
    return min(held_on or planned_on, today)
