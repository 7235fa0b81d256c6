"""Refusals of this package. Messages say what to do and never hold a value, a key or a code."""

from __future__ import annotations

from sqlalchemy.exc import DontWrapMixin


class CryptoError(DontWrapMixin, Exception):
    """Base of all. SQLAlchemy must not wrap it: its wrapper can print the parameters of the statement."""


class SelfTestFailed(CryptoError):
    """The cipher on this machine does not give the published results."""


class CannotOpen(CryptoError):
    """Sealed bytes were changed, or belong to another row, column, subject or deployment."""


class UnknownSubject(CryptoError):
    """There is no key for this subject."""


class KeyErased(UnknownSubject):
    """The key of this subject was destroyed; what it sealed can never be read again."""


class WrongRoot(CryptoError):
    """The root key does not belong to this keystore, or is not kept safely enough to be used."""


class KeystoreMissing(CryptoError):
    """The keystore has no tables or was never initialised."""


class KeystoreExists(CryptoError):
    """The keystore is initialised already."""


class KeystoreMismatch(CryptoError):
    """The keystore belongs to another deployment than the data."""


class PlaintextRefused(CryptoError):
    """Something other than a sealed value was about to be stored in a sealed column."""
