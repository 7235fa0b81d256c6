"""Signing in, joining, ending: what a person and an attacker notice."""

from __future__ import annotations

import re

import pyotp
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from engage.accounts import service
from engage.accounts.models import Throttle, User, WebSession
from engage.crypto.sealed import unseal
from tests.factories.team import PASSWORD, make_team, make_user, post, project_url, sign_in
from tests.inspection import InspectedClient

SIGN_IN = "/accounts/sign-in"


@pytest.fixture
def known(session: Session) -> tuple[User, str, str]:
    """A user with a password: the user, the address, the secret of the second factor."""
    user = make_user(session)
    secret = unseal(session, user, "totp_secret") or ""
    service.set_credentials(session, user, password=PASSWORD, totp_secret=secret)
    session.commit()
    return user, unseal(session, user, "email") or "", secret


def attempt(client: InspectedClient, email: str, password: str, code: str) -> TestResponse:
    return post(client, SIGN_IN, {"email": email, "password": password, "code": code})


def test_all_three_open_the_door(client: InspectedClient, known: tuple[User, str, str]) -> None:
    _user, email, secret = known
    answer = attempt(client, email.upper(), PASSWORD, pyotp.TOTP(secret).now())
    assert answer.status_code == 302
    assert client.get("/").status_code == 200


def test_a_code_works_once(client: InspectedClient, known: tuple[User, str, str]) -> None:
    _user, email, secret = known
    code = pyotp.TOTP(secret).now()
    assert attempt(client, email, PASSWORD, code).status_code == 302
    post(client, "/accounts/sign-out", form="/accounts/me")
    assert attempt(client, email, PASSWORD, code).status_code == 422


def test_refusals_do_not_say_what_was_wrong(client: InspectedClient, known: tuple[User, str, str]) -> None:
    _user, email, secret = known
    code = pyotp.TOTP(secret).now()
    answers = [
        attempt(client, email, "wrong " + PASSWORD, code),
        attempt(client, email, PASSWORD, "000000"),
        attempt(client, "nobody@example.org", PASSWORD, code),
    ]
    pages = {re.sub(r'value="[^"]*"', "", answer.get_data(as_text=True)) for answer in answers}
    assert {answer.status_code for answer in answers} == {422}
    assert len(pages) == 1


def test_guessing_is_slowed_down_and_keeps_no_address(
    client: InspectedClient, session: Session, known: tuple[User, str, str]
) -> None:
    _user, email, secret = known
    for _ in range(7):
        attempt(client, email, "wrong " + PASSWORD, "000000")
    refused = attempt(client, email, PASSWORD, pyotp.TOTP(secret).now())
    assert "Too many attempts" in refused.get_data(as_text=True)
    assert session.scalar(select(func.count()).select_from(Throttle)) == 2


def test_joining_by_invitation_once(client: InspectedClient, session: Session) -> None:
    _user, token = service.invite(session, actor=None, email="new@example.org", name="New Person")
    landed = client.get(f"/accounts/join/{token}")
    assert token not in landed.headers["Location"]
    page = client.get(landed.headers["Location"]).get_data(as_text=True)
    secret = re.search(r"<code><bdi>([A-Z2-7]+)</bdi>", page)[1]
    weak = post(client, "/accounts/joining", {"password": "engageengageengage", "code": pyotp.TOTP(secret).now()})
    assert weak.status_code == 422
    done = post(client, "/accounts/joining", {"password": PASSWORD, "code": pyotp.TOTP(secret).now()})
    assert len(re.findall(r"<li><code><bdi>[A-Z0-9-]{19}</bdi>", done.get_data(as_text=True))) == 10
    assert client.get(f"/accounts/join/{token}", follow_redirects=True).status_code == 404


def test_signing_out_ends_the_session_on_the_server(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    sign_in(client, session, team.lead)
    assert client.get(project_url(team)).status_code == 200
    post(client, "/accounts/sign-out", form="/accounts/me")
    assert session.scalar(select(func.count()).select_from(WebSession).where(WebSession.user_id.is_not(None))) == 0
    assert client.get(project_url(team)).status_code == 302


def test_closing_an_account_ends_its_sessions(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    sign_in(client, session, team.lead)
    service.close(session, actor=team.administrator, user_id=team.lead.id)
    assert client.get(project_url(team)).status_code == 302


def test_a_change_from_another_site_is_refused(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    sign_in(client, session, team.lead)
    elsewhere = client.post("/accounts/sign-out", headers={"Origin": "https://elsewhere.example"})
    without = client.post("/accounts/sign-out")
    assert {elsewhere.status_code, without.status_code} == {403}
    assert client.get(project_url(team)).status_code == 200


@pytest.mark.parametrize("to", ["//evil.example", "/\\evil.example", "https://evil.example", "\\\\evil"])
def test_signing_in_never_leads_elsewhere(client: InspectedClient, known: tuple[User, str, str], to: str) -> None:
    _user, email, secret = known
    data = {"email": email, "password": PASSWORD, "code": pyotp.TOTP(secret).now(), "to": to}
    assert post(client, SIGN_IN, data).headers["Location"] == "/"


def test_a_form_without_a_file_has_no_room_for_megabytes(client: InspectedClient) -> None:
    assert client.post(SIGN_IN, data={"email": "x" * 3_000_000}).status_code == 413
