"""A team, and browsers of its people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from tests.factories.team import Team, make_team, sign_in
from tests.inspection import InspectedClient

Browser = Callable[[Role], InspectedClient]


@pytest.fixture
def team(session: Session) -> Team:
    """A project and its whole team."""
    return make_team(session)


@pytest.fixture
def browser(app: Flask, session: Session, team: Team) -> Browser:
    """A signed-in browser for someone of the team, by role."""

    def of(role: Role) -> InspectedClient:
        client = InspectedClient.at(app, session=session)
        sign_in(client, session, team.users[role])
        return client

    return of
