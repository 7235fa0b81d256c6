"""Rows become people: words of three languages are understood, nothing is guessed."""

from __future__ import annotations

import pytest

from engage.stakeholders.importing.faults import FileRefused
from engage.stakeholders.importing.reading import read_table
from engage.stakeholders.importing.rows import Draft, Understood, understand


def read(text: str) -> Understood:
    return understand(read_table(text.encode()), tier=2)


def one(header: str, row: str) -> Draft:
    said = read(f"{header}\n{row}\n")
    assert said.faults == []
    return said.drafts[0]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("name,type,country,language", "Fishers,trade union,Morocco,Arabic"),
        ("Nom,Type,Pays,Langue", "Pêcheurs,syndicat,Maroc,arabe"),
        ("الاسم,النوع,البلد,اللغة", "الصيادون,نقابة,المغرب,العربية"),
        ("Organisation Name,KIND,Country code,languages", "F,Trade Union,ma,ar"),
    ],
)
def test_words_of_three_languages(header: str, row: str) -> None:
    draft = one(header, row)
    assert (draft.kind, draft.profile.roles, draft.profile.intermediary_kind) == (
        "organisation",
        ["intermediary"],
        "trade_union",
    )
    assert (draft.profile.countries, draft.profile.languages) == (["MA"], ["ar"])


def test_several_countries_in_one_cell() -> None:
    assert one("name,type,country", 'A,academic,"USA; Royaume-Uni / DE"').profile.countries == ["US", "GB", "DE"]


def test_people_are_rights_holders_with_a_capacity() -> None:
    draft = one("name,type,country,role", "A,worker,FR,both")
    assert (draft.kind, draft.profile.capacity) == ("person", "worker")
    assert draft.profile.roles == ["rights_holder", "intermediary"]


def test_contacts_are_not_safe_until_a_person_says_so() -> None:
    header = "name,type,country,e-mail,telephone,website"
    contacts = one(header, "A,company,FR,a@example.org,01 99 00 12 34,www.example.org/x").contacts
    assert [(each.channel, each.value, each.safe) for each in contacts] == [
        ("email", "a@example.org", False),
        ("phone", "+33199001234", False),
        ("handle", "www.example.org/x", False),
    ]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("  ,company,FR,,,1", 1, "name_missing"),
        ("=1+1,company,FR,,,1", 1, "name_formula"),
        ("@SUM(A1),company,FR,,,1", 1, "name_formula"),
        ("A,dragon,FR,,,1", 2, "type_unknown"),
        ("A,company,Atlantis,,,1", 3, "country_unknown"),
        ("A,company,FR,a@b,,1", 4, "email_unreadable"),
        ("A,company,FR,=cmd|x@example.org,,1", 4, "email_unreadable"),
        ("A,company,FR,,ring me,1", 5, "phone_unreadable"),
        ("A,company,FR,,,7", 6, "tier_unknown"),
        (f"{'x' * 201},company,FR,,,1", 1, "name_long"),
    ],
)
def test_what_is_not_understood_is_refused_by_its_place(row: str, column: int, code: str) -> None:
    said = read(f"name,type,country,email,phone,tier\n{row}\n")
    assert said.drafts == []
    assert [(fault.row, fault.column, fault.code) for fault in said.faults] == [(2, column, code)]


def test_a_name_may_begin_like_a_formula() -> None:
    said = read("name,type,country\n+972 Magazine,opinion former,IL\n")
    assert said.drafts[0].name == "+972 Magazine"
    assert [fault.code for fault in said.warnings] == ["like_formula"]


@pytest.mark.parametrize(
    ("header", "code", "column"), [("title,country", "no_name", 0), ("name,pays,country", "twice", 3)]
)
def test_headings_must_be_clear(header: str, code: str, column: int) -> None:
    with pytest.raises(FileRefused) as refused:
        read(f"{header}\n" + "A,FR,FR"[: 4 if header.count(",") == 1 else 7] + "\n")
    assert (refused.value.code.value, refused.value.row, refused.value.column) == (code, 1, column)


def test_a_draft_survives_being_sealed() -> None:
    draft = one("name,type,country,phone", "A,company,FR,+33199001234")
    assert Draft.unpacked(draft.packed()) == draft
