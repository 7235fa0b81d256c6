"""Rows of text as a file, made in memory and nowhere else. Pure.

The spreadsheet is written here and not by a library: openpyxl puts each sheet into a temporary file in clear first.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from string import ascii_uppercase
from xml.sax.saxutils import escape

# What makes a spreadsheet program read a cell as a formula, East Asian full-width forms included.
FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
# What no XML may hold, and what spreadsheet programs would read as an escaped sign.
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# Many spreadsheet programs part the cells of any file at semicolons.
_BEHIND = re.compile("(;)(?=[ \u00a0\u200e\u200f\ufeff]*[=+@\uff1d\uff0b\uff0d\uff20-])")
_MOST_SIGNS = 32_767
_LONG_AGO = (1980, 1, 1, 0, 0, 0)

Rows = Iterable[Sequence[str]]


def neutral(text: str) -> str:
    """`text` for a cell without a type: an apostrophe in front of what could be read as a formula."""
    text = _BEHIND.sub(r"\1'", text)
    start = text.lstrip(" \u00a0\u200e\u200f\ufeff")[:1]
    return f"'{text}" if start and start in FORMULA else text


def csv_of(rows: Rows) -> bytes:
    """UTF-8 with a byte order mark, commas, every formula made harmless."""
    into = StringIO(newline="")
    writer = csv.writer(into, lineterminator="\r\n")
    writer.writerows([neutral(_UNSAYABLE.sub("", cell)) for cell in row] for row in rows)
    return into.getvalue().encode("utf-8-sig")


def xlsx_of(rows: Rows, *, right_to_left: bool = False) -> bytes:
    """A workbook of one sheet; every cell is typed as text, so that none can be a formula."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*_FRAME, ("xl/worksheets/sheet1.xml", _sheet(rows, right_to_left))):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return into.getvalue()


def _sheet(rows: Rows, right_to_left: bool) -> str:
    side = ' rightToLeft="1"' if right_to_left else ""
    parts = [
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"{side}>'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15" defaultColWidth="18"/><sheetData>'
    ]
    style, letters = "2", _letters()
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{letter}{number}" t="inlineStr" s="{style}"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
            for letter, cell in zip(letters, row, strict=False)
            if cell
        )
        parts.append(f'<row r="{number}">{cells}</row>')
        style = "1"
    parts.append("</sheetData></worksheet>")
    return "".join(parts)


def _letters() -> list[str]:
    """What the columns are called: A to ZZ."""
    singles = list(ascii_uppercase)
    return singles + [first + second for first in singles for second in singles]


def _text(cell: str) -> str:
    return escape(_ESCAPED.sub("_x005F_", _UNSAYABLE.sub("", cell))[:_MOST_SIGNS])


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FRAME = (
    (
        "[Content_Types].xml",
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
    ),
    (
        "_rels/.rels",
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    (
        "xl/_rels/workbook.xml.rels",
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    ),
    # Styles: 1 text (number format 49), 2 the same in bold for the headings.
    (
        "xl/styles.xml",
        f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill>'
        '</fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/>'
        '<xf numFmtId="49" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="49" fontId="1" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ),
)
