"""The demonstration, loaded by its own command into a home that goes away, behind the two doors."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from config import Config
from engage.accounts.permissions import Role
from engage.app import unlock
from engage.cli.demonstration import staff
from engage.crypto.receipts import Receipt
from engage.db.stores import Stores
from tests.browser.doors import Doors, sign_in

ENGAGE = "from engage.cli.main import main; main()"
DESK = {"width": 1280, "height": 900}


@dataclass
class Demonstration:
    """Two addresses, a receipt to try, and what a browser keeps of those who signed in."""

    doors: Doors
    receipt: Receipt
    _signed_in: dict[Role, Any]

    def signed_in(self, browser: Browser, role: Role) -> Any:
        """The cookies of somebody in `role`, signed in by hand once; give them to a context as its `storage_state`."""
        if role not in self._signed_in:
            someone = next(each for each in staff.staff() if each.role is role)
            with browser.new_context() as context:
                page = context.new_page()
                sign_in(page, self.doors, email=someone.email, password=someone.password, secret=someone.totp)
                self._signed_in[role] = context.storage_state()
        return self._signed_in[role]


@contextmanager
def demonstration(home: Path) -> Iterator[Demonstration]:
    """Loads it below `home` and opens its doors until the end of the block."""
    own = {"ENGAGE_HOME": str(home), "ENGAGE_MODE": "demonstration"}
    foreign = {name: value for name, value in os.environ.items() if not name.startswith("ENGAGE_")}
    loaded = subprocess.run(
        [sys.executable, "-c", ENGAGE, "demo", "load"],
        env={**foreign, **own}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    config = Config.from_environment(own)
    stores = Stores.open(data=config.data_url, keystore=config.keystore_url, portal=config.portal_url)
    receipt = Receipt.parse((home / "demonstration" / "receipt.txt").read_text(encoding="ascii"))
    doors = Doors(stores, unlock(config, stores), lambda **more: Config.from_environment({**own, **more}))
    try:
        yield Demonstration(doors, receipt, {})
    finally:
        doors.settle()
        doors.close()
        stores.dispose()
