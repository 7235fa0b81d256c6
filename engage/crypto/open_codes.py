"""Codes that stand in an address and open a page to whoever has it: 80 random bits, 16 characters without look-alikes.

They are handed out openly, so that nothing slow guards them; but a store that holds only the tag and what is sealed
under the code shows neither the address nor the page. Needs no keystore.
"""

from __future__ import annotations

import hmac
import os

from engage.crypto import suite
from engage.crypto.receipts import ALPHABET, CODE_BYTES, LOOK_ALIKES

SIGNS = CODE_BYTES * 8 // 5
STEP = 4096


def new_code() -> str:
    """A random code, in groups of four."""
    value = int.from_bytes(os.urandom(CODE_BYTES), "big")
    text = "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(SIGNS)))
    return "-".join(text[at : at + 4] for at in range(0, SIGNS, 4)).lower()


def read_code(text: str) -> str | None:
    """The code that somebody typed, capital letters, spaces and look-alikes put right; None when it cannot be one."""
    signs = "".join(text.split()).replace("-", "").upper().translate(LOOK_ALIKES)
    if len(signs) != SIGNS or any(sign not in ALPHABET for sign in signs):
        return None
    return "-".join(signs[at : at + 4] for at in range(0, SIGNS, 4)).lower()


def tag_of(code: str) -> bytes:
    """By what a page is found: tells nothing of its code."""
    return hmac.digest(code.encode(), b"engage open code tag 1", "sha256")


def seal_page(code: str, text: str, context: bytes) -> bytes:
    """A page under its code, padded to steps of 4 KiB."""
    return suite.seal(_key(code), suite.pad(text.encode(), STEP), suite.head("engage open page 1", context))


def open_page(code: str, blob: bytes, context: bytes) -> str:
    """The text of a page. Raises CannotOpen."""
    return suite.unpad(suite.open_(_key(code), blob, suite.head("engage open page 1", context))).decode()


def _key(code: str) -> bytes:
    return suite.derive(code.encode(), "engage open page key 1")
