"""What comes after an engagement: what is owed, closing with a check, opening again, the record, the feed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.actions.models import Action
from engage.actions.queries import find_action
from engage.actions.vocabulary import ActionKind
from engage.db.clock import today
from engage.decisions.queries import decision_row
from engage.decisions.records import DecisionDetail
from engage.decisions.service import change_decision, register_decision
from engage.engagements.calendar.models import CalendarFeed
from engage.engagements.closing.loose import still_open
from engage.engagements.closing.queries import asking_to_reopen
from engage.engagements.closing.service import ReasonsNeeded, close_checked
from engage.engagements.closing.vocabulary import Loose
from engage.engagements.models import Engagement, EngagementMember, Participant
from engage.engagements.queries import find_engagement
from engage.engagements.sharing.records import Body
from engage.engagements.sharing.service import ReasonNeeded, hand_over, note_answer, write_record
from engage.engagements.sharing.vocabulary import Handed, Verdict
from engage.outreach.stop.service import Stopped
from engage.projects.models import Membership
from engage.retention.purging import purge
from tests.factories.engagements import hold, make_engagement, make_person, seat
from tests.factories.journey_after import owed_to
from tests.factories.team import Team, make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

SECRET = "Bring the water figures to the mosque"


def held(session: Session, team: Team, **plan: str) -> tuple[Engagement, Participant]:
    """Held some days ago, with one who was there."""
    talk = make_engagement(session, team, planned_on=today() - timedelta(days=3), **plan)
    place = seat(session, team, talk, make_person(session, team), attended=True)
    hold(session, team, talk, days_ago=3)
    return talk, place


def hide(session: Session, talk: Engagement, *named: Membership) -> None:
    """Only for those named from now on."""
    talk.only_named = True
    session.add_all(EngagementMember(id=uuid4(), engagement_id=talk.id, user_id=each.user_id) for each in named)


def test_what_is_owed_is_seen_by_those_who_may_know_and_is_settled_in_words(
    client: InspectedClient, session: Session
) -> None:
    team = make_team(session)
    talk, hidden = make_engagement(session, team), make_engagement(session, team, title="Elsewhere")
    lead = session.scalars(select(Membership).where(Membership.user_id == team.lead.id)).one()
    plain = owed_to(session, team, talk, None, "Send the map", kind=ActionKind.REQUEST, days=-2)
    endangered = owed_to(session, team, talk, make_person(session, team, tier=3), SECRET)
    unseen = owed_to(session, team, hidden, None, "Nobody else knows of this")
    hide(session, hidden, lead)
    ids = {name: each.id for name, each in (("plain", plain), ("endangered", endangered), ("unseen", unseen))}
    session.commit()
    listed = project_url(team, "engagements/owed/")
    wanted = {
        team.lead: {"plain", "endangered", "unseen"},
        team.engager: {"plain", "endangered"},
        team.analyst: {"plain"},
    }
    for viewer, known in wanted.items():
        sign_in(client, session, viewer)
        text = client.get(listed).get_data(as_text=True)
        assert {name for name, key in ids.items() if str(key) in text} == known
        opened = {name for name, key in ids.items() if client.get(f"{listed}{key}").status_code == 200}
        assert opened == known
    sign_in(client, session, team.lead)
    assert "Overdue" in client.get(project_url(team)).get_data(as_text=True)
    one = f"{listed}{ids['plain']}"
    assert post(client, f"{one}/done", {"outcome": ""}, form=one).status_code == 422
    assert post(client, f"{one}/refuse", {"reason": "The map belongs to the state"}, form=one).status_code == 302
    assert "The map belongs to the state" in client.get(project_url(team, f"engagements/{talk.id}/")).get_data(
        as_text=True
    )
    post(client, f"{one}/open", {}, form=one)
    session.expire_all()
    found = find_action(session, team.project.id, ids["plain"])
    assert found is not None
    assert found.is_open


def test_who_is_erased_is_owed_nothing_by_name(session: Session) -> None:
    team = make_team(session)
    talk, person = make_engagement(session, team), make_person(session, team)
    owed = owed_to(session, team, talk, person, "Send the map")
    purge(session, team.project.id, {person.id}, by=None)
    session.flush()
    found = find_action(session, team.project.id, owed.id)
    assert found is not None
    assert (found.stakeholder_id, found.detail.text) == (None, "Send the map")


def test_nothing_is_closed_silently(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    talk, _place = held(session, team, notes_promised_by=today().isoformat())
    owed_to(session, team, talk, None, "Send the map")
    left = still_open(session, team.project.id, talk.id)
    assert set(left) == {Loose.PROMISE, Loose.NOTES, Loose.AFTERCARE, Loose.LOOP}
    with pytest.raises(ReasonsNeeded):
        close_checked(session, actor=team.lead, engagement=talk, reasons={Loose.PROMISE: "It cannot be kept"})
    session.commit()
    sign_in(client, session, team.lead)
    page = project_url(team, f"engagements/{talk.id}/close")
    assert post(client, page, {"promise": "It cannot be kept"}).status_code == 422
    reasons = {kind.value: f"Because of {kind.value}" for kind in left}
    assert post(client, page, reasons).status_code == 302
    assert "Because of notes" in client.get(project_url(team, f"engagements/{talk.id}/")).get_data(as_text=True)


def test_what_was_closed_asks_to_be_opened_when_what_it_assessed_changes(
    client: InspectedClient, session: Session
) -> None:
    team = make_team(session)
    said = DecisionDetail(description="A wall of three metres", options=["Build", "Wait"])
    days = {"due_on": today() + timedelta(days=50), "window_opens_on": None, "window_closes_on": None}
    decision = register_decision(
        session, actor=team.lead, project_id=team.project.id, title="The wall", detail=said, **days
    )
    talk = make_engagement(session, team, planned_on=today(), decisions=[decision.id])
    hold(session, team, talk, days_ago=0)
    reasons = dict.fromkeys(still_open(session, team.project.id, talk.id), "It is all known")
    close_checked(session, actor=team.lead, engagement=talk, reasons=reasons)
    assert not asking_to_reopen(session, team.project.id)
    row = decision_row(session, team.project.id, decision.id)
    assert row is not None
    higher = DecisionDetail(description="A wall of nine metres", options=["Build", "Wait"])
    change_decision(session, actor=team.lead, decision=row, title="The wall", detail=higher, **days)
    assert set(asking_to_reopen(session, team.project.id)) == {talk.id}
    session.commit()
    sign_in(client, session, team.engager)
    assert "Ask them again" in client.get(project_url(team)).get_data(as_text=True)
    page = project_url(team, f"engagements/{talk.id}/reopen")
    assert post(client, page, {"reason": ""}).status_code == 422
    assert post(client, page, {"reason": "The wall is higher now"}).status_code == 302
    session.expire_all()
    found = find_engagement(session, team.project.id, talk.id)
    assert found is not None
    assert (found.stage, found.closed_on) == ("held", None)


def test_the_record_goes_out_past_the_stop_and_its_corrections_are_owed(session: Session) -> None:
    team = make_team(session)
    talk, place = held(session, team, notes_promised_by=today().isoformat())
    of = {"actor": team.engager, "engagement": talk}
    with pytest.raises(ReasonNeeded):
        write_record(session, body=Body(about="Salma spoke"), based_on=0, pointed_out=["A name"], **of)
    write_record(session, body=Body(about="Someone spoke"), based_on=0, pointed_out=[], **of)
    with pytest.raises(Stopped):
        hand_over(session, participant=place, handed=Handed.LETTER, handed_on=today(), **of)
    hand_over(session, participant=place, handed=Handed.READ_OUT, handed_on=today(), **of)
    found = find_engagement(session, team.project.id, talk.id)
    assert found is not None
    assert found.plan.notes_shared_on == today().isoformat()
    assert Loose.RECORD in still_open(session, team.project.id, talk.id)
    words = {"verdict": Verdict.CORRECTION, "words": "Two wells, not one", "answered_on": today()}
    note_answer(session, participant=place, **words, **of)
    (owed,) = session.scalars(select(Action))
    assert owed.kind == ActionKind.CORRECTION
    left = still_open(session, team.project.id, talk.id)
    assert Loose.CORRECTION in left
    assert Loose.RECORD not in left


def test_a_feed_says_neutral_words_to_whom_it_was_made_for_and_nothing_after(
    client: InspectedClient, session: Session
) -> None:
    team = make_team(session)
    near, far, unseen = (today() + timedelta(days=days) for days in (9, 600, 11))
    talk = make_engagement(session, team, title="Water and the mosque", planned_on=near, place="Harbour")
    make_engagement(session, team, planned_on=far)
    hidden = make_engagement(session, team, planned_on=unseen)
    person = make_person(session, team)
    owed_to(session, team, talk, person, SECRET)
    hide(session, hidden, *session.scalars(select(Membership).where(Membership.user_id == team.engager.id)))
    kept_out = [str(talk.id), str(hidden.id), str(team.project.id), str(person.id), person.pseudonym]
    session.commit()
    sign_in(client, session, team.lead)
    text = post(client, project_url(team, "engagements/calendar/feed"), {}).get_data(as_text=True)
    found = re.search(r"/calendar/([\w-]+)\.ics", text)
    assert found is not None
    address = found.group()
    assert found.group(1).encode() not in session.scalars(select(CalendarFeed.token)).one()
    client.get("/accounts/me")
    outside = client.application.test_client()
    answer = outside.get(address)
    assert answer.mimetype == "text/calendar"
    said = answer.get_data(as_text=True)
    events = Calendar.from_ical(said).walk("VEVENT")
    assert {(str(each["SUMMARY"]), each.decoded("DTSTART")) for each in events} == {
        ("Conversation", near),
        ("Promise due", today() + timedelta(days=5)),
    }
    assert {name for each in events for name in each} == {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP")
    }
    for word in (*kept_out, "mosque", "Harbour", "Haddad", "LOCATION", "DESCRIPTION"):
        assert word not in said.replace("\r\n ", "")
        assert word.replace("-", "") not in said.replace("\r\n ", "")
    assert outside.get(address).get_data() == answer.get_data()
    assert outside.get(f"/calendar/{'x' * 43}.ics").status_code == 404
    session.execute(Membership.__table__.delete().where(Membership.user_id == team.lead.id))
    session.commit()
    assert outside.get(address).status_code == 404


def test_a_month_stands_as_grid_and_list_in_neutral_words(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    make_engagement(session, team, title="Water and the mosque", planned_on=date(2031, 5, 7))
    session.commit()
    sign_in(client, session, team.analyst)
    for way in ("", "&as=list"):
        text = client.get(project_url(team, f"engagements/calendar/?month=2031-05{way}")).get_data(as_text=True)
        assert "Conversation" in text
        assert "mosque" not in text
