"""A project of many invented people, in stores of its own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from flask import Flask

from config import Config
from engage.accounts import service as accounts
from engage.accounts.models import User, WebSession
from engage.accounts.sessions import hash_of
from engage.accounts.vocabulary import UserState
from engage.app import create_app
from engage.cli.setting_up import set_up
from engage.crypto.sealed import seal_json
from engage.crypto.vault import Vault
from engage.db.clock import utcnow
from engage.db.stores import Stores, open_session
from engage.projects.service import open_project
from engage.stakeholders.records import ContactDetail, Profile, Safety
from engage.stakeholders.service import add_stakeholder

COUNTRIES = ("FR", "DE", "TN", "EG", "MM", "KE", "BR", "ID", "MX", "PH")
SYLLABLES = ("ba", "ro", "mi", "ten", "sal", "ya", "no", "kir", "ella", "dun", "ka", "vi")


@dataclass(frozen=True)
class Ground:
    """A running application over many people, and one signed-in person's cookie."""

    app: Flask
    stores: Stores
    vault: Vault
    project_id: UUID
    person_id: UUID
    token: str
    cookie: str


@contextmanager
def ground(count: int, addresses: dict[str, str]) -> Iterator[Ground]:
    """`count` people in new stores; `addresses` names databases that are not SQLite files of our own."""
    with TemporaryDirectory(prefix="engage-bench-") as folder:
        config = Config.from_environment({"ENGAGE_HOME": folder, **addresses})
        set_up(config)
        app = create_app(config)
        stores: Stores = app.extensions["engage_stores"]
        vault: Vault = app.extensions["engage_vault"]
        try:
            yield _fill(app, stores, vault, count, Path(folder))
        finally:
            stores.dispose()


def _fill(app: Flask, stores: Stores, vault: Vault, count: int, _folder: Path) -> Ground:
    with open_session(stores.data, vault=vault) as session:
        user, _token = accounts.invite(session, actor=None, email="bench@example.org", name="Bench Person")
        user.state = UserState.ACTIVE
        project = open_project(session, actor=None, name="Measured project", lead=user)
        person = [_add(session, user, project.id, number) for number in range(count)][count // 2]
        token = _sign_in(session, vault, user)
        session.commit()
    return Ground(app, stores, vault, project.id, person, token, app.session_interface.cookie)  # type: ignore[attr-defined]


def _add(session: object, user: User, project_id: UUID, number: int) -> UUID:
    word = "".join(secrets.choice(SYLLABLES) for _ in range(4))
    profile = Profile(
        roles=["rights_holder"] if number % 3 else ["intermediary"],
        capacity="community" if number % 3 else "",
        intermediary_kind="" if number % 3 else "civil_society",
        countries=[COUNTRIES[number % len(COUNTRIES)]],
        level="local",
        groups=["women"] if number % 2 else [],
        languages=["fr", "ar"],
    )
    contact = ContactDetail("email", f"{word}{number}@example.org", safe=bool(number % 2))
    added = add_stakeholder(
        session,  # type: ignore[arg-type]
        actor=user,
        project_id=project_id,
        kind="person",
        tier=2,
        name=f"{word.title()} {number}",
        profile=profile,
        safety=Safety(safe_channels=["email"]),
        contacts=[contact],
    )
    return added.id


def _sign_in(session: object, vault: Vault, user: User) -> str:
    token, now = secrets.token_urlsafe(32), utcnow()
    row = WebSession(
        id=uuid4(),
        token_hash=hash_of(token),
        subject_key=vault.deployment_subject("sessions"),
        user_id=user.id,
        created_at=now,
        seen_at=now,
    )
    seal_json(session, row, "content", {"_user_id": str(user.id), "_fresh": True, "language": "en"})  # type: ignore[arg-type]
    session.add(row)  # type: ignore[attr-defined]
    return token
