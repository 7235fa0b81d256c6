"""People of a registry, with others around them who must not turn up where they do not belong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import ContactDetail, Profile, Safety
from engage.stakeholders.service import add_stakeholder
from tests.factories.team import Team, make_team

NAMES = {1: "Orla Brightwater", 2: "Salma Haddad", 3: "Émile Zogbé"}
SAFE_MAIL, UNSAFE_PHONE = "salma@example.org", "+33199001234"


def add_person(session: Session, team: Team, **given: Any) -> Stakeholder:
    """Someone in the registry of a team; `given` replaces what is usual."""
    usual = {
        "actor": team.users[Role.LEAD],
        "project_id": team.project.id,
        "kind": "person",
        "tier": 2,
        "name": "Somebody Usual",
        "profile": Profile(roles=["rights_holder"], countries=["FR"], groups=["women"], level="local"),
        "safety": Safety(),
    }
    return add_stakeholder(session, **{**usual, **given})


@dataclass
class Registry:
    """One person of each tier; the second has a safe and an unsafe contact. Noise: a project with a namesake."""

    team: Team
    ordinary: Stakeholder
    guarded: Stakeholder
    highest: Stakeholder


def make_registry(session: Session) -> Registry:
    """A team with its registry, committed."""
    team, elsewhere = make_team(session), make_team(session, "Somewhere else")
    contacts = [
        ContactDetail("email", SAFE_MAIL, True),
        ContactDetail("phone", UNSAFE_PHONE, False),
    ]
    add_person(session, elsewhere, name=NAMES[2], contacts=contacts)
    registry = Registry(
        team,
        add_person(
            session,
            team,
            tier=1,
            name=NAMES[1],
            kind="organisation",
            profile=Profile(roles=["intermediary"], intermediary_kind="trade_union", countries=["GB"]),
        ),
        add_person(
            session,
            team,
            name=NAMES[2],
            contacts=contacts,
            safety=Safety(safe_channels=["email"], what_not_to_do="Never ring before noon."),
        ),
        add_person(session, team, tier=3, name=NAMES[3]),
    )
    session.commit()
    return registry
