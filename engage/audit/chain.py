"""The arithmetic of the chain: values in, values out.

Leaf: SHA-256 over length-prefixed parts beginning with the hash before it. MAC key: k(n+1) = HMAC(k(n), "next"),
so that whoever takes the machine today cannot forge what was written yesterday (Schneier and Kelsey 1999).
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import date

START = bytes(32)


def leaf(previous: bytes, sequence: int, day: date, code: str, project: str, body: bytes) -> bytes:
    """Hash (32 bytes) of an event that follows the one hashed `previous`."""
    digest = hashlib.sha256(b"engage audit leaf 1")
    for part in (previous, str(sequence).encode(), day.isoformat().encode(), code.encode(), project.encode(), body):
        digest.update(len(part).to_bytes(4, "big"))
        digest.update(part)
    return digest.digest()


def mac(key: bytes, hashed: bytes) -> bytes:
    """The seal of one event under the key that is about to be destroyed."""
    return hmac.digest(key, b"event" + hashed, "sha256")


def next_key(key: bytes) -> bytes:
    """The key after `key`; there is no way back."""
    return hmac.digest(key, b"next", "sha256")
