"""A conversation by phone is logged by keyboard alone, in few keys beyond the words themselves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import Role
from engage.actions.queries import actions_of
from engage.engagements.queries import engagements_of, latest_notes, participants_of
from engage.feedback.queries import feedback_of
from engage.projects.models import Project
from tests.browser.cast import assemble
from tests.browser.doors import Doors, sign_in
from tests.factories.engagements import make_person
from tests.factories.team import Team

MOST_KEYS = 30
"""At two a second, fifteen seconds; what is left of two minutes is for the words."""


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_interview_by_phone_is_logged_by_keyboard(session: Session, server: Doors, page: Page) -> None:
    project_id, members = assemble(session, "Harbour cameras", Role.LEAD)
    lead = session.scalars(select(User)).one()
    person = make_person(session, Team(session.get_one(Project, project_id), {Role.LEAD: lead}))
    pseudonym = person.pseudonym
    session.commit()
    someone = members[Role.LEAD]
    sign_in(page, server, email=someone.email, password=someone.password, secret=someone.secret)
    page.goto(f"{server.staff}/projects/{project_id}/engagements/")
    pressed = 0

    def press(key: str, times: int = 1) -> None:
        nonlocal pressed
        for _each in range(times):
            page.keyboard.press(key)
            pressed += 1

    def to(name: str) -> None:
        for _each in range(12):
            if page.evaluate("document.activeElement?.name || ''") == name:
                return
            press("Tab")
        raise AssertionError(f"{name} is too far away")

    page.get_by_role("link", name="Log a conversation").focus()
    press("Enter")
    page.wait_for_url("**/feedback/log")
    assert page.evaluate("document.activeElement.name") == "who"
    for name, words in (
        ("who", pseudonym),
        ("purpose", "The new rota"),
        ("attribution", ""),
        ("said-0-words", "The night shift has no way home."),
        ("said-1-words", "Run the bus until two."),
        ("notes", "A short call. Calm."),
        ("promise", "The timetable of the bus"),
        ("due_on", "1 December 2099"),
    ):
        to(name)
        if name == "attribution":
            press("ArrowDown", 2)
        page.keyboard.type(words)
        page.keyboard.press("Escape") if name == "who" else None
    press("Control+Enter")
    page.wait_for_url("**/engagements/*/")
    assert pressed <= MOST_KEYS, pressed

    session.rollback()
    made = engagements_of(session, project_id)[0]
    assert (made.stage, made.plan.purpose) == ("held", "The new rota")
    place = participants_of(session, made.id)[0]
    assert (place.stakeholder_id, place.detail.attended, place.detail.attribution) == (person.id, True, "role")
    assert [each.words for each in feedback_of(session, made.id)][::-1] == [
        "Run the bus until two.",
        "The night shift has no way home.",
    ]
    assert latest_notes(session, made.id) == (1, "A short call. Calm.")
    assert [each.detail.text for each in actions_of(session, [made.id])] == ["The timetable of the bus"]
    # What was missing beforehand is said, and the conversation is a fact all the same.
    assert "without a second person having agreed" in page.content()
