"""Days, numbers, places and languages as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from engage.i18n.texts import current_language


@lru_cache(maxsize=64)
def locale_of(code: str) -> Locale:
    """The Babel locale of a language code."""
    return Locale.parse(code.replace("-", "_"))


def format_day(day: date | None, width: str = "long") -> str:
    """A day in words, or nothing for None."""
    return "" if day is None else format_date(day, format=width, locale=locale_of(current_language()))


def format_moment(moment: datetime | None) -> str:
    """A moment to the minute, in UTC, or nothing for None."""
    if moment is None:
        return ""
    return format_datetime(moment, format="medium", locale=locale_of(current_language()))


def format_number(number: float) -> str:
    """A number with the reader's digits and separators."""
    return format_decimal(number, locale=locale_of(current_language()))


def format_share(share: float) -> str:
    """A share between 0 and 1 as a percentage."""
    return format_percent(share, locale=locale_of(current_language()))


def format_names(words: Iterable[str]) -> str:
    """Several words as one list: “a, b and c”."""
    return format_list(list(words), locale=locale_of(current_language()))


def language_name(code: str) -> str:
    """Name of a language in the reader's language; the code itself where it has none."""
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(locale_of(current_language())) or code
    except (UnknownLocaleError, ValueError):
        # Some spoken languages have a name and no locale of their own.
        return locale_of(current_language()).languages.get(code, code)


def territory_name(code: str) -> str:
    """Name of a country or territory in the reader's language; the code itself where it has none."""
    return locale_of(current_language()).territories.get(code.upper(), code)


@lru_cache(maxsize=8)
def territories(language: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of every country and territory with a two-letter code, sorted by folded name."""
    names = locale_of(language).territories
    found = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha()]
    found = [(code, name) for code, name in found if code not in {"ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"}]
    return tuple(sorted(found, key=lambda pair: pair[1].casefold()))


def format_month(day: date) -> str:
    """The month of a day, with its year."""
    return format_skeleton("yMMMM", day, locale=locale_of(current_language()))


def week_begins() -> int:
    """On which day a week begins for the reader; 0 is Monday."""
    return locale_of(current_language()).first_week_day


def format_weekday(day: date) -> str:
    """The short name of the weekday of a day."""
    return format_date(day, format="ccc", locale=locale_of(current_language()))
