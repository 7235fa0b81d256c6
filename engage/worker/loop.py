"""Claim, do, settle; and the household that falls due by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import structlog
from sqlalchemy.exc import OperationalError

from config import Config, MailServer
from engage.accounts.sessions import sweep
from engage.audit import anchors
from engage.crypto.vault import Vault
from engage.db.stores import Stores, open_session
from engage.engagements.inviting.jobs import fetch_answers as fetch_invitations
from engage.intake.surveys.jobs import fetch_answers
from engage.intake.surveys.jobs import sweep as sweep_surveys
from engage.jobs.models import Job
from engage.jobs.service import Desk, claim, do, settle_failure
from engage.projects.parcels.service import sweep as sweep_parcels
from engage.referrals.exchange.jobs import sweep as sweep_graphs
from engage.retention.erasure import finish_open
from engage.stakeholders.importing.jobs import sweep as sweep_imports
from engage.web.failures import where

log = structlog.get_logger("engage.worker")
PAUSE = 1.0


@dataclass
class Chore:
    """Something that is done again every so many seconds."""

    every: float
    do: Callable[[Stores, Vault], object]
    due: float = field(default=0.0)


def run_jobs(stores: Stores, vault: Vault, mail: MailServer | None = None) -> int:
    """Does every job that is due; returns how many were tried."""
    tried = 0
    while True:
        with open_session(stores.data, vault=vault) as session:
            job = claim(session)
            session.commit()
            if job is None:
                return tried
            tried += 1
            job_id, kind = job.id, job.kind
            try:
                do(Desk(session, stores, vault, mail), job)
                session.commit()
            except Exception as fault:  # noqa: BLE001 - whatever a job raises is settled and shown to a person
                session.rollback()
                _settle(stores, vault, job_id, fault)
                log.warning("job failed", job=kind, **where(fault))


def _settle(stores: Stores, vault: Vault, job_id: UUID, fault: BaseException) -> None:
    with open_session(stores.data, vault=vault) as session:
        job = session.get(Job, job_id)
        if job is not None:
            settle_failure(job, fault)
            session.commit()


def anchor(config: Config) -> Callable[[Stores, Vault], None]:
    """The chore that anchors the log when something happened since the last anchor."""

    def make(stores: Stores, vault: Vault) -> None:
        with open_session(stores.data, read_only=True, vault=vault) as session:
            made = anchors.make(session)
        known = anchors.read(config.anchor_file)
        if made is not None and (not known or known[-1].sequence < made.sequence):
            anchors.append(config.anchor_file, made)

    return make


def chores(config: Config, fetch_replies: Callable[[Stores, Vault], object]) -> list[Chore]:
    """What the worker does by itself."""
    return [
        Chore(5, fetch_replies),
        Chore(5, fetch_answers),
        Chore(5, fetch_invitations),
        Chore(300, lambda stores, _vault: sweep(stores)),
        Chore(60, finish_open),
        Chore(600, sweep_parcels),
        Chore(3600, sweep_imports),
        Chore(3600, sweep_graphs),
        Chore(3600, sweep_surveys),
        Chore(3600, anchor(config)),
    ]


def run(
    stores: Stores, vault: Vault, household: list[Chore], *, mail: MailServer | None = None, once: bool = False
) -> None:
    """Works until stopped, or once through everything."""
    while True:
        now = time.monotonic()
        for chore in household:
            if once or chore.due <= now:
                chore.due = now + chore.every
                _do_quietly(chore, stores, vault)
        try:
            run_jobs(stores, vault, mail)
        except OperationalError as fault:
            log.warning("store not reachable", **where(fault))
        if once:
            return
        time.sleep(PAUSE)


def _do_quietly(chore: Chore, stores: Stores, vault: Vault) -> None:
    try:
        chore.do(stores, vault)
    except Exception as fault:  # noqa: BLE001 - one chore must not end the others; it is logged and tried again
        log.warning("chore failed", **where(fault))
