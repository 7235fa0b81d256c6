"""Recording a whole answer: everyone whom a person named, in order, and how many they would not name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal, seal_json
from engage.projects.revisions import bump
from engage.referrals.models import Referral
from engage.referrals.queries import TOPIC as MAP
from engage.referrals.recording.models import WithheldAnswer
from engage.referrals.recording.queries import TOPIC, WITHHELD
from engage.referrals.recording.records import Line, NewName, WithheldDetail
from engage.referrals.service import Naming, check_engagement, key_of, person_on, record_referrals
from engage.referrals.vocabulary import AskedThrough, Question, ReferralEvent
from engage.stakeholders.directory import TOPIC as PEOPLE
from engage.stakeholders.records import Profile, Safety
from engage.stakeholders.service import add_stakeholder

LEAST_TIER_OF_NAMED = 2
MOST_WITHHELD = 500


class NobodyWithheld(ValueError):
    """So many people cannot have been meant."""


def record_answer(
    session: Session, *, actor: User, project_id: UUID, namer_id: UUID, asked_on: date, lines: Sequence[Line]
) -> list[Referral]:
    """Everyone whom a person named, known or new, in this order. Raises what `record_referrals` does.

    Whoever is new becomes a record of its own, protected as highly as whoever named them.
    """
    namer = person_on(session, project_id, namer_id)
    # Counters before the log, and in one order: two who record at the same moment must never wait for each other.
    if any(isinstance(line.whom, NewName) for line in lines):
        bump(session, project_id, PEOPLE)
    bump(session, project_id, MAP)
    namings = []
    for line in lines:
        whom = line.whom
        if isinstance(whom, NewName):
            whom = add_stakeholder(
                session,
                actor=actor,
                project_id=project_id,
                kind=whom.kind,
                tier=max(LEAST_TIER_OF_NAMED, namer.tier),
                name=whom.name,
                # That they were named is on the map alone: their record is read by more people, and handed out to them.
                profile=Profile(),
                safety=Safety(),
            ).id
        namings.append(Naming(namer_id, whom, asked_on, line.detail))
    return record_referrals(session, actor=actor, project_id=project_id, namings=namings)


def record_withheld(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    namer_id: UUID,
    asked_on: date,
    how_many: int,
    detail: WithheldDetail,
) -> WithheldAnswer:
    """That somebody meant so many people whom they will not name; who these are is never asked.

    Raises NobodyWithheld, UnknownPerson, Restricted, UnknownEngagement.
    """
    if not 0 < how_many <= MOST_WITHHELD:
        raise NobodyWithheld
    Question(detail.question), AskedThrough(detail.asked_through)
    person_on(session, project_id, namer_id)
    check_engagement(session, project_id, detail.engagement_id)
    row = WithheldAnswer(
        id=uuid4(),
        project_id=project_id,
        key_id=key_of(session, project_id),
        how_many=how_many,
        asked_on=asked_on,
        asked_by=actor.id,
    )
    seal(session, row, "namer", str(namer_id))
    seal_json(session, row, "detail", asdict(detail))
    bump(session, project_id, TOPIC)
    session.add(row)
    session.flush()
    WITHHELD.forget_own(session)
    record(session, ReferralEvent.WITHHELD, actor=actor.id, project=project_id, subject=row.id)
    return row
