"""Writing the record for participants, giving it to them, noting what each says; and what else they were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.actions.service import owe
from engage.actions.vocabulary import ActionKind
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal_json
from engage.db.clock import today, utcnow
from engage.engagements.models import Engagement, Participant
from engage.engagements.queries import participant_record, plan_of
from engage.engagements.refusals import NotHeld
from engage.engagements.reprisals.queries import halted
from engage.engagements.safety import weighed_on
from engage.engagements.service import record_notes_shared
from engage.engagements.sharing.models import GivenInformation, RecordAnswer, SharedRecord
from engage.engagements.sharing.queries import answer_record, answer_row, answers_to, newest_row
from engage.engagements.sharing.records import Body, Given, body_as_json
from engage.engagements.sharing.vocabulary import Handed, RecordState, SharingEvent, Verdict
from engage.engagements.vocabulary import Stage
from engage.outreach.stop.service import Stopped, require_clear
from engage.outreach.stop.vocabulary import StopReason
from engage.stakeholders.life.using import require_usable
from engage.stakeholders.vocabulary import ChannelKind

CORRECTED_WITHIN = timedelta(days=14)


class NothingWritten(ValueError):
    """There is no record to be given."""


class RecordChanged(ValueError):
    """Somebody wrote a newer version meanwhile."""


class ReasonNeeded(ValueError):
    """Something in it looks as if it led to somebody: change it, or say why it can be shared."""


class NotGiven(ValueError):
    """They were not given this version yet."""


class WordsNeeded(ValueError):
    """A correction says what is to be corrected."""


class GivenInFuture(ValueError):
    """Nobody was given anything on a day that is still to come."""


def write_record(
    session: Session, *, actor: User, engagement: Engagement, body: Body, based_on: int, pointed_out: Sequence[str]
) -> SharedRecord:
    """A new version, as a draft. `pointed_out`: what in it seems to lead to somebody, which then needs a reason.

    Raises NotHeld, RecordChanged, ReasonNeeded.
    """
    _require_held(engagement)
    newest = newest_row(session, engagement.id)
    if (newest.version if newest else 0) != based_on:
        raise RecordChanged
    if pointed_out and not body.left_as_it_is.strip():
        raise ReasonNeeded
    row = SharedRecord(
        id=uuid4(),
        engagement_id=engagement.id,
        version=based_on + 1,
        state=RecordState.DRAFT.value,
        written_by=actor.id,
        written_at=utcnow(),
    )
    seal_json(session, row, "body", body_as_json(body), long=True)
    session.add(row)
    _record(session, SharingEvent.WRITTEN, actor, engagement, revision=row.version)
    return row


def hand_over(
    session: Session,
    *,
    actor: User,
    engagement: Engagement,
    participant: Participant,
    handed: Handed,
    handed_on: date,
) -> RecordAnswer:
    """Notes that somebody is given the newest version; the first makes it sent, and the promise of notes kept.

    What goes out passes the safety stop. Raises NothingWritten, Stopped, Restricted, GivenInFuture.
    """
    row = newest_row(session, engagement.id)
    if row is None:
        raise NothingWritten
    if handed_on > today():
        raise GivenInFuture
    who = participant_record(session, participant).stakeholder_id
    _require_safe(session, engagement, who, handed)
    answer = answer_row(session, row.id, participant.id)
    if answer is None:
        answer = RecordAnswer(id=uuid4(), engagement_id=engagement.id, record_id=row.id, participant_id=participant.id)
        session.add(answer)
    seal_json(session, answer, "content", {"handed": handed.value, "handed_on": handed_on.isoformat()})
    if row.state == RecordState.DRAFT:
        row.state, row.sent_on = RecordState.SENT.value, handed_on
        _record(session, SharingEvent.SENT, actor, engagement, revision=row.version)
    if not plan_of(session, engagement).notes_shared_on:
        record_notes_shared(session, actor=actor, engagement=engagement, shared_on=handed_on)
    _record(session, SharingEvent.HANDED, actor, engagement)
    return answer


def note_answer(
    session: Session,
    *,
    actor: User,
    engagement: Engagement,
    participant: Participant,
    verdict: Verdict,
    words: str,
    answered_on: date,
) -> None:
    """Notes what somebody says of the newest version; a correction they ask for is owed from then on.

    Raises NothingWritten, NotGiven, WordsNeeded, GivenInFuture.
    """
    row = newest_row(session, engagement.id)
    if row is None:
        raise NothingWritten
    answer = answer_row(session, row.id, participant.id)
    if answer is None:
        raise NotGiven
    if verdict is Verdict.CORRECTION and not words.strip():
        raise WordsNeeded
    if answered_on > today():
        raise GivenInFuture
    before = answer_record(session, answer)
    said = {
        "handed": before.handed.value,
        "handed_on": before.handed_on.isoformat(),
        "verdict": verdict.value,
        "answered_on": answered_on.isoformat(),
        "words": words.strip(),
    }
    seal_json(session, answer, "content", said)
    if verdict is Verdict.CORRECTION and (before.verdict, before.words) != (verdict, words.strip()):
        owe(
            session,
            actor=actor,
            project_id=engagement.project_id,
            subject_id=engagement.id,
            key_id=engagement.id,
            kind=ActionKind.CORRECTION,
            text=words,
            owner_id=actor.id,
            due_on=today() + CORRECTED_WITHIN,
            stakeholder_id=participant_record(session, participant).stakeholder_id,
        )
    answers = answers_to(session, row.id).values()
    if row.state == RecordState.SENT and all(each.verdict is Verdict.RIGHT for each in answers):
        row.state, row.agreed_on = RecordState.AGREED.value, today()
        _record(session, SharingEvent.AGREED, actor, engagement, revision=row.version)
    elif row.state == RecordState.AGREED and verdict is not Verdict.RIGHT:
        row.state, row.agreed_on = RecordState.SENT.value, None
    _record(session, SharingEvent.ANSWERED, actor, engagement, verdict=verdict.value)


def note_given(
    session: Session,
    *,
    actor: User,
    engagement: Engagement,
    said: Given,
    given_on: date,
    row: GivenInformation | None = None,
) -> GivenInformation:
    """Something that participants were given; `row`: written down before, and put right now. Raises GivenInFuture."""
    if given_on > today():
        raise GivenInFuture
    if row is None:
        row = GivenInformation(id=uuid4(), engagement_id=engagement.id, given_on=given_on, noted_by=actor.id)
        session.add(row)
    row.given_on = given_on
    seal_json(session, row, "content", asdict(said))
    _record(session, SharingEvent.GIVEN, actor, engagement)
    return row


def _require_held(engagement: Engagement) -> None:
    if engagement.stage not in {Stage.HELD, Stage.CLOSED}:
        raise NotHeld


def _require_safe(session: Session, engagement: Engagement, stakeholder_id: UUID, handed: Handed) -> None:
    require_usable(session, stakeholder_id)
    if halted(session, engagement.id):
        raise Stopped([StopReason.HALTED])
    if handed in {Handed.MESSAGE, Handed.LETTER}:
        require_clear(
            session,
            project_id=engagement.project_id,
            engagement_id=engagement.id,
            stakeholder_id=stakeholder_id,
            channel=ChannelKind.POST.value if handed is Handed.LETTER else None,
            at=weighed_on(engagement.planned_on, engagement.held_on, today()),
        )


def _record(session: Session, kind: EventKind, actor: User, engagement: Engagement, **facts: Any) -> None:
    session.flush()
    record(session, kind, actor=actor.id, project=engagement.project_id, subject=engagement.id, **facts)
