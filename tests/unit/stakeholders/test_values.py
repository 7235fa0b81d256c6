"""Words in many languages, spellings and combinations are understood; what is not sure is never guessed."""

from __future__ import annotations

import pytest
from babel import Locale

from engage.stakeholders.importing import places
from engage.stakeholders.importing.columns import Column, propose
from engage.stakeholders.importing.mapping import mapping_of
from engage.stakeholders.importing.places import LOCALES
from engage.stakeholders.importing.reading import read_table
from engage.stakeholders.importing.values import CODED, choices_of, understand_value, unknown_values


@pytest.mark.parametrize(
    ("meaning", "codes", "kind"),
    [
        (Column.COUNTRY, places.country_codes, "territories"),
        (Column.LANGUAGE, places.language_codes, "languages"),
    ],
)
def test_every_name_of_every_language_gives_its_code(meaning: Column, codes: object, kind: str) -> None:
    known = set(codes())  # type: ignore[operator]
    called: dict[str, set[str]] = {}
    for locale in LOCALES:
        for code, name in getattr(Locale.parse(locale), kind).items():
            if code in known:
                called.setdefault(name, set()).add(code)
    wrong = {}
    for name, meant in called.items():
        found = understand_value(meaning, name)
        if len(meant) == 1 and found.codes != list(meant):
            wrong[name] = found.codes
    # Those that two codes share, or that people mostly mean otherwise, are asked about or go to the usual one.
    assert len(wrong) < 0.01 * len(called), wrong


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("UK", "GB"),
        ("USA", "US"),
        ("u.s.a.", "US"),
        ("DRC", "CD"),
        ("Burma/Myanmar", "MM"),
        ("Burma", "MM"),
        ("Cote d`Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("KSA", "SA"),
        ("UAE", "AE"),
        ("OPT", "PS"),
        ("Palestine/OPT", "PS"),
        ("Kosovo", "XK"),
        ("S. Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("MAR", "MA"),
        ("ma", "MA"),
        ("المغرب", "MA"),
        ("\u200fتونس\u00a0", "TN"),
        ("Tunisia / تونس", "TN"),
        ("ألمانيا (Germany)", "DE"),
        ("Tunisia تونس", "TN"),
        ("المغرب وتونس", "MA TN"),
        ("Kenya and Uganda", "KE UG"),
        ("Maroc, Algérie et Tunisie", "MA DZ TN"),
        ("USA; Royaume-Uni / DE", "US GB DE"),
        ("Bosnia and Herzegovina", "BA"),
        ("Trinidad & Tobago", "TT"),
        ("Congo,\u00a0Democratic\u00a0Republic of the", "CD"),
        ("中国\nမြန်မာ", "CN MM"),
        ("Guinea-Bissau", "GW"),
        ("n/a", ""),
    ],
)
def test_countries_as_people_write_them(text: str, codes: str) -> None:
    assert understand_value(Column.COUNTRY, text).codes == codes.split()


@pytest.mark.parametrize(
    "text", ["Tunis", "Cairo", "Dubai", "Beirut", "Geneva", "London", "Alger", "Atlantis", "MENA", "Austrlia"]
)
def test_cities_and_what_may_be_two_countries_are_not_guessed(text: str) -> None:
    found = understand_value(Column.COUNTRY, text)
    assert (found.codes, found.unknown) == ([], [text])


@pytest.mark.parametrize(
    ("meaning", "text", "code"),
    [
        (Column.COUNTRY, "Moroco", "MA"),
        (Column.COUNTRY, "Bosnia and Hercegovina", "BA"),
        (Column.TYPE, "Trade unoin", "trade_union"),
        (Column.LANGUAGE, "Portugese", "pt"),
        (Column.TYPE, "a small NGO of fishers", "civil_society"),
    ],
)
def test_a_slip_of_the_pen_is_understood_and_told(meaning: Column, text: str, code: str) -> None:
    found = understand_value(meaning, text)
    assert (found.codes, found.unknown, found.close) == ([code], [], True)


@pytest.mark.parametrize(
    ("meaning", "text", "codes"),
    [
        (Column.LANGUAGE, "Arabic (Darija)", "ary"),
        (Column.LANGUAGE, "Kurmanji", "ku"),
        (Column.LANGUAGE, "AR/FR", "ar fr"),
        (Column.LANGUAGE, "العربية والفرنسية", "ar fr"),
        (Column.LANGUAGE, "Arabic, French & English", "ar fr en"),
        (Column.LANGUAGE, "Deutsch", "de"),
        (Column.LANGUAGE, "မြန်မာဘာသာ", "my"),
        (Column.TYPE, "ONG", "civil_society"),
        (Column.TYPE, "INGO", "civil_society"),
        (Column.TYPE, "نقابة", "trade_union"),
        (Column.TYPE, "منظمة غير حكومية", "civil_society"),
        (Column.TYPE, "NGO / منظمة غير حكومية", "civil_society"),
        (Column.TYPE, "sindicato", "trade_union"),
        (Column.TYPE, "大学", "academic"),
        (Column.TYPE, "UN agency", "policy_maker"),
        (Column.ROLE, "les deux", "rights_holder intermediary"),
        (Column.LEVEL, "وطني", "national"),
        (Column.GROUP, "Women and girls; IDPs", "women refugees"),
        (Column.RIGHT, "vie privée / حرية التعبير", "privacy expression"),
        (Column.TIER, "٣", "3"),
    ],
)
def test_other_words_as_people_write_them(meaning: Column, text: str, codes: str) -> None:
    assert understand_value(meaning, text).codes == codes.split()


def test_every_choice_is_understood_by_its_own_label() -> None:
    for meaning in CODED:
        wrong = [
            (code, label) for code, label in choices_of(meaning) if understand_value(meaning, label).codes != [code]
        ]
        assert len(wrong) <= len(choices_of(meaning)) // 100, wrong


def test_decisions_come_first_and_unknown_words_are_counted() -> None:
    table = read_table(b"name,country\nA,MENA\nB,mena \nC,Atlantis / France\nD,12\nE,Syldavia\n")
    mapping = mapping_of(propose(table))
    unknown = unknown_values(table, mapping)
    assert [(each.meaning, each.text, each.count) for each in unknown] == [
        (Column.COUNTRY, "MENA", 2),
        (Column.COUNTRY, "Atlantis", 1),
        (Column.COUNTRY, "Syldavia", 1),
    ]
    mapping.values["country"] = {"mena": "", "atlantis": "GR"}
    assert [each.text for each in unknown_values(table, mapping)] == ["Syldavia"]
    assert understand_value(Column.COUNTRY, "Atlantis / France", mapping.values["country"]).codes == ["FR", "GR"]
