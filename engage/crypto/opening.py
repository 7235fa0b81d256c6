"""Opening the keystore of a deployment with the root its settings name."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from engage.crypto.keystore import Keystore, read_salt
from engage.crypto.root import FileRoot, PassphraseRoot, Root
from engage.crypto.vault import Vault


def open_root(engine: Engine, *, kind: str, file: Path, passphrase: str) -> Root:
    """The root that opens an existing keystore. Raises WrongRoot, KeystoreMissing."""
    if kind == "passphrase":
        return PassphraseRoot(passphrase, read_salt(engine) or b"")
    return FileRoot(file)


def open_vault(engine: Engine, *, kind: str, file: Path, passphrase: str, expected: UUID | None) -> Vault:
    """The vault of a deployment; `expected` is the deployment that the data store belongs to.

    Raises WrongRoot, KeystoreMissing, KeystoreMismatch, SelfTestFailed.
    """
    return Vault(
        Keystore.open(engine, open_root(engine, kind=kind, file=file, passphrase=passphrase), expected=expected)
    )


def create_keystore(engine: Engine, *, kind: str, file: Path, passphrase: str) -> UUID:
    """Makes the root (a file that is not there yet, or a passphrase with a new salt) and sets the keystore up."""
    if kind == "passphrase":
        return Keystore.create(engine, PassphraseRoot(passphrase, PassphraseRoot.new_salt()))
    return Keystore.create(engine, FileRoot(file) if file.exists() else FileRoot.create(file))
