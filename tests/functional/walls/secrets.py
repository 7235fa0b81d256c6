"""Words that can be found again: planted through every feature, looked for in every byte that is left behind.

All secrets of one script begin with the same random letters, so that one search finds any of them; what follows says
which one it was.
"""

from __future__ import annotations

import base64
import binascii
import json
import random
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

SCRIPTS = {
    "latin": "abcdefghijklmnopqrstuvwxyz",
    "accented": "éèçñöüàâêîôûåø",
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "cyrillic": "абвгдежзиклмнопрстуфхцчшщэюя",
    "han": "人权对话工会港口渔民记者妇女儿童",
    "devanagari": "कखगघचछजझटठडढतथदधनपफबभमयरलवशषसह",
    "ethiopic": "ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገ",
}
MARK = 10
PLACE = 3
PUBLIC = "public."


def encodings(text: str) -> set[bytes]:
    """The ways in which a text could lie about, each as bytes."""
    found = set()
    for form in {text, unicodedata.normalize("NFD", text), _plain(text)}:
        plain = form.encode()
        found |= {plain, form.encode("utf-16-le"), form.encode("utf-16-be"), binascii.hexlify(plain)}
        found |= {binascii.hexlify(plain).upper(), quote(form).encode(), quote(form).lower().encode()}
        found |= {json.dumps(form)[1:-1].encode(), repr(plain)[2:-1].encode()}
        found.add("".join(chr(byte) if byte < 128 else f"\\{byte:03o}" for byte in plain).encode())
        for shift in range(3):
            standard = _base64(plain, shift)
            found |= {standard, standard.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def _plain(text: str) -> str:
    """Without accents, as search indexes keep it."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _base64(plain: bytes, shift: int) -> bytes:
    """What base64 makes of the bytes when `shift` others stand before them, as far as the others do not count."""
    whole = base64.b64encode(bytes(shift) + plain)
    return whole[(0, 2, 3)[shift] : (shift + len(plain)) // 3 * 4]


@dataclass(frozen=True)
class Leak:
    """Which secret lies in which place; not the secret itself."""

    secret: str
    place: str


@dataclass
class Secrets:
    """Secrets by where they were planted."""

    chance: random.Random = field(default_factory=random.SystemRandom)
    by_place: dict[str, str] = field(default_factory=dict)
    _marks: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for script, letters in SCRIPTS.items():
            self._marks[script] = "".join(self.chance.choices(letters, k=MARK))
        self.phone = "+339" + "".join(self.chance.choices("123456789", k=8))

    def at(self, place: str, script: str = "") -> str:
        """The secret of a place; the scripts take turns unless one is asked for."""
        if place not in self.by_place:
            number = len(self.by_place)
            script = script or list(SCRIPTS)[number % len(SCRIPTS)]
            letters, which = SCRIPTS[script], ""
            for _place in range(PLACE):
                number, rest = divmod(number, len(letters))
                which += letters[rest]
            self.by_place[place] = self._marks[script] + which
        return self.by_place[place]

    def say(self, place: str) -> str:
        """A sentence with the secret of a place in it."""
        return f"They said {self.at(place)} and left"

    def needles(self) -> dict[bytes, str]:
        """What to look for, and the script it is of; the telephone number has several spellings."""
        found = {needle: script for script, mark in self._marks.items() for needle in encodings(mark)}
        digits = self.phone[3:]
        pairs = " ".join(digits[at : at + 2] for at in range(1, 9, 2))
        for spelling in (digits, f"{digits[0]} {pairs}"):
            found.update(dict.fromkeys(encodings(spelling), "phone"))
        return found

    def which(self, around: bytes, script: str) -> list[str]:
        """The places whose secrets are among these bytes."""
        if script == "phone":
            return ["contact.phone"]
        mine = [place for place, secret in self.by_place.items() if secret.startswith(self._marks[script])]
        return [place for place in mine if any(each in around for each in encodings(self.by_place[place]))]

    def found_in(self, what: bytes, place: str) -> Iterator[Leak]:
        """Every secret in some bytes."""
        for needle, script in self.needles_once.items():
            at = what.find(needle)
            while at >= 0:
                around = what[max(0, at - 8) : at + len(needle) + 160]
                for secret in self.which(around, script) or [f"a secret in {script}"]:
                    yield Leak(secret, place)
                at = what.find(needle, at + len(needle))

    @property
    def needles_once(self) -> dict[bytes, str]:
        """`needles`, made once."""
        if not hasattr(self, "_needles"):
            self._needles = self.needles()
        return self._needles

    def found_in_files(self, files: Iterable[tuple[Path, str]]) -> Iterator[Leak]:
        """Every secret in some files, each with the name of its place; files that went away meanwhile are empty."""
        for file, place in files:
            try:
                content = file.read_bytes()
            except OSError:
                continue
            yield from self.found_in(content, place)


def unexpected(leaks: Iterable[Leak]) -> list[str]:
    """What must not be: every leak but the texts that were published, in the portal's own store."""
    return sorted(
        {
            f"{leak.secret} lies in {leak.place}"
            for leak in leaks
            if not (leak.secret.startswith(PUBLIC) and leak.place.startswith(("portal", "shared")))
        }
    )
