"""Workbooks (XLSX): looked through before they are opened, then their cells as text. Macros are never run. Pure."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from engage.stakeholders.importing.faults import FileFault, FileRefused

MOST_ENTRIES = 2_000
MOST_UNPACKED = 128 * 1024 * 1024
MOST_RATIO = 300
SMALL = 1024 * 1024
MOST_AREA = 8_000_000
"""Cells of the rectangles that all sheets fill: the reader takes memory for all of them, empty or not."""
MOST_TEXT = 96 * 1024 * 1024
"""Signs of all cells of all sheets together: one long text can be shown in very many cells."""
MOST_LINES = 21_000
PIECE = 256 * 1024

Line = tuple[int, list[str]]
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_STRINGS = "xl/sharedstrings.xml"
_SKIPPED = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".vml", ".tiff", ".svg")


def is_workbook(data: bytes) -> bool:
    """Whether these bytes claim to be a workbook and not separated values."""
    return data.startswith((_ZIP, _OLE))


def sheets_in(data: bytes) -> list[str]:
    """The visible sheets that hold something, in their order. Raises FileRefused."""
    return [sheet.name for sheet in _sheets(_opened(data)) if sheet.height]


def lines_of(data: bytes, sheet: str) -> tuple[str, list[Line]]:
    """A sheet (the one with the most rows when none is named) and its rows as text. Raises FileRefused."""
    sheets = {each.name: each for each in _sheets(_opened(data))}
    if sheet and sheet not in sheets:
        raise FileRefused(FileFault.NO_SHEET)
    name = sheet or max(sheets, key=lambda each: sheets[each].height, default="")
    if not name or not sheets[name].height:
        raise FileRefused(FileFault.EMPTY)
    found = sheets[name]
    if found.height > MOST_LINES:
        raise FileRefused(FileFault.TOO_MANY_ROWS)
    down, across = found.start or (0, 0)
    before = [""] * across
    rows = found.to_python(skip_empty_area=True)
    return name, [(number, before + [as_text(cell) for cell in cells]) for number, cells in enumerate(rows, down + 1)]


def as_text(cell: Any) -> str:
    """What a cell shows: days in ISO form, whole numbers without a fraction."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e21 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)


def _opened(data: bytes) -> CalamineWorkbook:
    if data.startswith(_OLE):
        # An XLSX with a password lies within such a container; old workbooks cannot be measured before they are read.
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise FileRefused(FileFault.LOCKED if locked else FileFault.WORKBOOK)
    try:
        _look_through(data)
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, expat.ExpatError, CalamineError, OSError, RuntimeError,
            NotImplementedError, ValueError, EOFError, KeyError, IndexError, OverflowError) as wrong:  # fmt: skip
        if isinstance(wrong, FileRefused):
            raise
        raise FileRefused(FileFault.WORKBOOK) from None


def _sheets(book: CalamineWorkbook) -> list[CalamineSheet]:
    seen = [
        meta.name
        for meta in book.sheets_metadata
        if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
    ]
    try:
        return [book.get_sheet_by_name(name) for name in seen]
    except (CalamineError, ValueError, OSError):
        raise FileRefused(FileFault.WORKBOOK) from None


def _look_through(data: bytes) -> None:
    """Refuses what would unpack or spread beyond measure, before anything of it is opened."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        # The reader takes a name for the same in capitals, and with the strokes turned round.
        names = {_plain(entry) for entry in entries}
        if "xl/workbook.xml" not in names:
            raise FileRefused(FileFault.WORKBOOK)
        if len(entries) > MOST_ENTRIES or len(names) < len(entries):
            raise FileRefused(FileFault.UNPACKED)
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise FileRefused(FileFault.UNPACKED)
        for entry in entries:
            if entry.flag_bits & 1:
                raise FileRefused(FileFault.LOCKED)
            if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
                raise FileRefused(FileFault.UNPACKED)
        strings: list[int] = []
        area = text = 0
        for entry in sorted(entries, key=lambda entry: _plain(entry) != _STRINGS):
            name = _plain(entry)
            if name.endswith(_SKIPPED) or name.endswith("/"):
                continue
            if name.endswith((".xml", ".rels")):
                part = _Measure(strings, counts=name == _STRINGS)
                part.take(archive.open(entry))
                area, text = area + part.rows * part.columns, text + part.text
                if area > MOST_AREA or text > MOST_TEXT:
                    raise FileRefused(FileFault.UNPACKED)
            elif name.startswith("xl/worksheets"):
                raise FileRefused(FileFault.WORKBOOK)


def _plain(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/").casefold()


class _Measure:
    """How far the cells of one part spread, and how much text they show; `counts`: the texts they show are in it."""

    def __init__(self, strings: list[int], *, counts: bool) -> None:
        self.strings, self.counts = strings, counts
        self.row = self.column = self.rows = self.columns = 0
        self.text = 0
        self.length = -1
        self.shared = self.number = False
        self.digits = ""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.says
        self.parser.StartDoctypeDeclHandler = self.refuse

    def take(self, source: Any) -> None:
        read = 0
        while piece := source.read(PIECE):
            read += len(piece)
            if read > MOST_UNPACKED:
                raise FileRefused(FileFault.UNPACKED)
            self.parser.Parse(piece, False)
        self.parser.Parse(b"", True)

    def refuse(self, *_said: Any) -> None:
        raise FileRefused(FileFault.WORKBOOK)

    def start(self, name: str, said: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "c":
            found = _PLACE.fullmatch(said.get("r", ""))
            if found:
                self.column, self.row = _number(found[1]), int(found[2])
            elif "r" in said:
                self.refuse()
            else:
                self.column += 1
            self.shared = said.get("t") == "s"
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
            if self.rows * self.columns > MOST_AREA:
                raise FileRefused(FileFault.UNPACKED)
        elif local == "v":
            self.number, self.digits = self.shared, ""
        elif local == "row":
            own = said.get("r", "")
            self.row = int(own) if own.isdecimal() and len(own) < 8 else self.row + 1
            self.column = 0
        elif local == "si" and self.counts:
            self.length = 0
        elif local == "Relationship" and _leads_to_unmeasured_sheet(said):
            self.refuse()

    def end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local == "v" and self.number:
            self.number = False
            at = int(self.digits) if self.digits.isdecimal() and len(self.digits) < 9 else len(self.strings)
            self.text += self.strings[at] if at < len(self.strings) else 0
            if self.text > MOST_TEXT:
                raise FileRefused(FileFault.UNPACKED)
        elif local == "si" and self.counts:
            self.strings.append(self.length)
            self.length = -1

    def says(self, text: str) -> None:
        if self.number:
            self.digits += text.strip()
        elif self.length >= 0:
            self.length += len(text)


def _leads_to_unmeasured_sheet(said: dict[str, str]) -> bool:
    """Only what was measured as XML is opened as a sheet."""
    return said.get("Type", "").endswith("/worksheet") and not said.get("Target", "").casefold().endswith(".xml")


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
