"""Erasing in order (security.md 2): intent, keys, purge, closed. What was interrupted is finished by the worker.

The keystore and the data cannot commit together; so what is to be destroyed stands in the data first, and is struck
out last.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.errors import KeyErased, UnknownSubject
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.db.stores import Stores, open_session
from engage.projects.models import Project
from engage.projects.revisions import bump
from engage.retention import intents
from engage.retention.purging import purge
from engage.stakeholders.directory import PEOPLE, TOPIC
from engage.stakeholders.life.models import Erasure
from engage.stakeholders.life.vocabulary import ErasureState, LifeEvent
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.vocabulary import StakeholderState

OPEN = Erasure.state == ErasureState.OPEN


def erase(session: Session, *, actor: User, stakeholder: Stakeholder) -> UUID:
    """Erases someone, as two agreed; gives the id of the entry in the ledger.

    Like `reveal`, this verb commits: the intent before the keys go, the rest after. Raises intents' GoneAlready,
    approvals' NotAgreed.
    """
    begun = intents.begin(session, actor=actor, stakeholder=stakeholder)
    erasure_id, main_id = begun.id, begun.main_id
    session.commit()
    finish(session, main_id)
    return erasure_id


def finish(session: Session, main_id: UUID) -> None:
    """Destroys the keys, then everything else, and closes the intent. Commits. Safe to do twice."""
    destroy_keys(session, main_id)
    strike_out(session, main_id)
    session.commit()


def destroy_keys(session: Session, main_id: UUID) -> None:
    """The keys of every record of one person, in one transaction of the keystore."""
    vault: Vault = session.info["vault"]
    vault.destroy_subjects(_records(session, main_id))


def strike_out(session: Session, main_id: UUID) -> None:
    """What other keys seal, and the intent itself."""
    rows = list(session.scalars(select(Erasure).where(OPEN, Erasure.main_id == main_id).with_for_update()))
    if not rows:
        return
    project_id, by, ids = rows[0].project_id, rows[0].begun_by, [row.stakeholder_id for row in rows]
    number = bump(session, project_id, TOPIC)
    purge(session, project_id, ids, by=by)
    for person in session.scalars(select(Stakeholder).where(Stakeholder.id.in_(ids))):
        person.revision = number
    for row in rows:
        row.state, row.closed_on = ErasureState.CLOSED.value, today()
    session.flush()
    PEOPLE.forget_own(session)
    record(session, LifeEvent.ERASED, actor=by, project=project_id, subject=main_id, records=len(ids))


def finish_open(stores: Stores, vault: Vault) -> int:
    """Finishes what was begun and interrupted; gives how many people."""
    with open_session(stores.data, vault=vault) as session:
        waiting = list(session.scalars(select(Erasure.main_id).where(OPEN).distinct()))
        for main_id in waiting:
            finish(session, main_id)
    return len(waiting)


@dataclass(frozen=True)
class Replayed:
    """What holding a restored store against the ledger found."""

    erased_again: int
    unreadable: int
    """Rows whose keys are not there although nobody erased them: a keystore that does not fit. They are left alone."""


def replay(stores: Stores, vault: Vault) -> Replayed:
    """After a restore: erases again whoever was erased since, whichever of the two stores is the older.

    A key that was destroyed tells of rows that came back; an entry of the ledger tells of a key that came back.
    """
    unreadable = 0
    with open_session(stores.data, vault=vault) as session:
        for project_id in session.scalars(select(Project.id)).all():
            held = set(vault.subjects(project_id))
            alive = (Stakeholder.project_id == project_id, Stakeholder.state != StakeholderState.ERASED)
            keyless = [key for key in session.scalars(select(Stakeholder.id).where(*alive)) if key not in held]
            for key in keyless:
                if not _was_erased(vault, key):
                    unreadable += 1
                    continue
                intents.intend(session, session.get_one(Stakeholder, key), main_id=key, begun_by=None)
            closed = select(Erasure).where(Erasure.project_id == project_id, ~OPEN)
            for row in session.scalars(closed).all():
                if row.stakeholder_id in held:
                    intents.intend(
                        session,
                        session.get_one(Stakeholder, row.stakeholder_id),
                        main_id=row.main_id,
                        begun_by=row.begun_by,
                    )
        session.commit()
    return Replayed(finish_open(stores, vault), unreadable)


def _was_erased(vault: Vault, subject_id: UUID) -> bool:
    try:
        vault.data_key(subject_id)
    except KeyErased:
        return True
    except UnknownSubject:
        return False
    return False


def _records(session: Session, main_id: UUID) -> list[UUID]:
    return list(session.scalars(select(Erasure.stakeholder_id).where(OPEN, Erasure.main_id == main_id)))
