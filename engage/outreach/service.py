"""Queueing messages, taking them back, asking for one again, saying what became of one. Refusals are named."""

from __future__ import annotations

import re
import secrets
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal, seal_json, unseal
from engage.db.clock import today, utcnow
from engage.i18n.languages import OFFERED, SOURCE
from engage.i18n.texts import use_language
from engage.jobs.service import enqueue
from engage.outreach.models import Message
from engage.outreach.queries import messages_of, opened
from engage.outreach.records import Letter
from engage.outreach.stop.service import require_clear
from engage.outreach.vocabulary import MessagePurpose, MessageState, OutreachEvent, Subject
from engage.stakeholders.vocabulary import ChannelKind

WORK = "outreach.send"
SENT_BY_US = frozenset({ChannelKind.EMAIL.value})
"""Channels that a program can send through. The others need a person."""
LONGEST = 20_000
LINK = re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|www\.)", re.IGNORECASE)
ON_ITS_WAY = frozenset({MessageState.QUEUED.value, MessageState.SENDING.value})


class NotSentByUs(ValueError):
    """No program sends through this channel."""


class LinkInText(ValueError):
    """A text that is sent holds no address of a page: whoever watches the line would learn where it leads."""


class TooLong(ValueError):
    """A message has 20 000 signs at most."""


class TextNeeded(ValueError):
    """A message says something."""


class AlreadyWaiting(ValueError):
    """A message of this kind to this person is on its way already."""


class NotInThisState(ValueError):
    """What is asked for cannot be done with a message that stands where this one does."""


class SayThatYouKnow(ValueError):
    """Nobody knows whether it arrived: whoever has it sent once more says that they know."""


def queue(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    engagement_id: UUID,
    stakeholder_id: UUID,
    channel: str,
    language: str,
    purpose: str,
    subject: str,
    body: str,
    not_before: datetime | None = None,
    slip: str = "",
) -> Message:
    """A message that the worker sends, at `not_before` or at once. `subject` is a code of `Subject`.

    `slip` is added to the text and forgotten once it is sent. Raises Stopped (outreach.stop), NotSentByUs, TextNeeded,
    TooLong, LinkInText, AlreadyWaiting; ValueError for an unknown purpose or subject.
    """
    if channel not in SENT_BY_US:
        raise NotSentByUs
    text = body.replace("\r\n", "\n").strip()
    if not text:
        raise TextNeeded
    if len(text) > LONGEST:
        raise TooLong
    if LINK.search(text):
        raise LinkInText
    code = MessagePurpose(purpose).value
    waiting = [each for each in messages_of(session, engagement_id) if each.state in ON_ITS_WAY and each.letter]
    if any((each.recipient_id, each.letter.purpose) == (stakeholder_id, code) for each in waiting if each.letter):
        raise AlreadyWaiting
    require_clear(
        session,
        project_id=project_id,
        engagement_id=engagement_id,
        stakeholder_id=stakeholder_id,
        channel=channel,
        at=not_before or utcnow(),
    )
    message = Message(
        id=uuid4(),
        project_id=project_id,
        engagement_id=engagement_id,
        state=MessageState.QUEUED.value,
        attempts=0,
        queued_on=today(),
        queued_by=actor.id,
    )
    letter = Letter(
        channel=channel,
        language=language,
        purpose=code,
        subject=worded(subject, language),
        body=text,
        mark=secrets.token_hex(16),
        not_before=not_before.isoformat() if not_before else "",
    )
    seal(session, message, "recipient", str(stakeholder_id))
    seal_json(session, message, "content", asdict(letter), long=True)
    seal(session, message, "slip", slip or None, long=True)
    session.add(message)
    session.flush()
    _send_at(session, message, actor.id, not_before)
    _record(session, OutreachEvent.QUEUED, actor, message, purpose=code)
    return message


def worded(subject: str, language: str) -> str:
    """A subject of the list in a language; in English where the list is not translated. Raises ValueError."""
    with use_language(language if language in OFFERED else SOURCE):
        return str(Subject(subject).label)


def withdraw(session: Session, *, actor: User, message: Message) -> None:
    """Takes a message back that was not handed over. Raises NotInThisState."""
    _lock(session, message)
    if message.state not in {MessageState.QUEUED, MessageState.FAILED}:
        raise NotInThisState
    message.state, message.settled_on, message.slip = MessageState.WITHDRAWN.value, today(), None
    session.flush()
    _record(session, OutreachEvent.WITHDRAWN, actor, message)


def try_again(session: Session, *, actor: User, message: Message, sure: bool = False) -> None:
    """Has a message sent once more. Of one that may have arrived, only when somebody is `sure` that it did not.

    Raises NotInThisState, SayThatYouKnow, Stopped (outreach.stop).
    """
    _lock(session, message)
    if message.state not in {MessageState.FAILED, MessageState.UNKNOWN}:
        raise NotInThisState
    if message.state == MessageState.UNKNOWN and not sure:
        raise SayThatYouKnow
    kept = opened(session, message)
    if kept.letter is None or kept.recipient_id is None:
        raise NotInThisState
    require_clear(
        session,
        project_id=message.project_id,
        engagement_id=message.engagement_id,
        stakeholder_id=kept.recipient_id,
        channel=kept.letter.channel,
        at=utcnow(),
    )
    message.state, message.settled_on = MessageState.QUEUED.value, None
    session.flush()
    _send_at(session, message, actor.id, kept.letter.earliest)
    _record(session, OutreachEvent.AGAIN, actor, message)


def settle_by_hand(session: Session, *, actor: User, message: Message, arrived: bool) -> None:
    """Says whether a message arrived of which we did not know it. Raises NotInThisState."""
    _lock(session, message)
    if message.state != MessageState.UNKNOWN:
        raise NotInThisState
    state = MessageState.SENT if arrived else MessageState.FAILED
    message.state, message.settled_on = state.value, today()
    if arrived:
        message.slip = None
    session.flush()
    _record(session, OutreachEvent.SETTLED, actor, message, state=state.value)


def recipient_of(session: Session, message: Message) -> UUID | None:
    """To whom it goes; None of somebody who is gone."""
    told = unseal(session, message, "recipient")
    return UUID(told) if told else None


def _send_at(session: Session, message: Message, asked_by: UUID, moment: datetime | None) -> None:
    enqueue(
        session,
        WORK,
        asked_by=asked_by,
        project=message.project_id,
        subject=message.engagement_id,
        due_at=moment if moment and moment > utcnow() else None,
        message=str(message.id),
        attempt=message.attempts,
    )


def _lock(session: Session, message: Message) -> None:
    """One change at a time; a message that the worker just took is seen as taken."""
    again = select(Message).where(Message.id == message.id).with_for_update()
    session.scalars(again.execution_options(populate_existing=True)).one()


def _record(session: Session, kind: EventKind, actor: User, message: Message, **facts: Any) -> None:
    record(session, kind, actor=actor.id, project=message.project_id, subject=message.id, **facts)
