"""What the cookie is good for: 256 random bits, from which come a look-up hash, a key, and the token of forms.

The store holds the hash and a content key under that key. Without the cookie it opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from engage.crypto import suite

IDLE = timedelta(minutes=10)
WHOLE = timedelta(minutes=30)
TOKEN_LENGTH = 43


class Token:
    """A session's token. Prints as a placeholder."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    @classmethod
    def new(cls) -> Token:
        """A random token."""
        return cls(secrets.token_urlsafe(32))

    @classmethod
    def read(cls, text: str) -> Token | None:
        """The token in a cookie, or None when it cannot be one."""
        return cls(text) if len(text) == TOKEN_LENGTH and text.isascii() else None

    @property
    def text(self) -> str:
        """What the cookie holds."""
        return self._text

    @property
    def look_up(self) -> bytes:
        """What is stored of it."""
        return hashlib.sha256(b"engage portal session 1" + self._text.encode()).digest()

    @property
    def wrapping_key(self) -> bytes:
        """The key under which the content key lies in the store."""
        return suite.derive(self._text.encode(), "engage portal session key 1")

    @property
    def form_token(self) -> str:
        """What our own forms carry, so that no other site can send one."""
        return suite.derive(self._text.encode(), "engage portal form 1").hex()[:32]

    def is_of_form(self, given: str) -> bool:
        """Whether a form was drawn for this session."""
        return hmac.compare_digest(self.form_token.encode(), given.encode())

    def __repr__(self) -> str:
        return "<token>"
