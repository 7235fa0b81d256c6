"""Erasures: holding restored stores against what was erased since."""

from __future__ import annotations

import click

from engage.cli.deployment import settings, unlocked
from engage.retention.erasure import replay as replay_all


@click.group()
def erasures() -> None:
    """Erasures: replay after a restore."""


@erasures.command()
def replay() -> None:
    """Erases again whoever was erased since a backup was made. Run it after every restore, before anybody signs in."""
    with unlocked(settings()) as (stores, vault):
        done = replay_all(stores, vault)
    click.echo(f"replay: {done.erased_again} people erased again")
    if done.unreadable:
        click.echo(
            f"replay: {done.unreadable} records have no key though nobody erased them; is this the right keystore?"
        )
        raise SystemExit(1)
