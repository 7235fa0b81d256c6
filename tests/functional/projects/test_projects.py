"""Projects: what is not mine does not exist, and the team is whole."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests.factories.team import make_team, other_project, post, project_url, sign_in
from tests.inspection import InspectedClient


def test_another_project_does_not_exist(client: InspectedClient, session: Session) -> None:
    team, other = make_team(session), other_project(session)
    sign_in(client, session, team.lead)
    hidden = client.get(f"/projects/{other}/")
    nowhere = client.get("/projects/00000000-0000-4000-8000-00000000dead/")
    assert hidden.status_code == nowhere.status_code == 404
    assert hidden.data == nowhere.data
    assert "Somewhere else" not in client.get("/?all=1").get_data(as_text=True)


def test_an_administrator_sees_no_content(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    sign_in(client, session, team.administrator)
    assert client.get(project_url(team)).status_code == 404
    assert client.get("/accounts/").status_code == 200


def test_a_lead_gives_and_takes_a_role(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    sign_in(client, session, team.lead)
    members = project_url(team, "members")
    taken = post(client, f"{members}/{team.analyst.id}/remove", form=members)
    assert taken.status_code == 302
    given = post(client, members, {"user": str(team.analyst.id), "role": "translator"})
    assert given.status_code == 302
    assert "Translator" in client.get(members).get_data(as_text=True)


def test_the_last_lead_stays(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    sign_in(client, session, team.lead)
    members = project_url(team, "members")
    post(client, f"{members}/{team.lead.id}/remove", form=members)
    assert client.get(members).status_code == 200


def test_the_log_tells_who_gave_which_role(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    sign_in(client, session, team.guardian)
    page = client.get(project_url(team, "log")).get_data(as_text=True)
    assert "Gave someone a role in the project" in page
    assert "Lead Person" in page
