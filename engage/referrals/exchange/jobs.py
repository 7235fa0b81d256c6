"""The worker's part: long files in and out, safe to do twice; and forgetting files that nobody came back to."""

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
from engage.projects.parcels.models import Parcel
from engage.projects.parcels.vocabulary import ParcelState
from engage.referrals.exchange import saving, service
from engage.referrals.exchange.models import MapImport
from engage.referrals.exchange.queries import job_of
from engage.referrals.exchange.service import Wanted
from engage.referrals.exchange.vocabulary import MapImportState
from engage.stakeholders import reveal

SAVE, TAKE = "referrals.import", "referrals.export"
TO_IMPORT = frozenset({Permission.RECORD_REFERRALS, Permission.IMPORT_STAKEHOLDERS})
TO_EXPORT = frozenset({Permission.RECORD_REFERRALS, Permission.EXPORT_STAKEHOLDERS})
AT_ONCE = 200
"""So many namings are saved, or put into a file, within the request; more, in the background."""
KEPT = timedelta(days=7)


class Stopped(Exception):
    """Somebody stopped the saving, or it is done."""


def save(session: Session, *, row: MapImport, up_to_tier: int, looks_up_to: int) -> int | None:
    """Saves a small import at once and gives how many namings were recorded; a larger one is queued (None). Does
    nothing for one that is saved or on its way. Raises NothingToSave.
    """
    if row.state != MapImportState.PREVIEW.value:
        return 0
    if row.read <= AT_ONCE:
        prepared = saving.prepare(session, row, up_to_tier=up_to_tier, looks_up_to=looks_up_to)
        return saving.write(session, row=row, prepared=prepared, up_to_tier=up_to_tier, looks_up_to=looks_up_to)
    row.state = MapImportState.SAVING.value
    job = enqueue(
        session,
        SAVE,
        asked_by=row.started_by,
        project=row.project_id,
        subject=row.id,
        up_to_tier=up_to_tier,
        looks_up_to=looks_up_to,
    )
    job.total = row.read
    return None


def stop(row: MapImport) -> bool:
    """Stops a saving that is not finished; nothing of it is there. False when it was finished before."""
    if row.state == MapImportState.SAVING.value:
        row.state = MapImportState.PREVIEW.value
    return row.state == MapImportState.PREVIEW.value


def again(session: Session, *, row: MapImport) -> None:
    """Tries a saving that failed once more."""
    job = job_of(session, row.id, SAVE)
    if row.state == MapImportState.SAVING.value and job is not None:
        try_again(job)


@work(SAVE)
def save_in_the_background(desk: Desk, job: Job, words: dict[str, Any]) -> None:
    """Thinks without holding anybody up, then writes everything in the job's own transaction."""
    assert job.subject_id is not None
    import_id, job_id = job.subject_id, job.id
    with open_session(desk.stores.data, read_only=True, vault=desk.vault) as reading:
        row = reading.get(MapImport, import_id)
        if row is None or row.state != MapImportState.SAVING.value:
            return
        sees, looks = _tiers(reading, row, words)
        told = _told(desk, job_id, import_id)
        try:
            prepared = saving.prepare(reading, row, up_to_tier=sees, looks_up_to=looks, progress=told) if sees else None
        except Stopped:
            return
        except saving.NothingToSave:
            prepared = None
    found = desk.session.get(MapImport, import_id, with_for_update=True, populate_existing=True)
    # Somebody may have stopped it, or another worker been quicker, while this one was thinking.
    if found is None or found.state != MapImportState.SAVING.value:
        return
    if prepared is None:
        found.state = MapImportState.PREVIEW.value
        return
    saving.write(desk.session, row=found, prepared=prepared, up_to_tier=sees, looks_up_to=looks)
    job.done = job.total


def _tiers(session: Session, row: MapImport, words: dict[str, Any]) -> tuple[int, int]:
    """How far who asked may know of people and look at names by now; (0, 0) when they may bring nothing in any more."""
    role = role_of(session, row.project_id, row.started_by)
    allowed = ROLE_PERMISSIONS[role] if role is not None else frozenset()
    if not allowed >= TO_IMPORT:
        return 0, 0
    sees = 3 if Permission.VIEW_HIGHEST_TIER in allowed else 2
    looks = reveal.looks_up_to_tier(allowed)
    return min(int(words["up_to_tier"]), sees), min(int(words["looks_up_to"]), looks)


def _told(desk: Desk, job_id: UUID, import_id: UUID) -> Callable[[int], None]:
    """Writes progress through a session of its own, keeps the lease alive, and hears whether to stop."""

    def tell(done: int) -> None:
        with open_session(desk.stores.data, vault=desk.vault) as session:
            session.execute(update(Job).where(Job.id == job_id).values(done=done, lease_until=utcnow() + LEASE))
            state = session.scalar(select(MapImport.state).where(MapImport.id == import_id))
            session.commit()
        if state != MapImportState.SAVING.value:
            raise Stopped

    return tell


def make(session: Session, *, actor: User, project_id: UUID, wanted: Wanted, up_to_tier: int) -> Parcel:
    """The file that was agreed to: filled at once, or by the worker when it is long.

    Raises NotAgreed, NothingToTake.
    """
    parcel = service.make(session, actor=actor, project_id=project_id, wanted=wanted, up_to_tier=up_to_tier)
    count = len(service.reach_of(session, project_id, wanted, up_to_tier=up_to_tier).namings)
    if count <= AT_ONCE:
        service.put_in(session, actor=actor, parcel=parcel, wanted=wanted, up_to_tier=up_to_tier)
    else:
        enqueue(session, TAKE, asked_by=actor.id, project=project_id, subject=parcel.id, what=wanted.what)
    return parcel


@work(TAKE)
def take_in_the_background(desk: Desk, job: Job, words: dict[str, Any]) -> None:
    """Fills the file, unless it was swept meanwhile or who asked may no longer have it."""
    session = desk.session
    parcel = session.get(Parcel, job.subject_id)
    if parcel is None or parcel.state != ParcelState.MAKING:
        return
    role = role_of(session, parcel.project_id, parcel.made_for)
    allowed = ROLE_PERMISSIONS[role] if role is not None else frozenset()
    if not allowed >= TO_EXPORT:
        session.delete(parcel)
        return
    actor = session.get_one(User, parcel.made_for)
    sees = 3 if Permission.VIEW_HIGHEST_TIER in allowed else 2
    service.put_in(session, actor=actor, parcel=parcel, wanted=Wanted.of(words["what"]), up_to_tier=sees)


def sweep(stores: Stores, vault: Vault) -> int:
    """Forgets files that were neither saved nor forgotten for a week; gives how many."""
    with open_session(stores.data, vault=vault) as session:
        old = select(MapImport).where(
            MapImport.started_at < utcnow() - KEPT, MapImport.state == MapImportState.PREVIEW.value
        )
        rows = session.scalars(old).all()
        for row in rows:
            service.drop_import(session, row=row)
        session.commit()
        return len(rows)
