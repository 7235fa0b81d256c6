"""What the walk finds of inviting: a text, one to begin from, a message that was not sent, an answer, failed work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import seal_json
from engage.db.clock import today
from engage.engagements.inviting import jobs as inviting
from engage.engagements.inviting import service, texts
from engage.engagements.inviting.models import InvitationAnswer
from engage.engagements.models import Engagement, Participant
from engage.engagements.queries import participant_record
from engage.jobs.models import Job
from engage.jobs.service import Desk
from engage.outreach import jobs as outreach
from engage.outreach.models import Message
from engage.stakeholders.models import Stakeholder
from tests.factories.team import Team


def asked_around(
    session: Session, team: Team, person: Stakeholder, planned: Engagement, say: Callable[[str], str]
) -> dict[str, UUID | int | str]:
    """The ids of what was made around the place of `person`."""
    body = f"{say('invitation.text')}\n\n{say('invitation.more')}"
    texts.write_text(session, actor=team.lead, engagement=planned, language="fr", body=body, based_on=0)
    template = texts.keep_template(
        session,
        actor=team.lead,
        project_id=team.project.id,
        name=say("kept.name"),
        language="fr",
        body=say("kept.text"),
    )
    rows = session.scalars(select(Participant).where(Participant.engagement_id == planned.id)).all()
    seat = next(row for row in rows if participant_record(session, row).stakeholder_id == person.id)
    asking: dict[str, Any] = {"actor": team.lead, "engagement": planned, "participant": seat}
    made = service.invite_by_message(
        session, **asking, language="fr", subject="hello", purpose="invitation", portal="https://portal.example.org"
    )
    message = session.scalars(select(Message).where(Message.engagement_id == planned.id)).one()
    _fail(session, message)
    answers = [_answered(session, planned, made.id, kind, say("invitation.answer")) for kind in ("question", "accept")]
    service.settle_answer(
        session,
        actor=team.lead,
        engagement=planned,
        answer=answers[1],
        participant=None,
        take_over=False,
        settlement=say("invitation.settlement"),
    )
    broken = session.scalars(select(Job).where(Job.kind == inviting.KINDS[0], Job.subject_id == planned.id)).one()
    session.flush()
    return {
        "message_id": message.id,
        "invitation_id": made.id,
        "given_id": answers[0].id,
        "kept_text_id": template.id,
        "work_id": broken.id,
    }


def _fail(session: Session, message: Message) -> None:
    """As the worker leaves it where there is no mail server."""
    job = session.scalars(select(Job).where(Job.subject_id == message.engagement_id, Job.kind == outreach.WORK)).one()
    desk = Desk(session, None, session.info["vault"])  # type: ignore[arg-type]
    outreach.send(desk, job, {"message": str(message.id), "attempt": 0})


def _answered(session: Session, planned: Engagement, made_id: UUID, kind: str, words: str) -> InvitationAnswer:
    answer = InvitationAnswer(
        id=uuid4(),
        engagement_id=planned.id,
        invitation_id=made_id,
        received_on=today(),
        due_on=today() + timedelta(days=3),
    )
    seal_json(session, answer, "words", {"kind": kind, "language": "fr", "words": words}, long=True)
    session.add(answer)
    session.flush()
    return answer
