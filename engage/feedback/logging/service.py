"""Logging a conversation: everything of it is written down at once, or nothing is.

It has happened, and stays a fact whatever was missing beforehand: nobody is invited here, and the page of the
engagement says what nobody had seen to.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.actions.service import UnknownOwner, owe
from engage.actions.vocabulary import ActionKind
from engage.engagements.models import Engagement
from engage.engagements.records import CompanyDetail, ParticipantDetail, Plan
from engage.engagements.service import (
    add_company_participant,
    add_participant,
    hold_engagement,
    plan_engagement,
    write_notes,
)
from engage.engagements.vocabulary import EngagementFormat
from engage.feedback.logging.records import Talk
from engage.feedback.records import FeedbackDetail
from engage.feedback.service import write_down
from engage.feedback.vocabulary import HeardThrough
from engage.projects.queries import members_of


def log_conversation(session: Session, *, actor: User, project_id: UUID, talk: Talk) -> Engagement:
    """The engagement, held, with the person, what they agreed to, the notes, what was said and what was promised.

    Raises HeldInFuture, UnknownStakeholder, Restricted, UnknownOwner.
    """
    of_us = next((each for each in members_of(session, project_id) if each.user_id == talk.with_us), None)
    if of_us is None:
        raise UnknownOwner
    engagement = plan_engagement(
        session,
        actor=actor,
        project_id=project_id,
        title=talk.purpose,
        planned_on=talk.held_on,
        plan=Plan(
            purpose=talk.purpose,
            format=EngagementFormat.INTERVIEW.value,
            initiative=talk.initiative,
            place=str(HeardThrough(talk.how).label),
            languages=[talk.language],
        ),
        decision_ids=[],
    )
    said_of_them = ParticipantDetail(attended=True, may_record=talk.may_record, attribution=talk.attribution)
    add_participant(
        session, actor=actor, engagement=engagement, stakeholder_id=talk.stakeholder_id, detail=said_of_them
    )
    ours = CompanyDetail(name=of_us.name, function=str(of_us.role.label), attended=True)
    add_company_participant(session, actor=actor, engagement=engagement, detail=ours)
    hold_engagement(session, actor=actor, engagement=engagement, held_on=talk.held_on)
    if talk.notes.strip():
        write_notes(session, actor=actor, engagement=engagement, text=talk.notes, based_on=0)
    for words, kind in talk.said:
        write_down(
            session,
            actor=actor,
            project_id=project_id,
            engagement_id=engagement.id,
            words=words,
            translation=None,
            speaker_id=talk.stakeholder_id,
            heard_on=talk.held_on,
            detail=FeedbackDetail(language=talk.language, kind=kind, channel=talk.how),
        )
    if talk.promised is not None:
        owe(
            session,
            actor=actor,
            project_id=project_id,
            subject_id=engagement.id,
            key_id=engagement.id,
            kind=ActionKind.PROMISE,
            text=talk.promised.text,
            owner_id=talk.promised.owner_id,
            due_on=talk.promised.due_on,
            stakeholder_id=talk.stakeholder_id,
        )
    return engagement
