"""What could lead to a person is found, in each language and script, and ordinary sentences are left alone."""

from __future__ import annotations

from uuid import uuid4

import pytest

from engage.summaries.digest import digest_of
from engage.summaries.records import ReadingRecord
from engage.summaries.redaction import Names, findings_of, leaks_in
from engage.summaries.vocabulary import LeakKind

NAMES = Names(
    people=("Salma Al-Haddad", "Émile O’Brien", "سلمى الحداد"),
    bodies=("Harbour Workers Union",),
    pseudonyms=("Amber Heron",),
)
FOUND = [
    ("Write to salma@example.org.", LeakKind.EMAIL, "salma@example.org."),
    ("Call +33 1 99 00 12 34 today", LeakKind.PHONE, "+33 1 99 00 12 34"),
    ("Call 0199-001-234 today", LeakKind.PHONE, "0199-001-234"),
    ("اتصلوا بالرقم ٠٩٩١٢٣٤٥٦٧ اليوم", LeakKind.PHONE, "٠٩٩١٢٣٤٥٦٧"),
    ("as SALMA told us", LeakKind.NAME, "SALMA"),
    ("Haddad’s shop", LeakKind.NAME, "Haddad’s"),
    ("what Emile said", LeakKind.NAME, "Emile"),
    ("قال لسلمى إن", LeakKind.NAME, "لسلمى"),
    ("وقالت حداد", LeakKind.NAME, "حداد"),
    ("the harbour workers union asked", LeakKind.NAME, "harbour workers union"),
    ("Amber Heron asked", LeakKind.PSEUDONYM, "Amber Heron"),
    ("We heard 2 women there", LeakKind.SMALL_GROUP, "2 women"),
    ("the two older fishers", LeakKind.SMALL_GROUP, "two older fishers"),
    ("one of the neighbours", LeakKind.SMALL_GROUP, "one of the"),
    ("deux femmes du marché", LeakKind.SMALL_GROUP, "deux femmes"),
    ("امرأتان من الحي", LeakKind.SMALL_GROUP, "امرأتان"),
    ("واحد من الصيادين", LeakKind.SMALL_GROUP, "واحد من الصيادين"),
    ("We met at 14:30 there", LeakKind.HOUR, "14:30"),
    ("We met at 9 am there", LeakKind.HOUR, "9 am"),
    ("à 9 h 15 au port", LeakKind.HOUR, "9 h 15"),
    ("الساعة التاسعة", LeakKind.HOUR, "الساعة التاسعة"),
]
QUIET = [
    "You will know by 2 November 2026.",
    "Vous le saurez le 1 mars 2027.",
    "From 2026-11-20 to 2027-03-01, or 20.11.2026.",
    "We heard 14 participants and 3 groups; 12 of them fish.",
    "The harbour workers were glad, and the union too.",
    "Amber light, and a heron by the pier.",
    "It costs 1200 a year, 45 percent less.",
    "استمعنا إلى أربعة عشر مشاركًا.",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_it_is_found_where_it_stands(text: str, kind: LeakKind, words: str) -> None:
    language = "ar" if "ا" in text else "en"
    found = {(leak.kind, text[leak.start : leak.end]) for leak in leaks_in(text, NAMES, language)}
    assert any(kind == each and words.startswith(part[:3]) and part[:6] in words for each, part in found), found


@pytest.mark.parametrize("text", QUIET)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert leaks_in(text, NAMES, "fr" if "Vous" in text else "en") == []


def test_a_finding_says_where_and_is_decided_once_for_each_audience() -> None:
    sections = {"heard": "Salma said so.\n\nSalma again.", "did": "As salma asked."}
    readings = [reading(audience, sections) for audience in ("participants", "public")]
    found = findings_of(readings, NAMES)
    assert [(each.audience, each.section) for each in found] == [
        ("participants", "heard"),
        ("participants", "did"),
        ("public", "heard"),
        ("public", "did"),
    ]
    assert len({each.key for each in found}) == 2


def test_every_sign_counts_for_the_digest() -> None:
    key, first = b"k" * 32, reading("participants", {"asked": "a", "heard": "b"})
    same = digest_of(key, [first, reading("public", {})])
    assert same == digest_of(key, [reading("public", {}), first])
    for other in (
        reading("participants", {"asked": "a", "heard": "b "}),
        reading("participants", {"asked": "ab", "heard": ""}),
        reading("participants", {"asked": "b", "heard": "a"}),
        reading("participants", {"asked": "a", "heard": "b"}, state="draft"),
        reading("participants", {"asked": "a", "heard": "b"}, title="Other"),
    ):
        assert digest_of(key, [other, reading("public", {})]) != same
    assert digest_of(b"j" * 32, [first, reading("public", {})]) != same


def reading(audience: str, sections: dict[str, str], *, state: str = "reviewed", title: str = "Title") -> ReadingRecord:
    return ReadingRecord(uuid4(), audience, "en", state, 1, 0, title, sections)
