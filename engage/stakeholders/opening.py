"""People's rows opened for the directory: names and contacts only as folded words, nothing gives them back."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import LargeBinary, select, type_coerce
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import raw_opener
from engage.crypto.vault import Vault
from engage.db.types import IdBytes
from engage.stakeholders.folding import fold
from engage.stakeholders.index import Entry
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.records import Profile, Safety, StakeholderRecord
from engage.stakeholders.sought import address_text, joined, number_text
from engage.stakeholders.vocabulary import ChannelKind, StakeholderState

ACTIVE = StakeholderState.ACTIVE.value
AT_ONCE = 2_000
MANY = 100_000
"""So many objects made at one opening are set apart from the search for garbage."""

Said = TypeVar("Said", Profile, Safety)
Sealed = tuple[bytes, bytes]
_BLANK: dict[type, dict[str, Any]] = {Profile: vars(Profile()), Safety: vars(Safety())}
# What `seal_json` wrote has no spaces around it: read without looking for them, in less time.
_read = json.JSONDecoder().raw_decode
_PHONE = ChannelKind.PHONE.value

_ROWS = select(
    type_coerce(Stakeholder.id, IdBytes()).label("key"),
    Stakeholder.kind,
    Stakeholder.tier,
    Stakeholder.pseudonym,
    Stakeholder.state,
    Stakeholder.created_on,
    Stakeholder.restricted_on,
    type_coerce(Stakeholder.name, LargeBinary).label("sealed_name"),
    type_coerce(Stakeholder.called, LargeBinary).label("sealed_called"),
    type_coerce(Stakeholder.profile, LargeBinary).label("sealed_profile"),
    type_coerce(Stakeholder.safety, LargeBinary).label("sealed_safety"),
)
# Those with a tag are e-mails, phones and handles.
_CONTACTS = select(
    type_coerce(Contact.stakeholder_id, IdBytes()),
    type_coerce(Contact.id, IdBytes()),
    type_coerce(Contact.detail, LargeBinary),
).where(Contact.tag.is_not(None), Contact.detail.is_not(None))


Opened = tuple[dict[UUID, Entry | None], frozenset[UUID]]


def everyone(session: Session, project_id: UUID) -> Opened:
    """Everyone in a project who is alive; None for those whose key was destroyed, who are named again beside."""
    vault: Vault = session.info["vault"]
    vault.warm(project_id)
    return _opened(session, project_id, after=None)


def changed_since(session: Session, project_id: UUID, number: int) -> Opened:
    """Whoever changed after a change; None for those who are gone or whose key is, the latter named again beside."""
    return _opened(session, project_id, after=number)


def _opened(session: Session, project_id: UUID, *, after: int | None) -> Opened:
    vault: Vault = session.info["vault"]
    rows = _ROWS.where(Stakeholder.project_id == project_id)
    rows = rows.where(Stakeholder.state == ACTIVE) if after is None else rows.where(Stakeholder.revision > after)
    contacts_of = _contacts(session, project_id, after)
    cipher_of = vault.passing_cipher
    open_name = raw_opener(vault, "stakeholder", "name")
    open_called = raw_opener(vault, "stakeholder", "called")
    open_profile = raw_opener(vault, "stakeholder", "profile")
    open_safety = raw_opener(vault, "stakeholder", "safety")
    open_detail = raw_opener(vault, "contact", "detail")
    # Many records say the same of roles, places and care: each saying is read and held once.
    profiles: dict[str, Profile] = {"": Profile()}
    safeties: dict[str, Safety] = {"": Safety()}
    found: dict[UUID, Entry | None] = {}
    unreadable = set()
    for part in session.connection().execute(rows).partitions(AT_ONCE):
        for own, kind, tier, pseudonym, state, created_on, since, name, called, profile, safety in part:
            key = UUID(bytes=own)
            if state != ACTIVE:
                found[key] = None
                continue
            words = addresses = numbers = ""
            try:
                said = care = names = ""
                if own in contacts_of or not (profile is safety is name is called is None):
                    cipher = cipher_of(own)
                if profile is not None:
                    said = open_profile(cipher, own, own, profile)
                if safety is not None:
                    care = open_safety(cipher, own, own, safety)
                if name is not None:
                    names = fold(open_name(cipher, own, own, name))
                if called is not None:
                    names, words = _called(names, _read(open_called(cipher, own, own, called), 0)[0])
                if own in contacts_of:
                    ways = contacts_of[own]
                    details = [_read(open_detail(cipher, own, each, detail), 0)[0] for each, detail in ways]
                    words, addresses, numbers = _contact_words(words, details)
            except KeyErased:
                found[key] = None
                unreadable.add(key)
                continue
            known = profiles.get(said)
            if known is None:
                known = profiles[said] = _made(Profile, _read(said, 0)[0])
            held = safeties.get(care)
            if held is None:
                held = safeties[care] = _made(Safety, _read(care, 0)[0])
            restricted = since is not None
            record = StakeholderRecord(
                key, project_id, kind, tier, pseudonym, state, created_on, known, held, restricted
            )
            found[key] = Entry(record, fold(pseudonym), names, words, addresses, numbers)
    return found, frozenset(unreadable)


def _contacts(session: Session, project_id: UUID, after: int | None) -> dict[bytes, list[Sealed]]:
    rows = _CONTACTS.where(Contact.project_id == project_id)
    if after is not None:
        changed = select(Stakeholder.id).where(Stakeholder.project_id == project_id, Stakeholder.revision > after)
        rows = rows.where(Contact.stakeholder_id.in_(changed))
    found: dict[bytes, list[Sealed]] = {}
    for part in session.connection().execute(rows).partitions(AT_ONCE):
        for owner, key, detail in part:
            found.setdefault(owner, []).append((key, detail))
    return found


def _called(name: str, called: dict[str, Any]) -> tuple[str, str]:
    """All names apart by line ends, and the words of where someone belongs."""
    others = [fold(other) for other in called.get("other_names", ())]
    return "\n".join(dict.fromkeys(filter(None, [name, *others]))), fold(called.get("organisation", ""))


def _contact_words(words: str, details: list[dict[str, Any]]) -> tuple[str, str, str]:
    """Words with those of addresses and handles, then addresses and numbers as parts of them are looked for."""
    numbers = [detail["value"] for detail in details if detail["channel"] == _PHONE]
    addresses = [detail["value"] for detail in details if detail["channel"] != _PHONE]
    return (
        " ".join(filter(None, [words, *map(fold, addresses)])),
        joined(map(address_text, addresses)),
        joined(map(number_text, numbers)),
    )


def _made(kind: type[Said], said: dict[str, Any]) -> Said:
    """What `kind(**said)` gives, in a fifth of the time: frozen dataclasses set each field by a call."""
    made = object.__new__(kind)
    made.__dict__.update(_BLANK[kind])
    made.__dict__.update(said)
    return made


@contextmanager
def unswept() -> Iterator[None]:
    """Hundreds of thousands of lasting objects are made at once: looking for garbage among them doubles the time.

    Afterwards they are set apart, or each later look would stop the process for a second. They still go when nothing
    holds them any more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > MANY:
            gc.freeze()
        if was_on:
            gc.enable()
