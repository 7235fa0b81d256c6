"""Whom a file is about: some people by their ids, or everyone who fits a narrowing; always as far as one may know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.stakeholders.directory import directory_of
from engage.stakeholders.listing.queries import facts_for
from engage.stakeholders.narrowing import Narrowing
from engage.stakeholders.records import StakeholderRecord

ASKED = tuple(each.name for each in fields(Narrowing))
EVERYONE = 1_000_000


@dataclass(frozen=True)
class Choice:
    """`ids` when single people were chosen, be it nobody; None for whoever fits `narrowing`."""

    ids: tuple[UUID, ...] | None
    narrowing: Narrowing

    @classmethod
    def of(cls, ids: Sequence[str] | None, asked: Iterable[tuple[str, str]]) -> Choice:
        """What a form or a job says; what is no id, and what one cannot ask, is left out."""
        chosen = None if ids is None else dict.fromkeys(found for each in ids if (found := _id(each)) is not None)
        said = {name: value[:100] for name, value in asked if name in ASKED}
        return cls(None if chosen is None else tuple(chosen), Narrowing(**said))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """(name, value) of what is chosen, for hidden fields of a form."""
        if self.ids is None:
            return self.narrowing.pairs
        return [("person", str(each)) for each in self.ids] or [("person", "")]

    def as_words(self) -> dict[str, Any]:
        """The same for a job."""
        ids = None if self.ids is None else [str(each) for each in self.ids]
        return {"ids": ids, "asked": self.narrowing.pairs}


def people_of(session: Session, project_id: UUID, choice: Choice, *, up_to_tier: int) -> Sequence[StakeholderRecord]:
    """Those who are chosen, by pseudonym; nobody above `up_to_tier`, of elsewhere, restricted or gone."""
    directory = directory_of(session, project_id)
    if choice.ids is not None:
        found = [person for each in choice.ids if (person := directory.find(each, up_to_tier)) is not None]
        found = [person for person in found if not person.restricted]
        return sorted(found, key=lambda person: (person.pseudonym, person.id.int))
    facts = facts_for(session, project_id)
    fitting = directory.look(choice.narrowing, up_to_tier=up_to_tier, size=EVERYONE, facts=facts).people
    return [person for person in fitting if not person.restricted]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
