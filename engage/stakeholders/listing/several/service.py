"""Choosing people, saying what is to change, and changing them one by one, each with an event of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json, unseal_json
from engage.db.clock import today, utcnow
from engage.jobs.models import Job
from engage.jobs.service import enqueue, try_again
from engage.stakeholders.directory import directory_of
from engage.stakeholders.listing.looks import Look
from engage.stakeholders.listing.models import BulkChange
from engage.stakeholders.listing.queries import facts_for
from engage.stakeholders.listing.several.changes import Change, changed_parts, in_the_way, profile_after
from engage.stakeholders.listing.several.queries import chosen_ids, said_change, standing_of
from engage.stakeholders.listing.vocabulary import ChangeState, InTheWay
from engage.stakeholders.load.records import LoadDetail
from engage.stakeholders.load.service import keep_quiet
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.queries import record_of
from engage.stakeholders.service import change_stakeholder
from engage.stakeholders.vocabulary import StakeholderEvent, StakeholderState

WORK = "stakeholders.change_several"
AT_ONCE = 200
"""More than so many are changed by the worker."""
MOST = 5_000
BATCH = 50
"""So many are changed in one transaction of the worker."""


class NobodyChosen(ValueError):
    """Nobody the actor may know of was chosen."""


class TooMany(ValueError):
    """More than `MOST` were chosen."""


def fitting_ids(
    session: Session, *, actor: User, project_id: UUID, text: str, look: Look, up_to_tier: int, names_up_to_tier: int
) -> list[UUID]:
    """Everyone who fits a look at the list; to find them by words is a search, and an event."""
    found = directory_of(session, project_id).look(
        look.narrowing,
        text=text,
        up_to_tier=up_to_tier,
        names_up_to_tier=names_up_to_tier,
        sort=look.sort,
        size=MOST + 1,
        facts=facts_for(session, project_id),
    )
    if text:
        record(session, StakeholderEvent.SEARCHED, actor=actor.id, project=project_id, found=found.total)
    return [person.id for person in found.people]


def choose_people(
    session: Session, *, actor: User, project_id: UUID, people: Iterable[UUID], up_to_tier: int
) -> BulkChange:
    """Begins a change of several. Ids of people the actor may not know of are as if they were never said.

    Raises NobodyChosen, TooMany.
    """
    directory = directory_of(session, project_id)
    known = [who for who in dict.fromkeys(people) if directory.find(who, up_to_tier) is not None]
    if not known:
        raise NobodyChosen
    if len(known) > MOST:
        raise TooMany
    row = BulkChange(
        id=uuid4(),
        project_id=project_id,
        started_by=actor.id,
        started_at=utcnow(),
        state=ChangeState.CHOSEN.value,
    )
    seal_json(session, row, "people", [who.hex for who in known], long=True)
    session.add(row)
    session.flush()
    return row


def say_change(session: Session, *, several: BulkChange, change: Change | None) -> None:
    """Says what is to change; None to say it anew. Nothing is done yet."""
    if several.state == ChangeState.CHOSEN:
        seal_json(session, several, "change", None if change is None else vars(change))


def carry_out(session: Session, *, actor: User, several: BulkChange, up_to_tier: int) -> None:
    """Does what was said: at once for a few, by the worker for many. Does nothing twice."""
    if several.state != ChangeState.CHOSEN or said_change(session, several) is None:
        return
    people = chosen_ids(session, several)
    if len(people) <= AT_ONCE:
        change_some(session, actor=actor, several=several, people=people, up_to_tier=up_to_tier)
        settle(session, several=several)
        return
    job = enqueue(session, WORK, asked_by=actor.id, project=several.project_id, several=str(several.id))
    job.total = len(people)
    several.state, several.job_id = ChangeState.QUEUED.value, job.id


def go_on(session: Session, *, several: BulkChange) -> None:
    """A person asks the worker to go on with what failed."""
    job = session.get(Job, several.job_id) if several.job_id else None
    if job is not None and several.state == ChangeState.QUEUED:
        try_again(job)


def change_some(session: Session, *, actor: User, several: BulkChange, people: Sequence[UUID], up_to_tier: int) -> None:
    """Changes these people as was said, and writes down what became of it."""
    change = said_change(session, several)
    if change is None:
        return
    outcome: dict[str, Any] = unseal_json(session, several, "outcome") or {"changed": 0, "already": 0, "left": []}
    rows = _rows(session, several.project_id, people, up_to_tier)
    standing = standing_of(session, several.project_id, list(rows))
    for who in people:
        row = rows.get(who)
        if row is None:
            outcome["left"].append((who.hex, InTheWay.GONE.value))
            continue
        person = record_of(session, row)
        reason = in_the_way(change, person, standing)
        if reason is not None:
            outcome["left"].append((who.hex, reason.value))
            continue
        parts = changed_parts(change, person, standing.quiet)
        outcome["changed" if parts else "already"] += 1
        if set(parts) - {"quiet_until"}:
            change_stakeholder(
                session,
                actor=actor,
                stakeholder=row,
                kind=row.kind,
                tier=max(row.tier, change.tier),
                profile=profile_after(change, person.profile),
                safety=person.safety,
            )
        if "quiet_until" in parts:
            keep_quiet(
                session,
                actor=actor,
                project_id=row.project_id,
                stakeholder_id=row.id,
                on=today(),
                detail=LoadDetail(until=change.quiet_until),
            )
    seal_json(session, several, "outcome", outcome, long=True)


def settle(session: Session, *, several: BulkChange) -> None:
    """All is done: who was chosen is no longer needed."""
    several.state = ChangeState.DONE.value
    seal_json(session, several, "people", None)


def _rows(session: Session, project_id: UUID, people: Sequence[UUID], up_to_tier: int) -> dict[UUID, Stakeholder]:
    there = (
        Stakeholder.project_id == project_id,
        Stakeholder.tier <= up_to_tier,
        Stakeholder.state == StakeholderState.ACTIVE,
    )
    return {row.id: row for row in session.scalars(select(Stakeholder).where(Stakeholder.id.in_(people), *there))}
