"""The check itself: what stops us from turning to someone now. Values in, reasons out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from engage.outreach.stop.records import Agreement, AssessmentRecord
from engage.outreach.stop.times import is_forbidden
from engage.outreach.stop.vocabulary import StopReason
from engage.stakeholders.records import Safety, StakeholderRecord

GUARDED = 2
"""From this tier on, an assessment, measures, a safe channel and a second person come first."""

SETTLED_BY_AGREEING = frozenset(
    {
        StopReason.NOT_AGREED,
        StopReason.SAME_PERSON,
        StopReason.CHANGED_SINCE,
        StopReason.TIER_RAISED,
        StopReason.DAY_MOVED,
        StopReason.WAY_CHANGED,
    }
)
"""What is mended when a second person agrees to what the assessment says now."""


@dataclass(frozen=True)
class Circumstances:
    """When we would turn to them, through what, and what is known of the engagement."""

    at: date | datetime
    channel: str | None
    """None: the channel that was assessed."""
    day: date | None
    halted: bool
    ways: str
    """Keyed hash of what is safe on the assessed channel now."""


def safe_channels(safety: Safety) -> list[str]:
    """The channels marked safe; one that is also forbidden is not."""
    return [channel for channel in safety.safe_channels if channel not in safety.forbidden_channels]


def reasons_of(
    person: StakeholderRecord | None,
    newest: AssessmentRecord | None,
    around: Circumstances,
    *,
    agreed_before: bool,
) -> tuple[StopReason, ...]:
    """Everything that stops it, the remedies in the order in which one works on them; empty when nothing does.

    `agreed_before`: somebody agreed to an earlier version.
    """
    if person is None or person.state != "active":
        return (StopReason.GONE,)
    found = []
    if person.restricted:
        found.append(StopReason.RESTRICTED)
    if around.halted:
        found.append(StopReason.HALTED)
    if person.tier >= GUARDED:
        found += _of_assessment(person, newest, around)
        if newest is not None:
            found += _of_agreement(person, newest, around, agreed_before=agreed_before)
    elif around.channel and around.channel in person.safety.forbidden_channels:
        found.append(StopReason.CHANNEL_FORBIDDEN)
    if isinstance(around.at, datetime) and is_forbidden(around.at, person.safety, person.profile.countries):
        found.append(StopReason.TIME_FORBIDDEN)
    return tuple(found)


def _of_assessment(
    person: StakeholderRecord, newest: AssessmentRecord | None, around: Circumstances
) -> list[StopReason]:
    if newest is None:
        return [StopReason.NOT_ASSESSED]
    said, found = newest.said, []
    if said.open_parts:
        found.append(StopReason.NOT_WHOLE)
    if not said.measures.strip():
        found.append(StopReason.NO_MEASURES)
    found += _of_channel(person.safety, said.channel, around.channel)
    until = date.fromisoformat(said.review_on) if said.review_on else None
    then = around.at.date() if isinstance(around.at, datetime) else around.at
    if until is not None and until < max(then, around.day or then):
        found.append(StopReason.LAPSED)
    return found


def _of_channel(safety: Safety, assessed: str, wanted: str | None) -> list[StopReason]:
    if not assessed:
        return [StopReason.NO_CHANNEL]
    used = assessed if wanted is None else wanted
    if used in safety.forbidden_channels:
        return [StopReason.CHANNEL_FORBIDDEN]
    if used not in safety.safe_channels:
        return [StopReason.CHANNEL_NOT_SAFE]
    return [] if used == assessed else [StopReason.OTHER_CHANNEL]


def _of_agreement(
    person: StakeholderRecord, newest: AssessmentRecord, around: Circumstances, *, agreed_before: bool
) -> list[StopReason]:
    agreement = newest.agreement
    if agreement is None:
        return [StopReason.CHANGED_SINCE if agreed_before else StopReason.NOT_AGREED]
    if not newest.proven:
        return [StopReason.CHANGED_SINCE]
    if agreement.agreed_by in {agreement.asked_by, newest.written_by}:
        return [StopReason.SAME_PERSON]
    return _outdated(person, agreement, around)


def _outdated(person: StakeholderRecord, agreement: Agreement, around: Circumstances) -> list[StopReason]:
    found = []
    if person.tier > agreement.tier:
        found.append(StopReason.TIER_RAISED)
    if around.day is not None and agreement.day != around.day.isoformat():
        found.append(StopReason.DAY_MOVED)
    if agreement.ways != around.ways:
        found.append(StopReason.WAY_CHANGED)
    return found
