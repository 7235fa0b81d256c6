"""Receipts: 80 random bits that a person keeps, to come back without an account. Needs no keystore.

Three spellings, all accepted everywhere: eight words, 25 digits, 16 characters and a check character.
From a code come a look-up tag and a wrapping key; the code itself is never stored. Nothing here logs, and
no error holds any part of what was typed.
"""

from __future__ import annotations

import hmac
import os
import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple, NoReturn, SupportsIndex
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw

from engage.crypto import suite
from engage.crypto.errors import CryptoError
from engage.crypto.wordlists import LIST_LANGUAGES, WORD_BITS, WordList, fold, word_list

CODE_BYTES = 10
WORD_COUNT = 8
DIGIT_COUNT = 25
CHECK_MODULUS = 7
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = str.maketrans("OILU", "011V")
CHARACTER_COUNT = 17
LONGEST = 400

DERIVE_MEMORY = 64 * 1024  # KiB
DERIVE_TIME = 3
DERIVE_LANES = 1
TAG_BYTES = 16
BODY_STEP = 4096


class Reason(StrEnum):
    """Why a typed code is not a receipt."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    CHECK = "check"
    UNKNOWN_WORD = "unknown_word"
    UNKNOWN_CHARACTER = "unknown_character"


class BadReceipt(CryptoError):
    """What was typed is not a receipt. `reason` says why, `position` which word or character (from 1)."""

    def __init__(self, reason: Reason, position: int | None = None) -> None:
        super().__init__(f"not a receipt: {reason.value}")
        self.reason = reason
        self.position = position


class Receipt:
    """A code and its spellings. Prints as a placeholder."""

    __slots__ = ("_code",)

    def __init__(self, code: bytes) -> None:
        if len(code) != CODE_BYTES:
            raise BadReceipt(Reason.TOO_SHORT if len(code) < CODE_BYTES else Reason.TOO_LONG)
        self._code = bytes(code)

    @classmethod
    def new(cls) -> Receipt:
        """A random receipt."""
        return cls(os.urandom(CODE_BYTES))

    @classmethod
    def parse(cls, text: str) -> Receipt:
        """The receipt someone typed. Raises BadReceipt."""
        return cls(parse(text))

    @property
    def code(self) -> bytes:
        """The ten bytes, for `derive`."""
        return self._code

    def words(self, lang: str) -> list[str]:
        """Eight words of a language (en, fr, ar). Raises LookupError for another."""
        words, value = word_list(lang).words, self._value
        return [words[value >> WORD_BITS * place & 1023] for place in reversed(range(WORD_COUNT))]

    def digits(self) -> str:
        """25 digits in groups of five."""
        value = self._value * 8
        return _grouped(f"{value + -value % CHECK_MODULUS:025d}", 5, " ")

    def characters(self) -> str:
        """16 characters and a check character: groups of four, the last of five."""
        signs = [self._value >> 5 * place & 31 for place in reversed(range(CHARACTER_COUNT - 1))]
        text = "".join(ALPHABET[sign] for sign in [*signs, _check_sign(signs)])
        return f"{_grouped(text[:12], 4, '-')}-{text[12:]}"

    @property
    def _value(self) -> int:
        return int.from_bytes(self._code, "big")

    def __repr__(self) -> str:
        return "<receipt>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Receipt) and hmac.compare_digest(self._code, other._code)

    def __hash__(self) -> int:
        return hash(self._code)

    def __reduce_ex__(self, _protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a receipt cannot be pickled")


class Derived(NamedTuple):
    """What is made of a code."""

    look_up_tag: bytes
    wrapping_key: bytes

    def __repr__(self) -> str:
        return "<derived>"


def parse(text: str) -> bytes:
    """The ten bytes of a receipt in any spelling. Raises BadReceipt."""
    if len(text) > LONGEST:
        raise BadReceipt(Reason.TOO_LONG)
    folded = fold(text)
    tokens = [token for token in re.split(r"[\W_]+", folded) if token]
    signs = "".join(tokens)
    if not signs:
        raise BadReceipt(Reason.EMPTY)
    if all(sign.isdecimal() for sign in signs) and len(signs) != CHARACTER_COUNT:
        return _from_digits("".join(str(unicodedata.decimal(sign)) for sign in signs))
    letters_only = not any(sign.isdigit() for sign in signs)
    if letters_only and (not signs.isascii() or len(signs) > CHARACTER_COUNT + 3 or _are_words(tokens)):
        return _from_words(tokens)
    return _from_characters(signs)


def derive(code: bytes, pepper: bytes) -> Derived:
    """Look-up tag (16 bytes) and wrapping key (32) of a code; always the same cost, hit or miss."""
    stretched = hash_secret_raw(
        code,
        hmac.digest(pepper, b"engage receipt salt 1", "sha256")[:16],
        time_cost=DERIVE_TIME,
        memory_cost=DERIVE_MEMORY,
        parallelism=DERIVE_LANES,
        hash_len=suite.KEY_BYTES,
        type=Type.ID,
    )
    tag = hmac.digest(pepper, suite.bind("engage receipt tag 1", stretched), "sha256")[:TAG_BYTES]
    return Derived(tag, suite.derive(stretched, "engage receipt wrapping key 1"))


def key_context(thread_id: UUID) -> bytes:
    """The `context` of a wrapped content key: what it opens."""
    return suite.bind("content key", thread_id)


def copy_context(thread_id: UUID, language: str, version: int) -> bytes:
    """The `context` of a published copy; both sides make it of what they know."""
    return suite.bind("copy", thread_id, language, version)


def new_content_key() -> bytes:
    """A key for one published copy or thread; each receipt that may read it wraps it."""
    return suite.new_key()


def wrap_content_key(wrapping_key: bytes, content_key: bytes, context: bytes) -> bytes:
    """The content key, openable with a receipt only; `context` (suite.bind) says whose copy it is."""
    return suite.seal(wrapping_key, content_key, suite.head("engage receipt wrap 1", context))


def unwrap_content_key(wrapping_key: bytes, blob: bytes, context: bytes) -> bytes:
    """The content key. Raises CannotOpen."""
    return suite.open_(wrapping_key, blob, suite.head("engage receipt wrap 1", context))


def seal_body(content_key: bytes, text: str, context: bytes) -> bytes:
    """A published copy under its content key, padded to steps of 4 KiB."""
    head = suite.head("engage receipt body 1", context)
    return suite.seal(content_key, suite.pad(text.encode(), BODY_STEP), head)


def open_body(content_key: bytes, blob: bytes, context: bytes) -> str:
    """The text of a published copy. Raises CannotOpen."""
    return suite.unpad(suite.open_(content_key, blob, suite.head("engage receipt body 1", context))).decode()


def _are_words(tokens: list[str]) -> bool:
    """Whether short input made of letters alone means words: eight of them, or two that a list knows."""
    known = max(_known(word_list(language), tokens) for language in LIST_LANGUAGES)
    return len(tokens) >= WORD_COUNT or known >= 2


def _from_words(tokens: list[str]) -> bytes:
    lists = [word_list(language) for language in LIST_LANGUAGES]
    # The language is the one that knows most of the words; whole words decide between two that know as many.
    best = max(lists, key=lambda listed: (_known(listed, tokens), sum(t in listed.numbers for t in tokens)))
    numbers = [best.number(token) for token in tokens]
    if None in numbers:
        raise BadReceipt(Reason.UNKNOWN_WORD, numbers.index(None) + 1)
    _refuse_length(len(tokens), WORD_COUNT)
    value = 0
    for number in numbers:
        value = value << WORD_BITS | (number or 0)
    return value.to_bytes(CODE_BYTES, "big")


def _known(listed: WordList, tokens: list[str]) -> int:
    return sum(listed.number(token) is not None for token in tokens)


def _from_digits(digits: str) -> bytes:
    _refuse_length(len(digits), DIGIT_COUNT)
    value, check = divmod(int(digits), 8)
    if check != -(value * 8) % CHECK_MODULUS or value >> 8 * CODE_BYTES:
        raise BadReceipt(Reason.CHECK)
    return value.to_bytes(CODE_BYTES, "big")


def _from_characters(signs: str) -> bytes:
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in signs)
    plain = plain.upper().translate(LOOK_ALIKES)
    for position, sign in enumerate(plain, start=1):
        if sign not in ALPHABET:
            raise BadReceipt(Reason.UNKNOWN_CHARACTER, position)
    _refuse_length(len(plain), CHARACTER_COUNT)
    numbers = [ALPHABET.index(sign) for sign in plain]
    if _check_sign(numbers[:-1]) != numbers[-1]:
        raise BadReceipt(Reason.CHECK)
    value = 0
    for number in numbers[:-1]:
        value = value << 5 | number
    return value.to_bytes(CODE_BYTES, "big")


def _check_sign(signs: list[int]) -> int:
    """One sign over the field of 32 elements: any wrong sign, and any two exchanged, change it."""
    total = 0
    for sign in signs:
        total = _times_x(total) ^ sign
    return _times_x(total)


def _times_x(element: int) -> int:
    element <<= 1
    return element ^ 0b100101 if element & 0b100000 else element


def _refuse_length(found: int, wanted: int) -> None:
    if found != wanted:
        raise BadReceipt(Reason.TOO_SHORT if found < wanted else Reason.TOO_LONG)


def _grouped(text: str, size: int, between: str) -> str:
    return between.join(text[start : start + size] for start in range(0, len(text), size))
