"""The second factor: time-based codes (RFC 6238), each once; recovery codes for a lost device."""

from __future__ import annotations

import hashlib
import secrets
import time

import pyotp

STEP = 30
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
RECOVERY_CODES = 10


def new_secret() -> str:
    """A fresh secret in base 32."""
    return pyotp.random_base32()


def address(secret: str, *, who: str) -> str:
    """What an authenticator app scans."""
    return pyotp.TOTP(secret).provisioning_uri(name=who, issuer_name="Engage")


def accepted_step(secret: str, code: str, *, last_step: int, now: float | None = None) -> int | None:
    """The time step that `code` belongs to, one step of drift allowed; None when it is wrong or used before."""
    digits = "".join(str(int(sign)) for sign in code if sign.isdigit())
    current = int((time.time() if now is None else now) // STEP)
    totp = pyotp.TOTP(secret)
    for step in (current, current - 1, current + 1):
        if step > last_step and secrets.compare_digest(totp.at(step * STEP), digits):
            return step
    return None


def new_recovery_code() -> str:
    """Eighty random bits in four groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(16))
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def hash_recovery(code: str) -> bytes:
    """What is stored of a recovery code; the code is random enough that a plain hash does."""
    letters = "".join(sign for sign in code.upper() if sign in ALPHABET)
    return hashlib.sha256(b"engage recovery code 1" + letters.encode()).digest()
