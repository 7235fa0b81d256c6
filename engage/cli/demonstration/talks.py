"""The decisions of the story, the engagements, what was heard in them and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.cli.demonstration.cared import ask_after, see_to
from engage.cli.demonstration.story import day, told, with_days
from engage.decisions.records import DecisionDetail
from engage.decisions.service import record_made, register_decision
from engage.engagements.models import Engagement
from engage.engagements.records import CompanyDetail, ParticipantDetail, Plan
from engage.engagements.service import (
    add_company_participant,
    add_participant,
    close_engagement,
    hold_engagement,
    plan_engagement,
    record_notes_shared,
    write_notes,
)
from engage.feedback.records import FeedbackDetail
from engage.feedback.service import write_down
from engage.influence.service import answer

DAYS_OF_A_PLAN = ("materials_shared_on", "invited_on", "notes_promised_by")


def add_decisions(session: Session, *, actor: User, project_id: UUID) -> dict[str, UUID]:
    """The decisions, by key; one of them was made."""
    ids = {}
    for each in told("decisions")["decision"]:
        decision = register_decision(
            session,
            actor=actor,
            project_id=project_id,
            title=each["title"],
            due_on=day(each["due_on"]),
            window_opens_on=day(each["window_opens_on"]),
            window_closes_on=day(each["window_closes_on"]),
            detail=DecisionDetail(**each["detail"]),
        )
        if "made_on" in each:
            made_on = day(each["made_on"])
            record_made(
                session,
                actor=actor,
                decision=decision,
                made_on=made_on,
                outcome=each["outcome"],
                reasons=each["reasons"],
            )
        ids[each["key"]] = decision.id
    return ids


def add_engagements(
    session: Session,
    *,
    actor: User,
    second: User,
    project_id: UUID,
    people: dict[str, UUID],
    decisions: dict[str, UUID],
) -> dict[str, UUID]:
    """The engagements, by key, each as far as it went; `second` agreed to whom we turned to."""
    ids = {}
    for each in told("engagements")["engagement"]:
        engagement = plan_engagement(
            session,
            actor=actor,
            project_id=project_id,
            title=each["title"],
            planned_on=day(each["planned_on"]),
            plan=Plan(**with_days(each["plan"], DAYS_OF_A_PLAN)),
            decision_ids=[decisions[key] for key in each["decisions"]],
        )
        _seat(session, actor, second, engagement, each, people)
        _go_on(session, actor, engagement, each)
        ids[each["key"]] = engagement.id
    return ids


def _seat(
    session: Session,
    actor: User,
    second: User,
    engagement: Engagement,
    told_of: Mapping[str, Any],
    people: dict[str, UUID],
) -> None:
    common: dict[str, Any] = {"actor": actor, "engagement": engagement}
    for part in told_of["participant"]:
        who = people[part["who"]]
        see_to(session, second=second, person_id=who, part=part, told_of=told_of, **common)
        detail = ParticipantDetail(**part["detail"])
        add_participant(session, stakeholder_id=who, detail=detail, **common)
    for member in told_of.get("company", ()):
        add_company_participant(session, actor=actor, engagement=engagement, detail=CompanyDetail(**member))


def _go_on(session: Session, actor: User, engagement: Engagement, told_of: Mapping[str, Any]) -> None:
    if "held_on" not in told_of:
        return
    hold_engagement(session, actor=actor, engagement=engagement, held_on=day(told_of["held_on"]))
    ask_after(session, actor=actor, engagement=engagement, told_of=told_of)
    write_notes(session, actor=actor, engagement=engagement, text=told_of["notes"].strip(), based_on=0)
    if "shared_on" in told_of:
        record_notes_shared(session, actor=actor, engagement=engagement, shared_on=day(told_of["shared_on"]))
    if told_of.get("closed"):
        close_engagement(session, actor=actor, engagement=engagement)


def add_what_was_heard(
    session: Session,
    *,
    heard_by: User,
    answered_by: User,
    project_id: UUID,
    people: dict[str, UUID],
    decisions: dict[str, UUID],
    engagements: dict[str, UUID],
) -> None:
    """What was heard, and every answer to it in order; the last item is still owed one."""
    for each in told("heard")["item"]:
        item = write_down(
            session,
            actor=heard_by,
            project_id=project_id,
            engagement_id=engagements[each["engagement"]],
            words=each["words"],
            translation=each.get("translation"),
            speaker_id=people[each["speaker"]],
            heard_on=None,
            detail=FeedbackDetail(**each["detail"]),
        )
        for given in each.get("answer", ()):
            answer(
                session,
                actor=answered_by,
                project_id=project_id,
                feedback_id=item.id,
                decision_id=decisions[given["decision"]],
                outcome=given["outcome"],
                reason=given.get("reason", ""),
                considered_on=day(given["considered_on"]),
                considered_by=given["considered_by"],
                means=given.get("means", ""),
                until_on=day(given["until_on"]) if "until_on" in given else None,
            )
