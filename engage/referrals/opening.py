"""Rows of the map opened: whole the first time, afterwards those that changed. Words stay sealed until shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, LargeBinary, and_, func, select, type_coerce
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import opener
from engage.crypto.vault import Vault
from engage.projects.opened import Held
from engage.referrals.models import Referral, Start
from engage.referrals.plotted import Plotted, Plotting
from engage.referrals.records import ReferralDetail, StartRecord

AT_ONCE = 5_000
MOST_WORDS = 500
"""So many ids go into one question to the database."""

# What `seal_json` wrote has no spaces around it: read without looking for them, in less time.
_read = json.JSONDecoder().raw_decode

_NAMINGS = select(
    Referral.id,
    Referral.state,
    Referral.asked_on,
    Referral.entry,
    type_coerce(Referral.namer, LargeBinary),
    type_coerce(Referral.named, LargeBinary),
    type_coerce(Referral.detail, LargeBinary),
)
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
            _open_rows(session, vault, key_id, _NAMINGS.where(of_key), plotting)
        elif before:
            raise KeyErased("the key of these rows was destroyed")
        else:
            lacking += session.scalar(select(func.count()).select_from(Referral).where(of_key)) or 0
    return plotting.done(_starts(session, project_id, vault, keys), frozenset(keys), lacking)


def _open_rows(session: Session, vault: Vault, key_id: UUID, rows: Executable, plotting: Plotting) -> None:
    open_namer, open_named = opener(vault, "referral", "namer"), opener(vault, "referral", "named")
    open_detail = opener(vault, "referral", "detail")
    for part in _in_parts(session, rows):
        ids, states, days, entries, namers, named, details = zip(*part, strict=True)
        plotting.add(
            ids,
            namers=[open_namer(key_id, each, one) for each, one in zip(ids, namers, strict=True)],
            named=[open_named(key_id, each, one) for each, one in zip(ids, named, strict=True)],
            states=states,
            days=days,
            entries=entries,
            said=[
                _read(open_detail(key_id, each, one), 0)[0] if one is not None else {}
                for each, one in zip(ids, details, strict=True)
            ],
        )


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
