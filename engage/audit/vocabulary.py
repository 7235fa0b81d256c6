"""What an event is: a stable code and the exact facts it states. Each package lists its own kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engage.i18n.texts import LazyText
from engage.i18n.vocabulary import Vocabulary


@dataclass(frozen=True)
class EventKind:
    """A kind of event: `code` is open in the log, `keys` are the facts it must state, no more and no fewer.

    `words` says of which closed list a fact is a code, so that the log can say it in words.
    """

    code: str
    label: LazyText
    keys: frozenset[str]
    words: Mapping[str, type[Vocabulary]]

    def in_words(self, key: str, value: object) -> str:
        """A fact as the reader's language says it; a code of no list stays as it is."""
        known = self.words.get(key)
        labels = {member.value: str(member.label) for member in known} if known else {}
        return labels.get(str(value), str(value))


KINDS: dict[str, EventKind] = {}


def event_kind(code: str, label: LazyText, *keys: str, **words: type[Vocabulary]) -> EventKind:
    """Declares a kind of event; a code declared twice is a mistake. `words` are facts, too: codes of a closed list."""
    if code in KINDS:
        raise ValueError(f"the event {code} is declared twice")
    KINDS[code] = kind = EventKind(code, label, frozenset(keys) | frozenset(words), words)
    return kind
