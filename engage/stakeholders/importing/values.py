"""What a word in a cell stands for: countries, languages, types, roles, levels, groups, rights, protection. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from collections.abc import Mapping as Words
from dataclasses import dataclass
from functools import lru_cache

from engage.i18n.formats import language_name, territory_name
from engage.i18n.vocabulary import Vocabulary
from engage.stakeholders.folding import fold
from engage.stakeholders.importing import places, terms
from engage.stakeholders.importing.cells import cleaned, says_nothing, script_of
from engage.stakeholders.importing.headings import Column
from engage.stakeholders.importing.lexicon import Lexicon
from engage.stakeholders.importing.mapping import Mapping
from engage.stakeholders.importing.reading import Table
from engage.stakeholders.vocabulary import Level, Right, RightsGroup, StakeholderRole, Tier

_LEXICONS: dict[Column, Callable[[], Lexicon]] = {
    Column.TYPE: terms.types,
    Column.ROLE: terms.roles,
    Column.GROUP: terms.groups,
    Column.RIGHT: terms.rights,
    Column.COUNTRY: places.countries,
    Column.LEVEL: terms.levels,
    Column.LANGUAGE: places.languages,
    Column.TIER: terms.tiers,
}
CODED = tuple(_LEXICONS)
"""The columns whose cells hold words of a closed list."""
LONG = 500
"""Longer texts are told, not listed; to look for words in them would take long."""
WITHIN = frozenset({Column.TYPE, Column.GROUP, Column.RIGHT, Column.LEVEL, Column.ROLE})
"""Where a longer text counts as the one known word in it: “a local NGO of fishers”."""
_WORDS: dict[Column, Iterable[Vocabulary]] = {
    Column.ROLE: StakeholderRole,
    Column.GROUP: RightsGroup,
    Column.RIGHT: Right,
    Column.LEVEL: Level,
    Column.TIER: Tier,
}

# From what parts things surely to what may stand within a name; each is tried only when the whole is not known.
_PARTERS = (
    re.compile(r"[;|\n\r؛•·▪]+|\t+"),
    re.compile(r"/|\\"),
    re.compile(r"[,،、，]+"),
    re.compile(r"\s[-–—]+\s|[()\[\]（）]"),
    re.compile(r"\s*&\s*|\s+\+\s+|\s(?:and|et|y|e|und|ve|dan|na|и|و|और|နှင့်)\s|\sو(?=\w)|[和与]", re.I),
)
_HELD = re.compile(r"(.+?)\s*[(\[（](.+?)[)\]）]\s*")


@dataclass(frozen=True)
class Understood:
    """What a cell says: the codes, in order; words that are not known; whether one was only nearly as usual."""

    codes: list[str]
    unknown: list[str]
    close: bool = False


@dataclass(frozen=True)
class Unknown:
    """A word that is not known, as it is first written, how many cells say it, and codes it may mean."""

    meaning: Column
    text: str
    count: int
    proposals: list[str]


@dataclass(frozen=True)
class _Part:
    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    close: bool = False

    def __add__(self, other: _Part) -> _Part:
        return _Part(self.codes + other.codes, self.unknown + other.unknown, self.close or other.close)


def understand_value(meaning: Column, text: str, said: Words[str, str] | None = None) -> Understood:
    """The codes of a cell. `said`: decisions, folded text → code, or nothing to leave the text out."""
    if not said:
        return _as_known(meaning, text)
    text = cleaned(text)
    if not text or says_nothing(text):
        return Understood([], [])
    return _told(meaning, _decided(meaning, text, said))


@lru_cache(maxsize=50_000)
def _as_known(meaning: Column, text: str) -> Understood:
    text = cleaned(text)
    if not text or says_nothing(text):
        return Understood([], [])
    return _told(meaning, _understood(meaning, text))


def _told(meaning: Column, part: _Part) -> Understood:
    codes = list(dict.fromkeys(part.codes))
    if meaning is Column.ROLE and terms.BOTH in codes:
        codes = [role.value for role in StakeholderRole]
    return Understood(codes, list(dict.fromkeys(part.unknown)), part.close)


def unknown_values(table: Table, mapping: Mapping) -> list[Unknown]:
    """Words of the table that nobody knows and nothing is decided about, the most frequent first."""
    counted: dict[tuple[Column, str], int] = {}
    written: dict[tuple[Column, str], str] = {}
    for meaning in CODED:
        said = mapping.values.get(meaning.value)
        for number in mapping.of(meaning):
            if number > len(table.header):
                continue
            for text, often in Counter(cells[number - 1] for _row, cells in table.rows).items():
                for word in understand_value(meaning, text, said).unknown:
                    if not any(sign.isalpha() for sign in word):
                        continue
                    key = meaning, fold(word) or word
                    counted[key] = counted.get(key, 0) + often
                    written.setdefault(key, word)
    ordered = sorted(counted, key=lambda key: -counted[key])
    return [Unknown(key[0], written[key], counted[key], proposals_for(key[0], written[key])) for key in ordered]


def choices_of(meaning: Column) -> list[tuple[str, str]]:
    """(code, label in the reader's language) of everything a word in such a column can stand for."""
    if meaning is Column.COUNTRY:
        found = [(code, territory_name(code)) for code in places.country_codes()]
    elif meaning is Column.LANGUAGE:
        found = [(code, language_name(code)) for code in places.language_codes()]
    else:
        members = terms.members_of_type() if meaning is Column.TYPE else _WORDS[meaning]
        return [(member.value, str(member.label)) for member in members]
    return sorted(found, key=lambda pair: fold(pair[1]))


def proposals_for(meaning: Column, text: str) -> list[str]:
    """Codes that a word which is not known may stand for, the likeliest first."""
    return _LEXICONS[meaning]().proposals(text)


def _decided(meaning: Column, text: str, said: Words[str, str]) -> _Part:
    """Decisions come first, for the whole cell or for what is left of it unknown."""
    whole = said.get(fold(text))
    if whole is not None:
        return _Part((whole,) if whole else ())
    part = _understood(meaning, text)
    found, left = list(part.codes), []
    for word in part.unknown:
        code = said.get(fold(word))
        if code is None:
            left.append(word)
        elif code:
            found.append(code)
    return _Part(tuple(found), tuple(left), part.close)


@lru_cache(maxsize=50_000)
def _understood(meaning: Column, text: str) -> _Part:
    if len(text) > LONG:
        return _Part(unknown=(text,))
    return _parted(meaning, _LEXICONS[meaning](), text, 0)


def _parted(meaning: Column, lexicon: Lexicon, text: str, level: int) -> _Part:
    code = lexicon.find(text)
    if code is not None:
        return _Part((code,))
    held = _HELD.fullmatch(text) if level < 4 and text[-1:] in {")", "]", "）"} else None
    if held:
        return _beside(meaning, lexicon, held[1], held[2])
    if level == len(_PARTERS) - 1:
        # A slip within “Bosnia and Hercegovina” is found before its “and” parts it.
        near = lexicon.near(text)
        if near is not None:
            return _Part((near,), close=True)
    if level == len(_PARTERS):
        return _leaf(meaning, lexicon, text)
    parts = [part.strip() for part in _PARTERS[level].split(text) if fold(part)]
    if len(parts) < 2:
        return _parted(meaning, lexicon, parts[0] if parts else text, level + 1)
    if len(parts) == 2 and (code := lexicon.find(f"{parts[1]} {parts[0]}")) is not None:
        # “Congo, Democratic Republic of the”
        return _Part((code,))
    found = [_parted(meaning, lexicon, part, level + 1) for part in parts]
    if level == len(_PARTERS) - 1 and not any(part.codes for part in found):
        return _leaf(meaning, lexicon, text)
    whole = _Part()
    for part in found:
        whole = whole + part
    return whole


def _beside(meaning: Column, lexicon: Lexicon, text: str, held: str) -> _Part:
    """“ألمانيا (Germany)” says one thing twice; “Arabic (Sana'a)” says more than there is a code for."""
    outer, inner = _parted(meaning, lexicon, text, 1), _parted(meaning, lexicon, held, 1)
    if outer.codes and not outer.unknown and not inner.codes and meaning is Column.LANGUAGE:
        return _Part(outer.codes, close=True)
    if inner.codes and not inner.unknown and not outer.codes and script_of(text) != script_of(held):
        return _Part(inner.codes, close=True)
    return outer + inner


def _leaf(meaning: Column, lexicon: Lexicon, text: str) -> _Part:
    near = lexicon.near(text)
    if near is not None:
        return _Part((near,), close=True)
    scripts = _by_script(text)
    if len(scripts) > 1:
        codes = [lexicon.find(part) for part in scripts]
        known = [code for code in codes if code is not None]
        if len(set(known)) == 1 and len(known) == len(codes):
            return _Part(tuple(known))
    within = lexicon.phrases(text) if meaning in WITHIN else []
    if len(within) == 1:
        return _Part((within[0],), close=True)
    return _Part(unknown=(text,))


def _by_script(text: str) -> list[str]:
    """“Tunisia تونس” cut where its script changes."""
    if text.isascii():
        return [text]
    runs: list[list[str]] = []
    before = ""
    for word in text.split():
        script = script_of(word)
        if runs and script in {before, ""}:
            runs[-1].append(word)
        else:
            runs.append([word])
            before = script
    return [" ".join(run) for run in runs]
