"""What features hold of someone: it moves along when two records of one person are brought together, and who was
worked with is not taken back as if they had never been there.

Each feature registers what it holds in its `holdings.py`; `engage.holdings` imports these files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from sqlalchemy.orm import Session

from engage.i18n.texts import LazyText
from engage.projects.viewing import seeing_everything

Move = Callable[[Session, UUID, UUID, UUID, Collection[str] | None], list[str]]
"""move(session, project_id, source, target, only): makes what is held of `source` point to `target`.

Gives a token for each thing moved; with `only`, exactly those that are still held of `source` and no others. Rows
sealed under the person's own key are opened with the old and sealed with the new. Counters of opened maps are bumped.
"""

Everyone = Callable[[Session, UUID], Iterable[UUID]]
"""everyone(session, project_id): of whom each thing is held, once for each thing. Rows that name someone openly need
none: they are found by their foreign keys.
"""

Held = Callable[[Session, UUID, UUID], int]
"""held(session, project_id, holder): how many things would move, without touching any."""


@dataclass(frozen=True)
class Holding:
    """What one feature holds: `words` name it on the page that shows what will move."""

    name: str
    move: Move
    words: LazyText
    everyone: Everyone | None
    counted: Held | None

    def held(self, session: Session, project_id: UUID, holder: UUID) -> int:
        """How many things would move, without touching any."""
        if self.counted is not None:
            return self.counted(session, project_id, holder)
        assert self.everyone is not None
        return sum(1 for each in self.everyone(session, project_id) if each == holder)


HOLDINGS: dict[str, Holding] = {}


def holding(
    name: str, words: LazyText, *, everyone: Everyone | None = None, held: Held | None = None
) -> Callable[[Move], Move]:
    """Registers what a feature holds. Without `held`, what `everyone` gives is counted. Raises ValueError."""
    if everyone is None and held is None:
        raise ValueError(f"the holding {name} says neither of whom nor how much")

    def register(move: Move) -> Move:
        if name in HOLDINGS:
            raise ValueError(f"the holding {name} is registered twice")
        HOLDINGS[name] = Holding(name, _everywhere(move), words, everyone, held)
        return move

    return register


def all_holders(session: Session, project_id: UUID) -> set[UUID]:
    """Everyone of whom a feature holds something in a sealed row."""
    looks = [each.everyone for each in HOLDINGS.values() if each.everyone is not None]
    with seeing_everything():
        return {key for everyone in looks for key in everyone(session, project_id)}


def _everywhere(move: Move) -> Move:
    """Moved also where the one who asks for it may not look."""

    @wraps(move)
    def moves(
        session: Session, project_id: UUID, source: UUID, target: UUID, only: Collection[str] | None = None
    ) -> list[str]:
        with seeing_everything():
            return move(session, project_id, source, target, only)

    return moves
