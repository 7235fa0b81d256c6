"""Sealed columns: a type that refuses plaintext, and the only ways to put a text in or take it out.

Loading decrypts nothing. What is opened, and for whom, is decided above this floor.
"""

from __future__ import annotations

import json
import os
from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, SupportsIndex
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from sqlalchemy import Dialect, LargeBinary, Uuid
from sqlalchemy.orm import Mapped, MappedColumn, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from engage.crypto import suite
from engage.crypto.errors import CannotOpen, CryptoError, PlaintextRefused
from engage.db.columns import open_, sealed_

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

    from engage.crypto.vault import Vault

LABEL = "engage field 1"
PLACEHOLDER = "<sealed>"


class SealedValue:
    """Sealed bytes that print as a placeholder everywhere and cannot be pickled."""

    __slots__ = ("_blob",)

    def __init__(self, blob: bytes) -> None:
        self._blob = bytes(blob)

    @property
    def blob(self) -> bytes:
        """The sealed bytes, as they are stored."""
        return self._blob

    @property
    def revision(self) -> int:
        """How often this field was sealed."""
        return suite.revision_of(self._blob)

    def __repr__(self) -> str:
        return PLACEHOLDER

    def __format__(self, spec: str) -> str:
        return PLACEHOLDER

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SealedValue) and self._blob == other._blob

    def __hash__(self) -> int:
        return hash(self._blob)

    def __copy__(self) -> SealedValue:
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> SealedValue:
        return self

    def __reduce_ex__(self, _protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a sealed value cannot be pickled")


class Sealed(TypeDecorator[SealedValue]):
    """Column type of sealed values: bytes in the database, SealedValue in Python, nothing else."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        if isinstance(value, SealedValue):
            return value.blob
        raise PlaintextRefused("a sealed column takes only sealed values; use seal()")

    def process_literal_param(self, value: Any, dialect: Dialect) -> NoReturn:
        raise PlaintextRefused("a sealed column is never written into the text of a statement")

    def process_result_value(self, value: Any, dialect: Dialect) -> SealedValue | None:
        return None if value is None else SealedValue(value)


def sealed_column(why: str, *, nullable: bool = True) -> MappedColumn[Any]:
    """A sealed column; `why` says what a thief must not learn from it."""
    return mapped_column(Sealed(), nullable=nullable, info=sealed_(why))


class SealedRow:
    """Mixin of models with sealed columns: a random id, and the subject whose key seals the row."""

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4, info=open_("random; names nobody"))

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "__tablename__" in vars(cls) and cls.key_subject is SealedRow.key_subject:
            raise TypeError(f"{cls.__name__} must say in key_subject() whose key seals its rows")
        super().__init_subclass__(**kwargs)

    @abstractmethod
    def key_subject(self) -> UUID:
        """The subject whose data key seals this row; must never change for a row."""


def seal(session: Session, row: SealedRow, column: str, text: str | None, *, long: bool = False) -> None:
    """Puts `text` sealed into a column of `row`; None and only None empties it. `long` pads in coarser steps.

    A row without an id is given one. Raises KeyErased, UnknownSubject, CryptoError (no sealed column).
    """
    table = _table_of(type(row), column)
    if text is None:
        setattr(row, column, None)
        return
    if row.id is None:
        row.id = uuid4()
    before: SealedValue | None = getattr(row, column)
    revision = 1 if before is None else min(before.revision + 1, suite.LAST_REVISION)
    put = sealer(_vault(session), table, column, long=long)
    setattr(row, column, put(row.key_subject(), row.id, text, revision))


def unseal(session: Session, row: SealedRow, column: str) -> str | None:
    """The text in a sealed column of `row`. Raises CannotOpen, KeyErased, UnknownSubject."""
    table = _table_of(type(row), column)
    value: SealedValue | None = getattr(row, column)
    if value is None:
        return None
    return opener(_vault(session), table, column)(row.key_subject(), row.id, value)


def seal_json(session: Session, row: SealedRow, column: str, obj: Any, *, long: bool = False) -> None:
    """Like `seal`, for anything JSON can say; None empties the column."""
    text = None if obj is None else json.dumps(obj, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    seal(session, row, column, text, long=long)


def unseal_json(session: Session, row: SealedRow, column: str) -> Any:
    """Like `unseal`, for what `seal_json` put in."""
    text = unseal(session, row, column)
    return None if text is None else json.loads(text)


def opener(vault: Vault, table: str, column: str) -> Callable[[UUID, UUID, SealedValue | bytes], str]:
    """A quick way to open many values of one column: `open_one(subject, row_id, value) -> text`.

    For prebuilt selects over thousands of rows; call `vault.warm(project_id)` before.
    """
    open_with = raw_opener(vault, table, column)
    field_cipher = vault.field_cipher

    def open_one(subject: UUID, row_id: UUID, value: SealedValue | bytes) -> str:
        blob = value._blob if isinstance(value, SealedValue) else value
        owner = subject.bytes
        return open_with(field_cipher(owner), owner, row_id.bytes, blob)

    return open_one


def raw_opener(vault: Vault, table: str, column: str) -> Callable[[AESGCMSIV, bytes, bytes, bytes], str]:
    """The same for whoever reads ids as bytes and opens several values with one cipher of `vault.passing_cipher`:
    `open_with(cipher, subject, row_id, blob) -> text`.
    """
    # The parts of the associated data that stay the same are put together once; see suite.head.
    before_subject = suite.head(LABEL, vault.deployment_id) + (16).to_bytes(4, "big")
    before_row = suite.bind(table, column) + (16).to_bytes(4, "big")
    before_revision = (4).to_bytes(4, "big")
    header, nonce_at, body_at = suite.HEADER, suite.NONCE_AT, suite.BODY_AT

    def open_with(cipher: AESGCMSIV, subject: bytes, row_id: bytes, blob: bytes) -> str:
        # The associated data tells ids apart by their length.
        if blob[:2] != header or len(subject) != 16 or len(row_id) != 16:
            raise CannotOpen("this is not a sealed value of a known version")
        associated = before_subject + subject + before_row + row_id + before_revision + blob[2:nonce_at]
        try:
            plain = cipher.decrypt(blob[nonce_at:body_at], blob[body_at:], associated)
        except (InvalidTag, ValueError):
            raise CannotOpen("the sealed value was changed or belongs somewhere else") from None
        # The tag proves that seal() made the padding: only the length is needed.
        return plain[4 : 4 + int.from_bytes(plain[:4], "big")].decode()

    return open_with


class SealOne(Protocol):
    """What `sealer` gives."""

    def __call__(self, subject: UUID, row_id: UUID, text: str, revision: int = 1) -> SealedValue:
        """`text` sealed for one row."""


def sealer(vault: Vault, table: str, column: str, *, long: bool = False) -> SealOne:
    """A quick way to seal many values of one column: `seal_one(subject, row_id, text, revision)`.

    The revision of a value that was never sealed before is 1.
    """
    before_subject = suite.head(LABEL, vault.deployment_id) + (16).to_bytes(4, "big")
    before_row = suite.bind(table, column) + (16).to_bytes(4, "big")
    before_revision = (4).to_bytes(4, "big")
    step = suite.LONG_STEP if long else suite.STEP
    field_cipher, pad, random, header, size = vault.field_cipher, suite.pad, os.urandom, suite.HEADER, suite.NONCE_BYTES

    def seal_one(subject: UUID, row_id: UUID, text: str, revision: int = 1) -> SealedValue:
        owner, number, nonce = subject.bytes, revision.to_bytes(4, "big"), random(size)
        associated = before_subject + owner + before_row + row_id.bytes + before_revision + number
        sealed = field_cipher(owner).encrypt(nonce, pad(text.encode(), step), associated)
        return SealedValue(header + number + nonce + sealed)

    return seal_one


def _table_of(model: type[Any], column: str) -> str:
    """The table's name, when the model has a sealed column of that name."""
    table = model.__table__
    if column not in table.c or not isinstance(table.c[column].type, Sealed):
        raise CryptoError(f"{model.__name__} has no sealed column {column}")
    return str(table.name)


def _vault(session: Session) -> Vault:
    vault: Vault | None = session.info.get("vault")
    if vault is None:
        raise CryptoError("this session carries no vault; open it with open_session(engine, vault=…)")
    return vault
