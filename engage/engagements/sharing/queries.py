"""Reading what participants are given, and what they say of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal_json
from engage.engagements.sharing.models import GivenInformation, RecordAnswer, SharedRecord
from engage.engagements.sharing.records import (
    AnswerRecord,
    Given,
    GivenRecord,
    SharedRecordRecord,
    body_of,
)
from engage.engagements.sharing.vocabulary import Handed, RecordState, Verdict


def versions_of(session: Session, engagement_id: UUID) -> list[SharedRecordRecord]:
    """Every version of the record, the newest first."""
    wanted = select(SharedRecord).where(SharedRecord.engagement_id == engagement_id)
    return [_record(session, row) for row in session.scalars(wanted.order_by(SharedRecord.version.desc()))]


def newest_of(session: Session, engagement_id: UUID) -> SharedRecordRecord | None:
    """The newest version, or None while nobody wrote one."""
    row = newest_row(session, engagement_id)
    return None if row is None else _record(session, row)


def newest_row(session: Session, engagement_id: UUID) -> SharedRecord | None:
    """The row of the newest version, for a verb."""
    wanted = select(SharedRecord).where(SharedRecord.engagement_id == engagement_id)
    return session.scalars(wanted.order_by(SharedRecord.version.desc()).limit(1)).first()


def answers_to(session: Session, record_id: UUID) -> dict[UUID, AnswerRecord]:
    """Who was given a version and what they say of it, by their place at the table."""
    rows = session.scalars(select(RecordAnswer).where(RecordAnswer.record_id == record_id))
    return {row.participant_id: answer_record(session, row) for row in rows}


def answer_row(session: Session, record_id: UUID, participant_id: UUID) -> RecordAnswer | None:
    """The row of somebody's answer to a version."""
    mine = (RecordAnswer.record_id == record_id, RecordAnswer.participant_id == participant_id)
    return session.scalar(select(RecordAnswer).where(*mine))


def unanswered(session: Session, engagement_id: UUID) -> int:
    """How many were given the newest version and have not said what they think of it; none once it is agreed."""
    newest = newest_of(session, engagement_id)
    if newest is None or newest.state is not RecordState.SENT:
        return 0
    return sum(each.verdict is Verdict.WAITING for each in answers_to(session, newest.id).values())


def given_in(session: Session, engagement_id: UUID) -> list[GivenRecord]:
    """What participants were given, by day."""
    wanted = select(GivenInformation).where(GivenInformation.engagement_id == engagement_id)
    return [
        given_record(session, row)
        for row in session.scalars(wanted.order_by(GivenInformation.given_on, GivenInformation.id))
    ]


def given_row(session: Session, engagement_id: UUID, handout_id: UUID) -> GivenInformation | None:
    """The row of something given."""
    wanted = (GivenInformation.engagement_id == engagement_id, GivenInformation.id == handout_id)
    return session.scalar(select(GivenInformation).where(*wanted))


def given_record(session: Session, row: GivenInformation) -> GivenRecord:
    """Something given, opened."""
    said = Given(**(unseal_json(session, row, "content") or {}))
    return GivenRecord(row.id, row.engagement_id, row.given_on, row.noted_by, said)


def answer_record(session: Session, row: RecordAnswer) -> AnswerRecord:
    """An answer, opened."""
    said = unseal_json(session, row, "content") or {}
    answered_on = said.get("answered_on")
    return AnswerRecord(
        id=row.id,
        record_id=row.record_id,
        participant_id=row.participant_id,
        handed=Handed(said["handed"]),
        handed_on=date.fromisoformat(said["handed_on"]),
        verdict=Verdict(said.get("verdict", Verdict.WAITING.value)),
        answered_on=date.fromisoformat(answered_on) if answered_on else None,
        words=said.get("words", ""),
    )


def _record(session: Session, row: SharedRecord) -> SharedRecordRecord:
    return SharedRecordRecord(
        id=row.id,
        engagement_id=row.engagement_id,
        version=row.version,
        state=RecordState(row.state),
        written_by=row.written_by,
        written_at=row.written_at,
        sent_on=row.sent_on,
        agreed_on=row.agreed_on,
        body=body_of(unseal_json(session, row, "body") or {}),
    )
