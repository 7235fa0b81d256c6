"""Sealing bytes: AES-256-GCM-SIV, a versioned blob, length-prefixed associated data, padding.

Blob: version (1), suite (1), revision (4), nonce (12), ciphertext and tag. Header bytes are part of the
associated data, so that none of them can be changed or exchanged.
"""

from __future__ import annotations

import hmac
import os
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV

from engage.crypto.errors import CannotOpen, SelfTestFailed

HEADER = b"\x01\x01"  # version 1, suite 1 = AES-256-GCM-SIV
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
NONCE_AT = 6
BODY_AT = NONCE_AT + NONCE_BYTES
SMALLEST = BODY_AT + TAG_BYTES
LAST_REVISION = 2**32 - 1

STEP = 32
LONG_STEP = 512

Part = bytes | str | int | UUID | None


def new_key() -> bytes:
    """32 random bytes."""
    return os.urandom(KEY_BYTES)


def part(value: Part) -> bytes:
    """One immutable fact as bytes with its length in front; numbers take eight bytes, None is empty."""
    if isinstance(value, UUID):
        value = value.bytes
    elif isinstance(value, str):
        value = value.encode()
    elif isinstance(value, int):
        value = value.to_bytes(8, "big")
    elif value is None:
        value = b""
    return len(value).to_bytes(4, "big") + value


def bind(*parts: Part) -> bytes:
    """Facts put one after another so that no two lists of facts give the same bytes."""
    return b"".join(map(part, parts))


def head(label: str, *parts: Part) -> bytes:
    """The beginning of the associated data: format label, version, suite, then facts."""
    return bind(label, HEADER[:1], HEADER[1:], *parts)


def seal(key: bytes | AESGCMSIV, plain: bytes, associated: bytes, *, revision: int = 1) -> bytes:
    """A blob of `plain`, openable only with the same key and the same `associated` (made by `head`)."""
    cipher = key if isinstance(key, AESGCMSIV) else AESGCMSIV(key)
    number = revision.to_bytes(4, "big")
    nonce = os.urandom(NONCE_BYTES)
    return HEADER + number + nonce + cipher.encrypt(nonce, plain, associated + part(number))


def open_(key: bytes | AESGCMSIV, blob: bytes, associated: bytes) -> bytes:
    """The plain bytes of a blob. Raises CannotOpen."""
    if len(blob) < SMALLEST or blob[:2] != HEADER:
        raise CannotOpen("this is not a sealed value of a known version")
    cipher = key if isinstance(key, AESGCMSIV) else AESGCMSIV(key)
    try:
        return cipher.decrypt(blob[NONCE_AT:BODY_AT], blob[BODY_AT:], associated + part(blob[2:NONCE_AT]))
    except InvalidTag:
        raise CannotOpen("the sealed value was changed or belongs somewhere else") from None


def revision_of(blob: bytes) -> int:
    """How often the value was sealed; readable without a key, protected by the tag."""
    return int.from_bytes(blob[2:NONCE_AT], "big")


def pad(plain: bytes, step: int) -> bytes:
    """Length, bytes, then zeros up to the next multiple of `step`: a thief sees steps, not lengths."""
    size = 4 + len(plain)
    return len(plain).to_bytes(4, "big") + plain + bytes(-size % step)


def unpad(padded: bytes) -> bytes:
    """What `pad` was given. Raises CannotOpen for anything `pad` cannot have made."""
    size = int.from_bytes(padded[:4], "big")
    if len(padded) < 4 or size > len(padded) - 4 or any(padded[4 + size :]):
        raise CannotOpen("the sealed value has an impossible length")
    return padded[4 : 4 + size]


def derive(key: bytes, label: str) -> bytes:
    """A key of its own for each use of a random key: HKDF-SHA-256 (RFC 5869), the expanding half."""
    return hmac.digest(key, label.encode() + b"\x01", "sha256")


# RFC 8452, C.2: plain, associated data, result; key 01 00…, nonce 03 00…
VECTORS = (
    ("", "", "07f5f4169bbf55a8400cd47ea6fd400f"),
    ("0100000000000000", "", "c2ef328e5c71c83b843122130f7364b761e0b97427e3df28"),
    ("0200000000000000", "01", "1de22967237a813291213f267e3b452f02d01ae33e4ec854"),
    (
        "0300000000000000000000000000000004000000",
        "010000000000000000000000000000000200",
        "43dd0163cdb48f9fe3212bf61b201976067f342bb879ad976d8242acc188ab59cabfe307",
    ),
)
GCM_RESULT = "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"  # all-zero key, nonce, block


@lru_cache(maxsize=1)
def self_test() -> None:
    """Compares the ciphers of this machine with published results. Raises SelfTestFailed."""
    cipher, nonce = AESGCMSIV(b"\x01" + bytes(31)), b"\x03" + bytes(11)
    for plain, associated, result in VECTORS:
        if cipher.encrypt(nonce, bytes.fromhex(plain), bytes.fromhex(associated)).hex() != result:
            raise SelfTestFailed("AES-256-GCM-SIV does not give the results of RFC 8452 here; do not go on")
        if cipher.decrypt(nonce, bytes.fromhex(result), bytes.fromhex(associated)).hex() != plain:
            raise SelfTestFailed("AES-256-GCM-SIV does not open the vectors of RFC 8452 here; do not go on")
    if AESGCM(bytes(32)).encrypt(bytes(12), bytes(16), None).hex() != GCM_RESULT:
        raise SelfTestFailed("AES-256-GCM does not give its published result here; do not go on")
    broken = bytearray.fromhex(VECTORS[1][2])
    broken[-1] ^= 1
    try:
        cipher.decrypt(nonce, bytes(broken), b"")
    except InvalidTag:
        return
    raise SelfTestFailed("AES-256-GCM-SIV opened changed bytes here; do not go on")
