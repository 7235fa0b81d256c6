"""How words of names sound, so that a spelling without vowels can be compared with one that has them. Pure.

A word is heard as consonants and what stands between them; letters that are written for one sound when Arabic is
put into Latin letters are one. What the Arabic spelling does write of its vowels must be there in the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Keys are letters as `folding.fold` leaves them; capitals are sounds that Latin writes with two letters.
_ARABIC = {
    "ا": "a",
    "ع": "'",
    "و": "w",
    "ي": "y",
    **dict.fromkeys("بپ", "b"),
    **dict.fromkeys("تطث", "t"),
    **dict.fromkeys("جژ", "j"),
    **dict.fromkeys("شچ", "S"),
    "ح": "h",
    "ه": "h",
    "خ": "X",
    **dict.fromkeys("دذض", "d"),
    "ر": "r",
    **dict.fromkeys("زظ", "z"),
    **dict.fromkeys("سص", "s"),
    "غ": "G",
    **dict.fromkeys("فڤ", "f"),
    **dict.fromkeys("قك", "k"),
    "ل": "l",
    "م": "m",
    "ن": "n",
}
_PAIRS = {"sch": "S", "sh": "S", "ch": "S", "kh": "X", "gh": "G", "dj": "j", "zh": "j", "th": "t", "dh": "d", "ph": "f"}
_PAIR = re.compile("|".join(_PAIRS))
_SOFT_C = re.compile(r"c(?=[eiy])")
_LETTERS = str.maketrans({"g": "j", "q": "k", "c": "k", "p": "b", "v": "w"})
_LONG = {"ee": "i", "oo": "u", "ou": "u", "aa": "a"}
_LONG_VOWEL = re.compile("|".join(_LONG))
_TWICE = re.compile(r"(.)\1+")
_GROUPS = re.compile(r"([aeiouwy'~]*)([^aeiouwy'~]?)")
_CLASSES = {"a": "A", "i": "I", "y": "I", "o": "U", "u": "U", "w": "U"}
_GLIDE = re.compile(r"[ae][iy]|a[uw]")
_UMLAUTS = re.compile(r"(?<=[^aeiouq])([aou])e(?=[^aeiou])")
_SPELLED = str.maketrans({"z": "s", "y": "i"})


# Letters that a word of one sound may begin with are one here.
_BEGINNINGS = {**dict.fromkeys("aeiouwyv'", "a"), **dict.fromkeys("bpf", "b"), **dict.fromkeys("gjdtkcqsxzSXG", "s")}


@dataclass(frozen=True)
class Word:
    """One word of a name: as it is spelled, its consonants, what stands before each of them and at the end."""

    text: str
    consonants: str
    groups: tuple[str, ...]
    vowelless: bool

    @property
    def beginning(self) -> str:
        """What it begins with, so roughly that it is the same however the word is spelled."""
        return "a" if self.groups[0] else beginning(self.consonants[0])


def beginning(letter: str) -> str:
    """The same of a letter that stands for a word."""
    sound = _ARABIC.get(letter, letter)
    return _BEGINNINGS.get(sound, sound)


@lru_cache(maxsize=8192)
def word_of(text: str, vowelless: bool) -> Word:
    """A folded word, taken apart."""
    sound = _from_arabic(text) if vowelless else _from_latin(text)
    found = _GROUPS.findall(sound)
    consonants = "".join(consonant for _vowels, consonant in found)
    groups = tuple(vowels for vowels, _consonant in found)[: len(consonants) + 1]
    return Word(text if vowelless else spelled(text), consonants or sound, groups, vowelless)


def sounds_like(a: Word, b: Word) -> bool:
    """Whether two words can be one, by sound."""
    if a.consonants != b.consonants or len(a.groups) != len(b.groups):
        return False
    if a.vowelless == b.vowelless:
        return not a.vowelless and _same_vowels(a.groups, b.groups)
    return _may_be_written(a.groups, b.groups) if a.vowelless else _may_be_written(b.groups, a.groups)


def _from_arabic(word: str) -> str:
    sound = "".join(_ARABIC.get(letter, letter) for letter in word)
    # The last h stands for the ending -a, or is not heard: it is kept among the vowels, under a name of its own.
    sound = f"{sound[:-1]}~" if len(sound) > 2 and sound.endswith("h") else sound
    return _TWICE.sub(r"\1", sound)


def _from_latin(word: str) -> str:
    sound = _PAIR.sub(lambda found: _PAIRS[found[0]], word)
    sound = _SOFT_C.sub("s", sound).translate(_LETTERS)
    sound = _LONG_VOWEL.sub(lambda found: _LONG[found[0]], sound)
    sound = _TWICE.sub(r"\1", sound)
    return sound[:-1] if len(sound) > 2 and sound.endswith("h") else sound


def spelled(word: str) -> str:
    """Spellings that nobody takes for another name: Müller and Mueller, Sergey and Sergei, organisation with a z."""
    return _TWICE.sub(r"\1", _UMLAUTS.sub(r"\1", word).translate(_SPELLED))


def _may_be_written(arabic: tuple[str, ...], latin: tuple[str, ...]) -> bool:
    """Whether vowels as far as Arabic writes them are those of a Latin spelling."""
    last = len(arabic) - 1
    if bool(arabic[0]) != bool(latin[0]):
        return False
    for at, (written, said) in enumerate(zip(arabic, latin, strict=True)):
        written = written.replace("'", "")
        if _GLIDE.search(said) and not set(written) & {"y", "w"}:
            return False
        if at == last and at:
            if not _may_end(written, said):
                return False
            continue
        # The first letter of a word only carries its vowel, whichever that is.
        heard = written if at else written.removeprefix("a")
        if not all(_is_there(letter, said) for letter in heard):
            return False
    return True


def _is_there(letter: str, said: str) -> bool:
    return bool(set(said) & {"a": set("ae"), "w": set("ouw"), "y": set("iye")}[letter])


def _may_end(written: str, said: str) -> bool:
    if not written:
        return said in {"", "e"}
    if written.endswith("~"):
        return said not in {"", "e"}
    if written.endswith("y"):
        return bool(said) and (said[-1] in "iy" or said == "a")
    return bool(said) and all(_is_there(letter, said) for letter in written)


def _same_vowels(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two Latin spellings can be of the same vowels: e stands for any, at the end for none."""
    last = len(one) - 1
    for at, (a, b) in enumerate(zip(one, other, strict=True)):
        if a == b:
            continue
        mine, theirs = ({_CLASSES[letter] for letter in each if letter in _CLASSES} for each in (a, b))
        if at == last:
            if {a, b} == {"", "e"} or (mine and mine == theirs):
                continue
            return False
        if not a or not b:
            return False
        if mine and theirs and (mine ^ theirs) & {"I", "U"}:
            return False
    return True
