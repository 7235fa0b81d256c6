"""Keeping an engagement in counts only, and writing the counts down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json
from engage.engagements.counting.queries import counts_of
from engage.engagements.counting.records import Count
from engage.engagements.models import Engagement, EngagementNote, Participant
from engage.engagements.noting.models import NoteDraft
from engage.engagements.queries import plan_of
from engage.engagements.refusals import EngagementOver
from engage.engagements.vocabulary import EngagementEvent, Stage


class NamesThere(ValueError):
    """Somebody is on the list, or something is noted: what is there cannot be taken back by a switch."""


class NamesWanted(ValueError):
    """This engagement names who takes part: how many came is counted from that."""


def name_nobody(session: Session, *, actor: User, engagement: Engagement, counts_only: bool) -> None:
    """From now on nobody is named here; or people are named again. Raises EngagementOver, NamesThere."""
    _require_open(engagement)
    plan = plan_of(session, engagement)
    if plan.counts_only == counts_only:
        return
    for table in (Participant, EngagementNote, NoteDraft):
        if session.scalar(select(table.id).where(table.engagement_id == engagement.id).limit(1)) is not None:
            raise NamesThere
    seal_json(session, engagement, "plan", asdict(replace(plan, counts_only=counts_only)))
    _changed(session, actor, engagement, "counts_only")


def write_counts(session: Session, *, actor: User, engagement: Engagement, counts: Sequence[Count]) -> None:
    """How many came; lines of nobody are left out. Raises EngagementOver, NamesWanted."""
    _require_open(engagement)
    if not plan_of(session, engagement).counts_only:
        raise NamesWanted
    kept = [each for each in counts if each.how_many > 0]
    if kept != counts_of(session, engagement):
        seal_json(session, engagement, "counts", [asdict(each) for each in kept])
        _changed(session, actor, engagement, "counts")


def _require_open(engagement: Engagement) -> None:
    if engagement.stage not in {Stage.PLANNED, Stage.HELD}:
        raise EngagementOver


def _changed(session: Session, actor: User, engagement: Engagement, field: str) -> None:
    session.flush()
    record(
        session,
        EngagementEvent.CHANGED,
        actor=actor.id,
        project=engagement.project_id,
        subject=engagement.id,
        fields=[field],
    )
