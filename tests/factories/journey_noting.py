"""What the walk finds of notes not saved yet, of files and of counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import Role
from engage.actions.service import owe
from engage.actions.vocabulary import ActionKind
from engage.db.clock import today
from engage.engagements.counting.records import Count
from engage.engagements.counting.service import name_nobody, write_counts
from engage.engagements.files.service import bring
from engage.engagements.models import Engagement
from engage.engagements.noting.records import Save
from engage.engagements.noting.service import keep_draft
from engage.engagements.queries import participants_of
from engage.engagements.records import Plan
from engage.engagements.service import plan_engagement
from engage.stakeholders.models import Stakeholder
from tests.factories.team import Team


def drafted(session: Session, actor: User, engagement: Engagement, text: str) -> UUID:
    """A draft of notes, typed by `actor` and not saved; gives its id."""
    save = Save(draft_id=uuid4(), hand=uuid4(), seen=0, counter=1, based_on=0, text=text)
    draft = keep_draft(session, actor=actor, engagement=engagement, save=save)
    assert draft is not None
    return draft.id


def noted_around(
    session: Session, team: Team, person: Stakeholder, held: Engagement, say: Callable[[str], str]
) -> dict[str, UUID | int | str]:
    """The ids of what was made."""
    counted = plan_engagement(
        session,
        actor=team.lead,
        project_id=team.project.id,
        title=say("counted.title"),
        planned_on=today() + timedelta(days=20),
        plan=Plan(purpose=say("counted.purpose")),
        decision_ids=[],
    )
    name_nobody(session, actor=team.lead, engagement=counted, counts_only=True)
    write_counts(session, actor=team.lead, engagement=counted, counts=[Count("", "ar", 12)])
    owe(
        session,
        actor=team.lead,
        project_id=team.project.id,
        subject_id=held.id,
        key_id=held.id,
        kind=ActionKind.PROMISE,
        text=say("promise.text"),
        owner_id=team.lead.id,
        due_on=today() + timedelta(days=9),
        stakeholder_id=person.id,
    )
    return {}


def _of(session: Session, held: Engagement) -> UUID:
    """Someone who takes part."""
    return participants_of(session, held.id)[0].stakeholder_id


def own_drafts(
    session: Session, team: Team, held: Engagement, say: Callable[[str], str], own: dict[Role, dict[str, UUID]]
) -> None:
    """A draft of each who may write notes, and a file to destroy, among what is theirs alone."""
    for role in (Role.LEAD, Role.ENGAGER):
        own[role]["file_id"] = bring(
            session,
            actor=team.users[role],
            engagement=held,
            data=say("file.content").encode(),
            about=say("file.about"),
            stakeholder_id=None if role is Role.LEAD else _of(session, held),
        ).id
        own[role]["draft_id"] = drafted(session, team.users[role], held, say(f"draft.{role.value}"))
