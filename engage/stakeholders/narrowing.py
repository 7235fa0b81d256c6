"""Narrowing a list of people down, its orders and its pages. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from uuid import UUID

from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary
from engage.stakeholders.records import StakeholderRecord

PAGE = 100


class Sort(Vocabulary):
    """Orders of the list. People are never ranked by weight: an order helps to find, or says whom to spare."""

    PSEUDONYM = "pseudonym", _l("Pseudonym")
    NEWEST = "newest", _l("Newest first")
    LAST_CONTACT = "last_contact", _l("Longest without contact first")
    LOAD = "load", _l("Least asked first")


@dataclass(frozen=True)
class Narrowing:
    """What someone asked to see; an empty text asks for nothing."""

    role: str = ""
    kind: str = ""
    intermediary_kind: str = ""
    group: str = ""
    right: str = ""
    """Of which someone has experience or knows much."""
    country: str = ""
    level: str = ""
    language: str = ""
    """Spoken or read."""
    tier: str = ""
    contact: str = ""
    """When we were last in touch: a code of `facts.CONTACT_CODES`."""
    load: str = ""
    """How much was asked in twelve months: a code of `facts.LOAD_CODES`."""
    state_of_record: str = ""
    """`facts.DUE` or `facts.RESTRICTED`."""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """(name, value) of what is asked for, as in an address."""
        return [(each.name, getattr(self, each.name)) for each in fields(self) if getattr(self, each.name)]


FACETS = tuple(each.name for each in fields(Narrowing))


def codes_of(person: StakeholderRecord) -> dict[str, list[str]]:
    """The codes under which a record itself is found, by facet; empty ones are no codes."""
    profile = person.profile
    said = {
        "role": profile.roles,
        "kind": [person.kind],
        "intermediary_kind": [profile.intermediary_kind],
        "group": profile.groups,
        "right": [*profile.rights_experience, *profile.rights_expertise],
        "country": profile.countries,
        "level": [profile.level],
        "language": [*profile.languages, *profile.reads],
        "tier": [str(person.tier)],
    }
    return {facet: [code for code in dict.fromkeys(codes) if code] for facet, codes in said.items()}


@dataclass(frozen=True)
class PageOfPeople:
    """Some of a list, and whom the pages beside it go on from."""

    people: Sequence[StakeholderRecord]
    first: int
    """The place of the first in the whole list, from 1."""
    previous: UUID | None
    """The page before this one ends before this person."""
    next: UUID | None
    """The page after this one begins after this person."""
    total: int
    """So many are in the whole list."""


def page_start(after: int | None, before: int | None, size: int) -> int:
    """Where the page begins that follows the place `after`, or precedes the place `before`."""
    if after is not None:
        return after + 1
    return 0 if before is None else max(0, before - size)
