"""A set-up that was interrupted goes on where it ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import Config
from engage.app import unlock
from engage.cli import setting_up
from engage.cli.deployment import stores_of
from engage.crypto.errors import KeystoreExists


class Interrupted(RuntimeError):
    """The power went."""


@pytest.mark.parametrize("step", ["mark", "write_secret", "begin"])
def test_an_interrupted_set_up_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    config = Config.from_environment({"ENGAGE_HOME": str(tmp_path)})

    def power_goes(*_words: object, **_named: object) -> None:
        raise Interrupted

    with monkeypatch.context() as broken:
        broken.setattr(setting_up, step, power_goes)
        with pytest.raises(Interrupted):
            setting_up.set_up(config)
    setting_up.set_up(config)
    assert config.pepper_file.exists()
    assert setting_up.start_key_file(config).exists()
    stores = stores_of(config)
    unlock(config, stores)
    stores.dispose()


def test_a_keystore_in_use_is_not_bound_to_other_data(tmp_path: Path) -> None:
    config = Config.from_environment({"ENGAGE_HOME": str(tmp_path)})
    setting_up.set_up(config)
    elsewhere = Config.from_environment(
        {"ENGAGE_HOME": str(tmp_path), "ENGAGE_DATA_URL": f"sqlite:///{tmp_path / 'other.sqlite'}"}
    )
    with pytest.raises(KeystoreExists):
        setting_up.set_up(elsewhere)
