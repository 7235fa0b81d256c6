"""From plan to close, through the door, and what is refused on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.engagements.closing.loose import still_open
from engage.engagements.models import Engagement, EngagementDecision, Participant
from engage.engagements.queries import company_side_of, find_engagement, latest_notes, participants_of
from engage.projects.approvals.service import agree
from tests.factories.decisions import make_decision
from tests.factories.engagements import NOISE, hold, make_engagement, make_noise, make_person, seat
from tests.factories.safety import assessment, requested
from tests.factories.team import make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

WORDS = "The fishers fear for their licences."


def typed(**changes: Any) -> dict[str, Any]:
    """The plan as filled in."""
    return {
        "title": "Meeting at the harbour",
        "purpose": "To hear the fishers",
        "format": "roundtable",
        "mode": "direct",
        "initiative": "company",
        "planned_on": (today() + timedelta(days=7)).isoformat(),
        "languages": ["ar", "fr"],
        "issues": ["privacy"],
        **changes,
    }


def test_the_whole_journey(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    make_noise(session)
    decision, person = make_decision(session, team), make_person(session, team)
    sign_in(client, session, team.lead)

    planned = post(client, project_url(team, "engagements/plan"), typed(decisions=[str(decision.id)]))
    assert planned.status_code == 302
    story = planned.location
    page = client.get(story).get_data(as_text=True)
    assert "Which pictures are kept" in page
    assert "Nobody is on the list yet" in page

    listed = post(
        client, f"{story}people", {"people": [str(person.id)], "selected_because": "Fishes there", "add": "yes"}
    )
    assert listed.status_code == 302
    row = session.scalars(select(Participant).join(Engagement).where(Engagement.project_id == team.project.id)).one()
    assert "Safety first" in client.get(story).get_data(as_text=True)

    part = f"{story}people/{row.id}"
    answer = {"answer": "accepted", "attended": "unknown", "attribution": "pseudonym", "may_record": "no"}
    engagement = session.get_one(Engagement, row.engagement_id)
    said = {name: value for name, value in vars(assessment()).items() if value}
    assert post(client, f"{part}/safety", said).status_code == 302
    why = {"reason": "They asked for it."}
    assert post(client, f"{part}/safety/ask", why, form=f"{part}/safety").status_code == 302
    agree(session, actor=team.guardian, approval=requested(session, team, engagement, person))
    session.commit()
    assert post(client, part, answer).status_code == 302

    company = {"name": "Ines Muster", "function": "Head of product", "knowledge": ["product"], "authority": "decides"}
    assert post(client, f"{story}company", {**company, "attended": "unknown"}).status_code == 302
    member = company_side_of(session, row.engagement_id)[0]

    held = {"held_on": today().isoformat(), f"of_{row.id.hex}": "unknown", f"of_{member.id.hex}": "present"}
    assert post(client, f"{story}hold", held).status_code == 302
    assert "Of one person it is not known whether they were there" in client.get(story).get_data(as_text=True)
    assert post(client, f"{story}close", form=f"{story}hold").location.endswith("/hold")
    assert post(client, f"{story}hold", {f"of_{row.id.hex}": "present"}).status_code == 302

    assert post(client, f"{story}notes", {"text": WORDS, "based_on": "0"}).status_code == 302
    shared = {"shared_on": today().isoformat()}
    assert post(client, f"{story}shared", shared).status_code == 302
    assert post(client, f"{story}close", {}).status_code == 422
    left = still_open(session, team.project.id, row.engagement_id)
    reasons = {kind.value: "It is seen to elsewhere" for kind in left}
    assert post(client, f"{story}close", reasons).status_code == 302

    record = find_engagement(session, team.project.id, row.engagement_id)
    assert record is not None
    assert (record.stage, record.held_on, record.closed_on) == ("closed", today(), today())
    assert record.decision_ids == [decision.id]
    assert record.plan.invited_on == record.plan.notes_shared_on == today().isoformat()
    assert participants_of(session, record.id)[0].detail.attended is True
    assert company_side_of(session, record.id)[0].detail.attended is True
    assert latest_notes(session, record.id) == (1, WORDS)
    assert client.get(f"{story}change").status_code == 404
    page = client.get(project_url(team, "engagements/")).get_data(as_text=True)
    assert "Meeting at the harbour" in page
    assert NOISE not in page


def test_another_way_than_the_direct_one_needs_its_reason(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    sign_in(client, session, team.lead)
    refused = post(client, project_url(team, "engagements/plan"), typed(mode="proxy", agenda="Typed with care"))
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "Say why rights holders are not met directly" in page
    assert "Typed with care" in page
    assert session.scalar(select(func.count()).select_from(Engagement)) == 0
    assert session.scalar(select(func.count()).select_from(EngagementDecision)) == 0
    reason = typed(mode="proxy", not_direct_because="They asked not to be seen with us")
    assert post(client, project_url(team, "engagements/plan"), reason).status_code == 302


def test_a_plan_starts_from_what_the_decision_says(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    decision = make_decision(session, team)
    sign_in(client, session, team.lead)
    page = client.get(project_url(team, f"engagements/plan?decision={decision.id}")).get_data(as_text=True)
    assert "Which pictures are kept" in page
    assert f'value="{decision.id}" checked' in page


def test_a_day_to_come_leaves_nothing_half_written(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    engagement = make_engagement(session, team)
    row = seat(session, team, engagement, make_person(session, team))
    sign_in(client, session, team.lead)
    tomorrow = (today() + timedelta(days=1)).isoformat()
    path = project_url(team, f"engagements/{engagement.id}/hold")
    refused = post(client, path, {"held_on": tomorrow, f"of_{row.id.hex}": "present"})
    assert refused.status_code == 422
    assert participants_of(session, engagement.id)[0].detail.attended is None
    session.refresh(engagement)
    assert engagement.stage == "planned"


def test_who_was_on_the_list_of_what_was_held_stays(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    engagement = make_engagement(session, team)
    row = seat(session, team, engagement, make_person(session, team))
    hold(session, team, engagement)
    sign_in(client, session, team.lead)
    story = project_url(team, f"engagements/{engagement.id}/")
    post(client, f"{story}people/{row.id}/remove", form=f"{story}hold")
    assert len(participants_of(session, engagement.id)) == 1


def test_a_cancelled_engagement_keeps_its_reason_and_has_no_doors(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    engagement = make_engagement(session, team)
    sign_in(client, session, team.lead)
    story = project_url(team, f"engagements/{engagement.id}/")
    assert post(client, f"{story}cancel", {"reason": "A strike was called"}).status_code == 302
    assert "A strike was called" in client.get(story).get_data(as_text=True)
    for door in ("change", "people", "company", "hold", "cancel"):
        assert client.get(story + door).status_code == 404


def test_another_project_has_no_such_engagement(client: InspectedClient, session: Session) -> None:
    team, noise = make_team(session), make_noise(session)
    sign_in(client, session, team.lead)
    for door in ("", "change", "people", "notes", "hold"):
        assert client.get(project_url(team, f"engagements/{noise.id}/{door}")).status_code == 404


def test_an_engager_finds_people_by_pseudonym_and_keeps_who_is_ticked(
    client: InspectedClient, session: Session
) -> None:
    team = make_team(session)
    engagement = make_engagement(session, team)
    ticked, other = make_person(session, team), make_person(session, team)
    sign_in(client, session, team.engager)
    path = project_url(team, f"engagements/{engagement.id}/people")
    look = {"look": "1", "find": other.pseudonym, "people": [str(ticked.id)], "selected_because": "Typed with care"}
    page = post(client, path, look).get_data(as_text=True)
    assert f'value="{ticked.id}" checked' in page
    assert f'value="{other.id}"' in page
    assert "Typed with care" in page
