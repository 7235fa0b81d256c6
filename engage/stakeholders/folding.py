"""Making names comparable: letters without case, marks and regional variants, cut into words. Pure."""

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
        "ʿ": None,
        "ʾ": None,
        "`": None,
        "´": None,
        "ʹ": None,
    }
)
_APOSTROPHES = str.maketrans("", "", "'`")
_BETWEEN = re.compile(r"[\W_]+")
# Written without spaces: each sign is a word of its own, so that any part of a name is found.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


class _Signs(dict[int, str | None]):
    """What becomes of each sign; found out when it is first met, as thousands of names are folded at once."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        became: str | None = sign
        if unicodedata.category(sign).startswith(("M", "Cf")):
            became = None
        elif sign.isdecimal():
            became = str(unicodedata.decimal(sign))
        elif _UNSPACED.match(sign):
            became = f" {sign} "
        self[code] = became
        return became


_SIGNS = _Signs(_VARIANTS)


def fold(text: str) -> str:
    """`text` without case, marks and letter variants, its words parted by single spaces."""
    if text.isascii():
        return _BETWEEN.sub(" ", text.translate(_APOSTROPHES).lower()).strip()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _BETWEEN.sub(" ", apart.translate(_SIGNS)).strip()


def starts(text: str) -> str:
    """Folded words, each with a space before it: `" " + beginning` is in it when a word begins so."""
    folded = fold(text)
    return f" {folded}" if folded else ""


def beginnings(query: str) -> list[str]:
    """What to look for in `starts(…)`, one for each word of the query; longest first, as it refuses most."""
    return sorted((f" {word}" for word in set(fold(query).split())), key=len, reverse=True)
