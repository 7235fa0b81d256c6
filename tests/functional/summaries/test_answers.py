"""Receipts and replies, from the sheet to the settled answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from engage.audit.models import AuditEvent
from engage.crypto.receipts import Receipt
from engage.crypto.sealed import unseal_json
from engage.db.clock import today, utcnow
from engage.db.stores import open_session
from engage.jobs.models import Job
from engage.portal.models import PortalReceipt, PortalReply, PortalSession
from engage.summaries import outbox, service
from engage.summaries.models import ReceiptIssued, Reply
from tests.databases.grounds import Ground
from tests.factories.summaries import Told, fetch, published, receipt_for, work_off
from tests.factories.team import other_project, post, project_url, sign_in
from tests.inspection import InspectedClient

WORDS = "canary-in-a-reply: they came to my house"


@pytest.fixture
def told(session: Session, ground: Ground) -> Told:
    return published(session, ground)


def replied(portal_client: InspectedClient, receipt: Receipt, kind: str = "add") -> None:
    portal_client.post("/", data={"code": receipt.characters()})
    page = portal_client.get("/answer").get_data(as_text=True)
    token, reply = (page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0] for name in ("token", "reply"))
    sent = portal_client.post("/answer", data={"token": token, "reply": reply, "kind": kind, "words": WORDS})
    assert sent.status_code == 303


def test_a_reply_fetched_twice_is_one_and_its_words_leave_the_portal(
    portal_client: InspectedClient, session: Session, ground: Ground, told: Told
) -> None:
    receipt, _issued = receipt_for(session, ground, told)
    replied(portal_client, receipt, "reprisals")
    assert fetch(session, ground) == 1
    with open_session(ground.stores.portal) as portal:
        portal.execute(update(PortalReply).values(fetched=False))
        portal.commit()
    assert fetch(session, ground) == 0
    (reply,) = session.scalars(select(Reply)).all()
    assert reply.due_on == today() + timedelta(days=1)
    with open_session(ground.stores.portal) as portal:
        assert portal.execute(select(PortalReply.fetched, PortalReply.body)).all() == [(True, b"")]


def test_when_somebody_read_is_not_kept(
    portal_client: InspectedClient, session: Session, ground: Ground, told: Told
) -> None:
    receipt, _issued = receipt_for(session, ground, told)
    portal_client.post("/", data={"code": receipt.characters()})
    fetch(session, ground)
    assert portal_client.get("/read").status_code == 200
    with open_session(ground.stores.portal) as portal:
        portal.execute(update(PortalSession).values(seen_at=utcnow() - timedelta(minutes=11)))
        portal.commit()
    fetch(session, ground)
    with open_session(ground.stores.portal) as portal:
        assert portal.scalars(select(PortalSession)).all() == []


def test_a_letter_that_was_moved_or_forged_is_not_taken_and_holds_up_nothing(
    client: InspectedClient, portal_client: InspectedClient, session: Session, ground: Ground, told: Told
) -> None:
    receipt, _issued = receipt_for(session, ground, told)
    _other, other_id = receipt_for(session, ground, told)
    replied(portal_client, receipt)
    with open_session(ground.stores.portal) as portal:
        row = portal.scalars(select(PortalReply)).one()
        facts = {
            "project_id": row.project_id,
            "summary_id": row.summary_id,
            "received_on": row.received_on,
            "fetched": False,
        }
        portal.add(PortalReply(receipt_id=other_id, body=row.body, id=other_id, **facts))
        portal.add(PortalReply(receipt_id=row.receipt_id, body=row.body, id=told.summary.id, **facts))
        portal.commit()
    assert [fetch(session, ground), fetch(session, ground)] == [1, 0]
    assert len(session.scalars(select(Reply)).all()) == 1
    assert outbox.waiting_replies(ground.stores.portal, 10) == []
    project = told.team.project.id
    assert outbox.count_unopened(ground.stores.portal, project) == 2
    outbox.fetch_again(ground.stores.portal, project)
    assert len(outbox.waiting_replies(ground.stores.portal, 10)) == 2
    fetch(session, ground)
    sign_in(client, session, told.team.lead)
    page = client.get(project_url(told.team, "summaries/replies")).get_data(as_text=True)
    assert "2 replies lie sealed" in page


def test_a_reply_is_read_on_record_and_settled(
    client: InspectedClient, portal_client: InspectedClient, session: Session, ground: Ground, told: Told
) -> None:
    receipt, _issued = receipt_for(session, ground, told)
    replied(portal_client, receipt)
    fetch(session, ground)
    base = project_url(told.team, "summaries/replies")
    reply = f"{base}/{session.scalars(select(Reply.id)).one()}"
    for hidden in (told.team.translator, told.team.analyst, told.team.portal_holder, told.team.counsel):
        sign_in(client, session, hidden)
        assert client.get(base).status_code == 404
        assert post(client, reply, form="/?all=1").status_code == 404
    sign_in(client, session, told.team.engager)
    assert WORDS not in client.get(base).get_data(as_text=True)
    read = post(client, reply, form=base)
    assert read.status_code == 200
    assert WORDS in read.get_data(as_text=True)
    looks = select(func.count()).where(AuditEvent.code == "summary.reply_read")
    assert session.scalar(looks) == 1
    empty = post(client, f"{reply}/settle", {"settlement": ""}, form=base)
    assert empty.status_code == 422
    assert session.scalar(looks) == 2, "a refused form shows the words again: that look is on record too"
    sign_in(client, session, told.team.guardian)
    assert WORDS in post(client, reply, form=base).get_data(as_text=True)
    assert post(client, f"{reply}/settle", {"settlement": "Not mine."}, form=base).status_code == 404
    sign_in(client, session, told.team.engager)
    assert post(client, f"{reply}/settle", {"settlement": "We moved the meeting."}, form=base).status_code == 302
    assert "No reply waits" in client.get(base).get_data(as_text=True)
    elsewhere = reply.replace(str(told.team.project.id), str(other_project(session)))
    assert post(client, elsewhere, form=base).status_code == 404


def test_a_receipt_is_shown_once_and_kept_nowhere(
    client: InspectedClient, portal_client: InspectedClient, session: Session, ground: Ground, told: Told
) -> None:
    sign_in(client, session, told.team.lead)
    place = project_url(told.team, f"summaries/{told.summary.id}/receipts")
    given = {"holder": str(told.person.id), "language": "ar", "through": "in_person"}
    sheet = post(client, place, given).get_data(as_text=True)
    assert '<section class="slip" lang="ar" dir="rtl">' in sheet
    code = Receipt.parse(sheet.split('class="slip-code"', 2)[2].split(">", 1)[1].split("<", 1)[0])
    for word in code.words("ar"):
        assert f"<bdi>{word}</bdi>" in sheet
    assert "data:image/svg+xml;base64," in sheet
    job = session.scalars(select(Job).where(Job.kind == "summaries.receipt")).one()
    words = unseal_json(session, job, "words")
    assert set(words) == {"receipt", "tag", "content_key"}
    kept = "".join(words.values())
    assert not any(part in kept for part in (code.code.hex(), code.characters(), code.digits()))
    work_off(session, ground)
    assert portal_client.post("/", data={"code": " ".join(code.words("ar"))}).status_code == 303
    listed = client.get(place).get_data(as_text=True)
    assert told.person.pseudonym in listed
    assert code.characters() not in listed


def test_a_receipt_ended_before_it_reached_the_portal_never_opens(session: Session, ground: Ground, told: Told) -> None:
    service.issue_receipt(
        session, actor=told.team.lead, summary=told.summary, holder_id=None, language="en", through="spoken"
    )
    issued = session.scalars(select(ReceiptIssued)).one()
    service.revoke_receipt(session, actor=told.team.lead, summary=told.summary, issued=issued)
    work_off(session, ground)
    with open_session(ground.stores.portal) as portal:
        assert portal.scalars(select(PortalReceipt)).all() == []
