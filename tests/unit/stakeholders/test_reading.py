"""Files as people have them: each is read, or refused with the place and never with a value."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from engage.stakeholders.importing import workbooks
from engage.stakeholders.importing.faults import FileFault, FileRefused, letters
from engage.stakeholders.importing.reading import Table, read_table, sheets_in
from engage.stakeholders.importing.separated import separator_of
from tests.factories.messy import HEADER, messy_directory, messy_workbook

FRENCH = "nom;pays\nÉcole supérieure de l’eau;France\nAssociation des pêcheurs;Sénégal\n"
ARABIC = "الاسم;البلد\nجمعية الصيادين;المغرب\nمنظمة المرأة;تونس\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_french_in_any_encoding(encoding: str) -> None:
    table = read_table(FRENCH.encode(encoding))
    assert table.header == ["nom", "pays"]
    assert [cells[0] for _row, cells in table.rows] == ["École supérieure de l’eau", "Association des pêcheurs"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1256"])
def test_arabic_in_any_encoding(encoding: str) -> None:
    table = read_table(ARABIC.encode(encoding))
    assert table.rows == [(2, ["جمعية الصيادين", "المغرب"]), (3, ["منظمة المرأة", "تونس"])]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str) -> None:
    text = f'name{separator}"type, or; kind"{separator}country\r\n"A{separator}B"{separator}x{separator}y\r\n'
    assert read_table(text.encode()).rows == [(2, [f"A{separator}B", "x", "y"])]
    assert read_table(f"sep={separator}\n{text}".encode()).header[2] == "country"


def test_one_column_needs_no_separator() -> None:
    assert read_table(b"name\nAcme, Ltd; and Sons\n").rows == [(2, ["Acme, Ltd; and Sons"])]
    assert separator_of("name\n") not in "name,;"


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    table = read_table(b'name,note\nA,"two\nlines"\n\n  ,\nB,x\n')
    assert [row for row, _cells in table.rows] == [2, 5]


LONG = "x" * (10 * 1024 * 1024)


def told(table: Table) -> list[tuple[int, int, str]]:
    return [(fault.row, fault.column, fault.code) for fault in table.warnings]


def workbook(*lines: list[Any], title: str = "People") -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    for line in lines:
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("line", "column", "code", "kept"),
    [
        ("A,b\0c", 2, "signs_lost", ["A", "b\ufffdc"]),
        ("A\x07,b", 1, "signs_lost", ["A\ufffd", "b"]),
        ("A", 2, "too_few", ["A", ""]),
        ("A,b,c", 3, "too_many", ["A", "b", "c"]),
    ],
)
def test_an_uneven_row_is_kept_and_named_by_its_place(line: str, column: int, code: str, kept: list[str]) -> None:
    table = read_table(f"name,note\nGood,one\n{line}\nGood,two\n".encode())
    assert table.faults == []
    assert (3, column, code) in told(table)
    assert table.cells(3)[: len(kept)] == kept
    assert {len(cells) for _row, cells in table.rows} == {len(table.header)}


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (f"A,{'x' * 5_000}", 2, "cell_long"),
        (f"A,{','.join('y' * 300)}", 201, "row_long"),
        ('A,"never closed', 0, "row_quotes"),
        ('A,"closed" twice"', 0, "row_quotes"),
    ],
)
def test_a_row_that_cannot_be_read_leaves_the_others(line: str, column: int, code: str) -> None:
    table = read_table(f"name,note\nGood,one\n{line}\nGood,two\n".encode())
    assert [(fault.row, fault.column, fault.code) for fault in table.faults] == [(3, column, code)]
    assert [row for row, _cells in table.rows] == [2, 4]
    assert table.cells(3)[0] == "A"


def test_a_broken_sign_in_sound_utf8_is_named() -> None:
    data = "name,country\nÉcole,FR\nÀ côté,FR\nZoé,MA\n".encode().replace("Zoé".encode(), b"Zo\xc3")
    assert (4, 1, "signs_lost") in told(read_table(data))


def test_titles_stand_above_the_header() -> None:
    table = read_table("List of partners\n\nof 2019;;\nNom;Pays;Téléphone\nA;MA;1\nB;TN;2\n".encode())
    assert (table.header_row, table.header) == (4, ["Nom", "Pays", "Téléphone"])
    assert [row for row, _cells in table.rows] == [5, 6]
    assert told(table)[:2] == [(1, 0, "title"), (3, 0, "title")]


def test_a_person_may_choose_another_header() -> None:
    data = b"Who,Where\nName,Country\nA,MA\n"
    assert read_table(data).header_row == 2
    chosen = read_table(data, header_row=1)
    assert (chosen.header, len(chosen.rows)) == (["Who", "Where"], 2)
    none = read_table(b"Acme,a@example.org,FR\nBeta,b@example.org,MA\n")
    assert (none.header_row, none.header, len(none.rows)) == (0, ["", "", ""], 2)
    assert told(none) == [(1, 0, "no_header")]


def test_a_header_in_two_rows_of_two_languages() -> None:
    table = read_table("Name,Country,Phone\nالاسم,البلد,الهاتف\nA,MA,1\n".encode())
    assert table.header == ["Name / الاسم", "Country / البلد", "Phone / الهاتف"]
    assert [row for row, _cells in table.rows] == [3]


def test_columns_are_told_when_empty_nameless_or_named_twice() -> None:
    table = read_table(b"name,phone,phone,fax,\nA,1,2,,more\n")
    assert told(table) == [
        (1, 3, "heading_twice"), (1, 4, "column_empty"), (1, 5, "no_heading"), (2, 5, "too_many")
    ]  # fmt: skip
    assert table.rows == [(2, ["A", "1", "2", "", "more"])]


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_the_separator_is_the_one_that_parts_rows_evenly(rows: int) -> None:
    line = 'Union, of fishers;"+212 5, or 6";a@example.org, b@example.org;x|y\n'
    assert separator_of("Partners\nNom;Tél;E-mail;Note\n" + line * rows) == ";"


def test_a_workbook_says_days_and_numbers_as_they_are_meant() -> None:
    data = workbook(
        ["Partners"], [], ["Name", "Phone", "Since", "At", "Yes"],
        ["A", 212612345678.0, date(2019, 3, 4), datetime(2019, 3, 4, 10, 30), True],
    )  # fmt: skip
    table = read_table(data)
    assert (table.header_row, table.sheet) == (3, "People")
    assert table.rows == [(4, ["A", "212612345678", "2019-03-04", "2019-03-04 10:30", "TRUE"])]


def test_the_fullest_sheet_is_read_unless_one_is_named() -> None:
    data = messy_workbook(30)
    assert sheets_in(data) == ["Directory", "Notes"]
    assert sheets_in(messy_directory(5)) == []
    assert len(read_table(data).rows) == 31
    with pytest.raises(FileRefused) as refused:
        read_table(data, sheet="Elsewhere")
    assert refused.value.code is FileFault.NO_SHEET


def test_a_workbook_and_its_csv_say_the_same() -> None:
    one, other = read_table(messy_workbook(80)), read_table(messy_directory(80))
    assert one.header == other.header == [heading.strip() for heading in HEADER]
    differ = [row for (row, cells), (_row, same) in zip(one.rows, other.rows, strict=True) if cells[1:5] != same[1:5]]
    assert differ == []


def repacked(data: bytes, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            name = entry.filename.rpartition("/")[2].partition(".")[0]
            target.writestr(entry.filename, parts.pop(name, None) or source.read(entry))
        for name, content in parts.items():
            target.writestr(f"xl/{name}.xml", content)
    return out.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
FAR = SHEET % b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
BOMB = SHEET % (b" " * 140 * 1024 * 1024)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (repacked(workbook(["name"], ["A"]), sheet1=FAR), FileFault.UNPACKED),
        (repacked(workbook(["name"], ["A"]), sheet1=BOMB), FileFault.UNPACKED),
        (repacked(workbook(["name"], ["A"]), sheet1=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), FileFault.WORKBOOK),
        (repacked(workbook(["name"], ["A"]), sheet1=b"<not closed"), FileFault.WORKBOOK),
        (b"PK\x03\x04rest of a workbook", FileFault.WORKBOOK),
        (b"\xd0\xcf\x11\xe0an old workbook", FileFault.WORKBOOK),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), FileFault.LOCKED),
        (workbook([]), FileFault.EMPTY),
    ],
)
def test_a_workbook_that_would_spread_beyond_measure_is_refused(data: bytes, code: FileFault) -> None:
    with pytest.raises(FileRefused) as refused:
        read_table(data)
    assert refused.value.code is code


def test_one_long_text_shown_in_very_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_TEXT", 10_000)
    strings = b"<sst><si><t>%s</t></si></sst>" % (b"x" * 900)
    cells = SHEET % (b'<row r="1">' + b'<c t="s"><v>0</v></c>' * 20 + b"</row>")
    with pytest.raises(FileRefused) as refused:
        read_table(repacked(workbook(["name"], ["A"]), sheet1=cells, sharedStrings=strings))
    assert refused.value.code is FileFault.UNPACKED


@pytest.mark.parametrize("name", ["xl/AsharedStrings.xml", "xl/SharedStrings.xml", "xl\\sharedStrings.xml"])
def test_texts_are_measured_where_they_are_read_and_nowhere_else(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_TEXT", 10_000)
    strings = b"<sst><si><t>%s</t></si></sst>" % (b"x" * 900)
    cells = SHEET % (b'<row r="1">' + b'<c t="s"><v>0</v></c>' * 20 + b"</row>")
    data, out = repacked(workbook(["name"], ["A"]), sheet1=cells, sharedStrings=strings), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        target.writestr(name, b"<sst><si><t>a</t></si></sst>")
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry))
    with pytest.raises(FileRefused) as refused:
        read_table(out.getvalue())
    assert refused.value.code is FileFault.UNPACKED


def test_all_sheets_together_spread_no_further_than_one_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_AREA", 1_000)
    book, out = Workbook(), io.BytesIO()
    for _each in range(3):
        sheet = book.create_sheet()
        sheet["A1"], sheet["T20"] = "name", "A"
    book.save(out)
    with pytest.raises(FileRefused) as refused:
        sheets_in(out.getvalue())
    assert refused.value.code is FileFault.UNPACKED


@pytest.mark.parametrize(
    ("data", "code", "row"),
    [
        (b"", FileFault.EMPTY, 0),
        (b" \r\n\t\n", FileFault.EMPTY, 0),
        (b"\xef\xbb\xbf", FileFault.EMPTY, 0),
        (b"name,type\n", FileFault.NO_ROWS, 1),
        (b"name," + b"x" * 300 + b"\nA,b\n", FileFault.HEADER, 1),
        (b"\xff\xfe" + b"a\x00\x00\xd8", FileFault.UNREADABLE, 0),
        ((b"a," * 300) + b"b\nA\n", FileFault.TOO_MANY_COLUMNS, 1),
        (b"name,x\n" + b'A,"b"c\n' * 80, FileFault.QUOTES, 51),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, code: FileFault, row: int) -> None:
    with pytest.raises(FileRefused) as refused:
        read_table(data)
    assert (refused.value.code, refused.value.row) == (code, row)


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        read_table(b"name\n" + b"A\n" * 20_001)
    assert refused.value.code is FileFault.TOO_MANY_ROWS


SNIPPETS = st.sampled_from(
    [b"name", b"pays", b";", b",", b"\t", b'"', b'""', b"\n", b"\r\n", b"\0", "الاسم".encode(), b"\xff", b"=1+1", b"A"]
)


@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(SNIPPETS, max_size=60).map(b"".join),
        st.binary(max_size=80).map(lambda rest: b"PK\x03\x04" + rest),
    )
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        table = read_table(data)
    except FileRefused:
        return
    assert all(len(cells) == len(table.header) for _row, cells in table.rows)
    numbers = [row for row, _cells in table.rows] + [fault.row for fault in table.faults]
    assert len(numbers) == len(set(numbers))


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [letters(number) for number in (0, 1, 26, 27, 52, 703)] == ["", "A", "Z", "AA", "AZ", "AAA"]
