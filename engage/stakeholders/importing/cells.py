"""What one cell holds when it holds more than a word: addresses, numbers, days, names in two scripts. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import phonenumbers
from babel import Locale

from engage.stakeholders.folding import fold

_NOTHING = (
    "|-|--|---|–|—|n/a|na|n.a.|n a|none|null|nil|unknown|?|??|x|.|/|tbc|tbd|#n/a|#ref!|#value!|nd|n.d.|néant|s/o|s.o.|"
    "inconnu|لا يوجد|غير معروف|غير متوفر|مجهول|ninguno|не указано|нет|无|ندارد|yok|keine|tidak ada|to be confirmed|"
    "not available|not applicable"
)
LONG = 500
"""Longer cells are kept as they are: what looks through them would take long."""
NOTHING = frozenset(_NOTHING.split("|"))
_EMAIL = re.compile(
    r"[^\s@<>()\[\],;:\"'=/|]+@[^\s@<>()\[\],;:\"'/|]+\.[^\s@<>()\[\],;:\"'/|.\d][^\s@<>()\[\],;:\"'/|.]+"
)
_WEBSITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?", re.I)
_BETWEEN = re.compile(r"[;,|\n\r،؛]+|\s+(?:or|ou|and|et|و|أو|o|y)\s+|\s/\s|(?<=\s)/|/(?=\s)")
_EXTENSION = re.compile(r"(?:[;,]?\s*\b(?:ext|extension|poste|تحويلة|доб|内线|x)\.?\s*[:#]?\s*)(\d{1,6})\b", re.I)
_CALLED = re.compile(
    r"^(?:tel|tél|téléphone|telephone|phone|mob|mobile|cell|gsm|fax|whatsapp|wa|hotline|office|home|work|bureau|هاتف|"
    r"جوال|موبايل|فاكس|тел|电话|手机|p|t|m|f|h|w|o)?\.?\s*(?:/\s*fax)?\s*(?:n°|no\.?)?\s*[:.]?\s*(?=[+(\d])",
    re.I,
)
_NUMBER = re.compile(r"[+()\d\s./\-]{5,40}")
_FLOATED = re.compile(r"(\d{5,15})[.,]0+")
_POWER = re.compile(r"(\d)[.,](\d+)[eE]\+?(\d{1,2})")


class _Signs(dict[int, str | None]):
    """What becomes of each sign; found out when it is first met."""

    def __init__(self, become: Callable[[str], str | None]) -> None:
        super().__init__()
        self.become = become

    def __missing__(self, code: int) -> str | None:
        became = self[code] = self.become(chr(code))
        return became


def _seen(sign: str) -> str | None:
    if sign in "\u00a0\u202f":
        return " "
    # The joiners of Persian and of Indic scripts are not seen, but without them words change.
    return None if unicodedata.category(sign) == "Cf" and sign not in "\u200c\u200d" else sign


def _western_sign(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return _DASHES.get(sign, sign)


_DASHES = dict(zip("–—‑‐−＋（）／", "-----+()/", strict=True))
_SEEN, _WESTERN = _Signs(_seen), _Signs(_western_sign)


def cleaned(text: str) -> str:
    """A cell without the marks and spaces that nobody sees; line ends stay."""
    return text.strip() if text.isascii() else text.translate(_SEEN).strip()


def says_nothing(text: str) -> bool:
    """Whether a cell only says that there is nothing to say."""
    return text.casefold() in NOTHING


@dataclass
class Found:
    """What was read out of a cell: the values with what is said beside them, what could not be read, what was cut."""

    values: list[tuple[str, str]] = field(default_factory=list)
    """(value, note)."""
    unread: list[str] = field(default_factory=list)
    cut: bool = False


def emails_in(text: str) -> Found:
    """The e-mail addresses of a cell."""
    if "@" not in text or len(text) > LONG:
        return Found(unread=[text])
    if _EMAIL.fullmatch(text):
        return Found([(text.removeprefix("mailto:"), "")])
    found = Found()
    rest = text
    for match in _EMAIL.finditer(text):
        address = match[0].strip(".").removeprefix("mailto:")
        found.values.append((address, ""))
        rest = rest.replace(match[0], " ", 1)
    if any(sign in text for sign in "=|") and "@" in text and _calculates(text):
        return Found(unread=[text])
    rest = re.sub(r"(?i)mailto:|e-?mail\s*:?|courriel\s*:?", " ", rest)
    if not found.values:
        return Found(unread=[text])
    if sum(sign.isalnum() for sign in rest) > 2:
        found.unread.append(_trimmed(rest))
    found.values = list(dict.fromkeys(found.values))
    return found


def _calculates(text: str) -> bool:
    return text.lstrip()[:1] in "=+-@"


def websites_in(text: str) -> Found:
    """The addresses of websites in a cell."""
    if len(text) > LONG:
        return Found(unread=[text])
    found = Found()
    for part in re.split(r"[;,|\n\r،؛]+|\s+", text):
        if not part or fold(part) in {"", "and", "et", "و", "or", "ou"}:
            continue
        if len(part) < 300 and _WEBSITE.fullmatch(part):
            found.values.append((part, ""))
        else:
            found.unread.append(part)
    if found.unread:
        found.unread = [" ".join(found.unread)]
    return found


def phones_in(text: str, region: str | None) -> Found:
    """The telephone numbers of a cell in international form; `region` reads those without a country code."""
    if len(text) > LONG:
        return Found(unread=[text])
    found = Found()
    for part in _phone_parts(_western(text)):
        part, note = _beside(part)
        if not part:
            continue
        powered = _POWER.fullmatch(part)
        if powered and len(powered[2]) < int(powered[3]):
            # 2.12612E+11: the digits after the sixth are gone for good.
            found.unread.append(part)
            found.cut = True
            continue
        number = _phone(_repaired(part), region)
        if number is None:
            found.unread.append(f"{part} {note}".strip())
        elif number not in [value for value, _note in found.values]:
            found.values.append((number, note))
    return found


def _phone_parts(text: str) -> Iterable[str]:
    text = _EXTENSION.sub(lambda match: f" \x00{match[1]}\x00 ", text)
    for part in _BETWEEN.split(text):
        if not part or not part.strip(" \x00"):
            continue
        # One stroke between two whole numbers parts them; within one it may stand for a space.
        halves = part.split("/")
        if len(halves) > 1 and all(sum(sign.isdigit() for sign in half) >= 7 for half in halves):
            yield from (half for half in halves)
        else:
            yield part


def _beside(part: str) -> tuple[str, str]:
    """A number without the words around it, and those words."""
    inner = re.search(r"\x00(\d+)\x00", part)
    note = f"ext. {inner[1]}" if inner else ""
    part = re.sub(r"\x00\d*\x00", " ", part).strip()
    said = re.search(r"\(([^()\d]+)\)", part)
    if said:
        note = f"{said[1].strip()} {note}".strip()
        part = part.replace(said[0], " ")
    part = _CALLED.sub("", part.strip()).strip()
    return part.strip(" .:-–"), note


def _western(text: str) -> str:
    return text if text.isascii() else text.translate(_WESTERN)


def _repaired(part: str) -> str:
    floated = _FLOATED.fullmatch(part)
    if floated:
        return floated[1]
    powered = _POWER.fullmatch(part)
    if powered:
        return powered[1] + powered[2] + "0" * (int(powered[3]) - len(powered[2]))
    return part


@lru_cache(maxsize=20_000)
def _phone(text: str, region: str | None) -> str | None:
    if not _NUMBER.fullmatch(text):
        return None
    text = text.replace("(0)", "") if text.startswith(("+", "00")) else text
    digits = re.sub(r"\D", "", text)
    tries: list[tuple[str, str | None]] = []
    if text.startswith("00"):
        tries.append((f"+{digits[2:]}", None))
    elif text.startswith("+"):
        tries.append((f"+{digits}", None))
    else:
        if region:
            tries.append((digits, region))
        # A spreadsheet that takes a number for a sum drops its plus.
        if len(digits) >= 10 and not digits.startswith("0"):
            tries.append((f"+{digits}", None))
    for number, where in tries:
        try:
            parsed = phonenumbers.parse(number, where)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return None


def _trimmed(text: str) -> str:
    return " ".join(text.split()).strip(" ,;/|-<>()")


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_PARTED = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ].*)?")
_WORDS = re.compile(
    r"(\d{1,2})?(?:st|nd|rd|th|er|º|ª|\.)?\s*(?:de |of )?([^\W\d_]{3,}(?: [^\W\d_]{3,})?\.?)\s*"
    r"(\d{1,2})?(?:st|nd|rd|th)?,?\s*(?:de )?(\d{4})"
)
_SERIAL = re.compile(r"[34]\d{4}")


def parts_of_day(text: str) -> tuple[int, int] | None:
    """The two numbers of a day whose month may come first or second; None when it is not written so."""
    match = _PARTED.fullmatch(_western(text[:LONG]).strip())
    return (int(match[1]), int(match[2])) if match else None


def month_comes_first(texts: Iterable[str]) -> bool | None:
    """How a column writes its days: whether the month comes first, or None when nothing tells."""
    first = second = False
    for text in texts:
        parts = parts_of_day(text)
        if parts is not None:
            first = first or (parts[0] > 12 >= parts[1])
            second = second or (parts[1] > 12 >= parts[0])
    return None if first == second else second


class UnclearDay(ValueError):
    """Day and month may be either."""


def day_in(text: str, month_first: bool | None) -> date | None:
    """The day that a cell says; None when there is no such day. Raises UnclearDay."""
    if len(text) > 60:
        return None
    text = _western(text).strip()
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _PARTED.fullmatch(text):
        one, two, year = int(match[1]), int(match[2]), int(match[3])
        if year < 100:
            year += 2000 if year < 70 else 1900
        if one <= 12 and two <= 12 and one != two and month_first is None:
            raise UnclearDay
        swap = two > 12 or (bool(month_first) and one <= 12)
        return _day(year, one, two) if swap else _day(year, two, one)
    if match := _WORDS.fullmatch(text):
        month, day = _months().get(fold(match[2])), match[1] or match[3]
        if month is not None and day is not None and not (match[1] and match[3]):
            return _day(int(match[4]), month, int(day))
        return None
    if _SERIAL.fullmatch(text):
        # Days since the end of 1899: how a spreadsheet writes a day that lost its form.
        return date.fromordinal(693_594 + int(text))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None


_ARABIC_MONTHS = (
    "جانفي|كانون الثاني", "فيفري|شباط", "مارس|آذار", "أفريل|نيسان", "ماي|أيار|مايو", "جوان|حزيران", "جويلية|تموز",
    "أوت|آب|غشت", "شتنبر|أيلول", "تشرين الأول", "نونبر|تشرين الثاني", "دجنبر|كانون الأول",
)  # fmt: skip


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    known: dict[str, int] = {}
    for code in ("en", "fr", "ar", "es", "pt", "ru", "sw", "tr", "de", "id", "it"):
        for kind in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale.parse(code).months[kind][width].items():
                    known.setdefault(fold(name), number)
    # As the Arabic calendar of the Maghreb and of the Levant names them.
    for number, names in enumerate(_ARABIC_MONTHS, 1):
        known.update((fold(name), number) for name in names.split("|"))
    return known


def _script(sign: str) -> str:
    if not sign.isalpha():
        return " "
    name = "LATIN" if sign.isascii() else unicodedata.name(sign, " ").partition(" ")[0]
    return _SCRIPTS.setdefault(name, chr(0xE000 + len(_SCRIPTS)))


_SCRIPTS: dict[str, str] = {}
_IN_SCRIPT = _Signs(_script)


def script_of(text: str) -> str:
    """The script most letters of a text are written in, as a sign that stands for it; nothing without letters."""
    if text.isascii():
        return _script("A") if any(map(str.isalpha, text)) else ""
    counted = Counter(text.translate(_IN_SCRIPT))
    counted.pop(" ", None)
    return max(counted, key=lambda script: counted[script], default="")


def names_in(text: str) -> list[str]:
    """The names of a cell that writes one name in two scripts: “Yasmine / ياسمين”, “نور (Nour)”, “Nour نور”."""
    text = " ".join(text.split())
    if text.isascii() or len(text) > LONG or len(_scripts(text)) < 2:
        return [text]
    for sign in (" / ", "|", "/", " – ", " - ", ";", "؛"):
        parts = [part.strip() for part in text.split(sign) if part.strip()]
        if len(parts) == 2 and _apart(parts):
            return parts
    if (match := re.fullmatch(r"(.+?)\s*[(\[（](.+)[)\]）]", text)) and _apart([match[1], match[2]]):
        return [match[1], match[2].strip()]
    words = text.split(" ")
    for at in range(1, len(words)):
        parts = [" ".join(words[:at]), " ".join(words[at:])]
        if _apart(parts) and all(len(_scripts(part)) == 1 for part in parts):
            return [part.strip(" -–,،") for part in parts]
    return [text]


def _scripts(text: str) -> set[str]:
    return set(text.translate(_IN_SCRIPT)) - {" "}


def _apart(parts: Sequence[str]) -> bool:
    one, other = (script_of(part) for part in parts)
    return bool(one and other) and one != other
