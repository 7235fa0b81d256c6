"""Zip containers, read within limits and written anew in one order and with one date."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO

from engage.engagements.files.faults import FileRefused
from engage.engagements.files.vocabulary import FileRefusal

MOST_PARTS = 5_000
MOST_OPENED = 200 * 1024 * 1024
NO_DAY = (1980, 1, 1, 0, 0, 0)
STORED_FIRST = "mimetype"
Parts = dict[str, bytes]


def is_zip(data: bytes) -> bool:
    """Whether the content begins as a zip container does."""
    return data[:4] == b"PK\x03\x04"


def read_zip(data: bytes) -> Parts:
    """Every part by its name, in their order. Raises FileRefused for what is broken, locked or too large opened."""
    parts: Parts = {}
    room = MOST_OPENED
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            listed = opened.infolist()
            if len(listed) > MOST_PARTS:
                raise FileRefused(FileRefusal.TOO_LARGE)
            for each in listed:
                if each.flag_bits & 1:
                    raise FileRefused(FileRefusal.LOCKED)
                if each.is_dir():
                    continue
                with opened.open(each) as part:
                    # What a container says of its sizes is not believed.
                    parts[each.filename] = part.read(room + 1)
                room -= len(parts[each.filename])
                if room < 0:
                    raise FileRefused(FileRefusal.TOO_LARGE)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, UnicodeDecodeError):
        raise FileRefused(FileRefusal.BROKEN) from None
    return parts


def write_zip(parts: Mapping[str, bytes], *, order: Iterable[str] = ()) -> bytes:
    """The container anew: no dates, no owners, no notes. `order`: the parts that must come first."""
    first = [name for name in order if name in parts]
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as container:
        for name in [*first, *sorted(set(parts) - set(first))]:
            entry = zipfile.ZipInfo(name, NO_DAY)
            entry.compress_type = zipfile.ZIP_STORED if name == STORED_FIRST else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            container.writestr(entry, parts[name])
    return written.getvalue()
