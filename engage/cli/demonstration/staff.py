"""Who signs in to the demonstration, and how."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pyotp
from sqlalchemy.orm import Session

from engage.accounts import service
from engage.accounts.models import User
from engage.accounts.permissions import Role
from engage.accounts.queries import find_by_email
from engage.accounts.second_factor import STEP
from engage.cli.demonstration.story import told
from engage.projects.models import Project
from engage.projects.queries import projects_of
from engage.projects.service import add_member, open_project


@dataclass(frozen=True)
class Someone:
    """A member of the staff; password and secret are published, like everything of the demonstration."""

    key: str
    email: str
    name: str
    role: Role
    password: str
    totp: str

    def code(self, now: float | None = None) -> str:
        """The code of this moment."""
        return pyotp.TOTP(self.totp).at(int(time.time() if now is None else now))


def staff() -> list[Someone]:
    """Everybody, the administrator first."""
    return [Someone(**{**each, "role": Role(each["role"])}) for each in told("staff")["user"]]


def find(email: str) -> Someone | None:
    """The member of the staff with this address."""
    return next((each for each in staff() if each.email == email.strip().lower()), None)


def seconds_left() -> int:
    """How long the codes of this moment are still the newest."""
    return STEP - int(time.time()) % STEP


def is_loaded(session: Session) -> bool:
    """Whether the demonstration is there: its lead leads a project."""
    lead = next(each for each in staff() if each.role is Role.LEAD)
    user = find_by_email(session, lead.email)
    return user is not None and bool(projects_of(session, user.id))


def join_all(session: Session) -> dict[str, User]:
    """Accounts for everybody, by key, joined as anyone joins: with an invitation, a password and a code."""
    users = {}
    for someone in staff():
        administrator = someone.role is Role.ADMINISTRATOR
        _user, token = service.invite(
            session, actor=None, email=someone.email, name=someone.name, administrator=administrator
        )
        # The code of the step before, so that the present one is still good for signing in.
        before = someone.code(time.time() - STEP)
        users[someone.key], _codes = service.join(
            session, token=token, password=someone.password, totp_secret=someone.totp, code=before
        )
    return users


def open_demonstration(session: Session, users: dict[str, User]) -> Project:
    """The project with its members in their roles."""
    project = open_project(session, actor=users["administrator"], name=told("staff")["project"], lead=users["lead"])
    for someone in staff():
        if someone.key not in {"administrator", "lead"}:
            add_member(session, actor=users["lead"], project=project, user=users[someone.key], role=someone.role)
    return project
