"""A message goes out once, or it is said why not; and what goes over the line tells nothing but its text."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import Config, UnsafeConfiguration
from engage.db.stores import open_session
from engage.engagements import service as engagements
from engage.engagements.inviting import service as inviting
from engage.engagements.queries import participant_record
from engage.jobs.models import Job
from engage.jobs.service import Desk
from engage.outreach import jobs, service
from engage.outreach.models import Message
from engage.outreach.queries import opened
from engage.outreach.stop.service import Stopped, halt
from engage.stakeholders.load.models import LoadEntry
from tests.databases.grounds import Ground
from tests.factories import mail
from tests.factories.inviting import ADDRESS, NAME, TITLE, made_in, queued, sent_by, to_be_asked


def test_what_is_accepted_is_sent_once_and_tells_nothing_but_its_text(session: Session, ground: Ground) -> None:
    asked = to_be_asked(session)
    message = queued(session, asked)
    assert participant_record(session, asked.participant).detail.answer == "invited"

    with mail.post_office() as (server, box):
        sent_by(session, ground, server)
        sent_by(session, ground, server)

    assert message.state == "sent"
    assert message.slip is None
    assert box.recipients == [ADDRESS]
    assert len(box.mails) == 1
    assert box.greetings == ["post.example.net"]
    mailed = message_from_bytes(box.mails[0], policy=policy.default)
    assert {name.casefold() for name in mailed if not name.startswith("X-")} == {
        "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "content-transfer-encoding",
    }  # fmt: skip
    assert not any(name.startswith("X-") and name not in {"X-Peer", "X-MailFrom", "X-RcptTo"} for name in mailed)
    assert mailed["from"] == mail.SENDER
    assert mailed["message-id"].endswith("@post.example.net>")
    assert re.search(r":00:00 \+0000$", mailed["date"])
    assert mailed.get_content_type() == "text/plain"
    text = mailed.get_content()
    assert "Nous aimerions vous entendre" in text
    assert re.findall(r"\w+://\S+", text) == ["https://portal.example.org"]
    whole = str(mailed) + text
    hidden = [NAME, TITLE, "Harbour cameras", "Whether they record faces", asked.team.lead.id.hex, message.id.hex]
    assert not [word for word in [*hidden, asked.person.pseudonym] if word.casefold() in whole.casefold()]


@pytest.mark.parametrize(
    ("refusals", "state", "fault"),
    [
        ({"rcpt": "550 nobody of this name"}, "failed", "refused_recipient"),
        ({"data": "554 no"}, "failed", "refused_text"),
        ({"rcpt": "451 come back"}, "queued", "later"),
    ],
)
def test_a_refusal_is_said_and_asked_again_only_when_it_may_pass(
    session: Session, ground: Ground, refusals: dict[str, str], state: str, fault: str
) -> None:
    message = queued(session, to_be_asked(session))
    with mail.post_office(**refusals) as (server, box):
        sent_by(session, ground, server)

    record = opened(session, message)
    assert (record.state, record.fault, record.attempts, box.mails) == (state, fault, 1, [])


def test_a_line_lost_after_the_text_is_never_sent_again_by_itself(session: Session, ground: Ground) -> None:
    asked = to_be_asked(session)
    message = queued(session, asked)
    with mail.one_that_hangs_up() as (server, taken):
        sent_by(session, ground, server)
        sent_by(session, ground, server)
    record = opened(session, message)
    assert (record.state, record.fault, len(taken)) == ("unknown", "line_lost", 1)

    with pytest.raises(service.SayThatYouKnow):
        service.try_again(session, actor=asked.team.lead, message=message)
    service.settle_by_hand(session, actor=asked.team.lead, message=message, arrived=False)
    service.try_again(session, actor=asked.team.lead, message=message)
    with mail.post_office() as (server, box):
        sent_by(session, ground, server)
    assert (message.state, message.attempts, len(box.mails)) == ("sent", 2, 1)


def test_without_a_protected_line_nothing_is_given_away(session: Session, ground: Ground) -> None:
    message = queued(session, to_be_asked(session))
    with mail.post_office() as (server, box):
        sent_by(session, ground, mail.settings(server.port, line="starttls"))

    record = opened(session, message)
    assert (record.state, record.fault) == ("failed", "unsafe_line")
    assert not box.mails
    assert not box.recipients


def test_without_a_server_it_is_said(session: Session, ground: Ground) -> None:
    message = queued(session, to_be_asked(session))
    sent_by(session, ground, None)
    assert opened(session, message).fault == "no_server"


def test_a_stop_raised_meanwhile_holds_it_back_and_says_why(session: Session, ground: Ground) -> None:
    asked = to_be_asked(session)
    message = queued(session, asked)
    place = {"project_id": asked.team.project.id, "engagement_id": asked.engagement.id}
    halt(session, actor=asked.team.lead, cause_id=message.id, **place)

    with mail.post_office() as (server, box):
        sent_by(session, ground, server)

    record = opened(session, message)
    assert (record.state, record.fault, record.reasons, box.mails) == ("failed", "stopped", ["halted"], [])
    with pytest.raises(Stopped):
        service.try_again(session, actor=asked.team.lead, message=message)


def test_what_is_taken_back_is_not_sent(session: Session, ground: Ground) -> None:
    asked = to_be_asked(session)
    message = queued(session, asked)
    (made,) = made_in(session, asked.engagement.id)
    inviting.withdraw(session, actor=asked.team.lead, engagement=asked.engagement, invitation=made)

    with mail.post_office() as (server, box):
        sent_by(session, ground, server)

    assert (message.state, message.slip, made.has_code, box.mails) == ("withdrawn", None, False, [])
    assert participant_record(session, asked.participant).detail.answer == "not_invited"


@pytest.mark.parametrize("what", ["off the list", "cancelled", "declined"])
def test_whoever_is_not_asked_any_more_gets_nothing(session: Session, ground: Ground, what: str) -> None:
    asked = to_be_asked(session)
    message = queued(session, asked)
    of: dict[str, Any] = {"actor": asked.team.lead, "engagement": asked.engagement}
    match what:
        case "off the list":
            engagements.remove_participant(session, **of, participant=asked.participant)
        case "cancelled":
            engagements.cancel_engagement(session, **of)
        case _:
            detail = replace(participant_record(session, asked.participant).detail, answer="declined")
            engagements.change_participant(session, **of, participant=asked.participant, detail=detail)

    with mail.post_office() as (server, box):
        sent_by(session, ground, server)

    record = opened(session, message)
    assert (record.state, record.fault, box.mails, box.recipients) == ("failed", "not_wanted", [], [])


def test_two_workers_send_it_once_and_one_that_died_leaves_it_unknown(session: Session, ground: Ground) -> None:
    message = queued(session, to_be_asked(session))
    words = {"message": str(message.id), "attempt": 0}
    job_id = session.scalars(select(Job.id).where(Job.kind == service.WORK)).one()
    session.commit()

    with mail.post_office() as (server, box):

        def work() -> None:
            with open_session(ground.stores.data, vault=ground.vault) as own:
                mine = own.get_one(Job, job_id)
                jobs.send(Desk(own, ground.stores, ground.vault, server), mine, words)
                own.commit()

        threads = [Thread(target=work) for _number in range(2)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    session.expire_all()
    assert len(box.mails) == 1
    assert message.state == "sent"

    session.get_one(Message, message.id).state = "sending"  # as a worker leaves it that is killed on the line
    with mail.post_office() as (server, box):
        mine = session.get_one(Job, job_id)
        jobs.send(Desk(session, ground.stores, ground.vault, server), mine, words)
    assert (opened(session, message).fault, message.state, box.mails) == ("interrupted", "unknown", [])


def test_somebody_counts_as_invited_only_when_it_is_queued(session: Session, ground: Ground) -> None:
    asked = to_be_asked(session, tier=3)

    with pytest.raises(Stopped):
        queued(session, asked)
    session.rollback()

    assert participant_record(session, asked.participant).detail.answer == "not_invited"
    assert not session.scalars(select(LoadEntry).where(LoadEntry.project_id == asked.team.project.id)).all()
    with pytest.raises(service.NotSentByUs):
        service.queue(
            session,
            actor=asked.team.lead,
            project_id=asked.team.project.id,
            engagement_id=asked.engagement.id,
            stakeholder_id=asked.person.id,
            channel="phone",
            language="fr",
            purpose="invitation",
            subject="hello",
            body="x",
        )


def test_settings_that_would_give_mail_away_are_refused() -> None:
    def of(url: str, sender: str = "hello@post.example.net") -> Config:
        return Config.from_environment({"ENGAGE_SMTP_URL": url, "ENGAGE_MAIL_FROM": sender})

    lines = {
        url: of(url).mail for url in ("smtp://mail.example.net", "smtps://u:p@mail.example.net", "smtp://127.0.0.1")
    }
    assert [(each.line, each.port) for each in lines.values() if each] == [
        ("starttls", 587),
        ("tls", 465),
        ("plain", 587),
    ]
    assert "p@" not in repr(lines["smtps://u:p@mail.example.net"])
    assert Config.from_environment({}).mail is None
    for url, sender in (("http://mail.example.net", "a@b.org"), ("smtp://mail.example.net", "a\nb@c.org")):
        with pytest.raises(UnsafeConfiguration):
            of(url, sender)
    with pytest.raises(UnsafeConfiguration):
        of("smtp://mail.example.net", "")
