"""What people were told and agreed to: kept as history, ended honestly, shown to those who may know."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.projects.queries import log_of
from engage.stakeholders.consents.holdings import move
from engage.stakeholders.consents.models import Consent, Notice
from engage.stakeholders.consents.queries import consents_of, ending, notices_of
from engage.stakeholders.consents.records import ConsentDetail
from engage.stakeholders.consents.service import withdraw_consent
from tests.factories.record import agreed
from tests.factories.stakeholders import Registry, make_registry
from tests.factories.team import post, project_url, sign_in
from tests.inspection import InspectedClient

DAY = timedelta(days=1)


def url(registry: Registry, rest: str = "") -> str:
    return project_url(registry.team, f"stakeholders/{rest}")


def text(answer: object) -> str:
    return answer.get_data(as_text=True)  # type: ignore[attr-defined,no-any-return]


def test_told_agreed_and_taken_back(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.lead)
    notice = {"title": "What we hold", "language": "ar", "text": "نحفظ اسمكم"}
    made = post(client, url(registry, "notices/new"), notice)
    row = session.scalars(select(Notice)).one()
    again = post(client, url(registry, f"notices/{row.id}/word"), {"language": "ar", "text": "نحفظ اسمكم"})
    assert again.status_code == 422
    assert "says exactly this" in text(again)
    post(client, url(registry, f"notices/{row.id}/word"), {"language": "ar", "text": "نحفظ اسمكم ورقمكم"})
    shown = text(client.get(made.location))
    assert "Version 2" in shown
    assert "Version 1" in shown
    newest = notices_of(session, registry.team.project.id)[0].newest["ar"]
    where = url(registry, f"{registry.guarded.id}/consents/new")
    sent = {"kind": "consent", "purposes": ["contact", "quote"], "means": "spoken", "wording": str(newest.id)}
    post(client, where, {**sent, "given_on": today().isoformat(), "note": "Heard it twice."})
    person = text(client.get(url(registry, f"{registry.guarded.id}")))
    assert "What we hold, version 2, Arabic" in person
    assert "That they are quoted without their name" in person
    consent = session.scalars(select(Consent)).one()
    back = url(registry, f"{registry.guarded.id}/consents/{consent.id}/withdraw")
    early = post(client, back, {"withdrawn_on": (today() - DAY).isoformat(), "reason": "Afraid"})
    assert early.status_code == 422
    assert "Afraid" in text(early)
    post(client, back, {"withdrawn_on": today().isoformat(), "reason": "Afraid"})
    assert "That they are quoted" not in text(client.get(url(registry, f"{registry.guarded.id}")))
    history = text(client.get(url(registry, f"{registry.guarded.id}/consents/")))
    assert "Taken back" in history
    assert "Afraid" in history
    assert client.get(back).status_code == 404
    assert not any("Afraid" in repr(line.facts) for line in log_of(session, registry.team.project.id))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"purposes": []}, "Choose at least one thing"),
        ({"expires_on": "2020-01-01"}, "It must end after the day"),
        ({"given_on": "2099-01-01"}, "The latest possible day"),
        ({"wording": "00000000-0000-4000-8000-000000000000"}, "Choose from the list."),
    ],
)
def test_what_is_refused_and_kept(client: InspectedClient, session: Session, sent: dict[str, str], said: str) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    where = url(registry, f"{registry.guarded.id}/consents/new")
    usual = {"kind": "consent", "purposes": ["contact"], "means": "call", "given_on": "2025-02-03", "note": "By boat"}
    answer = post(client, where, {**usual, **sent})
    assert answer.status_code == 422
    assert said in text(answer)
    assert "By boat" in text(answer)


def test_what_ends_is_said_until_it_is_renewed(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, now = registry.team, today()

    def due(tier: int = 3) -> list[str]:
        found = ending(session, team.project.id, since=now - 90 * DAY, until=now + 30 * DAY, up_to_tier=tier)
        return [name for name, _consent in found]

    agreed(session, team, registry.guarded, expires_on=now + 9 * DAY)
    agreed(session, team, registry.highest, expires_on=now + 3 * DAY)
    agreed(session, team, registry.ordinary, expires_on=now + 40 * DAY)
    assert due() == [registry.highest.pseudonym, registry.guarded.pseudonym]
    assert due(2) == [registry.guarded.pseudonym]
    sign_in(client, session, team.engager)
    page = text(client.get(project_url(team)))
    assert "Consents that end" in page
    part = ConsentDetail(purposes=["quote"], means="call")
    agreed(session, team, registry.guarded, given_on=now, expires_on=now + 400 * DAY, detail=part)
    assert registry.guarded.pseudonym in due()
    renewal = agreed(session, team, registry.guarded, given_on=now, expires_on=now + 400 * DAY)
    assert registry.guarded.pseudonym not in due()
    withdraw_consent(session, actor=team.lead, consent=renewal, withdrawn_on=now, reason="")
    assert registry.guarded.pseudonym in due()


def test_consents_move_with_the_person_and_back(session: Session) -> None:
    registry = make_registry(session)
    mine = agreed(session, registry.team, registry.guarded)
    theirs = agreed(session, registry.team, registry.ordinary, given_on=date(2025, 1, 2))
    project, source, target = registry.team.project.id, registry.guarded.id, registry.ordinary.id
    moved = move(session, project, source, target, None)
    assert moved == [str(mine.id)]
    session.expire_all()
    assert [each.detail.purposes for each in consents_of(session, target)] == [["contact"], ["contact"]]
    assert move(session, project, target, source, moved) == moved
    session.expire_all()
    assert [each.id for each in consents_of(session, source)] == [mine.id]
    assert [each.id for each in consents_of(session, target)] == [theirs.id]


def test_someone_hidden_has_no_consents(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    consent = agreed(session, registry.team, registry.highest)
    sign_in(client, session, registry.team.analyst)
    assert client.get(url(registry, f"{registry.highest.id}/consents/")).status_code == 404
    assert "Told and agreed" in text(client.get(url(registry, f"{registry.guarded.id}")))
    sign_in(client, session, registry.team.lead)
    # A consent is found only under the person it belongs to.
    assert client.get(url(registry, f"{registry.guarded.id}/consents/{consent.id}/withdraw")).status_code == 404
