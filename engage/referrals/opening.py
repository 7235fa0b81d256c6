"""Rows of the map opened: whole the first time, afterwards those that changed. Words stay sealed until shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, LargeBinary, and_, func, select, type_coerce
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import opener, raw_opener
from engage.crypto.vault import Vault
from engage.db.types import IdBytes
from engage.projects.opened import Held
from engage.referrals.gist import gist_of
from engage.referrals.models import Referral, Start
from engage.referrals.plotted import Plotted, Plotting
from engage.referrals.records import ReferralDetail, StartRecord
from engage.stakeholders.opening import unswept

AT_ONCE = 5_000
MOST_WORDS = 500
"""So many ids go into one question to the database."""

# What `seal_json` wrote has no spaces around it: read without looking for them, in less time.
_read = json.JSONDecoder().raw_decode

_FACTS = (type_coerce(Referral.id, IdBytes()), Referral.state, Referral.asked_on, Referral.entry)
_NAMINGS = select(*_FACTS, type_coerce(Referral.gist, LargeBinary)).where(Referral.gist.is_not(None))
# Recorded before there was a gist, and not changed since.
_OLDER = select(
    *_FACTS,
    type_coerce(Referral.namer, LargeBinary),
    type_coerce(Referral.named, LargeBinary),
    type_coerce(Referral.detail, LargeBinary),
).where(Referral.gist.is_(None))
_STARTS = select(
    Start.id,
    Start.key_id,
    type_coerce(Start.stakeholder, LargeBinary),
    type_coerce(Start.reason, LargeBinary),
    Start.created_on,
).order_by(Start.created_on, Start.id)


def brought_up(session: Session, project_id: UUID, before: Held[Plotted]) -> Plotted:
    """The map as it is now, from what it was: for `projects.opened`."""
    if before.number:
        try:
            new = _opened(session, project_id, before)
        except KeyErased:
            pass
        else:
            # Rows can also go for good: then no number tells of them.
            if len(new) + new.lacking == _count(session, project_id):
                return new
    with unswept():
        return _opened(session, project_id, None)


def words_of(session: Session, project_id: UUID, ids: Sequence[UUID]) -> dict[UUID, ReferralDetail]:
    """The sealed part of some namings; those that are gone, or whose key is, are left out."""
    vault: Vault = session.info["vault"]
    open_detail = opener(vault, "referral", "detail")
    found: dict[UUID, ReferralDetail] = {}
    for first in range(0, len(ids), MOST_WORDS):
        rows = select(Referral.id, Referral.key_id, type_coerce(Referral.detail, LargeBinary)).where(
            Referral.project_id == project_id, Referral.id.in_(ids[first : first + MOST_WORDS])
        )
        for key, key_id, detail in session.execute(rows):
            try:
                found[key] = ReferralDetail(**json.loads(open_detail(key_id, key, detail) if detail else "{}"))
            except KeyErased:
                continue
    return found


def _opened(session: Session, project_id: UUID, before: Held[Plotted] | None) -> Plotted:
    vault: Vault = session.info["vault"]
    plotting = Plotting(project_id, before.value if before else None)
    keys, lacking = (set(before.value.keys), before.value.lacking) if before else (set(), 0)
    meant = Referral.project_id == project_id
    if before:
        meant = and_(meant, Referral.revision > before.number)
    # Nearly always one key: asked for once, not with each row.
    for key_id in session.connection().scalars(select(Referral.key_id).where(meant).distinct()).all():
        of_key = and_(meant, Referral.key_id == key_id)
        if vault.has_subject(key_id):
            keys.add(key_id)
            _open_rows(session, vault, key_id, of_key, plotting)
        elif before:
            raise KeyErased("the key of these rows was destroyed")
        else:
            lacking += session.scalar(select(func.count()).select_from(Referral).where(of_key)) or 0
    return plotting.done(_starts(session, project_id, vault, keys), frozenset(keys), lacking)


def _open_rows(session: Session, vault: Vault, key_id: UUID, of_key: ColumnElement[bool], plotting: Plotting) -> None:
    subject, cipher_of = key_id.bytes, vault.field_cipher
    open_gist = raw_opener(vault, "referral", "gist")
    for part in _in_parts(session, _NAMINGS.where(of_key)):
        ids, states, days, entries, sealed = zip(*part, strict=True)
        # Asked for with each part, so that a key destroyed meanwhile opens no more.
        cipher = cipher_of(subject)
        gists = [gist_of(open_gist(cipher, subject, each, one)) for each, one in zip(ids, sealed, strict=True)]
        namers, named, said = zip(*gists, strict=True)
        plotting.add(ids, namers=namers, named=named, states=states, days=days, entries=entries, said=said)
    _open_older(session, vault, key_id, of_key, plotting)


def _open_older(session: Session, vault: Vault, key_id: UUID, of_key: ColumnElement[bool], plotting: Plotting) -> None:
    columns = [opener(vault, "referral", column) for column in ("namer", "named", "detail")]
    for part in _in_parts(session, _OLDER.where(of_key)):
        ids, states, days, entries, *sealed = zip(*part, strict=True)
        namers, named, details = (
            [
                open_one(key_id, UUID(bytes=each), one) if one is not None else "{}"
                for each, one in zip(ids, column, strict=True)
            ]
            for open_one, column in zip(columns, sealed, strict=True)
        )
        said = [_read(each, 0)[0] for each in details]
        plotting.add(ids, namers=namers, named=named, states=states, days=days, entries=entries, said=said)


def _in_parts(session: Session, rows: Executable) -> Iterator[Sequence[Any]]:
    """What a database of its own sends in parts, so that a large map is never all here as rows."""
    options = {"yield_per": AT_ONCE}
    connection = session.connection()
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        yield from connection.execute(rows, execution_options=options).partitions()
        return
    # It does so only within a transaction.
    with connection.engine.connect().execution_options(isolation_level="READ COMMITTED") as lasting:
        yield from lasting.execute(rows, execution_options=options).partitions()


def _starts(session: Session, project_id: UUID, vault: Vault, keys: set[UUID]) -> list[StartRecord]:
    open_who, open_why = opener(vault, "referral_start", "stakeholder"), opener(vault, "referral_start", "reason")
    found = []
    for key, key_id, who, why, created_on in session.connection().execute(
        _STARTS.where(Start.project_id == project_id)
    ):
        try:
            reason = open_why(key_id, key, why) if why is not None else ""
            found.append(StartRecord(key, UUID(open_who(key_id, key, who)), reason, created_on))
        except KeyErased:
            continue
        keys.add(key_id)
    return found


def _count(session: Session, project_id: UUID) -> int:
    return session.scalar(select(func.count()).select_from(Referral).where(Referral.project_id == project_id)) or 0
