"""A keystore and a data store with one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from engage.crypto.keystore import Keystore
from engage.crypto.root import FileRoot
from engage.crypto.vault import Vault
from engage.db.base import KeystoreModel
from engage.db.engines import open_engine
from engage.db.stores import open_session
from tests.functional.crypto.letters import Letter

if TYPE_CHECKING:
    from tests.databases.grounds import Databases


@pytest.fixture
def keystore_engine(database: str, databases: Databases, tmp_path: Path) -> Iterator[Engine]:
    """An empty keystore; on SQLite its files lie where the test can read them."""
    with ExitStack() as stack:
        if database == "sqlite":
            engine = open_engine(f"sqlite:///{tmp_path}/keystore.db")
        else:
            engine = stack.enter_context(databases.empty(database))
        KeystoreModel.metadata.create_all(engine)
        yield engine
        engine.dispose()


@pytest.fixture
def root(tmp_path: Path) -> FileRoot:
    return FileRoot.create(tmp_path / "root.key")


@pytest.fixture
def vault(keystore_engine: Engine, root: FileRoot) -> Vault:
    Keystore.create(keystore_engine, root)
    return Vault.open(keystore_engine, root)


@pytest.fixture
def another_process(keystore_engine: Engine, root: FileRoot) -> Callable[[], Vault]:
    """A second vault on the same keystore, with a memory of its own."""
    return lambda: Vault.open(keystore_engine, root)


@pytest.fixture
def session(vault: Vault, tmp_path: Path) -> Iterator[Session]:
    engine = open_engine(f"sqlite:///{tmp_path}/data.db")
    Letter.metadata.create_all(engine)
    with open_session(engine, vault=vault) as opened:
        yield opened
    engine.dispose()
