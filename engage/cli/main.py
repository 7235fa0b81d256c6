"""The command itself, with its themes."""

from __future__ import annotations

import click

from engage.cli import audit, backup, demo, erasures, keys, serving, setting_up, user


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Engage: hearing the people a company may harm, and answering them.

    Settings come from the environment (ENGAGE_HOME, ENGAGE_DATA_URL, …; see README.md).
    """


main.add_command(setting_up.init)
main.add_command(setting_up.upgrade)
main.add_command(serving.serve)
main.add_command(serving.worker)
main.add_command(user.user)
main.add_command(keys.keys)
main.add_command(audit.audit)
main.add_command(backup.backup)
main.add_command(erasures.erasures)
main.add_command(demo.demo)
