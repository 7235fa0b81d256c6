"""A word of a project's lists, opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from engage.i18n.languages import SOURCE
from engage.stakeholders.lists.vocabulary import TranslationState, WordState


@dataclass(frozen=True)
class Said:
    """A word in one language; `state` is a code of `TranslationState`."""

    text: str
    state: str = TranslationState.DRAFT.value


@dataclass(frozen=True)
class WordRecord:
    """One group or right that a project added."""

    id: UUID
    which: str
    code: str
    state: str
    words: Mapping[str, Said]
    """By language."""

    @property
    def is_offered(self) -> bool:
        return self.state == WordState.OFFERED

    def in_language(self, language: str) -> tuple[str, str]:
        """The word and the language it is in: the one asked for, else the language of the house, else any."""
        for code in (language, SOURCE, *self.words):
            if code in self.words:
                return self.words[code].text, code
        return self.code, SOURCE
