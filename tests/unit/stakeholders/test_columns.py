"""What a column holds is proposed from its name in any language, then from what is in it, wherever it stands."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage.stakeholders.importing.columns import Column, Proposal, Reason, propose
from engage.stakeholders.importing.headings import column_of
from engage.stakeholders.importing.reading import Table, read_table
from tests.factories.messy import messy_directory


def table(header: list[str], *columns: list[str]) -> Table:
    return Table(header, [(at, list(cells)) for at, cells in enumerate(zip(*columns, strict=True), 2)])


@pytest.mark.parametrize(
    ("meaning", "headings"),
    [
        (Column.NAME, "Name|Nom|الاسم|Nombre|Nome|Название|名称|Jina|نام|Adı|Vollständiger Name|Nama|नाम|အမည်"),
        (Column.COUNTRY, "Country|Pays|البلد|País|Страна|国家|Nchi|کشور|Ülke|Land|Negara|देश|နိုင်ငံ"),
        (Column.PHONE, "Phone 2|Tél.|رقم الهاتف|Teléfono|Telefone|Телефон|电话|Simu|تلفن|Telefon|Telepon|फ़ोन|ဖုန်း"),
        (
            Column.EMAIL,
            "E-MAIL*|Courriel|البريد الإلكتروني|Correo electrónico|Эл. почта|邮箱|Barua pepe|ایمیل|E-posta|Surel",
        ),
        (
            Column.LANGUAGE,
            "Language(s)|Langue|اللغات|Idioma|Língua|Язык|语言|Lugha|زبان|Dil|Sprache|Bahasa|भाषा|ဘာသာစကား",
        ),
        (Column.ADDED_ON, "Date added|تاريخ الإضافة|Fecha|Дата|日期|Tarehe|تاریخ|Tarih|Datum|Tanggal|दिनांक"),
        (Column.COUNTRY, "Country / البلد|Pays (Country)|البلد - Country|Country\nPays"),
    ],
)
def test_names_of_columns_in_many_languages(meaning: Column, headings: str) -> None:
    assert [heading for heading in headings.split("|") if column_of(heading) is not meaning] == []


def test_contents_tell_where_no_name_does() -> None:
    rows = 12
    said = propose(
        table(
            ["a", "b", "c", "d", "e", "f", ""],
            [f"Union of fishers {chr(65 + at)}" for at in range(rows)],
            [f"x{at}@example.org" for at in range(rows)],
            [f"+212 661 23 45 {at + 10}" for at in range(rows)],
            ["Maroc", "تونس", "UK"] * 4,
            [f"2019-03-{at + 1:02}" for at in range(rows)],
            ["Arabic", "French; English", "arabe"] * 4,
            [""] * rows,
        )
    )
    assert [(each.meaning, each.sure) for each in said] == [
        (Column.NAME, False),
        (Column.EMAIL, False),
        (Column.PHONE, False),
        (Column.COUNTRY, False),
        (Column.ADDED_ON, False),
        (Column.LANGUAGE, False),
        (Column.IGNORE, True),
    ]


def test_contents_doubt_a_name_that_says_something_else() -> None:
    addresses = [f"x{at}@example.org" for at in range(9)]
    names = [f"Fishers {chr(65 + at)}" for at in range(9)]
    said = propose(table(["Name", "Contact", "Role"], names, addresses, ["Director"] * 9))
    assert said[1] == Proposal(2, Column.EMAIL, False, Reason.CONTENTS)
    assert said[2] == Proposal(3, Column.NOTE, False, Reason.CONTENTS)


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        (["Organisation", "Country"], [Column.NAME, Column.COUNTRY]),
        (["Name", "Organisation"], [Column.NAME, Column.ORGANISATION]),
        (["Phone 1", "Name", "Phone 2"], [Column.PHONE, Column.NAME, Column.PHONE]),
        (["No.", "Name", "Name in Arabic"], [Column.IGNORE, Column.NAME, Column.OTHER_NAME]),
    ],
)
def test_one_column_is_the_name(header: list[str], meanings: list[Column]) -> None:
    said = propose(table(header, *[["x", "y"]] * len(header)))
    assert [each.meaning for each in said] == meanings
    assert all(each.sure for each in said)


def test_the_same_name_twice_is_a_name_and_its_other_script() -> None:
    said = propose(table(["Name", "Name"], ["Amal", "Noor", "Fajr"], ["أمل", "نور", ""]))
    assert [(each.meaning, each.sure) for each in said] == [(Column.NAME, True), (Column.OTHER_NAME, True)]


MESSY = read_table(messy_directory(60))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_proposals_do_not_depend_on_where_a_column_stands(seed: int) -> None:
    order = list(range(len(MESSY.header)))
    Random(seed).shuffle(order)
    moved = Table([MESSY.header[at] for at in order], [(row, [cells[at] for at in order]) for row, cells in MESSY.rows])
    usual = propose(MESSY)
    for each, at in zip(propose(moved), order, strict=True):
        assert (each.meaning, each.sure, each.why) == (usual[at].meaning, usual[at].sure, usual[at].why)
