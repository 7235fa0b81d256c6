"""Telling the story to an empty deployment: one transaction, then the portal is filled and answers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config import Config
from engage.accounts.models import User
from engage.cli.demonstration import invited, judging, later, loops, people, planned, recorded, staff, talks, weighed
from engage.crypto.receipts import Receipt
from engage.crypto.vault import Vault
from engage.db.stores import Stores, open_session
from engage.portal.service import OpensNothing
from engage.projects.models import Project

Say = Callable[[str], object]


class SomethingElseHere(Exception):
    """The stores hold work that is not the demonstration; it is left alone."""


class NotPublished(Exception):
    """The portal was not filled."""


def load(config: Config, stores: Stores, vault: Vault, *, say: Say) -> bool:
    """Loads the demonstration unless it is there; returns whether it was loaded.

    Raises SomethingElseHere, NotPublished.
    """
    with open_session(stores.data, vault=vault) as session:
        if staff.is_loaded(session):
            return False
        if _holds_anything(session):
            raise SomethingElseHere
        receipt = _tell(session, say)
        session.commit()
    _keep_receipt(receipt)
    say("demo: publishing to the portal")
    _work_once()
    try:
        with open_session(stores.portal) as session:
            loops.reply(session, receipt=receipt, pepper=config.pepper_file.read_bytes())
            session.commit()
    except OpensNothing:
        raise NotPublished from None
    say("demo: a reply comes back from the portal")
    _work_once()
    return True


def _holds_anything(session: Session) -> bool:
    return any(session.scalar(select(func.count()).select_from(model)) for model in (Project, User))


def _tell(session: Session, say: Say) -> Receipt:
    say("demo: nine people who sign in")
    users = staff.join_all(session)
    lead, engager = users["lead"], users["engager"]
    project_id = staff.open_demonstration(session, users).id
    say("demo: the people of the harbour, and who named whom")
    everybody = people.add_people(session, actor=engager, project_id=project_id)
    people.add_scoping(session, actor=lead, project_id=project_id)
    people.add_namings(session, actor=engager, project_id=project_id, people=everybody)
    say("demo: what people were told and agreed to, and who is tied to whom")
    recorded.add_stories(session, lead=lead, engager=engager, project_id=project_id, people=everybody)
    say("demo: decisions, engagements, what was heard and what became of it")
    decisions = talks.add_decisions(session, actor=lead, project_id=project_id)
    engagements = talks.add_engagements(
        session,
        actor=engager,
        second=users["guardian"],
        project_id=project_id,
        people=everybody,
        decisions=decisions,
    )
    talks.add_what_was_heard(
        session,
        heard_by=engager,
        answered_by=lead,
        project_id=project_id,
        people=everybody,
        decisions=decisions,
        engagements=engagements,
    )
    planned.plan_further(session, actor=lead, named=users["guardian"], project_id=project_id, engagements=engagements)
    invited.ask(session, actor=engager, project_id=project_id, people=everybody, engagements=engagements)
    later.go_on(session, actor=lead, project_id=project_id, people=everybody, engagements=engagements)
    say("demo: answers to those who were heard, in English, French and Arabic")
    receipt = loops.publish_answer(
        session, users=users, project_id=project_id, people=everybody, engagements=engagements
    )
    loops.draft_answer(session, users=users, project_id=project_id, engagements=engagements)
    judging.judge(session, users=users, project_id=project_id, engagements=engagements)
    weighed.assess(session, users=users, people=everybody)
    weighed.write_ledger(session, actor=engager, project_id=project_id, people=everybody)
    return receipt


def _work_once() -> None:
    """The worker's round, in a process of its own: commands and worker do not know each other."""
    subprocess.run([sys.executable, "-m", "engage.worker", "--once"], check=False)


def receipt_file() -> Path:
    """Where the one receipt to try is kept: elsewhere no receipt is ever stored, here everything is invented."""
    return Path(os.environ.get("ENGAGE_HOME", "var")).absolute() / "demonstration" / "receipt.txt"


def _keep_receipt(receipt: Receipt) -> None:
    path = receipt_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(receipt.characters() + "\n", encoding="ascii")
    path.chmod(0o600)


def kept_receipt() -> Receipt | None:
    """The receipt to try, or None where this machine does not have it."""
    path = receipt_file()
    return Receipt.parse(path.read_text(encoding="ascii")) if path.exists() else None
