"""Sealed files: any size, any reading rhythm, and no chunk dropped, swapped, doubled or cut off."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator

import pytest

from engage.crypto import files
from engage.crypto.errors import CannotOpen
from engage.crypto.suite import bind, new_key

KEY = new_key()
CONTEXT = bind("attachment", "one")
START = len(files.HEADER) + files.SALT_BYTES


def sealed(content: bytes) -> bytes:
    return b"".join(files.seal_stream(KEY, io.BytesIO(content), context=CONTEXT))


def opened(blob: bytes, key: bytes = KEY, context: bytes = CONTEXT) -> bytes:
    return b"".join(files.open_stream(key, io.BytesIO(blob), context=context))


@pytest.mark.parametrize(
    "size",
    [0, 1, 4091, 4092, 4093, files.CONTENT - 1, files.CONTENT, files.CONTENT + 1, 3 * files.CONTENT, 200_000],
)
def test_round_trip(size: int) -> None:
    content = os.urandom(size)
    assert opened(sealed(content)) == content


def test_iterables_of_any_rhythm() -> None:
    content = os.urandom(150_000)

    def dripping(data: bytes, step: int) -> Iterator[bytes]:
        yield from (data[at : at + step] for at in range(0, len(data), step))

    blob = b"".join(files.seal_stream(KEY, dripping(content, 777), context=CONTEXT))
    assert b"".join(files.open_stream(KEY, dripping(blob, 1001), context=CONTEXT)) == content


def test_sizes_are_steps() -> None:
    assert len(sealed(b"a")) == len(sealed(b"a" * 4000))


def test_pieces_stay_small() -> None:
    pieces = list(files.seal_stream(KEY, io.BytesIO(bytes(1_000_000)), context=CONTEXT))
    assert max(map(len, pieces)) == files.SEALED_CHUNK


def _broken(blob: bytes) -> dict[str, bytes]:
    size = files.SEALED_CHUNK
    head, one, two = blob[:START], blob[START : START + size], blob[START + size : START + 2 * size]
    rest = blob[START + 2 * size :]
    return {
        "cut at a chunk": head + one + two,
        "cut within a chunk": blob[:-1],
        "first dropped": head + two + rest,
        "swapped": head + two + one + rest,
        "doubled": head + one + one + two + rest,
        "prolonged": blob + b"\0",
        "no chunk": head,
        "empty": b"",
        "other salt": files.HEADER + bytes(files.SALT_BYTES) + blob[START:],
        "other version": b"ENGF\x02\x02" + blob[len(files.HEADER) :],
    }


@pytest.mark.parametrize("how", list(_broken(b"")))
def test_changed_files_are_refused(how: str) -> None:
    blob = sealed(os.urandom(150_000))
    assert opened(blob)
    with pytest.raises(CannotOpen):
        opened(_broken(blob)[how])


def test_every_changed_byte_is_refused() -> None:
    blob = sealed(b"short")
    for at in [*range(START + 40), *range(START + 40, len(blob), 97), len(blob) - 1]:
        changed = bytearray(blob)
        changed[at] ^= 1
        with pytest.raises(CannotOpen):
            opened(bytes(changed))


def test_other_key_and_other_place_are_refused() -> None:
    blob = sealed(b"content")
    with pytest.raises(CannotOpen):
        opened(blob, key=new_key())
    with pytest.raises(CannotOpen):
        opened(blob, context=bind("attachment", "two"))
