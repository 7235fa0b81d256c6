"""Sending, done by the worker: `sending` is committed before the line is opened, so that nothing goes out twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from config import MailServer
from engage.audit.service import record
from engage.crypto.sealed import seal_json, unseal
from engage.db.clock import today, utcnow
from engage.jobs.models import Job
from engage.jobs.service import Desk, enqueue, work
from engage.outreach.models import Message
from engage.outreach.queries import opened
from engage.outreach.sending import Fate, composed, hand_over
from engage.outreach.service import WORK
from engage.outreach.stop.service import Stopped, require_clear
from engage.outreach.vocabulary import Fault, MessageState, OutreachEvent
from engage.stakeholders.queries import contacts_of

PAUSES = (timedelta(minutes=5), timedelta(minutes=40))
"""After which a server that was not there, or asked us to come later, is asked again."""

Wanted = Callable[[Session, UUID, UUID], bool]
"""wanted(session, engagement_id, stakeholder_id): whether what waits is still meant for them."""
WANTED: list[Wanted] = []
"""Asked once more before anything is sent: floors above know who is on a list, and what they answered."""


def unless_unwanted(wanted: Wanted) -> Wanted:
    """Registers a question that is asked before a message is sent."""
    WANTED.append(wanted)
    return wanted


@work(WORK)
def send(desk: Desk, _job: Job, words: dict[str, Any]) -> None:
    """Sends one message, unless it was withdrawn, stopped, or taken by another worker.

    A message found in `sending` was begun by a worker that died: nobody knows how far it came.
    """
    session, message_id, attempt = desk.session, UUID(words["message"]), int(words["attempt"])
    message = _held(session, message_id)
    if message is None:
        return
    if (message.state, message.attempts) == (MessageState.SENDING, attempt + 1):
        _settle(session, message, Fate(MessageState.UNKNOWN, Fault.INTERRUPTED))
        return
    if (message.state, message.attempts) != (MessageState.QUEUED, attempt):
        return
    try:
        server, address, mail = _ready(session, message, desk.mail)
    except _HeldBack as why:
        message.attempts += 1
        _settle(session, message, Fate(MessageState.FAILED, why.fault), why.reasons)
        return
    if not _take(session, message_id, attempt):
        return
    session.commit()
    fate = hand_over(server, address, mail)
    message = _held(session, message_id)
    # Whoever took longer than its lease may find that a person has settled it meanwhile.
    if message is not None and message.attempts == attempt + 1 and message.state in {"sending", "unknown"}:
        _settle(session, message, fate)


class _HeldBack(Exception):
    def __init__(self, fault: Fault, reasons: list[str] | None = None) -> None:
        super().__init__(fault.value)
        self.fault, self.reasons = fault, reasons or []


def _ready(session: Session, message: Message, server: MailServer | None) -> tuple[MailServer, str, bytes]:
    """The server, the address, looked up now and kept nowhere, and the mail. Raises _HeldBack."""
    kept = opened(session, message)
    letter, recipient_id = kept.letter, kept.recipient_id
    if letter is None or recipient_id is None:
        raise _HeldBack(Fault.GONE)
    if server is None:
        raise _HeldBack(Fault.NO_SERVER)
    try:
        require_clear(
            session,
            project_id=message.project_id,
            engagement_id=message.engagement_id,
            stakeholder_id=recipient_id,
            channel=letter.channel,
            at=utcnow(),
        )
    except Stopped as stopped:
        raise _HeldBack(Fault.STOPPED, [reason.value for reason in stopped.reasons]) from stopped
    if not all(wanted(session, message.engagement_id, recipient_id) for wanted in WANTED):
        raise _HeldBack(Fault.NOT_WANTED)
    ways = [each.detail for each in contacts_of(session, recipient_id)]
    safe = [each.value for each in ways if each.safe and each.channel == letter.channel]
    if not safe:
        raise _HeldBack(Fault.NO_ADDRESS)
    body = "\n\n".join(filter(None, (letter.body, unseal(session, message, "slip"))))
    try:
        mail = composed(
            server=server, recipient=safe[0], subject=letter.subject, body=body, mark=letter.mark, now=utcnow()
        )
    except ValueError as unusable:
        raise _HeldBack(Fault.NO_ADDRESS) from unusable
    return server, safe[0], mail


def _held(session: Session, message_id: UUID) -> Message | None:
    wanted = select(Message).where(Message.id == message_id).with_for_update()
    return session.scalar(wanted.execution_options(populate_existing=True))


def _take(session: Session, message_id: UUID, attempt: int) -> bool:
    """Whether this worker, and no other, sends it."""
    free = (Message.id == message_id, Message.state == MessageState.QUEUED.value, Message.attempts == attempt)
    taken = {"state": MessageState.SENDING.value, "attempts": attempt + 1}
    found = session.execute(update(Message).where(*free).values(**taken).returning(Message.id)).scalar_one_or_none()
    return found is not None


def _settle(session: Session, message: Message, fate: Fate, reasons: list[str] | None = None) -> None:
    """Writes down what became of it; what may pass by itself is tried again after a pause."""
    attempt = message.attempts
    again = fate.passing and attempt <= len(PAUSES)
    message.state = MessageState.QUEUED.value if again else fate.state.value
    message.settled_on = None if again else today()
    outcome = {"fault": fate.fault.value, "reasons": reasons or []} if fate.fault else None
    seal_json(session, message, "outcome", outcome)
    if fate.state is MessageState.SENT:
        message.slip = None
    if again:
        enqueue(
            session,
            WORK,
            asked_by=message.queued_by,
            project=message.project_id,
            subject=message.engagement_id,
            due_at=utcnow() + PAUSES[attempt - 1],
            message=str(message.id),
            attempt=attempt,
        )
    session.flush()
    on: dict[str, Any] = {
        "actor": message.queued_by,
        "project": message.project_id,
        "subject": message.id,
        "attempt": attempt,
    }
    if fate.fault is None:
        record(session, OutreachEvent.SENT, **on)
    else:
        kind = OutreachEvent.UNKNOWN if fate.state is MessageState.UNKNOWN else OutreachEvent.NOT_SENT
        record(session, kind, **on, why=fate.fault.value)
