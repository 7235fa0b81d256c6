"""What every test may ask for; how the databases come and go is `tests/databases`.

A test that touches rows asks for `stores`, `session`, `client` or `portal_client`, and runs on both
databases.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.orm import Session

from engage.db.stores import Stores, open_session
from tests.databases import postgres
from tests.inspection import InspectedClient

if TYPE_CHECKING:
    from flask import Flask

    from config import Config
    from engage.crypto.vault import Vault
    from tests.databases.grounds import Databases, Ground

NEEDED = {
    "every test on PostgreSQL": postgres.why_not,
    "tests/browser": lambda: None if shutil.which("chromium") else "install Chromium (apt-get install chromium)",
}


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Says aloud, after everything else, which suites did not run and what would make them run."""
    for suite, why in NEEDED.items():
        if reason := why():
            terminalreporter.section(f"NOT RUN: {suite}", sep="!", red=True, bold=True)
            terminalreporter.write_line(reason)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where CI=true, a suite that cannot run is a failure."""
    worker = hasattr(session.config, "workerinput")
    if os.environ.get("CI") == "true" and not worker and any(why() for why in NEEDED.values()):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Makes grounds and empty databases; one for each test process."""
    from tests.databases.grounds import Databases

    made = Databases(tmp_path_factory.mktemp("stores"))
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database this run of the test is on."""
    if request.param == "postgresql" and (reason := postgres.why_not()):
        pytest.skip(f"no PostgreSQL: {reason}")
    return str(request.param)


@pytest.fixture
def ground(databases: Databases, database: str) -> Iterator[Ground]:
    """Stores and vault shared by the tests of this process; without a row at the start of each."""
    ground = databases.ground(database)
    yield ground
    ground.sweep()


@pytest.fixture
def own_ground(databases: Databases, database: str) -> Iterator[Ground]:
    """Stores and vault that nobody shares, for a test that locks, rotates, breaks or reads the files of
    them.
    """
    ground = databases.build(database)
    yield ground
    ground.close()


@pytest.fixture
def stores(ground: Ground) -> Stores:
    """The three stores."""
    return ground.stores


@pytest.fixture
def vault(ground: Ground) -> Vault:
    """The opened vault over `stores`."""
    return ground.vault


@pytest.fixture
def session(ground: Ground) -> Iterator[Session]:
    """A session on the data store. `client` commits it before each request, and forgets what it read
    after.
    """
    with open_session(ground.stores.data, vault=ground.vault) as session:
        yield session


@pytest.fixture
def config(ground: Ground) -> Config:
    """Settings of a deployment on `stores`."""
    from tests.settings import config_for

    return config_for(ground)


@pytest.fixture
def app(ground: Ground, config: Config) -> Flask:
    """The staff application; made once for each database and process."""
    from engage.app import create_app

    if "staff" not in ground.doors:
        ground.doors["staff"] = create_app(config, stores=ground.stores, vault=ground.vault)
    return ground.doors["staff"]


@pytest.fixture
def portal_app(ground: Ground, config: Config) -> Flask:
    """The portal application; made once for each database and process."""
    from engage.portal_app import create_portal_app

    if "portal" not in ground.doors:
        ground.doors["portal"] = create_portal_app(config, portal_engine=ground.stores.portal)
    return ground.doors["portal"]


@pytest.fixture
def client(app: Flask, session: Session) -> InspectedClient:
    """Somebody at the staff door; every page they are given is inspected."""
    return InspectedClient.at(app, session=session)


@pytest.fixture
def portal_client(portal_app: Flask, session: Session) -> InspectedClient:
    """Somebody at the portal's door; every page they are given is inspected."""
    return InspectedClient.at(portal_app, session=session, portal=True)
