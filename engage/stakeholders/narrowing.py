"""Narrowing a list of people down, and cutting it into pages. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from uuid import UUID

from engage.stakeholders.records import StakeholderRecord

PAGE = 100


@dataclass(frozen=True)
class Narrowing:
    """What someone asked to see; an empty text asks for nothing."""

    role: str = ""
    kind: str = ""
    country: str = ""
    group: str = ""
    level: str = ""
    tier: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """(name, value) of what is asked for, as in an address."""
        return [(each.name, getattr(self, each.name)) for each in fields(self) if getattr(self, each.name)]

    def fits(self, person: StakeholderRecord) -> bool:
        """Whether someone is to be shown."""
        profile = person.profile
        return (
            (not self.role or self.role in profile.roles)
            and (not self.kind or self.kind == person.kind)
            and (not self.country or self.country in profile.countries)
            and (not self.group or self.group in profile.groups)
            and (not self.level or self.level == profile.level)
            and (not self.tier or self.tier == str(person.tier))
        )

    def of(self, people: Sequence[StakeholderRecord]) -> Sequence[StakeholderRecord]:
        """Those who are to be shown, in the same order."""
        return [person for person in people if self.fits(person)] if self.pairs else people


@dataclass(frozen=True)
class PageOfPeople:
    """Some of a list, and whom the pages beside it go on from."""

    people: Sequence[StakeholderRecord]
    first: int
    """The place of the first in the whole list, from 1."""
    previous: UUID | None
    next: UUID | None


def page_of(
    people: Sequence[StakeholderRecord], *, after: UUID | None = None, before: UUID | None = None, size: int = PAGE
) -> PageOfPeople:
    """The page that follows or precedes someone; the first page when they are not there (any more)."""
    start = 0
    wanted = after or before
    if wanted is not None:
        place = next((at for at, person in enumerate(people) if person.id == wanted), None)
        if place is not None:
            start = place + 1 if after is not None else max(0, place - size)
    shown = people[start : start + size]
    return PageOfPeople(
        shown,
        start + 1,
        people[start].id if shown and start > 0 else None,
        shown[-1].id if start + size < len(people) else None,
    )
