"""A PostgreSQL for tests: the one at `ENGAGE_TEST_POSTGRES`, else Debian's programs in a folder that goes
away.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

GIVEN = "ENGAGE_TEST_POSTGRES"
PR_SET_PDEATHSIG = 1
# These rows are worth nothing after the test, so nothing waits for the disk. The log is read by the canary
# scan.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "log_statement": "all",
    "log_min_messages": "info",
}


class NoPostgres(Exception):
    """No PostgreSQL can be started here; the message says what to do."""


@dataclass(frozen=True)
class Postgres:
    """A running server; `admin` may create databases, `log` is its statement log where it is ours."""

    admin: URL
    owner: str | None
    log: Path | None
    folder: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    def create(self, name: str) -> URL:
        """A new empty database, owned by an ordinary role as in service (a superuser would walk past row
        security).
        """
        name = f"{name}_{uuid4().hex[:8]}"
        make = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if self.owner:
            make += sql.SQL(" OWNER {}").format(sql.Identifier(self.owner))
        self._run(make)
        url = self.admin.set(database=name)
        return url.set(username=self.owner) if self.owner else url

    def drop(self, url: URL) -> None:
        """Removes a database made by `create`, whoever is still connected."""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(url.database or "")))

    def stop(self) -> None:
        """Ends a server that was started here and removes its folder."""
        if self.process is None or self.folder is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, statement: sql.SQL | sql.Composed) -> None:
        plain = self.admin.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(statement)


def why_not() -> str | None:
    """What stands in the way of a PostgreSQL for tests, and what to do; None if nothing does."""
    if os.environ.get(GIVEN) or _programs() is not None:
        return None
    return f"install PostgreSQL 15 or newer (apt-get install postgresql), or give {GIVEN} an address"


def start() -> Postgres:
    """A server to make databases on. Raises NoPostgres."""
    if address := os.environ.get(GIVEN):
        return Postgres(make_url(address).set(drivername="postgresql+psycopg"), owner=None, log=None)
    programs = _programs()
    if programs is None:
        raise NoPostgres(why_not())
    # Not pytest's folder: that one is closed to the other user, and too long a path for a socket.
    folder = Path(tempfile.mkdtemp(prefix="engage-postgres-"))
    identity = _identity()
    if identity:
        os.chown(folder, identity.pw_uid, identity.pw_gid)
    make = [programs / "initdb", "-D", folder / "rows", "-U", "keeper", "-A", "trust", "-E", "UTF8"]
    made = subprocess.run(
        [*make, "--no-sync", "--no-instructions", "--locale=C"],
        cwd=folder, capture_output=True, text=True, check=False, **_as(identity),
    )  # fmt: skip
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise NoPostgres(f"initdb failed: {made.stderr.strip()}")
    log = folder / "statements.log"
    settings = [f"--{key}={value}" for key, value in SETTINGS.items()]
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [programs / "postgres", "-D", folder / "rows", "-k", folder, *settings],
            cwd=folder, stdout=sink, stderr=sink, preexec_fn=_die_with_parent, **_as(identity),
        )  # fmt: skip
    admin = URL.create("postgresql+psycopg", "keeper", database="postgres", query={"host": str(folder)})
    server = Postgres(admin, "engage", log, folder, process)
    try:
        _wait_until_it_answers(server)
        server._run(sql.SQL("CREATE ROLE engage LOGIN"))
    except BaseException:
        server.stop()
        raise
    return server


def _wait_until_it_answers(server: Postgres) -> None:
    assert server.process is not None
    assert server.log is not None
    until = time.monotonic() + 30
    while True:
        if server.process.poll() is not None:
            raise NoPostgres(f"PostgreSQL ended at once: {server.log.read_text(errors='replace')[-600:]}")
        try:
            server._run(sql.SQL("SELECT 1"))
            return
        except psycopg.OperationalError as refused:
            if time.monotonic() > until:
                raise NoPostgres(f"PostgreSQL did not answer within 30 seconds: {refused}") from refused
            time.sleep(0.05)


def _programs() -> Path | None:
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name))
    found = [place for place in places if (place / "initdb").exists() and (place / "postgres").exists()]
    if found:
        return found[-1]
    postgres = shutil.which("postgres")
    return Path(postgres).resolve().parent if postgres and shutil.which("initdb") else None


def _identity() -> pwd.struct_passwd | None:
    """Whom the server runs as: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as")


def _as(identity: pwd.struct_passwd | None) -> dict[str, object]:
    return {"user": identity.pw_uid, "group": identity.pw_gid, "extra_groups": []} if identity else {}


def _die_with_parent() -> None:
    """A test run that is killed leaves no server behind (Linux; elsewhere it stops at the end of the run
    only).
    """
    if os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)
