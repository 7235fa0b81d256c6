"""Sealing streams: attachments and backups in chunks of 64 KiB under AES-256-GCM, never whole in memory.

Format: magic (4), version (1), suite (1), salt (32), then chunks. Each file has a key of its own, derived
from the given key and the salt, so that the chunk number can be the nonce. The associated data of a chunk
holds its number and whether it is the last: chunks cannot be dropped, swapped, doubled or cut off.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from engage.crypto.errors import CannotOpen
from engage.crypto.suite import KEY_BYTES, NONCE_BYTES, TAG_BYTES, bind, pad, unpad

LABEL = "engage file 1"
MAGIC = b"ENGF"
HEADER = MAGIC + b"\x01\x02"  # version 1, suite 2 = AES-256-GCM in chunks
SALT_BYTES = 32
CHUNK = 64 * 1024
CONTENT = CHUNK - 4  # what is left of a chunk after the length
LAST_STEP = 4096  # the last chunk is padded, so that a thief sees sizes in steps
SEALED_CHUNK = CHUNK + TAG_BYTES

Source = BinaryIO | Iterable[bytes]


def seal_stream(key: bytes, source: Source, *, context: bytes) -> Iterator[bytes]:
    """The sealed file, piece by piece. `context` (see suite.bind) says what and where the file is."""
    salt = os.urandom(SALT_BYTES)
    cipher = _cipher(key, salt, context)
    yield HEADER + salt
    for number, last, content in _numbered(_pieces(source, CONTENT)):
        padded = pad(content, LAST_STEP if last else CHUNK)
        yield cipher.encrypt(_nonce(number), padded, _facts(number, last))


def open_stream(key: bytes, source: Source, *, context: bytes) -> Iterator[bytes]:
    """The content, piece by piece. Raises CannotOpen, perhaps after some pieces: keep none of them."""
    pieces = _pieces(source, SEALED_CHUNK, first=len(HEADER) + SALT_BYTES)
    start = next(pieces, b"")
    if len(start) != len(HEADER) + SALT_BYTES or start[: len(HEADER)] != HEADER:
        raise CannotOpen("this is not a sealed file of a known version")
    cipher = _cipher(key, start[len(HEADER) :], context)
    for number, last, sealed in _numbered(pieces):
        try:
            yield unpad(cipher.decrypt(_nonce(number), sealed, _facts(number, last)))
        except (InvalidTag, ValueError):
            raise CannotOpen("the sealed file was changed, cut off, or belongs somewhere else") from None


def _cipher(key: bytes, salt: bytes, context: bytes) -> AESGCM:
    info = bind(LABEL, HEADER, context)
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(key))


def _nonce(number: int) -> bytes:
    return number.to_bytes(NONCE_BYTES, "big")


def _facts(number: int, last: bool) -> bytes:
    return bind(LABEL, HEADER, number, b"last" if last else b"more")


def _numbered(pieces: Iterator[bytes]) -> Iterator[tuple[int, bool, bytes]]:
    """Number, whether it is the last, and the piece; one empty piece when there is none."""
    number, piece = 0, next(pieces, b"")
    for following in pieces:
        yield number, False, piece
        number, piece = number + 1, following
    yield number, True, piece


def _pieces(source: Source, size: int, *, first: int | None = None) -> Iterator[bytes]:
    """The bytes of `source` in pieces of `size` (the first one of `first`); only the last may be shorter."""
    wanted, held = first or size, bytearray()
    for read in _read(source):
        held += read
        while len(held) >= wanted:
            yield bytes(held[:wanted])
            del held[:wanted]
            wanted = size
    if held:
        yield bytes(held)


def _read(source: Source) -> Iterable[bytes]:
    if isinstance(source, Iterable) and not hasattr(source, "read"):
        return source
    return iter(lambda: source.read(CHUNK), b"")
