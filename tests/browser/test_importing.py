"""A directory that nobody ever cleaned comes in through the browser with few decisions; the next one with none."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.stakeholders.directory import directory_of
from engage.stakeholders.importing.models import StakeholderImport
from engage.worker.loop import run_jobs
from tests.browser.cast import assemble
from tests.browser.doors import Doors, sign_in
from tests.browser.visitor import Visitor
from tests.databases.grounds import Ground
from tests.factories.messy import messy_directory, messy_workbook

MOST_DECISIONS = 10
SAVE_ALL = "main .button-form .button-primary"


class Decider(Visitor):
    """Somebody who counts what they had to choose by themselves."""

    decisions = 0

    def decide(self, **fields: str) -> None:
        """Changes fields by hand."""
        self.fill(fields)
        self.decisions += len(fields)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_messy_directory_needs_few_decisions_and_the_next_none(
    session: Session, ground: Ground, server: Doors, any_page: Page, tmp_path: Path
) -> None:
    project, members = assemble(session, "Harbour cameras", Role.LEAD)
    someone = members[Role.LEAD]
    sign_in(any_page, server, email=someone.email, password=someone.password, secret=someone.secret)
    lead = Decider(any_page, f"{server.staff}/projects/{project}/", "en")
    first, second = tmp_path / "first.csv", tmp_path / "second.xlsx"
    first.write_bytes(messy_directory(400, seed=3))
    second.write_bytes(messy_workbook(400, seed=5))

    _bring(lead, first)
    assert lead.page.url.endswith("/columns")
    # Somebody looks at the column without a name, says what two words mean, and how to treat who is there twice.
    unsure = lead.find(".table select").first.get_attribute("name") or ""
    lead.decide(**{unsure: "note"})
    lead.press()
    if lead.page.url.endswith("/words"):
        for radio in lead.find(".word-asked input[value=leave]").all():
            lead.decide(**{radio.get_attribute("name") or "": "leave"})
        lead.press()
    lead.follow("/doubles")
    lead.find("details.more summary").first.click()
    lead.decide(every="fill")
    lead.press("main .button-secondary >> text=Answer for all")
    assert lead.decisions <= MOST_DECISIONS
    _save(lead, session, ground)
    _adds_up(session, 401)
    people = len(directory_of(session, project))
    session.commit()

    before = lead.decisions
    _bring(lead, second)
    assert "Understood as last time" in lead.page.content()
    _save(lead, session, ground)
    assert lead.decisions == before
    _adds_up(session, 401)
    assert len(directory_of(session, project)) > people


def _bring(lead: Decider, file: Path) -> None:
    lead.go("stakeholders/imports/new")
    lead.fill({"file": file})
    lead.press()


def _save(lead: Decider, session: Session, ground: Ground) -> None:
    lead.press(SAVE_ALL)
    assert lead.find("progress").count() == 1
    address = lead.page.url
    lead.page.goto("about:blank")  # the page looks again by itself; here nobody waits for it
    run_jobs(ground.stores, ground.vault)
    lead.page.goto(address)
    assert lead.words("h1") == "The file is in"


def _adds_up(session: Session, rows: int) -> None:
    session.expire_all()
    row = session.scalars(select(StakeholderImport).order_by(StakeholderImport.started_at.desc())).first()
    assert row is not None
    assert row.read == rows == row.accepted + row.enriched + row.left_out + row.rejected
    assert row.accepted
    session.commit()
