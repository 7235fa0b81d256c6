"""Notes: for few eyes, each look on record, and nothing anyone wrote is lost."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.audit.models import AuditEvent
from engage.engagements import service
from engage.engagements.models import Engagement
from engage.engagements.queries import latest_notes, note_versions
from tests.factories.engagements import hold, make_engagement
from tests.factories.team import Team, make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

FIRST, THEIRS, MINE = "The first evening.", "Somebody was quicker.", "I wrote this meanwhile."
TITLE = "Meeting with the widows of the third pier"


def looks(session: Session, team: Team) -> int:
    """How many looks at notes are on record."""
    read = (AuditEvent.code == "engagement.notes_read", AuditEvent.project_id == team.project.id)
    return session.scalar(select(func.count()).select_from(AuditEvent).where(*read)) or 0


def noted(session: Session) -> tuple[Team, Engagement, str]:
    """A held engagement with one version of notes, and the address of its notes."""
    team = make_team(session)
    engagement = hold(session, team, make_engagement(session, team, TITLE))
    service.write_notes(session, actor=team.engager, engagement=engagement, text=FIRST, based_on=0)
    return team, engagement, project_url(team, f"engagements/{engagement.id}/notes")


def test_a_look_is_on_record_and_the_story_shows_nothing(client: InspectedClient, session: Session) -> None:
    team, _engagement, notes = noted(session)
    sign_in(client, session, team.lead)
    story = client.get(notes.removesuffix("notes")).get_data(as_text=True)
    assert FIRST not in story
    assert looks(session, team) == 0
    assert FIRST in client.get(notes).get_data(as_text=True)
    assert looks(session, team) == 1
    assert FIRST in client.get(f"{notes}/1").get_data(as_text=True)
    assert looks(session, team) == 2
    assert client.get(f"{notes}/2").status_code == 404


@pytest.mark.parametrize("role", ["analyst", "guardian", "counsel", "translator"])
def test_notes_do_not_exist_for_others(role: str, client: InspectedClient, session: Session) -> None:
    team, _engagement, notes = noted(session)
    sign_in(client, session, getattr(team, role))
    assert client.get(notes).status_code == 404
    assert client.get(f"{notes}/1").status_code == 404
    assert looks(session, team) == 0


def test_two_who_write_at_once_lose_nothing(client: InspectedClient, session: Session) -> None:
    team, engagement, notes = noted(session)
    sign_in(client, session, team.lead)
    client.get(notes)
    service.write_notes(session, actor=team.engager, engagement=engagement, text=THEIRS, based_on=1)

    refused = post(client, notes, {"text": MINE, "based_on": "1"}, form=notes)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert THEIRS in page
    assert MINE in page
    assert re.search(r'name="based_on"[^>]*value="2"', page)
    assert latest_notes(session, engagement.id) == (2, THEIRS)
    assert looks(session, team) == 3

    assert post(client, notes, {"text": f"{THEIRS}\n{MINE}", "based_on": "2"}).status_code == 302
    assert latest_notes(session, engagement.id) == (3, f"{THEIRS}\n{MINE}")
    assert [each.version for each in note_versions(session, engagement.id)] == [3, 2, 1]


def test_no_title_of_a_page_tells_whom_we_meet(client: InspectedClient, session: Session) -> None:
    team, _engagement, notes = noted(session)
    sign_in(client, session, team.lead)
    story = notes.removesuffix("notes")
    for path in (notes, f"{notes}/1", story, f"{story}hold", f"{story}change", project_url(team, "engagements/")):
        page = client.get(path).get_data(as_text=True)
        title = re.search(r"<title>(.*?)</title>", page, re.S)
        assert title is not None
        assert "widows" not in title.group(1)
    assert "widows" in client.get(story).get_data(as_text=True)
