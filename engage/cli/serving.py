"""Serving staff and portal, and the worker: three processes that are told apart by what they may open."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping

import click

from engage.cli.deployment import settings, unlocked

STAFF = "127.0.0.1:8000"
PORTAL = "127.0.0.1:8001"
PORTAL_KNOWS = ("ENGAGE_PORTAL_URL", "ENGAGE_PEPPER_FILE", "ENGAGE_PORTAL_ORIGIN", "ENGAGE_LEAVE_TO")
EVERY_PROCESS = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "ENGAGE_MODE", "ENGAGE_HOME")


@click.command()
@click.option("--staff", default=STAFF, show_default=True, help="Where the staff application listens.")
@click.option("--portal", default=PORTAL, show_default=True, help="Where the portal listens.")
@click.option("--only", type=click.Choice(["staff", "portal", "worker"]), help="Start one of the three alone.")
@click.option("--threads", default=8, show_default=True, help="Threads of each web process.")
def serve(staff: str, portal: str, only: str | None, threads: int) -> None:
    """Serves the staff application, the portal and the worker until stopped.

    Listens on this machine only, unless told otherwise: put a web server with TLS, or an onion service, in front.
    """
    config = settings()
    if only != "portal":
        with unlocked(config):
            pass
    wanted = [only] if only else ["staff", "portal", "worker"]
    commands = processes(staff=staff, portal=portal, threads=threads)
    for name, address in (("staff", staff), ("portal", portal)):
        if name in wanted:
            click.echo(f"serve: {name} on http://{address}")
    raise SystemExit(run_all({name: commands[name] for name in wanted}, {"portal": portal_environment(os.environ)}))


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
def worker(once: bool) -> None:
    """Runs the worker alone: sends to and fetches from the portal, sweeps, anchors the log."""
    command = [sys.executable, "-m", "engage.worker", *(["--once"] if once else [])]
    raise SystemExit(run_all({"worker": command}, {}))


def processes(*, staff: str, portal: str, threads: int) -> dict[str, list[str]]:
    """The command of each of the three."""
    return {
        "staff": [*gunicorn(staff, threads), "engage.app:from_environment()"],
        "portal": [*gunicorn(portal, threads), "engage.portal_app:from_environment()"],
        "worker": [sys.executable, "-m", "engage.worker"],
    }


def gunicorn(address: str, threads: int) -> list[str]:
    """A web server that logs no requests."""
    options = ["--bind", address, "--workers", "1", "--threads", str(threads), "--worker-class", "gthread"]
    return [sys.executable, "-m", "gunicorn", *options, "--no-control-socket", "--log-level", "warning"]


def portal_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """What the portal's process may know: nothing of data, keystore or root."""
    return {name: environment[name] for name in (*EVERY_PROCESS, *PORTAL_KNOWS) if name in environment}


def run_all(commands: Mapping[str, list[str]], environments: Mapping[str, dict[str, str]]) -> int:
    """Runs processes side by side until one ends or a signal comes; then ends all. Returns the exit status."""
    running = {name: subprocess.Popen(command, env=environments.get(name)) for name, command in commands.items()}  # noqa: S603

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while all(process.poll() is None for process in running.values()):
            time.sleep(0.3)
        return next(process.returncode for process in running.values() if process.returncode is not None)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in running.values():
            if process.poll() is None:
                process.terminate()
        for process in running.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
