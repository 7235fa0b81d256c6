"""Asking people: text in their language, the ways that are safe for them, and whoever is left out, with the reason."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.engagements.inviting.queries import invitations_of, templates_of
from engage.engagements.models import Participant
from engage.engagements.planning.service import open_to_named
from engage.engagements.queries import participant_record
from engage.jobs.service import enqueue
from engage.outreach.models import Message
from engage.outreach.queries import opened
from engage.retention.purging import purge
from tests.databases.grounds import Ground
from tests.factories import mail
from tests.factories.engagements import seat
from tests.factories.inviting import SAID, TITLE, Asked, made_in, queued, sent_by, someone, to_be_asked
from tests.factories.stakeholders import add_person
from tests.factories.team import post, project_url, sign_in
from tests.inspection import InspectedClient


def at(asked: Asked, rest: str = "") -> str:
    """An address within the inviting of an engagement."""
    return project_url(asked.team, f"engagements/{asked.engagement.id}/inviting/{rest}")


@pytest.fixture
def with_mail(client: InspectedClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deployment that has a mail server."""
    config = client.application.config
    monkeypatch.setitem(config, "ENGAGE", replace(config["ENGAGE"], mail=mail.settings(2525)))


def test_the_text_is_begun_from_the_plan_in_their_language(client: InspectedClient, session: Session) -> None:
    asked = to_be_asked(session, languages=["ar"])
    sign_in(client, session, asked.team.engager)

    assert "French" not in client.get(at(asked)).get_data(as_text=True).split("Another language")[0]
    draft = client.get(at(asked, "texts/fr")).get_data(as_text=True)
    assert "Whether they record faces" in draft
    assert TITLE not in draft.split("<textarea", 1)[1].split("</textarea>", 1)[0]

    refused = post(client, at(asked, "texts/fr"), {"body": "Lisez https://company.example", "based_on": "0"})
    assert refused.status_code == 422
    assert "Lisez https://company.example" in refused.get_data(as_text=True)
    assert post(client, at(asked, "texts/fr"), {"body": SAID["fr"], "based_on": "0"}).status_code == 302
    again = post(client, at(asked, "texts/fr"), {"body": "Autre", "based_on": "0"})
    assert again.status_code == 422
    assert "Nous aimerions vous entendre" in again.get_data(as_text=True)

    assert post(client, at(asked, "texts/fr/keep"), {"name": "Plain"}, form=at(asked, "texts/fr")).status_code == 302
    assert "Plain" in client.get(at(asked, "texts/fr")).get_data(as_text=True)


def test_of_a_hidden_engagement_no_text_is_kept_and_no_failed_work_is_shown(
    client: InspectedClient, session: Session
) -> None:
    asked = to_be_asked(session)
    job = enqueue(
        session,
        "inviting.close",
        asked_by=asked.team.engager.id,
        project=asked.team.project.id,
        subject=asked.engagement.id,
        invitation=str(asked.engagement.id),
    )
    job.state = "failed"
    session.commit()
    sign_in(client, session, asked.team.lead)
    assert str(asked.engagement.id) in client.get(project_url(asked.team)).get_data(as_text=True)
    open_to_named(session, actor=asked.team.engager, engagement=asked.engagement, user_ids=())
    session.commit()
    assert str(asked.engagement.id) not in client.get(project_url(asked.team)).get_data(as_text=True)
    sign_in(client, session, asked.team.engager)
    assert str(job.id) in client.get(project_url(asked.team)).get_data(as_text=True)
    text = at(asked, "texts/en")
    post(client, text, {"body": SAID["en"], "based_on": "0"})
    assert post(client, f"{text}/keep", {"name": "Plain"}, form=text).status_code == 404
    assert templates_of(session, asked.team.project.id) == []


def test_those_who_can_be_asked_are_and_the_others_are_left_out_with_the_reason(
    client: InspectedClient, session: Session, with_mail: None
) -> None:
    asked = to_be_asked(session)
    others = {
        "no text": someone(session, asked.team, reads="sw"),
        "by phone": someone(session, asked.team, channels=["phone"]),
        "at risk": someone(session, asked.team, tier=3),
        "no address": add_person(session, asked.team, tier=1),
    }
    for other in others.values():
        seat(session, asked.team, asked.engagement, other)
    session.commit()
    sign_in(client, session, asked.team.engager)

    page = client.get(at(asked, "send")).get_data(as_text=True)
    chosen = re.findall(r'name="people"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="people"', page)
    assert [one or two for one, two in chosen] == [str(asked.participant.id)]
    for reason in ("no text in a language they read", "write a letter, or call", "Assess first"):
        assert reason in page
    seats = [str(each.id) for each in session.scalars(select(Participant))]
    forced = {"people": seats, "purpose": "invitation", "subject": "hello", "at_hour": "09"}
    assert post(client, at(asked, "send"), forced).status_code == 422

    sent = post(client, at(asked, "send"), forced | {"people": [str(asked.participant.id)]})
    assert sent.status_code == 302
    message = session.scalars(select(Message)).one()
    record = opened(session, message)
    assert record.letter is not None
    assert (record.recipient_id, record.letter.body, record.letter.language) == (asked.person.id, SAID["fr"], "fr")
    told = client.get(at(asked)).get_data(as_text=True)
    assert "Waiting to be sent" in told
    assert post(client, at(asked, "send"), forced | {"people": [str(asked.participant.id)]}).status_code == 422


def test_a_letter_is_shown_once_and_counts_when_it_is_handed_over(client: InspectedClient, session: Session) -> None:
    asked = to_be_asked(session, channels=["post"])
    sign_in(client, session, asked.team.engager)
    person = at(asked, f"people/{asked.participant.id}")

    made = post(client, f"{person}/letter", {"purpose": "invitation", "language": "fr", "with_code": "y"}, form=person)
    page = made.get_data(as_text=True)
    assert made.status_code == 200
    assert "Nous aimerions vous entendre" in page
    assert "slip-code" in page
    assert "Quay Lane" not in page
    assert participant_record(session, asked.participant).detail.answer == "not_invited"
    (row,) = made_in(session, asked.engagement.id)
    session.commit()
    assert post(client, at(asked, f"made/{row.id}/given"), form=person).status_code == 302
    session.expire_all()
    assert participant_record(session, asked.participant).detail.answer == "invited"


def test_a_call_is_recorded_and_the_list_holds_no_number(client: InspectedClient, session: Session) -> None:
    asked = to_be_asked(session, channels=["phone"])
    sign_in(client, session, asked.team.engager)

    page = client.get(at(asked, "calls")).get_data(as_text=True)
    assert asked.person.pseudonym in page
    assert "199001234" not in page.replace(" ", "")
    said = {f"{asked.participant.id.hex}-outcome": "declined"}
    answered = post(client, at(asked, f"people/{asked.participant.id}/called"), said, form=at(asked, "calls"))
    assert answered.status_code == 302
    session.expire_all()
    assert participant_record(session, asked.participant).detail.answer == "declined"
    assert asked.person.pseudonym not in client.get(at(asked, "calls")).get_data(as_text=True)


def test_nothing_is_shown_of_whom_the_stop_holds_back(client: InspectedClient, session: Session) -> None:
    asked = to_be_asked(session, tier=3, channels=["post", "phone"])
    sign_in(client, session, asked.team.engager)
    person = at(asked, f"people/{asked.participant.id}")

    page = client.get(person).get_data(as_text=True)
    assert "Assess first what this engagement could do to them." in page
    assert "Make out the letter" not in page
    given = {"purpose": "invitation", "language": "fr"}
    for door, data in (("letter", given), ("send", given | {"subject": "hello", "at_hour": "09"})):
        refused = post(client, f"{person}/{door}", data, form=at(asked, "texts/fr"))
        assert refused.status_code == 422
    post(client, f"{person}/called", {f"{asked.participant.id.hex}-outcome": "told"}, form=at(asked, "texts/fr"))
    session.expire_all()
    assert participant_record(session, asked.participant).detail.answer == "not_invited"
    assert not invitations_of(session, asked.engagement.id)


def test_what_failed_is_shown_to_whoever_queued_it(client: InspectedClient, session: Session, ground: Ground) -> None:
    asked = to_be_asked(session)
    message = queued(session, asked)
    with mail.post_office(rcpt="550 nobody") as (server, _box):
        sent_by(session, ground, server)
    sign_in(client, session, asked.team.lead)

    assert "The mail server refused their address." in client.get(project_url(asked.team)).get_data(as_text=True)
    page = client.get(at(asked)).get_data(as_text=True)
    assert "Not sent" in page
    assert post(client, at(asked, f"messages/{message.id}/again"), form=at(asked)).status_code == 302
    session.expire_all()
    assert message.state == "queued"
    sign_in(client, session, asked.team.engager)
    assert "The mail server refused" not in client.get(project_url(asked.team)).get_data(as_text=True)


def test_reminders_go_to_those_who_did_not_answer(
    client: InspectedClient, session: Session, ground: Ground, with_mail: None
) -> None:
    asked = to_be_asked(session)
    queued(session, asked)
    second = someone(session, asked.team)
    place = seat(session, asked.team, asked.engagement, second, answer="declined")
    with mail.post_office() as (server, _box):
        sent_by(session, ground, server)
    sign_in(client, session, asked.team.lead)

    page = client.get(at(asked, "send?purpose=reminder")).get_data(as_text=True)
    assert f'value="{asked.participant.id}"' in page
    assert f'value="{place.id}"' not in page
    assert client.get(at(asked, "attendance")).status_code == 200


def test_of_whoever_is_erased_no_message_is_left(session: Session, ground: Ground) -> None:
    asked = to_be_asked(session)
    message = queued(session, asked)

    purge(session, asked.team.project.id, [asked.person.id], by=asked.team.lead.id)
    with mail.post_office() as (server, box):
        sent_by(session, ground, server)

    (made,) = invitations_of(session, asked.engagement.id)
    assert (message.recipient, message.content, message.slip, message.state) == (None, None, None, "withdrawn")
    assert (made.stakeholder_id, made.has_code, made.state, box.mails) == (None, False, "withdrawn", [])
