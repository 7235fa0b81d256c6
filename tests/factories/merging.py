"""Somebody entered twice, and brought together; two who only look alike."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from engage.stakeholders.merging.models import StakeholderMerge
from engage.stakeholders.merging.service import merge, tell_apart
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import Profile, Safety
from engage.stakeholders.service import add_stakeholder
from tests.factories.team import Team


def merged_pair(session: Session, team: Team, say: Callable[[str], str]) -> StakeholderMerge:
    """Two records made one; `say` gives the words of a field."""
    twice = [
        add_stakeholder(
            session,
            actor=team.lead,
            project_id=team.project.id,
            kind="person",
            tier=1,
            name=say(f"{which}.name"),
            profile=Profile(how_we_met=say(f"{which}.how_we_met")),
            safety=Safety(what_not_to_do=say(f"{which}.what_not_to_do")),
        )
        for which in ("kept", "gone")
    ]
    return merge(
        session,
        actor=team.lead,
        project_id=team.project.id,
        kept_id=twice[0].id,
        gone_id=twice[1].id,
        chosen={},
        looks_up_to=3,
    )


def told_apart(session: Session, team: Team, one: Stakeholder, other: Stakeholder, say: Callable[[str], str]) -> None:
    """Somebody said that these are two different people."""
    tell_apart(
        session,
        actor=team.lead,
        project_id=team.project.id,
        one_id=one.id,
        other_id=other.id,
        reason=say("apart.reason"),
        looks_up_to=3,
    )
