"""Sealing for someone outside: bytes that only the holder of a named age key (age-encryption.org) can open.

The private key never comes here. What is sealed so leaves the deployment: nothing of it is kept.
"""

from __future__ import annotations

import hashlib

import pyrage

from engage.crypto.errors import CryptoError

LABEL = b"engage age recipient 1"
LONGEST = 100


class NotARecipient(CryptoError):
    """The text is not the public key of an age recipient."""


def recipient_of(text: str) -> str:
    """The public key in `text`, as age writes it. Raises NotARecipient, also for a private key."""
    key = "".join(text.split()).lower()
    if len(key) > LONGEST or not key.startswith("age1"):
        raise NotARecipient("a public age key begins with age1")
    try:
        return str(pyrage.x25519.Recipient.from_str(key))
    except pyrage.RecipientError:
        raise NotARecipient("the public age key was not copied whole") from None


def fingerprint(recipient: str) -> str:
    """A short form of a public key that two people can read to each other: eight groups of four signs.

    Raises NotARecipient.
    """
    digest = hashlib.sha256(LABEL + recipient_of(recipient).encode()).hexdigest()[:32].upper()
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def encrypted_to(recipient: str, data: bytes) -> bytes:
    """`data` as an age file for one recipient. Raises NotARecipient."""
    return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(recipient_of(recipient))]))
