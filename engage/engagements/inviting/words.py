"""The words that templates of inviting look codes up in."""

from __future__ import annotations

from typing import Any

from engage.engagements.inviting.vocabulary import InvitationReply, InvitationState, Outcome, Part
from engage.engagements.words import WORDS as AROUND
from engage.i18n.languages import direction
from engage.outreach.stop.vocabulary import StopReason
from engage.outreach.vocabulary import Fault, MessagePurpose, MessageState

WORDS: dict[str, Any] = {
    **AROUND,
    "Fault": Fault,
    "InvitationReply": InvitationReply,
    "InvitationState": InvitationState,
    "MessagePurpose": MessagePurpose,
    "MessageState": MessageState,
    "Outcome": Outcome,
    "Part": Part,
    "StopReason": StopReason,
    "direction": direction,
}
