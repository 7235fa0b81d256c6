"""The opened keystore as the rest of the house uses it: keys by subject, kept in memory, never shown.

One vault per process. It notices within seconds that another process destroyed a key, and at once when
this one did. Keys that were in memory cannot be wiped from Python: locking means ending the process.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import NoReturn, SupportsIndex
from uuid import UUID, uuid5

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from sqlalchemy import ColumnElement, Connection, Engine, func, select

from engage.crypto import mailbox, named_keys, suite, wraps
from engage.crypto.errors import KeyErased, UnknownSubject
from engage.crypto.keystore import Keystore
from engage.crypto.models import CURRENT, Deployment, EpochKey, ErasedKey, MailboxKey, SecretKey, Wrap
from engage.crypto.named_keys import SecretName
from engage.crypto.root import Root

CHECK_SECONDS = 2.0
CIPHERS_KEPT = 4096  # an opened cipher takes about 3 kB, a key 100 bytes
FIELD = "engage field key 1"
DEPLOYMENT_TIER = 1


class DataKey:
    """A subject's key: gives a key of its own for each use, and never itself."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    def derive(self, label: str) -> bytes:
        """The 32-byte key for one use, such as "attachment"."""
        return suite.derive(self._key, f"engage data key use: {label}")

    def __repr__(self) -> str:
        return "<data key>"

    def __reduce_ex__(self, _protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a key cannot be pickled")


@dataclass(frozen=True)
class VaultStatus:
    """Counts for the status page and command."""

    deployment_id: UUID
    root_kind: str
    subjects: int
    erased: int
    epochs_current: int
    epochs_old: int
    index_keys: int
    mailboxes: int
    keys_in_memory: int


class Vault:
    """See the module. Thread-safe."""

    def __init__(self, keystore: Keystore) -> None:
        self._keystore = keystore
        self.deployment_id = keystore.deployment_id
        self._lock = threading.RLock()
        self._keys: dict[bytes, bytes] = {}
        self._ciphers: dict[bytes, AESGCMSIV] = {}
        self._secrets: dict[SecretName, list[bytes]] = {}
        self._named: dict[str, UUID] = {}
        self._sweeps = 0
        self._generation = keystore.generation()
        self._next_check = monotonic() + CHECK_SECONDS

    @classmethod
    def open(cls, engine: Engine, root: Root, *, expected: UUID | None = None) -> Vault:
        """Opens keystore and vault. Raises what `Keystore.open` raises."""
        return cls(Keystore.open(engine, root, expected=expected))

    def __repr__(self) -> str:
        return f"<vault of {self.deployment_id}>"

    def __reduce_ex__(self, _protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a vault cannot be pickled")

    # -- subjects

    def create_subject(self, subject_id: UUID, *, project_id: UUID | None, tier: int) -> None:
        """Makes the key of a subject, committed at once; does nothing when it has one. Raises KeyErased."""
        self.create_subjects([(subject_id, project_id, tier)])

    def create_subjects(self, rows: Iterable[tuple[UUID, UUID | None, int]]) -> None:
        """Makes the keys of many subjects (id, project, tier) in one transaction. Raises KeyErased."""
        seen = self._sweeps
        made = wraps.create(self._keystore, list(rows))
        self._keep(seen, ((subject_id.bytes, key) for subject_id, key in made.items()))

    def destroy_subject(self, subject_id: UUID) -> None:
        """Destroys a key; all it sealed stays unreadable. There is no way back."""
        self.destroy_subjects([subject_id])

    def destroy_subjects(self, subject_ids: Sequence[UUID]) -> None:
        """Destroys many keys in one transaction."""
        try:
            wraps.destroy(self._keystore, subject_ids)
        finally:
            self._drop(subject_ids)

    def has_subject(self, subject_id: UUID) -> bool:
        """Whether the keystore holds a key for this subject."""
        self._notice()
        if subject_id.bytes in self._keys:
            return True
        with self._keystore.reading() as connection:
            return connection.scalar(select(Wrap.id).where(Wrap.subject_id == subject_id)) is not None

    def subjects(self, project_id: UUID | None) -> list[UUID]:
        """All subjects of a project (None: of the deployment), for the sweep of keys that seal nothing."""
        of_project = Wrap.project_id.is_(None) if project_id is None else Wrap.project_id == project_id
        with self._keystore.reading() as connection:
            return list(connection.scalars(select(Wrap.subject_id).where(of_project)))

    def change_tier(self, subject_id: UUID, tier: int) -> None:
        """Wraps the subject's key under the keys of another tier. Raises UnknownSubject."""
        if not wraps.change_tier(self._keystore, subject_id, tier):
            self._refuse(subject_id)

    def deployment_subject(self, name: str) -> UUID:
        """The subject of deployment-level things such as "accounts"; made when first asked for."""
        subject_id = self._named.get(name)
        if subject_id is None:
            subject_id = uuid5(self.deployment_id, f"engage subject: {name}")
            if not self.has_subject(subject_id):
                self.create_subject(subject_id, project_id=None, tier=DEPLOYMENT_TIER)
            self._named[name] = subject_id
        return subject_id

    def warm(self, project_id: UUID | None) -> int:
        """Loads all keys of a project in one query, so that opening its rows asks nothing; gives how many."""
        self._notice()
        seen = self._sweeps
        found = wraps.load_project(self._keystore, project_id)
        self._keep(seen, found)
        return len(found)

    def data_key(self, subject_id: UUID) -> DataKey:
        """The key of a subject. Raises KeyErased, UnknownSubject."""
        self._notice()
        return DataKey(self._key(subject_id.bytes))

    def field_cipher(self, subject: bytes) -> AESGCMSIV:
        """The cipher of a subject's sealed columns, by the bytes of its id; for `sealed` only."""
        if monotonic() >= self._next_check:
            self._notice()
        cipher = self._ciphers.get(subject)
        return cipher if cipher is not None else self._new_cipher(subject)

    def passing_cipher(self, subject: bytes) -> AESGCMSIV:
        """The same for a subject whose values are opened once, one of thousands: it is not kept."""
        if monotonic() >= self._next_check:
            self._notice()
        cipher = self._ciphers.get(subject)
        return cipher if cipher is not None else AESGCMSIV(suite.derive(self._key(subject), FIELD))

    # -- secrets and mailboxes

    def secret(self, name: SecretName | str) -> bytes:
        """The newest key of a name (see SecretName). Raises ValueError for an unknown name."""
        return self._all_secrets(SecretName(name))[0]

    def replace_secret(self, name: SecretName | str, key: bytes | None = None) -> None:
        """A new key under a name (a random one unless given); the old one is removed."""
        name = SecretName(name)
        self._change_secret(name, key or suite.new_key(), keep_older=False)

    def index_keys(self) -> list[bytes]:
        """All live index keys, newest first."""
        return self._all_secrets(SecretName.INDEX)

    def rotate_index_key(self) -> None:
        """A new index key beside the old: store new tags, look for both, then `retire_index_keys`."""
        self._change_secret(SecretName.INDEX, suite.new_key(), keep_older=True)

    def retire_index_keys(self) -> int:
        """Removes all index keys but the newest, once every tag is stored anew; gives how many."""
        with self._keystore.writing() as connection:
            gone = named_keys.remove_older(connection, SecretName.INDEX)
            self._keystore.next_generation(connection)
        self._keystore.scrub()
        self._forget_secrets()
        return gone

    def mailbox_public(self, project_id: UUID) -> bytes:
        """The public key of a project's mailbox, to be given to the portal; made when first asked for."""
        with self._keystore.reading() as connection:
            public = named_keys.mailbox_public(connection, project_id)
        if public is not None:
            return public
        with self._keystore.writing() as connection:
            public = named_keys.mailbox_public(connection, project_id)
            return public or self._new_mailbox(connection, project_id)

    def rotate_mailbox(self, project_id: UUID) -> bytes:
        """A new key pair; letters to the old one still open. Gives the public key."""
        with self._keystore.writing() as connection:
            return self._new_mailbox(connection, project_id)

    def mailbox_open(self, project_id: UUID, sealed: bytes, info: bytes) -> bytes:
        """The plaintext of a letter; `info` as in `mailbox.letter_info`. Raises CannotOpen."""
        with self._keystore.reading() as connection:
            private = named_keys.mailbox_private(
                connection, self._keystore.root, self.deployment_id, project_id, mailbox.addressed_to(sealed)
            )
        return mailbox.open_with(private, sealed, info)

    def destroy_mailbox(self, project_id: UUID) -> None:
        """Destroys a project's mailbox; letters not yet opened stay unreadable."""
        with self._keystore.writing() as connection:
            named_keys.mailbox_remove(connection, [project_id])
        self._keystore.scrub()

    # -- rotation and status

    def rotate_epochs(self, project_id: UUID | None = None) -> int:
        """New epoch keys for one project or for all; gives how many keys were wrapped anew."""
        return wraps.rotate(self._keystore, project_id)

    def status(self) -> VaultStatus:
        """Counts, no ids of people."""
        with self._keystore.reading() as connection:

            def count(model: type, *where: ColumnElement[bool]) -> int:
                return connection.scalar(select(func.count()).select_from(model).where(*where)) or 0

            return VaultStatus(
                deployment_id=self.deployment_id,
                root_kind=self._keystore.root.kind,
                subjects=connection.scalar(select(func.count(Wrap.subject_id.distinct()))) or 0,
                erased=count(ErasedKey),
                epochs_current=count(EpochKey, EpochKey.state == CURRENT),
                epochs_old=count(EpochKey, EpochKey.state != CURRENT),
                index_keys=count(SecretKey, SecretKey.name == SecretName.INDEX.value),
                mailboxes=connection.scalar(select(func.count(MailboxKey.project_id.distinct()))) or 0,
                keys_in_memory=len(self._keys),
            )

    # -- memory

    def _key(self, subject: bytes) -> bytes:
        while True:
            key = self._keys.get(subject)
            if key is not None:
                return key
            seen, subject_id = self._sweeps, UUID(bytes=subject)
            key = wraps.load(self._keystore, subject_id)
            if key is None:
                self._refuse(subject_id)
            if self._keep(seen, [(subject, key)]):
                return key

    def _refuse(self, subject_id: UUID) -> NoReturn:
        if wraps.is_erased(self._keystore, subject_id):
            raise KeyErased("the key of this subject was destroyed")
        raise UnknownSubject("there is no key for this subject; make it with create_subject()")

    def _new_cipher(self, subject: bytes) -> AESGCMSIV:
        cipher = AESGCMSIV(suite.derive(self._key(subject), FIELD))
        with self._lock:
            if subject in self._keys:
                if len(self._ciphers) >= CIPHERS_KEPT:
                    self._ciphers.clear()
                self._ciphers[subject] = cipher
        return cipher

    def _keep(self, seen: int, found: Iterable[tuple[bytes, bytes]]) -> bool:
        # What was read before a sweep may hold keys that the sweep was to drop: not kept then.
        with self._lock:
            if self._sweeps != seen:
                return False
            self._keys.update(found)
            return True

    def _drop(self, subject_ids: Iterable[UUID]) -> None:
        with self._lock:
            self._sweeps += 1
            for subject_id in subject_ids:
                self._keys.pop(subject_id.bytes, None)
                self._ciphers.pop(subject_id.bytes, None)

    def _notice(self) -> None:
        """Drops what other processes destroyed or replaced; asks the keystore at most every two seconds."""
        if monotonic() < self._next_check:
            return
        with self._lock:
            if monotonic() < self._next_check:
                return
            with self._keystore.reading() as connection:
                generation = connection.execute(select(Deployment.generation)).scalar_one()
                if generation != self._generation:
                    erased = connection.scalars(
                        select(ErasedKey.subject_id).where(ErasedKey.generation > self._generation)
                    ).all()
                    if generation < self._generation:  # the keystore was restored from a backup
                        self._keys.clear()
                        self._ciphers.clear()
                    self._drop(erased)
                    self._forget_secrets()
                    self._generation = generation
            self._next_check = monotonic() + CHECK_SECONDS

    def _all_secrets(self, name: SecretName) -> list[bytes]:
        self._notice()
        found = self._secrets.get(name)
        if found is None:
            seen = self._sweeps
            with self._keystore.reading() as connection:
                found = named_keys.load(connection, self._keystore.root, self.deployment_id, name)
            with self._lock:
                if self._sweeps == seen:
                    self._secrets[name] = found
        return found

    def _change_secret(self, name: SecretName, key: bytes, *, keep_older: bool) -> None:
        with self._keystore.writing() as connection:
            named_keys.add(connection, self._keystore.root, self.deployment_id, name, key)
            if not keep_older:
                named_keys.remove_older(connection, name)
            self._keystore.next_generation(connection)
        if not keep_older:
            self._keystore.scrub()
        self._forget_secrets()

    def _forget_secrets(self) -> None:
        with self._lock:
            self._sweeps += 1
            self._secrets.clear()

    def _new_mailbox(self, connection: Connection, project_id: UUID) -> bytes:
        return named_keys.mailbox_create(connection, self._keystore.root, self.deployment_id, project_id)
