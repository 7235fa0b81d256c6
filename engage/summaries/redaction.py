"""What in a text could lead to a person: found before anyone else reads it, shown with where, decided by people.

Pure. It finds too much rather than too little: what stays is left standing with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engage.stakeholders.folding import fold
from engage.stakeholders.traces import Word, addresses_in, forms_of, numbers_in, single_words, words_in, words_of
from engage.summaries.records import ReadingRecord
from engage.summaries.vocabulary import LeakKind
from engage.web.days import month_names

TITLE = "title"
_HOURS = (
    re.compile(r"(?<![\d:])(?:[01]?\d|2[0-3])[:٫][0-5]\d(?!\d)"),
    re.compile(r"(?<!\w)(?:[01]?\d|2[0-3])\s?(?:[ap]\.?m\.?|o[’']clock|h(?:eures?)?(?:\s?[0-5]\d)?)(?!\w)", re.I),
    re.compile(r"الساعة\s+\w+"),
)
_FEW = re.compile(
    r"(?<![\w.,:/-])[12]\s+(?P<counted>[^\W\d_]{3,})"
    r"|\b(?:only one|just one|a single|the only|both of|one of|two of|un seul|une seule|la seule|le seul"
    r"|l[’']une? d(?:es|['’]entre)|deux d(?:es|['’]entre))\b(?:\s+[^\W\d_]+)?"
    r"|\b(?:one|two|both|une?|deux|les deux)\s+(?:[^\W\d_]+\s+)?"
    r"(?:wom[ae]n|m[ae]n|persons?|people|workers?|child(?:ren)?|girls?|boys?|famil(?:y|ies)|villagers?|fishers?|farmers?"
    r"|members?|participants?|organisations?|activists?|journalists?|femmes?|hommes?|personnes?|travailleu(?:rs?|ses?)"
    r"|enfants?|filles?|garçons?|familles?|membres?|pêcheu(?:rs?|ses?)|agricult(?:eurs?|rices?))\b"
    r"|(?<!\w)(?:واحدة?|اثنان|اثنين|اثنتان|اثنتين)\s+من(?:\s+\w+)?"
    r"|(?<!\w)(?:ال)?(?:امرأ|شخص|رجل|عامل|عضو|طفل|مشارك)(?:تان|تين|ان|ين)(?!\w)",
    re.I,
)


@dataclass(frozen=True)
class Names:
    """What may not stand in a text: words of people's names, whole names of bodies, pseudonyms; as written."""

    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    pseudonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Leak:
    """One finding in one text: what, and from where to where."""

    kind: LeakKind
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """One finding in one reading; `section` is a code of `Section` or TITLE."""

    kind: LeakKind
    audience: str
    language: str
    section: str
    words: str
    key: str = field(init=False)

    def __post_init__(self) -> None:
        # The same words of the same kind are decided once for each audience, wherever they stand.
        object.__setattr__(self, "key", f"{self.kind}|{self.audience}|{fold(self.words)}")


def findings_of(readings: Iterable[ReadingRecord], names: Names) -> list[Finding]:
    """Everything found in the readings, in their order; the same words in one section once."""
    found: dict[Finding, None] = {}
    for reading in readings:
        for section, text in [(TITLE, reading.title), *reading.sections.items()]:
            for leak in leaks_in(text, names, reading.language):
                words = " ".join(text[leak.start : leak.end].split())
                found[Finding(leak.kind, reading.audience, reading.language, section, words)] = None
    return list(found)


def leaks_in(text: str, names: Names = Names(), language: str = "en") -> list[Leak]:
    """What in `text` could lead to a person, in the order it stands there."""
    found = [
        *(Leak(LeakKind.EMAIL, *span) for span in addresses_in(text)),
        *(Leak(LeakKind.PHONE, *span) for span in numbers_in(text)),
        *(Leak(LeakKind.HOUR, *match.span()) for pattern in _HOURS for match in pattern.finditer(text)),
        *_small_groups(text, language),
        *_named(text, names),
    ]
    return sorted(found, key=lambda leak: (leak.start, leak.end))


def _small_groups(text: str, language: str) -> Iterator[Leak]:
    # Arabic and other digits count like 1 and 2; every sign keeps its place.
    plain = "".join(_western(sign) for sign in text)
    months = month_names(language)
    for match in _FEW.finditer(plain):
        counted = match.group("counted")
        if counted is None or fold(counted) not in months:
            yield Leak(LeakKind.SMALL_GROUP, *match.span())


def _western(sign: str) -> str:
    return str(int(sign)) if sign.isdecimal() else sign


def _named(text: str, names: Names) -> Iterator[Leak]:
    words, single = words_in(text), single_words(names.people)
    for start, end, forms in words:
        if forms & single:
            yield Leak(LeakKind.NAME, start, end)
    for kind, phrases in ((LeakKind.NAME, names.bodies), (LeakKind.PSEUDONYM, names.pseudonyms)):
        for phrase in phrases:
            yield from _phrase(kind, words, [forms_of(word) for word in words_of(phrase)])


def _phrase(kind: LeakKind, words: list[Word], wanted: list[set[str]]) -> Iterator[Leak]:
    if not wanted:
        return
    for place in range(len(words) - len(wanted) + 1):
        here = words[place : place + len(wanted)]
        if all(forms & sought for (_start, _end, forms), sought in zip(here, wanted, strict=True)):
            yield Leak(kind, here[0][0], here[-1][1])
