"""What an event is: a stable code and the exact facts it states. Each package lists its own kinds."""

from __future__ import annotations

from dataclasses import dataclass

from engage.i18n.texts import LazyText


@dataclass(frozen=True)
class EventKind:
    """A kind of event: `code` is open in the log, `keys` are the facts it must state, no more and no fewer."""

    code: str
    label: LazyText
    keys: frozenset[str]


KINDS: dict[str, EventKind] = {}


def event_kind(code: str, label: LazyText, *keys: str) -> EventKind:
    """Declares a kind of event; a code declared twice is a mistake."""
    if code in KINDS:
        raise ValueError(f"the event {code} is declared twice")
    KINDS[code] = kind = EventKind(code, label, frozenset(keys))
    return kind
