"""Finding out whom a typed pseudonym or name means, among the people whom the reader may know of. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from engage.stakeholders.directory import Directory
from engage.stakeholders.folding import fold
from engage.stakeholders.narrowing import Narrowing
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.sought import terms_of

NEAR = 8
ENOUGH = 20
"""So many are looked through for one whose pseudonym is exactly what was typed."""
MOST_KNOWN = 500
"""Up to so many people are offered while somebody types; beyond, they write the beginning and choose."""


@dataclass(frozen=True)
class Meant:
    """Whom a text can mean: the one of exactly that pseudonym; else those whose pseudonyms begin so."""

    exactly: StakeholderRecord | None = None
    near: tuple[StakeholderRecord, ...] = ()
    more: int = 0


def meant_by(people: Directory, text: str, *, up_to_tier: int) -> Meant:
    """Whom a text means; nobody where nothing is written."""
    if not terms_of(text):
        return Meant()
    found = people.look(Narrowing(), text=text, up_to_tier=up_to_tier, size=ENOUGH)
    wanted = fold(text)
    for person in found.people:
        if fold(person.pseudonym) == wanted:
            return Meant(person)
    near = tuple(person for person in found.people if not person.restricted)[:NEAR]
    return Meant(None, near, max(0, found.total - len(near)) if near else 0)


def known_to_all(people: Directory, *, up_to_tier: int) -> list[str]:
    """Pseudonyms to offer while somebody types, where these are few enough for a page."""
    everyone = people.people(up_to_tier)
    return [person.pseudonym for person in everyone if not person.restricted] if len(everyone) <= MOST_KNOWN else []
