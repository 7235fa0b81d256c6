"""Moves a store's tables from one version of the program to the next, and refuses tables of another version.

Each store has its own numbered steps (`migrations/<store>/versions`) and a HEAD file that names the newest:
two branches that both add a step meet there, in the merge, and not on somebody's server.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, func, select

from engage.db.engines import READ_ONLY

STORES = ("data", "keystore", "portal")
MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
UPGRADE_LOCK = 0x656E67616765


class SchemaMismatch(Exception):
    """The tables of a store are not those this program was written for."""


class SchemaTooOld(SchemaMismatch):
    """The tables are older than the program."""


class SchemaTooNew(SchemaMismatch):
    """The tables are newer than the program."""


class BrokenReferences(Exception):
    """A migration step would leave rows that point at nothing; it was rolled back."""


def configuration(store: str, connection: Connection | None = None) -> Config:
    """What Alembic needs to know to work on `store` over `connection`. Raises ValueError for an unknown
    store.
    """
    if store not in STORES:
        raise ValueError(f"{store} is not a store; there are {', '.join(STORES)}")
    config = Config()
    for key, value in {
        "script_location": str(MIGRATIONS),
        "version_locations": str(MIGRATIONS / store / "versions"),
        "path_separator": "newline",
        "file_template": "%(rev)s_%(slug)s",
    }.items():
        config.set_main_option(key, value.replace("%", "%%"))
    config.attributes.update(store=store, connection=connection)
    return config


def head(store: str) -> str:
    """The newest step of `store`, "0001" say. Raises FileNotFoundError while no step was written."""
    return (MIGRATIONS / store / "HEAD").read_text(encoding="ascii").strip()


def current(engine: Engine, store: str) -> str | None:
    """The step at which the tables of `store` stand; None if there are none."""
    configuration(store)
    with engine.execution_options(**{READ_ONLY: True}).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def require_current(engine: Engine, store: str) -> None:
    """Returns if the tables of `store` are of this program's version. Raises SchemaTooOld or SchemaTooNew."""
    stands, wanted = current(engine, store), head(store)
    if stands == wanted:
        return
    if stands is None:
        raise SchemaTooOld(
            f"The {store} store has no tables. In a new deployment run `engage init`, then start again; in any other, "
            "its address is wrong or it was lost: restore its backup."
        )
    if stands < wanted:
        raise SchemaTooOld(
            f"The {store} store stands at step {stands}, this program needs {wanted}. "
            "Make a backup, run `engage upgrade`, then start again."
        )
    raise SchemaTooNew(
        f"The {store} store stands at step {stands}, this program knows only {wanted} and would damage it. "
        "Start the newer version of Engage, or restore a backup made before the upgrade."
    )


def upgrade(engine: Engine, store: str, revision: str = "head") -> None:
    """Takes the tables of `store` up to `revision`, all steps or none. Raises SchemaTooNew,
    BrokenReferences.
    """
    stands = current(engine, store)
    if stands is not None and stands > head(store):
        require_current(engine, store)
    with _alone(engine) as connection:
        command.upgrade(configuration(store, connection), revision)


def downgrade(engine: Engine, store: str, revision: str) -> None:
    """Takes the tables of `store` down to `revision` ("base": none), all steps or none. Raises
    BrokenReferences.
    """
    with _alone(engine) as connection:
        command.downgrade(configuration(store, connection), revision)


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction, while no other process upgrades the same store."""
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        if sqlite and driver is not None:
            # SQLite changes a table by building it anew; dropping the old one must not take its children
            # along.
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                if not sqlite:
                    connection.execute(select(func.pg_advisory_xact_lock(UPGRADE_LOCK)))
                yield connection
                if sqlite and (lost := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                    tables = ", ".join(sorted({row[0] for row in lost}))
                    raise BrokenReferences(f"Rows of {tables} would point at nothing. Nothing was changed.")
        finally:
            if sqlite and driver is not None:
                driver.execute("PRAGMA foreign_keys=ON")
