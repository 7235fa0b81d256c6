"""The restore drill: whoever was erased after a backup was made is unreadable in it, and goes again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.app import unlock
from engage.crypto.errors import KeyErased
from engage.crypto.sealed import unseal
from engage.db.stores import open_session
from engage.stakeholders.models import Contact, Stakeholder
from tests.factories.life import erased
from tests.factories.stakeholders import add_person
from tests.factories.team import make_team
from tests.functional.cli.commands import Deployment


@contextmanager
def working(deployment: Deployment) -> Iterator[Session]:
    """A session on the data store, as a process that starts now opens it."""
    stores = deployment.stores()
    try:
        with open_session(stores.data, vault=unlock(deployment.config, stores)) as session:
            yield session
    finally:
        stores.dispose()


def test_a_backup_of_before_brings_nobody_back(on_files: Deployment, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    with working(on_files) as session:
        team = make_team(session)
        person, other = add_person(session, team, name="Somebody"), add_person(session, team, name="Another")
        session.commit()
        assert on_files.engage("backup", "key", keys).exit_code == 0
        made = on_files.engage("backup", "create", tmp_path / "kept", "--public", keys / "backup.public")
        assert made.exit_code == 0, made.output
        erased(session, team, person)
        gone, here = person.id, other.id
    backup = next((tmp_path / "kept").glob("engage-data-*.sealed"))
    data = on_files.home / "data.sqlite"
    for part in data.parent.glob(f"{data.name}*"):
        part.unlink()
    private = keys / "backup.private"
    assert on_files.engage("backup", "open", backup, data, "--private", private, "--store", "data").exit_code == 0

    with working(on_files) as session:
        back = session.get_one(Stakeholder, gone)
        assert back.state == "active"
        for column in ("name", "profile", "safety"):
            with pytest.raises(KeyErased):
                unseal(session, back, column)
        for contact in session.scalars(select(Contact).where(Contact.stakeholder_id == gone)):
            with pytest.raises(KeyErased):
                unseal(session, contact, "detail")
        assert unseal(session, session.get_one(Stakeholder, here), "name") == "Another"
    replayed = on_files.engage("erasures", "replay")
    assert (replayed.exit_code, "1 people erased again" in replayed.output) == (0, True), replayed.output
    with working(on_files) as session:
        assert session.get_one(Stakeholder, gone).state == "erased"
        assert session.get_one(Stakeholder, here).state == "active"
