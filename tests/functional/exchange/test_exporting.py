"""Lists taken out: whoever may know of whom, what a file says, long ones, and nothing left behind."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.orm import Session

import engage.exchange.jobs  # noqa: F401 - registers its work by name
from engage.accounts.permissions import Role
from engage.db.clock import utcnow
from engage.exchange import service
from engage.projects.parcels.models import Parcel
from engage.projects.parcels.service import sweep
from engage.projects.queries import log_of
from engage.projects.service import remove_member
from engage.stakeholders.records import Profile, Safety
from engage.worker.loop import run_jobs
from tests.databases.grounds import Ground
from tests.factories.stakeholders import NAMES, SAFE_MAIL, Registry, add_person, make_registry
from tests.factories.team import post, project_url, sign_in
from tests.inspection import InspectedClient


def place(registry: Registry) -> str:
    return project_url(registry.team, "exchange/people")


def form(**given: Any) -> dict[str, Any]:
    usual = {"make": "yes", "form": "csv", "wording": "codes", "columns": ["kind", "countries", "tier"]}
    return {**usual, **given}


def rows(answer: Any) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.get_data().decode("utf-8-sig"), newline="")))


def taken_out(session: Session, registry: Registry) -> list[dict[str, Any]]:
    return [line.facts for line in log_of(session, registry.team.project.id) if line.code == "exchange.exported"]


def test_the_file_says_what_was_chosen(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    assert "3 people will be in the file" in client.get(place(registry)).get_data(as_text=True)
    answer: Any = post(client, place(registry), form())
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="people-20')
    assert answer.headers["Cache-Control"] == "no-store"
    table = rows(answer)
    assert table[0] == ["pseudonym", "kind", "countries", "tier"]
    assert [registry.ordinary.pseudonym, "organisation", "GB", "1"] in table
    assert len(table) == 4
    assert not any(secret in answer.get_data(as_text=True) for secret in (*NAMES.values(), SAFE_MAIL, "Never ring"))
    sheet: Any = post(client, place(registry), form(form="xlsx", wording="words", free=["what_not_to_do"]))
    book = CalamineWorkbook.from_filelike(BytesIO(sheet.get_data())).get_sheet_by_index(0).to_python()
    assert book[0] == ["Pseudonym", "Kind", "Countries", "Protection", "What not to do"]
    assert any("Never ring before noon." in row for row in book)
    assert taken_out(session, registry)[-1] == {
        "rows": 3,
        "columns": ["pseudonym", "kind", "countries", "tier"],
        "form": "csv",
    }


def test_hidden_people_are_in_no_row_and_no_count(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    noise = add_person(session, make_registry(session).team)
    session.commit()
    chosen = [str(each.id) for each in (registry.guarded, registry.highest, noise)]
    sign_in(client, session, registry.team.analyst)
    for more in ({"person": [*chosen, "x"]}, {"tier": "3"}, {}):
        page: Any = post(client, place(registry), more)
        assert registry.highest.pseudonym not in page.get_data(as_text=True)
        assert "3 people" not in page.get_data(as_text=True)
    answer: Any = post(client, place(registry), form(person=chosen))
    assert [row[0] for row in rows(answer)[1:]] == [registry.guarded.pseudonym]
    for nobody in (str(registry.highest.id), "x", ""):
        refused: Any = post(client, place(registry), form(person=[nobody]), form=place(registry))
        assert "Nobody is chosen" in refused.get_data(as_text=True)
    assert [facts["rows"] for facts in taken_out(session, registry)] == [1]


def test_a_narrowing_is_taken_out_whole(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.lead)
    answer: Any = post(client, place(registry), form(country="GB"))
    assert [row[0] for row in rows(answer)[1:]] == [registry.ordinary.pseudonym]


def test_formulas_are_harmless(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    evil = '=HYPERLINK("http://example.org")'
    add_person(session, registry.team, profile=Profile(how_we_met=evil), safety=Safety(tier_reason="+1"))
    session.commit()
    sign_in(client, session, registry.team.lead)
    answer: Any = post(client, place(registry), form(columns=[], free=["how_we_met", "tier_reason"]))
    assert [f"'{evil}", "'+1"] in [row[1:] for row in rows(answer)]


@pytest.mark.parametrize("role", [Role.GUARDIAN, Role.COUNSEL, Role.TRANSLATOR, Role.PORTAL_HOLDER])
def test_other_roles_take_nothing_out(client: InspectedClient, session: Session, role: Role) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.users[role])
    assert client.get(place(registry)).status_code == 404
    assert post(client, place(registry), form(), form=project_url(registry.team)).status_code == 404


@pytest.fixture
def long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is too long to be made at once."""
    monkeypatch.setattr(service, "AT_ONCE", 0)


@pytest.mark.usefixtures("long_list")
def test_a_long_list_waits_sealed_and_is_fetched_once(
    client: InspectedClient, session: Session, ground: Ground
) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    assert post(client, place(registry), form()).status_code == 302
    parcel = session.scalars(select(Parcel)).one()
    parcel_id = parcel.id
    there = project_url(registry.team, f"exchange/files/{parcel_id}")
    assert post(client, there, form=place(registry)).status_code == 302
    run_jobs(ground.stores, ground.vault)
    session.expire_all()
    assert parcel.content is not None
    assert registry.guarded.pseudonym.encode() not in parcel.content
    assert "Files made for you" in client.get(project_url(registry.team)).get_data(as_text=True)
    sign_in(client, session, registry.team.lead)
    assert post(client, there, form=place(registry)).status_code == 404
    sign_in(client, session, registry.team.engager)
    assert len(rows(post(client, there, form=place(registry)))) == 4
    assert post(client, there, form=place(registry)).status_code == 404
    assert not ground.vault.has_subject(parcel_id)
    assert [facts["rows"] for facts in taken_out(session, registry)] == [3]


@pytest.mark.usefixtures("long_list")
def test_who_left_gets_nothing_and_a_day_is_enough(client: InspectedClient, session: Session, ground: Ground) -> None:
    registry = make_registry(session)
    for user in (registry.team.engager, registry.team.lead):
        sign_in(client, session, user)
        assert post(client, place(registry), form()).status_code == 302
    remove_member(session, actor=registry.team.lead, project=registry.team.project, user_id=registry.team.engager.id)
    session.commit()
    run_jobs(ground.stores, ground.vault)
    session.expire_all()
    kept = session.scalars(select(Parcel)).one()
    assert kept.made_for == registry.team.lead.id
    kept_id, kept.expires_at = kept.id, utcnow() - timedelta(seconds=1)
    session.commit()
    assert sweep(ground.stores, ground.vault) == 1
    assert not ground.vault.has_subject(kept_id)
