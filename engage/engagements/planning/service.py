"""Starting from what there is: templates and copies; several of the company at once; for whom an engagement exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal_json
from engage.db.clock import today
from engage.engagements.ledger import keep
from engage.engagements.models import Engagement, EngagementMember
from engage.engagements.planning.models import EngagementTemplate
from engage.engagements.planning.queries import members_of
from engage.engagements.planning.records import Copied
from engage.engagements.planning.starting import copied, kept_as_template
from engage.engagements.planning.vocabulary import PlanningEvent
from engage.engagements.queries import company_side_of, find_engagement, participants_of, plan_of
from engage.engagements.records import CompanyDetail, ParticipantDetail
from engage.engagements.service import add_company_participant, add_participant, plan_engagement
from engage.projects.queries import members_of as team_of
from engage.stakeholders.directory import directory_of


class OnlyForSome(ValueError):
    """A template is read by the whole team: none is kept of an engagement that is only for those named."""


class NotInTheTeam(ValueError):
    """Somebody named is not in the project."""


class UnknownOriginal(LookupError):
    """There is no such engagement to copy."""


def keep_template(session: Session, *, actor: User, engagement: Engagement, name: str) -> EngagementTemplate:
    """Keeps the plan for others to start from, without people, place and day. Raises OnlyForSome."""
    if engagement.only_named:
        raise OnlyForSome
    row = EngagementTemplate(id=uuid4(), project_id=engagement.project_id, kept_on=today(), kept_by=actor.id)
    plan = asdict(kept_as_template(plan_of(session, engagement)))
    seal_json(session, row, "content", {"name": name.strip(), "plan": plan})
    session.add(row)
    session.flush()
    record(session, PlanningEvent.TEMPLATE_KEPT, actor=actor.id, project=row.project_id, subject=row.id)
    return row


def drop_template(session: Session, *, actor: User, template: EngagementTemplate) -> None:
    """Takes a template away; engagements that began with it stay as they are."""
    session.delete(template)
    session.flush()
    record(session, PlanningEvent.TEMPLATE_DROPPED, actor=actor.id, project=template.project_id, subject=template.id)


def copy_engagement(
    session: Session,
    *,
    actor: User,
    original: Engagement,
    title: str,
    planned_on: date,
    people: bool,
    company: bool,
    up_to_tier: int,
) -> Copied:
    """Plans another like it; `people` and `company`: also with those who were on the list.

    Never with their answers, invitations, assessments or consent. Whoever is restricted, gone, or above the tier of
    whoever copies is left out. Raises UnknownOriginal.
    """
    found = find_engagement(session, original.project_id, original.id)
    if found is None:
        raise UnknownOriginal
    made = plan_engagement(
        session,
        actor=actor,
        project_id=found.project_id,
        title=title,
        planned_on=planned_on,
        plan=copied(found.plan),
        decision_ids=found.decision_ids,
    )
    if found.only_named:
        open_to_named(session, actor=actor, engagement=made, user_ids=members_of(session, found.id))
    if company:
        for member in company_side_of(session, found.id):
            said = member.detail
            detail = CompanyDetail(said.name, said.function, list(said.knowledge), said.authority)
            add_company_participant(session, actor=actor, engagement=made, detail=detail)
    result = Copied(made.id, 0, 0, 0)
    if people:
        result = _same_people(session, actor, found.id, made, up_to_tier)
    _record(session, PlanningEvent.COPIED, actor, made)
    return result


def add_company_members(
    session: Session, *, actor: User, engagement: Engagement, details: Iterable[CompanyDetail]
) -> int:
    """Adds several who sit there for the company; how many. Raises EngagementOver."""
    count = 0
    for detail in details:
        add_company_participant(session, actor=actor, engagement=engagement, detail=detail)
        count += 1
    return count


def open_to_named(session: Session, *, actor: User, engagement: Engagement, user_ids: Collection[UUID]) -> None:
    """From now on it exists for these only, and for whoever says so. Raises NotInTheTeam."""
    wanted = {actor.id, *user_ids}
    team = {each.user_id for each in team_of(session, engagement.project_id)}
    if not wanted <= team:
        raise NotInTheTeam
    before = members_of(session, engagement.id)
    gone = (EngagementMember.engagement_id == engagement.id, EngagementMember.user_id.in_(before - wanted))
    session.execute(delete(EngagementMember).where(*gone))
    for each in wanted - before:
        session.add(EngagementMember(id=uuid4(), engagement_id=engagement.id, user_id=each))
    if engagement.only_named and before == wanted:
        return
    engagement.only_named = True
    _settle(session, actor, engagement)
    _record(session, PlanningEvent.NARROWED, actor, engagement, members=len(wanted))


def open_to_all(session: Session, *, actor: User, engagement: Engagement) -> None:
    """From now on it exists for the whole team."""
    if not engagement.only_named:
        return
    session.execute(delete(EngagementMember).where(EngagementMember.engagement_id == engagement.id))
    engagement.only_named = False
    _settle(session, actor, engagement)
    _record(session, PlanningEvent.WIDENED, actor, engagement)


def _same_people(session: Session, actor: User, original_id: UUID, made: Engagement, up_to_tier: int) -> Copied:
    directory = directory_of(session, made.project_id)
    reasons = {each.stakeholder_id: each.detail.selected_because for each in participants_of(session, original_id)}
    known = {who: person for who in reasons if (person := directory.find(who, up_to_tier)) is not None}
    there = [who for who, person in known.items() if person.is_there]
    for who in there:
        detail = ParticipantDetail(selected_because=reasons[who])
        add_participant(session, actor=actor, engagement=made, stakeholder_id=who, detail=detail)
    restricted = sum(person.restricted for person in known.values())
    return Copied(made.id, len(there), restricted, len(reasons) - len(there) - restricted)


def _settle(session: Session, actor: User, engagement: Engagement) -> None:
    """What was asked of people tells everybody for what, or only that something was asked."""
    session.flush()
    keep(session, actor=actor, engagement=engagement)


def _record(session: Session, kind: EventKind, actor: User, engagement: Engagement, **facts: int) -> None:
    session.flush()
    record(session, kind, actor=actor.id, project=engagement.project_id, subject=engagement.id, **facts)
