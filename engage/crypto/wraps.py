"""Data keys in the keystore: wrapped by an epoch key with a commitment, bound to all that must not change."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from sqlalchemy import Connection, Select, bindparam, delete, insert, select, type_coerce, update

from engage.crypto import suite
from engage.crypto.errors import CannotOpen, KeyErased
from engage.crypto.keystore import Epoch, Keystore
from engage.crypto.models import CURRENT, OLD, SERVICE, EpochKey, ErasedKey, Wrap
from engage.db.types import IdBytes

LABEL = "engage wrap 1"
COMMITMENT = "engage data key commitment 1"
BATCH = 5000
IN_ONE_LIST = 500

NewSubject = tuple[UUID, UUID | None, int]


class Wrapper:
    """Wraps and unwraps data keys for the service; remembers the ciphers of the epochs it met."""

    def __init__(self, keystore: Keystore) -> None:
        self._keystore = keystore
        self._start = suite.head(LABEL, keystore.deployment_id, SERVICE, keystore.deployment_id)
        self._known: dict[tuple[UUID, UUID | None, int], tuple[AESGCMSIV, bytes]] = {}

    def wrap(self, key: bytes, epoch_id: UUID, epoch_key: bytes, new: NewSubject) -> bytes:
        """The blob of a wrap row."""
        subject_id, project_id, tier = new
        cipher, facts = self._epoch(epoch_id, epoch_key, project_id, tier)
        return suite.seal(cipher, key + _commitment(key), facts + suite.part(subject_id))

    def unwrap(
        self, blob: bytes, epoch_id: UUID, epoch_key: bytes, new: tuple[UUID | bytes, UUID | None, int]
    ) -> bytes:
        """The data key of a wrap row; the subject may be given by the bytes of its id. Raises CannotOpen."""
        subject_id, project_id, tier = new
        cipher, facts = self._epoch(epoch_id, epoch_key, project_id, tier)
        plain = suite.open_(cipher, blob, facts + suite.part(subject_id))
        key, promised = plain[: suite.KEY_BYTES], plain[suite.KEY_BYTES :]
        if not hmac.compare_digest(promised, _commitment(key)):
            raise CannotOpen("a wrapped key does not fit the commitment beside it")
        return key

    def _epoch(self, epoch_id: UUID, epoch_key: bytes, project_id: UUID | None, tier: int) -> tuple[AESGCMSIV, bytes]:
        place = (epoch_id, project_id, tier)
        found = self._known.get(place)
        if found is None:
            found = AESGCMSIV(epoch_key), self._start + suite.bind(project_id, tier, epoch_id)
            self._known[place] = found
        return found


def create(keystore: Keystore, rows: Sequence[NewSubject]) -> dict[UUID, bytes]:
    """Makes keys for subjects that have none, in one transaction; gives the new keys. Raises KeyErased."""
    made: dict[UUID, bytes] = {}
    wrapper = Wrapper(keystore)
    targets: dict[tuple[UUID | None, int], Epoch] = {}
    with keystore.writing() as connection:
        wanted = [row[0] for row in rows]
        if _among(connection, select(ErasedKey.subject_id), ErasedKey.subject_id, wanted):
            raise KeyErased("the key of this subject was destroyed and is never made again")
        present = _among(connection, select(Wrap.subject_id), Wrap.subject_id, wanted)
        values: list[dict[str, Any]] = []
        for new in rows:
            subject_id, project_id, tier = new
            if subject_id in present or subject_id in made:
                continue
            if new[1:] not in targets:
                targets[new[1:]] = keystore.current_epoch(connection, project_id, tier)
            epoch_id, epoch_key = targets[new[1:]]
            made[subject_id] = suite.new_key()
            values.append(
                {
                    "id": uuid4(),
                    "subject_id": subject_id,
                    "project_id": project_id,
                    "tier": tier,
                    "recipient_kind": SERVICE,
                    "recipient_id": keystore.deployment_id,
                    "epoch_id": epoch_id,
                    "blob": wrapper.wrap(made[subject_id], epoch_id, epoch_key, new),
                }
            )
        if values:
            connection.execute(insert(Wrap), values)
    return made


def load(keystore: Keystore, subject_id: UUID) -> bytes | None:
    """The data key of one subject."""
    with keystore.reading() as connection:
        for _subject, key in _opened(keystore, connection, _selected().where(Wrap.subject_id == subject_id)):
            return key
    return None


def load_project(keystore: Keystore, project_id: UUID | None) -> list[tuple[bytes, bytes]]:
    """Subject, by the bytes of its id, and data key of everyone in a project; None: those of the deployment."""
    of_project = Wrap.project_id.is_(None) if project_id is None else Wrap.project_id == project_id
    wrapper, found = Wrapper(keystore), []
    # Epochs are few and stand in one statement with the wraps: read apart, a rotation could come in between.
    epochs: dict[tuple[bytes, int], tuple[UUID, bytes]] = {}
    with keystore.reading() as connection:
        for part in connection.execute(_WRAPS.where(of_project)).partitions(BATCH):
            for subject, tier, epoch, blob, number, epoch_blob in part:
                opened = epochs.get((epoch, tier))
                if opened is None:
                    epoch_id = UUID(bytes=epoch)
                    epoch_key = keystore.open_epoch(epoch_id, project_id, tier, number, epoch_blob)
                    opened = epochs[epoch, tier] = epoch_id, epoch_key
                found.append((subject, wrapper.unwrap(blob, *opened, (subject, project_id, tier))))
    return found


def is_erased(keystore: Keystore, subject_id: UUID) -> bool:
    """Whether the key of a subject was destroyed."""
    with keystore.reading() as connection:
        found = connection.scalar(select(ErasedKey.subject_id).where(ErasedKey.subject_id == subject_id))
    return found is not None


def destroy(keystore: Keystore, subject_ids: Sequence[UUID]) -> None:
    """Deletes the wraps of subjects for every recipient, and remembers that they are gone."""
    with keystore.writing() as connection:
        known = _among(connection, select(ErasedKey.subject_id), ErasedKey.subject_id, subject_ids)
        generation = keystore.next_generation(connection)
        for part in _parts(subject_ids):
            connection.execute(delete(Wrap).where(Wrap.subject_id.in_(part)))
        gone = [
            {"subject_id": subject_id, "generation": generation}
            for subject_id in dict.fromkeys(subject_ids)
            if subject_id not in known
        ]
        if gone:
            connection.execute(insert(ErasedKey), gone)
    keystore.scrub()


def change_tier(keystore: Keystore, subject_id: UUID, tier: int) -> bool:
    """Wraps the key of a subject under the epoch of another tier; False when there is no such subject."""
    with keystore.writing() as connection:
        row = connection.execute(_selected().where(Wrap.subject_id == subject_id)).one_or_none()
        if row is None:
            return False
        _rewrap(keystore, connection, [row], tier=tier)
    keystore.scrub()
    return True


def rotate(keystore: Keystore, project_id: UUID | None) -> int:
    """New epoch keys for a project (None: for all), every wrap moved to them, old epoch keys removed.

    Gives the number of wraps moved. Works in batches so that others can write in between; one that was
    interrupted is finished by the next.
    """
    of_project = EpochKey.project_id == project_id if project_id is not None else EpochKey.id.is_not(None)
    with keystore.writing() as connection:
        scopes = connection.execute(
            select(EpochKey.project_id, EpochKey.tier).where(of_project, EpochKey.state == CURRENT)
        ).all()
        connection.execute(update(EpochKey).where(of_project).values(state=OLD))
        for scope in scopes:
            keystore.new_epoch(connection, scope.project_id, scope.tier)
    with keystore.reading() as connection:
        old = connection.scalars(select(EpochKey.id).where(of_project, EpochKey.state == OLD)).all()
    moved = sum(_empty(keystore, epoch_id) for epoch_id in old)
    keystore.forget_epochs()
    keystore.scrub()
    return moved


def _empty(keystore: Keystore, epoch_id: UUID) -> int:
    moved = 0
    while True:
        with keystore.writing() as connection:
            rows = connection.execute(_selected().where(Wrap.epoch_id == epoch_id).limit(BATCH)).all()
            if not rows:
                connection.execute(delete(EpochKey).where(EpochKey.id == epoch_id))
                return moved
            _rewrap(keystore, connection, rows)
            moved += len(rows)


def _rewrap(keystore: Keystore, connection: Connection, rows: Sequence[Any], *, tier: int | None = None) -> None:
    wrapper, values = Wrapper(keystore), []
    targets: dict[tuple[UUID | None, int], Epoch] = {}
    for wrap_id, subject_id, project_id, old_tier, epoch_id, blob, number, epoch_blob in rows:
        old = (subject_id, project_id, old_tier)
        epoch_key = keystore.open_epoch(epoch_id, project_id, old_tier, number, epoch_blob)
        key = wrapper.unwrap(blob, epoch_id, epoch_key, old)
        new = (subject_id, project_id, old_tier if tier is None else tier)
        if new[1:] not in targets:
            targets[new[1:]] = keystore.current_epoch(connection, *new[1:])
        new_id, new_key = targets[new[1:]]
        values.append(
            {
                "wrap_id": wrap_id,
                "new_tier": new[2],
                "new_epoch": new_id,
                "new_blob": wrapper.wrap(key, new_id, new_key, new),
            }
        )
    statement = (
        update(Wrap.__table__)  # type: ignore[arg-type]
        .where(Wrap.__table__.c.id == bindparam("wrap_id"))
        .values(tier=bindparam("new_tier"), epoch_id=bindparam("new_epoch"), blob=bindparam("new_blob"))
    )
    connection.execute(statement, values)


_WRAPS = (
    select(
        type_coerce(Wrap.subject_id, IdBytes()),
        Wrap.tier,
        type_coerce(Wrap.epoch_id, IdBytes()),
        Wrap.blob,
        EpochKey.number,
        EpochKey.blob,
    )
    .join(EpochKey, Wrap.epoch_id == EpochKey.id)
    .where(Wrap.recipient_kind == SERVICE)
)


def _selected() -> Select[*tuple[Any, ...]]:
    # The epoch comes with the wrap: read apart, a rotation could remove it in between.
    statement: Select[*tuple[Any, ...]] = (
        select(
            Wrap.id,
            Wrap.subject_id,
            Wrap.project_id,
            Wrap.tier,
            Wrap.epoch_id,
            Wrap.blob,
            EpochKey.number,
            EpochKey.blob,
        )
        .join(EpochKey, Wrap.epoch_id == EpochKey.id)
        .where(Wrap.recipient_kind == SERVICE)
    )
    return statement


def _opened(
    keystore: Keystore, connection: Connection, statement: Select[*tuple[Any, ...]]
) -> Iterator[tuple[UUID, bytes]]:
    wrapper = Wrapper(keystore)
    for _id, subject_id, project_id, tier, epoch_id, blob, number, epoch_blob in connection.execute(statement):
        epoch_key = keystore.open_epoch(epoch_id, project_id, tier, number, epoch_blob)
        yield subject_id, wrapper.unwrap(blob, epoch_id, epoch_key, (subject_id, project_id, tier))


def _among(connection: Connection, statement: Select[*tuple[Any, ...]], column: Any, ids: Sequence[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    for part in _parts(ids):
        found.update(connection.scalars(statement.where(column.in_(part))))
    return found


def _parts(ids: Sequence[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(ids), IN_ONE_LIST):
        yield list(ids[start : start + IN_ONE_LIST])


def _commitment(key: bytes) -> bytes:
    return suite.derive(key, COMMITMENT)
