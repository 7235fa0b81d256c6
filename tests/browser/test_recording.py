"""An answer is typed during a conversation without a hand leaving the keyboard; without scripts it is typed as well."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import Role
from engage.projects.models import Project
from engage.referrals.queries import map_of
from tests.browser.cast import assemble
from tests.browser.doors import Doors, sign_in
from tests.factories.referrals import make_people
from tests.factories.team import Team

NEW = ("Amal Harbour", "Dockers' Union", "Old Salma", "The Teacher")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_six_people_are_named_by_keyboard_alone(
    session: Session, server: Doors, any_page: Page, request: pytest.FixtureRequest
) -> None:
    project_id, members = assemble(session, "Harbour cameras", Role.LEAD)
    lead = session.scalars(select(User)).one()
    people = make_people(session, Team(session.get_one(Project, project_id), {Role.LEAD: lead}), 3)
    named = [people[1].pseudonym, *NEW, people[2].pseudonym]
    ids = [person.id for person in people]
    session.commit()
    someone, keys = members[Role.LEAD], any_page.keyboard
    sign_in(any_page, server, email=someone.email, password=someone.password, secret=someone.secret)

    # Whoever answered is known, so that typing begins with the first whom they named.
    any_page.goto(f"{server.staff}/projects/{project_id}/referrals/record?namer={ids[0]}")
    with_scripts = "no scripts" not in request.node.name
    for number, text in enumerate(named):
        line = any_page.locator(f"input[name=lines-{number}-who]")
        if not with_scripts:
            if not line.count():
                any_page.locator("button[value=lines]").press("Enter")
            line.focus()
        assert line.evaluate("field => field === document.activeElement")
        keys.type(text)
        if with_scripts and text != named[-1]:
            keys.press("Enter")
    if with_scripts:
        keys.press("Control+Enter")
    else:
        any_page.locator("main .actions .button-primary").press("Enter")
    any_page.wait_for_url(f"{server.staff}/projects/{project_id}/referrals/")

    session.expire_all()
    recorded = list(map_of(session, project_id).referrals)
    assert len(recorded) == len(named)
    assert [recorded[0].named_id, recorded[5].named_id] == ids[1:]
