"""What somebody types to find someone, taken apart; and contacts, as they are found by a part of them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from engage.stakeholders.folding import beginnings

SHORTEST = 3
"""So many digits are looked for anywhere in a number."""
_LIKE_A_NUMBER = re.compile(r"[+(]*\d[\d().+/-]*")
_TRUNK_IN_BRACKETS = re.compile(r"\(\s*\d\s*\)")
_COUNTRY_CODES = frozenset(map(str, COUNTRY_CODE_TO_REGION_CODE))
_NO_DIGITS = {code: None for code in range(128) if not chr(code).isdigit()}
_ABROAD, _TRUNK = "00", "0"


@dataclass(frozen=True)
class Term:
    """One thing to be found: words that begin so, or part of an address or of a number; only that, without words."""

    words: tuple[str, ...]
    address: str = ""
    numbers: tuple[str, ...] = ()


def terms_of(text: str) -> list[Term]:
    """What must all be found of someone; empty when there is nothing to look for."""
    terms: list[Term] = []
    number: list[str] = []
    for part in [*text.split(), ""]:
        if _LIKE_A_NUMBER.fullmatch(part):
            number.append(part)
            continue
        if number:
            terms.append(Term(tuple(beginnings(" ".join(number))), numbers=_numbers(" ".join(number))))
            number = []
        words = tuple(beginnings(part))
        if "@" in part[1:] and words:
            terms.append(Term((), address=address_text(part)))
        elif words:
            terms.append(Term(words))
    return terms


def address_text(value: str) -> str:
    """An e-mail address or handle as parts of it are looked for."""
    return unicodedata.normalize("NFKC", value).strip().casefold()


def number_text(value: str) -> str:
    """A phone number as parts of it are looked for: its digits, and as it is dialled within its country."""
    said = _digits(value)
    if not value.lstrip().startswith("+"):
        return said
    within = _within(said)
    return f"{said} {within}" if within else said


def _numbers(text: str) -> tuple[str, ...]:
    said = _digits(_TRUNK_IN_BRACKETS.sub("", text) if "+" in text else text)
    if len(said) < SHORTEST:
        return ()
    ways = [said]
    abroad = said.removeprefix(_ABROAD)
    if abroad != said and len(abroad) >= SHORTEST:
        ways.append(abroad)
    if text.startswith("+") or abroad != said:
        within = _within(abroad)
        if len(within) > 2 * SHORTEST:
            ways.append(within)
    return tuple(ways)


def _within(digits: str) -> str:
    for size in (1, 2, 3):
        if digits[:size] in _COUNTRY_CODES:
            return _TRUNK + digits[size:]
    return ""


def _digits(text: str) -> str:
    if text.isascii():
        return text.translate(_NO_DIGITS)
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def joined(texts: Iterable[str]) -> str:
    """Several texts of one person, so that no part of two of them together is found."""
    return "\t".join(filter(None, texts))
