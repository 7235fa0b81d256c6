"""Reading a day as people type it: 2026-11-20, 20/11/2026, 20.11.2026, 20 Nov 2026, ٢٠ نوفمبر ٢٠٢٦."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import Enum
from functools import lru_cache

from babel import Locale

# Where numbers alone leave day and month open; elsewhere the day is always written first.
_EITHER_ORDER = frozenset({"en"})
# Month names differ within a language (نوفمبر, نونبر, تشرين الثاني): all of them count.
_NEIGHBOURS = {"ar": ("ar_SY", "ar_MA", "ar_DZ", "ar_IQ", "ar_MR")}
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"), None)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2}) ?([-/. ]) ?(\d{1,2}) ?[-/. ] ?(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2} ?[-/. ] ?\d{1,2} ?[-/. ] ?\d{2}")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?[ .-]*(?:of |de |d')?([^\d]+?)[ .,-]+(\d{4})")
_MONTH_DAY = re.compile(r"([^\d]+?)[ .]*(\d{1,2})(?:st|nd|rd|th)?[ ,]+(\d{4})")


class Refusal(Enum):
    """Why a text was not taken for a day."""

    UNREADABLE = "unreadable"
    AMBIGUOUS = "ambiguous"
    SHORT_YEAR = "short_year"
    NO_SUCH_DAY = "no_such_day"


class DayRefused(ValueError):
    """The text is no day we can be sure of; `reason` tells why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def parse_day(text: str, language: str) -> date:
    """The day meant by `text` for a reader of `language`. Raises DayRefused rather than guess."""
    words = tidy(text)
    if found := _YEAR_FIRST.fullmatch(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.fullmatch(words):
        return _numbers(int(found[1]), found[2], int(found[3]), int(found[4]), language)
    if _SHORT_YEAR.fullmatch(words):
        raise DayRefused(Refusal.SHORT_YEAR)
    for pattern, day_at, month_at in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        if found := pattern.fullmatch(words):
            month = month_names(language).get(fold(found[month_at]))
            if month:
                return _day(int(found[3]), month, int(found[day_at]))
    raise DayRefused(Refusal.UNREADABLE)


def tidy(text: str) -> str:
    """Western digits, plain spaces and commas, no invisible direction marks, lower case."""
    seen = text.translate(_MARKS).replace("،", ",").replace("–", "-").replace("⁄", "/")
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in seen)
    return re.sub(r"\s+", " ", digits).strip().casefold()


def fold(text: str) -> str:
    """Letters without accents, full stops and outer spaces, for comparing names."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).replace(".", "").strip(" ,")


@lru_cache(maxsize=16)
def month_names(language: str) -> dict[str, int]:
    """Folded names and short names of the months in `language`, its neighbours, and English."""
    names: dict[str, int] = {}
    for code in ("en", *_NEIGHBOURS.get(language, ()), language):
        months = Locale.parse(code.replace("-", "_")).months
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names.update({fold(name): number for number, name in months[use][width].items()})
    names["sept"] = 9
    return names


def _numbers(first: int, separator: str, second: int, year: int, language: str) -> date:
    if second > 12 >= first:
        return _day(year, first, second)
    unsure = first <= 12 and second <= 12 and first != second
    if unsure and separator != "." and language in _EITHER_ORDER:
        raise DayRefused(Refusal.AMBIGUOUS)
    return _day(year, second, first)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DayRefused(Refusal.NO_SUCH_DAY) from error
