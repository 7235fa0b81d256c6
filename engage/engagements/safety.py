"""The stop before an invitation: nobody at risk is invited before their safety was thought of. Values in, gaps out."""

from __future__ import annotations

from datetime import date

from engage.engagements.records import ParticipantDetail
from engage.engagements.vocabulary import Answer, SafetyGap
from engage.stakeholders.records import Safety

GUARDED = 2
"""From this tier on, an invitation needs an assessment, measures and a safe channel."""

FIELDS = {
    SafetyGap.NOT_ASSESSED: "safety_assessed_on",
    SafetyGap.NO_MEASURES: "safety_measures",
    SafetyGap.NO_CHANNEL: "channel",
    SafetyGap.CHANNEL_NOT_SAFE: "channel",
}
"""Which part of a participant's detail closes a gap."""


def is_invited(detail: ParticipantDetail) -> bool:
    """Whether an invitation went out, whatever came back."""
    return detail.answer != Answer.NOT_INVITED


def safe_channels(safety: Safety) -> list[str]:
    """The channels marked safe; one that is also forbidden is not."""
    return [channel for channel in safety.safe_channels if channel not in safety.forbidden_channels]


def gaps(tier: int, detail: ParticipantDetail, safety: Safety, *, today: date) -> list[SafetyGap]:
    """What is missing before somebody of `tier` may be invited as `detail` says; empty when nothing is."""
    if tier < GUARDED:
        return []
    found = []
    if not detail.safety_assessed_on or date.fromisoformat(detail.safety_assessed_on) > today:
        found.append(SafetyGap.NOT_ASSESSED)
    if not detail.safety_measures.strip():
        found.append(SafetyGap.NO_MEASURES)
    if not detail.channel:
        found.append(SafetyGap.NO_CHANNEL)
    elif detail.channel not in safe_channels(safety):
        found.append(SafetyGap.CHANNEL_NOT_SAFE)
    return found


def asks_anew(before: ParticipantDetail, after: ParticipantDetail) -> bool:
    """Whether a change to someone invited must be held against the stop.

    What merely records what happened (attendance, consent) is not: a fact is written down even if the protection
    of the person was raised since.
    """
    weighed = ("answer", *sorted(set(FIELDS.values())))
    return is_invited(after) and any(getattr(before, name) != getattr(after, name) for name in weighed)
