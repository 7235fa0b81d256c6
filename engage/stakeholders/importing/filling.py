"""What a row knows that a record does not: only empty fields are filled, names are never overwritten. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from engage.crypto.tags import normalise
from engage.stakeholders.doubles import tagged_kind
from engage.stakeholders.folding import fold
from engage.stakeholders.importing.rows import Draft
from engage.stakeholders.records import Called, ContactDetail, Profile

# What a row without a type is taken for says nothing about someone who is there already.
NEVER = frozenset({"roles"})


@dataclass(frozen=True)
class Additions:
    """What would be new: fields of the profile with their values, further names, where they belong, ways, notes."""

    profile: dict[str, Any] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    organisation: str = ""
    contacts: list[ContactDetail] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.profile or self.names or self.organisation or self.contacts or self.notes)


def additions(
    draft: Draft, *, name: str, called: Called, profile: Profile, contacts: Iterable[ContactDetail]
) -> Additions:
    """What `draft` adds to someone who is known so."""
    held = vars(profile)
    said = {key: value for key, value in vars(draft.profile).items() if value and not held[key] and key not in NEVER}
    known = {fold(each) for each in (name, *called.other_names)}
    names = []
    for each in (draft.name, *draft.other_names):
        if fold(each) not in known:
            known.add(fold(each))
            names.append(each)
    region = next(iter(profile.countries or draft.profile.countries), None)
    there = {_comparable(contact, region) for contact in contacts}
    new = [contact for contact in draft.contacts if _comparable(contact, region) not in there]
    organisation = "" if called.organisation else draft.organisation
    return Additions(said, names, organisation, new, list(draft.notes))


def together(first: Draft, second: Draft) -> Draft:
    """An earlier row with what a later row of the same file adds to it."""
    before = called_of(first)
    more = additions(second, name=first.name, called=before, profile=first.profile, contacts=first.contacts)
    called = called_with(before, more)
    return replace(
        first,
        profile=replace(first.profile, **more.profile),
        other_names=called.other_names,
        organisation=called.organisation,
        contacts=[*first.contacts, *more.contacts],
        notes=list(dict.fromkeys([*first.notes, *more.notes])),
        tier=max(first.tier, second.tier),
    )


def called_of(draft: Draft) -> Called:
    """What else a row calls someone, and where it says they belong."""
    return Called(draft.other_names, draft.organisation)


def called_with(called: Called, more: Additions) -> Called:
    """The names and the place of someone, with what is new."""
    return Called([*called.other_names, *more.names], called.organisation or more.organisation)


def _comparable(contact: ContactDetail, region: str | None) -> tuple[str, str]:
    kind = tagged_kind(contact.channel)
    value = normalise(kind, contact.value, region=region) if kind else fold(contact.value)
    return contact.channel, value
