"""The portal as its readers and its attackers meet it."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engage.crypto.receipts import Receipt
from engage.db.clock import today, utcnow
from engage.db.stores import open_session
from engage.portal import throttling
from engage.portal.models import ParticipantCopy, PortalReceipt, PortalReply, PortalSession, PortalThrottle, PublicCopy
from engage.portal_app import create_portal_app
from engage.summaries import service
from engage.summaries.queries import receipt_row
from tests.databases.grounds import Ground
from tests.factories.summaries import SECRET, Told, published, receipt_for, work_off
from tests.inspection import InspectedClient
from tests.settings import config_for

LANGUAGES = ("en", "fr", "ar")
WORDS = "canary-in-a-reply: they came to my house"


@pytest.fixture
def told(session: Session, ground: Ground) -> Told:
    return published(session, ground, languages=("en", "ar"))


@pytest.fixture
def receipt(session: Session, ground: Ground, told: Told) -> Receipt:
    return receipt_for(session, ground, told)[0]


def enter(client: InspectedClient, receipt: Receipt) -> None:
    assert client.post("/", data={"code": receipt.characters()}).status_code == 303


def field(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]


def send(client: InspectedClient, **given: str) -> object:
    form = client.get("/answer").get_data(as_text=True)
    return client.post(
        "/answer", data={"token": field(form, "token"), "reply": field(form, "reply"), "kind": "add", **given}
    )


@pytest.mark.parametrize("spelling", ["words", "arabic words", "digits", "characters", "careless"])
def test_a_receipt_opens_in_every_spelling(portal_client: InspectedClient, receipt: Receipt, spelling: str) -> None:
    typed = {
        "words": " ".join(receipt.words("en")),
        "arabic words": "  ".join(receipt.words("ar")),
        "digits": receipt.digits(),
        "characters": receipt.characters(),
        "careless": receipt.characters().lower().replace("-", " ").replace("0", "o"),
    }[spelling]
    answer = portal_client.post("/", data={"code": typed})
    assert answer.status_code == 303
    assert "code" not in answer.headers["Location"]
    page = portal_client.get("/read").get_data(as_text=True)
    assert SECRET in page
    assert "Opened once" in page


def test_whatever_opens_nothing_is_answered_alike(
    portal_client: InspectedClient, session: Session, ground: Ground, told: Told
) -> None:
    codes = [Receipt.new()]
    for ending in ({"expires_on": today() - timedelta(days=1)}, {"revoked": True}):
        receipt, issued = receipt_for(session, ground, told)
        with open_session(ground.stores.portal) as portal:
            portal.execute(update(PortalReceipt).where(PortalReceipt.id == issued).values(ending))
            portal.commit()
        codes.append(receipt)
    answers = [portal_client.post("/", data={"code": code.digits()}) for code in codes]
    assert {answer.status_code for answer in answers} == {422}
    assert len({answer.data for answer in answers}) == 1
    assert len({str(answer.headers) for answer in answers}) == 1
    assert not any("Set-Cookie" in answer.headers for answer in answers)


def test_a_revoked_receipt_stops_its_reader(
    portal_client: InspectedClient, session: Session, ground: Ground, told: Told
) -> None:
    receipt, issued_id = receipt_for(session, ground, told)
    enter(portal_client, receipt)
    issued = receipt_row(session, told.summary.id, issued_id)
    service.revoke_receipt(session, actor=told.team.portal_holder, summary=told.summary, issued=issued)
    work_off(session, ground)
    assert portal_client.get("/read").status_code == 303
    assert portal_client.post("/", data={"code": receipt.characters()}).status_code == 422


def test_the_store_alone_opens_nothing(
    portal_client: InspectedClient, ground: Ground, told: Told, receipt: Receipt
) -> None:
    enter(portal_client, receipt)
    assert send(portal_client, words=WORDS).status_code == 303
    with open_session(ground.stores.portal) as portal:
        rows = [
            value
            for model in (PublicCopy, ParticipantCopy, PortalReceipt, PortalReply, PortalSession, PortalThrottle)
            for row in portal.execute(select(*model.__table__.columns)).all()
            for value in row
        ]
    everything = b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in rows)
    cookie = portal_client.get_cookie("portal")
    assert b"What should change at the harbour" in everything  # the public copy: the scan does find texts
    for canary in (SECRET.encode(), WORDS.encode(), receipt.code, cookie.value.encode()):
        assert canary not in everything
        assert canary.hex().encode() not in everything


def test_a_session_ends_by_itself_and_on_leaving(
    portal_client: InspectedClient, ground: Ground, receipt: Receipt, config: object
) -> None:
    for aged in ({"seen_at": utcnow() - timedelta(minutes=11)}, {"started_at": utcnow() - timedelta(minutes=31)}):
        enter(portal_client, receipt)
        assert portal_client.get("/read").status_code == 200
        with open_session(ground.stores.portal) as portal:
            portal.execute(update(PortalSession).values(aged))
            portal.commit()
        assert portal_client.get("/read").status_code == 303
    enter(portal_client, receipt)
    stolen = portal_client.get_cookie("portal").value
    left = portal_client.post("/leave")
    assert left.headers["Refresh"] == f"0; url={config.leave_to}"
    assert b"<form" not in left.data
    assert portal_client.get_cookie("portal") is None
    portal_client.set_cookie("portal", stolen)
    assert portal_client.get("/read").status_code == 303


def test_an_answer_survives_a_session_that_ended(
    portal_client: InspectedClient, ground: Ground, receipt: Receipt
) -> None:
    enter(portal_client, receipt)
    with open_session(ground.stores.portal) as portal:
        portal.execute(update(PortalSession).values(seen_at=utcnow() - timedelta(minutes=11)))
        portal.commit()
    late = portal_client.post("/answer", data={"kind": "add", "words": WORDS})
    assert WORDS in late.get_data(as_text=True)
    again = portal_client.post("/", data={"code": receipt.digits(), "kind": "add", "words": WORDS})
    assert again.status_code == 200
    assert WORDS in again.get_data(as_text=True)


def test_the_same_answer_sent_twice_is_one(portal_client: InspectedClient, ground: Ground, receipt: Receipt) -> None:
    enter(portal_client, receipt)
    form = portal_client.get("/answer").get_data(as_text=True)
    data = {"token": field(form, "token"), "reply": field(form, "reply"), "kind": "add", "words": WORDS}
    assert [portal_client.post("/answer", data=data).status_code for _ in range(2)] == [303, 303]
    with open_session(ground.stores.portal) as portal:
        assert len(portal.scalars(select(PortalReply)).all()) == 1


def test_another_site_can_send_nothing(portal_client: InspectedClient, ground: Ground, receipt: Receipt) -> None:
    enter(portal_client, receipt)
    kept = send(portal_client, words=WORDS, token="0" * 32)
    assert kept.status_code == 403
    assert WORDS in kept.get_data(as_text=True)
    foreign = [{"Origin": "https://elsewhere.test"}, {"Sec-Fetch-Site": "cross-site"}]
    for headers in foreign:
        assert portal_client.post("/leave", headers=headers).status_code == 403
        assert portal_client.post("/", data={"code": receipt.digits()}, headers=headers).status_code == 403
    assert portal_client.post("/new-code").status_code == 403
    assert portal_client.get("/read").status_code == 200
    with open_session(ground.stores.portal) as portal:
        assert portal.scalars(select(PortalReply)).all() == []


def test_a_new_code_ends_the_old_one(
    portal_app: object, portal_client: InspectedClient, session: Session, receipt: Receipt
) -> None:
    other = InspectedClient.at(portal_app, session=session, portal=True)
    enter(other, receipt)
    enter(portal_client, receipt)
    token = field(portal_client.get("/new-code").get_data(as_text=True), "token")
    page = portal_client.post("/new-code", data={"token": token}).get_data(as_text=True)
    new = Receipt.parse(page.split('class="receipt" dir="ltr" translate="no">', 1)[1].split("<", 1)[0])
    assert other.get("/read").status_code == 303
    assert other.post("/", data={"code": receipt.digits()}).status_code == 422
    enter(other, new)
    assert SECRET in other.get("/read").get_data(as_text=True)
    assert portal_client.get("/read").status_code == 200


def test_guessing_is_slowed_for_one_tag_and_for_all(portal_client: InspectedClient, ground: Ground) -> None:
    guess = Receipt.new()
    codes = [portal_client.post("/", data={"code": guess.digits()}).status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]
    with open_session(ground.stores.portal) as portal:
        portal.execute(update(PortalThrottle).values(free_at=utcnow() + timedelta(hours=1)))
        portal.commit()
    assert portal_client.post("/", data={"code": Receipt.new().digits()}).status_code == 429


def test_a_reader_gets_the_nearest_language_and_is_told(portal_client: InspectedClient, receipt: Receipt) -> None:
    enter(portal_client, receipt)
    arabic = portal_client.get("/read?l=ar").get_data(as_text=True)
    assert '<article lang="ar" dir="rtl">' in arabic
    french = portal_client.get("/read?l=fr").get_data(as_text=True)
    assert '<html lang="fr"' in french
    assert '<article lang="en" dir="ltr">' in french
    assert french.count('class="notice"') == 1


def test_public_texts_are_open_and_show_no_more(portal_client: InspectedClient, told: Told) -> None:
    listed = portal_client.get("/open/").get_data(as_text=True)
    assert listed.count("<li><a") == 4  # one text, three languages of the page
    page = portal_client.get(f"/open/{told.summary.id}").get_data(as_text=True)
    assert "What should change at the harbour" in page
    assert SECRET not in page


def test_withdrawn_texts_are_gone_and_said_to_be(
    portal_client: InspectedClient, session: Session, ground: Ground, told: Told, receipt: Receipt
) -> None:
    service.withdraw(session, actor=told.team.lead, summary=told.summary)
    work_off(session, ground)
    enter(portal_client, receipt)
    for page in (portal_client.get("/read"), portal_client.get(f"/open/{told.summary.id}")):
        text = page.get_data(as_text=True)
        assert "withdrawn" in text
        assert SECRET not in text
        assert "What should change" not in text


def test_a_cookie_is_bound_to_the_host_where_there_is_tls(ground: Ground, session: Session, receipt: Receipt) -> None:
    config = config_for(ground, ENGAGE_PORTAL_ORIGIN="https://answers.example")
    client = InspectedClient.at(
        create_portal_app(config, portal_engine=ground.stores.portal), session=session, portal=True
    )
    given = client.post("/", data={"code": receipt.digits()}, base_url="https://answers.example")
    cookie = given.headers["Set-Cookie"]
    assert cookie.startswith("__Host-portal=")
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie
    assert "Strict-Transport-Security" in given.headers


def test_the_program_never_loads_what_knows_people() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, engage.portal_app; print(*[n for n in sys.modules if n.startswith('engage')])",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    rooms = {name.split(".")[1] for name in said if "." in name}
    assert rooms == {"portal", "portal_app", "crypto", "i18n", "web", "db"}
    assert not {"engage.crypto.vault", "engage.crypto.keystore", "engage.crypto.root"} & set(said)


def test_two_failures_at_the_same_moment_count_as_two(ground: Ground) -> None:
    key = throttling.key_for_all(b"pepper")

    def fail() -> None:
        with open_session(ground.stores.portal) as portal:
            throttling.failed(portal, key, throttling.ALL_TOGETHER)
            portal.commit()

    fail()
    with open_session(ground.stores.portal) as portal:
        throttling.failed(portal, key, throttling.ALL_TOGETHER)
        portal.flush()
        other = Thread(target=fail)
        other.start()
        other.join(timeout=0.3)
        portal.commit()
    other.join(timeout=10)
    with open_session(ground.stores.portal, read_only=True) as portal:
        assert portal.get_one(PortalThrottle, key).failures == 3
