"""A walk in stores of its own, made once for each database and module: the tests on it leave nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.accounts.sessions import ServerSessions
from engage.app import create_app
from engage.db.stores import open_session
from tests.databases import postgres
from tests.databases.grounds import Databases, Ground
from tests.factories.journey import Walk, walk
from tests.factories.team import make_team
from tests.functional.walls.doors import Viewer, viewers
from tests.settings import config_for


@dataclass
class Walled:
    """Two projects through which somebody walked, and everybody who may stand before the doors of the first."""

    ground: Ground
    app: Flask
    walk: Walk
    elsewhere: Walk
    viewers: dict[str, Viewer]

    def viewer(self, role: Role) -> Viewer:
        """The one who has `role`."""
        return self.viewers[role.value]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def walled(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Walled]:
    """See the module."""
    if request.param == "postgresql" and (reason := postgres.why_not()):
        pytest.skip(f"no PostgreSQL: {reason}")
    ground = databases.build(request.param)
    app = create_app(config_for(ground), stores=ground.stores, vault=ground.vault)
    with open_session(ground.stores.data, vault=ground.vault) as session:
        here = walk(session, make_team(session), ground)
        elsewhere = walk(session, make_team(session, "Another valley"), ground)
        stranger = elsewhere.team.lead
        listed = viewers(app, session, here, stranger)
    yield Walled(ground, app, here, elsewhere, {viewer.name: viewer for viewer in listed})
    ground.close()


@contextmanager
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Requests do all their work and keep nothing of it in the data store, so that each meets the same rows."""
    commit = Session.commit

    def flush_only(self: Session) -> None:
        if "vault" in self.info:
            self.flush()
            self.rollback()
        else:
            commit(self)

    with monkeypatch.context() as patch:
        patch.setattr(Session, "commit", flush_only)
        patch.setattr(ServerSessions, "_forget", lambda _self, _session: None)
        yield
