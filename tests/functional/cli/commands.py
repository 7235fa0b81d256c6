"""A deployment of a test's own, and the command as its keeper would type it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from config import Config
from engage.cli.main import main
from engage.db.migrate import STORES
from engage.db.stores import Stores

if TYPE_CHECKING:
    from tests.databases.grounds import Databases


@dataclass
class Deployment:
    """Settings of a deployment below `home`; `engage` types a command there."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)

    def engage(self, *words: str | Path, **more: str) -> Result:
        """What the command did. Settings of the machine that runs the tests have no say."""
        foreign: dict[str, str | None] = {name: None for name in os.environ if name.startswith("ENGAGE_")}
        environment = {**foreign, "ENGAGE_HOME": str(self.home), **self.settings, **more}
        return CliRunner().invoke(main, [str(word) for word in words], env=environment)

    def init(self) -> None:
        """Sets it up."""
        done = self.engage("init")
        assert done.exit_code == 0, done.output

    @property
    def config(self) -> Config:
        """Its settings, read as every process reads them."""
        return Config.from_environment({"ENGAGE_HOME": str(self.home), **self.settings})

    def stores(self) -> Stores:
        """Its stores; the caller disposes of them."""
        return Stores.open(data=self.config.data_url, keystore=self.config.keystore_url, portal=self.config.portal_url)


def addresses(databases: Databases, kind: str, stack: ExitStack) -> dict[str, str]:
    """Settings for three empty databases that go away with `stack`; on SQLite the files that Engage itself chooses."""
    if kind == "sqlite":
        return {}
    engines = {store: stack.enter_context(databases.empty(kind)) for store in STORES}
    return {f"ENGAGE_{store.upper()}_URL": engine.url.render_as_string(False) for store, engine in engines.items()}


def refused(done: Result, *secrets: str) -> str:
    """The one line with which Engage did not start. Raises AssertionError for anything less calm."""
    assert done.exit_code == 2, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.output
    said = lines[0]
    assert said.startswith("Engage did not start. ")
    assert said.endswith(".")
    assert "Traceback" not in done.output
    for secret in secrets:
        assert secret not in done.output
    return said


def files_below(folder: Path, *, apart_from: Iterable[str] = ("-wal", "-shm")) -> dict[str, bytes]:
    """Every file with its bytes."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in found if not path.name.endswith(tuple(apart_from))
    }
