"""Spreadsheets come in whole or not at all; what is wrong is named by its place; nothing stays readable in between."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.projects.queries import log_of
from engage.stakeholders.directory import directory_of
from engage.stakeholders.importing import service
from engage.stakeholders.models import Stakeholder, StakeholderImport
from tests.factories.stakeholders import NAMES, Registry, make_registry
from tests.factories.team import csrf, post, project_url, sign_in
from tests.inspection import InspectedClient

EXAMPLE = Path(service.__file__).parents[1] / "examples" / "consulted_organisations.csv"


def url(registry: Registry, rest: str = "imports/new") -> str:
    return project_url(registry.team, f"stakeholders/{rest}")


def upload(client: InspectedClient, registry: Registry, data: bytes, tier: str = "1") -> Any:
    token = csrf(client, url(registry))
    return client.post(
        url(registry),
        data={"csrf_token": token, "tier": tier, "file": (BytesIO(data), "people.csv")},
        content_type="multipart/form-data",
    )


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Stakeholder)) or 0


def test_the_consulted_organisations_come_in(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    before = count(session)
    answer = upload(client, registry, EXAMPLE.read_bytes())
    preview = client.get(answer.location).get_data(as_text=True)
    assert preview.count("There is no country.") == 2
    assert count(session) == before
    saved: Any = post(client, answer.location)
    result = client.get(saved.location).get_data(as_text=True)
    assert "74 added to the registry." in result
    assert count(session) == before + 74
    people = directory_of(session, registry.team.project.id).people(3)
    assert sum(not person.profile.countries for person in people) == 2
    assert sum(person.profile.intermediary_kind == "company" for person in people) >= 25
    listed = client.get(url(registry, "")).get_data(as_text=True)
    assert "Vodafone" not in listed
    row = session.scalars(select(StakeholderImport)).one()
    assert (row.state, row.content, row.accepted, row.rejected) == ("saved", None, 74, 0)
    imported = [line.facts for line in log_of(session, registry.team.project.id) if line.code == "stakeholder.imported"]
    assert imported == [{"accepted": 74, "rejected": 0}]
    assert post(client, answer.location, form=url(registry)).status_code == 302  # type: ignore[attr-defined]
    assert count(session) == before + 74
    twice = upload(client, registry, EXAMPLE.read_bytes())
    nothing: Any = post(client, twice.location)
    assert nothing.status_code == 422
    assert count(session) == before + 74


BAD = [
    (b"", "There is nothing in this file."),
    (b"title,country\nHidden Value,FR\n", "Row 1 has no column for the name."),
    (b"name,country\nA,FR\nHidden Value\n", "Row 3", "Column B"),
    (b"name,country\nHidden Value,FR,x\n", "Row 2", "Column C"),
    (b"name,country\n=Hidden(1),FR\n", "Row 2", "Column A"),
    (b"name,country\nHidden\0Value,FR\n", "Row 2", "Column A"),
    ("name,country\nÉcole,FR\nÀ côté,FR\nHidden Zoé,FR\n".encode().replace(b"Zo\xc3", b"Zo\xff"), "Row 4", "Column A"),
    (b"name,note\nA," + b"Hidden Value" * 900_000 + b"\n", "Row 2", "Column B"),
    (b'name,note\nA,x\nB,"Hidden Value\n', "Row 3:"),
    (b"PK\x03\x04Hidden Value", "workbook"),
    ("name\nHidden Value".encode("utf-16")[:-1], "cannot be read"),
]


@pytest.mark.parametrize("case", BAD, ids=range(len(BAD)))
def test_a_bad_file_is_named_by_its_place(client: InspectedClient, session: Session, case: tuple[Any, ...]) -> None:
    data, *said = case
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    before = count(session)
    answer = upload(client, registry, data)
    if answer.status_code == 302:
        answer = client.get(answer.location)
        page = answer.get_data(as_text=True)
        refused = page.split("Refused rows", 1)[1].split("The first rows", 1)[0]
        row, column = (each.split()[1] for each in said)
        assert f"<td>{row}</td><td>{column}</td>" in refused
    else:
        assert answer.status_code == 422
        page = answer.get_data(as_text=True)
        assert all(each in page for each in said)
    assert "Hidden" not in page
    assert count(session) == before


def test_neither_file_nor_rows(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    answer: Any = post(client, url(registry), {"tier": "2"})
    assert answer.status_code == 422
    assert "Choose a file, or paste rows below." in answer.get_data(as_text=True)


def test_rows_can_be_pasted_and_doubles_are_skipped_unless_ticked(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    before = count(session)
    pasted = f"name\ttype\tcountry\n{NAMES[2].upper()}\tworker\tFR\nNew One\tworker\tFR\nnew  one\tworker\tFR\n"
    answer: Any = post(client, url(registry), {"tier": "2", "pasted": pasted})
    preview = client.get(answer.location).get_data(as_text=True)
    assert registry.guarded.pseudonym in preview
    assert "Row 3 of this file" in preview
    saved: Any = post(client, answer.location, {"keep": "2"})
    assert count(session) == before + 2
    report = client.get(saved.location).get_data(as_text=True)
    assert "stands in an earlier row" in report


def test_an_import_does_not_betray_the_highest_tier(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    answer = upload(client, registry, f"name,type,country\n{NAMES[3]},worker,FR\n".encode())
    assert registry.highest.pseudonym not in client.get(answer.location).get_data(as_text=True)


def test_nobody_else_sees_an_upload(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    answer = upload(client, registry, EXAMPLE.read_bytes())
    blob = session.scalars(select(StakeholderImport)).one().content
    assert blob is not None
    assert b"Vodafone" not in blob.blob
    sign_in(client, session, registry.team.lead)
    assert client.get(answer.location).status_code == 404
    assert post(client, answer.location, form=url(registry)).status_code == 404  # type: ignore[attr-defined]


def test_an_upload_can_be_forgotten(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    answer = upload(client, registry, EXAMPLE.read_bytes())
    post(client, f"{answer.location}/drop", form=answer.location)
    row = session.scalars(select(StakeholderImport)).one()
    assert (row.state, row.content) == ("dropped", None)
    assert client.get(answer.location).status_code == 404


def test_a_failure_in_the_middle_leaves_nothing(
    client: InspectedClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    before = count(session)
    answer = upload(client, registry, EXAMPLE.read_bytes())
    given = iter(["Calm Oak"] * 74)
    monkeypatch.setattr(service.Pseudonyms, "give", lambda _self: next(given))
    assert post(client, answer.location).status_code == 500  # type: ignore[attr-defined]
    assert count(session) == before
    assert session.scalars(select(StakeholderImport)).one().state == "preview"


def test_ten_thousand_rows_save_in_seconds(session: Session) -> None:
    registry = make_registry(session)
    actor = registry.team.users[Role.LEAD]
    lines = [f"Name {number:05},trade union,FR,n{number}@example.org" for number in range(10_000)]
    data = "name,type,country,email\n" + "\n".join(lines)
    began = time.perf_counter()
    row = service.start_import(
        session,
        actor=actor,
        project_id=registry.team.project.id,
        data=data.encode(),
        tier=1,
        up_to_tier=3,
        looks_up_to=3,
    )
    session.commit()
    assert service.save_import(session, actor=actor, row=row, keep=(), looks_up_to=3) == 10_000
    session.commit()
    assert len(directory_of(session, registry.team.project.id)) == 10_003
    assert time.perf_counter() - began < 30
