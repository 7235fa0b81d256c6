"""What each role finds on the pages of people, and what never stands there."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.audit.models import AuditEvent
from engage.projects.queries import log_of
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.queries import find_stakeholder
from tests.factories.stakeholders import NAMES, SAFE_MAIL, UNSAFE_PHONE, Registry, make_registry
from tests.factories.team import csrf, other_project, post, project_url, sign_in
from tests.inspection import InspectedClient

NEW = {
    "kind": "person",
    "roles": "rights_holder",
    "tier": "2",
    "name": "Nadia Placeholder",
    "contacts-0-channel": "email",
    "contacts-1-channel": "phone",
}


def url(registry: Registry, rest: str = "") -> str:
    return project_url(registry.team, f"stakeholders/{rest}")


def text(answer: object) -> str:
    return answer.get_data(as_text=True)  # type: ignore[attr-defined,no-any-return]


def test_an_empty_registry_teaches_the_first_step(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    for row in session.scalars(select(Stakeholder)):
        session.execute(Contact.__table__.delete())
        session.delete(row)
    session.commit()
    sign_in(client, session, registry.team.engager)
    page = text(client.get(url(registry)))
    assert "Import a file" in page
    assert "Add someone" in page


def test_the_list_shows_pseudonyms_and_no_name(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.lead)
    for path in (url(registry), url(registry, f"{registry.guarded.id}"), url(registry, f"{registry.guarded.id}/edit")):
        page = text(client.get(path))
        assert registry.guarded.pseudonym in page
        for secret in (*NAMES.values(), SAFE_MAIL, UNSAFE_PHONE, "Haddad"):
            assert secret not in page
    assert "2 ways are known; 1 of them" in text(client.get(url(registry, f"{registry.guarded.id}")))
    assert "Never ring before noon." in text(client.get(url(registry, f"{registry.guarded.id}")))


def test_an_analyst_never_meets_the_highest_tier(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.analyst)
    page = text(client.get(url(registry)))
    assert registry.highest.pseudonym not in page
    assert "1 to 2 of 2" in page
    assert 'value="3"' not in page
    assert text(client.get(url(registry, "?tier=3"))).count(registry.highest.pseudonym) == 0
    hidden = client.get(url(registry, f"{registry.highest.id}"))
    nowhere = client.get(url(registry, "00000000-0000-4000-8000-00000000dead"))
    assert hidden.status_code == nowhere.status_code == 404
    assert hidden.data == nowhere.data
    found = text(post(client, url(registry, "found"), {"q": registry.highest.pseudonym}, form=url(registry)))
    assert "0 found" in found
    by_name = text(post(client, url(registry, "found"), {"q": "Haddad"}, form=url(registry)))
    assert "0 found" in by_name
    assert registry.guarded.pseudonym not in by_name


@pytest.mark.parametrize("rest", ["new", "imports/new"])
def test_an_analyst_adds_nobody(client: InspectedClient, session: Session, rest: str) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.analyst)
    assert client.get(url(registry, rest)).status_code == 404
    assert client.get(url(registry, f"{registry.guarded.id}/reveal")).status_code == 404


def test_one_search_is_one_event(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.lead)
    found = text(post(client, url(registry, "found"), {"q": "hadd"}, form=url(registry)))
    assert registry.guarded.pseudonym in found
    assert "Salma" not in found
    searched = [line for line in log_of(session, registry.team.project.id) if line.code == "stakeholder.searched"]
    assert [line.facts for line in searched] == [{"found": 1}]


def test_to_find_by_name_is_to_look(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    found = text(post(client, url(registry, "found"), {"q": "Zogbé"}, form=url(registry)))
    assert registry.highest.pseudonym not in found
    assert registry.highest.pseudonym in text(client.get(url(registry)))


def test_conditions_narrow_the_list(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.lead)
    page = text(client.get(url(registry, "?country=GB&role=intermediary")))
    assert registry.ordinary.pseudonym in page
    assert registry.guarded.pseudonym not in page
    assert "Nobody fits." in text(client.get(url(registry, "?country=GB&role=rights_holder")))
    assert client.get(url(registry, "?country=%00&after=x&tier=nine")).status_code == 200


def test_adding_someone(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    sent = {**NEW, "contacts-0-value": "nadia@example.org", "contacts-0-safe": "y", "countries": ["MA", "FR"]}
    answer = post(client, url(registry, "new"), sent)
    assert answer.status_code == 302  # type: ignore[attr-defined]
    page = text(client.get(answer.location))  # type: ignore[attr-defined]
    assert "1 way is known; 1 of them" in page
    assert "Nadia" not in page
    assert "Nadia" not in text(client.get(url(registry)))


def test_nothing_typed_is_lost(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    sent = {**NEW, "name": "", "roles": "", "contacts-0-value": "not a mail", "how_we_met": "At the harbour"}
    answer = post(client, url(registry, "new"), sent)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    for kept in ("At the harbour", "not a mail", "Choose at least one role.", "Write an e-mail address"):
        assert kept in text(answer)


@pytest.mark.parametrize("given", [{"name": "salma HADDÁD"}, {"contacts-0-value": "Salma@Example.org "}])
def test_someone_who_is_there_is_noticed(client: InspectedClient, session: Session, given: dict[str, str]) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    answer = post(client, url(registry, "new"), {**NEW, **given})
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert registry.guarded.pseudonym in text(answer)
    lines = log_of(session, registry.team.project.id)
    assert lines[0].code == "stakeholder.searched"
    again = post(client, url(registry, "new"), {**NEW, **given, "someone_else": "y"})
    assert again.status_code == 302  # type: ignore[attr-defined]


def test_a_double_does_not_betray_the_highest_tier(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    assert post(client, url(registry, "new"), {**NEW, "name": NAMES[3]}).status_code == 302  # type: ignore[attr-defined]


def test_protection_rises_and_does_not_fall(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    where = url(registry, f"{registry.guarded.id}/edit")
    sent = {"kind": "person", "roles": "rights_holder", "contact-channel": "email"}
    lower = post(client, where, {**sent, "tier": "1"})
    assert lower.status_code == 422  # type: ignore[attr-defined]
    assert "second person" in text(lower)
    assert post(client, where, {**sent, "tier": "3"}).status_code == 302  # type: ignore[attr-defined]
    project = registry.team.project.id
    assert find_stakeholder(session, project, registry.guarded.id, up_to_tier=2) is None
    raised = find_stakeholder(session, project, registry.guarded.id, up_to_tier=3)
    assert raised is not None
    assert raised.safety.what_not_to_do == ""
    codes = {line.code for line in log_of(session, project)}
    assert {"stakeholder.tier_raised", "stakeholder.changed"} <= codes


def test_another_project_has_none_of_these(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    elsewhere = other_project(session)
    sign_in(client, session, registry.team.lead)
    assert client.get(f"/projects/{elsewhere}/stakeholders/").status_code == 404
    other = session.scalars(select(Stakeholder).where(Stakeholder.project_id != registry.team.project.id)).one()
    contact = session.scalars(select(Contact).where(Contact.stakeholder_id == other.id)).first()
    assert contact is not None
    token = csrf(client, url(registry))
    for rest in (f"{other.id}/reveal", f"{registry.guarded.id}/contacts/{contact.id}"):
        assert client.post(url(registry, rest), data={"csrf_token": token, "do": "remove"}).status_code == 404


def test_events_name_nobody(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    assert registry.team.users[Role.LEAD]
    bodies = [line.facts for line in log_of(session, registry.team.project.id)]
    assert session.scalars(select(AuditEvent)).first() is not None
    assert not any(name in repr(bodies) for name in NAMES.values())
