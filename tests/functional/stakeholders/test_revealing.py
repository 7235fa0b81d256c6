"""A look at a name: written down first, for a purpose, within a budget, and only for those who may."""

from __future__ import annotations

from typing import Any

import pyotp
import pytest
from sqlalchemy.orm import Session

from engage.accounts.permissions import ROLE_PERMISSIONS, Role
from engage.crypto.sealed import unseal
from engage.db.stores import Stores, open_session
from engage.projects.queries import log_of
from engage.stakeholders import reveal as looking
from engage.stakeholders.vocabulary import Purpose
from tests.factories.stakeholders import NAMES, SAFE_MAIL, UNSAFE_PHONE, Registry, make_registry
from tests.factories.team import post, project_url, sign_in
from tests.inspection import InspectedClient


def place(registry: Registry, who: object) -> str:
    return project_url(registry.team, f"stakeholders/{who}/reveal")


def looks(session: Session, registry: Registry) -> list[dict[str, Any]]:
    lines = log_of(session, registry.team.project.id)
    return [line.facts for line in lines if line.code == "stakeholder.revealed"]


def ask(purpose: str = "invite") -> dict[str, object]:
    return {"purpose": purpose, "reason": "They asked to be called back."}


def test_the_fields_follow_the_purpose(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    where = place(registry, registry.guarded.id)
    assert NAMES[2] not in client.get(where).get_data(as_text=True)
    for purpose, phone in (("invite", False), ("follow_up", False), ("safety", True), ("correct", True)):
        answer: Any = post(client, where, ask(purpose))
        page = answer.get_data(as_text=True)
        assert answer.status_code == 200
        assert NAMES[2] in page
        assert SAFE_MAIL in page
        assert (UNSAFE_PHONE in page) is phone
        assert answer.headers["Refresh"] == f"60; url={where.removesuffix('/reveal')}"
        assert answer.headers["Cache-Control"] == "no-store"
        assert NAMES[2] not in page.split("</title>")[0]
    assert [facts["purpose"] for facts in reversed(looks(session, registry))] == [
        "invite",
        "follow_up",
        "safety",
        "correct",
    ]


def test_a_look_needs_a_purpose_and_a_reason(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    answer: Any = post(client, place(registry, registry.guarded.id), {"purpose": "invite", "reason": " "})
    assert answer.status_code == 422
    assert NAMES[2] not in answer.get_data(as_text=True)
    assert looks(session, registry) == []


def test_the_event_is_committed_before_the_name_is_opened(
    session: Session, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = make_registry(session)
    vault = session.info["vault"]
    kept: list[int] = []

    def opened(own: Session, row: Any, column: str) -> str | None:
        with open_session(stores.data, read_only=True, vault=vault) as other:
            kept.append(len(looks(other, registry)))
        return unseal(own, row, column)

    monkeypatch.setattr(looking, "unseal", opened)
    looking.reveal(
        session,
        actor=registry.team.engager,
        permissions=ROLE_PERMISSIONS[Role.ENGAGER],
        confirmed=True,
        stakeholder=registry.guarded,
        purpose=Purpose.INVITE,
        reason="To invite them",
    )
    assert kept == [1]


def test_the_highest_tier_is_for_few(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    where = place(registry, registry.highest.id)
    sign_in(client, session, registry.team.engager)
    assert client.get(where).status_code == 404
    assert post(client, where, ask(), form=place(registry, registry.guarded.id)).status_code == 404  # type: ignore[attr-defined]
    assert looks(session, registry) == []
    sign_in(client, session, registry.team.guardian)
    assert NAMES[3] in post(client, where, ask()).get_data(as_text=True)  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", [Role.ANALYST, Role.COUNSEL, Role.TRANSLATOR])
def test_other_roles_never_look(session: Session, role: Role) -> None:
    registry = make_registry(session)
    with pytest.raises(looking.RevealRefused):
        looking.reveal(
            session,
            actor=registry.team.users[role],
            permissions=ROLE_PERMISSIONS[role],
            confirmed=True,
            stakeholder=registry.ordinary,
            purpose=Purpose.SAFETY,
            reason="Because",
        )
    assert looks(session, registry) == []


def test_the_budget_of_an_hour_holds(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    actor = registry.team.engager
    for _look in range(looking.AN_HOUR - 1):
        looking._spend(session, actor.id, registry.team.project.id)
    session.commit()
    sign_in(client, session, actor)
    where = place(registry, registry.guarded.id)
    assert post(client, where, ask()).status_code == 200  # type: ignore[attr-defined]
    refused: Any = post(client, where, ask())
    assert refused.status_code == 422
    assert NAMES[2] not in refused.get_data(as_text=True)
    assert "They asked to be called back." in refused.get_data(as_text=True)
    assert len(looks(session, registry)) == 1


def test_an_old_code_is_asked_for_anew(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    engager = registry.team.engager
    secret = unseal(session, engager, "totp_secret") or ""
    sign_in(client, session, engager, confirmed=False)
    where = place(registry, registry.guarded.id)
    assert 'name="code"' in client.get(where).get_data(as_text=True)
    wrong: Any = post(client, where, {**ask(), "code": "000000"})
    assert wrong.status_code == 422
    assert NAMES[2] not in wrong.get_data(as_text=True)
    right: Any = post(client, where, {**ask(), "code": pyotp.TOTP(secret).now()})
    assert NAMES[2] in right.get_data(as_text=True)
    assert 'name="code"' not in client.get(where).get_data(as_text=True)


def test_a_way_is_marked_and_taken_out(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    where = place(registry, registry.guarded.id)
    page = post(client, where, ask("correct")).get_data(as_text=True)  # type: ignore[attr-defined]
    actions = [part.split('"')[0] for part in page.split('action="')[1:] if "/contacts/" in part.split('"')[0]]
    safe, phone = actions[0], actions[-1]
    post(client, safe, {"do": "unsafe"}, form=where)
    post(client, phone, {"do": "remove"}, form=where)
    person = client.get(where.removesuffix("/reveal")).get_data(as_text=True)
    assert "1 way is known; 0 of them" in person


def test_beyond_the_budget_two_persons_make_one_look(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    actor, guardian = registry.team.engager, registry.team.guardian
    for _look in range(looking.AN_HOUR):
        looking._spend(session, actor.id, registry.team.project.id)
    session.commit()
    sign_in(client, session, actor)
    where = place(registry, registry.guarded.id)
    refused: Any = post(client, where, ask())
    assert refused.status_code == 422
    assert 'name="ask"' in refused.get_data(as_text=True)
    asked: Any = post(client, where, {**ask("safety"), "ask": "yes"})
    here = asked.headers["Location"]
    doing = f"{where}/agreed/{here.rsplit('/', 1)[1]}"
    early: Any = post(client, doing, form=here)
    assert early.headers["Location"] == here
    sign_in(client, session, guardian)
    page = client.get(here).get_data(as_text=True)
    assert registry.guarded.pseudonym in page
    assert "To keep them safe" in page
    assert post(client, f"{here}/agree", form=here).status_code == 302  # type: ignore[attr-defined]
    assert post(client, doing, form=here).status_code == 404  # type: ignore[attr-defined]
    sign_in(client, session, actor)
    assert "Show for a minute" in client.get(here).get_data(as_text=True)
    elsewhere = doing.replace(str(registry.guarded.id), str(registry.ordinary.id))
    assert post(client, elsewhere, form=here).status_code == 404  # type: ignore[attr-defined]
    seen: Any = post(client, doing, form=here)
    assert NAMES[2] in seen.get_data(as_text=True)
    assert UNSAFE_PHONE in seen.get_data(as_text=True)
    assert seen.headers["Refresh"].startswith("60;")
    again: Any = post(client, doing, form=here)
    assert again.headers["Location"] == here
    assert [facts["purpose"] for facts in looks(session, registry)] == ["safety"]
