"""Files of people: nothing in them runs, nothing of them touches the disk, every sign arrives."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from engage.exchange.writing import Rows, csv_of, neutral, xlsx_of

FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://example.org/?"&A1)',
    "+33199001234",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\ufeff=1+1",
    "\u200f=1+1",
    "\uff1d1+1",
    "\x00=1+1",
)
PLAIN = ("", "صيادو الميناء", 'a, "quoted" b', "two\nlines", "<b>&amp;</b>", "_x0041_", "𝒜 한국어 \u200d", "1-2", "9=9")


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> list[list[str]]:
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_made_harmless(text: str) -> None:
    cell = read_csv(csv_of([["x", text]]))[0][1]
    assert cell.startswith("'")
    assert cell[1:] == text.replace("\x00", "")
    found = openpyxl.load_workbook(BytesIO(xlsx_of([["x", text]]))).active["B1"]  # type: ignore[index]
    assert found.data_type != "f"


@pytest.mark.parametrize(
    ("text", "cell"), [("a;=1+1", "a;'=1+1"), ("a; \uff1d1;b;-2", "a;' \uff1d1;b;'-2"), ("a;b", "a;b")]
)
def test_nothing_runs_where_cells_are_parted_at_semicolons(text: str, cell: str) -> None:
    assert read_csv(csv_of([["x", text]]))[0][1] == cell


@pytest.mark.parametrize("text", PLAIN)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text
    assert read_csv(csv_of([["x", text]])) == [["x", text]]
    assert read_xlsx(xlsx_of([["x", text, "y"]])) == [["x", text, "y"]]


def test_a_sheet_runs_as_its_language_does() -> None:
    for right_to_left in (True, False):
        book = openpyxl.load_workbook(BytesIO(xlsx_of([["x"]], right_to_left=right_to_left)))
        assert bool(book.worksheets[0].sheet_view.rightToLeft) is right_to_left
        assert book.properties.creator == "openpyxl"  # its own word for: nobody is named


def with_openpyxl(rows: Rows) -> bytes:
    """The broken variant: a library that writes each sheet into a temporary file first."""
    book, into = openpyxl.Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(row))
    book.save(into)
    return into.getvalue()


@pytest.fixture
def no_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was written into temporary files, by name."""
    made: list[str] = []
    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "mkdtemp", "_mkstemp_inner"):
        before = getattr(tempfile, name)

        def noted(*given: Any, _before: Callable[..., Any] = before, _name: str = name, **more: Any) -> Any:
            made.append(_name)
            return _before(*given, **more)

        monkeypatch.setattr(tempfile, name, noted)
    return made


def test_nothing_is_written_to_disk(no_files: list[str]) -> None:
    rows = [["Someone"] * 20] * 2_000
    csv_of(rows)
    xlsx_of(rows)
    assert no_files == []
    with_openpyxl(rows[:5])
    assert no_files != []
