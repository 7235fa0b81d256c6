"""Whether someone is in the registry already: the same name, e-mail, phone or handle, among those one may look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast
from uuid import UUID

from sqlalchemy.orm import Session

from engage.crypto.tags import normalise, tags
from engage.crypto.vault import Vault
from engage.stakeholders.directory import directory_of
from engage.stakeholders.queries import contacts_tagged
from engage.stakeholders.records import ContactDetail, StakeholderRecord
from engage.stakeholders.vocabulary import ChannelKind

TAGGED = frozenset({ChannelKind.EMAIL.value, ChannelKind.PHONE.value, ChannelKind.HANDLE.value})
Tagged = Literal["email", "phone", "handle"]


@dataclass(frozen=True)
class Candidate:
    """Someone who may be there already. `region` (a country code) reads phone numbers without one."""

    name: str
    contacts: Sequence[ContactDetail]
    region: str | None = None


def tagged_kind(channel: str) -> Tagged | None:
    """What kind of tag finds contacts of a channel again; None for a channel that is not found that way."""
    return cast(Tagged, channel) if channel in TAGGED else None


def doubles_of(
    session: Session, project_id: UUID, candidates: Sequence[Candidate], *, up_to_tier: int
) -> list[list[StakeholderRecord]]:
    """For each candidate, whoever in the registry has the same name or contact.

    `up_to_tier` is the tier up to which the viewer may look at names: to learn that a name is a pseudonym's is a look.
    """
    directory = directory_of(session, project_id)
    by_contact = _holders(session, project_id, candidates)
    found = []
    for candidate in candidates:
        same = {record.id: record for record in directory.same_name(candidate.name, up_to_tier)}
        for key in _keys(candidate):
            for holder in by_contact.get(key, ()):
                record = directory.find(holder, up_to_tier)
                if record is not None:
                    same[record.id] = record
        found.append(list(same.values()))
    return found


def _keys(candidate: Candidate) -> list[tuple[str, str]]:
    keys: list[tuple[str, str]] = []
    for contact in candidate.contacts:
        kind = tagged_kind(contact.channel)
        if kind is not None:
            keys.append((kind, normalise(kind, contact.value, region=candidate.region)))
    return keys


def _holders(session: Session, project_id: UUID, candidates: Sequence[Candidate]) -> dict[tuple[str, str], list[UUID]]:
    vault: Vault = session.info["vault"]
    wanted: set[tuple[str, str]] = set()
    looked_for: set[bytes] = set()
    for candidate in candidates:
        for kind, value in _keys(candidate):
            wanted.add((kind, value))
            looked_for.update(tags(vault, cast(Tagged, kind), value))
    holders: dict[tuple[str, str], list[UUID]] = {}
    for contact in contacts_tagged(session, project_id, looked_for):
        found = tagged_kind(contact.detail.channel)
        if found is None:
            continue
        key = found, normalise(found, contact.detail.value)
        if key in wanted:
            holders.setdefault(key, []).append(contact.stakeholder_id)
    return holders
