"""The settings of a deployment on a test's stores: those of service, on this machine only."""

from __future__ import annotations

from config import Config
from tests.databases.grounds import ROOT_KEY, Ground


def config_for(ground: Ground, **settings: str) -> Config:
    """Settings for `ground`; `settings` replaces some by the name of their variable (ENGAGE_MODE="…")."""
    addresses = {
        f"ENGAGE_{store.upper()}_URL": getattr(ground.stores, store).url.render_as_string(hide_password=False)
        for store in ("data", "keystore", "portal")
    }
    home = {"ENGAGE_HOME": str(ground.folder), "ENGAGE_ROOT_FILE": str(ground.folder / ROOT_KEY)}
    return Config.from_environment({**addresses, **home, **settings})
