"""What of a plan may stand at the beginning of another. Pure."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from engage.engagements.records import Plan

# Days, answers and what was done belong to the one conversation.
_OF_ONE = (
    "invited_on",
    "materials_shared_on",
    "notes_promised_by",
    "notes_shared_on",
    "cancelled_because",
    "consent_state",
    "consent_on",
    "consent_words",
)
# Where, when and who: what a template of the whole project must not tell.
_OF_PLACE_AND_PEOPLE = (
    "place",
    "other_way",
    "starts_at",
    "ends_at",
    "time_zone",
    "interpreters",
    "interpretation",
    "who_decides",
    "consent_wishes",
    "safety_measures",
    "accessibility",
    "not_direct_because",
    "alternatives_tried",
)
_EMPTY: dict[str, Any] = {each.name: getattr(Plan(), each.name) for each in fields(Plan)}


def copied(plan: Plan) -> Plan:
    """The plan for another conversation like it."""
    return replace(plan, **{name: _EMPTY[name] for name in _OF_ONE})


def kept_as_template(plan: Plan) -> Plan:
    """The plan without people, place and day."""
    return replace(copied(plan), **{name: _EMPTY[name] for name in _OF_PLACE_AND_PEOPLE})
