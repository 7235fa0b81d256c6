"""Secrets planted through every feature are nowhere: not in databases, journals, logs, temporary files, addresses."""

from __future__ import annotations

import base64
import io
import json
import logging
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from engage.accounts.permissions import Permission, Role
from engage.accounts.queries import name_of
from engage.app import create_app
from engage.crypto.sealed import seal, unseal
from engage.db.clock import today
from engage.db.stores import open_session
from engage.portal_app import create_portal_app
from engage.stakeholders.models import Stakeholder
from engage.summaries.jobs import fetch_replies
from engage.web import logs
from engage.web.permits import requires
from engage.web.unit_of_work import current_session
from engage.worker.loop import run_jobs
from tests.databases.grounds import Ground
from tests.factories.journey import Walk, walk
from tests.factories.team import Team, csrf, make_team, sign_in
from tests.functional.walls.doors import Viewer, addresses, candidates_for, doors
from tests.functional.walls.remains import STORES, Wire, files_of, log_of, rows, temporary_files
from tests.functional.walls.secrets import Leak, Secrets, unexpected
from tests.functional.walls.sheets import sheets
from tests.functional.walls.test_places import values
from tests.settings import config_for

LEAST = 50


@pytest.fixture
def logs_put_back() -> Iterator[None]:
    """Whoever comes after this test must not write into its captured output."""
    yield
    logs.install()


@dataclass
class Scene:
    """A deployment that nobody shares, watched from before the first secret on."""

    ground: Ground
    secrets: Secrets
    wire: Wire
    since: float
    log_start: int

    def leaks(self, *outputs: str) -> Iterator[Leak]:
        """Every secret in everything that is left behind; `outputs` is what the programs printed."""
        for store in STORES:
            yield from self.secrets.found_in(rows(getattr(self.ground.stores, store)), f"{store} (rows)")
        yield from self.secrets.found_in_files(files_of(self.ground, self.since))
        yield from self.secrets.found_in_files(temporary_files(self.since, self.ground.folder))
        yield from self.secrets.found_in(log_of(self.ground, self.log_start), "shared (statement log)")
        yield from self.secrets.found_in(b"\n".join(self.wire.said), "addresses and headers")
        yield from self.secrets.found_in("\n".join(outputs).encode(), "output and logs")


@pytest.fixture
def scene(own_ground: Ground, logs_put_back: None) -> Scene:
    size = own_ground.log.stat().st_size if own_ground.log else 0
    return Scene(own_ground, Secrets(), Wire(), time.time(), size)


def test_no_secret_is_left_anywhere(
    scene: Scene,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    ground, secrets = scene.ground, scene.secrets
    app = create_app(config_for(ground), stores=ground.stores, vault=ground.vault)
    portal = create_portal_app(config_for(ground), portal_engine=ground.stores.portal)
    with monkeypatch.context() as patch, open_session(ground.stores.data, vault=ground.vault) as session:
        # Whatever wants a temporary file finds no place for it, and breaks loudly.
        patch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
        walked = walk(session, _team(session, secrets), ground, say=secrets.say, contacts=_ways(secrets))
        lead = _browser(scene, app, session, walked.team, Role.LEAD)
        _type_everywhere(scene, app, session, walked, lead)
        _search_reveal_and_import(walked, lead, secrets)
        _fail_in_every_way(app, walked, lead, secrets, patch)
        _read_and_answer(portal, scene, walked)
        run_jobs(ground.stores, ground.vault)
        _read_all(app, walked, lead)
        session.rollback()
        planted = _planted(session, secrets)
    assert len(planted) >= LEAST
    printed = capfd.readouterr()
    assert '"event": "unexpected"' in printed.err  # what is printed does come here
    leaks = list(scene.leaks(printed.out, printed.err))
    assert Leak("public.en.title", "portal (rows)") in leaks  # what is published is found where it may be
    assert unexpected(leaks) == []


def _team(session: Session, secrets: Secrets) -> Team:
    team = make_team(session, secrets.say("project.name"))
    for role in Role:
        user = team.users[role]
        seal(session, user, "name", secrets.say(f"staff.{role.value}"))
        seal(session, user, "email", f"{secrets.at(f'staff.address.{role.value}', 'latin')}@example.org")
    session.commit()
    return team


def _ways(secrets: Secrets) -> tuple[str, str]:
    return f"{secrets.at('contact.email', 'latin')}@example.org", secrets.phone


def _browser(scene: Scene, app: Flask, session: Session, team: Team, role: Role) -> Viewer:
    client = scene.wire.client(app)
    sign_in(client, session, team.users[role])
    return Viewer(role.value, client, role, csrf(client, "/accounts/me"))


def _type_everywhere(scene: Scene, app: Flask, session: Session, walked: Walk, lead: Viewer) -> None:
    """Into every field of every form: once so that it is refused, once so that it is kept."""
    administrator = _browser(scene, app, session, walked.team, Role.ADMINISTRATOR)
    seen = []
    for viewer in (lead, administrator):
        for sheet in sheets(app, viewer.client, viewer, walked):
            for wrong in (True, False):
                data = sheet.filled(lambda place: _typed(scene.secrets, place), wrong=wrong)
                seen.append(viewer.client.post(sheet.action, data=data).status_code)
    assert {200, 302, 422} <= set(seen) <= {200, 302, 303, 404, 422}
    assert seen.count(302) > 30
    assert seen.count(422) > 30


def _typed(secrets: Secrets, place: str) -> str:
    return f"{secrets.at(place, 'latin')}@example.org" if place.endswith("@") else secrets.say(place)


def _search_reveal_and_import(walked: Walk, lead: Viewer, secrets: Secrets) -> None:
    people = f"/projects/{walked.ids['project_id']}/stakeholders"

    def send(path: str, **data: Any) -> int:
        # Put together here: the test client would want a temporary file for it.
        boundary, body = encode_multipart({"csrf_token": lead.token, **data})
        kind = f'multipart/form-data; boundary="{boundary}"'
        return lead.client.post(f"{people}{path}", data=body, content_type=kind).status_code

    assert send("/found", q=secrets.at("seen.name")) == 200
    purpose = {"purpose": "correct", "reason": secrets.say("reveal.reason")}
    assert send(f"/{walked.ids['stakeholder_id']}/reveal", **purpose) == 200
    # Larger than what the framework keeps in memory when nobody stops it.
    remark = secrets.say("file.remark") * 40
    lines = [f'"{secrets.say("file.name")} {number}",trade union,{remark}' for number in range(550)]
    table = "\n".join(["name,type,remark", *lines]).encode()
    assert len(table) > 700_000
    called = f"{secrets.at('file.called', 'latin')}.csv"
    assert send("/imports/new", tier="2", file=FileStorage(io.BytesIO(table), called)) == 302
    assert send("/imports/new", tier="2", file=FileStorage(io.BytesIO(lines[0].encode()), called)) == 422
    assert send("/imports/new", tier="2", file=secrets.say("file.as_text")) == 422


def _fail_in_every_way(app: Flask, walked: Walk, lead: Viewer, secrets: Secrets, patch: pytest.MonkeyPatch) -> None:
    """No such address, a view that breaks, a row that the database refuses, an error page that breaks too, a library
    that complains aloud."""
    logging.getLogger("some.library").warning("cannot read %s", secrets.say("error.library"))
    client, project = lead.client, walked.ids["project_id"]
    assert FlaskClient.open(client, f"/projects/{project}/{uuid4()}").status_code == 404
    endpoint = "decisions.create"

    def breaks(*_places: Any, **_values: Any) -> str:
        try:
            raise ValueError(secrets.say("error.cause"))
        except ValueError as cause:
            raise RuntimeError(secrets.say("error.words"), {"name": secrets.say("error.value")}) from cause

    def refused(project_id: Any) -> str:
        row = Stakeholder(id=walked.ids["stakeholder_id"], project_id=project_id, kind="nothing known", tier=9)
        row.pseudonym, row.state, row.created_on, row.created_by = "Twice", "active", today(), walked.team.lead.id
        row.revision = 1
        seal(current_session(), row, "name", secrets.say("error.row"))
        current_session().add(row)
        current_session().flush()
        return ""

    path = f"/projects/{project}/decisions/new"
    for view, surroundings in ((breaks, name_of), (refused, name_of), (refused, breaks)):
        requires(Permission.EDIT_DECISIONS)(view)
        with patch.context() as here:
            here.setitem(app.view_functions, endpoint, view)
            here.setattr("engage.app.name_of", surroundings)
            data = {"csrf_token": lead.token, "title": secrets.say("error.title")}
            assert client.post(path, data=data).status_code == 500


def _read_and_answer(portal: Flask, scene: Scene, walked: Walk) -> None:
    client, secrets = scene.wire.client(portal), scene.secrets
    assert client.post("/", data={"code": secrets.say("portal.code")}).status_code == 422
    early = {"code": "", "kind": "add", "words": secrets.say("portal.early")}
    assert client.post("/", data=early).status_code == 422
    assert client.post("/", data={"code": walked.receipt.characters()}).status_code == 303
    for page in ("/read", "/read?l=fr", "/answer", "/open/", f"/open/{walked.ids['summary_id']}", "/about"):
        assert client.get(page).status_code == 200
    form = client.get("/answer").get_data(as_text=True)
    fields = {name: form.split(f'name="{name}" value="', 1)[1].split('"', 1)[0] for name in ("token", "reply")}
    said = {**fields, "kind": "reprisals", "words": secrets.say("portal.words")}
    assert client.post("/answer", data={**said, "token": "0"}).status_code == 403
    assert client.post("/answer", data={**said, "words": secrets.say("portal.long") * 140}).status_code == 422
    assert client.post("/answer", data=said).status_code == 303
    assert client.post("/leave").status_code == 200
    assert client.post("/answer", data=said).status_code == 422
    assert fetch_replies(scene.ground.stores, scene.ground.vault) == 1


def _read_all(app: Flask, walked: Walk, lead: Viewer) -> None:
    for door in doors(app):
        if door.method == "GET":
            for path in addresses(app, door, candidates_for(walked, lead)):
                assert lead.client.get(path).status_code < 500


def _planted(session: Session, secrets: Secrets) -> set[str]:
    """The places whose secrets were really kept, and can be opened."""
    opened = "\n".join(unseal(session, row, place.column) or "" for row, place in values(session))
    return {place for place, secret in secrets.by_place.items() if secret in opened}


def test_a_leak_is_found_wherever_it_is(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The control: one field kept plain, and one secret in each other place, each in another spelling."""
    ground, secrets = scene.ground, scene.secrets
    app = create_app(config_for(ground), stores=ground.stores, vault=ground.vault)
    with open_session(ground.stores.data, vault=ground.vault) as session:
        team = make_team(session)
        walked = walk(session, team, ground)
        someone = session.scalars(select(Stakeholder).where(Stakeholder.tier == 2).limit(1)).one()
        someone.pseudonym = secrets.at("a plain column", "arabic")
        session.commit()
        lead = _browser(scene, app, session, team, Role.LEAD)
    lead.client.get(f"/projects/{walked.ids['project_id']}/stakeholders/?after={secrets.at('an address', 'han')}")
    sys.stderr.write(repr(secrets.at("an output", "ethiopic").encode()))
    (ground.folder / "left.over").write_bytes(b"7:" + secrets.at("a file", "accented").encode())
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
        with pytest.raises(FileNotFoundError), tempfile.SpooledTemporaryFile(max_size=10) as spooled:
            spooled.write(bytes(20))
    with tempfile.NamedTemporaryFile() as spooled:
        spooled.write(secrets.at("a temporary file", "cyrillic").encode("utf-16-le"))
        spooled.flush()
        found = list(scene.leaks(capfd.readouterr().err))
    assert {leak.secret for leak in found} == {
        "a plain column", "an address", "an output", "a file", "a temporary file"
    }  # fmt: skip
    places = {leak.place for leak in found if leak.secret == "a plain column"}
    assert "data (rows)" in places
    assert any(place.startswith("data (") and place != "data (rows)" for place in places)
    assert ("shared (statement log)" in places) == (ground.log is not None)


@pytest.mark.parametrize("script", ["latin", "accented", "arabic", "han", "devanagari"])
def test_a_secret_is_known_in_every_spelling(script: str) -> None:
    secrets = Secrets()
    secret = secrets.at("somewhere", script)
    spelled = [secret.encode(), secret.encode("utf-16-le"), secret.encode().hex().encode(), quote(secret).encode()]
    spelled += [json.dumps({"name": secret}).encode(), repr(secret.encode()).encode()]
    spelled += [base64.b64encode(b"name" * shift + b"x" * shift + secret.encode() + b"end") for shift in range(3)]
    for each in spelled:
        assert [leak.secret for leak in secrets.found_in(b"before" + each + b"after", "here")][:1] == ["somewhere"]
    assert unexpected([Leak("public.en.title", "portal (db)"), Leak("public.en.title", "data (rows)")]) == [
        "public.en.title lies in data (rows)"
    ]
