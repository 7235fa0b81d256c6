"""Lists of 1 024 words per language: ten bits are one word. Comparing forgives what hands vary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WORDS = 1024
WORD_BITS = 10
BEGINNING = 4
LIST_LANGUAGES = ("en", "fr", "ar")

# Letters that are written in one way here and in another there; marks and tatweel are removed before.
SAME_LETTER = str.maketrans(
    {
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ە": "ه", "ة": "ه", "ہ": "ه", "ء": None,
        "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ـ": None,
    }
)  # fmt: skip


@dataclass(frozen=True)
class WordList:
    """The words of a language, and how to find the number of one."""

    language: str
    words: tuple[str, ...]
    numbers: dict[str, int]
    beginnings: dict[str, int]

    def number(self, folded: str) -> int | None:
        """The number of a folded word, also when it is given by a beginning that only it has."""
        exact = self.numbers.get(folded)
        return self.beginnings.get(folded) if exact is None else exact


def fold(text: str) -> str:
    """`text` without what may vary: case, accents, Arabic marks, alef forms, tatweel, invisible signs."""
    split = unicodedata.normalize("NFKD", text.casefold())
    kept = (sign for sign in split if unicodedata.category(sign) not in ("Mn", "Me", "Cf"))
    return "".join(kept).translate(SAME_LETTER)


def word_list(language: str) -> WordList:
    """The list of a language. Raises LookupError when there is none."""
    if language not in LIST_LANGUAGES:
        raise LookupError(f"there is no word list for the language {language}")
    return _read(language)


@cache
def _read(language: str) -> WordList:
    text = files("engage.crypto").joinpath("words", f"{language}.txt").read_text(encoding="utf-8")
    return build(language, [word for line in text.splitlines() if (word := line.strip())])


def build(language: str, words: Iterable[str]) -> WordList:
    """A list of words, checked. Raises ValueError: wrong number, or two words that fold to the same."""
    listed = tuple(words)
    numbers = {fold(word): number for number, word in enumerate(listed)}
    if len(listed) != WORDS or len(numbers) != WORDS:
        raise ValueError(f"the word list {language} must hold {WORDS} words that all differ")
    if any(re.search(r"[\W\d_]", word) for word in numbers):
        raise ValueError(f"the word list {language} holds a word that is not made of letters alone")
    found: dict[str, set[int]] = {}
    for folded, number in numbers.items():
        for length in range(BEGINNING, len(folded)):
            found.setdefault(folded[:length], set()).add(number)
    beginnings = {start: fitting.pop() for start, fitting in found.items() if len(fitting) == 1}
    return WordList(language, listed, numbers, beginnings)
