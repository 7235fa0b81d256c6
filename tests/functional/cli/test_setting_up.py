"""Setting up touches nothing that is there, and leaves secrets to their owner alone."""

from __future__ import annotations

import stat

from sqlalchemy import Engine, inspect, text

from engage.db.migrate import STORES
from tests.functional.cli.commands import Deployment, files_below


def rows(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with engine.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(text(f'SELECT * FROM "{name}"'))), key=repr)
            for name in inspect(engine).get_table_names()
        }


def test_setting_up_twice_touches_nothing(deployment: Deployment) -> None:
    stores = deployment.stores()
    secrets = {name: content for name, content in files_below(deployment.home).items() if "sqlite" not in name}
    before = {store: rows(getattr(stores, store)) for store in STORES}

    again = deployment.engage("init")

    assert again.exit_code == 0
    assert "set up already" in again.output
    assert {name: content for name, content in files_below(deployment.home).items() if "sqlite" not in name} == secrets
    assert {store: rows(getattr(stores, store)) for store in STORES} == before
    stores.dispose()


def test_secrets_belong_to_their_owner(deployment: Deployment) -> None:
    config = deployment.config
    for secret in (config.root_file, config.pepper_file, config.anchor_file.with_name("audit-start.key")):
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
        assert stat.S_IMODE(secret.parent.stat().st_mode) == 0o700


def test_an_account_is_invited_listed_and_closed(deployment: Deployment) -> None:
    invited = deployment.engage("user", "invite", "noor@example.org", "--name", "Noor", "--administrator")
    assert invited.output.startswith(f"{deployment.config.staff_origin}/accounts/join/")
    assert deployment.engage("user", "invite", "NOOR@example.org", "--name", "Again").exit_code == 1
    assert "noor@example.org administrator" in deployment.engage("user", "list").output

    assert deployment.engage("user", "close", "noor@example.org").exit_code == 0
    assert deployment.engage("user", "list").output.startswith("closed")
    assert deployment.engage("user", "close", "noor@example.org").exit_code == 1
