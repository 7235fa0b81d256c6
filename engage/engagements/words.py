"""The words that templates of engagements look codes up in."""

from __future__ import annotations

from typing import Any

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
from engage.stakeholders.vocabulary import ChannelKind

PRESENCE = {None: Presence.UNKNOWN, True: Presence.PRESENT, False: Presence.ABSENT}
"""Attendance as records keep it, in words."""

WORDS: dict[str, Any] = {
    "Stage": Stage,
    "Answer": Answer,
    "Attribution": Attribution,
    "Authority": Authority,
    "EngagementFormat": EngagementFormat,
    "Initiative": Initiative,
    "Knowledge": Knowledge,
    "Mode": Mode,
    "Presence": Presence,
    "PRESENCE": PRESENCE,
    "ChannelKind": ChannelKind,
    "from_iso": from_iso,
}
