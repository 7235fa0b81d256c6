"""`python -m engage.worker [--once]`: opens the deployment and works."""

from __future__ import annotations

import signal
import sys

import engage.engagements.inviting.jobs
import engage.exchange.jobs
import engage.intake.surveys.jobs
import engage.outreach.jobs
import engage.referrals.exchange.jobs
import engage.stakeholders.importing.jobs
import engage.stakeholders.listing.jobs
import engage.summaries.jobs  # noqa: F401 - registers its work by name
from config import Config
from engage.app import unlock
from engage.db.stores import Stores
from engage.summaries.jobs import fetch_replies
from engage.web import logs
from engage.worker.loop import chores, run


def main(words: list[str]) -> int:
    """Runs the worker until it is told to stop. Returns the exit status."""
    logs.install()
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    config = Config.from_environment()
    stores = Stores.open(data=config.data_url, keystore=config.keystore_url, portal=config.portal_url)
    try:
        household = chores(config, fetch_replies)
        run(stores, unlock(config, stores), household, mail=config.mail, once="--once" in words)
    except KeyboardInterrupt:
        return 0
    finally:
        stores.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
