"""People are asked how they are; reprisals stop what goes out, and who it was is told to those who need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.engagements.aftercare.queries import care_in, due_by
from engage.engagements.models import Engagement, Participant
from engage.engagements.planning.service import open_to_named
from engage.engagements.reprisals import service
from engage.engagements.reprisals.models import ReprisalReport
from engage.engagements.reprisals.queries import halted, open_reports, report_record
from engage.jobs.models import Job
from engage.stakeholders.models import Stakeholder
from engage.summaries import service as summaries
from engage.summaries.models import Summary
from tests.databases.grounds import Ground
from tests.factories.engagements import SAFE, hold, make_engagement, make_person, seat
from tests.factories.safety import reported
from tests.factories.summaries import agree, work_off, written
from tests.factories.team import Team, make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

HAPPENED = "The police asked for them at the boats."


@dataclass
class Talk:
    """An engagement with somebody of each tier in it."""

    team: Team
    engagement: Engagement
    people: dict[int, Stakeholder]
    places: dict[int, Participant]


def held(session: Session, *, days_ago: int = 10) -> Talk:
    """Held, and everybody was there."""
    team = make_team(session)
    engagement = make_engagement(session, team, planned_on=today() - timedelta(days=days_ago))
    people = {tier: make_person(session, team, tier=tier) for tier in (1, 2, 3)}
    places = {
        tier: seat(session, team, engagement, person, answer="accepted", attended=True, **SAFE)
        for tier, person in people.items()
    }
    hold(session, team, engagement, days_ago=days_ago)
    session.commit()
    return Talk(team, engagement, people, places)


def test_who_is_at_risk_is_asked_some_days_after(client: InspectedClient, session: Session) -> None:
    talk = held(session, days_ago=5)
    ids = [person.id for person in talk.people.values()]
    care = care_in(session, talk.team.project.id, talk.engagement.id, ids)
    held_on = talk.engagement.held_on
    assert held_on is not None
    wanted = {talk.people[2].id: held_on + timedelta(days=7), talk.people[3].id: held_on + timedelta(days=3)}
    assert {who: each.due_on for who, each in care.items()} == wanted
    due = due_by(session, talk.team.project.id, today(), up_to_tier=3)
    assert [each.stakeholder_id for each in due] == [talk.people[3].id]
    assert due_by(session, talk.team.project.id, today() + timedelta(days=9), up_to_tier=2)[0].stakeholder_id == (
        talk.people[2].id
    )
    sign_in(client, session, talk.team.engager)
    assert "Ask how they are" in client.get(project_url(talk.team)).get_data(as_text=True)
    page = project_url(talk.team, f"engagements/{talk.engagement.id}/people/{talk.places[3].id}/after")
    day = {"on": today().isoformat()}
    assert post(client, page, {**day, "how": "not_reached"}).status_code == 302
    session.expire_all()
    again = care_in(session, talk.team.project.id, talk.engagement.id, ids)[talk.people[3].id]
    assert again.waiting
    assert again.due_on > today()
    assert post(client, page, {**day, "how": "well", "words": "Glad to be asked"}).status_code == 302
    assert "Glad to be asked" in client.get(page).get_data(as_text=True)
    assert "Ask how they are" not in client.get(project_url(talk.team)).get_data(as_text=True)


def test_felt_reprisals_open_a_report_that_lead_and_guardian_see_first(
    client: InspectedClient, session: Session
) -> None:
    talk = held(session)
    sign_in(client, session, talk.team.engager)
    page = project_url(talk.team, f"engagements/{talk.engagement.id}/people/{talk.places[3].id}/after")
    said = {"on": today().isoformat(), "how": "reprisal"}
    assert post(client, page, said).status_code == 422, "a report says what happened"
    assert not halted(session, talk.engagement.id)
    opened = post(client, page, {**said, "words": HAPPENED})
    assert opened.status_code == 302
    assert HAPPENED in client.get(opened.location).get_data(as_text=True)
    assert post(client, f"{opened.location}/close", {"reason": "…"}, form=opened.location).status_code == 404
    for user in (talk.team.lead, talk.team.guardian):
        sign_in(client, session, user)
        assert "Reports of reprisals" in client.get(project_url(talk.team)).get_data(as_text=True)
    story = project_url(talk.team, f"engagements/{talk.engagement.id}/")
    sign_in(client, session, talk.team.analyst)
    assert client.get(opened.location).status_code == 404
    seen = client.get(story).get_data(as_text=True)
    assert "A report of reprisals is open" in seen
    assert talk.people[3].pseudonym not in seen
    sign_in(client, session, talk.team.guardian)
    assert post(client, f"{opened.location}/act", {"words": " "}, form=opened.location).status_code == 422
    assert post(client, f"{opened.location}/act", {"words": "Called"}, form=opened.location).status_code == 302
    closing = {"reason": "They are safe."}
    assert post(client, f"{opened.location}/close", closing, form=opened.location).status_code == 302
    session.expire_all()
    assert not halted(session, talk.engagement.id)
    row = session.scalars(select(ReprisalReport)).one()
    found = report_record(session, row)
    assert found is not None
    assert (found.state, found.closed_because, [step.words for step in found.steps]) == (
        "closed",
        "They are safe.",
        ["Called"],
    )
    with pytest.raises(service.ReportClosed):
        service.act(session, actor=talk.team.lead, report=row, words="More")


def test_a_report_from_a_hidden_engagement_is_there_for_those_who_close_it_and_no_other(
    client: InspectedClient, session: Session
) -> None:
    talk = held(session)
    row = reported(session, talk.team, talk.engagement, talk.people[3], happened=HAPPENED)
    page = project_url(talk.team, f"engagements/reprisals/{row.id}")
    person = project_url(talk.team, f"stakeholders/{talk.people[3].id}")
    sign_in(client, session, talk.team.engager)
    assert client.get(page).status_code == 200
    assert str(row.id) in client.get(person).get_data(as_text=True)
    open_to_named(session, actor=talk.team.lead, engagement=talk.engagement, user_ids=())
    session.commit()
    assert client.get(page).status_code == 404
    assert str(row.id) not in client.get(person, follow_redirects=True).get_data(as_text=True)
    sign_in(client, session, talk.team.guardian)
    assert HAPPENED in client.get(page).get_data(as_text=True)


def test_two_reports_halt_until_both_are_closed_and_only_their_engagement(session: Session) -> None:
    talk = held(session)
    other = make_engagement(session, talk.team, "Elsewhere")
    first, second = (reported(session, talk.team, talk.engagement, talk.people[tier]) for tier in (2, 3))
    assert [len(open_reports(session, talk.team.project.id, up_to_tier=tier)) for tier in (1, 2, 3)] == [0, 1, 2]
    service.close(session, actor=talk.team.lead, report=first, reason="Settled")
    assert halted(session, talk.engagement.id)
    assert not halted(session, other.id)
    service.close(session, actor=talk.team.guardian, report=second, reason="Settled")
    assert not halted(session, talk.engagement.id)


def test_nothing_is_published_or_handed_out_meanwhile(session: Session, ground: Ground) -> None:
    told = written(session)
    agree(session, told)
    summary: Summary = told.summary
    report = reported(session, told.team, told.where, told.person)
    holder: UUID = told.person.id
    receipt = {"summary": summary, "holder_id": holder, "language": "en", "through": "in_person"}
    with pytest.raises(summaries.Halted):
        summaries.publish(session, actor=told.team.lead, summary=summary)
    with pytest.raises(summaries.Halted):
        summaries.issue_receipt(session, actor=told.team.lead, **receipt)
    service.close(session, actor=told.team.lead, report=report, reason="Settled")
    summaries.publish(session, actor=told.team.lead, summary=summary)
    session.commit()
    again = reported(session, told.team, told.where, told.person)
    session.commit()
    work_off(session, ground)
    waiting = session.scalars(select(Job).where(Job.kind == "summaries.publish", Job.state == "queued")).all()
    assert len(waiting) == 1, "what was on its way waits, and is not lost"
    assert again.state == "open"
