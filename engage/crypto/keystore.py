"""The keystore: rows of wrapped keys, opened with a root. Commits for itself, always before the data store.

Two stores cannot commit together: a key is made before what it seals, and destroyed before the sealed rows
are (security.md 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, Engine, func, insert, inspect, select, update

from engage.crypto import named_keys, suite
from engage.crypto.errors import KeystoreExists, KeystoreMismatch, KeystoreMissing, WrongRoot
from engage.crypto.models import CURRENT, Deployment, EpochKey
from engage.crypto.root import Root
from engage.db.clock import utcnow
from engage.db.engines import READ_ONLY

CHECK = b"engage root check"

SET_UP = (
    "the keystore is not set up: point the keystore address at the right database, restore its backup, "
    "or create a new one (engage init)"
)


class Epoch(NamedTuple):
    """An opened epoch key."""

    id: UUID
    key: bytes

    def __repr__(self) -> str:
        return "<epoch key>"


class Keystore:
    """An opened keystore. `open` and `create` make one; the constructor is theirs."""

    def __init__(self, engine: Engine, root: Root, deployment_id: UUID) -> None:
        self.engine = engine
        self.root = root
        self.deployment_id = deployment_id
        self._reader = engine.execution_options(**{READ_ONLY: True})
        self._epochs: dict[UUID, bytes] = {}

    def __repr__(self) -> str:
        return f"<keystore of {self.deployment_id}>"

    @classmethod
    def create(cls, engine: Engine, root: Root) -> UUID:
        """Sets up empty tables (migrations make them) and gives the new deployment's id.

        Raises KeystoreMissing without tables, KeystoreExists when it is set up already.
        """
        suite.self_test()
        if not inspect(engine).has_table(Deployment.__tablename__):
            raise KeystoreMissing("the keystore has no tables: run the migrations of the keystore first")
        deployment_id = uuid4()
        with engine.begin() as connection:
            if connection.scalar(select(Deployment.id)) is not None:
                raise KeystoreExists("this keystore is set up already; a second set-up would lose its keys")
            connection.execute(
                insert(Deployment).values(
                    id=deployment_id,
                    root_kind=root.kind,
                    root_salt=root.salt,
                    root_check=root.wrap(CHECK, _check_facts(deployment_id)),
                    generation=0,
                    created=utcnow(),
                )
            )
            named_keys.create_all(connection, root, deployment_id)
        return deployment_id

    @classmethod
    def open(cls, engine: Engine, root: Root, *, expected: UUID | None = None) -> Keystore:
        """Opens a keystore; `expected` is the deployment id that the data store knows.

        Raises KeystoreMissing, KeystoreMismatch, WrongRoot, SelfTestFailed.
        """
        suite.self_test()
        found = _read_deployment(engine)
        if expected is not None and found.id != expected:
            raise KeystoreMismatch(
                "this keystore belongs to another deployment than the data: check both database addresses"
            )
        if found.root_kind != root.kind:
            raise WrongRoot(f"this keystore is opened by a {found.root_kind} root, not by a {root.kind} root")
        if root.unwrap(found.root_check, _check_facts(found.id)) != CHECK:
            raise WrongRoot("this root key does not open this keystore")
        return cls(engine, root, found.id)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that takes no write lock."""
        with self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of its own, one at a time over all processes, committed at the end."""
        with self.engine.begin() as connection:
            # The lock of the one row keeps rotation and creation apart; SQLite locks the file instead.
            connection.execute(select(Deployment.id).with_for_update()).one()
            yield connection

    def scrub(self) -> None:
        """On SQLite: takes deleted keys out of the journal beside the file. Other servers do it in time."""
        if self.engine.dialect.name == "sqlite":
            raw = self.engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                raw.close()

    def generation(self) -> int:
        """How many changes were made that other processes must notice."""
        with self.reading() as connection:
            return connection.execute(select(Deployment.generation)).scalar_one()

    def next_generation(self, connection: Connection) -> int:
        """Counts a change within a writing transaction."""
        connection.execute(update(Deployment).values(generation=Deployment.generation + 1))
        return connection.execute(select(Deployment.generation)).scalar_one()

    def current_epoch(self, connection: Connection, project_id: UUID | None, tier: int) -> Epoch:
        """The epoch that wraps new keys of a project and tier; made when there is none."""
        row = connection.execute(
            select(EpochKey.id, EpochKey.number, EpochKey.blob)
            .where(_of_project(project_id), EpochKey.tier == tier, EpochKey.state == CURRENT)
            .order_by(EpochKey.number.desc())
            .limit(1)
        ).one_or_none()
        if row is None:
            return self.new_epoch(connection, project_id, tier)
        return Epoch(row.id, self.open_epoch(row.id, project_id, tier, row.number, row.blob))

    def new_epoch(self, connection: Connection, project_id: UUID | None, tier: int) -> Epoch:
        """Makes an epoch with the next number."""
        last = connection.scalar(
            select(func.max(EpochKey.number)).where(_of_project(project_id), EpochKey.tier == tier)
        )
        epoch, number = Epoch(uuid4(), suite.new_key()), (last or 0) + 1
        blob = self.root.wrap(epoch.key, self._epoch_facts(epoch.id, project_id, tier, number))
        connection.execute(
            insert(EpochKey).values(
                id=epoch.id, project_id=project_id, tier=tier, number=number, blob=blob, state=CURRENT
            )
        )
        return epoch

    def forget_epochs(self) -> None:
        """Drops opened epoch keys from memory, after they were replaced."""
        self._epochs = {}

    def open_epoch(self, epoch_id: UUID, project_id: UUID | None, tier: int, number: int, blob: bytes) -> bytes:
        """The key of an epoch row; opened with the root once per process. Raises WrongRoot."""
        key = self._epochs.get(epoch_id)
        if key is None:
            key = self.root.unwrap(blob, self._epoch_facts(epoch_id, project_id, tier, number))
            self._epochs[epoch_id] = key
        return key

    def _epoch_facts(self, epoch_id: UUID, project_id: UUID | None, tier: int, number: int) -> bytes:
        return suite.bind("epoch", self.deployment_id, epoch_id, project_id, tier, number)


def read_salt(engine: Engine) -> bytes | None:
    """The salt for PassphraseRoot, None for a root of another kind. Raises KeystoreMissing."""
    return _read_deployment(engine).root_salt


def _read_deployment(engine: Engine) -> Deployment:
    if not inspect(engine).has_table(Deployment.__tablename__):
        raise KeystoreMissing(SET_UP)
    with engine.execution_options(**{READ_ONLY: True}).connect() as connection:
        row = connection.execute(select(Deployment.__table__)).one_or_none()
    if row is None:
        raise KeystoreMissing(SET_UP)
    return Deployment(**row._mapping)


def _check_facts(deployment_id: UUID) -> bytes:
    return suite.bind("check", deployment_id)


def _of_project(project_id: UUID | None) -> ColumnElement[bool]:
    return EpochKey.project_id.is_(None) if project_id is None else EpochKey.project_id == project_id
