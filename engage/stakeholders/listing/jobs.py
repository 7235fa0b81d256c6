"""Changing many people, done by the worker. Safe to do twice: how far it came is committed with what was done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from engage.accounts.models import User
from engage.db.clock import utcnow
from engage.jobs.models import Job
from engage.jobs.service import LEASE, Desk, work
from engage.stakeholders.listing.models import BulkChange
from engage.stakeholders.listing.several import service
from engage.stakeholders.listing.several.queries import chosen_ids, may_change_up_to
from engage.stakeholders.listing.vocabulary import ChangeState


@work(service.WORK)
def change_several(desk: Desk, job: Job, words: dict[str, Any]) -> None:
    """Changes people batch by batch, each a transaction, so that others can write and a page can tell how far it is.

    What the actor may do is asked anew for each batch.
    """
    session = desk.session
    several = session.get(BulkChange, UUID(words["several"]))
    if several is None or several.state != ChangeState.QUEUED:
        return
    people = chosen_ids(session, several)
    actor = session.get_one(User, several.started_by)
    while job.done < len(people):
        batch = people[job.done : job.done + service.BATCH]
        tier = may_change_up_to(session, several.project_id, actor.id)
        service.change_some(session, actor=actor, several=several, people=batch, up_to_tier=tier)
        job.done, job.lease_until = job.done + len(batch), utcnow() + LEASE
        session.commit()
    service.settle(session, several=several)
