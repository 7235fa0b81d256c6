"""Files as people have them: each is read, or refused with the place and never with a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.stakeholders.importing.faults import FileFault, FileRefused, letters
from engage.stakeholders.importing.reading import read_table, separator_of

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


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (f"A,{LONG}", 2, "cell_long"),
        ("A,b\0c", 2, "nul"),
        ("A\x07,b", 1, "signs"),
        ("A", 2, "too_few"),
        ("A,b,c", 3, "too_many"),
    ],
)
def test_a_bad_row_is_named_by_its_place(line: str, column: int, code: str) -> None:
    table = read_table(f"name,note\nGood,one\n{line}\nGood,two\n".encode())
    assert [(fault.row, fault.column, fault.code) for fault in table.faults] == [(3, column, code)]
    assert [row for row, _cells in table.rows] == [2, 4]


def test_a_broken_sign_in_sound_utf8_is_named() -> None:
    data = "name,country\nÉcole,FR\nÀ côté,FR\nZoé,MA\n".encode().replace("Zoé".encode(), b"Zo\xc3")
    table = read_table(data)
    assert [(fault.row, fault.column, fault.code) for fault in table.faults] == [(4, 1, "signs")]
    assert len(table.rows) == 2


@pytest.mark.parametrize(
    ("data", "code", "row"),
    [
        (b"", FileFault.EMPTY, 0),
        (b" \r\n\t\n", FileFault.EMPTY, 0),
        (b"\xef\xbb\xbf", FileFault.EMPTY, 0),
        (b"name,type\n", FileFault.NO_ROWS, 1),
        (b"PK\x03\x04rest of a workbook", FileFault.WORKBOOK, 0),
        (b'name,type\nA,"never closed\nB,c\n', FileFault.QUOTES, 2),
        (b"name," + b"x" * 300 + b"\nA,b\n", FileFault.HEADER, 1),
        (b"\xff\xfe" + b"a\x00\x00\xd8", FileFault.UNREADABLE, 0),
        ((b"a," * 300) + b"b\nA\n", FileFault.TOO_MANY_COLUMNS, 1),
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


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        table = read_table(data)
    except FileRefused:
        return
    assert all(len(cells) == len(table.header) for _row, cells in table.rows)


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [letters(number) for number in (0, 1, 26, 27, 52, 703)] == ["", "A", "Z", "AA", "AZ", "AAA"]
