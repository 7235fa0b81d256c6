"""A ground: stores of one kind and their opened vault, built once for each process, swept after each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from flask import Flask
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import close_all_sessions

from engage.crypto.keystore import Keystore
from engage.crypto.root import FileRoot
from engage.crypto.vault import Vault
from engage.db.deployment import mark
from engage.db.engines import open_engine
from engage.db.migrate import STORES
from engage.db.stores import Stores
from migrations.models import metadata
from tests.databases import postgres

KINDS = ("sqlite", "postgresql")
ROOT_KEY = "root.key"
# The keystore is not swept: the vault knows its rows by heart, and keys of people who are gone open nothing.
SWEPT = ("data", "portal")
# One row that says which keystore belongs to the data; it is there from the start and stays.
KEPT = {"deployment_mark"}


class LeftOpen(AssertionError):
    """A test ended while something it started still held a transaction."""


@dataclass
class Ground:
    """Stores of one kind (`kind` is one of KINDS) and the vault over them."""

    kind: str
    stores: Stores
    vault: Vault
    folder: Path
    log: Path | None = None
    doors: dict[str, Flask] = field(default_factory=dict)
    _tables: dict[str, list[str]] = field(default_factory=dict)
    _endings: list[Callable[[], None]] = field(default_factory=list)

    def sweep(self) -> None:
        """Removes every row of data and portal. Raises LeftOpen when a transaction stands in the way."""
        close_all_sessions()
        for store in SWEPT:
            try:
                _empty(getattr(self.stores, store), self._tables[store])
            except OperationalError as blocked:
                raise LeftOpen(
                    f"a transaction on the {store} store is still open: close sessions and connections "
                    "in the test that opens them (use `with`), and join threads"
                ) from blocked

    def close(self) -> None:
        """Closes connections and removes databases."""
        self.stores.dispose()
        for ending in self._endings:
            ending()


class Databases:
    """Hands out grounds and empty databases to one test process; starts a PostgreSQL when first asked for
    one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server: postgres.Postgres | None = None
        self._grounds: dict[str, Ground] = {}

    def ground(self, kind: str) -> Ground:
        """The ground that tests of this process share."""
        if kind not in self._grounds:
            self._grounds[kind] = self.build(kind)
        return self._grounds[kind]

    def build(self, kind: str) -> Ground:
        """A ground of one's own, for a test that breaks what others need; the caller closes it."""
        folder = self.folder / f"{kind}-{uuid4().hex[:8]}"
        folder.mkdir()
        opened = [self._make(kind, store, folder) for store in STORES]
        stores = Stores(*(engine for engine, _ending in opened))
        tables: dict[str, list[str]] = {}
        for store in STORES:
            metadata(store).create_all(getattr(stores, store))
            tables[store] = [name for name in metadata(store).tables if name not in KEPT]
        root = FileRoot.create(folder / ROOT_KEY)
        Keystore.create(stores.keystore, root)
        vault = Vault.open(stores.keystore, root)
        mark(stores.data, vault.deployment_id)
        pepper = folder / "portal" / "receipt.pepper"
        pepper.parent.mkdir()
        pepper.write_bytes(vault.secret("receipt_pepper"))
        log = self._server.log if kind == "postgresql" and self._server else None
        endings = [ending for _engine, ending in opened]
        return Ground(kind, stores, vault, folder, log, _tables=tables, _endings=endings)

    @contextmanager
    def empty(self, kind: str) -> Iterator[Engine]:
        """A database without any table, gone afterwards."""
        engine, ending = self._make(kind, "empty", self.folder)
        try:
            yield engine
        finally:
            engine.dispose()
            ending()

    def close(self) -> None:
        """Ends everything that was handed out."""
        for ground in self._grounds.values():
            ground.close()
        if self._server is not None:
            self._server.stop()

    def _make(self, kind: str, name: str, folder: Path) -> tuple[Engine, Callable[[], None]]:
        if kind == "sqlite":
            file = folder / f"{name}-{uuid4().hex[:8]}.db"
            return open_engine(f"sqlite:///{file}"), lambda: _remove(file)
        if self._server is None:
            self._server = postgres.start()
        server = self._server
        url = server.create(f"engage_{name}")
        return open_engine(url.render_as_string(hide_password=False)), lambda: server.drop(url)


def _remove(file: Path) -> None:
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()


def _empty(engine: Engine, names: list[str]) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            _empty_postgres(connection, names)
            return
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                for name in names:
                    connection.exec_driver_sql(f'DELETE FROM "{name}"')
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _empty_postgres(connection: Connection, names: list[str]) -> None:
    """Truncates only what holds rows: a truncation costs much more than a look."""
    with connection.begin():
        connection.execute(text("SET LOCAL lock_timeout = '5s'"))
        looks = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names)
        held = connection.execute(text(looks)).scalars().all()
        if held:
            listed = ", ".join(f'"{name}"' for name in held)
            connection.execute(text(f"TRUNCATE {listed} CASCADE"))
