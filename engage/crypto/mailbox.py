"""Letters from the portal to the staff side: anyone may put one in, only the project's private key opens it.

HPKE (RFC 9180, base mode: X25519, HKDF-SHA-256, ChaCha20-Poly1305). Needs no keystore.
Letter: version (1), suite (1), key id (8), encapsulated key and ciphertext.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from engage.crypto.errors import CannotOpen
from engage.crypto.suite import bind, pad, unpad

LABEL = "engage mailbox 1"
HEADER = b"\x01\x01"
KEY_ID_BYTES = 8
LETTER_STEP = 1024


def letter_info(deployment_id: UUID, project_id: UUID, thread_id: UUID) -> bytes:
    """The `info` that ties a letter to where it was put in; both sides make it of ids they know."""
    return bind(deployment_id, project_id, thread_id)


def generate() -> tuple[bytes, bytes]:
    """A new key pair: public, private (32 bytes each)."""
    private = X25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), private.private_bytes_raw()


def key_id(public: bytes) -> bytes:
    """A short name of a public key."""
    return hashlib.sha256(bind(LABEL, public)).digest()[:KEY_ID_BYTES]


def addressed_to(sealed: bytes) -> bytes:
    """The id of the key that opens a letter. Raises CannotOpen."""
    if len(sealed) <= 2 + KEY_ID_BYTES or sealed[:2] != HEADER:
        raise CannotOpen("this is not a letter of a known version")
    return sealed[2 : 2 + KEY_ID_BYTES]


def seal_to(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    """`plaintext`, padded to steps of 1 KiB, sealed to a public key and bound to `info`."""
    start = HEADER + key_id(public)
    key = X25519PublicKey.from_public_bytes(public)
    return start + _suite().encrypt(pad(plaintext, LETTER_STEP), key, bind(LABEL, start, info))


def open_with(private: bytes, sealed: bytes, info: bytes) -> bytes:
    """The plaintext of a letter. Raises CannotOpen."""
    key = X25519PrivateKey.from_private_bytes(private)
    start = HEADER + key_id(key.public_key().public_bytes_raw())
    if addressed_to(sealed) != start[2:]:
        raise CannotOpen("this letter is addressed to another key")
    try:
        padded = _suite().decrypt(sealed[len(start) :], key, bind(LABEL, start, info))
    except (InvalidTag, ValueError):
        raise CannotOpen("the letter was changed or belongs somewhere else") from None
    return unpad(padded)


@lru_cache(maxsize=1)
def _suite() -> hpke.Suite:
    return hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
