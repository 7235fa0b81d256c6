"""Passwords: Argon2id, at least fifteen characters, not among those everyone tries (NIST SP 800-63B, OWASP ASVS 5)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 15
LONGEST = 256
# Common words that people stretch to the length asked for.
EVERYONES = (
    "password",
    "passwort",
    "motdepasse",
    "azerty",
    "qwerty",
    "letmein",
    "welcome",
    "bienvenue",
    "engage",
    "123456",
    "abcdef",
)
_hasher = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=1)
_DUMMY = _hasher.hash("nobody has this password, it only takes the same time")


class TooShort(ValueError):
    """Fewer than fifteen characters."""


class TooLong(ValueError):
    """More than 256 characters."""


class TooCommon(ValueError):
    """Made of what everyone tries, of one repeated part, or of the person's own address."""


def check_strength(password: str, *, email: str) -> None:
    """Raises TooShort, TooLong or TooCommon."""
    if len(password) < SHORTEST:
        raise TooShort
    if len(password) > LONGEST:
        raise TooLong
    folded = password.casefold()
    rest = folded
    for word in (*EVERYONES, *email.casefold().replace("@", ".").split(".")):
        if len(word) > 2:
            rest = rest.replace(word, "")
    if len(rest) < 6 or len(set(folded)) < 5:
        raise TooCommon


def hash_password(password: str) -> str:
    """An Argon2id hash with its parameters."""
    return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether `password` fits; takes the same time when there is no such account."""
    try:
        _hasher.verify(stored or _DUMMY, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None
