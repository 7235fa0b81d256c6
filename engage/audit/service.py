"""Writing to the log. There is no verb to change or remove."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.audit import chain
from engage.audit.models import AuditChain, AuditEvent
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import SealedValue, seal, seal_json, unseal
from engage.crypto.vault import Vault
from engage.db.clock import utcnow

CHAIN_ID = UUID("00000000-0000-4000-8000-000000000001")


class WrongFacts(TypeError):
    """An event was recorded with other facts than its kind declares. A mistake in the program."""


def record(
    session: Session,
    kind: EventKind,
    /,
    *,
    actor: UUID | None,
    project: UUID | None = None,
    subject: UUID | None = None,
    **facts: Any,
) -> AuditEvent:
    """Adds an event in the session's transaction. `facts` must be exactly the keys of `kind`, JSON values.

    Raises WrongFacts.
    """
    if frozenset(facts) != kind.keys:
        raise WrongFacts(f"{kind.code} states {sorted(kind.keys)}, not {sorted(facts)}")
    state = _state(session)
    now = utcnow()
    event = AuditEvent(
        id=uuid4(),
        sequence=state.sequence + 1,
        subject_key=state.subject_key,
        project_id=project,
        day=now.date(),
        code=kind.code,
    )
    seal_json(
        session,
        event,
        "body",
        {
            "at": now.isoformat(),
            "actor": str(actor) if actor else None,
            "subject": str(subject) if subject else None,
            **facts,
        },
    )
    key = bytes.fromhex(unseal(session, state, "next_key") or "")
    event.hash = leaf_of(event, state.hash)
    event.mac = chain.mac(key, event.hash)
    state.sequence, state.hash = event.sequence, event.hash
    seal(session, state, "next_key", chain.next_key(key).hex())
    session.add(event)
    session.flush()
    return event


def leaf_of(event: AuditEvent, previous: bytes) -> bytes:
    """The hash that `event` must carry when it follows `previous`."""
    body = event.body.blob if isinstance(event.body, SealedValue) else b""
    project = str(event.project_id) if event.project_id else ""
    return chain.leaf(previous, event.sequence, event.day, event.code, project, body)


def begin(session: Session) -> bytes:
    """Starts the chain of a new deployment; returns the first MAC key, to be carried away and kept offline.

    Whoever has it can check every MAC; nobody can make one anew, for the deployment keeps only the next key.
    """
    vault: Vault = session.info["vault"]
    key = secrets.token_bytes(32)
    state = AuditChain(id=CHAIN_ID, subject_key=vault.deployment_subject("audit"), sequence=0, hash=chain.START)
    seal(session, state, "next_key", key.hex())
    session.add(state)
    session.flush()
    return key


def _state(session: Session) -> AuditChain:
    locked = select(AuditChain).where(AuditChain.id == CHAIN_ID).with_for_update()
    found = session.scalar(locked.execution_options(populate_existing=True))
    if found is None:
        begin(session)
        found = session.get_one(AuditChain, CHAIN_ID)
    return found
