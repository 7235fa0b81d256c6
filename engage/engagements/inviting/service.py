"""Asking people, recording what was handed over and what was answered. Refusals are named.

Somebody counts as invited only once a message is queued, a letter handed over, a call made.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.receipts import Receipt
from engage.crypto.sealed import seal, seal_json
from engage.db.clock import today, utcnow
from engage.engagements import service as engagements
from engage.engagements.inviting.models import InvitationAnswer, InvitationMade
from engage.engagements.inviting.queries import answer_record, answers_of, invitation_record, texts_of
from engage.engagements.inviting.records import Asked, InvitationRecord, TextRecord
from engage.engagements.inviting.vocabulary import ANSWERS, InvitationReply, InvitationState, InvitingEvent, Outcome
from engage.engagements.inviting.wording import slip
from engage.engagements.models import Engagement, Participant
from engage.engagements.queries import find_engagement, participant_record
from engage.engagements.records import ParticipantRecord
from engage.engagements.refusals import NotPlanned
from engage.engagements.vocabulary import Answer, Stage
from engage.jobs.service import enqueue
from engage.outreach import service as outreach
from engage.outreach.models import Message
from engage.outreach.stop.service import require_clear
from engage.outreach.vocabulary import MessagePurpose, MessageState
from engage.stakeholders.vocabulary import ChannelKind

ON_PAPER = frozenset({ChannelKind.POST.value, ChannelKind.THROUGH.value})
BY_VOICE = frozenset({ChannelKind.PHONE.value, ChannelKind.HANDLE.value})
AFTERWARDS = timedelta(days=30)
"""So long after the day a code still opens the text."""


class NoText(ValueError):
    """Nothing is written in this language."""


class InvitedAlready(ValueError):
    """They were asked already."""


class AnsweredAlready(ValueError):
    """They answered, and nobody asks them again before a person has read it."""


class NotInvitedYet(ValueError):
    """Nobody is reminded of what they were never asked."""


class NotOnPaper(ValueError):
    """Nothing is handed over through this channel."""


class SettlementNeeded(ValueError):
    """A question is settled by saying what was done about it."""


class NothingToTakeOver(ValueError):
    """It says neither yes nor no, or they are not on the list."""


def invite_by_message(
    session: Session,
    *,
    actor: User,
    engagement: Engagement,
    participant: Participant,
    language: str,
    subject: str,
    purpose: str,
    not_before: datetime | None = None,
    portal: str = "",
) -> InvitationMade:
    """Queues the text by e-mail; with the address of the `portal`, a code to answer with goes along.

    Raises NotPlanned, NoText, InvitedAlready, NotInvitedYet, AnsweredAlready, and what outreach's `queue` raises.
    """
    seat, text = _asking(session, engagement, participant, language, purpose)
    asked = Asked(str(seat.stakeholder_id), ChannelKind.EMAIL.value, MessagePurpose(purpose).value, language)
    made = _made(session, actor, engagement, asked, state=InvitationState.GIVEN)
    receipt = _code(session, actor, engagement, made, text) if portal else None
    message = outreach.queue(
        session,
        actor=actor,
        project_id=engagement.project_id,
        engagement_id=engagement.id,
        stakeholder_id=seat.stakeholder_id,
        channel=ChannelKind.EMAIL.value,
        language=language,
        purpose=purpose,
        subject=subject,
        body=text.body,
        not_before=not_before,
        slip=slip(receipt, portal, language) if receipt else "",
    )
    seal_json(session, made, "detail", asdict(replace(asked, message=str(message.id))))
    _invited(session, actor, engagement, participant)
    return made


def make_letter(
    session: Session,
    *,
    actor: User,
    engagement: Engagement,
    participant: Participant,
    channel: str,
    language: str,
    purpose: str,
    with_code: bool,
) -> tuple[InvitationMade, TextRecord, Receipt | None]:
    """Makes out a letter to print, with a code that is shown once. They are not invited before it is handed over.

    Raises NotPlanned, NotOnPaper, NoText, InvitedAlready, NotInvitedYet, AnsweredAlready, Stopped (outreach.stop).
    """
    if channel not in ON_PAPER:
        raise NotOnPaper
    seat, text = _asking(session, engagement, participant, language, purpose)
    _clear(session, engagement, seat.stakeholder_id, channel, utcnow())
    asked = Asked(str(seat.stakeholder_id), channel, MessagePurpose(purpose).value, language)
    made = _made(session, actor, engagement, asked, state=InvitationState.MADE)
    receipt = _code(session, actor, engagement, made, text) if with_code else None
    _record(session, InvitingEvent.MADE_OUT, actor, engagement)
    return made, text, receipt


def hand_over(
    session: Session, *, actor: User, engagement: Engagement, participant: Participant, invitation: InvitationMade
) -> None:
    """Records that a letter was handed over or posted. Raises NotPlanned, InvitedAlready, Stopped (outreach.stop)."""
    require_planned(session, engagement)
    if invitation.state != InvitationState.MADE:
        raise InvitedAlready
    asked = invitation_record(session, invitation).asked
    _clear(session, engagement, participant_record(session, participant).stakeholder_id, asked.channel, today())
    invitation.state, invitation.given_on = InvitationState.GIVEN.value, today()
    _invited(session, actor, engagement, participant)
    _record(session, InvitingEvent.GIVEN, actor, engagement)


def record_call(
    session: Session,
    *,
    actor: User,
    engagement: Engagement,
    participant: Participant,
    channel: str,
    outcome: str,
    language: str,
    note: str = "",
) -> InvitationMade:
    """Records what came of a call, or of a message that a person wrote by hand.

    Raises NotPlanned, NotOnPaper (no call goes through this channel), AnsweredAlready, Stopped (outreach.stop).
    """
    if channel not in BY_VOICE:
        raise NotOnPaper
    require_planned(session, engagement)
    came, seat = Outcome(outcome), participant_record(session, participant)
    if seat.detail.answer in {Answer.ACCEPTED, Answer.DECLINED}:
        raise AnsweredAlready
    _clear(session, engagement, seat.stakeholder_id, channel, today())
    purpose = MessagePurpose.INVITATION if seat.detail.answer == Answer.NOT_INVITED else MessagePurpose.REMINDER
    missed = came is Outcome.NOT_REACHED
    asked = Asked(str(seat.stakeholder_id), channel, purpose.value, language, note=note.strip())
    made = _made(session, actor, engagement, asked, state=InvitationState.MISSED if missed else InvitationState.GIVEN)
    if not missed:
        _invited(session, actor, engagement, participant)
        if came is not Outcome.TOLD:
            _answered(session, actor, engagement, participant, Answer(came.value))
    _record(session, InvitingEvent.CALLED, actor, engagement, outcome=came.value)
    return made


def withdraw(session: Session, *, actor: User, engagement: Engagement, invitation: InvitationMade) -> None:
    """Takes an invitation back: what still waits is not sent, and its code opens nothing any more.

    Raises outreach's NotInThisState of a message that is on the line just now.
    """
    if invitation.state == InvitationState.WITHDRAWN:
        return
    made = invitation_record(session, invitation)
    message = session.get(Message, made.message_id) if made.message_id else None
    if message is not None and message.state in {MessageState.QUEUED, MessageState.SENDING, MessageState.FAILED}:
        outreach.withdraw(session, actor=actor, message=message)
        _never_asked(session, actor, engagement, made)
    end(session, invitation, project_id=engagement.project_id, by=actor.id)
    _record(session, InvitingEvent.WITHDRAWN, actor, engagement)


def _never_asked(session: Session, actor: User, engagement: Engagement, made: InvitationRecord) -> None:
    """Whoever was asked in no other way is not invited after all."""
    if made.asked.purpose != MessagePurpose.INVITATION:
        return
    for row in session.scalars(select(Participant).where(Participant.engagement_id == engagement.id)).all():
        seat = participant_record(session, row)
        if (seat.stakeholder_id, seat.detail.answer) == (made.stakeholder_id, Answer.INVITED):
            _answered(session, actor, engagement, row, Answer.NOT_INVITED)


def end(session: Session, invitation: InvitationMade, *, project_id: UUID, by: UUID | None) -> None:
    """An invitation's code opens nothing any more."""
    invitation.state = InvitationState.WITHDRAWN.value
    if invitation.has_code:
        enqueue(
            session,
            "inviting.close",
            asked_by=by,
            project=project_id,
            subject=invitation.engagement_id,
            invitation=str(invitation.id),
        )
        invitation.has_code = False
    session.flush()


def read_answer(session: Session, *, actor: User, engagement: Engagement) -> None:
    """Puts on record that somebody looks at what a person answered; the caller commits before showing it."""
    _record(session, InvitingEvent.ANSWER_READ, actor, engagement)


def settle_answer(
    session: Session,
    *,
    actor: User,
    engagement: Engagement,
    answer: InvitationAnswer,
    participant: Participant | None,
    take_over: bool,
    settlement: str,
) -> None:
    """A person deals with an answer; with `take_over`, the yes or no becomes that of the participant.

    Nothing is taken over by itself: what the team wrote down meanwhile stands until somebody says otherwise.
    Raises SettlementNeeded, NothingToTakeOver, EngagementOver, Stopped (outreach.stop).
    """
    said = answer_record(session, answer)
    kind = InvitationReply(said.kind)
    if take_over:
        if kind not in ANSWERS or participant is None:
            raise NothingToTakeOver
        _answered(session, actor, engagement, participant, ANSWERS[kind])
    elif not settlement.strip():
        raise SettlementNeeded
    seal(session, answer, "settlement", settlement.strip() or None, long=True)
    answer.settled_on, answer.settled_by = today(), actor.id
    session.flush()
    _record(session, InvitingEvent.ANSWER_SETTLED, actor, engagement)


def _asking(
    session: Session, engagement: Engagement, participant: Participant, language: str, purpose: str
) -> tuple[ParticipantRecord, TextRecord]:
    """The seat and the text, when they may be asked or reminded."""
    require_planned(session, engagement)
    seat = participant_record(session, participant)
    answered = seat.detail.answer in {Answer.ACCEPTED, Answer.DECLINED}
    waiting = answers_of(session, engagement.id, waiting=True)
    if answered or any(each.stakeholder_id == seat.stakeholder_id for each in waiting):
        raise AnsweredAlready
    invited = seat.detail.answer == Answer.INVITED
    if MessagePurpose(purpose) is MessagePurpose.REMINDER:
        if not invited:
            raise NotInvitedYet
    elif invited:
        raise InvitedAlready
    opened = find_engagement(session, engagement.project_id, engagement.id)
    texts = texts_of(session, opened) if opened else []
    text = next((each for each in texts if each.language == language), None)
    if text is None:
        raise NoText
    return seat, text


def _made(
    session: Session, actor: User, engagement: Engagement, asked: Asked, *, state: InvitationState
) -> InvitationMade:
    given = today() if state is InvitationState.GIVEN else None
    made = InvitationMade(
        id=uuid4(),
        engagement_id=engagement.id,
        state=state.value,
        made_on=today(),
        made_by=actor.id,
        given_on=given,
        has_code=False,
    )
    seal_json(session, made, "detail", asdict(asked))
    session.add(made)
    session.flush()
    return made


def _code(session: Session, actor: User, engagement: Engagement, made: InvitationMade, text: TextRecord) -> Receipt:
    """A code that opens the text in the portal. What is derived from it, which is slow, the worker derives."""
    receipt = Receipt.new()
    made.has_code = True
    enqueue(
        session,
        "inviting.open",
        asked_by=actor.id,
        project=engagement.project_id,
        subject=engagement.id,
        invitation=str(made.id),
        code=receipt.code.hex(),
        language=text.language,
        text=text.body,
        expires_on=_expiry(engagement.planned_on).isoformat(),
    )
    return receipt


def _expiry(planned_on: date) -> date:
    return max(planned_on, today()) + AFTERWARDS


def _invited(session: Session, actor: User, engagement: Engagement, participant: Participant) -> None:
    if participant_record(session, participant).detail.answer == Answer.NOT_INVITED:
        _answered(session, actor, engagement, participant, Answer.INVITED)


def _answered(session: Session, actor: User, engagement: Engagement, participant: Participant, answer: Answer) -> None:
    detail = participant_record(session, participant).detail
    engagements.change_participant(
        session,
        actor=actor,
        participant=participant,
        engagement=engagement,
        detail=replace(detail, answer=answer.value),
    )


def _clear(session: Session, engagement: Engagement, who: UUID, channel: str, at: date | datetime) -> None:
    require_clear(
        session,
        project_id=engagement.project_id,
        engagement_id=engagement.id,
        stakeholder_id=who,
        channel=channel,
        at=at,
    )


def require_planned(session: Session, engagement: Engagement) -> None:
    """Locks the engagement: one change at a time. Raises NotPlanned."""
    again = select(Engagement).where(Engagement.id == engagement.id).with_for_update()
    session.scalars(again.execution_options(populate_existing=True)).one()
    if engagement.stage != Stage.PLANNED:
        raise NotPlanned


def _record(session: Session, kind: EventKind, actor: User, engagement: Engagement, **facts: Any) -> None:
    session.flush()
    record(session, kind, actor=actor.id, project=engagement.project_id, subject=engagement.id, **facts)
