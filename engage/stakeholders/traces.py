"""What in a text leads to a person by itself: addresses, numbers, words of names as they stand in sentences. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engage.stakeholders.folding import fold

SMALLEST_NAME = 3
Span = tuple[int, int]
Word = tuple[int, int, set[str]]
"""From where to where a word stands, and the forms in which it may be a name."""

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}'’])*")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:\"]{2,}")
_PHONE = re.compile(r"(?<![\w])(?:\+|00)?\(?\d(?:[\s().\-/–]{0,2}\d){6,14}(?!\w)")
_DAY = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]{1,2}\d{1,2}[-/. ]{1,2}\d{4}|\d{4}\s?[-–/]\s?\d{4}")


def addresses_in(text: str) -> Iterator[Span]:
    """Where e-mail addresses stand."""
    return (match.span() for match in _EMAIL.finditer(text))


def numbers_in(text: str) -> Iterator[Span]:
    """Where phone numbers seem to stand; a day is none."""
    return (match.span() for match in _PHONE.finditer(text) if not _DAY.fullmatch(match.group()))


def words_in(text: str) -> list[Word]:
    """The words of a text in their order."""
    return [(match.start(), match.end(), forms_of(match.group())) for match in _WORD.finditer(text)]


def words_of(name: str) -> list[str]:
    """The words of a name."""
    return [match.group() for match in _WORD.finditer(name)]


def forms_of(word: str) -> set[str]:
    """A folded word as it may stand in a sentence: without the Arabic particles written onto it, or a possessive s."""
    forms = {fold(word), fold(re.sub(r"['’]s$", "", word))}
    for form in list(forms):
        bare = form[1:] if len(form) > SMALLEST_NAME and form[0] in "وفبلك" else form
        forms |= {bare, re.sub(r"^(?:ال|لل)(?=\w{3})", "", bare), re.sub(r"^(?:ال)(?=\w{3})", "", form)}
    return forms


def single_words(names: Iterable[str]) -> set[str]:
    """The words of people's names that by themselves lead to them, in every form."""
    return {form for name in names for word in words_of(name) if len(word) >= SMALLEST_NAME for form in forms_of(word)}
