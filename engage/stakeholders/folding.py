"""Making names comparable: letters without case, accents and regional variants, cut into words. Pure.

Accents, points and tashkil go; in scripts where marks are vowels (Devanagari, Burmese, Thai, …) they stay: without them
it would be another word.
"""

from __future__ import annotations

import re
import unicodedata

# What decomposition leaves: letters with strokes, and Arabic, Persian and Urdu ways to write the same letter.
_VARIANTS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ħ": "h",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "ٱ": "ا",
        "ँ": "ं",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ة": "ه",
        "ۀ": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ک": "ك",
        "ڪ": "ك",
        "گ": "ك",
        "ـ": None,
        "ء": None,
        "'": None,
        "’": None,
        "‘": None,
        "ʼ": None,
        "ʻ": None,
        "ʿ": None,
        "ʾ": None,
        "`": None,
        "´": None,
        "ʹ": None,
    }
)
# Plain letters take the short way: most names and every address.
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else None if chr(code) in "'`" else " " for code in range(128)}
_BETWEEN = re.compile(r"[\W_]+")
# Chinese, Japanese: each sign is a word of its own.
_SIGN = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_SIGNS_ALONE = re.compile(_SIGN)
_BETWEEN_SIGNS = re.compile(f"(?<={_SIGN}) (?={_SIGN})")
# Also written without spaces: Thai, Lao, Burmese, Khmer.
_RUNNING = re.compile(f"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]|{_SIGN}")
_STACKERS = "\u1039\u17d2"
# Where a mark is part of the letter: Thaana, Tibetan, the scripts of South and South-East Asia.
_SPELLED_WITH_MARKS = (
    (0x07A6, 0x07B0),
    (0x0900, 0x109F),
    (0x1700, 0x17FF),
    (0x1900, 0x1AAD),
    (0x1B00, 0x1CCF),
    (0xA800, 0xABFF),
    (0x11000, 0x11FFF),
)
_VIRAMA, _NUKTA, _BURMESE, _ASAT = 9, 7, range(0x1000, 0x10A0), 0x103A
LONGEST = 24
"""So many signs of a run without spaces are compared."""
_ARTICLE = "ال"


def _spells(code: int) -> bool:
    sign = chr(code)
    # The dot of a nukta is often left out; below a Burmese letter the same kind of dot is the tone.
    left_out = unicodedata.combining(sign) == _NUKTA and code not in _BURMESE
    return unicodedata.category(sign).startswith("M") and not left_out


def _stacks(code: int) -> bool:
    return unicodedata.combining(chr(code)) == _VIRAMA


_MARKS = frozenset(code for first, last in _SPELLED_WITH_MARKS for code in range(first, last + 1) if _spells(code))
_MOVING = "".join(map(chr, (code for code in sorted(_MARKS) if code == _ASAT or not _stacks(code))))
_IN_ANY_ORDER = re.compile(f"[{_MOVING}]{{2,}}")
# As a Burmese syllable grows while it is typed: asat, medials, the vowel before, then the rest.
_FIRST = {0x103A: 0, 0x103B: 1, 0x103C: 2, 0x103D: 3, 0x103E: 4, 0x1031: 5}
# A Burmese zero before a letter is the letter wa, typed with the key that looks like it.
_WA = re.compile("(?<![\u1040-\u1049])\u1040(?=[\u1000-\u103f])")


class _Signs(dict[int, str | None]):
    """What becomes of each sign; found out when it is first met, as thousands of names are folded at once."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        became: str | None = sign
        category = unicodedata.category(sign)
        if category.startswith("M"):
            became = sign if code in _MARKS else None
        elif category == "Cf":
            became = None
        elif sign.isdecimal():
            became = str(unicodedata.decimal(sign))
        elif _SIGNS_ALONE.match(sign):
            became = f" {sign} "
        elif _BETWEEN.match(sign):
            became = " "
        self[code] = became
        return became


_SIGNS = _Signs(_VARIANTS)


def fold(text: str) -> str:
    """`text` without case, accents and letter variants, its words parted by single spaces."""
    if text.isascii():
        return " ".join(text.translate(_PLAIN).split())
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    said = " ".join(_WA.sub("\u101d", apart).translate(_SIGNS).split())
    return _IN_ANY_ORDER.sub(_sorted, said)


def _sorted(found: re.Match[str]) -> str:
    return "".join(sorted(found[0], key=lambda mark: _FIRST.get(ord(mark), ord(mark))))


def starts(folded: str) -> list[str]:
    """The words of a folded text at whose beginnings it is found.

    A run without spaces is found from each of its signs on, an Arabic word also behind its article.
    """
    if folded.isascii():
        return folded.split()
    found: list[str] = []
    for word in _BETWEEN_SIGNS.sub("", folded).split():
        if _RUNNING.search(word):
            found.extend(word[at : at + LONGEST] for at in range(len(word)) if _begins(word, at))
        else:
            found.append(word)
            if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 2:
                found.append(word[len(_ARTICLE) :])
    return found


def _begins(run: str, at: int) -> bool:
    return at == 0 or (ord(run[at]) not in _MARKS and run[at - 1] not in _STACKERS)


def beginnings(query: str) -> list[str]:
    """What words have to begin with to be found by `query`; a part written without spaces is one."""
    wanted = dict.fromkeys(
        word[:LONGEST] if _RUNNING.search(word) else word
        for part in query.split()
        for word in _BETWEEN_SIGNS.sub("", fold(part)).split()
    )
    return list(wanted)
