"""The words that templates of engagements look codes up in."""

from __future__ import annotations

from typing import Any

from engage.engagements.planning.vocabulary import ConsentState, EngagementType
from engage.engagements.records import from_iso
from engage.engagements.vocabulary import (
    Answer,
    Attribution,
    Authority,
    EngagementFormat,
    Initiative,
    Knowledge,
    Mode,
    Presence,
    Stage,
)
from engage.outreach.stop.vocabulary import Interpreting, Likelihood, StopReason
from engage.stakeholders.vocabulary import ChannelKind

PRESENCE = {None: Presence.UNKNOWN, True: Presence.PRESENT, False: Presence.ABSENT}
"""Attendance as records keep it, in words."""

# Where what stops someone is mended: mostly on the page of their safety, else in their profile, or not here.
BY_PROFILE = frozenset({StopReason.CHANNEL_NOT_SAFE, StopReason.CHANNEL_FORBIDDEN})
BY_NOBODY_HERE = frozenset({StopReason.HALTED, StopReason.RESTRICTED, StopReason.GONE})

WORDS: dict[str, Any] = {
    "Stage": Stage,
    "Answer": Answer,
    "Attribution": Attribution,
    "Authority": Authority,
    "EngagementFormat": EngagementFormat,
    "Initiative": Initiative,
    "Knowledge": Knowledge,
    "Mode": Mode,
    "EngagementType": EngagementType,
    "ConsentState": ConsentState,
    "Presence": Presence,
    "PRESENCE": PRESENCE,
    "ChannelKind": ChannelKind,
    "from_iso": from_iso,
    "Likelihood": Likelihood,
    "Interpreting": Interpreting,
    "BY_PROFILE": BY_PROFILE,
    "BY_NOBODY_HERE": BY_NOBODY_HERE,
}
