"""Whether someone is in the registry already: the same or nearly the same name, e-mail, phone or handle.

Everything is compared with everyone, and whoever is above the reader's tier is left out at the end: neither what is
found nor how long it takes tells of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal, cast
from uuid import UUID

from sqlalchemy import LargeBinary, select, type_coerce
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import opener
from engage.crypto.tags import normalise, tags_of
from engage.crypto.vault import Vault
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary
from engage.projects.opened import Held, Opened
from engage.stakeholders.directory import TOPIC, Directory, directory_of
from engage.stakeholders.folding import fold
from engage.stakeholders.likeness import marks
from engage.stakeholders.merging.models import TwoPeople
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.namesakes import Marked, Namesakes
from engage.stakeholders.records import ContactDetail, StakeholderRecord
from engage.stakeholders.vocabulary import ChannelKind

TAGGED = frozenset({ChannelKind.EMAIL.value, ChannelKind.PHONE.value, ChannelKind.HANDLE.value})
Tagged = Literal["email", "phone", "handle"]
Key = tuple[str, str]
Owners = dict[Key, list[UUID]]
EVERYONE = 3
SHARED_BY_MANY = 8
"""A mailbox or a switchboard that so many share says nothing; of a name that so many have, each is put beside one."""
MANY = 100
"""Contacts of so many are looked for among all at once, which are then kept and brought up with each change."""
_INTERNATIONAL = re.compile(r"\+[0-9]+")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.@_+-]*")
# What `seal_json` wrote has no spaces around it: read without looking for them.
_read = json.JSONDecoder().raw_decode


class Likeness(Vocabulary):
    """Why two records may be of the same one, surest first."""

    EMAIL = "email", _l("The same e-mail")
    PHONE = "phone", _l("The same phone")
    HANDLE = "handle", _l("The same handle")
    SAME_NAME = "same_name", _l("The same name")
    SPELLING = "spelling", _l("A name that can be spelled like this")


_ORDER = {word.value: place for place, word in enumerate(Likeness)}


@dataclass(frozen=True)
class Candidate:
    """Someone who may be there already. `region` (a country code) reads phone numbers without one; `understood` says
    that there are none such: the contacts are as an import leaves them.
    """

    name: str
    contacts: Sequence[ContactDetail]
    region: str | None = None
    other_names: Sequence[str] = ()
    understood: bool = False


@dataclass(frozen=True)
class Alike:
    """Someone in the registry whom a candidate may be; `why` are codes of `Likeness`, surest first."""

    record: StakeholderRecord
    why: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two of the registry who may be one; `why` are codes of `Likeness`, surest first."""

    first: StakeholderRecord
    second: StakeholderRecord
    why: tuple[str, ...]


def tagged_kind(channel: str) -> Tagged | None:
    """What kind of tag finds contacts of a channel again; None for a channel that is not found that way."""
    return cast(Tagged, channel) if channel in TAGGED else None


def doubles_of(
    session: Session,
    project_id: UUID,
    candidates: Sequence[Candidate],
    *,
    up_to_tier: int,
    marked: Marked = marks,
) -> list[list[Alike]]:
    """For each candidate, whom in the registry they may be, surest first.

    `up_to_tier` is the tier up to which the viewer may look at names: to learn that a name is a pseudonym's is a look.
    """
    known = _known(session, project_id)
    keys = [_keys(candidate) for candidate in candidates]
    by_contact = _holders(session, project_id, {key for found in keys for key in found})
    return [
        _seen(known.directory, _why(known.names, by_contact, candidate, mine, marked), up_to_tier)
        for candidate, mine in zip(candidates, keys, strict=True)
    ]


def pairs_in(session: Session, project_id: UUID, *, up_to_tier: int) -> list[Pair]:
    """Everyone who may be entered twice, surest pairs first, without pairs that somebody told apart.

    `up_to_tier` is the tier up to which the viewer may look at names.
    """
    known = _known(session, project_id)
    directory, names = known.directory, known.names
    found: dict[tuple[UUID, UUID], set[str]] = {}

    def note(ids: Iterable[UUID], code: str, *, most: int | None = None) -> None:
        seen = sorted((key for key in set(ids) if directory.find(key, up_to_tier) is not None), key=lambda key: key.int)
        if most is not None and len(seen) > most:
            return
        each = combinations(seen, 2) if len(seen) <= SHARED_BY_MANY else ((seen[0], other) for other in seen[1:])
        for couple in each:
            found.setdefault(couple, set()).add(code)

    for holders in names.groups():
        note(holders, Likeness.SAME_NAME.value)
    for one, other in names.couples():
        for couple in product(names.holders(one)[:SHARED_BY_MANY], names.holders(other)[:SHARED_BY_MANY]):
            note(couple, Likeness.SPELLING.value)
    for (kind, _value), owners in WAYS.of(session, project_id).items():
        if len(owners) > 1:
            note(owners, kind, most=SHARED_BY_MANY)
    for couple in told_apart(session, project_id):
        found.pop(couple, None)
    pairs = []
    for (first_id, second_id), codes in found.items():
        first, second = directory.find(first_id, up_to_tier), directory.find(second_id, up_to_tier)
        if first is not None and second is not None:
            earlier, later = sorted((first, second), key=lambda each: (each.created_on, each.id.int))
            pairs.append(Pair(earlier, later, _in_order(codes)))
    return sorted(pairs, key=lambda pair: (_ORDER[pair.why[0]], -len(pair.why), pair.first.pseudonym, pair.second.id))


def told_apart(session: Session, project_id: UUID) -> set[tuple[UUID, UUID]]:
    """Pairs that somebody said are two different people, ids in order."""
    said = select(TwoPeople.first_id, TwoPeople.second_id).where(TwoPeople.project_id == project_id)
    return {(first, second) for first, second in session.execute(said)}


def _why(
    names: Namesakes, by_contact: dict[Key, list[UUID]], candidate: Candidate, keys: list[Key], marked: Marked
) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    for text in (candidate.name, *candidate.other_names):
        name = fold(text)
        if not name:
            continue
        for holder in names.holders(name):
            found.setdefault(holder, set()).add(Likeness.SAME_NAME.value)
        for other in names.like(name, marked):
            for holder in names.holders(other):
                found.setdefault(holder, set()).add(Likeness.SPELLING.value)
    for key in keys:
        for holder in by_contact.get(key, ()):
            found.setdefault(holder, set()).add(key[0])
    return found


def _seen(directory: Directory, found: dict[UUID, set[str]], up_to_tier: int) -> list[Alike]:
    alike = []
    for holder, codes in found.items():
        record = directory.find(holder, up_to_tier)
        if record is not None:
            alike.append(Alike(record, _in_order(codes)))
    return sorted(alike, key=lambda each: (_ORDER[each.why[0]], -len(each.why), each.record.pseudonym))


def _in_order(codes: Iterable[str]) -> tuple[str, ...]:
    found = set(codes)
    if Likeness.SAME_NAME.value in found:
        found.discard(Likeness.SPELLING.value)
    return tuple(sorted(found, key=_ORDER.__getitem__))


@dataclass
class _Known:
    """The names that are compared, beside the very directory that they were taken from."""

    directory: Directory
    names: Namesakes


_kept: dict[tuple[UUID, UUID], _Known] = {}


def _known(session: Session, project_id: UUID) -> _Known:
    place = session.info["vault"].deployment_id, project_id
    directory, kept = directory_of(session, project_id), _kept.get(place)
    if kept is None or kept.directory is not directory:
        names = Namesakes(directory.called(EVERYONE), kept.names if kept else None)
        kept = _kept[place] = _Known(directory, names)
    return kept


def _brought_up(session: Session, project_id: UUID, before: Held[Owners]) -> Owners:
    """All contacts, once; afterwards only those of people who changed."""
    if not before.number:
        return _owners(_contacts(session, project_id, None))
    rows = select(Stakeholder.id).where(Stakeholder.project_id == project_id, Stakeholder.revision > before.number)
    changed = set(session.scalars(rows))
    left = ((key, [each for each in owners if each not in changed]) for key, owners in before.value.items())
    found = {key: owners for key, owners in left if owners}
    for key, owner in _contacts(session, project_id, None, since=before.number):
        found.setdefault(key, []).append(owner)
    return found


WAYS: Opened[Owners] = Opened(TOPIC, {}, _brought_up)
"""Whose each contact is, as it is compared; opened when many are asked for."""


def _owners(contacts: Iterable[tuple[Key, UUID]]) -> Owners:
    found: dict[Key, list[UUID]] = {}
    for key, owner in contacts:
        found.setdefault(key, []).append(owner)
    return found


def _keys(candidate: Candidate) -> list[Key]:
    keys: list[Key] = []
    for contact in candidate.contacts:
        kind = tagged_kind(contact.channel)
        if kind is not None:
            if candidate.understood:
                keys.append((kind, _kept_value(kind, contact.value)))
            else:
                keys.append((kind, normalise(kind, contact.value, region=candidate.region)))
    return keys


def _holders(session: Session, project_id: UUID, wanted: set[Key]) -> Owners:
    if len(wanted) > MANY:
        return WAYS.of(session, project_id)
    vault: Vault = session.info["vault"]
    looked_for = {each for kind, value in wanted for each in tags_of(vault, cast(Tagged, kind), value)}
    return _owners(_contacts(session, project_id, looked_for))


def _contacts(
    session: Session, project_id: UUID, looked_for: set[bytes] | None, *, since: int = 0
) -> Iterator[tuple[Key, UUID]]:
    """Contacts with one of these tags (None: with any), as they are compared, and whose they are; with `since`, of
    people who changed after that.
    """
    rows = select(Contact.id, Contact.stakeholder_id, type_coerce(Contact.detail, LargeBinary))
    rows = rows.where(Contact.project_id == project_id, Contact.tag.is_not(None), Contact.detail.is_not(None))
    # One person's beside one another: each key is made ready once.
    rows = rows.order_by(Contact.stakeholder_id)
    if since:
        rows = rows.join(Stakeholder, Stakeholder.id == Contact.stakeholder_id).where(Stakeholder.revision > since)
    if looked_for is not None:
        rows = rows.where(Contact.tag.in_(looked_for))
    vault: Vault = session.info["vault"]
    open_detail = opener(vault, "contact", "detail")
    for contact_id, owner, sealed in session.connection().execute(rows) if looked_for != set() else ():
        try:
            detail = _read(open_detail(owner, contact_id, sealed))[0]
        except KeyErased:
            continue
        kind = tagged_kind(detail["channel"])
        if kind is not None:
            yield (kind, _kept_value(kind, detail["value"])), owner


def _kept_value(kind: Tagged, value: str) -> str:
    """A contact as it is compared. Most are kept so already, and reading each anew would cost more than opening it."""
    if kind == "phone":
        return value if _INTERNATIONAL.fullmatch(value) else normalise(kind, value)
    return value.lower() if _PLAIN.fullmatch(value) else normalise(kind, value)
