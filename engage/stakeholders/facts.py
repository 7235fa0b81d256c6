"""What other rooms know of people and the list asks for: given by the caller, held by nobody here. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

NEVER = "never"
OLDER = "older"
CONTACT_WITHIN = (("month", 31), ("quarter", 92), ("year", 366))
"""Code and days; someone belongs to the first that fits."""
CONTACT_CODES = (*(code for code, _days in CONTACT_WITHIN), OLDER, NEVER)

LOAD_CODES = ("none", "some", "much")
MUCH = 3
"""From so many requests in twelve months on."""

DUE, RESTRICTED = "due", "restricted"


@dataclass(frozen=True)
class Facts:
    """By person: the day of the last contact, requests of the last 12 months, who is to be verified again, whose
    record is restricted. Who is in none was never met nor asked. Give the same mappings again while they are the same:
    what was read from them is kept by their identity.
    """

    last_contact: Mapping[UUID, date] = field(default_factory=dict)
    load: Mapping[UUID, int] = field(default_factory=dict)
    due: Collection[UUID] = ()
    restricted: Collection[UUID] = ()
