"""Beginning an erasure: two agreed, and what is to happen is on record before anything is destroyed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json
from engage.db.clock import today
from engage.projects.approvals import service as approvals
from engage.projects.approvals.models import Approval
from engage.projects.approvals.queries import ApprovalRecord, standing_of
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.projects.revisions import bump
from engage.stakeholders.directory import PEOPLE, TOPIC
from engage.stakeholders.life.models import Erasure
from engage.stakeholders.life.remembered import counted_of
from engage.stakeholders.life.vocabulary import ErasureState, LifeEvent
from engage.stakeholders.merging.queries import gone_into
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.queries import record_of
from engage.stakeholders.two_persons import erasing
from engage.stakeholders.vocabulary import StakeholderState


class GoneAlready(ValueError):
    """The record is not there any more."""


def records_of(session: Session, stakeholder: Stakeholder) -> list[UUID]:
    """Every record of this one person: theirs, and those that were brought together into it."""
    return [stakeholder.id, *gone_into(session, stakeholder.id)]


def ask(session: Session, *, actor: User, stakeholder: Stakeholder, reason: str) -> Approval:
    """Asks a second person to agree to exactly this."""
    return approvals.ask(session, actor=actor, reason=reason, tier=stakeholder.tier, **_request(session, stakeholder))


def asked(session: Session, *, actor: User, stakeholder: Stakeholder) -> ApprovalRecord | None:
    """The request of `actor` that waits or may be done now."""
    return standing_of(session, actor=actor, **_request(session, stakeholder))


def begin(session: Session, *, actor: User, stakeholder: Stakeholder) -> Erasure:
    """Uses up the agreement and says what is to be erased. From its commit on there is no way back.

    Raises GoneAlready, approvals' NotAgreed.
    """
    # The counter is locked first: whoever changes or merges the record at this moment waits.
    number = bump(session, stakeholder.project_id, TOPIC)
    session.refresh(stakeholder)
    if stakeholder.state != StakeholderState.ACTIVE:
        raise GoneAlready
    approvals.use(session, actor=actor, **_request(session, stakeholder))
    made = []
    for key in records_of(session, stakeholder):
        row = session.get_one(Stakeholder, key, with_for_update=True)
        made.append(intend(session, row, main_id=stakeholder.id, begun_by=actor.id))
        known = record_of(session, row)
        seal_json(session, made[-1], "kept", counted_of(known.profile, known.safety))
        row.revision = number
    session.flush()
    PEOPLE.forget_own(session)
    record(
        session,
        LifeEvent.ERASURE_BEGUN,
        actor=actor.id,
        project=stakeholder.project_id,
        subject=stakeholder.id,
        records=len(made),
    )
    return made[0]


def intend(session: Session, row: Stakeholder, *, main_id: UUID, begun_by: UUID | None) -> Erasure:
    """The intent to erase one record; from now on it is found by nobody."""
    erasure = session.scalar(select(Erasure).where(Erasure.stakeholder_id == row.id))
    if erasure is None:
        erasure = Erasure(id=uuid4(), project_id=row.project_id, stakeholder_id=row.id, main_id=main_id)
        erasure.begun_on, erasure.begun_by = today(), begun_by
        session.add(erasure)
    erasure.state, erasure.closed_on = ErasureState.OPEN.value, None
    row.state = StakeholderState.ERASED.value
    return erasure


def _request(session: Session, stakeholder: Stakeholder) -> dict[str, Any]:
    return {
        "project_id": stakeholder.project_id,
        "kind": ApprovalKind.ERASE,
        "subject_id": stakeholder.id,
        "what": erasing(records_of(session, stakeholder)),
    }
