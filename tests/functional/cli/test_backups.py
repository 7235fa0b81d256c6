"""Backups open again with the key kept offline, and with nothing else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from engage.db.migrate import STORES
from tests.functional.cli.commands import Deployment

LAST = {"data": "data.sqlite", "keystore": "keys/keystore.sqlite", "portal": "portal/portal.sqlite"}


@pytest.fixture
def sealed(on_files: Deployment, tmp_path: Path) -> dict[str, Path]:
    """A backup of each store."""
    assert on_files.engage("user", "invite", "noor@example.org", "--name", "Noor").exit_code == 0
    assert on_files.engage("backup", "key", tmp_path / "keys").exit_code == 0
    made = on_files.engage("backup", "create", tmp_path / "backups", "--public", tmp_path / "keys" / "backup.public")
    assert made.exit_code == 0, made.output
    return {store: next((tmp_path / "backups").glob(f"engage-{store}-*.sealed")) for store in STORES}


def opened(deployment: Deployment, backup: Path, target: Path, store: str, key: Path) -> int:
    """The exit status of opening a backup."""
    return deployment.engage("backup", "open", backup, target, "--private", key, "--store", store).exit_code


@pytest.mark.parametrize("store", STORES)
def test_a_backup_opens_to_the_same_rows(
    on_files: Deployment, sealed: dict[str, Path], tmp_path: Path, store: str
) -> None:
    target = tmp_path / "opened.sqlite"
    assert opened(on_files, sealed[store], target, store, tmp_path / "keys" / "backup.private") == 0
    with sqlite3.connect(on_files.home / LAST[store]) as kept, sqlite3.connect(target) as restored:
        assert list(restored.iterdump()) == list(kept.iterdump())
    assert target.stat().st_mode & 0o077 == 0
    assert sealed[store].stat().st_mode & 0o077 == 0


def test_a_restored_deployment_opens(on_files: Deployment, sealed: dict[str, Path], tmp_path: Path) -> None:
    for store in STORES:
        kept = on_files.home / LAST[store]
        for part in kept.parent.glob(f"{kept.name}*"):
            part.unlink()
        assert opened(on_files, sealed[store], kept, store, tmp_path / "keys" / "backup.private") == 0
    assert "noor@example.org" in on_files.engage("user", "list").output


def test_no_backup_shows_what_it_holds(sealed: dict[str, Path]) -> None:
    for path in sealed.values():
        content = path.read_bytes()
        assert b"SQLite format" not in content
        assert b"CREATE TABLE" not in content


@pytest.mark.parametrize("place", [0, 3, 4, 40, 80, 500, -1])
def test_a_flipped_bit_is_refused(on_files: Deployment, sealed: dict[str, Path], tmp_path: Path, place: int) -> None:
    changed = bytearray(sealed["data"].read_bytes())
    changed[place] ^= 1
    sealed["data"].write_bytes(changed)
    target = tmp_path / "opened.sqlite"
    done = on_files.engage(
        "backup", "open", sealed["data"], target,
        "--private", tmp_path / "keys" / "backup.private", "--store", "data",
    )  # fmt: skip
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit), "said in words, not as a fault of the program"
    assert "was changed" in done.output
    assert not target.exists()


@pytest.mark.parametrize("length", [0, 3, 60, -1])
def test_a_cut_backup_is_refused(on_files: Deployment, sealed: dict[str, Path], tmp_path: Path, length: int) -> None:
    sealed["data"].write_bytes(sealed["data"].read_bytes()[:length])
    target = tmp_path / "opened.sqlite"
    done = on_files.engage(
        "backup", "open", sealed["data"], target,
        "--private", tmp_path / "keys" / "backup.private", "--store", "data",
    )  # fmt: skip
    assert isinstance(done.exception, SystemExit)
    assert done.exit_code == 1
    assert not target.exists()


def test_another_store_or_another_key_is_refused(on_files: Deployment, sealed: dict[str, Path], tmp_path: Path) -> None:
    target, key = tmp_path / "opened.sqlite", tmp_path / "keys" / "backup.private"
    assert opened(on_files, sealed["data"], target, "portal", key) == 1
    assert on_files.engage("backup", "key", tmp_path / "others").exit_code == 0
    assert opened(on_files, sealed["data"], target, "data", tmp_path / "others" / "backup.private") == 1
    assert not target.exists()


def test_nothing_is_overwritten(on_files: Deployment, sealed: dict[str, Path], tmp_path: Path) -> None:
    target = tmp_path / "mine.sqlite"
    target.write_text("mine")
    assert opened(on_files, sealed["data"], target, "data", tmp_path / "keys" / "backup.private") == 1
    assert target.read_text() == "mine"
    before = (tmp_path / "keys" / "backup.private").read_bytes()
    assert on_files.engage("backup", "key", tmp_path / "keys").exit_code == 1
    assert (tmp_path / "keys" / "backup.private").read_bytes() == before
