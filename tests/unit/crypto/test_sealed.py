"""Sealed columns: what goes in comes out in its place only, and leaks nowhere."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.crypto import sealed, suite
from engage.crypto.errors import CannotOpen, PlaintextRefused, UnknownSubject
from engage.crypto.sealed import Sealed, SealedRow, SealedValue, opener, sealer
from engage.crypto.vault import Vault
from engage.db.base import DataModel

SECRET = "Amina Haddad, +964 770"


@dataclass(frozen=True)
class Place:
    """Where a value is sealed."""

    subject: UUID
    table: str
    column: str
    row_id: UUID


Seal = Callable[[Place, str], bytes]
Open = Callable[[Place, bytes], str]


def _real(vault: Vault) -> tuple[Seal, Open]:
    def seal(place: Place, text: str) -> bytes:
        return sealer(vault, place.table, place.column)(place.subject, place.row_id, text).blob

    def open_one(place: Place, blob: bytes) -> str:
        return opener(vault, place.table, place.column)(place.subject, place.row_id, blob)

    return seal, open_one


def _without_row(vault: Vault) -> tuple[Seal, Open]:
    """A broken variant: the row is not part of the associated data."""

    def facts(place: Place) -> bytes:
        return suite.head("broken", vault.deployment_id, place.subject, place.table, place.column)

    def seal(place: Place, text: str) -> bytes:
        return suite.seal(vault.field_cipher(place.subject.bytes), text.encode(), facts(place))

    def open_one(place: Place, blob: bytes) -> str:
        return suite.open_(vault.field_cipher(place.subject.bytes), blob, facts(place)).decode()

    return seal, open_one


def swaps_that_open(vault: Vault, seal: Seal, open_one: Open, subject: UUID) -> list[str]:
    """The checker: in which wrong places a value opens. Nothing but an empty list is good."""
    other = uuid4()
    vault.create_subject(other, project_id=None, tier=1)
    here = Place(subject, "person", "name", uuid4())
    blob = seal(here, SECRET)
    assert open_one(here, blob) == SECRET
    wrong = {
        "row": replace(here, row_id=uuid4()),
        "column": replace(here, column="note"),
        "table": replace(here, table="engagement"),
        "subject": replace(here, subject=other),
    }
    found = []
    for name, place in wrong.items():
        try:
            open_one(place, blob)
        except CannotOpen:
            continue
        found.append(name)
    return found


def test_a_value_opens_in_its_own_place_only(vault: Vault, subject: UUID) -> None:
    assert swaps_that_open(vault, *_real(vault), subject) == []


def test_the_checker_finds_a_variant_without_the_row(vault: Vault, subject: UUID) -> None:
    assert swaps_that_open(vault, *_without_row(vault), subject) == ["row"]


def test_another_deployment_is_refused(vault: Vault, subject: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    row_id = uuid4()
    value = sealer(vault, "person", "name")(subject, row_id, SECRET)
    monkeypatch.setattr(vault, "deployment_id", uuid4())
    with pytest.raises(CannotOpen):
        opener(vault, "person", "name")(subject, row_id, value)


def test_every_changed_bit_is_refused(vault: Vault, subject: UUID) -> None:
    row_id = uuid4()
    blob = sealer(vault, "person", "name")(subject, row_id, "Amina").blob
    open_one = opener(vault, "person", "name")
    assert open_one(subject, row_id, blob) == "Amina"
    for bit in range(len(blob) * 8):
        changed = bytearray(blob)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(CannotOpen):
            open_one(subject, row_id, bytes(changed))
    for length in range(len(blob)):
        with pytest.raises(CannotOpen):
            open_one(subject, row_id, blob[:length])


@given(text=st.text(max_size=2000), long=st.booleans())
def test_round_trip(vault: Vault, subject: UUID, text: str, long: bool) -> None:
    row_id = uuid4()
    value = sealer(vault, "person", "note", long=long)(subject, row_id, text)
    assert opener(vault, "person", "note")(subject, row_id, value) == text
    assert (len(value.blob) - suite.SMALLEST) % (suite.LONG_STEP if long else suite.STEP) == 0


def test_same_text_never_gives_the_same_bytes(vault: Vault, subject: UUID) -> None:
    put, row_id = sealer(vault, "person", "name"), uuid4()
    assert put(subject, row_id, SECRET) != put(subject, row_id, SECRET)


def test_unknown_subject(vault: Vault) -> None:
    with pytest.raises(UnknownSubject):
        sealer(vault, "person", "name")(uuid4(), uuid4(), SECRET)


def test_a_sealed_value_shows_nothing(vault: Vault, subject: UUID) -> None:
    value = sealer(vault, "person", "name")(subject, uuid4(), SECRET)
    assert {repr(value), str(value), f"{value}", f"{value:>20}", "{}".format(value)} == {"<sealed>"}  # noqa: UP032
    assert copy.copy(value) is value
    assert copy.deepcopy([value])[0] is value
    assert value == SealedValue(value.blob)
    assert len({value, SealedValue(value.blob)}) == 1
    assert not hasattr(value, "__dict__")
    for refuse in (pickle.dumps, json.dumps):
        with pytest.raises(TypeError) as refused:
            refuse(value)
        assert SECRET not in str(refused.value)


@pytest.mark.parametrize("plain", [SECRET, SECRET.encode(), 7, object(), ""])
def test_plaintext_is_refused_at_bind(plain: object) -> None:
    with pytest.raises(PlaintextRefused) as refused:
        Sealed().process_bind_param(plain, None)  # type: ignore[arg-type]
    assert "Amina" not in str(refused.value)


def test_bind_and_load_change_nothing() -> None:
    value = SealedValue(b"\x01\x01abc")
    assert Sealed().process_bind_param(value, None) == value.blob  # type: ignore[arg-type]
    assert Sealed().process_result_value(value.blob, None) == value  # type: ignore[arg-type]
    assert Sealed().process_bind_param(None, None) is None  # type: ignore[arg-type]


def test_a_model_must_say_whose_key_seals_it() -> None:
    with pytest.raises(TypeError, match="key_subject"):
        type("Careless", (SealedRow, DataModel), {"__tablename__": "careless"})


def test_errors_hold_no_values(vault: Vault, subject: UUID) -> None:
    value = sealer(vault, "person", "name")(subject, uuid4(), SECRET)
    with pytest.raises(CannotOpen) as refused:
        sealed.opener(vault, "person", "name")(subject, uuid4(), value)
    assert str(subject) not in str(refused.value)
    assert refused.value.__cause__ is None
