"""The demonstration: loading it, serving it, and the codes of those who sign in to it."""

from __future__ import annotations

import os
import socket

import click
from sqlalchemy.exc import OperationalError

from config import Config
from engage.cli import serving
from engage.cli.demonstration import loading, staff
from engage.cli.deployment import Refused, refuse, settings, stores_of, unlocked
from engage.cli.setting_up import set_up
from engage.crypto.errors import CryptoError
from engage.crypto.receipts import Receipt
from engage.db.deployment import deployment_of
from engage.db.migrate import STORES, SchemaMismatch, current

MODE = "ENGAGE_MODE"
DEMONSTRATION = "demonstration"
THREADS = 8
LOOK_AT = (
    "Sign in as the lead: Today shows what is owed, to whom and by when.",
    "Map: who named whom, in waves. In wave 4 a circle vouches for itself, and gains no line of referral by it.",
    "Engagements: last week's workshop, what the eight principles find, and words that wait for an answer.",
    "Decisions: what people said about the towers, and what their words changed.",
    "Loops: read the published answer, and the draft that waits for the guardian as second reader.",
    "The portal: enter the receipt, read, answer; then see the reply arrive under Loops.",
    "Sign in as the analyst: somebody is not there any more. Only pseudonyms, and nobody whose link is dangerous.",
)


@click.group()
def demo() -> None:
    """A demonstration with invented people: load it, run it."""


@demo.command()
def load() -> None:
    """Loads the demonstration into an empty deployment, which is set up when needed.

    Only with ENGAGE_MODE=demonstration, and never beside other work.
    """
    _load(settings())


@demo.command()
@click.option("--staff", "staff_at", default=serving.STAFF, show_default=True, help="Where the team's side listens.")
@click.option("--portal", "portal_at", default=serving.PORTAL, show_default=True, help="Where the portal listens.")
def run(staff_at: str, portal_at: str) -> None:
    """Loads the demonstration when needed, says how to look around, and serves it until stopped."""
    os.environ.setdefault(MODE, DEMONSTRATION)
    os.environ.setdefault("ENGAGE_STAFF_ORIGIN", f"http://{staff_at}")
    os.environ.setdefault("ENGAGE_PORTAL_ORIGIN", f"http://{portal_at}")
    config = settings()
    _require_demonstration(config)
    for option, address in (("--staff", staff_at), ("--portal", portal_at)):
        _require_free(option, address)
    _load(config)
    _show_around(staff_at, portal_at, loading.kept_receipt())
    commands = serving.processes(staff=staff_at, portal=portal_at, threads=THREADS)
    raise SystemExit(serving.run_all(commands, {"portal": serving.portal_environment(os.environ)}))


@demo.command()
@click.argument("email")
def code(email: str) -> None:
    """Prints the present code of someone in the demonstration."""
    someone = staff.find(email)
    if someone is None:
        raise click.ClickException("Nobody in the demonstration has this address.")
    click.echo(someone.code())
    click.echo(f"good once; the next comes in {staff.seconds_left()} seconds", err=True)


def _require_demonstration(config: Config) -> None:
    if not config.demonstration:
        raise Refused(
            "The demonstration is never loaded into a deployment in service: set ENGAGE_MODE=demonstration "
            "and a home of its own (ENGAGE_HOME)."
        )


def _require_free(option: str, address: str) -> None:
    host, _, port = address.rpartition(":")
    try:
        number = int(port)
        with socket.create_server((host.strip("[]"), number)):
            return
    except (ValueError, OverflowError):
        raise Refused(f"{option} wants a host and a port, such as {serving.STAFF}.") from None
    except OSError:
        raise Refused(f"{address} is taken or not on this machine: choose another with {option}.") from None


def _load(config: Config) -> None:
    _require_demonstration(config)
    try:
        if not _is_set_up(config):
            set_up(config, say=click.echo)
    except (CryptoError, SchemaMismatch, OperationalError) as reason:
        refuse(reason)
    except OSError as reason:
        raise Refused(f"A folder or file cannot be written: {reason.strerror}.") from None
    with unlocked(config) as (stores, vault):
        try:
            loaded = loading.load(config, stores, vault, say=click.echo)
        except loading.SomethingElseHere:
            raise Refused(
                "The stores hold other work, which is left alone: give the demonstration an ENGAGE_HOME of its own."
            ) from None
        except loading.NotPublished:
            raise Refused("The demonstration is loaded, but the portal was not filled: run `engage worker`.") from None
    click.echo("demo: loaded" if loaded else "demo: it is there already; nothing was touched")


def _is_set_up(config: Config) -> bool:
    """Whether there is a deployment to open, of whatever version: then nothing is set up or brought up to date."""
    stores = stores_of(config)
    try:
        return all(current(getattr(stores, name), name) for name in STORES) and deployment_of(stores.data) is not None
    except OperationalError:
        return False
    finally:
        stores.dispose()


def _show_around(staff_at: str, portal_at: str, receipt: Receipt | None) -> None:
    say = click.echo
    say("\nEngage, a demonstration: everybody and everything in it is invented.\n")
    say(f"  the team   http://{staff_at}")
    say(f"  the portal http://{portal_at}\n")
    say(f"  {'role':14} {'address':27} {'password':29} code now")
    for someone in staff.staff():
        say(f"  {someone.role.label!s:14} {someone.email:27} {someone.password:29} {someone.code()}")
    say("\nA code is good once and changes every 30 seconds. The present one: engage demo code lead@example.org\n")
    if receipt is None:
        say("The receipt to try was kept in another home; give out a new one under Loops.\n")
    else:
        say("A receipt to try in the portal, in any of its spellings:")
        say(f"  words      {' '.join(receipt.words('en'))}")
        say(f"  digits     {receipt.digits()}")
        say(f"  characters {receipt.characters()}\n")
    say("What to look at first:")
    for number, place in enumerate(LOOK_AT, 1):
        say(f"  {number}. {place}")
    say("\ndemo: serving until stopped with Ctrl-C")
