"""Reporting reprisals, acting on them, closing the report. While one is open, nothing goes out for its engagement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal_json
from engage.db.clock import today
from engage.engagements.queries import engagement_row
from engage.engagements.refusals import UnknownStakeholder
from engage.engagements.reprisals.models import ReprisalReport
from engage.engagements.reprisals.queries import report_record
from engage.engagements.reprisals.records import ReportRecord, Step, content_of
from engage.engagements.reprisals.vocabulary import Learnt, ReprisalEvent, ReprisalState
from engage.outreach.stop.service import halt, lift
from engage.stakeholders.queries import find_row

EVERY_TIER = 3


class UnknownEngagement(ValueError):
    """The project has no such engagement."""


class LearntInFuture(ValueError):
    """Nobody learnt of anything on a day that is still to come."""


class ReportClosed(ValueError):
    """The report is closed: what happens now is another one."""


def report(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    engagement_id: UUID,
    stakeholder_id: UUID,
    happened: str,
    learnt_on: date,
    learnt: Learnt,
) -> ReprisalReport:
    """Opens a report and stops what goes out. Raises UnknownEngagement, UnknownStakeholder, LearntInFuture."""
    if engagement_row(session, project_id, engagement_id) is None:
        raise UnknownEngagement
    if find_row(session, project_id, stakeholder_id, up_to_tier=EVERY_TIER) is None:
        raise UnknownStakeholder
    if learnt_on > today():
        raise LearntInFuture
    row = ReprisalReport(
        id=uuid4(), project_id=project_id, stakeholder_id=stakeholder_id, state=ReprisalState.OPEN.value
    )
    said = ReportRecord(
        id=row.id,
        project_id=project_id,
        stakeholder_id=stakeholder_id,
        engagement_id=engagement_id,
        state=row.state,
        reported_on=today(),
        reported_by=actor.id,
        learnt_on=learnt_on,
        learnt=learnt.value,
        happened=happened.strip(),
    )
    seal_json(session, row, "content", content_of(said), long=True)
    session.add(row)
    session.flush()
    halt(session, actor=actor, project_id=project_id, engagement_id=engagement_id, cause_id=row.id)
    _record(session, ReprisalEvent.REPORTED, actor, row)
    return row


def read_report(session: Session, *, actor: User, report: ReprisalReport) -> ReportRecord | None:
    """A report with the look put on record. The caller commits before showing it; None when nothing is left of it."""
    found = report_record(session, report)
    if found is not None:
        _record(session, ReprisalEvent.READ, actor, report)
    return found


def act(session: Session, *, actor: User, report: ReprisalReport, words: str) -> None:
    """Writes down what is done about it. Raises ReportClosed."""
    found = _open(session, report)
    step = Step(today(), actor.id, words.strip())
    report.state = ReprisalState.ACTING.value
    seal_json(session, report, "content", content_of(replace(found, steps=(*found.steps, step))), long=True)
    _record(session, ReprisalEvent.ACTED, actor, report)


def close(session: Session, *, actor: User, report: ReprisalReport, reason: str) -> None:
    """Closes it with the reason, and lets things go out again unless another report is open. Raises ReportClosed."""
    found = _open(session, report)
    report.state = ReprisalState.CLOSED.value
    closed = replace(found, closed_on=today(), closed_by=actor.id, closed_because=reason.strip())
    seal_json(session, report, "content", content_of(closed), long=True)
    lift(
        session,
        actor=actor,
        project_id=report.project_id,
        engagement_id=found.engagement_id,
        cause_id=report.id,
    )
    _record(session, ReprisalEvent.CLOSED, actor, report)


def _open(session: Session, report: ReprisalReport) -> ReportRecord:
    again = select(ReprisalReport).where(ReprisalReport.id == report.id).with_for_update()
    session.scalars(again.execution_options(populate_existing=True)).one()
    found = report_record(session, report)
    if found is None or not found.is_open:
        raise ReportClosed
    return found


def _record(session: Session, kind: EventKind, actor: User, row: ReprisalReport) -> None:
    session.flush()
    record(session, kind, actor=actor.id, project=row.project_id, subject=row.stakeholder_id)
