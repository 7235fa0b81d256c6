"""From bytes to a table: separated values or a workbook, within limits. Nothing of a file is dropped silently."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from engage.stakeholders.importing import separated, workbooks
from engage.stakeholders.importing.faults import Fault, FileFault, FileRefused, RowFault, RowWarning
from engage.stakeholders.importing.headers import find_header

MOST_BYTES = 16 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_SIGNS = 4_000
HEADER_SIGNS = 200
LOST = "\ufffd"

# Controls other than line ends and tabs, halves of pairs, private signs, and what stands for a sign that was lost.
_UNREADABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Table:
    """What was read. `rows` are as long as `header`; a row that could not be read is in `faults` and `broken`."""

    header: list[str]
    rows: list[Line]
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    header_row: int = 1
    """The row that was taken for the names of the columns; 0 when none names them."""
    above: list[Line] = field(default_factory=list)
    """Titles above the header, and a second row of names."""
    broken: dict[int, list[str]] = field(default_factory=dict)
    """The cells of rows that could not be read, as far as they were."""
    sheet: str = ""

    def cells(self, row: int) -> list[str]:
        """The cells of any row of the file by its number, for a file of rows to mend."""
        for number, cells in self.rows:
            if number == row:
                return cells
        return self.broken.get(row, [])


def sheets_in(data: bytes) -> list[str]:
    """The visible sheets of a workbook that hold something; none for separated values. Raises FileRefused."""
    _bounded(data)
    return workbooks.sheets_in(data) if workbooks.is_workbook(data) else []


def read_table(data: bytes, *, sheet: str = "", header_row: int | None = None) -> Table:
    """The table of a file. `sheet`: one of `sheets_in`, else the fullest; `header_row`: the row that names the columns
    (0: none does), else it is found. Raises FileRefused.
    """
    _bounded(data)
    faults: list[Fault] = []
    if workbooks.is_workbook(data):
        sheet, lines = workbooks.lines_of(data, sheet)
    else:
        sheet, (lines, faults) = "", separated.lines_of(data)
    broken = {fault.row: cells for fault, (_number, cells) in zip(faults, _at(lines, faults), strict=True)}
    sound = [line for line in lines if line[0] not in broken and "".join(line[1]).strip()]
    if not sound and not broken:
        raise FileRefused(FileFault.EMPTY)
    return _table(sound, faults, broken, sheet, header_row)


def _bounded(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise FileRefused(FileFault.TOO_LARGE)
    if not data:
        raise FileRefused(FileFault.EMPTY)


def _at(lines: list[Line], faults: list[Fault]) -> list[Line]:
    places = {number: (number, cells) for number, cells in lines}
    return [places[fault.row] for fault in faults]


def _table(
    lines: list[Line], faults: list[Fault], broken: dict[int, list[str]], sheet: str, header_row: int | None
) -> Table:
    found = find_header(lines[:60], header_row)
    by_number = dict(lines[:60]) | {number: cells for number, cells in lines if number == found.row}
    header = [_tidy(cell) for cell in by_number.get(found.row, [])]
    for number in found.also:
        header = _joined(header, [_tidy(cell) for cell in by_number[number]])
    while header and not header[-1]:
        header.pop()
    for column, cell in enumerate(header, 1):
        if len(cell) > HEADER_SIGNS:
            raise FileRefused(FileFault.HEADER, row=found.row, column=column)
    if len(header) > MOST_COLUMNS:
        raise FileRefused(FileFault.TOO_MANY_COLUMNS, row=found.row)
    apart = {found.row, *found.also}
    start = max(apart)
    above = [line for line in lines if line[0] < start and line[0] not in apart]
    if len(lines) + len(faults) - len(above) > MOST_ROWS + 1:
        raise FileRefused(FileFault.TOO_MANY_ROWS)
    warnings = [Fault(number, 0, RowWarning.TITLE.value) for number, _cells in above]
    warnings += [Fault(number, 0, RowWarning.TWO_HEADERS.value) for number in found.also]
    if not found.row and lines:
        warnings.append(Fault(lines[0][0], 0, RowWarning.NO_HEADER.value))
    faults, rows = list(faults), []
    for number, cells in lines:
        if number <= start:
            continue
        fault = _fault_of(cells, number)
        if fault is None:
            rows.append((number, _cleaned(cells, number, warnings)))
        else:
            faults.append(fault)
            broken[number] = cells
    if not rows and not faults:
        raise FileRefused(FileFault.NO_ROWS, row=found.row)
    named = len(header)
    width = max([named, *(_filled(cells) for _number, cells in rows if len(cells) > named)])
    header += [""] * (width - named)
    evened = [(number, _evened(cells, number, named, width, warnings)) for number, cells in rows]
    if found.row:
        warnings += _about_columns(header, evened, found.row)
    faults.sort(key=lambda fault: fault.row)
    warnings.sort(key=lambda fault: fault.row)
    return Table(header, evened, faults, warnings, found.row, above, broken, sheet)


def _tidy(cell: str) -> str:
    return " ".join(_UNREADABLE.sub(" ", cell).split()).lstrip("\ufeff")


def _joined(first: list[str], second: list[str]) -> list[str]:
    width = max(len(first), len(second))
    pairs = zip(first + [""] * (width - len(first)), second + [""] * (width - len(second)), strict=True)
    return [" / ".join(dict.fromkeys(cell for cell in pair if cell)) for pair in pairs]


def _fault_of(cells: Sequence[str], number: int) -> Fault | None:
    if len(cells) <= MOST_COLUMNS and sum(map(len, cells)) <= MOST_SIGNS:
        return None
    for column, cell in enumerate(cells, 1):
        if len(cell) > MOST_SIGNS:
            return Fault(number, column, RowFault.CELL_LONG.value)
        if column > MOST_COLUMNS and cell.strip():
            return Fault(number, column, RowFault.ROW_LONG.value)
    return None


def _cleaned(cells: list[str], number: int, warnings: list[Fault]) -> list[str]:
    """Cells without signs that nobody can read; where they stood is shown and said."""
    del cells[MOST_COLUMNS:]
    if _UNREADABLE.search("".join(cells)):
        cells = [_UNREADABLE.sub(LOST, cell) for cell in cells]
        lost = [column for column, cell in enumerate(cells, 1) if LOST in cell]
        warnings += [Fault(number, column, RowWarning.SIGNS.value) for column in lost]
    return [cell.strip() for cell in cells]


def _filled(cells: Sequence[str]) -> int:
    """How many cells a row has up to the last that is not empty."""
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1]), 0)


def _evened(cells: list[str], number: int, named: int, width: int, warnings: list[Fault]) -> list[str]:
    if len(cells) < named:
        warnings.append(Fault(number, len(cells) + 1, RowWarning.TOO_FEW.value))
    elif named and _filled(cells) > named:
        warnings.append(Fault(number, named + 1, RowWarning.TOO_MANY.value))
    return cells[:width] + [""] * (width - len(cells))


def _about_columns(header: list[str], rows: list[Line], row: int) -> list[Fault]:
    filled = {column for _number, cells in rows for column, cell in enumerate(cells, 1) if cell}
    seen: set[str] = set()
    found = []
    for column, heading in enumerate(header, 1):
        code = None
        if column not in filled:
            code = RowWarning.COLUMN_EMPTY
        elif not heading:
            code = RowWarning.NO_HEADING
        elif heading.casefold() in seen:
            code = RowWarning.HEADING_TWICE
        seen.add(heading.casefold())
        if code is not None:
            found.append(Fault(row, column, code.value))
    return found
