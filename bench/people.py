"""A project of many invented people, in stores of its own."""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import insert
from sqlalchemy.orm import Session

from config import Config
from engage.accounts import service as accounts
from engage.accounts.models import User, WebSession
from engage.accounts.sessions import hash_of
from engage.accounts.vocabulary import UserState
from engage.app import create_app
from engage.cli.setting_up import set_up
from engage.crypto.sealed import seal_json, sealer
from engage.crypto.tags import tag
from engage.crypto.vault import Vault
from engage.db.clock import today, utcnow
from engage.db.stores import Stores, open_session
from engage.projects.revisions import bump
from engage.projects.service import open_project
from engage.stakeholders.directory import TOPIC
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.pseudonyms import Pseudonyms
from engage.stakeholders.records import Called, ContactDetail, Profile, Safety
from engage.stakeholders.vocabulary import StakeholderState

COUNTRIES = ("FR", "DE", "TN", "EG", "MM", "KE", "BR", "ID", "MX", "PH")
GROUPS = ("women", "defenders", "young", "indigenous", "migrant_workers")
RIGHTS = ("privacy", "expression", "land", "work", "health")
LANGUAGES = ("fr", "ar", "en", "my", "sw", "es")
SYLLABLES = ("ba", "ro", "mi", "ten", "sal", "ya", "no", "kir", "ella", "dun", "ka", "vi")
AT_ONCE = 5_000
RARE = "Zuzanna"
"""The name of one."""


@dataclass(frozen=True)
class Ground:
    """A running application over many people, and one signed-in person's cookie."""

    app: Flask
    stores: Stores
    vault: Vault
    count: int
    project_id: UUID
    person_id: UUID
    user_id: UUID
    token: str
    cookie: str


@contextmanager
def ground(count: int, addresses: dict[str, str]) -> Iterator[Ground]:
    """`count` people in new stores; `addresses` names databases that are not SQLite files of our own."""
    with TemporaryDirectory(prefix="engage-bench-") as folder:
        config = Config.from_environment({"ENGAGE_HOME": str(Path(folder)), **addresses})
        set_up(config)
        app = create_app(config)
        stores: Stores = app.extensions["engage_stores"]
        vault: Vault = app.extensions["engage_vault"]
        try:
            yield _fill(app, stores, vault, count)
        finally:
            stores.dispose()


def _fill(app: Flask, stores: Stores, vault: Vault, count: int) -> Ground:
    with open_session(stores.data, vault=vault) as session:
        user, _token = accounts.invite(session, actor=None, email="bench@example.org", name="Bench Person")
        user.state = UserState.ACTIVE
        project = open_project(session, actor=None, name="Measured project", lead=user)
        session.flush()
        ids = _add(session, vault, user, project.id, count)
        token = _sign_in(session, vault, user)
        session.commit()
        cookie: str = app.session_interface.cookie  # type: ignore[attr-defined]
        return Ground(app, stores, vault, count, project.id, ids[count // 2], user.id, token, cookie)


def _add(session: Session, vault: Vault, user: User, project_id: UUID, count: int) -> list[UUID]:
    """Rows made as the import makes them: many at once, sealed without the rows' classes in between."""
    chance, names = random.Random(7), Pseudonyms(())
    revision = bump(session, project_id, TOPIC)
    ids = [uuid4() for _ in range(count)]
    for start in range(0, count, AT_ONCE):
        part = ids[start : start + AT_ONCE]
        vault.create_subjects([(key, project_id, 1 + number % 2) for number, key in enumerate(part, start)])
        people, contacts = [], []
        for number, key in enumerate(part, start):
            person, ways = _person(vault, project_id, key, number, chance, rare=number == count // 2)
            given = {"pseudonym": names.give(), "created_by": user.id, "revision": revision}
            people.append({**person, **given})
            contacts += ways
        session.execute(insert(Stakeholder), people)
        session.execute(insert(Contact), contacts)
    return ids


def _person(
    vault: Vault, project_id: UUID, key: UUID, number: int, chance: random.Random, *, rare: bool
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    first, last = ("".join(chance.choices(SYLLABLES, k=3)) for _ in range(2))
    word = RARE if rare else first
    profile = Profile(
        roles=["rights_holder"] if number % 3 else ["intermediary"],
        capacity="community" if number % 3 else "",
        intermediary_kind="" if number % 3 else "civil_society",
        countries=[COUNTRIES[number % len(COUNTRIES)]],
        level="local",
        groups=chance.sample(GROUPS, chance.randrange(3)),
        rights_experience=chance.sample(RIGHTS, chance.randrange(3)),
        languages=chance.sample(LANGUAGES, 2),
        how_we_met=f"Workshop {chance.randrange(2_000)}",
    )
    contacts = [ContactDetail("email", f"{first}.{last}{number}@example.org", safe=bool(number % 2))]
    if number % 2:
        contacts.append(ContactDetail("phone", f"+336{chance.randrange(10**8):08}", safe=True))

    def put(table: str, column: str, row_id: UUID, said: Any) -> Any:
        return _SEALING.put(vault, table, column, key, row_id, said)

    called = Called([last.title()], "Fishers of the coast") if number % 4 == 0 else None
    person = {
        "id": key,
        "project_id": project_id,
        "kind": "person" if number % 5 else "organisation",
        "tier": 1 + number % 2,
        "state": StakeholderState.ACTIVE.value,
        "created_on": today() - timedelta(days=number % 900),
        "name": put("stakeholder", "name", key, f"{word.title()} {last.title()}"),
        "called": put("stakeholder", "called", key, vars(called)) if called else None,
        "profile": put("stakeholder", "profile", key, vars(profile)),
        "safety": put("stakeholder", "safety", key, vars(Safety(safe_channels=["email"]))),
    }
    ways = []
    for detail in contacts:
        row = uuid4()
        ways.append(
            {
                "id": row,
                "project_id": project_id,
                "stakeholder_id": key,
                "tag": tag(vault, detail.channel, detail.value),  # type: ignore[arg-type]
                "detail": put("contact", "detail", row, vars(detail)),
            }
        )
    return person, ways


class _Sealing:
    """Sealers by column, each made once for a vault."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, str, str], Any] = {}

    def put(self, vault: Vault, table: str, column: str, owner: UUID, row: UUID, said: Any) -> Any:
        place = id(vault), table, column
        if place not in self._made:
            self._made[place] = sealer(vault, table, column)
        text = said if isinstance(said, str) else json.dumps(said, separators=(",", ":"), sort_keys=True)
        return self._made[place](owner, row, text)


_SEALING = _Sealing()


def _sign_in(session: Session, vault: Vault, user: User) -> str:
    token, now = secrets.token_urlsafe(32), utcnow()
    row = WebSession(
        id=uuid4(),
        token_hash=hash_of(token),
        subject_key=vault.deployment_subject("sessions"),
        user_id=user.id,
        created_at=now,
        seen_at=now,
    )
    seal_json(session, row, "content", {"_user_id": str(user.id), "_fresh": True, "language": "en"})
    session.add(row)
    return token
