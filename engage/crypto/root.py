"""The root of all keys: a file of random bytes, or a passphrase given at start. Never seals data itself."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path
from typing import Protocol

from argon2.low_level import Type, hash_secret_raw

from engage.crypto import suite
from engage.crypto.errors import CannotOpen, WrongRoot

LABEL = "engage root 1"
SALT_BYTES = 16

PASSPHRASE_MEMORY = 256 * 1024  # KiB
PASSPHRASE_TIME = 3
PASSPHRASE_LANES = 2


class Root(Protocol):
    """What the keystore needs of a root, wherever its key lives."""

    @property
    def kind(self) -> str:
        """A short name, kept in the keystore so that the right root is asked for."""

    @property
    def salt(self) -> bytes | None:
        """What the keystore keeps beside a passphrase."""

    def wrap(self, key: bytes, aad: bytes) -> bytes:
        """`key` sealed, bound to `aad`."""

    def unwrap(self, blob: bytes, aad: bytes) -> bytes:
        """The key. Raises WrongRoot."""


class _HeldKey:
    """A root whose key is in the memory of this process."""

    kind = ""
    salt: bytes | None = None

    def __init__(self, key: bytes) -> None:
        self._key = suite.derive(key, LABEL)

    def __repr__(self) -> str:
        return f"<{self.kind} root>"

    def wrap(self, key: bytes, aad: bytes) -> bytes:
        """`key` sealed, bound to `aad`."""
        return suite.seal(self._key, key, suite.head(LABEL, aad))

    def unwrap(self, blob: bytes, aad: bytes) -> bytes:
        """The key. Raises WrongRoot."""
        try:
            return suite.open_(self._key, blob, suite.head(LABEL, aad))
        except CannotOpen:
            raise WrongRoot("this root key does not open this keystore: check the key file or the passphrase") from None


class FileRoot(_HeldKey):
    """32 random bytes in a file that only its owner may read."""

    kind = "file"

    def __init__(self, path: Path | str) -> None:
        """Reads the key. Raises WrongRoot when the file is missing, too open, or not a key."""
        path = Path(path)
        try:
            with path.open("rb") as file:
                mode = os.fstat(file.fileno()).st_mode
                key = file.read(suite.KEY_BYTES + 1)
        except FileNotFoundError:
            raise WrongRoot(f"there is no root key file at {path}: restore it, nothing opens without it") from None
        except OSError:
            raise WrongRoot(f"the root key file {path} cannot be read by this process") from None
        if not stat.S_ISREG(mode) or mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise WrongRoot(f"the root key file {path} is open to others: set its mode to 0600")
        if len(key) != suite.KEY_BYTES:
            raise WrongRoot(f"the file {path} does not hold a root key of {suite.KEY_BYTES} bytes")
        super().__init__(key)

    @classmethod
    def create(cls, path: Path | str) -> FileRoot:
        """Writes a new key. Raises FileExistsError rather than replace one."""
        path = Path(path)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(suite.new_key())
            file.flush()
            os.fsync(file.fileno())
        return cls(path)


class PassphraseRoot(_HeldKey):
    """A passphrase that is asked for at start; its salt is kept in the keystore (`keystore.read_salt`)."""

    kind = "passphrase"

    def __init__(self, passphrase: str, salt: bytes) -> None:
        """Takes about a second and 256 MiB on purpose. Raises WrongRoot for an empty passphrase."""
        text = unicodedata.normalize("NFKC", passphrase)
        if not text.strip():
            raise WrongRoot("the passphrase is empty")
        if len(salt) < SALT_BYTES:
            raise WrongRoot("the salt of the passphrase is missing or too short")
        self.salt = salt
        super().__init__(
            hash_secret_raw(
                text.encode(),
                salt,
                time_cost=PASSPHRASE_TIME,
                memory_cost=PASSPHRASE_MEMORY,
                parallelism=PASSPHRASE_LANES,
                hash_len=suite.KEY_BYTES,
                type=Type.ID,
            )
        )

    @staticmethod
    def new_salt() -> bytes:
        """A salt for a new keystore."""
        return os.urandom(SALT_BYTES)
