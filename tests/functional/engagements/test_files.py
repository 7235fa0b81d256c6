"""Files: cleaned before they are sealed, handed out on record under a name that tells nothing, gone with their key."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from engage.audit.models import AuditEvent
from engage.engagements.files.models import EngagementFile
from engage.engagements.files.queries import files_of
from engage.engagements.models import Engagement
from engage.retention.purging import purge
from tests.databases.grounds import Ground
from tests.factories.engagements import hold, make_engagement, make_person, seat
from tests.factories.team import Team, csrf, make_team, project_url, sign_in
from tests.functional.walls import remains
from tests.inspection import InspectedClient
from tests.unit.engagements.test_cleaning import SECRETS, photograph, text_document

SAID = b"The pier is flooded"


def opened(session: Session) -> tuple[Team, Engagement, str]:
    """A held engagement and the address of its files."""
    team = make_team(session)
    engagement = hold(session, team, make_engagement(session, team))
    return team, engagement, project_url(team, f"engagements/{engagement.id}/files")


def bring(
    client: InspectedClient, files: str, data: bytes, called: str = "secretlens.jpg", **more: str
) -> TestResponse:
    """Sends a file as a browser does."""
    form = {"csrf_token": csrf(client, files), "file": (BytesIO(data), called), **more}
    return client.post(files, data=form, content_type="multipart/form-data")


def test_a_disk_holds_neither_what_was_taken_out_nor_what_is_in_a_file(
    client: InspectedClient, session: Session, ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = time.time()
    team, engagement, files = opened(session)
    sign_in(client, session, team.lead)
    photo = photograph()
    assert any(secret in photo for secret in SECRETS)
    assert bring(client, files, photo, about="The north stairs").status_code == 302
    assert bring(client, files, text_document(), "Mariam Secretname.docx").status_code == 302
    session.commit()
    data = b"".join(remains.rows(engine) for engine in (ground.stores.data, ground.stores.keystore))
    data += b"".join(path.read_bytes() for path, _what in remains.files_of(ground, began) if path.is_file())
    assert len(data) > 10_000
    for secret in (*SECRETS, SAID, b"north stairs", b"word/document.xml", SAID.hex().encode()):
        assert secret not in data

    first, second = files_of(session, engagement.id)
    got = client.get(f"{files}/{first.id}")
    assert got.headers["Content-Disposition"] == 'attachment; filename="file-1.jpeg"'
    assert (got.headers["Cache-Control"], got.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    with Image.open(BytesIO(got.data)) as picture:
        assert picture.size == (48, 64)
    paper = client.get(f"{files}/{second.id}").data
    with zipfile.ZipFile(BytesIO(paper)) as parts:
        inside = b"".join(parts.read(name) for name in parts.namelist())
    assert SAID in inside
    assert not any(secret in got.data + inside for secret in SECRETS)
    fetched = select(func.count()).select_from(AuditEvent).where(AuditEvent.code == "file.fetched")
    assert session.scalar(fetched) == 2


def test_a_refused_file_says_what_to_do_and_is_not_kept(client: InspectedClient, session: Session) -> None:
    team, engagement, files = opened(session)
    sign_in(client, session, team.lead)
    answer = bring(client, files, b"MZ\x00\x01 no such kind", "a.exe", about="The stairs")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "cannot be cleaned here" in page
    assert "The stairs" in page
    assert files_of(session, engagement.id) == []


def test_a_file_goes_with_its_key_and_with_whom_it_shows(client: InspectedClient, session: Session) -> None:
    team, engagement, files = opened(session)
    person = make_person(session, team, tier=1)
    seat(session, team, engagement, person)
    sign_in(client, session, team.lead)
    assert bring(client, files, photograph(), person=str(person.id)).status_code == 302
    assert bring(client, files, photograph()).status_code == 302
    first, second = files_of(session, engagement.id)
    vault = session.info["vault"]
    assert client.post(f"{files}/{second.id}/destroy", data={"csrf_token": csrf(client, files)}).status_code == 302
    assert not vault.has_subject(second.id)
    assert client.get(f"{files}/{second.id}").status_code == 404
    purge(session, team.project.id, [person.id], by=None)
    session.commit()
    assert not vault.has_subject(first.id)
    assert session.scalar(select(func.count()).select_from(EngagementFile)) == 0


@pytest.mark.parametrize("role", ["analyst", "guardian", "counsel"])
def test_files_do_not_exist_for_others(role: str, client: InspectedClient, session: Session) -> None:
    team, engagement, files = opened(session)
    sign_in(client, session, team.lead)
    bring(client, files, photograph())
    made = files_of(session, engagement.id)[0]
    sign_in(client, session, getattr(team, role))
    for path in (files, f"{files}/{made.id}", f"{files}/{made.id}/destroy"):
        assert client.get(path).status_code == 404
