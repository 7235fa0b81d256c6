"""Announcing a file, filling it, handing it over once, sweeping what nobody fetched.

The key of a file is destroyed before its row goes: a backup of the data alone brings nothing back.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.crypto.errors import UnknownSubject
from engage.crypto.files import open_stream, seal_stream
from engage.crypto.suite import bind
from engage.crypto.vault import Vault
from engage.db.clock import utcnow
from engage.db.stores import Stores, open_session
from engage.projects.parcels.models import Parcel
from engage.projects.parcels.vocabulary import ParcelState

KEPT_FOR = timedelta(days=1)
USE = "parcel"


class NotReady(ValueError):
    """The file is still being made."""


class Gone(LookupError):
    """The key of the file was destroyed: it was handed over, or its day is over."""


def announce(session: Session, *, actor: User, project_id: UUID, form: str, tier: int) -> Parcel:
    """A file that will be made for `actor`; `tier` is the highest of those it is about."""
    now = utcnow()
    parcel = Parcel(
        id=uuid4(),
        project_id=project_id,
        made_for=actor.id,
        state=ParcelState.MAKING,
        form=form,
        tier=tier,
        rows=0,
        expires_at=now + KEPT_FOR,
    )
    session.add(parcel)
    session.flush()
    return parcel


def fill(session: Session, *, parcel: Parcel, content: bytes, rows: int) -> None:
    """Puts the file in, sealed under a key of its own."""
    vault: Vault = session.info["vault"]
    vault.create_subject(parcel.id, project_id=parcel.project_id, tier=parcel.tier)
    key = vault.data_key(parcel.id).derive(USE)
    parcel.content = b"".join(seal_stream(key, [content], context=_context(parcel)))
    parcel.state, parcel.rows = ParcelState.READY, rows


def fetch(session: Session, *, parcel: Parcel) -> bytes:
    """The file, this once: it is gone afterwards. Raises NotReady, Gone, CannotOpen."""
    if parcel.state != ParcelState.READY or parcel.content is None:
        raise NotReady
    vault: Vault = session.info["vault"]
    try:
        key = vault.data_key(parcel.id).derive(USE)
    except UnknownSubject:
        raise Gone from None
    content = b"".join(open_stream(key, [parcel.content], context=_context(parcel)))
    vault.destroy_subject(parcel.id)
    session.delete(parcel)
    session.flush()
    return content


def sweep(stores: Stores, vault: Vault) -> int:
    """Destroys the files whose day is over; returns how many."""
    with open_session(stores.data, vault=vault) as session:
        over = list(session.scalars(select(Parcel.id).where(Parcel.expires_at < utcnow())))
        if not over:
            return 0
        vault.destroy_subjects([each for each in over if vault.has_subject(each)])
        session.execute(delete(Parcel).where(Parcel.id.in_(over)))
        session.commit()
        return len(over)


def _context(parcel: Parcel) -> bytes:
    return bind(USE, parcel.project_id, parcel.made_for, parcel.id)
