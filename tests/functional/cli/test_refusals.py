"""What stops Engage from starting is said in one calm line that names the remedy, and no value."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.functional.cli.commands import Deployment, refused

# Each opens the deployment; `serve` must refuse before it starts anything.
OPENING = [("keys", "status"), ("serve",), ("user", "list"), ("audit", "anchor")]


@pytest.mark.parametrize("words", OPENING, ids=" ".join)
def test_another_root_key(on_files: Deployment, words: tuple[str, ...]) -> None:
    root = on_files.config.root_file
    root.write_bytes(bytes(range(32)))
    said = refused(on_files.engage(*words), bytes(range(32)).hex())
    assert "check the key file" in said


def test_a_root_key_that_is_gone_or_open_to_others(on_files: Deployment) -> None:
    root = on_files.config.root_file
    root.chmod(0o644)
    assert "0600" in refused(on_files.engage("keys", "status"))
    root.unlink()
    assert "restore it" in refused(on_files.engage("keys", "status"))


def test_a_keystore_that_is_gone(on_files: Deployment) -> None:
    for part in (on_files.home / "keys").glob("keystore.sqlite*"):
        part.unlink()
    said = refused(on_files.engage("keys", "status"))
    assert "keystore" in said
    assert "backup" in said, "someone who lost the keystore must not be led to make a new one"


def test_a_keystore_of_another_deployment(bare: Deployment, tmp_path: Path) -> None:
    bare.init()
    other = Deployment(tmp_path / "other")
    other.init()
    keys = {"ENGAGE_KEYSTORE_URL": other.config.keystore_url, "ENGAGE_ROOT_FILE": str(other.config.root_file)}
    assert "another deployment" in refused(bare.engage("keys", "status", **keys))


@pytest.mark.parametrize("store", ["data", "keystore", "portal"])
def test_tables_newer_than_the_program(deployment: Deployment, store: str) -> None:
    stores = deployment.stores()
    with getattr(stores, store).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    stores.dispose()
    for words in (("keys", "status"), ("init",), ("upgrade",)):
        assert "newer version of Engage" in refused(deployment.engage(*words))


def test_tables_that_were_never_made(bare: Deployment) -> None:
    if not bare.settings:
        (bare.home / "keys").mkdir(parents=True)
        (bare.home / "portal").mkdir()
    assert "engage init" in refused(bare.engage("keys", "status"))


def test_a_store_in_a_place_that_is_no_folder(on_files: Deployment, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("not a folder")
    nowhere = f"sqlite:///{tmp_path}/letter/data.sqlite"
    assert "address is right" in refused(on_files.engage("keys", "status", ENGAGE_DATA_URL=nowhere))


def test_a_server_that_does_not_answer(on_files: Deployment) -> None:
    nobody = "postgresql+psycopg://engage:very-secret-word@127.0.0.1:1/engage"
    said = refused(on_files.engage("keys", "status", ENGAGE_DATA_URL=nobody), "very-secret-word", "127.0.0.1")
    assert "address is right" in said


@pytest.mark.parametrize("store", ["data", "keystore", "portal"])
def test_a_store_that_cannot_be_written(deployment: Deployment, store: str) -> None:
    url = getattr(deployment.config, f"{store}_url")
    if url.startswith("sqlite"):
        read_only = f"sqlite:///file:{url.removeprefix('sqlite:///')}?mode=ro&uri=true"
    else:
        read_only = f"{url}&options=-cdefault_transaction_read_only%3Don"
    said = refused(deployment.engage("keys", "status", **{f"ENGAGE_{store.upper()}_URL": read_only}))
    assert "read-only" in said


def test_two_stores_in_one_database(on_files: Deployment) -> None:
    same = {"ENGAGE_KEYSTORE_URL": on_files.config.data_url}
    assert "ENGAGE_KEYSTORE_URL" in refused(on_files.engage("keys", "status", **same))


@pytest.mark.parametrize(
    ("settings", "remedy"),
    [
        ({"ENGAGE_MODE": "holiday"}, "ENGAGE_MODE"),
        ({"ENGAGE_ROOT": "passphrase", "ENGAGE_ROOT_PASSPHRASE": "too short"}, "ENGAGE_ROOT_PASSPHRASE"),
        ({"ENGAGE_STAFF_ORIGIN": "http://engage.example.org"}, "ENGAGE_STAFF_ORIGIN"),
    ],
)
def test_unsafe_settings(untouched: Deployment, settings: dict[str, str], remedy: str) -> None:
    assert remedy in refused(untouched.engage("init", **settings), "too short")
    assert not untouched.home.exists(), "nothing is made before the settings are safe"


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("not a folder")
    done = Deployment(tmp_path / "letter" / "home").engage("init")
    assert done.exit_code != 0
    assert isinstance(done.exception, SystemExit)
    assert "cannot be written" in done.output
