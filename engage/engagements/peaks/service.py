"""Noting days to watch, planning before them, saying why a day needs nothing. Refusals are named."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal_json
from engage.engagements.models import Engagement
from engage.engagements.peaks.models import PeakEngagement, PeakRisk
from engage.engagements.peaks.queries import peak_record
from engage.engagements.peaks.records import PeakSaid
from engage.engagements.peaks.vocabulary import PeakEvent, PeakKind, PeakState
from engage.engagements.records import Plan
from engage.engagements.service import plan_engagement
from engage.projects.queries import membership


class EndsFirst(ValueError):
    """A period ends after it begins."""


class UnknownWatcher(ValueError):
    """Whoever is to watch it does not work in the project."""


class TooLate(ValueError):
    """The engagement would come after the day."""


def note_peak(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    kind: PeakKind,
    from_on: date,
    until_on: date,
    lead_days: int,
    watched_by: UUID,
    said: PeakSaid,
) -> PeakRisk:
    """A day to watch. Raises EndsFirst, UnknownWatcher."""
    _require(session, project_id, from_on, until_on, watched_by)
    row = PeakRisk(
        id=uuid4(),
        project_id=project_id,
        kind=kind.value,
        state=PeakState.WATCHED.value,
        from_on=from_on,
        until_on=until_on,
        lead_days=lead_days,
        watched_by=watched_by,
    )
    seal_json(session, row, "content", asdict(said))
    session.add(row)
    _record(session, PeakEvent.NOTED, actor, row)
    return row


def change_peak(
    session: Session,
    *,
    actor: User,
    peak: PeakRisk,
    kind: PeakKind,
    from_on: date,
    until_on: date,
    lead_days: int,
    watched_by: UUID,
    said: PeakSaid,
) -> list[str]:
    """Other words or days; it is watched again. Returns what changed. Raises EndsFirst, UnknownWatcher."""
    _require(session, peak.project_id, from_on, until_on, watched_by)
    before = peak_record(session, peak)
    new: dict[str, Any] = {
        "kind": kind,
        "from_on": from_on,
        "until_on": until_on,
        "lead_days": lead_days,
        "watched_by": watched_by,
        "said": said,
        "state": PeakState.WATCHED,
    }
    changed = [name for name, value in new.items() if getattr(before, name) != value]
    if changed:
        peak.kind, peak.state = kind.value, PeakState.WATCHED.value
        peak.from_on, peak.until_on = from_on, until_on
        peak.lead_days, peak.watched_by = lead_days, watched_by
        seal_json(session, peak, "content", asdict(said))
        _record(session, PeakEvent.CHANGED, actor, peak, fields=changed)
    return changed


def plan_before(
    session: Session, *, actor: User, peak: PeakRisk, title: str, planned_on: date, purpose: str
) -> Engagement:
    """An engagement before the day. Raises TooLate."""
    if planned_on > peak.from_on:
        raise TooLate
    made = plan_engagement(
        session,
        actor=actor,
        project_id=peak.project_id,
        title=title,
        planned_on=planned_on,
        plan=Plan(purpose=purpose.strip()),
        decision_ids=[],
    )
    session.add(PeakEngagement(id=uuid4(), peak_id=peak.id, engagement_id=made.id))
    _record(session, PeakEvent.MET, actor, peak)
    return made


def dismiss(session: Session, *, actor: User, peak: PeakRisk, reason: str) -> None:
    """It needs no engagement, with the reason."""
    peak.state = PeakState.DISMISSED.value
    said = replace(peak_record(session, peak).said, dismissed_because=reason.strip())
    seal_json(session, peak, "content", asdict(said))
    _record(session, PeakEvent.DISMISSED, actor, peak)


def _require(session: Session, project_id: UUID, from_on: date, until_on: date, watched_by: UUID) -> None:
    if until_on < from_on:
        raise EndsFirst
    if membership(session, watched_by, project_id) is None:
        raise UnknownWatcher


def _record(session: Session, kind: EventKind, actor: User, peak: PeakRisk, **facts: Any) -> None:
    session.flush()
    record(session, kind, actor=actor.id, project=peak.project_id, subject=peak.id, **facts)
