"""Checking a record again, restricting it and using it again, taking up a correction and answering it."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal
from engage.db.clock import today
from engage.projects.revisions import bump
from engage.stakeholders.directory import TOPIC
from engage.stakeholders.life.models import Correction, Restriction
from engage.stakeholders.life.queries import standing_restriction
from engage.stakeholders.life.vocabulary import CorrectionState, LifeEvent
from engage.stakeholders.models import Stakeholder


class AlreadyRestricted(ValueError):
    """The record is restricted already."""


class NotRestricted(ValueError):
    """The record is not restricted."""


class NotStillToCome(ValueError):
    """The day must lie ahead."""


class StillToCome(ValueError):
    """Nobody asked on a day that is still to come."""


class DueBeforeAsked(ValueError):
    """An answer cannot be due before it was asked for."""


class AnsweredBefore(ValueError):
    """The request was answered already."""


def check_again(session: Session, *, actor: User, stakeholder: Stakeholder) -> None:
    """Somebody looked, and the record is still right."""
    stakeholder.checked_on = today()
    stakeholder.revision = bump(session, stakeholder.project_id, TOPIC)
    record(session, LifeEvent.CHECKED, actor=actor.id, project=stakeholder.project_id, subject=stakeholder.id)


def restrict(session: Session, *, actor: User, stakeholder: Stakeholder, reason: str, review_on: date) -> Restriction:
    """Keeps a record and stops using it until it is lifted. Raises AlreadyRestricted, NotStillToCome."""
    if review_on <= today():
        raise NotStillToCome
    # The counter is locked first: whoever restricts the same record at the same moment waits.
    number = bump(session, stakeholder.project_id, TOPIC)
    session.refresh(stakeholder)
    if stakeholder.restricted_on is not None:
        raise AlreadyRestricted
    row = Restriction(
        id=uuid4(),
        project_id=stakeholder.project_id,
        stakeholder_id=stakeholder.id,
        since_on=today(),
        restricted_by=actor.id,
        review_on=review_on,
    )
    seal(session, row, "reason", reason.strip())
    session.add(row)
    stakeholder.restricted_on, stakeholder.revision = row.since_on, number
    session.flush()
    record(
        session,
        LifeEvent.RESTRICTED,
        actor=actor.id,
        project=stakeholder.project_id,
        subject=stakeholder.id,
        review_on=review_on.isoformat(),
    )
    return row


def lift(session: Session, *, actor: User, stakeholder: Stakeholder, reason: str) -> None:
    """Uses a record again. Raises NotRestricted."""
    number = bump(session, stakeholder.project_id, TOPIC)
    row = standing_restriction(session, stakeholder.id)
    if row is None:
        raise NotRestricted
    row.lifted_on, row.lifted_by = today(), actor.id
    seal(session, row, "lifted_because", reason.strip())
    stakeholder.restricted_on, stakeholder.revision = None, number
    session.flush()
    record(session, LifeEvent.LIFTED, actor=actor.id, project=stakeholder.project_id, subject=stakeholder.id)


def take_up_correction(
    session: Session, *, actor: User, stakeholder: Stakeholder, wanted: str, asked_on: date, due_on: date
) -> Correction:
    """Keeps what someone asked to have put right. Raises StillToCome, DueBeforeAsked."""
    if asked_on > today():
        raise StillToCome
    if due_on < asked_on:
        raise DueBeforeAsked
    row = Correction(
        id=uuid4(),
        project_id=stakeholder.project_id,
        stakeholder_id=stakeholder.id,
        state=CorrectionState.OPEN.value,
        asked_on=asked_on,
        due_on=due_on,
        recorded_by=actor.id,
    )
    seal(session, row, "wanted", wanted.strip(), long=True)
    session.add(row)
    session.flush()
    record(
        session,
        LifeEvent.CORRECTION_ASKED,
        actor=actor.id,
        project=row.project_id,
        subject=stakeholder.id,
        due_on=due_on.isoformat(),
    )
    return row


def settle_correction(
    session: Session, *, actor: User, correction: Correction, state: CorrectionState, settlement: str
) -> None:
    """Says what was done, or why it was refused. Raises AnsweredBefore; ValueError for a state that is no answer."""
    if state is CorrectionState.OPEN:
        raise ValueError("an answer is that it was done, or refused")
    session.refresh(correction, with_for_update=True)
    if correction.state != CorrectionState.OPEN:
        raise AnsweredBefore
    correction.state, correction.settled_on, correction.settled_by = state.value, today(), actor.id
    seal(session, correction, "settlement", settlement.strip(), long=True)
    session.flush()
    record(
        session,
        LifeEvent.CORRECTION_SETTLED,
        actor=actor.id,
        project=correction.project_id,
        subject=correction.stakeholder_id,
        state=state.value,
    )
