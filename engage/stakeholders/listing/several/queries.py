"""Reading a change of several people: for whoever started it, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.permissions import ROLE_PERMISSIONS, Permission
from engage.crypto.sealed import unseal_json
from engage.db.clock import today
from engage.jobs.models import Job
from engage.jobs.vocabulary import JobState
from engage.projects.approvals.queries import role_of
from engage.projects.queries import membership
from engage.stakeholders.directory import directory_of
from engage.stakeholders.listing.models import BulkChange
from engage.stakeholders.listing.queries import facts_for
from engage.stakeholders.listing.several.changes import NO_END, Change, Plan, Standing, plan_of
from engage.stakeholders.listing.vocabulary import InTheWay
from engage.stakeholders.load.queries import ledger_of
from engage.stakeholders.load.vocabulary import LoadKind
from engage.stakeholders.records import StakeholderRecord


@dataclass(frozen=True)
class Outcome:
    """What became of a change so far. `left`: who, where the reader may know of them, and why."""

    changed: int
    already: int
    left: list[tuple[StakeholderRecord | None, InTheWay]]


@dataclass(frozen=True)
class Progress:
    """How far the worker is."""

    done: int
    total: int
    failed: bool


def find_change(session: Session, project_id: UUID, several_id: UUID, *, user_id: UUID) -> BulkChange | None:
    """A change that `user_id` started, or None."""
    wanted = (BulkChange.id == several_id, BulkChange.project_id == project_id, BulkChange.started_by == user_id)
    return session.scalar(select(BulkChange).where(*wanted))


def chosen_ids(session: Session, row: BulkChange) -> list[UUID]:
    """Who was chosen."""
    return [UUID(each) for each in unseal_json(session, row, "people") or []]


def said_change(session: Session, row: BulkChange) -> Change | None:
    """What is to change; None while it is not said."""
    said = unseal_json(session, row, "change")
    return None if said is None else Change(**said)


def people_chosen(session: Session, row: BulkChange, *, up_to_tier: int) -> list[StakeholderRecord]:
    """Those chosen who are still there for the viewer."""
    directory = directory_of(session, row.project_id)
    found = (directory.find(each, up_to_tier) for each in chosen_ids(session, row))
    return [person for person in found if person is not None]


def planned(session: Session, row: BulkChange, change: Change, *, up_to_tier: int) -> Plan:
    """What the change would do now."""
    people = people_chosen(session, row, up_to_tier=up_to_tier)
    return plan_of(change, people, standing_of(session, row.project_id, [person.id for person in people]))


def standing_of(session: Session, project_id: UUID, people: Sequence[UUID]) -> Standing:
    """What holds for people beyond their records."""
    ledger, day = ledger_of(session, project_id), today()
    quiet: dict[UUID, date] = {}
    for who in people:
        for entry in ledger.of(who):
            until = entry.until or NO_END
            if entry.kind == LoadKind.QUIET and until >= max(day, quiet.get(who, day)):
                quiet[who] = until
    return Standing(restricted=facts_for(session, project_id).restricted, quiet=quiet)


def outcome_of(session: Session, row: BulkChange, *, up_to_tier: int) -> Outcome:
    """What became of it so far; those left of whom the viewer may not know (any more) are None."""
    said = unseal_json(session, row, "outcome") or {"changed": 0, "already": 0, "left": []}
    directory = directory_of(session, row.project_id)
    left = [(directory.find(UUID(who), up_to_tier), InTheWay(reason)) for who, reason in said["left"]]
    return Outcome(said["changed"], said["already"], left)


def progress_of(session: Session, row: BulkChange) -> Progress | None:
    """How far the worker is; None when it has nothing to do with this."""
    job = session.get(Job, row.job_id) if row.job_id else None
    return None if job is None else Progress(job.done, job.total, job.state == JobState.FAILED)


def may_change_up_to(session: Session, project_id: UUID, user_id: UUID) -> int:
    """The highest tier whose people somebody may change at this moment; 0 for nobody, or with a closed account."""
    project, role = membership(session, user_id, project_id), role_of(session, project_id, user_id)
    allowed = ROLE_PERMISSIONS[role] if project is not None and role is not None else frozenset()
    if Permission.EDIT_STAKEHOLDERS not in allowed:
        return 0
    return 3 if Permission.VIEW_HIGHEST_TIER in allowed else 2
