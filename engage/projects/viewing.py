"""Who is looking, for as long as a request lasts: what reads may leave out what that person may not know of.

Jobs, commands and whatever must reach everything (an erasure, say) look as the system: nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks, and what was found out about that for as long as they do."""

    id: UUID
    known: dict[str, Any] = field(default_factory=dict)


_viewer: ContextVar[Viewer | None] = ContextVar("viewer", default=None)


def viewer() -> Viewer | None:
    """Who looks; None is the system, which sees everything."""
    return _viewer.get()


def look_as(user_id: UUID | None) -> None:
    """From here on this person looks; None: the system."""
    _viewer.set(None if user_id is None else Viewer(user_id))


@contextmanager
def seeing_everything() -> Iterator[None]:
    """For verbs that must reach all there is, whoever asks for them. What they find is not shown to anybody."""
    token = _viewer.set(None)
    try:
        yield
    finally:
        _viewer.reset(token)
