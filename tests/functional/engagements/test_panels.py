"""What engagements show elsewhere."""

from __future__ import annotations

from datetime import timedelta

from flask import g
from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.decisions.queries import find_decision
from engage.engagements.panels import first_step, informing, taking_part, waiting
from engage.projects.queries import membership
from engage.stakeholders.queries import find_stakeholder
from tests.factories.decisions import make_decision
from tests.factories.engagements import NOISE, hold, make_engagement, make_noise, make_person, seat
from tests.factories.team import make_team
from tests.inspection import InspectedClient, inspect_fragment


def test_each_page_gets_what_concerns_it(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    make_noise(session)
    decision, person = make_decision(session, team), make_person(session, team)
    project = membership(session, team.lead.id, team.project.id)
    session.commit()
    with client.application.test_request_context():
        assert "Plan an engagement" in first_step(project)
        assert waiting(project) == ""

    near = make_engagement(session, team, "Quite near", decisions=[decision.id])
    seat(session, team, near, person)
    make_engagement(session, team, "Far away", planned_on=today() + timedelta(days=15))
    make_engagement(session, team, "Never held", planned_on=today() - timedelta(days=1))
    hold(session, team, make_engagement(session, team, "Not closed"))
    past = (today() - timedelta(days=1)).isoformat()
    owed = hold(session, team, make_engagement(session, team, "Promised", notes_promised_by=past))
    session.commit()
    found = find_decision(session, team.project.id, decision.id)
    them = find_stakeholder(session, team.project.id, person.id, up_to_tier=3)
    session.commit()
    with client.application.test_request_context():
        g.project = project
        drawn = waiting(project)
        inspect_fragment(drawn)
        assert first_step(project) == ""
        for title in ("Quite near", "Never held", "Not closed", "Promised"):
            assert title in drawn
        assert drawn.index("Promised") < drawn.index("Never held") < drawn.index("Not closed")
        for title in ("Far away", NOISE):
            assert title not in drawn
        for panel in (informing(found), taking_part(them)):
            inspect_fragment(panel)
            assert "Quite near" in panel
            assert owed.id.hex not in panel
            assert "Not closed" not in panel
