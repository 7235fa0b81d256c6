"""The log: checking it, anchoring it."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy.orm import Session

from engage.audit import anchors
from engage.audit.verification import Result, verify
from engage.cli.deployment import settings, stores_of, unlocked
from engage.cli.setting_up import anchor_now
from engage.db.engines import READ_ONLY


@click.group()
def audit() -> None:
    """The log: verify and anchor."""


@audit.command(name="verify")
@click.option("--anchors", "anchor_file", type=click.Path(path_type=Path), help="File of anchors kept elsewhere.")
@click.option("--start-key", type=click.Path(exists=True, path_type=Path), help="First MAC key, kept offline.")
def verify_log(anchor_file: Path | None, start_key: Path | None) -> None:
    """Checks the whole log. Needs no key of the deployment.

    Exit status: 0 verified, 1 tampered, 2 cannot verify, 3 whole but anchors are missing or old.
    """
    config = settings()
    try:
        known = anchors.read(anchor_file or config.anchor_file)
    except ValueError as reason:
        click.echo(f"cannot verify: {reason}")
        raise SystemExit(Result.CANNOT_VERIFY) from None
    stores = stores_of(config)
    # The log is read through a cursor, which PostgreSQL keeps only within a transaction.
    with Session(stores.data.execution_options(**{READ_ONLY: True})) as session:
        found = verify(session, known, start_key=start_key.read_bytes() if start_key else None)
    words = {
        Result.VERIFIED: f"verified: {found.events} events, nothing was changed",
        Result.TAMPERED: f"tampered: event {found.first_bad} is not what was written",
        Result.CANNOT_VERIFY: "cannot verify: an anchor is not genuine",
        Result.ANCHORS_MISSING: f"whole: {found.events} events, but anchors are missing or old (engage audit anchor)",
    }
    click.echo(words[found.result])
    raise SystemExit(found.result)


@audit.command()
def anchor() -> None:
    """Signs the last event and adds it to the file of anchors. Copy that file to another host."""
    config = settings()
    with unlocked(config) as (stores, vault):
        sequence = anchor_now(config, stores, vault)
    click.echo("anchor: the log is empty" if sequence is None else f"anchor: event {sequence} is anchored")
