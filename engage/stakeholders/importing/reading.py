"""From bytes to rows: encodings, separators, quotation marks, limits. Pure; knows nothing of what columns mean."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

from engage.stakeholders.importing.faults import Fault, FileFault, FileRefused, RowFault

MOST_BYTES = 16 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_SIGNS = 4_000
HEADER_SIGNS = 200
SEPARATORS = (",", ";", "\t", "|")
NO_SEPARATOR = "\x1f"
SAMPLE = 32 * 1024
LOST = "\ufffd"
# A cell that is far too long must be named by its place, so the reader itself must not stumble over it.
csv.field_size_limit(MOST_BYTES * 2)

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Table:
    """What was read: the names of the columns, the whole rows with their numbers, and what was wrong with others."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    faults: list[Fault]


def read_table(data: bytes) -> Table:
    """The rows of a file of separated values. Raises FileRefused."""
    if len(data) > MOST_BYTES:
        raise FileRefused(FileFault.TOO_LARGE)
    if data.startswith(_WORKBOOKS):
        raise FileRefused(FileFault.WORKBOOK)
    text = decoded(data)
    if not text.strip("\0 \t\r\n"):
        raise FileRefused(FileFault.EMPTY)
    if text.lower().startswith("sep="):
        text = text.partition("\n")[2]
    return _rows(text, separator_of(text))


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
    broken = mended.count(LOST)
    sound = sum(not sign.isascii() for sign in mended) - broken
    if 0 < sound >= broken:
        return mended
    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:SAMPLE]
    guess = from_bytes(sample, cp_isolation=["cp1252", "cp1256"]).best()
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
    """The sign that parts the first row into most cells."""
    first = text.lstrip("\r\n").partition("\n")[0][:SAMPLE]
    widths = {}
    for separator in SEPARATORS:
        try:
            widths[separator] = len(next(csv.reader([first], delimiter=separator), []))
        except csv.Error:
            widths[separator] = 0
    best = max(SEPARATORS, key=lambda separator: widths[separator])
    return best if widths[best] > 1 else NO_SEPARATOR


def _rows(text: str, separator: str) -> Table:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    faults: list[Fault] = []
    number = 0
    try:
        for cells in reader:
            number += 1
            if not header:
                header = _header(cells, number)
            elif any(cell.strip() for cell in cells):
                if len(rows) + len(faults) >= MOST_ROWS:
                    raise FileRefused(FileFault.TOO_MANY_ROWS)
                fault = _fault_of(cells, number, len(header))
                if fault is None:
                    rows.append((number, [cell.strip() for cell in cells[: len(header)]]))
                else:
                    faults.append(fault)
    except csv.Error:
        raise FileRefused(FileFault.QUOTES, row=number + 1) from None
    if not header:
        raise FileRefused(FileFault.EMPTY)
    if not rows and not faults:
        raise FileRefused(FileFault.NO_ROWS, row=1)
    return Table(header, rows, faults)


def _header(cells: list[str], number: int) -> list[str]:
    header = [cell.strip().lstrip("\ufeff") for cell in cells]
    while header and not header[-1]:
        header.pop()
    if len(header) > MOST_COLUMNS:
        raise FileRefused(FileFault.TOO_MANY_COLUMNS, row=number)
    for column, cell in enumerate(header, 1):
        if len(cell) > HEADER_SIGNS:
            raise FileRefused(FileFault.HEADER, row=number, column=column)
    return header


def _fault_of(cells: list[str], number: int, width: int) -> Fault | None:
    for column, cell in enumerate(cells, 1):
        if len(cell) > MOST_SIGNS:
            return Fault(number, column, RowFault.CELL_LONG.value)
        if "\0" in cell:
            return Fault(number, column, RowFault.NUL.value)
        if not cell.isprintable() and any(_unreadable(sign) for sign in cell):
            return Fault(number, column, RowFault.SIGNS.value)
        if LOST in cell:
            return Fault(number, column, RowFault.SIGNS.value)
    if len(cells) < width:
        return Fault(number, len(cells) + 1, RowFault.TOO_FEW.value)
    for column, cell in enumerate(cells[width:], width + 1):
        if cell.strip():
            return Fault(number, column, RowFault.TOO_MANY.value)
    return None


def _unreadable(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs", "Co"} and sign not in "\n\r\t"
