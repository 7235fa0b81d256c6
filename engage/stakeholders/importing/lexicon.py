"""Words and the codes they stand for, found again however they are written. Pure."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from engage.stakeholders.folding import fold

SHORT = 5
CLOSE, APART, FAR = 86.0, 5.0, 60.0
"""From where a word counts as the same with a slip; how far the next must be; from where it is worth proposing."""


def plain(text: str) -> str:
    """`text` without case, hidden signs and spare space, but with the marks that fold() takes off.

    Vowels of Hindi and Burmese are such marks: without them different names are one.
    """
    kept = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(sign for sign in kept if unicodedata.category(sign) != "Cf").split())


class Lexicon:
    """Words of one kind. What several codes share stands for none of them, unless `chosen` says which is meant."""

    def __init__(self, words: Iterable[tuple[str, str]], chosen: Mapping[str, str] | None = None) -> None:
        exact: dict[str, set[str]] = defaultdict(set)
        folded: dict[str, set[str]] = defaultdict(set)
        for word, code in words:
            exact[plain(word)].add(code)
            folded[fold(word)].add(code)
        for word, code in (chosen or {}).items():
            exact[plain(word)] = {code}
            folded[fold(word)] = {code}
        for known in (exact, folded):
            known.pop("", None)
        self._exact = {word: next(iter(codes)) for word, codes in exact.items() if len(codes) == 1}
        self._folded = {word: next(iter(codes)) for word, codes in folded.items() if len(codes) == 1}
        self._shared = {word: sorted(codes) for word, codes in folded.items() if len(codes) > 1}
        self._long = [word for word in self._folded if len(word) >= SHORT]
        self._near = lru_cache(maxsize=20_000)(self._find_near)

    def find(self, text: str) -> str | None:
        """The code that a word stands for, however it is cased, accented and spaced; None when unknown or unclear."""
        found = self._exact.get(plain(text))
        return found if found is not None else self._folded.get(fold(text))

    def phrases(self, text: str) -> list[str]:
        """The codes of all known words that stand within a longer text, each once."""
        tokens = fold(text).split()[:30]
        found: list[str] = []
        at = 0
        while at < len(tokens):
            for end in range(min(len(tokens), at + 6), at, -1):
                code = self._folded.get(" ".join(tokens[at:end]))
                if code is not None:
                    found.append(code)
                    at = end - 1
                    break
            at += 1
        return list(dict.fromkeys(found))

    def near(self, text: str) -> str | None:
        """The code of the only word that differs from `text` by a slip of the pen, if there is one."""
        folded = fold(text)
        if not SHORT <= len(folded) <= 60:
            return None
        found = self._near(folded)
        if not found or found[0][1] < CLOSE:
            return None
        rivals = [score for code, score in found[1:] if score > found[0][1] - APART]
        return None if rivals else found[0][0]

    def proposals(self, text: str, most: int = 5) -> list[str]:
        """Codes that a word may stand for, the likeliest first."""
        folded = fold(text)
        if folded in self._shared:
            return self._shared[folded][:most]
        within = self.phrases(text)
        near = [code for code, _score in self._near(folded[:60])] if len(folded) > 2 else []
        return list(dict.fromkeys([*within, *near]))[:most]

    def _find_near(self, folded: str) -> list[tuple[str, float]]:
        best: dict[str, float] = {}
        for word, score, _at in process.extract(folded, self._long, scorer=fuzz.ratio, limit=25, score_cutoff=FAR):
            code = self._folded[word]
            # A slip hardly ever falls on the first letter, and another first letter is often another name.
            worth = score if word[0] == folded[0] else score - 12
            best[code] = max(best.get(code, 0.0), worth)
        return sorted(best.items(), key=lambda pair: -pair[1])
