"""Saving in the background, safe to do twice; and forgetting files that nobody came back to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import ROLE_PERMISSIONS, Permission
from engage.crypto.vault import Vault
from engage.db.clock import utcnow
from engage.db.stores import Stores, open_session
from engage.jobs.models import Job
from engage.jobs.service import LEASE, Desk, enqueue, try_again, work
from engage.projects.approvals.queries import role_of
from engage.stakeholders import reveal
from engage.stakeholders.importing import saving, service
from engage.stakeholders.importing.models import StakeholderImport
from engage.stakeholders.importing.queries import job_of
from engage.stakeholders.importing.records import Stage
from engage.stakeholders.importing.undoing import KEYS
from engage.stakeholders.importing.vocabulary import ImportState

KIND = "stakeholders.import"
AT_ONCE = 200
"""So many rows are saved within the request; more, in the background."""
KEPT = timedelta(days=7)


class Stopped(Exception):
    """Somebody stopped the saving, or it is done."""


def save(session: Session, *, actor: User, row: StakeholderImport, looks_up_to: int) -> int | None:
    """Saves a small import at once and gives how many were added; a larger one is queued (None). Does nothing for one
    that is saved, on its way, or not looked through. Raises NothingToSave.
    """
    if row.state != ImportState.PREVIEW.value:
        return 0
    settings, _index = service.opened(session, row)
    if settings.stage != Stage.LOOK:
        return 0
    service.remember(session, row, settings)
    if row.read <= AT_ONCE:
        prepared = saving.prepare(session, row, looks_up_to=looks_up_to)
        return saving.write(session, actor_id=actor.id, row=row, prepared=prepared)
    if not row.accepted and not row.enriched:
        raise saving.NothingToSave
    row.state = ImportState.SAVING.value
    job = enqueue(
        session,
        KIND,
        asked_by=actor.id,
        project=row.project_id,
        subject=row.id,
        actor=str(actor.id),
        looks_up_to=looks_up_to,
    )
    job.total = row.read
    return None


def stop(row: StakeholderImport) -> bool:
    """Stops a saving that is not finished; nothing of it is there. False when it was finished before."""
    if row.state == ImportState.SAVING.value:
        row.state = ImportState.PREVIEW.value
    return row.state == ImportState.PREVIEW.value


def again(session: Session, *, row: StakeholderImport) -> None:
    """Tries a saving that failed once more."""
    job = job_of(session, row.id, KIND)
    if row.state == ImportState.SAVING.value and job is not None:
        try_again(job)


@work(KIND)
def save_in_the_background(desk: Desk, job: Job, words: dict[str, Any]) -> None:
    """Thinks without holding anybody up, then writes everything in the job's own transaction."""
    assert job.subject_id is not None
    import_id, job_id = job.subject_id, job.id
    engine, vault = desk.stores.data, desk.vault
    with open_session(engine, read_only=True, vault=vault) as reading:
        row = reading.get(StakeholderImport, import_id)
        if row is None or row.state != ImportState.SAVING.value:
            return
        try:
            prepared = _prepared(reading, row, int(words["looks_up_to"]), _told(desk, job_id, import_id))
        except Stopped:
            return
        except saving.NothingToSave:
            prepared = None
    found = desk.session.get(StakeholderImport, import_id, with_for_update=True, populate_existing=True)
    # Somebody may have stopped it, or another worker been quicker, while this one was thinking.
    if found is None or found.state != ImportState.SAVING.value:
        return
    if prepared is None:
        found.state = ImportState.PREVIEW.value
        return
    saving.write(desk.session, actor_id=UUID(words["actor"]), row=found, prepared=prepared)
    job.done = job.total


def _prepared(
    session: Session, row: StakeholderImport, looks_up_to: int, progress: Callable[[int], None]
) -> saving.Prepared | None:
    """As far as who asked may look at names by now; None when they may not bring anything in any more."""
    role = role_of(session, row.project_id, row.started_by)
    allowed = ROLE_PERMISSIONS[role] if role is not None else frozenset()
    if Permission.IMPORT_STAKEHOLDERS not in allowed:
        return None
    looks = min(looks_up_to, reveal.looks_up_to_tier(allowed))
    return saving.prepare(session, row, looks_up_to=looks, progress=progress)


@work(KEYS)
def destroy_keys(desk: Desk, _job: Job, words: dict[str, Any]) -> None:
    """Destroys the keys of people whom an import had added, once it is certain that their rows are gone."""
    desk.vault.destroy_subjects([UUID(key) for key in words["people"]])


def _told(desk: Desk, job_id: UUID, import_id: UUID) -> Callable[[int], None]:
    """Writes progress through a session of its own, keeps the lease alive, and hears whether to stop."""

    def tell(done: int) -> None:
        with open_session(desk.stores.data, vault=desk.vault) as session:
            session.execute(update(Job).where(Job.id == job_id).values(done=done, lease_until=utcnow() + LEASE))
            state = session.scalar(select(StakeholderImport.state).where(StakeholderImport.id == import_id))
            session.commit()
        if state != ImportState.SAVING.value:
            raise Stopped

    return tell


def sweep(stores: Stores, vault: Vault) -> int:
    """Forgets files that were neither saved nor forgotten for a week, and what a week later is left of saved ones;
    gives how many.
    """
    with open_session(stores.data, vault=vault) as session:
        old = select(StakeholderImport).where(
            StakeholderImport.started_at < utcnow() - KEPT, StakeholderImport.content.is_not(None)
        )
        swept = 0
        for row in session.scalars(old).all():
            if row.state == ImportState.PREVIEW.value:
                service.drop_import(session, row=row)
            elif row.state == ImportState.SAVED.value:
                service.forget_rows(session, row=row)
            else:
                continue
            swept += 1
        session.commit()
        return swept
