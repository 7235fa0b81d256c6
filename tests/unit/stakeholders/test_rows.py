"""Rows become people: what is understood goes to its field, everything else stays as a note, no row is lost."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage.stakeholders.importing.columns import Column, propose
from engage.stakeholders.importing.faults import FileRefused
from engage.stakeholders.importing.mapping import Mapping, kept, mapping_of, recalled
from engage.stakeholders.importing.reading import read_table
from engage.stakeholders.importing.rows import Draft, Understood, understand
from engage.stakeholders.importing.values import unknown_values
from engage.stakeholders.records import ContactDetail, Profile
from tests.factories.messy import messy, messy_directory, messy_workbook

TODAY = date(2026, 11, 20)


def read(text: str) -> Understood:
    return understand(read_table(text.encode()), tier=2, today=TODAY)


def one(header: str, row: str) -> Draft:
    said = read(f"{header}\n{row}\n")
    assert said.faults == []
    return said.drafts[0]


def told(said: Understood) -> list[tuple[int, str]]:
    return [(fault.column, fault.code) for fault in said.warnings]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("name,type,country,language", "Fishers,trade union,Morocco,Arabic"),
        ("Nom,Type,Pays,Langue", "Pêcheurs,syndicat,Maroc,arabe"),
        ("الاسم,النوع,البلد,اللغة", "الصيادون,نقابة,المغرب,العربية"),
        ("Nombre,Tipo,País,Idioma", "Pescadores,sindicato,Marruecos,árabe"),
        ("Название,Тип,Страна,Язык", "Рыбаки,профсоюз,Марокко,арабский"),
        ("名称,类型,国家,语言", "渔民,工会,摩洛哥,阿拉伯语"),
        ("Organisation Name,KIND,Country code,languages", "F,Trade Union,ma,ar"),
    ],
)
def test_words_of_many_languages(header: str, row: str) -> None:
    profile = one(header, row).profile
    assert (profile.roles, profile.intermediary_kind) == (["intermediary"], "trade_union")
    assert (profile.countries, profile.languages) == (["MA"], ["ar"])


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
    ("text", "numbers"),
    [
        ("+212 6 61 23 45 67 / 05 22 12 34 56; ext 3", ["+212661234567", "+212522123456 ext. 3"]),
        ("tel: 0522-12-34-56", ["+212522123456"]),
        ("٠٦٦١٢٣٤٥٦٧", ["+212661234567"]),
        ("212612345678.0", ["+212612345678"]),
        ("2.12612345678E+11", ["+212612345678"]),
        ("00212 661 234567 (office), mobile 0661234568", ["+212661234567 office", "+212661234568"]),
        ("0661234567/0522123456", ["+212661234567", "+212522123456"]),
        ("+33 (0)1 99 00 12 34", ["+33199001234"]),
    ],
)
def test_several_numbers_in_a_cell(text: str, numbers: list[str]) -> None:
    draft = one("name;country;phone", f'A;Maroc;"{text}"')
    assert [f"{each.value} {each.note}".strip() for each in draft.contacts] == numbers
    assert draft.notes == []


def test_what_is_not_a_number_stays_as_a_note() -> None:
    said = read('name;type;country;phone;e-mail\nA;NGO;MA;2.12612E+11;"a@example.org, ring first"\nB;NGO;MA;ask B;b@\n')
    assert [(fault.row, *place) for fault, place in zip(said.warnings, told(said), strict=True)] == [
        (2, 5, "email_unreadable"),
        (2, 4, "number_cut"),
        (3, 5, "email_unreadable"),
        (3, 4, "phone_unreadable"),
    ]
    assert [draft.notes for draft in said.drafts] == [
        ["e-mail: ring first", "phone: 2.12612E+11"],
        ["e-mail: b@", "phone: ask B"],
    ]


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("2019-03-04", date(2019, 3, 4), None),
        ("25/12/2018", date(2018, 12, 25), None),
        ("4 mars 2019", date(2019, 3, 4), None),
        ("٢٠١٩-٠٣-٠٤", date(2019, 3, 4), None),
        ("31/02/2019", None, "day_unreadable"),
        ("0000-00-00", None, "day_unreadable"),
        ("13/13/2020", None, "day_unreadable"),
        ("spring 2018", None, "day_unreadable"),
        ("2031-01-01", None, "day_to_come"),
        ("04/03/2019", None, "day_unclear"),
    ],
)
def test_days_that_never_were_are_kept_as_they_are_written(text: str, day: date | None, code: str | None) -> None:
    said = read(f"name,type,country,date added\nA,NGO,MA,{text}\n")
    assert said.drafts[0].added_on == day
    assert told(said) == ([(4, code)] if code else [])
    assert said.drafts[0].notes == ([f"date added: {text}"] if code else [])


def test_other_rows_tell_whether_the_month_comes_first() -> None:
    said = read("name,type,country,date\nA,NGO,US,04/03/2019\nB,NGO,US,12/25/2018\n")
    assert [draft.added_on for draft in said.drafts] == [date(2019, 4, 3), date(2018, 12, 25)]


@pytest.mark.parametrize(
    ("header", "row", "names"),
    [
        ("name,country", "Yasmine / ياسمين,MA", ["Yasmine", "ياسمين"]),
        ("name,country", "نور (Nour),MA", ["نور", "Nour"]),
        ("name,country", "Nour Centre مركز نور,MA", ["Nour Centre", "مركز نور"]),
        ("name,country", "Article 19 / Partners,GB", ["Article 19 / Partners"]),
        ("name,country,name", "Amal,MA,أمل", ["Amal", "أمل"]),
        ("Name,country,Acronym", "Amal Centre,MA,AC", ["Amal Centre", "AC"]),
    ],
)
def test_a_name_in_two_scripts_is_a_name_and_another_name(header: str, row: str, names: list[str]) -> None:
    draft = one(header, row)
    assert [draft.name, *draft.other_names] == names


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("  ,company,FR,1", 1, "name_missing"),
        ("=1+1,company,FR,1", 1, "name_formula"),
        ("@SUM(A1),company,FR,1", 1, "name_formula"),
        (f"{'x' * 201},company,FR,1", 1, "name_long"),
        ("A\x07,company,FR,1", 1, "signs"),
        ("A,company,FR,3", 4, "tier_above"),
        ("Total,,387,", 0, "totals"),
        ("name,TYPE,country,tier", 0, "heading_again"),
    ],
)
def test_a_row_without_a_name_or_above_ones_tier_is_refused(row: str, column: int, code: str) -> None:
    table = read_table(f"name,type,country,tier\nGood,company,FR,1\n{row}\n".encode())
    said = understand(table, tier=2, up_to_tier=2)
    assert [(fault.row, fault.column, fault.code) for fault in said.faults] == [(3, column, code)]
    assert [draft.row for draft in said.drafts] == [2]
    assert all(fault.row != 3 for fault in said.warnings)


@pytest.mark.parametrize(
    ("row", "column", "code", "note"),
    [
        ("A,dragon,FR,,", 2, "type_unknown", "type: dragon"),
        ("A,company,Atlantis,,", 3, "country_unknown", "country: Atlantis"),
        ("A,company,FR,7,", 4, "tier_unreadable", "tier: 7"),
        ("A,company,FR,,Zzyzx", 5, "language_unknown", "language: Zzyzx"),
    ],
)
def test_what_is_not_understood_is_a_warning_and_a_note(row: str, column: int, code: str, note: str) -> None:
    said = read(f"name,type,country,tier,language\n{row}\n")
    assert said.faults == []
    assert (column, code) in told(said)
    assert said.drafts[0].notes == [note]
    assert said.drafts[0].tier == 2


def test_a_name_may_begin_like_a_formula() -> None:
    said = read("name,type,country\n+972 Magazine,opinion former,IL\n")
    assert said.drafts[0].name == "+972 Magazine"
    assert told(said) == [(1, "like_formula")]


def test_without_a_name_column_nothing_can_be_brought_in() -> None:
    with pytest.raises(FileRefused) as refused:
        understand(read_table(b"email,country\na@example.org,FR\n"), Mapping({1: "email"}), tier=2)
    assert refused.value.code.value == "no_name"


def test_a_second_file_of_the_same_source_needs_no_decision() -> None:
    first = read_table(b"Country,Who,Name\nMENA,x,A\n")
    mapping = Mapping({1: "country", 2: "ignore", 3: "name"}, {"country": {"mena": ""}})
    said = json.loads(json.dumps(kept(first, mapping)))
    again = read_table(b"Name,Country,Who,New\nB,Mena,y,z\n")
    remembered, undecided = recalled(again, said)
    assert remembered.columns == {1: "name", 2: "country", 3: "ignore"}
    assert undecided == [4]
    assert unknown_values(again, remembered) == []
    assert Mapping.unpacked(json.loads(json.dumps(mapping.packed()))) == mapping


TEXTS = st.text(max_size=12)
LISTS = st.lists(TEXTS, max_size=3)


@given(
    st.builds(
        Draft,
        row=st.integers(1, 20_000),
        name=TEXTS,
        kind=TEXTS,
        tier=st.integers(1, 3),
        profile=st.builds(Profile, roles=LISTS, capacity=TEXTS, countries=LISTS, level=TEXTS, languages=LISTS),
        contacts=st.lists(st.builds(ContactDetail, TEXTS, TEXTS, st.booleans(), TEXTS), max_size=2),
        other_names=LISTS,
        organisation=TEXTS,
        notes=LISTS,
        added_on=st.none() | st.dates(),
    )
)
def test_a_draft_survives_being_sealed(draft: Draft) -> None:
    assert Draft.unpacked(json.loads(json.dumps(draft.packed()))) == draft


CELLS = st.text(max_size=15) | st.sampled_from(
    [
        "A",
        "Total",
        "",
        "n/a",
        "Morocco / المغرب",
        "=1",
        "31/02/2019",
        "a@b.org",
        "+212 6 61 23 45 67",
        "نور (Nour)",
        "((((",
        "3",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=6))
def test_every_row_is_someone_or_refused_exactly_once(lines: list[list[str]]) -> None:
    quoted = [";".join('"{}"'.format(cell.replace('"', '""').replace("\r", " ")) for cell in line) for line in lines]
    try:
        table = read_table(
            "\n".join(["name;country;phone;date;type", *quoted]).encode("utf-8", "replace"), header_row=1
        )
    except FileRefused:
        return
    meanings = ["name", "country", "phone", "added_on", "type"]
    said = understand(table, Mapping(dict(enumerate(meanings, 1))), tier=2)
    rows = [draft.row for draft in said.drafts] + [fault.row for fault in said.faults]
    written = [at for at, line in enumerate(lines, 2) if any(cell.strip() for cell in line)]
    assert len(rows) == len(set(rows))
    assert len(rows) == len(table.rows) + len(table.broken)
    assert set(rows) <= set(range(2, len(lines) + 2))
    assert len(written) - len(rows) <= sum(not "".join(line).isprintable() for line in lines)


@pytest.mark.parametrize("data", [messy_directory(), messy_workbook()], ids=["csv", "xlsx"])
def test_a_directory_that_nobody_cleaned(data: bytes) -> None:
    facts = messy()
    table = read_table(data)
    proposals = propose(table)
    mapping = mapping_of(proposals)
    unknown = unknown_values(table, mapping)
    decisions = sum(not each.sure for each in proposals) + len(unknown)
    assert decisions <= 10
    assert [each.text for each in unknown] == ["MENA", "Global"]
    said = understand(table, mapping, tier=2, today=TODAY)
    first = table.header_row + 1
    assert len(said.drafts) + len(said.faults) == len(facts.rows)
    assert sorted(fault.code for fault in said.faults) == ["name_missing"] * facts.nameless + ["totals"]
    for draft in said.drafts:
        meant = facts.countries[draft.row - first]
        assert draft.profile.countries == ([meant] if meant else [])
    assert sum(bool(draft.other_names) for draft in said.drafts) > 200
    assert {Column(code) for _place, code in said.columns if code} >= {Column.NAME, Column.COUNTRY, Column.PHONE}
