"""What is typed and not saved is its writer's; nothing is written over, and what leads to people is pointed out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from engage.actions.queries import actions_of
from engage.audit.models import AuditEvent
from engage.crypto.sealed import unseal
from engage.db.clock import utcnow
from engage.engagements import service
from engage.engagements.models import Engagement
from engage.engagements.noting.models import NoteDraft
from engage.engagements.queries import latest_notes, participants_of
from engage.feedback.queries import feedback_of
from tests.factories.engagements import hold, make_engagement, make_person, seat
from tests.factories.journey_noting import drafted
from tests.factories.team import Team, csrf, make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

SECRET = "Nobody may know of the blue boat."


def held(session: Session) -> tuple[Team, Engagement, str]:
    """A held engagement with one participant, and the address of its notes."""
    team = make_team(session)
    engagement = make_engagement(session, team)
    seat(session, team, engagement, make_person(session, team, name="Salma Haddad"), attended=True)
    hold(session, team, engagement)
    return team, engagement, project_url(team, f"engagements/{engagement.id}/notes")


def send(client: InspectedClient, notes: str, **fields: Any) -> TestResponse:
    """Saves a draft as the script of the page does."""
    data = {"csrf_token": csrf(client, notes), "based_on": "0", **fields}
    return client.post(f"{notes}/draft", data=data, headers={"Accept": "application/json"})


def rows(session: Session, engagement: Engagement) -> list[str]:
    """All drafts of an engagement, opened."""
    found = session.scalars(select(NoteDraft).where(NoteDraft.engagement_id == engagement.id))
    return sorted(unseal(session, row, "body") or "" for row in found)


def events(session: Session, code: str) -> int:
    """How often something is in the log."""
    return session.scalar(select(func.count()).select_from(AuditEvent).where(AuditEvent.code == code)) or 0


def test_a_draft_is_its_writers_alone(client: InspectedClient, session: Session) -> None:
    team, engagement, notes = held(session)
    draft = drafted(session, team.engager, engagement, SECRET)
    sign_in(client, session, team.lead)
    assert SECRET not in client.get(notes).get_data(as_text=True)
    assert SECRET not in client.get(notes.removesuffix("notes")).get_data(as_text=True)
    data = {"csrf_token": csrf(client, notes)}
    assert client.post(f"{notes}/drafts/{draft}/discard", data=data).status_code == 404
    # Nor does a save under the id of somebody else's draft touch it.
    assert send(client, notes, draft=str(draft), hand=str(uuid4()), seen="1", text="Mine").json["apart"]
    assert rows(session, engagement) == ["Mine", SECRET]
    sign_in(client, session, team.engager)
    assert SECRET in client.get(notes).get_data(as_text=True)
    assert client.post(f"{notes}/drafts/{draft}/discard", data={"csrf_token": csrf(client, notes)}).status_code == 302
    assert rows(session, engagement) == ["Mine"]
    assert events(session, "noting.draft_discarded") == 1


def test_a_late_save_and_another_window_write_nothing_over(client: InspectedClient, session: Session) -> None:
    team, engagement, notes = held(session)
    sign_in(client, session, team.lead)
    draft, hand, other = (str(uuid4()) for _each in range(3))
    assert send(client, notes, draft=draft, hand=hand, seen="0", counter="2", text="newer").status_code == 200
    send(client, notes, draft=draft, hand=hand, seen="0", counter="1", text="late")
    assert rows(session, engagement) == ["newer"]
    # A window that was opened on the draft goes on with it; one that does not know of that has its own.
    send(client, notes, draft=draft, hand=other, seen="2", counter="3", text="newer still")
    assert rows(session, engagement) == ["newer still"]
    apart = send(client, notes, draft=draft, hand=hand, seen="2", counter="3", text="elsewhere").json
    assert apart["apart"]
    assert rows(session, engagement) == ["elsewhere", "newer still"]
    page = client.get(notes).get_data(as_text=True)
    assert "elsewhere" in page
    assert "newer still" in page

    saved = {"csrf_token": csrf(client, notes), "text": "whole", "based_on": "0", "draft": apart["draft"]}
    assert client.post(notes, data=saved).status_code == 302
    assert latest_notes(session, engagement.id) == (1, "whole")
    assert rows(session, engagement) == ["newer still"]


def test_without_a_session_a_script_is_told_so(client: InspectedClient, session: Session) -> None:
    _team, _engagement, notes = held(session)
    session.commit()
    answer = client.post(f"{notes}/draft", data={"text": SECRET}, headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json == {"signed_in": False}
    assert client.get(f"{notes}/pulse").status_code == 302


@pytest.mark.parametrize(("name", "told"), [("Salma", True), ("Yusuf Karam", True), ("Omar Example", False)])
def test_names_are_pointed_out_to_those_who_may_look_at_them(
    name: str, told: bool, client: InspectedClient, session: Session
) -> None:
    team, _engagement, notes = held(session)
    make_person(session, team, name="Yusuf Karam")
    make_person(session, team, tier=3, name="Omar Example")
    sign_in(client, session, team.engager)
    text = f"A calm talk.\nIt was {name} who said it."
    answer = send(client, notes, draft=str(uuid4()), hand=str(uuid4()), seen="0", text=text).json
    # An engager does not look at names of the highest tier: whether one is known here is told by nothing.
    assert answer["hints"] == (["Line 2 seems to hold somebody's name."] if told else [])
    assert events(session, "noting.names_pointed_out") == int(told)
    assert name not in " ".join(answer["hints"])


def test_every_name_that_is_tried_out_is_on_record(client: InspectedClient, session: Session) -> None:
    team, engagement, notes = held(session)
    make_person(session, team, name="Yusuf Karam")
    sign_in(client, session, team.engager)
    draft, hand = str(uuid4()), str(uuid4())
    tried = {"It was Salma.": 1, "It was Salma. Yes.": 1, "It was Yusuf Karam.": 2}
    for counter, (text, times) in enumerate(tried.items(), start=1):
        said = send(client, notes, draft=draft, hand=hand, seen="0", counter=str(counter), text=text).json
        assert said["hints"] == ["Line 1 seems to hold somebody's name."]
        assert events(session, "noting.names_pointed_out") == times
    # The form of the record for participants tells the same, and keeps nothing while it asks for a reason.
    writing = project_url(team, f"engagements/{engagement.id}/record/write")
    typed = {"language": "en", "about": "It was Yusuf Karam.", "based_on": "0"}
    assert "Line 1 seems to hold" in post(client, writing, typed).get_data(as_text=True)
    assert events(session, "noting.names_pointed_out") == 3


def test_addresses_and_numbers_are_pointed_out(client: InspectedClient, session: Session) -> None:
    team, _engagement, notes = held(session)
    sign_in(client, session, team.lead)
    text = "On 20 November 2026.\nCall +33 1 99 00 12 34.\nOr boat@example.org."
    answer = send(client, notes, draft=str(uuid4()), hand=str(uuid4()), seen="0", text=text).json
    assert answer["hints"] == ["Line 2 seems to hold a phone number.", "Line 3 seems to hold an e-mail address."]


def test_what_is_captured_keeps_the_notes_typed_so_far(client: InspectedClient, session: Session) -> None:
    """Without scripts the small forms are sent with the notes, which are a draft afterwards, refused or not."""
    team, engagement, notes = held(session)
    sign_in(client, session, team.lead)
    place = participants_of(session, engagement.id)[0]
    typed = {"csrf_token": csrf(client, notes), "text": SECRET, "based_on": "0", "draft": str(uuid4())}
    beside = project_url(team, f"feedback/beside/{engagement.id}")
    assert client.post(beside, data={**typed, "said-words": "", "said-language": "en"}).status_code == 422
    assert rows(session, engagement) == [SECRET]
    said = {"said-words": "Cover the benches.", "said-speaker": str(place.stakeholder_id), "said-kind": "proposal"}
    assert client.post(beside, data={**typed, **said, "said-language": "en"}).location == notes
    assert [item.words for item in feedback_of(session, engagement.id)] == ["Cover the benches."]

    owed = {"owe-kind": "request", "owe-text": "The plan of the towers", "owe-due_on": "2099-01-01"}
    owed |= {"owe-owner": str(team.lead.id), "owe-to_whom": ""}
    assert client.post(f"{notes}/owe", data={**typed, **owed}).status_code == 302
    assert [each.detail.text for each in actions_of(session, [engagement.id])] == ["The plan of the towers"]
    key = place.id.hex
    agreed = {f"consent-recorded_{key}": "no", f"consent-attributed_{key}": "role"}
    assert client.post(f"{notes}/consent", data={**typed, **agreed}).status_code == 302
    detail = participants_of(session, engagement.id)[0].detail
    assert (detail.may_record, detail.attribution) == (False, "role")
    assert SECRET in client.get(notes).get_data(as_text=True)


def test_what_lies_for_a_month_is_shown_to_its_writer(client: InspectedClient, session: Session) -> None:
    team, engagement, _notes = held(session)
    draft = session.get_one(NoteDraft, drafted(session, team.engager, engagement, SECRET))
    draft.touched_at = utcnow() - timedelta(days=31)
    for user, shown in ((team.engager, True), (team.lead, False)):
        sign_in(client, session, user)
        page = client.get(project_url(team)).get_data(as_text=True)
        assert ("Notes you have not saved" in page) is shown
        assert SECRET not in page


def test_in_counts_only_nobody_is_named(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    engagement = make_engagement(session, team)
    sign_in(client, session, team.lead)
    counts = project_url(team, f"engagements/{engagement.id}/counts")
    token = {"csrf_token": csrf(client, counts)}
    client.post(f"{counts}/only", data=token)
    answer = client.post(
        counts, data={**token, "lines-0-how_many": "12", "lines-0-group": "", "lines-0-language": "ar"}
    )
    assert answer.status_code == 302
    assert ">12<" in client.get(counts).get_data(as_text=True) or 'value="12"' in client.get(counts).get_data(
        as_text=True
    )
    with pytest.raises(service.NobodyNamed):
        seat(session, team, engagement, make_person(session, team))
    with pytest.raises(service.NobodyNamed):
        service.write_notes(session, actor=team.lead, engagement=engagement, text=SECRET, based_on=0)
    assert "Nothing is noted here" in client.get(counts.replace("counts", "notes")).get_data(as_text=True)
