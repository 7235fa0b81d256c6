"""People on a map, by index and by id: each is made when looked at, so that a page costs its rows. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload
from uuid import UUID

from engage.referrals.graph import Numbers

if TYPE_CHECKING:
    from engage.referrals.seen import PersonSeen, SeenMap


class Everyone(Sequence["PersonSeen"]):
    """Everyone by index, made when looked at."""

    __slots__ = ("_seen",)

    def __init__(self, seen: SeenMap) -> None:
        self._seen = seen

    def __len__(self) -> int:
        return self._seen.visible.people

    @overload
    def __getitem__(self, at: int) -> PersonSeen: ...
    @overload
    def __getitem__(self, at: slice) -> list[PersonSeen]: ...
    def __getitem__(self, at: int | slice) -> PersonSeen | list[PersonSeen]:
        everyone = range(len(self))
        if isinstance(at, slice):
            return [self._seen.person(index) for index in everyone[at]]
        return self._seen.person(everyone[at])


class Some(Sequence["PersonSeen"]):
    """Some of them, given by indexes."""

    __slots__ = ("_seen", "indexes")

    def __init__(self, seen: SeenMap, indexes: Numbers) -> None:
        self._seen, self.indexes = seen, indexes

    def __len__(self) -> int:
        return len(self.indexes)

    @overload
    def __getitem__(self, at: int) -> PersonSeen: ...
    @overload
    def __getitem__(self, at: slice) -> list[PersonSeen]: ...
    def __getitem__(self, at: int | slice) -> PersonSeen | list[PersonSeen]:
        if isinstance(at, slice):
            return [self._seen.person(index) for index in self.indexes[at].tolist()]
        return self._seen.person(int(self.indexes[at]))


class ById(Mapping[UUID, "PersonSeen"]):
    """Everyone by id, made when looked at."""

    __slots__ = ("_seen",)

    def __init__(self, seen: SeenMap) -> None:
        self._seen = seen

    def __len__(self) -> int:
        return self._seen.visible.people

    def __iter__(self) -> Iterator[UUID]:
        return (self._seen.record_of(index).id for index in range(len(self)))

    def __contains__(self, key: Any) -> bool:
        return self._seen.index_of(key) is not None

    def __getitem__(self, key: UUID) -> PersonSeen:
        index = self._seen.index_of(key)
        if index is None:
            raise KeyError("not on the map")
        return self._seen.person(index)
