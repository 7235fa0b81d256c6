"""What a project keeps sealed, opened once into the memory of the unlocked process and kept true by a revision number.

Shared by all threads and holding only what is committed; a transaction that changed something sees its own opening,
which goes with the transaction. The opened values must never change, so that readers need no lock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session, SessionTransaction

from engage.crypto.vault import Vault
from engage.db.stores import open_session
from engage.projects.revisions import number_of
from engage.projects.viewing import seeing_everything

T = TypeVar("T")
Place = tuple["Opened[Any]", UUID]


@dataclass(frozen=True)
class Held(Generic[T]):
    """An opened value as it was at change `number`; 0 before anything was opened."""

    number: int
    value: T


class Opened(Generic[T]):
    """All projects' openings of one topic. `opening(session, project_id, before)` reads what changed since `before`."""

    def __init__(self, topic: str, nothing: T, opening: Callable[[Session, UUID, Held[T]], T]) -> None:
        self.topic = topic
        self._opening = opening
        self._nothing: Held[T] = Held(0, nothing)
        self._kept: dict[tuple[UUID, UUID], Held[T]] = {}
        self._locks: dict[tuple[UUID, UUID], Lock] = {}

    def of(self, session: Session, project_id: UUID) -> T:
        """The value as `session` sees it, its own uncommitted changes included."""
        vault: Vault = session.info["vault"]
        number = number_of(session, project_id, self.topic)
        place = vault.deployment_id, project_id
        held = self._kept.get(place, self._nothing)
        if held.number < number:
            # What all share is read in a transaction of its own: it must never hold what may yet be rolled back.
            with self._locks.setdefault(place, Lock()):
                held = self._kept.get(place, self._nothing)
                if held.number < number:
                    with open_session(_engine_of(session), read_only=True, vault=vault) as reading:
                        held = self._kept[place] = self._brought_up(reading, project_id, held)
        return held.value if held.number >= number else self._own(session, project_id, held, number)

    def forget(self) -> None:
        """Opens everything anew when it is next asked for."""
        self._kept.clear()

    def forget_own(self, session: Session) -> None:
        """Rows changed within one number of the topic: what this transaction opened before is old."""
        session.info.pop(self._mine, None)

    def _own(self, session: Session, project_id: UUID, before: Held[T], number: int) -> T:
        transaction = session.get_transaction()
        kept: tuple[SessionTransaction | None, dict[Place, Held[Any]]] | None = session.info.get(self._mine)
        if kept is None or kept[0] is not transaction:
            kept = session.info[self._mine] = transaction, {}
        # Several things may be opened of one topic, and are forgotten together.
        mine, place = kept[1], (self, project_id)
        if place not in mine or mine[place].number != number:
            mine[place] = self._brought_up(session, project_id, before)
        value: T = mine[place].value
        return value

    @property
    def _mine(self) -> str:
        return f"opened {self.topic} of a transaction"

    def _brought_up(self, session: Session, project_id: UUID, before: Held[T]) -> Held[T]:
        # Rows that the caller changed but did not flush belong to its view as well.
        session.flush()
        number = number_of(session, project_id, self.topic)
        # Held for everybody: it must not depend on who happened to ask first.
        with seeing_everything():
            return before if number <= before.number else Held(number, self._opening(session, project_id, before))


def _engine_of(session: Session) -> Engine:
    bind: Any = session.get_bind()
    return bind if isinstance(bind, Engine) else bind.engine
