"""Setting a deployment up, and bringing its tables to the version of the program."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import click
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from config import Config
from engage.app import unlock
from engage.audit import anchors
from engage.audit.models import AuditChain
from engage.audit.service import CHAIN_ID, begin
from engage.cli.deployment import refuse, settings, stores_of, writing
from engage.crypto.errors import CryptoError, KeystoreExists
from engage.crypto.opening import create_keystore, open_vault
from engage.crypto.vault import Vault
from engage.db.deployment import deployment_of, mark
from engage.db.migrate import STORES, SchemaMismatch
from engage.db.migrate import upgrade as upgrade_store
from engage.db.stores import Stores, open_session


@click.command()
def init() -> None:
    """Creates folders, tables, keys and the start of the log. Touches nothing that is there already."""
    config = settings()
    try:
        set_up(config, say=click.echo)
    except (CryptoError, SchemaMismatch, OperationalError) as reason:
        refuse(reason)
    except OSError as reason:
        raise click.ClickException(f"A folder or file cannot be written: {reason.strerror}.") from None


def set_up(config: Config, *, say: Callable[[str], object] = lambda _line: None) -> None:
    """Sets a deployment up; `say` takes each line of what is done."""
    for url in (config.data_url, config.keystore_url, config.portal_url):
        _folder_of(url)
    for path in (config.root_file, config.pepper_file, config.anchor_file):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    stores = stores_of(config)
    try:
        for name in STORES:
            upgrade_store(getattr(stores, name), name)
        say("init: the tables of data, keystore and portal are in place")
        # Each step is done only if it was not: an interrupted set-up goes on where it ended.
        if deployment_of(stores.data) is None:
            mark(stores.data, _keystore_for(config, stores))
            say("init: the keystore is set up; keep its root apart from every backup")
        vault = unlock(config, stores)
        if not config.pepper_file.exists():
            write_secret(config.pepper_file, vault.secret("receipt_pepper"))
            say("init: the portal has its receipt pepper")
        if _start_log(config, stores, vault):
            say(f"init: the log has begun; carry {start_key_file(config).name} away and keep it offline")
        else:
            say("init: this deployment is set up already; nothing else was touched")
    finally:
        stores.dispose()


def start_key_file(config: Config) -> Path:
    """Where the first MAC key of the log is put, to be carried away."""
    return config.anchor_file.with_name("audit-start.key")


def _keystore_for(config: Config, stores: Stores) -> UUID:
    """A new keystore's deployment; or that of one nothing was sealed with yet, from a set-up that was interrupted."""
    options = (config.root_kind, config.root_file, config.root_passphrase)
    try:
        return create_keystore(stores.keystore, kind=options[0], file=options[1], passphrase=options[2])
    except KeystoreExists:
        vault = open_vault(stores.keystore, kind=options[0], file=options[1], passphrase=options[2], expected=None)
        if vault.status().subjects:
            raise
        return vault.deployment_id


def _start_log(config: Config, stores: Stores, vault: Vault) -> bool:
    """Begins the log, unless it has begun; its first key lies on the disk before the log counts on it."""
    with open_session(stores.data, vault=vault) as session:
        if session.get(AuditChain, CHAIN_ID) is not None:
            return False
        start = begin(session)
        start_key_file(config).unlink(missing_ok=True)
        write_secret(start_key_file(config), start)
        session.commit()
    return True


def write_secret(path: Path, content: bytes) -> None:
    """Writes a new file that only its owner may read. Raises FileExistsError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _folder_of(url: str) -> None:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)


@click.command()
def upgrade() -> None:
    """Brings the tables of all stores to the version of this program. Make a backup first."""
    config = settings()
    stores = stores_of(config)
    try:
        for name in STORES:
            upgrade_store(getattr(stores, name), name)
            click.echo(f"upgrade: the {name} store is up to date")
    except (SchemaMismatch, OperationalError) as reason:
        refuse(reason)
    finally:
        stores.dispose()


def anchor_now(config: Config, stores: Stores, vault: Vault) -> int | None:
    """Writes an anchor of the log; returns its sequence number, None for an empty log."""
    with writing(stores, vault) as session:
        made = anchors.make(session)
    if made is None:
        return None
    anchors.append(config.anchor_file, made)
    return made.sequence
