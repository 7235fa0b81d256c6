"""Reading texts, invitations and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal, unseal_json
from engage.decisions.queries import decisions_named
from engage.decisions.records import DecisionRecord
from engage.engagements.inviting.models import InvitationAnswer, InvitationMade, InvitationTemplate, InvitationText
from engage.engagements.inviting.records import AnswerRecord, Asked, InvitationRecord, TemplateRecord, TextRecord
from engage.engagements.inviting.wording import digest
from engage.engagements.models import Engagement
from engage.engagements.records import EngagementRecord


def informed_by(session: Session, engagement: EngagementRecord) -> list[DecisionRecord]:
    """The decisions that an invitation speaks of."""
    return decisions_named(session, engagement.project_id, engagement.decision_ids)


def texts_of(session: Session, engagement: EngagementRecord) -> list[TextRecord]:
    """What is written, by code of the language."""
    rows = session.scalars(select(InvitationText).where(InvitationText.engagement_id == engagement.id)).all()
    now = digest(engagement, informed_by(session, engagement)) if rows else ""
    found = [text_record(row, unseal_json(session, row, "content") or {}, now) for row in rows]
    return sorted(found, key=lambda text: text.language)


def text_record(row: InvitationText, content: dict[str, Any], now: str) -> TextRecord:
    """A text; `now` is what the plan tells today."""
    return TextRecord(
        id=row.id,
        language=content.get("language", ""),
        body=content.get("body", ""),
        revision=row.revision,
        written_on=row.written_on,
        written_by=row.written_by,
        outdated=content.get("told") != now,
    )


def templates_of(session: Session, project_id: UUID) -> list[TemplateRecord]:
    """Texts to begin from, by language and name."""
    rows = session.scalars(select(InvitationTemplate).where(InvitationTemplate.project_id == project_id))
    found = []
    for row in rows:
        content = unseal_json(session, row, "content") or {}
        found.append(
            TemplateRecord(
                row.id, content.get("name", ""), content.get("language", ""), content.get("body", ""), row.written_on
            )
        )
    return sorted(found, key=lambda each: (each.language, each.name.casefold(), each.id.int))


def template_row(session: Session, project_id: UUID, template_id: UUID) -> InvitationTemplate | None:
    """The row of a template of the project."""
    wanted = (InvitationTemplate.project_id == project_id, InvitationTemplate.id == template_id)
    return session.scalar(select(InvitationTemplate).where(*wanted))


def invitations_of(session: Session, engagement_id: UUID) -> list[InvitationRecord]:
    """Every invitation to an engagement, the newest day first."""
    rows = select(InvitationMade).where(InvitationMade.engagement_id == engagement_id)
    return [
        invitation_record(session, row)
        for row in session.scalars(rows.order_by(InvitationMade.made_on.desc(), InvitationMade.id))
    ]


def invitation_row(session: Session, engagement_id: UUID, invitation_id: UUID) -> InvitationMade | None:
    """The row of an invitation to this engagement, held to the end of the transaction."""
    wanted = (InvitationMade.engagement_id == engagement_id, InvitationMade.id == invitation_id)
    return session.scalar(select(InvitationMade).where(*wanted))


def invitation_record(session: Session, row: InvitationMade) -> InvitationRecord:
    """An invitation, opened."""
    asked = Asked(**(unseal_json(session, row, "detail") or {}))
    return InvitationRecord(
        row.id, row.engagement_id, row.state, row.made_on, row.made_by, row.given_on, row.has_code, asked
    )


def answers_of(session: Session, engagement_id: UUID, *, waiting: bool | None = None) -> list[AnswerRecord]:
    """What came back to an engagement, the one due first, first. Their words are not opened."""
    rows = select(InvitationAnswer).where(InvitationAnswer.engagement_id == engagement_id)
    if waiting is not None:
        settled = InvitationAnswer.settled_on
        rows = rows.where(settled.is_(None) if waiting else settled.is_not(None))
    listed = session.scalars(rows.order_by(InvitationAnswer.due_on, InvitationAnswer.id)).all()
    return _answers(session, listed)


def answers_waiting(session: Session, project_id: UUID) -> list[AnswerRecord]:
    """What waits for somebody of the team, in all engagements of a project."""
    rows = (
        select(InvitationAnswer)
        .join(Engagement, Engagement.id == InvitationAnswer.engagement_id)
        .where(Engagement.project_id == project_id, InvitationAnswer.settled_on.is_(None))
        .order_by(InvitationAnswer.due_on, InvitationAnswer.id)
    )
    return _answers(session, session.scalars(rows).all())


def answer_row(session: Session, engagement_id: UUID, answer_id: UUID) -> InvitationAnswer | None:
    """The row of an answer to an invitation to this engagement."""
    wanted = (InvitationAnswer.engagement_id == engagement_id, InvitationAnswer.id == answer_id)
    return session.scalar(select(InvitationAnswer).where(*wanted).with_for_update())


def answer_record(session: Session, row: InvitationAnswer) -> AnswerRecord:
    """An answer with its words, for a page that puts the look on record first."""
    return _answers(session, [row], whole=True)[0]


def _answers(session: Session, rows: Sequence[InvitationAnswer], *, whole: bool = False) -> list[AnswerRecord]:
    made = {row.invitation_id for row in rows}
    asked = {
        row.id: invitation_record(session, row)
        for row in session.scalars(select(InvitationMade).where(InvitationMade.id.in_(made)))
    }
    found = []
    for row in rows:
        said = unseal_json(session, row, "words") or {}
        found.append(
            AnswerRecord(
                id=row.id,
                engagement_id=row.engagement_id,
                invitation_id=row.invitation_id,
                stakeholder_id=asked[row.invitation_id].stakeholder_id,
                received_on=row.received_on,
                due_on=row.due_on,
                settled_on=row.settled_on,
                settled_by=row.settled_by,
                kind=said.get("kind", ""),
                language=said.get("language", ""),
                words=said.get("words", "") if whole else "",
                settlement=(unseal(session, row, "settlement") or "") if whole else "",
            )
        )
    return found
