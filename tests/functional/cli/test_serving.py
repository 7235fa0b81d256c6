"""Who listens where, and what each of the three processes may know."""

from __future__ import annotations

import tomllib
from importlib import import_module

import click
import pytest

from engage.cli import serving
from engage.cli.main import main
from tests.functional.cli.commands import Deployment
from tests.house.tree import ROOT


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every theme and every command below it, as one types them."""
    found = [path]
    for name, command in group.commands.items():
        found += every_command(command, (*path, name)) if isinstance(command, click.Group) else [(*path, name)]
    return found


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, list[str]], dict[str, dict[str, str]]]]:
    """What would have been started, with the environments it was given."""
    calls: list[tuple[dict[str, list[str]], dict[str, dict[str, str]]]] = []

    def keep(commands: dict[str, list[str]], environments: dict[str, dict[str, str]]) -> int:
        calls.append((commands, environments))
        return 0

    monkeypatch.setattr(serving, "run_all", keep)
    return calls


@pytest.mark.parametrize("words", every_command(main), ids=" ".join)
def test_every_command_explains_itself(untouched: Deployment, words: tuple[str, ...]) -> None:
    done = untouched.engage(*words, "--help")
    assert done.exit_code == 0
    assert len(done.output.splitlines()) > 3
    assert not untouched.home.exists(), "asking for help makes nothing"


def test_the_command_is_where_the_installer_looks_for_it() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    module, _, name = scripts["engage"].partition(":")
    assert getattr(import_module(module), name) is main


def test_everything_listens_on_this_machine_only(on_files: Deployment, started: list) -> None:
    assert on_files.engage("serve").exit_code == 0
    [(commands, _environments)] = started
    assert set(commands) == {"staff", "portal", "worker"}
    bound = {name: command[command.index("--bind") + 1] for name, command in commands.items() if "--bind" in command}
    assert bound == {"staff": "127.0.0.1:8000", "portal": "127.0.0.1:8001"}
    assert commands["staff"][-1] == "engage.app:from_environment()"
    assert commands["portal"][-1] == "engage.portal_app:from_environment()"
    assert not any("--access-logfile" in command for command in commands.values()), "no request is logged"


def test_one_of_the_three_alone(on_files: Deployment, started: list) -> None:
    assert on_files.engage("serve", "--only", "worker").exit_code == 0
    assert set(started[0][0]) == {"worker"}


def test_the_portal_alone_opens_no_key(untouched: Deployment, started: list) -> None:
    assert untouched.engage("serve", "--only", "portal").exit_code == 0
    assert set(started[0][0]) == {"portal"}


def test_the_portal_is_told_nothing_of_data_keys_and_root(on_files: Deployment, started: list) -> None:
    private = {
        "ENGAGE_DATA_URL": on_files.config.data_url,
        "ENGAGE_KEYSTORE_URL": on_files.config.keystore_url,
        "ENGAGE_ROOT": "file",
        "ENGAGE_ROOT_FILE": str(on_files.config.root_file),
        "ENGAGE_ROOT_PASSPHRASE": "six random words make a passphrase",
        "ENGAGE_ANCHOR_FILE": str(on_files.config.anchor_file),
        "PGPASSWORD": "a password of the data store",
    }
    own = {"ENGAGE_PORTAL_URL": on_files.config.portal_url, "ENGAGE_PEPPER_FILE": str(on_files.config.pepper_file)}
    assert on_files.engage("serve", **private, **own).exit_code == 0
    [(_commands, environments)] = started
    assert set(environments) == {"portal"}
    given = environments["portal"]
    assert not set(given) & set(private)
    assert not set(given.values()) & (set(private.values()) - {"file"})
    assert own.items() <= given.items()
