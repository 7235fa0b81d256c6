"""Engines with the durability and safety settings of security.md 9."""

from __future__ import annotations

import sqlite3
import time
from functools import lru_cache
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError

READ_ONLY = "engage_read_only"
RESTED_AT = "engage_rested_at"
LONG_REST = 10.0


def open_engine(url: str) -> Engine:
    """An engine for `url` (sqlite or postgresql+psycopg).

    SQLite: WAL, synchronous=FULL, BEGIN IMMEDIATE unless the connection is marked read-only with the
    execution option `READ_ONLY` (deferred writers lose most contended writes). PostgreSQL: parameters are
    hidden from errors. Raises ValueError for any other database.
    """
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        engine = create_engine(parsed, hide_parameters=True, connect_args={"check_same_thread": False})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if backend == "postgresql":
        engine = create_engine(parsed, hide_parameters=True, pool_size=10)
        event.listen(engine, "checkin", _rest)
        event.listen(engine, "checkout", _wake)
        return engine
    raise ValueError(f"{backend} is not a database Engage can use; give a sqlite or postgresql+psycopg address")


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "busy_timeout=5000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


@lru_cache(maxsize=16)
def reading(engine: Engine) -> Engine:
    """The same database for readers that change nothing.

    SQLite: no write lock. PostgreSQL: each statement is a transaction of its own, as READ COMMITTED sees it anyway,
    without a round trip to begin and another to end.
    """
    options: dict[str, Any] = {READ_ONLY: True}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "AUTOCOMMIT"
    return engine.execution_options(**options)


def _rest(_connection: Any, record: Any) -> None:
    record.info[RESTED_AT] = time.monotonic()


def _wake(connection: Any, record: Any, _proxy: Any) -> None:
    """Asks whether the server is still there, but only after a long rest: asking each time costs a round trip."""
    if time.monotonic() - record.info.get(RESTED_AT, time.monotonic()) > LONG_REST:
        try:
            connection.execute("SELECT 1")
            connection.rollback()
        except psycopg.Error as gone:
            raise DisconnectionError from gone
