"""Assessing, asking a second person, and the check that everything which would reach someone goes through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json
from engage.db.clock import today
from engage.outreach.stop.binding import digest_of, halt_of, place_of, proof_of, ways_of
from engage.outreach.stop.check import SETTLED_BY_AGREEING
from engage.outreach.stop.models import EngagementDay, EngagementHalt, SafetyAssessment
from engage.outreach.stop.queries import assessment_record, assessments, day_of, standing
from engage.outreach.stop.records import Assessment, AssessmentRecord
from engage.outreach.stop.vocabulary import StopEvent, StopReason
from engage.projects.approvals import service as approvals
from engage.projects.approvals.binding import fits
from engage.projects.approvals.models import Approval
from engage.projects.approvals.queries import ApprovalRecord, standing_of
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.stakeholders.life.using import require_usable
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.queries import contacts_of, find_row

EVERY_TIER = 3


class Stopped(ValueError):
    """Someone may not be turned to now; `reasons` say why, and each of them what to do first."""

    def __init__(self, reasons: Sequence[StopReason]) -> None:
        super().__init__(", ".join(reason.value for reason in reasons))
        self.reasons = tuple(reasons)


class UnknownPerson(ValueError):
    """The project has no such stakeholder."""


class AssessedInFuture(ValueError):
    """Nothing was assessed on a day that is still to come."""


class ReviewTooEarly(ValueError):
    """An assessment is not looked at again before the day on which it was made."""


class NotReady(ValueError):
    """A second person is asked only about what is whole; `reasons` say what is missing."""

    def __init__(self, reasons: Sequence[StopReason]) -> None:
        super().__init__(", ".join(reason.value for reason in reasons))
        self.reasons = tuple(reasons)


def require_clear(
    session: Session,
    *,
    project_id: UUID,
    engagement_id: UUID,
    stakeholder_id: UUID,
    channel: str | None,
    at: date | datetime,
) -> None:
    """Lets nothing through that would put someone at risk. Called before anything tells anyone of an engagement, and
    again immediately before it is sent. `channel` None: the one that was assessed. `at` a day: hours are left aside.

    Raises Stopped.
    """
    found = standing(session, project_id, engagement_id, [stakeholder_id], channel=channel, at=at)
    reasons = found[stakeholder_id].reasons
    if reasons:
        raise Stopped(reasons)


def assess(
    session: Session, *, actor: User, project_id: UUID, engagement_id: UUID, stakeholder_id: UUID, said: Assessment
) -> SafetyAssessment:
    """A new version of what an engagement could do to someone; the newest as it is, when nothing changed.

    Raises UnknownPerson, Restricted, AssessedInFuture, ReviewTooEarly.
    """
    person = _person(session, project_id, stakeholder_id)
    require_usable(session, stakeholder_id)
    if said.assessed_on and date.fromisoformat(said.assessed_on) > today():
        raise AssessedInFuture
    if said.review_on and said.review_on < said.assessed_on:
        raise ReviewTooEarly
    before = _newest(session, project_id, engagement_id, stakeholder_id)
    if before is not None and before.said == said:
        return session.get_one(SafetyAssessment, before.id)
    row = SafetyAssessment(
        id=uuid4(),
        project_id=project_id,
        stakeholder_id=person.id,
        place=place_of(session, project_id, engagement_id, person.id),
        version=before.version + 1 if before else 1,
    )
    content = {
        "engagement": str(engagement_id),
        "written_by": str(actor.id),
        "written_on": today().isoformat(),
        "said": asdict(said),
    }
    seal_json(session, row, "content", content, long=True)
    session.add(row)
    session.flush()
    ids = {"actor": actor.id, "project": project_id, "subject": person.id}
    record(session, StopEvent.ASSESSED, **ids, revision=row.version)
    return row


def ask_second(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    engagement_id: UUID,
    stakeholder_id: UUID,
    reason: str,
    at: date | None = None,
) -> Approval:
    """Asks a second person to agree to what the newest assessment says; `at`: the day that counts, None is today.

    Raises UnknownPerson, NotReady.
    """
    person = _person(session, project_id, stakeholder_id)
    found = standing(session, project_id, engagement_id, [stakeholder_id], at=at)[stakeholder_id]
    missing = [each for each in found.reasons if each not in {*SETTLED_BY_AGREEING, StopReason.HALTED}]
    if missing or found.assessment is None:
        raise NotReady(missing)
    return approvals.ask(
        session,
        actor=actor,
        project_id=project_id,
        kind=ApprovalKind.INVITE,
        subject_id=person.id,
        what=asked_of(session, found.assessment, person.tier),
        reason=reason,
        tier=person.tier,
    )


def request_of(session: Session, *, actor: User, found: AssessmentRecord, tier: int) -> ApprovalRecord | None:
    """What the actor asked about exactly this version and waits for; None when there is nothing."""
    return standing_of(
        session,
        actor=actor,
        project_id=found.project_id,
        kind=ApprovalKind.INVITE,
        subject_id=found.stakeholder_id,
        what=asked_of(session, found, tier),
    )


def asked_of(session: Session, found: AssessmentRecord, tier: int) -> dict[str, Any]:
    """What a second person is asked: bound to this version, its channel, the protection and the day as they are now."""
    day = day_of(session, found.project_id, found.engagement_id)
    return {
        "assessment": str(found.id),
        "engagement": str(found.engagement_id),
        "version": found.version,
        "channel": found.said.channel,
        "said": digest_of(found.said),
        "tier": tier,
        "day": day.isoformat() if day else "",
        "ways": _ways(session, found),
    }


@approvals.taking(ApprovalKind.INVITE)
def take_agreement(session: Session, actor: User, approval: Approval) -> None:
    """Puts a second person's agreement on the version they were asked about. Raises OwnRequest, ChangedSince."""
    found = asked_version(session, approval)
    if found is None:
        raise approvals.ChangedSince
    if actor.id in {found.written_by, approval.asked_by}:
        raise approvals.OwnRequest
    row = session.get_one(SafetyAssessment, found.id)
    day = day_of(session, found.project_id, found.engagement_id)
    facts: dict[str, Any] = {
        "asked_by": approval.asked_by,
        "agreed_by": actor.id,
        "agreed_on": today(),
        "tier": approval.tier,
        "day": day.isoformat() if day else "",
        "ways": _ways(session, found),
    }
    proof = proof_of(session, found, **facts)
    said = {name: value if isinstance(value, int) else str(value) for name, value in facts.items()}
    seal_json(session, row, "agreement", {**said, "proof": proof.hex()})
    session.flush()
    ids = {"actor": actor.id, "project": row.project_id, "subject": row.stakeholder_id}
    record(session, StopEvent.AGREED, **ids, revision=row.version)


def asked_version(session: Session, approval: Approval) -> AssessmentRecord | None:
    """The version that a request is about; None when it is not the newest any more, or anything about it changed."""
    if approval.subject_id is None:
        return None
    person = find_row(session, approval.project_id, approval.subject_id, up_to_tier=EVERY_TIER)
    if person is None or person.restricted_on is not None:
        return None
    for row in session.scalars(
        select(SafetyAssessment).where(
            SafetyAssessment.project_id == approval.project_id, SafetyAssessment.stakeholder_id == person.id
        )
    ):
        found = assessment_record(session, row)
        if found is not None and fits(session, approval, asked_of(session, found, person.tier)):
            newest = _newest(session, found.project_id, found.engagement_id, found.stakeholder_id)
            return found if newest is not None and newest.id == found.id else None
    return None


def tell_day(session: Session, *, project_id: UUID, engagement_id: UUID, day: date) -> None:
    """Keeps on which day an engagement is to be: an agreement was to that day."""
    row = session.get(EngagementDay, engagement_id)
    if row is None:
        session.add(EngagementDay(engagement_id=engagement_id, project_id=project_id, day=day))
    else:
        row.day = day
    session.flush()


def halt(session: Session, *, actor: User, project_id: UUID, engagement_id: UUID, cause_id: UUID) -> None:
    """Stops everything that goes out for an engagement, because of `cause_id`; safe to do twice."""
    if session.get(EngagementHalt, cause_id) is not None:
        return
    engagement = halt_of(session, project_id, engagement_id)
    session.add(EngagementHalt(id=cause_id, project_id=project_id, engagement=engagement))
    session.flush()
    record(session, StopEvent.HALTED, actor=actor.id, project=project_id, subject=engagement_id)


def lift(session: Session, *, actor: User, project_id: UUID, engagement_id: UUID, cause_id: UUID) -> None:
    """Takes one cause away; other causes go on stopping. Safe to do twice."""
    row = session.get(EngagementHalt, cause_id)
    if row is None:
        return
    session.delete(row)
    session.flush()
    record(session, StopEvent.LIFTED, actor=actor.id, project=project_id, subject=engagement_id)


def _ways(session: Session, found: AssessmentRecord) -> str:
    contacts = contacts_of(session, found.stakeholder_id)
    return ways_of(session, found.stakeholder_id, contacts, found.said.channel)


def _person(session: Session, project_id: UUID, stakeholder_id: UUID) -> Stakeholder:
    """Locked: two versions written at once would be two truths."""
    row = find_row(session, project_id, stakeholder_id, up_to_tier=EVERY_TIER)
    if row is None:
        raise UnknownPerson
    session.scalars(select(Stakeholder.id).where(Stakeholder.id == row.id).with_for_update()).one()
    return row


def _newest(session: Session, project_id: UUID, engagement_id: UUID, stakeholder_id: UUID) -> AssessmentRecord | None:
    pair = (engagement_id, stakeholder_id)
    found = assessments(session, project_id, [pair]).get(pair)
    return found[0] if found else None
