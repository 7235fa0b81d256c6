"""Staff, projects and signed-in browsers, quickly: without Argon2 and without the sign-in page."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from engage.accounts import second_factor, service
from engage.accounts.models import User, WebSession
from engage.accounts.permissions import Role
from engage.accounts.sessions import ServerSessions, hash_of
from engage.accounts.vocabulary import UserState
from engage.crypto.sealed import seal, seal_json
from engage.db.clock import utcnow
from engage.projects import service as projects
from engage.projects.models import Project

PASSWORD = "violet harbour walks seven lamps"


@dataclass
class Team:
    """A project with one user in each role, and an administrator who is in none."""

    project: Project
    users: dict[Role, User]

    def __getattr__(self, name: str) -> User:
        return self.users[Role(name)]


def make_user(session: Session, name: str = "Noor Example", *, administrator: bool = False) -> User:
    """An active user with a second factor and no password."""
    address = f"{uuid4().hex[:12]}@example.org"
    user, _token = service.invite(session, actor=None, email=address, name=name, administrator=administrator)
    seal(session, user, "totp_secret", second_factor.new_secret())
    user.state = UserState.ACTIVE
    session.flush()
    return user


def make_team(session: Session, name: str = "Harbour cameras") -> Team:
    """A project and its whole team, committed."""
    users = {role: make_user(session, f"{role.name.title()} Person") for role in Role if role is not Role.ADMINISTRATOR}
    users[Role.ADMINISTRATOR] = make_user(session, "Administrator Person", administrator=True)
    project = projects.open_project(session, actor=None, name=name, lead=users[Role.LEAD])
    for role, user in users.items():
        if role not in {Role.LEAD, Role.ADMINISTRATOR}:
            projects.add_member(session, actor=users[Role.LEAD], project=project, user=user, role=role)
    session.commit()
    return Team(project, users)


def sign_in(client: FlaskClient, session: Session, user: User, *, confirmed: bool = True, language: str = "en") -> None:
    """Gives the client a session of `user`, as if signed in; `confirmed`: the second factor was just given."""
    interface = client.application.session_interface
    assert isinstance(interface, ServerSessions)
    token, now = secrets.token_urlsafe(32), utcnow()
    vault = session.info["vault"]
    row = WebSession(
        id=uuid4(),
        token_hash=hash_of(token),
        subject_key=vault.deployment_subject("sessions"),
        user_id=user.id,
        created_at=now,
        seen_at=now,
        confirmed_at=now if confirmed else None,
    )
    content = {"_user_id": str(user.id), "_fresh": True, "language": language}
    seal_json(session, row, "content", content)
    session.add(row)
    session.commit()
    client.set_cookie(interface.cookie, token, path="/")


def csrf(client: FlaskClient, path: str) -> str:
    """The CSRF token of a page's form."""
    page = client.get(path).get_data(as_text=True)
    return page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def post(
    client: FlaskClient, path: str, data: dict[str, object] | None = None, *, form: str | None = None
) -> TestResponse:
    """Posts as a person would: with the token of the page `form` (the same path unless given)."""
    return client.post(path, data={**(data or {}), "csrf_token": csrf(client, form or path)})


def project_url(team: Team, rest: str = "") -> str:
    """An address within the team's project."""
    return f"/projects/{team.project.id}/{rest}"


def other_project(session: Session) -> UUID:
    """A project with nobody of the team in it."""
    return make_team(session, "Somewhere else").project.id
