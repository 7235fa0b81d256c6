"""Separated values: the encoding, the separator, the quotation marks. Pure."""

from __future__ import annotations

import codecs
import csv
from collections import Counter

from charset_normalizer import from_bytes

from engage.stakeholders.importing.faults import Fault, FileFault, FileRefused, RowFault
from engage.stakeholders.importing.headings import column_of, meanings_of

SEPARATORS = (",", ";", "\t", "|")
NO_SEPARATOR = "\x1f"
SAMPLE = 32 * 1024
LOOKED_AT = 60
HEADERS = 12
MOST_RESTARTS = 50
MOST_LINES = 21_000
MOST_BREAKS = 400_000
# A cell that is far too long must be named by its place, so the reader itself must not stumble over it.
csv.field_size_limit(64 * 1024 * 1024)

Line = tuple[int, list[str]]
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def lines_of(data: bytes) -> tuple[list[Line], list[Fault]]:
    """All rows with their numbers, and what is wrong with those whose quotation marks do not close.

    Raises FileRefused.
    """
    text = decoded(data)
    if not text.strip("\0 \t\r\n\ufeff"):
        raise FileRefused(FileFault.EMPTY)
    said = ""
    if text[:4].lower() == "sep=":
        first, _end, text = text.partition("\n")
        said = first[4:].strip("\r")[:1]
    return _parted(text, said if said and said not in '"\r\n\0' else separator_of(text))


def decoded(data: bytes) -> str:
    """The text of a file in any usual encoding. Raises FileRefused."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    wide = _without_mark(data)
    if wide:
        return _strictly(data, wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Hardly any other encoding looks like UTF-8 by chance: broken places in it are named, the rest is read.
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    sound = sum(not sign.isascii() for sign in mended) - broken
    if 0 < sound >= broken:
        return mended
    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:SAMPLE]
    guess = from_bytes(sample, cp_isolation=["cp1252", "cp1256", "cp1251", "gb18030"]).best()
    return _strictly(data, guess.encoding if guess is not None else "cp1252")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise FileRefused(FileFault.UNREADABLE) from None


def _without_mark(data: bytes) -> str | None:
    """UTF-16 that does not say so: in the first row every second byte is zero."""
    start = data[:400]
    half = len(start) // 2
    if half < 4:
        return None
    if start[1::2].count(0) > 0.6 * half and start[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if start[::2].count(0) > 0.6 * half and start[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def separator_of(text: str) -> str:
    """The sign that parts most rows into the same number of cells; names alone, one to a line, are not parted."""
    lines = text[:SAMPLE].splitlines()[:LOOKED_AT]
    lines = [line for line in lines if line.strip()]
    if not lines or (not any(sign in lines[0] for sign in SEPARATORS) and column_of(lines[0]) is not None):
        return NO_SEPARATOR
    named = {sign: max(_named(line, sign) for line in lines[:HEADERS]) for sign in SEPARATORS}
    if max(named.values()) > 1:
        return max(named, key=lambda sign: named[sign])
    best, most = NO_SEPARATOR, 0.0
    for separator in SEPARATORS:
        try:
            rows = [len(cells) for cells in csv.reader(lines, delimiter=separator) if cells]
        except csv.Error:
            continue
        width, often = max(Counter(rows).items(), key=lambda pair: (pair[1], pair[0]), default=(1, 0))
        # A row above the others may be a title, the rest is told by how evenly it is parted.
        worth = (often / len(rows)) * width.bit_length() if width > 1 else 0.0
        if width == 1 and rows and max(rows[0], rows[-1]) > 1 and len(rows) < 4:
            worth = 0.5
        if worth > most:
            best, most = separator, worth
    return best


def _named(line: str, separator: str) -> int:
    """How many cells of a line are names of columns, if this sign parts it."""
    try:
        cells = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return 0
    return sum(len(meanings_of(cell)) == 1 for cell in cells[:200] if len(cell) < 80)


def _parted(text: str, separator: str) -> tuple[list[Line], list[Fault]]:
    """Rows by their numbers. One whose quotation marks fail is put aside, and reading goes on with the line below."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_BREAKS:
        raise FileRefused(FileFault.TOO_MANY_ROWS)
    source = [f"{line}\n" for line in text.split("\n")]
    lines: list[Line] = []
    faults: list[Fault] = []
    start = number = 0
    for _restart in range(MOST_RESTARTS):
        reader = csv.reader(source[start:], delimiter=separator, strict=True)
        whole = start
        try:
            for cells in reader:
                number += 1
                lines.append((number, cells))
                whole = start + reader.line_num
                if len(lines) > MOST_LINES and any(cells):
                    raise FileRefused(FileFault.TOO_MANY_ROWS)
            return lines, faults
        except csv.Error:
            number += 1
            lines.append((number, source[whole].rstrip("\n").split(separator)))
            faults.append(Fault(number, 0, RowFault.QUOTES.value))
            start = whole + 1
    raise FileRefused(FileFault.QUOTES, row=number)
