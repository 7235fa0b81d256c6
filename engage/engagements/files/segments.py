"""Photographs within a PDF, without drawing them anew: the pieces that tell of a camera or a place are left out.

JPEG: ITU-T T.81 annex B (markers). JPEG 2000: ISO/IEC 15444-1 annex I (boxes).
"""

from __future__ import annotations

from engage.engagements.files.faults import FileRefused
from engage.engagements.files.vocabulary import FileRefusal

_SCAN, _NOTE, _COLOURS, _FIRST_APP, _LAST_APP = 0xDA, 0xFE, 0xEE, 0xE0, 0xEF
_TELLING_BOXES = {b"uuid", b"xml ", b"uinf", b"asoc", b"lbl "}


def bare_jpeg(data: bytes) -> bytes:
    """The picture without application segments and notes; how its colours are kept stays. Raises FileRefused."""
    if data[:2] != b"\xff\xd8":
        raise FileRefused(FileRefusal.BROKEN)
    kept, at = bytearray(b"\xff\xd8"), 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise FileRefused(FileRefusal.BROKEN)
        marker = data[at + 1]
        if marker == 0xFF:  # filling before a marker
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2:
            raise FileRefused(FileRefusal.BROKEN)
        if marker == _SCAN:
            end = data.rfind(b"\xff\xd9")
            # Cameras hang previews behind the end of the picture.
            first = data.find(b"\xff\xd9", at)
            stop = end if data.count(b"\xff\xd8\xff", at) == 0 else first
            return bytes(kept + data[at : stop + 2 if stop > at else len(data)])
        telling = _FIRST_APP <= marker <= _LAST_APP and marker != _COLOURS
        if not telling and marker != _NOTE:
            kept += data[at : at + 2 + length]
        at += 2 + length
    raise FileRefused(FileRefusal.BROKEN)


def bare_jpeg2000(data: bytes) -> bytes:
    """The picture without boxes of words; a bare stream of dots stays as it is. Raises FileRefused."""
    if data[:2] == b"\xff\x4f":
        return data
    kept, at = bytearray(), 0
    while at + 8 <= len(data):
        length, called = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        if length == 0:
            length = len(data) - at
        if length < 8:
            raise FileRefused(FileRefusal.BROKEN)
        if called not in _TELLING_BOXES:
            kept += data[at : at + length]
        at += length
    return bytes(kept)
