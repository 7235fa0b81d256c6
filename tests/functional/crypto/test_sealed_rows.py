"""Sealed columns through a real session: sealed on the way in, untouched on the way out."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from engage.crypto.errors import CannotOpen, CryptoError, KeyErased, PlaintextRefused
from engage.crypto.sealed import SealedValue, opener, seal, seal_json, unseal, unseal_json
from engage.crypto.vault import Vault
from tests.functional.crypto.letters import Letter

CANARY = "Zeynep Canary-4711"


@pytest.fixture
def letter(session: Session, vault: Vault) -> Letter:
    owner = uuid4()
    vault.create_subject(owner, project_id=None, tier=2)
    row = Letter(id=uuid4(), owner_id=owner)
    seal(session, row, "title", CANARY)
    session.add(row)
    session.commit()
    return row


def test_round_trip_through_the_database(session: Session, letter: Letter) -> None:
    session.expire_all()
    loaded = session.scalars(select(Letter)).one()
    assert isinstance(loaded.title, SealedValue)
    assert unseal(session, loaded, "title") == CANARY
    assert unseal(session, loaded, "body") is None


def test_nothing_readable_in_the_files(session: Session, letter: Letter, tmp_path: Path) -> None:
    for path in tmp_path.iterdir():
        assert b"Canary-4711" not in path.read_bytes()
        assert b"Zeynep" not in path.read_bytes()


def test_sealing_again_raises_the_revision(session: Session, letter: Letter) -> None:
    first = letter.title
    seal(session, letter, "title", "other")
    assert first is not None
    assert letter.title is not None
    assert (first.revision, letter.title.revision) == (1, 2)
    assert unseal(session, letter, "title") == "other"
    seal(session, letter, "title", None)
    assert letter.title is None
    seal(session, letter, "title", "")
    assert unseal(session, letter, "title") == ""


def test_json(session: Session, letter: Letter) -> None:
    for value in ({"ب": [1, None, True], "a": {"é": "x"}}, [], "", 0, False):
        seal_json(session, letter, "body", value, long=True)
        assert unseal_json(session, letter, "body") == value
    seal_json(session, letter, "body", None)
    assert letter.body is None
    assert unseal_json(session, letter, "body") is None


def test_a_new_row_gets_its_id(session: Session, vault: Vault) -> None:
    row = Letter(owner_id=vault.deployment_subject("letters"))
    seal(session, row, "title", "x")
    session.add(row)
    session.commit()
    assert unseal(session, row, "title") == "x"


def test_plaintext_is_refused_without_being_shown(session: Session, letter: Letter) -> None:
    letter.title = CANARY  # type: ignore[assignment]
    with pytest.raises(PlaintextRefused) as refused:
        session.flush()
    assert "Canary" not in str(refused.value)
    session.rollback()
    for statement in (
        insert(Letter).values(id=uuid4(), owner_id=uuid4(), title=CANARY),
        select(Letter).where(Letter.title == CANARY),
    ):
        with pytest.raises(PlaintextRefused) as refused:
            session.execute(statement)
        assert "Canary" not in str(refused.value)
        session.rollback()


def test_values_exchanged_in_the_database_do_not_open(session: Session, letter: Letter) -> None:
    session.execute(text("UPDATE letter SET body = title"))
    session.commit()
    session.expire_all()
    assert unseal(session, letter, "title") == CANARY
    with pytest.raises(CannotOpen):
        unseal(session, letter, "body")


def test_erased(session: Session, letter: Letter, vault: Vault) -> None:
    vault.destroy_subject(letter.owner_id)
    with pytest.raises(KeyErased):
        unseal(session, letter, "title")
    with pytest.raises(KeyErased):
        seal(session, letter, "title", "again")


def test_core_rows_open_with_an_opener(session: Session, letter: Letter, vault: Vault) -> None:
    open_one = opener(vault, "letter", "title")
    rows = session.execute(select(Letter.owner_id, Letter.id, Letter.title)).all()
    assert [open_one(*row) for row in rows] == [CANARY]


def test_rows_and_errors_show_nothing(session: Session, letter: Letter) -> None:
    row = session.execute(select(Letter.id, Letter.title)).one()
    assert "Canary" not in repr(row)
    assert "<sealed>" in repr(row)
    with pytest.raises(TypeError):
        json.dumps(row._asdict(), default=None)


def test_misuse_is_named(session: Session, letter: Letter) -> None:
    with pytest.raises(CryptoError, match="owner_id"):
        seal(session, letter, "owner_id", "x")
    with pytest.raises(CryptoError, match="no sealed column"):
        unseal(session, letter, "missing")
    del session.info["vault"]
    with pytest.raises(CryptoError, match="vault"):
        unseal(session, letter, "title")
