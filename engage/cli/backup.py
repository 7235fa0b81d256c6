"""Backups: each store apart, sealed to a key pair whose private half is kept offline, proven by opening them again.

SQLite is copied by VACUUM INTO, never as a file; PostgreSQL by pg_dump. Keystore backups live shorter than the others:
while one exists, erased people could be rebuilt with it (security.md 2).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click
from sqlalchemy.engine import URL, make_url

from config import Config
from engage.cli.deployment import settings
from engage.cli.setting_up import write_secret
from engage.crypto import files, mailbox
from engage.crypto.errors import CannotOpen
from engage.crypto.suite import bind, new_key
from engage.db.migrate import STORES

INFO = b"engage backup 1"
LENGTH = 4


@click.group()
def backup() -> None:
    """Backups: make a key pair, create, open."""


@backup.command(name="key")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def make_key(folder: Path) -> None:
    """Makes a key pair in FOLDER: leave backup.public here, carry backup.private away and keep it offline."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    public, private = mailbox.generate()
    try:
        write_secret(folder / "backup.private", private)
        write_secret(folder / "backup.public", public)
    except FileExistsError:
        raise click.ClickException("There is a key pair in this folder already; it was not replaced.") from None
    click.echo("backup: backup.public stays, backup.private goes offline; without it no backup opens")


@backup.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--public", required=True, type=click.Path(exists=True, path_type=Path), help="backup.public")
@click.option("--store", "chosen", type=click.Choice(STORES), multiple=True, help="Only these stores.")
def create(folder: Path, public: Path, chosen: tuple[str, ...]) -> None:
    """Writes a sealed backup of each store into FOLDER. Keep keystore backups apart, and for days only."""
    config = settings()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for store in chosen or STORES:
        target = folder / f"engage-{store}-{stamp}.sealed"
        with copied(address_of(config, store)) as copy, copy.open("rb") as source:
            seal_to_file(source, target, public.read_bytes(), store)
        click.echo(f"backup: {target.name} written, {target.stat().st_size} bytes, checked before sealing")


@backup.command(name="open")
@click.argument("sealed", type=click.Path(exists=True, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--private", required=True, type=click.Path(exists=True, path_type=Path), help="backup.private")
@click.option("--store", required=True, type=click.Choice(STORES), help="Which store it is a backup of.")
def open_backup(sealed: Path, target: Path, private: Path, store: str) -> None:
    """Opens a sealed backup into TARGET: a SQLite file to put in place, or a dump for pg_restore.

    After restoring, run `engage upgrade`, `engage erasures replay` and `engage audit verify`: events after the
    backup show as missing against the anchors. People erased since stay unreadable: their keys are not in this backup.
    """
    if target.exists():
        raise click.ClickException("The target exists already; name a new file.")
    try:
        open_file(sealed, target, private.read_bytes(), store)
    except CannotOpen:
        target.unlink(missing_ok=True)
        raise click.ClickException("This backup was changed, is of another store, or needs another key.") from None
    if is_sqlite(target):
        with sqlite3.connect(target) as connection:
            _check(connection)
        click.echo("backup: opened and checked; it is a whole SQLite store")
    else:
        click.echo("backup: opened; restore it with pg_restore into an empty database")


def address_of(config: Config, store: str) -> URL:
    """The database address of a store."""
    return make_url({"data": config.data_url, "keystore": config.keystore_url, "portal": config.portal_url}[store])


@contextmanager
def copied(url: URL) -> Iterator[Path]:
    """A consistent copy of a store, beside nothing else and gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="engage-backup-"))
    try:
        copy = folder / "store"
        if url.get_backend_name() == "sqlite":
            with sqlite3.connect(str(url.database)) as connection:
                connection.execute("VACUUM INTO ?", (str(copy),))
            with sqlite3.connect(copy) as connection:
                _check(connection)
        else:
            _dump(url, copy)
        yield copy
    finally:
        shutil.rmtree(folder)


def _check(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise click.ClickException("The copy is damaged; nothing was written. Check the disk.")


def _dump(url: URL, copy: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise click.ClickException("pg_dump is missing: install the PostgreSQL client of the server's version.")
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    command = [program, "--format=custom", f"--file={copy}", f"--dbname={plain}"]
    if subprocess.run(command, env=environment, check=False).returncode:  # noqa: S603
        raise click.ClickException("pg_dump failed; nothing was written.")


def seal_to_file(source: BinaryIO, target: Path, public: bytes, store: str) -> None:
    """A file key sealed to the public key, then the content sealed under the file key."""
    key = new_key()
    letter = mailbox.seal_to(public, key, INFO)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as sealed:
        sealed.write(len(letter).to_bytes(LENGTH, "big") + letter)
        for piece in files.seal_stream(key, source, context=bind("backup", store)):
            sealed.write(piece)
        sealed.flush()
        os.fsync(sealed.fileno())


def open_file(sealed: Path, target: Path, private: bytes, store: str) -> None:
    """The content of a backup into `target`. Raises CannotOpen."""
    with sealed.open("rb") as source:
        letter = source.read(int.from_bytes(source.read(LENGTH), "big"))
        key = mailbox.open_with(private, letter, INFO)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as opened:
            for piece in files.open_stream(key, source, context=bind("backup", store)):
                opened.write(piece)


def is_sqlite(path: Path) -> bool:
    """Whether a file is a SQLite store."""
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\x00"
