"""One of each thing that planning can do: a whole plan changed once, a template, an engagement only for those named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.cli.demonstration.story import day, told
from engage.engagements.models import Engagement
from engage.engagements.planning.service import add_company_members, keep_template, open_to_named
from engage.engagements.queries import find_engagement
from engage.engagements.records import CompanyDetail, Plan
from engage.engagements.service import change_engagement, plan_engagement


def plan_further(
    session: Session, *, actor: User, named: User, project_id: UUID, engagements: Mapping[str, UUID]
) -> None:
    """Goes on with what is planned, and plans what few may know of."""
    story = told("planning")
    for each in story["more"]:
        found = find_engagement(session, project_id, engagements[each["key"]])
        row = session.scalars(select(Engagement).where(Engagement.id == engagements[each["key"]])).one()
        assert found is not None
        change_engagement(
            session,
            actor=actor,
            engagement=row,
            title=found.title,
            planned_on=found.planned_on,
            plan=replace(found.plan, **each["plan"]),
            decision_ids=found.decision_ids,
        )
        members = [CompanyDetail(**member) for member in each.get("company", ())]
        add_company_members(session, actor=actor, engagement=row, details=members)
        if "template" in each:
            keep_template(session, actor=actor, engagement=row, name=each["template"])
    few = story["only_named"]
    made = plan_engagement(
        session,
        actor=actor,
        project_id=project_id,
        title=few["title"],
        planned_on=day(few["planned_on"]),
        plan=Plan(**few["plan"]),
        decision_ids=[],
    )
    open_to_named(session, actor=actor, engagement=made, user_ids={named.id})
