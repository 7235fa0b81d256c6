"""Spreadsheets come in step by step, whole or not at all; each row is told of; nothing stays readable in between."""

from __future__ import annotations

import csv
import io
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.projects.queries import log_of
from engage.stakeholders.directory import directory_of
from engage.stakeholders.importing import saving, service
from engage.stakeholders.importing.models import ImportPart, StakeholderImport
from engage.stakeholders.models import Stakeholder
from tests.factories.messy import messy_directory
from tests.factories.stakeholders import NAMES, SAFE_MAIL, Registry, make_registry
from tests.factories.team import csrf, post, project_url, sign_in
from tests.inspection import InspectedClient

EXAMPLE = Path(service.__file__).parents[1] / "examples" / "consulted_organisations.csv"


def url(registry: Registry, rest: str = "imports/new") -> str:
    return project_url(registry.team, f"stakeholders/{rest}")


@pytest.fixture
def registry(client: InspectedClient, session: Session) -> Registry:
    made = make_registry(session)
    sign_in(client, session, made.team.engager)
    return made


def upload(client: InspectedClient, registry: Registry, data: bytes) -> Any:
    token = csrf(client, url(registry))
    return client.post(
        url(registry),
        data={"csrf_token": token, "file": (BytesIO(data), "people.csv")},
        content_type="multipart/form-data",
    )


def looked(client: InspectedClient, registry: Registry, data: bytes, **columns: str) -> str:
    """The address of an import whose columns and words are confirmed as they were proposed."""
    place: str = upload(client, registry, data).location
    for step in ("columns", "words"):
        there = client.get(place)
        if there.status_code == 302 and there.location.endswith(step):
            page = client.get(there.location).get_data(as_text=True)
            answers = chosen(page) if step == "columns" else {}
            assert post(client, there.location, {**answers, **columns}).status_code == 302
    return place


def chosen(page: str) -> dict[str, object]:
    """What is proposed for the columns of a page, as a browser would send it."""
    selects = page.split("<select ")[1:]
    found: dict[str, object] = {"tier": "2"}
    for each in selects:
        body = each.split("</select>", 1)[0]
        name = body.split('name="', 1)[1].split('"', 1)[0]
        found[name] = body.split("selected value=", 1)[1].split('"')[1]
    return found


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Stakeholder)) or 0


def the_import(session: Session) -> StakeholderImport:
    return session.scalars(select(StakeholderImport).order_by(StakeholderImport.started_at.desc())).first()  # type: ignore[return-value]


def sums_up(row: StakeholderImport) -> bool:
    return row.read == row.accepted + row.enriched + row.left_out + row.rejected


def test_the_consulted_organisations_come_in(client: InspectedClient, session: Session, registry: Registry) -> None:
    before = count(session)
    place = looked(client, registry, EXAMPLE.read_bytes())
    preview = client.get(place).get_data(as_text=True)
    assert "There is no country." in preview
    assert count(session) == before
    saved: Any = post(client, place)
    assert "74 added to the registry." in client.get(saved.location).get_data(as_text=True)
    assert count(session) == before + 74
    people = directory_of(session, registry.team.project.id).people(3)
    assert sum(not person.profile.countries for person in people) == 2
    assert "Vodafone" not in client.get(url(registry, "")).get_data(as_text=True)
    row = the_import(session)
    assert (row.state, row.accepted, row.rejected) == ("saved", 74, 0)
    imported = [line.facts for line in log_of(session, registry.team.project.id) if line.code == "stakeholder.imported"]
    assert imported == [{"accepted": 74, "rejected": 0}]
    # A second press of the same button does nothing; the same file again is understood, and everyone is there already.
    assert post(client, place, form=url(registry)).status_code == 302
    assert count(session) == before + 74
    twice = upload(client, registry, EXAMPLE.read_bytes())
    assert "Understood as last time" in client.get(twice.location).get_data(as_text=True)
    assert post(client, twice.location).status_code == 422
    assert count(session) == before + 74


def test_every_row_of_a_messy_directory_is_told_of(
    client: InspectedClient, session: Session, registry: Registry
) -> None:
    before = count(session)
    place = looked(client, registry, messy_directory(150))
    row = the_import(session)
    assert row.read == 151
    assert sums_up(row)
    assert row.left_out > 5
    assert post(client, place).status_code == 302
    session.expire_all()
    assert sums_up(row)
    assert count(session) == before + row.accepted
    again = upload(client, registry, messy_directory(150, seed=4)).location
    assert "Understood as last time" in client.get(again).get_data(as_text=True)


def test_rows_to_mend_come_back(client: InspectedClient, session: Session, registry: Registry) -> None:
    data = "Nombre,Pays,Téléphone\n=SUM(1),FR,\n,FR,+33 1 99 00 55 66\nOne Good,FR,\n".encode()
    place = looked(client, registry, data, **{"column-1": "name", "column-2": "country", "column-3": "phone"})
    assert "=SUM" not in client.get(f"{place}/faults").get_data(as_text=True)
    post(client, place)
    answer = client.get(f"{place}/rows-to-mend.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rows-to-mend.csv"'
    header, *rows = csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")))
    assert header[:3] == ["Nombre", "Pays", "Téléphone"]
    assert [each[0] for each in rows] == ["'=SUM(1)", ""]
    assert rows[1][2].startswith("'+33")
    assert rows[1][3] == "3"
    rows[1][0] = "Mended Now"
    mended = io.StringIO()
    csv.writer(mended).writerows([header, rows[1]])
    back = upload(client, registry, mended.getvalue().encode()).location
    page = client.get(back).get_data(as_text=True)
    assert "Understood as last time" in page
    row = the_import(session)
    assert (row.read, row.accepted, row.rejected) == (1, 1, 0)
    post(client, back)
    assert len(directory_of(session, registry.team.project.id)) == 5


BAD = [
    (b"", "There is nothing in this file."),
    (b"name,note\nA," + b"Hidden Value" * 60_000 + b"\nB,x\n", "Row 2", "Column B"),
    (b"name,country\n=Hidden(1),FR\nB,FR\n", "Row 2", "Column A"),
    ("name\nHidden Value".encode("utf-16")[:-1], "cannot be read"),
]


@pytest.mark.parametrize("case", BAD, ids=range(len(BAD)))
def test_a_bad_file_is_named_by_its_place(
    client: InspectedClient, session: Session, registry: Registry, case: tuple[Any, ...]
) -> None:
    data, *said = case
    answer = upload(client, registry, data)
    if answer.status_code == 302:
        place = looked(client, registry, data)
        page = client.get(f"{place}/faults").get_data(as_text=True)
        assert f'<td class="number">{said[0].split()[1]}</td>' in page
        assert said[1] in page
    else:
        assert answer.status_code == 422
        page = answer.get_data(as_text=True)
        assert all(each in page for each in said)
    assert "Hidden" not in page


def test_neither_file_nor_rows(client: InspectedClient, registry: Registry) -> None:
    answer: Any = post(client, url(registry))
    assert answer.status_code == 422
    assert "Choose a file, or paste rows below." in answer.get_data(as_text=True)


def test_a_file_without_names_says_so_at_its_columns(client: InspectedClient, registry: Registry) -> None:
    place = upload(client, registry, b"remark,country\nHidden Value,FR\nOther,DE\n").location
    page = client.get(f"{place}/columns").get_data(as_text=True)
    answers = {name: "note" if name.startswith("column") else value for name, value in chosen(page).items()}
    refused: Any = post(client, f"{place}/columns", answers)
    assert refused.status_code == 422
    assert "No column holds the names." in refused.get_data(as_text=True)


def test_doubles_stand_side_by_side_and_are_left_out_unless_said_otherwise(
    client: InspectedClient, session: Session, registry: Registry
) -> None:
    before = count(session)
    text = (
        f"name,type,country,language,phone\n{NAMES[2].upper()},worker,FR,Arabic,+33 1 99 00 99 99\n"
        "New One,worker,FR,,\nnew  one,worker,FR,French,+33 1 99 00 11 11\n"
        "Third One,worker,FR,,\nthird one,worker,DE,,\n"
    )
    place = looked(client, registry, text.encode())
    row = the_import(session)
    assert (row.read, row.accepted, row.left_out) == (5, 2, 3)
    page = client.get(f"{place}/doubles").get_data(as_text=True)
    assert registry.guarded.pseudonym in page
    assert SAFE_MAIL not in page
    there = registry.guarded.id
    stranger: dict[str, object] = {"row-2": f"fill:{registry.highest.id}", "row-4": "out", "row-6": "out"}
    assert post(client, f"{place}/doubles", stranger).status_code == 422
    kept: Any = post(client, f"{place}/doubles", {"row-2": f"fill:{there}", "row-4": "fill:3", "row-6": "new"})
    assert kept.status_code == 302
    session.expire_all()
    assert (row.accepted, row.enriched, row.left_out) == (3, 2, 0)
    assert sums_up(row)
    post(client, place)
    session.expire_all()
    assert (row.accepted, row.enriched, row.left_out) == (3, 2, 0)
    assert count(session) == before + 3
    known = directory_of(session, registry.team.project.id).find(there, 3)
    assert known is not None
    assert (known.profile.languages, known.profile.level) == (["ar"], "local")
    new = [
        each for each in directory_of(session, registry.team.project.id).people(3) if each.profile.languages == ["fr"]
    ]
    assert len(new) == 1


def test_an_import_does_not_betray_the_highest_tier(
    client: InspectedClient, session: Session, registry: Registry
) -> None:
    place = looked(client, registry, f"name,type,country\n{NAMES[3]},worker,FR\n".encode())
    assert the_import(session).left_out == 0
    for page in (place, f"{place}/doubles"):
        assert registry.highest.pseudonym not in client.get(page).get_data(as_text=True)


def test_nobody_else_sees_an_upload(client: InspectedClient, session: Session, registry: Registry) -> None:
    place = looked(client, registry, EXAMPLE.read_bytes())
    sealed = [part.content.blob for part in session.scalars(select(ImportPart)) if part.content]
    assert sealed
    assert not any(b"Vodafone" in blob for blob in sealed)
    sign_in(client, session, registry.team.lead)
    assert client.get(place).status_code == 404
    assert client.get(f"{place}/rows-to-mend.csv").status_code == 404
    assert post(client, place, form=url(registry)).status_code == 404


def test_an_upload_can_be_forgotten(client: InspectedClient, session: Session, registry: Registry) -> None:
    place = looked(client, registry, EXAMPLE.read_bytes())
    post(client, f"{place}/drop", form=place)
    row = the_import(session)
    assert (row.state, row.content) == ("dropped", None)
    assert session.scalar(select(func.count()).select_from(ImportPart)) == 0
    assert client.get(place).status_code == 404


def test_words_that_nobody_knew_are_asked_once(client: InspectedClient, session: Session, registry: Registry) -> None:
    data = b"name,country\nFirst,Ruritania\nSecond,Ruritania\nThird,Atlantis\nFourth,FR\n"
    place = upload(client, registry, data).location
    columns = client.get(f"{place}/columns").get_data(as_text=True)
    post(client, f"{place}/columns", chosen(columns))
    page = client.get(client.get(place).location).get_data(as_text=True)
    assert page.index("Ruritania") < page.index("Atlantis")
    first, second = (each.split('"', 1)[0] for each in page.split('name="other-')[1:])
    assert post(client, f"{place}/words", {f"other-{first}": "Nowhere"}).status_code == 422
    assert post(client, f"{place}/words", {f"other-{first}": "Germany", f"word-{second}": "leave"}).status_code == 302
    post(client, place)
    people = directory_of(session, registry.team.project.id).people(3)
    assert sum(person.profile.countries == ["DE"] for person in people) == 2
    more = upload(client, registry, b"name,country\nFifth,Ruritania\n").location
    assert "were not understood" not in client.get(more).get_data(as_text=True)


def test_a_failure_in_the_middle_leaves_nothing(
    client: InspectedClient, session: Session, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = count(session)
    place = looked(client, registry, EXAMPLE.read_bytes())
    given = iter(["Calm Oak"] * 74)
    monkeypatch.setattr(saving.Pseudonyms, "give", lambda _self: next(given))
    assert post(client, place).status_code == 500
    assert count(session) == before
    assert the_import(session).state == "preview"
