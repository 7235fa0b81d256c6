"""Queueing, claiming and settling work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from config import MailServer
from engage.crypto.sealed import seal_json, unseal_json
from engage.crypto.vault import Vault
from engage.db.clock import utcnow
from engage.db.stores import Stores
from engage.jobs.models import Job
from engage.jobs.vocabulary import JobState

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class Desk:
    """What a piece of work may use: a session on the data store, the stores, the vault, the mail server if any."""

    session: Session
    stores: Stores
    vault: Vault
    mail: MailServer | None = None


Work = Callable[[Desk, Job, dict[str, Any]], None]
WORK: dict[str, Work] = {}


def work(kind: str) -> Callable[[Work], Work]:
    """Registers a function as the work of this name. It must be safe to do twice."""

    def register(do: Work) -> Work:
        if kind in WORK:
            raise ValueError(f"the work {kind} is registered twice")
        WORK[kind] = do
        return do

    return register


def enqueue(
    session: Session,
    kind: str,
    *,
    asked_by: UUID | None,
    project: UUID | None = None,
    subject: UUID | None = None,
    due_at: datetime | None = None,
    **words: Any,
) -> Job:
    """Queues work in the transaction of the change that causes it."""
    vault: Vault = session.info["vault"]
    job = Job(
        id=uuid4(),
        subject_key=vault.deployment_subject("jobs"),
        project_id=project,
        subject_id=subject,
        kind=kind,
        state=JobState.QUEUED,
        asked_by=asked_by,
        due_at=due_at or utcnow(),
    )
    seal_json(session, job, "words", words)
    session.add(job)
    return job


def claim(session: Session) -> Job | None:
    """The next job that is due, under a lease; None when there is nothing to do. The caller commits."""
    now = utcnow()
    free = or_(
        Job.state == JobState.QUEUED,
        (Job.state == JobState.CLAIMED) & (Job.lease_until < now),
    )
    job = session.scalar(
        select(Job).where(free, Job.due_at <= now).order_by(Job.due_at).limit(1).with_for_update(skip_locked=True)
    )
    if job is not None:
        job.state, job.lease_until, job.attempts = JobState.CLAIMED, now + LEASE, job.attempts + 1
    return job


def do(desk: Desk, job: Job) -> None:
    """Does the work of a claimed job; raises what the work raises."""
    WORK[job.kind](desk, job, unseal_json(desk.session, job, "words") or {})
    job.state, job.lease_until, job.fault = JobState.DONE, None, None


def settle_failure(job: Job, fault: BaseException) -> None:
    """Puts a failed job back with a growing pause, or leaves it failed for a person to try again."""
    job.fault, job.lease_until = type(fault).__name__, None
    if job.attempts >= MOST_ATTEMPTS:
        job.state = JobState.FAILED
    else:
        job.state, job.due_at = JobState.QUEUED, utcnow() + timedelta(seconds=10 * 2**job.attempts)


def try_again(job: Job) -> None:
    """A person asks for a failed job once more."""
    if job.state == JobState.FAILED:
        job.state, job.attempts, job.due_at, job.fault = JobState.QUEUED, 0, utcnow(), None


def failed_for(session: Session, project: UUID, limit: int = 20) -> list[Job]:
    """Jobs of a project that failed and wait for a person."""
    return list(
        session.scalars(
            select(Job).where(Job.project_id == project, Job.state == JobState.FAILED).order_by(Job.due_at).limit(limit)
        )
    )
