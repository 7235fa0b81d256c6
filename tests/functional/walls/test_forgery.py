"""A form that another site sends changes nothing, whoever is signed in."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from sqlalchemy import Engine, select

from engage.accounts.permissions import Role
from engage.tables import METADATA
from tests.functional.walls.conftest import Walled, nothing_kept
from tests.functional.walls.doors import Viewer, addresses, allowed, candidates_for, doors

FOREIGN = ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"})


def content(engine: Engine) -> str:
    """A fingerprint of every row, sessions apart."""
    said = hashlib.sha256()
    with engine.connect() as connection:
        for table in METADATA.sorted_tables:
            if table.name != "web_session":
                for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
                    said.update(repr([getattr(value, "blob", value) for value in row]).encode())
    return said.hexdigest()


def accepted(walled: Walled, viewer: Viewer, **how: Any) -> list[str]:
    """Doors that take a form sent as `how` says; a refusal is 403 or 400, and nothing else."""
    found = []
    for door in doors(walled.app):
        if door.method == "GET" or not allowed(walled.app, door, viewer):
            continue
        for path in addresses(walled.app, door, candidates_for(walled.walk, viewer)):
            status = viewer.send(door.method, path, **how).status_code
            if status not in {400, 403}:
                found.append(f"{door.name} answers {status}")
    return found


@pytest.mark.parametrize("role", [Role.LEAD, Role.ADMINISTRATOR])
def test_nothing_is_taken_without_a_token(walled: Walled, role: Role) -> None:
    viewer, before = walled.viewer(role), content(walled.ground.stores.data)
    assert accepted(walled, viewer) == []
    assert accepted(walled, viewer, data={"csrf_token": "x" * 91}) == []
    assert content(walled.ground.stores.data) == before


@pytest.mark.parametrize("headers", FOREIGN)
def test_nothing_is_taken_from_another_site_even_with_a_token(walled: Walled, headers: dict[str, str]) -> None:
    viewer, before = walled.viewer(Role.LEAD), content(walled.ground.stores.data)
    data = {"csrf_token": viewer.token}
    assert accepted(walled, viewer, data=data, headers=headers) == []
    assert content(walled.ground.stores.data) == before


@pytest.mark.parametrize("walled", ["sqlite"], indirect=True)
def test_a_missing_lock_is_found(walled: Walled, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without the check of tokens, the same questions find every door open."""
    lead = walled.viewer(Role.LEAD)
    with nothing_kept(monkeypatch):
        monkeypatch.setitem(walled.app.config, "WTF_CSRF_ENABLED", False)
        found = {fault.split()[1] for fault in accepted(walled, lead)}
    mine = {
        door.rule.endpoint for door in doors(walled.app) if door.method != "GET" and allowed(walled.app, door, lead)
    }
    assert found == mine
