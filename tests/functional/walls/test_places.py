"""A sealed value opens in its own place and nowhere else: every sealed column of every table, after a whole walk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto import suite
from engage.crypto.errors import CannotOpen, UnknownSubject
from engage.crypto.sealed import Sealed, SealedRow, SealedValue, opener, unseal
from engage.db.base import DataModel
from engage.db.stores import open_session
from engage.tables import METADATA
from tests.databases.grounds import Databases
from tests.functional.walls.conftest import Walled

# Only what the walk has no reason to fill; a column that is sealed and stays empty is else a hole in this test.
EMPTY = {"user.password_hash"}
ALL_BITS_UP_TO = 160

Open = Callable[[UUID, UUID, bytes], str]
OpenerOf = Callable[[str, str], Open]


@dataclass(frozen=True)
class Place:
    """Where a value lies."""

    table: str
    column: str
    subject: UUID
    row: UUID
    blob: bytes

    @property
    def name(self) -> str:
        return f"{self.table}.{self.column}"


def columns() -> list[tuple[type[SealedRow], str]]:
    """Every sealed column of the data store, found in the metadata."""
    models: dict[str, Any] = {mapper.class_.__tablename__: mapper.class_ for mapper in DataModel.registry.mappers}
    found = [
        (models[table.name], column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, Sealed)
    ]
    assert all(issubclass(model, SealedRow) for model, _column in found)
    return found


def values(session: Session) -> Iterator[tuple[SealedRow, Place]]:
    """Every sealed value that there is."""
    for model, column in columns():
        for row in session.scalars(select(model)):
            value: SealedValue | None = getattr(row, column)
            if value is not None:
                table = str(model.__table__.name)
                yield row, Place(table, column, row.key_subject(), row.id, value.blob)


def flips(blob: bytes) -> Iterator[bytes]:
    """The blob with one bit turned: every bit of a short one, one bit of every byte of a long one."""
    for at in range(len(blob)):
        for bit in range(8) if len(blob) <= ALL_BITS_UP_TO else (at % 8,):
            turned = bytearray(blob)
            turned[at] ^= 1 << bit
            yield bytes(turned)


def opens(open_one: Open, subject: UUID, row: UUID, blob: bytes) -> bool:
    """Whether it opens; any other failure than a refusal is a failure of the test."""
    try:
        open_one(subject, row, blob)
    except (CannotOpen, UnknownSubject):
        return False
    return True


def faults_of(here: Place, others: list[Place], opener_of: OpenerOf) -> list[str]:
    """What is wrong with a value: it does not open where it belongs, or it opens somewhere else."""
    if not opens(opener_of(here.table, here.column), here.subject, here.row, here.blob):
        return [f"{here.name} does not open where it belongs"]
    faults = set()
    for there in others:
        moves = {
            "another row": (here.table, here.column, here.subject, there.row),
            "another column": (here.table, there.column, here.subject, here.row),
            "another table": (there.table, here.column, here.subject, here.row),
            "another subject": (here.table, here.column, there.subject, here.row),
            "another place": (there.table, there.column, there.subject, there.row),
        }
        for what, (table, column, subject, row) in moves.items():
            same = (table, column, subject, row) == (here.table, here.column, here.subject, here.row)
            if not same and opens(opener_of(table, column), subject, row, here.blob):
                faults.add(f"{here.name} opens in {what}")
    strangers = {"an unknown row": (here.subject, uuid4()), "an unknown subject": (uuid4(), here.row)}
    for what, (subject, row) in strangers.items():
        if opens(opener_of(here.table, here.column), subject, row, here.blob):
            faults.add(f"{here.name} opens in {what}")
    open_here = opener_of(here.table, here.column)
    if any(opens(open_here, here.subject, here.row, turned) for turned in flips(here.blob)):
        faults.add(f"{here.name} opens with a bit turned")
    for cut in (here.blob[:-1], here.blob[: suite.SMALLEST - 1], here.blob + b"\0", b""):
        if opens(open_here, here.subject, here.row, cut):
            faults.add(f"{here.name} opens with a byte more or less")
    return sorted(faults)


@pytest.fixture
def session(walled: Walled) -> Iterator[Session]:
    """A session over what was walked through; nothing of it is changed."""
    with open_session(walled.ground.stores.data, vault=walled.ground.vault) as opened:
        yield opened
        opened.rollback()


@pytest.fixture
def places(session: Session) -> list[tuple[SealedRow, Place]]:
    return list(values(session))


def one_of_each(places: list[tuple[SealedRow, Place]]) -> list[Place]:
    """The first value of each column."""
    return list({place.name: place for _row, place in reversed(places)}.values())


def test_every_sealed_column_is_walked_through(places: list[tuple[SealedRow, Place]]) -> None:
    every = {f"{model.__table__.name}.{column}" for model, column in columns()}  # type: ignore[attr-defined]
    assert len(every) > 40
    assert every - {place.name for _row, place in places} == EMPTY


def test_a_value_opens_only_in_its_place(places: list[tuple[SealedRow, Place]], walled: Walled) -> None:
    kept: dict[tuple[str, str], Open] = {}

    def opener_of(table: str, column: str) -> Open:
        return kept.setdefault((table, column), opener(walled.ground.vault, table, column))

    everywhere = [place for _row, place in places]
    samples = one_of_each(places)
    by_table: dict[str, list[Place]] = {}
    for place in everywhere:
        by_table.setdefault(place.table, []).append(place)
    faults = []
    for here in samples:
        faults += faults_of(here, [*samples, *by_table[here.table][:40]], opener_of)
    assert not faults


def test_rows_that_exchange_their_values_do_not_open(places: list[tuple[SealedRow, Place]], session: Session) -> None:
    """The same through the models, as somebody who can write to the database would do it."""
    first: dict[str, SealedRow] = {}
    exchanged = set()
    with session.no_autoflush:
        for row, place in places:
            other = first.setdefault(place.name, row)
            value = getattr(row, place.column)
            if other is row or place.name in exchanged:
                continue
            before = getattr(other, place.column)
            setattr(other, place.column, value)
            with pytest.raises(CannotOpen):
                unseal(session, other, place.column)
            setattr(other, place.column, before)
            exchanged.add(place.name)
    assert len(exchanged) > 30


def test_another_deployment_opens_nothing(
    places: list[tuple[SealedRow, Place]], walled: Walled, databases: Databases
) -> None:
    elsewhere = databases.build(walled.ground.kind)
    try:
        for here in one_of_each(places):
            with pytest.raises(UnknownSubject):
                opener(elsewhere.vault, here.table, here.column)(here.subject, here.row, here.blob)
        subjects = {here.subject for here in one_of_each(places)}
        elsewhere.vault.create_subjects([(subject, None, 1) for subject in subjects])
        # Even with the very same keys: the deployment itself is part of what is sealed.
        same_keys: Any = SimpleNamespace(
            deployment_id=elsewhere.vault.deployment_id, field_cipher=walled.ground.vault.field_cipher
        )
        for here in one_of_each(places):
            for vault in (elsewhere.vault, same_keys):
                with pytest.raises(CannotOpen):
                    opener(vault, here.table, here.column)(here.subject, here.row, here.blob)
    finally:
        elsewhere.close()


@pytest.mark.parametrize("forgotten", ["row", "column", "table", "subject", "tag"])
def test_a_weaker_seal_is_caught(forgotten: str) -> None:
    """The control: a seal that forgets one fact of its place is found out by the same questions."""
    key = suite.new_key()

    def bound(subject: UUID, table: str, column: str, row: UUID) -> bytes:
        facts: dict[str, Any] = {"subject": subject, "table": table, "column": column, "row": row}
        return suite.head("weak", *[value for name, value in facts.items() if name != forgotten])

    def opener_of(table: str, column: str) -> Open:
        def open_one(subject: UUID, row: UUID, blob: bytes) -> str:
            if forgotten == "tag":
                return "whatever this is"
            return suite.open_(key, blob, bound(subject, table, column, row)).decode()

        return open_one

    def place(table: str, column: str) -> Place:
        subject, row = uuid4(), uuid4()
        return Place(table, column, subject, row, suite.seal(key, b"words", bound(subject, table, column, row)))

    there = [place("letter", "title"), place("note", "body")]
    expected = {
        "row": "another row",
        "column": "another column",
        "table": "another table",
        "subject": "another subject",
        "tag": "a bit turned",
    }[forgotten]
    assert any(expected in fault for fault in faults_of(place("letter", "body"), there, opener_of))
