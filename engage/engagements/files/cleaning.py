"""Takes out of a file what tells who made it, where, when and with what. Pure: bytes in, bytes out, nothing on disk.

A file is told by its content. What cannot be cleaned with certainty is refused, never let through.
"""

from __future__ import annotations

from dataclasses import dataclass

from engage.engagements.files.faults import FileRefused
from engage.engagements.files.office import clean_office, office_kind
from engage.engagements.files.opendocument import clean_open, open_kind
from engage.engagements.files.papers import clean_pdf
from engage.engagements.files.pictures import clean_picture
from engage.engagements.files.recordings import clean_mp3, clean_wav
from engage.engagements.files.vocabulary import FileKind, FileRefusal
from engage.engagements.files.zips import is_zip, read_zip

MOST_BYTES = 20 * 1024 * 1024
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")


@dataclass(frozen=True)
class Cleaned:
    """A file without what it told of its makers."""

    kind: FileKind
    data: bytes


def clean(data: bytes) -> Cleaned:
    """The file, cleaned. Raises FileRefused, whose reason says what to do."""
    if len(data) > MOST_BYTES:
        raise FileRefused(FileRefusal.TOO_LARGE)
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Cleaned(*clean_picture(data))
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return Cleaned(FileKind.PDF, clean_pdf(data))
    if is_zip(data):
        return _clean_zip(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return Cleaned(FileKind.WAV, clean_wav(data))
    if data[:3] == b"ID3" or (data[:1] == b"\xff" and data[1:2] in {b"\xfb", b"\xf3", b"\xf2", b"\xfa"}):
        return Cleaned(FileKind.MP3, clean_mp3(data))
    return Cleaned(FileKind.TXT, _clean_text(data))


def _clean_zip(data: bytes) -> Cleaned:
    parts = read_zip(data)
    if (office := office_kind(parts)) is not None:
        return Cleaned(office, clean_office(parts))
    if (opened := open_kind(parts)) is not None:
        return Cleaned(opened, clean_open(parts, opened))
    raise FileRefused(FileRefusal.UNKNOWN)


def _clean_text(data: bytes) -> bytes:
    """Plain text holds what was written and nothing else; anything with other signs is not plain text."""
    encodings = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig",)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.strip() and not any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text):
            return text.encode()
    raise FileRefused(FileRefusal.UNKNOWN)
