"""Days are read as people type them, and never guessed."""

from datetime import date

import pytest

from engage.web.days import DayRefused, Refusal, month_names, parse_day

NOVEMBER = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2026-11-20", "en"),
        ("2026/11/20", "fr"),
        ("20/11/2026", "en"),
        ("11/20/2026", "en"),
        ("20.11.2026", "en"),
        (" 20 - 11 - 2026 ", "en"),
        ("20 Nov 2026", "en"),
        ("20 nov. 2026", "fr"),
        ("20 novembre 2026", "fr"),
        ("20 November 2026", "fr"),
        ("November 20, 2026", "en"),
        ("Nov 20 2026", "en"),
        ("20th of November 2026", "en"),
        ("20-Nov-2026", "en"),
        ("٢٠/١١/٢٠٢٦", "ar"),
        ("۲۰/۱۱/۲۰۲۶", "ar"),
        ("٢٠ نوفمبر ٢٠٢٦", "ar"),
        ("20 تشرين الثاني 2026", "ar"),
        ("20 نوفمبر، 2026", "ar"),
        ("20\u200f/11\u200f/2026", "ar"),
        ("20 Nov 2026", "ar"),
    ],
)
def test_one_day_typed_in_many_ways(text: str, language: str) -> None:
    assert parse_day(text, language) == NOVEMBER


def test_first_of_a_month_in_french() -> None:
    assert parse_day("1er mars 2026", "fr") == date(2026, 3, 1)


def test_months_with_accents_need_none() -> None:
    assert parse_day("5 aout 2026", "fr") == parse_day("5 août 2026", "fr") == date(2026, 8, 5)


def test_english_readers_are_asked_which_is_the_month() -> None:
    with pytest.raises(DayRefused) as refused:
        parse_day("05/06/2026", "en")
    assert refused.value.reason is Refusal.AMBIGUOUS


@pytest.mark.parametrize(("text", "language"), [("05/06/2026", "fr"), ("٠٥/٠٦/٢٠٢٦", "ar"), ("05.06.2026", "en")])
def test_the_day_comes_first_where_it_always_does(text: str, language: str) -> None:
    assert parse_day(text, language) == date(2026, 6, 5)


def test_same_day_and_month_cannot_be_mistaken() -> None:
    assert parse_day("06/06/2026", "en") == date(2026, 6, 6)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("20/11/26", Refusal.SHORT_YEAR),
        ("31/02/2026", Refusal.NO_SUCH_DAY),
        ("2026-13-01", Refusal.NO_SUCH_DAY),
        ("0000-01-01", Refusal.NO_SUCH_DAY),
        ("Nov 2026", Refusal.UNREADABLE),
        ("after the harvest", Refusal.UNREADABLE),
        ("", Refusal.UNREADABLE),
        ("2026²-11-20", Refusal.UNREADABLE),
        ("1" * 5000, Refusal.UNREADABLE),
    ],
)
def test_what_is_no_day_says_why(text: str, reason: Refusal) -> None:
    with pytest.raises(DayRefused) as refused:
        parse_day(text, "en")
    assert refused.value.reason is reason


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_month_is_known(language: str) -> None:
    assert set(month_names(language).values()) == set(range(1, 13))
