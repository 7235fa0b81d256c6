"""What every command stands on: the settings, the stores, the vault, and refusals in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from config import Config, UnsafeConfiguration
from engage.app import unlock
from engage.crypto.errors import CryptoError
from engage.crypto.vault import Vault
from engage.db.migrate import SchemaMismatch
from engage.db.stores import Stores, open_session


class Refused(click.ClickException):
    """Engage does not start; the message says what to do."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(f"Engage did not start. {self.message}", err=True)


def refuse(reason: BaseException) -> NoReturn:
    """Turns what opening a deployment raises into words, never a database's own, which may hold values."""
    if isinstance(reason, DBAPIError):
        raise Refused(
            "A store cannot be opened or written: check that its address is right, that the disk is not full or "
            "read-only, and that this user may write there."
        ) from None
    words = str(reason).rstrip(".")
    raise Refused(f"{words[:1].upper()}{words[1:]}.") from None


def settings() -> Config:
    """The settings of this deployment."""
    try:
        config = Config.from_environment()
        config.check_separation()
    except UnsafeConfiguration as reason:
        refuse(reason)
    return config


def stores_of(config: Config) -> Stores:
    """Its stores."""
    return Stores.open(data=config.data_url, keystore=config.keystore_url, portal=config.portal_url)


@contextmanager
def unlocked(config: Config) -> Iterator[tuple[Stores, Vault]]:
    """Stores and vault of a deployment that is set up."""
    stores = stores_of(config)
    try:
        try:
            vault = unlock(config, stores)
            for store in (stores.data, stores.keystore, stores.portal):
                prove_writable(store)
        except (CryptoError, SchemaMismatch, DBAPIError) as reason:
            refuse(reason)
        yield stores, vault
    finally:
        stores.dispose()


def prove_writable(engine: Engine) -> None:
    """Raises DBAPIError when a store cannot be written. Beginning proves nothing; a change that is taken back does."""
    with engine.connect() as connection, connection.begin() as attempt:
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
        attempt.rollback()


@contextmanager
def writing(stores: Stores, vault: Vault) -> Iterator[Session]:
    """A session that is committed at the end, or not at all."""
    with open_session(stores.data, vault=vault) as session:
        yield session
        session.commit()
