"""Keys: what there is, and changing them."""

from __future__ import annotations

import click

from engage.cli.deployment import settings, unlocked


@click.group()
def keys() -> None:
    """Keys: status and rotation."""


@keys.command()
def status() -> None:
    """Prints counts of keys; no key and no person."""
    with unlocked(settings()) as (_stores, vault):
        now = vault.status()
        click.echo(f"deployment      {now.deployment_id}")
        click.echo(f"root            {now.root_kind}")
        click.echo(f"subjects        {now.subjects}")
        click.echo(f"erased          {now.erased}")
        click.echo(f"epochs          {now.epochs_current} current, {now.epochs_old} old")
        click.echo(f"index keys      {now.index_keys}")


@keys.command()
def rotate() -> None:
    """Makes new epoch keys and wraps every data key anew; what was read stays readable, old wraps are worthless."""
    with unlocked(settings()) as (_stores, vault):
        click.echo(f"rotate: {vault.rotate_epochs()} keys wrapped anew")
