"""Everything that a deployment leaves behind: rows, files, logs, what went over the wire."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, inspect, text
from werkzeug.test import TestResponse

from tests.databases.grounds import Ground

STORES = ("data", "keystore", "portal")
BIGGEST = 64 * 1024 * 1024


class Wire:
    """What went over the wire, bodies apart: addresses asked for, and every header answered."""

    def __init__(self) -> None:
        self.said: list[bytes] = []

    def client(self, app: Any) -> FlaskClient:
        """A client whose requests are written down here."""
        wire = self

        class Client(FlaskClient):
            def open(self, *args: Any, **kwargs: Any) -> TestResponse:
                answer = super().open(*args, **kwargs)
                wire.said.append(f"{answer.request.url}\n{answer.request.environ['RAW_URI']}".encode())
                wire.said.append("\n".join(f"{name}: {value}" for name, value in answer.headers).encode())
                return answer

        return Client(app, app.response_class, use_cookies=True)


def rows(engine: Engine) -> bytes:
    """Every value of every row, as the database hands it out."""
    said: list[bytes] = []
    # An engine of its own: without the types of the house, which would show placeholders.
    plain = create_engine(engine.url)
    with plain.connect() as connection:
        for table in inspect(plain).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                said.extend(value if isinstance(value, bytes) else str(value).encode() for value in row)
    plain.dispose()
    return b"\n".join(said)


def files_of(ground: Ground, since: float) -> Iterator[tuple[Path, str]]:
    """Every file of a ground, with what it belongs to; on PostgreSQL those written since."""
    for file in ground.folder.rglob("*"):
        if file.is_file():
            yield file, f"{file.name.split('-')[0]} ({file.name.rpartition('.')[2]})"
    if ground.kind == "postgresql" and ground.log is not None:
        yield from _files_of_server(ground, ground.log.parent / "rows", since)


def _files_of_server(ground: Ground, rows: Path, since: float) -> Iterator[tuple[Path, str]]:
    url = ground.stores.data.url
    admin = f"host={url.query['host']} user=keeper dbname=postgres"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        names = {str(oid): name for oid, name in connection.execute("SELECT oid, datname FROM pg_database").fetchall()}
    stores = {getattr(ground.stores, store).url.database: store for store in STORES}
    for file in rows.rglob("*"):
        if file.is_file() and file.stat().st_mtime >= since - 1:
            parts = file.relative_to(rows).parts
            store = stores.get(names.get(parts[1], "")) if parts[0] == "base" else None
            # One journal and one statement log serve all three: public texts pass through them on their way.
            yield file, f"{store or 'shared'} ({parts[0]})"


def log_of(ground: Ground, start: int) -> bytes:
    """What the server wrote into its log since."""
    if ground.log is None:
        return b""
    with ground.log.open("rb") as log:
        log.seek(start)
        return log.read()


def temporary_files(since: float, but: Path) -> Iterator[tuple[Path, str]]:
    """Files in the folder for temporary files written since, without those of the databases (looked at apart)."""
    for folder in Path(tempfile.gettempdir()).iterdir():
        if folder.name.startswith("engage-postgres-") or folder in but.parents:
            continue
        for file in [folder] if folder.is_file() else folder.rglob("*"):
            try:
                fresh = file.is_file() and file.stat().st_mtime >= since and file.stat().st_size < BIGGEST
            except OSError:
                continue
            if fresh:
                yield file, f"temporary files ({file.suffix or 'no suffix'})"
