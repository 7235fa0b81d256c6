"""Setting up and opening a keystore: each wrong combination is refused with a way out."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, update

from engage.crypto import root as roots
from engage.crypto.errors import KeystoreExists, KeystoreMismatch, KeystoreMissing, WrongRoot
from engage.crypto.keystore import Keystore, read_salt
from engage.crypto.models import EpochKey
from engage.crypto.root import FileRoot, PassphraseRoot
from engage.crypto.vault import Vault
from engage.db.engines import open_engine


def test_open_what_was_created(keystore_engine: Engine, root: FileRoot) -> None:
    deployment_id = Keystore.create(keystore_engine, root)
    assert Keystore.open(keystore_engine, root, expected=deployment_id).deployment_id == deployment_id


def test_missing_tables_and_missing_row(tmp_path: Path, keystore_engine: Engine, root: FileRoot) -> None:
    empty = open_engine(f"sqlite:///{tmp_path}/empty.db")
    for refused in (lambda: Keystore.open(empty, root), lambda: read_salt(empty)):
        with pytest.raises(KeystoreMissing, match="restore its backup"):
            refused()
    with pytest.raises(KeystoreMissing, match="migrations"):
        Keystore.create(empty, root)
    with pytest.raises(KeystoreMissing, match="restore its backup"):
        Keystore.open(keystore_engine, root)


def test_a_second_set_up_is_refused(keystore_engine: Engine, root: FileRoot) -> None:
    Keystore.create(keystore_engine, root)
    with pytest.raises(KeystoreExists):
        Keystore.create(keystore_engine, root)


def test_wrong_root(keystore_engine: Engine, root: FileRoot, tmp_path: Path) -> None:
    Keystore.create(keystore_engine, root)
    with pytest.raises(WrongRoot):
        Keystore.open(keystore_engine, FileRoot.create(tmp_path / "other.key"))


def test_wrong_kind_of_root(keystore_engine: Engine, root: FileRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roots, "PASSPHRASE_MEMORY", 64)
    Keystore.create(keystore_engine, root)
    assert read_salt(keystore_engine) is None
    with pytest.raises(WrongRoot, match="file root"):
        Keystore.open(keystore_engine, PassphraseRoot("long enough words", PassphraseRoot.new_salt()))


def test_passphrase_root_finds_its_salt(keystore_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roots, "PASSPHRASE_MEMORY", 64)
    Keystore.create(keystore_engine, PassphraseRoot("long enough words", PassphraseRoot.new_salt()))
    salt = read_salt(keystore_engine)
    assert salt is not None
    Keystore.open(keystore_engine, PassphraseRoot("long enough words", salt))
    with pytest.raises(WrongRoot):
        Keystore.open(keystore_engine, PassphraseRoot("other words", salt))


def test_another_deployment(keystore_engine: Engine, root: FileRoot) -> None:
    Keystore.create(keystore_engine, root)
    with pytest.raises(KeystoreMismatch):
        Keystore.open(keystore_engine, root, expected=uuid4())


def test_an_epoch_moved_to_another_tier_does_not_open(keystore_engine: Engine, root: FileRoot) -> None:
    Keystore.create(keystore_engine, root)
    subject, project = uuid4(), uuid4()
    Vault.open(keystore_engine, root).create_subject(subject, project_id=project, tier=3)
    with keystore_engine.begin() as connection:
        connection.execute(update(EpochKey).values(number=9))
    with pytest.raises(WrongRoot):
        Vault.open(keystore_engine, root).data_key(subject)
