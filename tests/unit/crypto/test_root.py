"""Roots: kept safely or not used, and only the right one opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage.crypto import root
from engage.crypto.errors import WrongRoot
from engage.crypto.root import FileRoot, PassphraseRoot


def test_file_root_round_trip(tmp_path: Path) -> None:
    made = FileRoot.create(tmp_path / "root.key")
    assert (tmp_path / "root.key").stat().st_mode & 0o777 == 0o600
    again = FileRoot(tmp_path / "root.key")
    assert again.unwrap(made.wrap(b"k" * 32, b"here"), b"here") == b"k" * 32


def test_wrong_root_and_wrong_place(tmp_path: Path) -> None:
    one, two = FileRoot.create(tmp_path / "one"), FileRoot.create(tmp_path / "two")
    blob = one.wrap(b"k" * 32, b"here")
    with pytest.raises(WrongRoot):
        two.unwrap(blob, b"here")
    with pytest.raises(WrongRoot):
        one.unwrap(blob, b"there")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620, 0o601])
def test_a_file_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "root.key"
    FileRoot.create(path)
    path.chmod(mode)
    with pytest.raises(WrongRoot, match="0600"):
        FileRoot(path)


def test_a_missing_short_or_long_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongRoot, match="restore"):
        FileRoot(tmp_path / "none")
    for content in (b"", b"x" * 31, b"x" * 33):
        path = tmp_path / "root.key"
        path.write_bytes(content)
        path.chmod(0o600)
        with pytest.raises(WrongRoot):
            FileRoot(path)
    with pytest.raises(WrongRoot):
        FileRoot(tmp_path)


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    FileRoot.create(tmp_path / "root.key")
    with pytest.raises(FileExistsError):
        FileRoot.create(tmp_path / "root.key")


def test_passphrase_root(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (root.PASSPHRASE_MEMORY, root.PASSPHRASE_TIME, root.PASSPHRASE_LANES) == (262_144, 3, 2)
    monkeypatch.setattr(root, "PASSPHRASE_MEMORY", 64)  # the real cost is a second each time
    salt = PassphraseRoot.new_salt()
    one = PassphraseRoot("café au lait tous les jours", salt)
    same = PassphraseRoot("cafe\u0301 au lait tous les jours", salt)
    blob = one.wrap(b"k" * 32, b"")
    assert same.unwrap(blob, b"") == b"k" * 32
    for other in (
        PassphraseRoot("cafe au lait", salt),
        PassphraseRoot("café au lait tous les jours", b"x" * 16),
    ):
        with pytest.raises(WrongRoot):
            other.unwrap(blob, b"")
    with pytest.raises(WrongRoot):
        PassphraseRoot("  ", salt)
    with pytest.raises(WrongRoot):
        PassphraseRoot("café", b"short")


def test_roots_show_nothing(tmp_path: Path) -> None:
    assert repr(FileRoot.create(tmp_path / "root.key")) == "<file root>"
