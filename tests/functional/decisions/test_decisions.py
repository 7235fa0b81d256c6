"""The register of decisions, through the door."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engage.accounts.models import WebSession
from engage.db.clock import today, utcnow
from engage.decisions.models import Decision
from engage.decisions.panels import due
from engage.decisions.queries import decisions_page, find_decision
from engage.projects.queries import membership
from tests.factories.decisions import NOISE, make_decision, make_noise
from tests.factories.team import csrf, make_team, post, project_url, sign_in
from tests.inspection import InspectedClient


def typed(**changes: Any) -> dict[str, Any]:
    """The form as filled in."""
    due_on = today() + timedelta(days=40)
    return {
        "title": "Face recognition at the harbour",
        "juncture": "product_design",
        "decides": "Head of product",
        "due_on": due_on.isoformat(),
        "window_opens_on": today().isoformat(),
        "window_closes_on": (due_on - timedelta(days=10)).isoformat(),
        "options": "Keep no pictures\n\n  Keep them a week \n",
        "still_open": "How long pictures are kept",
        **changes,
    }


def test_a_decision_from_register_to_outcome(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    make_noise(session)
    sign_in(client, session, team.lead)
    registered = post(client, project_url(team, "decisions/new"), typed())
    assert registered.status_code == 302
    story = registered.location
    page = client.get(story).get_data(as_text=True)
    assert "<title>Decision</title>" in page
    assert "Keep them a week" in page

    changed = post(client, f"{story}change", typed(title="Face recognition, third pier"))
    assert changed.status_code == 302
    assert "third pier" in client.get(project_url(team, "decisions/")).get_data(as_text=True)
    assert NOISE not in client.get(project_url(team, "decisions/")).get_data(as_text=True)

    made = post(
        client,
        f"{story}made",
        {"made_on": today().isoformat(), "outcome": "No faces are read", "reasons": "The fishers were heard"},
    )
    assert made.status_code == 302
    kept = session.scalars(select(Decision).where(Decision.project_id == team.project.id)).one()
    record = find_decision(session, team.project.id, kept.id)
    assert record is not None
    assert (record.state, record.detail.outcome, record.detail.options[1]) == (
        "made",
        "No faces are read",
        "Keep them a week",
    )
    assert client.get(f"{story}change").status_code == 404
    assert "third pier" in client.get(project_url(team, "decisions/?over=1")).get_data(as_text=True)


def test_a_window_that_closes_too_late_is_refused_with_the_remedy(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    sign_in(client, session, team.lead)
    late = (today() + timedelta(days=41)).isoformat()
    refused = post(client, project_url(team, "decisions/new"), typed(window_closes_on=late, options="Typed with care"))
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "The window must close on or before the day the decision is due" in page
    assert "Typed with care" in page
    assert late in page
    assert session.scalar(select(Decision.id).where(Decision.project_id == team.project.id)) is None


def test_an_outcome_of_tomorrow_is_refused(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    decision = make_decision(session, team)
    sign_in(client, session, team.lead)
    path = project_url(team, f"decisions/{decision.id}/made")
    tomorrow = (today() + timedelta(days=1)).isoformat()
    refused = post(client, path, {"made_on": tomorrow, "outcome": "Yes", "reasons": "Because"})
    assert refused.status_code == 422
    session.refresh(decision)
    assert decision.state == "open"


def test_what_was_typed_slowly_is_not_lost(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    sign_in(client, session, team.lead)
    path = project_url(team, "decisions/new")
    token = csrf(client, path)
    session.execute(update(WebSession).values(seen_at=utcnow() - timedelta(minutes=20)))
    refused = client.post(path, data={**typed(title="", options="Typed with care"), "csrf_token": token})
    assert refused.status_code == 422
    assert "Typed with care" in refused.get_data(as_text=True)


def test_another_project_has_no_such_decision(client: InspectedClient, session: Session) -> None:
    team, elsewhere = make_team(session), make_noise(session)
    theirs = session.scalars(select(Decision.id).where(Decision.project_id == elsewhere.project.id)).one()
    sign_in(client, session, team.lead)
    assert client.get(project_url(team, f"decisions/{theirs}/")).status_code == 404
    assert client.get(project_url(team, f"decisions/{theirs}/change")).status_code == 404


def test_an_analyst_reads_and_changes_nothing(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    decision = make_decision(session, team)
    sign_in(client, session, team.analyst)
    assert client.get(project_url(team, f"decisions/{decision.id}/")).status_code == 200
    assert client.get(project_url(team, f"decisions/{decision.id}/change")).status_code == 404
    assert client.get(project_url(team, "decisions/new")).status_code == 404


def test_pages_of_the_register_neither_skip_nor_repeat(session: Session) -> None:
    team = make_team(session)
    day = today() + timedelta(days=9)
    for number in range(7):
        make_decision(session, team, f"Decision {number}", due_on=day if number < 5 else day + timedelta(days=number))
    seen, after = [], None
    while True:
        shown, after = decisions_page(session, team.project.id, open_ones=True, after=after, limit=2)
        seen += [each.title for each in shown]
        if after is None:
            break
    assert len(seen) == 7
    assert len(set(seen)) == 7


def test_today_shows_what_is_overdue_and_what_is_near(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    make_noise(session)
    make_decision(session, team, "Long past", due_on=today() - timedelta(days=4))
    make_decision(session, team, "Quite near", due_on=today() + timedelta(days=30))
    make_decision(session, team, "Far away", due_on=today() + timedelta(days=31))
    session.commit()
    project = membership(session, team.lead.id, team.project.id)
    with client.application.test_request_context():
        drawn = due(project)
    assert "Long past" in drawn
    assert "Quite near" in drawn
    assert "Far away" not in drawn
    assert NOISE not in drawn
