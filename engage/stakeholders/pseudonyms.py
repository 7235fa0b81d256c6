"""Random neutral pseudonyms: two words that say nothing of the person who carries them. Pure."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

WORDS = Path(__file__).with_name("pseudonym_words.txt")
TRIES = 12


@lru_cache(maxsize=1)
def words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first and the second words."""
    first, second = WORDS.read_text(encoding="utf-8").strip().split("\n\n", 1)
    return tuple(first.split()), tuple(second.split())


class Pseudonyms:
    """Gives pseudonyms that are not taken; remembers those it gave."""

    def __init__(
        self, taken: Iterable[str], *, first: Sequence[str] | None = None, second: Sequence[str] | None = None
    ) -> None:
        ours = words() if first is None or second is None else (first, second)
        self._first, self._second = ours
        self._taken = set(taken)
        self._free: list[str] | None = None
        self._number = 2

    def give(self) -> str:
        """A new pseudonym; with a number behind it only when every pair of words is taken."""
        given = self._by_chance() or self._from_what_is_left() or self._numbered()
        self._taken.add(given)
        return given

    def _by_chance(self) -> str | None:
        if self._free is not None:
            return None
        for _attempt in range(TRIES):
            pair = _pair(secrets.choice(self._first), secrets.choice(self._second))
            if pair not in self._taken:
                return pair
        return None

    def _from_what_is_left(self) -> str | None:
        if self._free is None:
            pairs = (_pair(one, two) for one in self._first for two in self._second)
            self._free = [pair for pair in pairs if pair not in self._taken]
            secrets.SystemRandom().shuffle(self._free)
        return self._free.pop() if self._free else None

    def _numbered(self) -> str:
        while True:
            for _attempt in range(TRIES):
                pair = _pair(secrets.choice(self._first), secrets.choice(self._second))
                if f"{pair} {self._number}" not in self._taken:
                    return f"{pair} {self._number}"
            self._number += 1


def _pair(one: str, two: str) -> str:
    return f"{one.capitalize()} {two.capitalize()}"
