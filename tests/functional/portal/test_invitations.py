"""Somebody who was asked reads it with a code, answers, and the answer waits until a person takes it over."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from engage.crypto.receipts import Receipt
from engage.engagements.inviting import jobs, service, shelf
from engage.engagements.inviting.models import InvitationAnswer
from engage.engagements.inviting.vocabulary import InvitationReply
from engage.engagements.queries import participant_record
from engage.engagements.records import ParticipantDetail
from engage.engagements.service import change_participant
from engage.portal.inviting.vocabulary import DAYS_AT_RISK, DAYS_TO_LOOK, InvitationChoice
from engage.portal.models import PortalAnswer
from migrations.models import metadata
from tests.databases.grounds import Ground
from tests.factories.inviting import TITLE, Asked, made_in, sent_by, to_be_asked
from tests.factories.team import post, project_url, sign_in
from tests.inspection import InspectedClient

WORDS = "Only if the foreman is not there."


@pytest.fixture
def asked(session: Session) -> Asked:
    return to_be_asked(session, channels=["post"])


@pytest.fixture
def code(session: Session, ground: Ground, asked: Asked) -> Receipt:
    made, _text, receipt = service.make_letter(
        session,
        actor=asked.team.lead,
        engagement=asked.engagement,
        participant=asked.participant,
        channel="post",
        language="fr",
        purpose="invitation",
        with_code=True,
    )
    service.hand_over(
        session, actor=asked.team.lead, engagement=asked.engagement, participant=asked.participant, invitation=made
    )
    sent_by(session, ground, None)
    assert receipt is not None
    return receipt


def enter(client: InspectedClient, code: Receipt) -> str:
    """The page that a code leads to."""
    opened = client.post("/", data={"code": code.digits()}, follow_redirects=True)
    assert opened.request.path == "/i"
    return opened.get_data(as_text=True)


def say(client: InspectedClient, page: str, **said: str) -> int:
    """Answers as the form of the page would; the status."""
    hidden = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("token", "answer")}
    return client.post("/i", data={**hidden, **said}).status_code


def answers(session: Session, ground: Ground) -> list[InvitationAnswer]:
    """What came over to the team."""
    session.commit()
    jobs.fetch_answers(ground.stores, ground.vault)
    jobs.fetch_answers(ground.stores, ground.vault)
    return list(session.scalars(select(InvitationAnswer)))


def test_an_answer_goes_round_and_a_person_takes_it_over(
    portal_client: InspectedClient,
    client: InspectedClient,
    session: Session,
    ground: Ground,
    asked: Asked,
    code: Receipt,
) -> None:
    page = enter(portal_client, code)
    assert "Nous aimerions vous entendre" in page
    assert 'lang="fr"' in page
    assert "<script" not in page
    assert len(page.encode()) <= 15_000
    assert TITLE not in page
    assert portal_client.get("/read").headers["Location"].startswith("/i")
    assert portal_client.get("/answer").status_code == 303
    assert say(portal_client, page, kind="question", words="") == 422
    assert say(portal_client, page, kind="accept", words=WORDS) == 303
    with ground.stores.portal.connect() as store:
        assert WORDS.encode() not in store.execute(select(PortalAnswer.body)).scalar_one()

    (answer,) = answers(session, ground)
    assert participant_record(session, asked.participant).detail.answer == "invited"
    sign_in(client, session, asked.team.engager)
    overview = project_url(asked.team, f"engagements/{asked.engagement.id}/inviting/")
    assert "Yes, I want to take part" in client.get(overview).get_data(as_text=True)
    assert WORDS not in client.get(overview).get_data(as_text=True)
    assert asked.person.pseudonym in client.get(project_url(asked.team)).get_data(as_text=True)
    here = f"{overview}answers/{answer.id}"
    assert WORDS in post(client, here, form=overview).get_data(as_text=True)
    assert post(client, f"{here}/settle", {"take_over": "no"}, form=overview).status_code == 422
    assert post(client, f"{here}/settle", {"take_over": "yes"}, form=overview).status_code == 302
    session.expire_all()
    assert participant_record(session, asked.participant).detail.answer == "accepted"


def test_what_the_team_wrote_since_is_not_overwritten(
    portal_client: InspectedClient, session: Session, ground: Ground, asked: Asked, code: Receipt
) -> None:
    assert say(portal_client, enter(portal_client, code), kind="accept", words="") == 303
    change_participant(
        session,
        actor=asked.team.lead,
        participant=asked.participant,
        engagement=asked.engagement,
        detail=ParticipantDetail(answer="declined"),
    )
    answers(session, ground)
    session.expire_all()
    assert participant_record(session, asked.participant).detail.answer == "declined"


def test_who_says_they_are_at_risk_is_asked_nothing_more(
    portal_client: InspectedClient, session: Session, ground: Ground, asked: Asked, code: Receipt
) -> None:
    assert say(portal_client, enter(portal_client, code), kind="at_risk") == 303
    (answer,) = answers(session, ground)

    assert (answer.due_on - answer.received_on).days == DAYS_AT_RISK
    with pytest.raises(service.AnsweredAlready):
        service.make_letter(
            session,
            actor=asked.team.lead,
            engagement=asked.engagement,
            participant=asked.participant,
            channel="post",
            language="fr",
            purpose="reminder",
            with_code=False,
        )


def test_a_code_that_was_taken_back_opens_nothing(
    portal_client: InspectedClient, session: Session, ground: Ground, asked: Asked, code: Receipt
) -> None:
    page = enter(portal_client, code)
    (made,) = made_in(session, asked.engagement.id)
    service.withdraw(session, actor=asked.team.lead, engagement=asked.engagement, invitation=made)
    sent_by(session, ground, None)

    assert portal_client.get("/i").status_code == 303
    assert say(portal_client, page, kind="accept") == 422
    assert portal_client.post("/", data={"code": code.digits()}).status_code == 422


def test_what_was_written_survives_the_end_of_the_visit(
    portal_client: InspectedClient, session: Session, ground: Ground, code: Receipt
) -> None:
    enter(portal_client, code)
    portal_client.post("/leave")
    late = portal_client.post("/i", data={"kind": "question", "words": WORDS})
    assert WORDS in late.get_data(as_text=True)
    again = portal_client.post("/", data={"code": code.characters(), "kind": "question", "words": WORDS})
    page = again.get_data(as_text=True)
    assert WORDS in page
    assert 'value="question" checked' in page
    assert say(portal_client, page, kind="question", words=WORDS) == 303


def test_both_programs_mean_the_same() -> None:
    assert [each.value for each in InvitationReply] == [each.value for each in InvitationChoice]
    assert (jobs.LOOKED_AT_WITHIN.days, jobs.RISK_WITHIN.days) == (DAYS_TO_LOOK, DAYS_AT_RISK)
    theirs = metadata("portal").tables
    for table in shelf.TABLES.tables.values():
        for column in table.columns:
            assert isinstance(column.type, type(theirs[table.name].c[column.name].type))
    assert inspect(PortalAnswer).local_table.name in shelf.TABLES.tables
