"""People who sign in."""

from __future__ import annotations

import click

from engage.accounts import service
from engage.accounts.queries import all_users, find_by_email
from engage.accounts.vocabulary import UserState
from engage.cli.deployment import settings, unlocked, writing
from engage.crypto.sealed import unseal


@click.group()
def user() -> None:
    """People who sign in: invite, list, close."""


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="How others in the team know this person.")
@click.option("--administrator", is_flag=True, help="Looks after accounts and opens projects; sees no content.")
def invite(email: str, name: str, administrator: bool) -> None:
    """Opens an account and prints a link that works once, for a week."""
    config = settings()
    with unlocked(config) as (stores, vault), writing(stores, vault) as session:
        try:
            _user, token = service.invite(session, actor=None, email=email, name=name, administrator=administrator)
        except service.EmailTaken:
            raise click.ClickException("There is an account with this address already.") from None
        click.echo(f"{config.staff_origin}/accounts/join/{token}")


@user.command(name="list")
def list_users() -> None:
    """Lists accounts by address and state."""
    with unlocked(settings()) as (stores, vault), writing(stores, vault) as session:
        for each in all_users(session):
            mark = " administrator" if each.administrator else ""
            click.echo(f"{each.state:8} {unseal(session, each, 'email')}{mark}")


@user.command()
@click.argument("email")
def close(email: str) -> None:
    """Closes an account and ends its sessions."""
    with unlocked(settings()) as (stores, vault), writing(stores, vault) as session:
        found = find_by_email(session, email)
        if found is None or found.state == UserState.CLOSED:
            raise click.ClickException("There is no open account with this address.")
        service.close(session, actor=None, user_id=found.id)
        click.echo("The account is closed.")
