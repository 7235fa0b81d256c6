"""The names of a registry by how they look and sound, so that those alike to one are found without asking each. Pure.

A value never changes; the next one takes over what it can, so that one new name costs little among a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from uuid import UUID

from engage.stakeholders.likeness import alike, marks

CROWD = 60
"""Where so many different names share what they look like, that tells nothing; only the same names are found."""

Called = tuple[UUID, str]
"""Someone and a folded name of theirs; they can have several."""
Couple = tuple[str, str]
Marked = Callable[[str], tuple[frozenset[str], frozenset[str]]]
"""`likeness.marks`, or the same with what it gave remembered."""


class Namesakes:
    """Whose folded name is what. Holds names as the directory does, in memory only."""

    __slots__ = ("_by_mark", "_couples", "_holders", "_named")

    def __init__(
        self, called: Iterable[Called] = (), before: Namesakes | None = None, *, marked: Marked = marks
    ) -> None:
        self._named = frozenset(each for each in called if each[1])
        was: frozenset[Called] = before._named if before else frozenset()
        self._holders: dict[str, list[UUID]] = dict(before._holders) if before else {}
        self._by_mark: dict[str, list[str]] = dict(before._by_mark) if before else {}
        left = {name for key, name in was - self._named if self._leaves(key, name)}
        met = {name for key, name in self._named - was if self._comes(key, name)}
        for name in left - met:
            for mark in marked(name)[0]:
                self._by_mark[mark] = [each for each in self._by_mark[mark] if each != name]
        for name in met - left:
            for mark in marked(name)[0]:
                # Lists of before are shared with it: they are replaced, never changed.
                self._by_mark[mark] = [*self._by_mark.get(mark, ()), name]
        self._couples: frozenset[Couple] | None = None
        if before is not None and before._couples is not None:
            stay = (pair for pair in before._couples if pair[0] in self._holders and pair[1] in self._holders)
            come = ((min(name, other), max(name, other)) for name in met - left for other in self.like(name))
            self._couples = frozenset([*stay, *come])

    def holders(self, name: str) -> list[UUID]:
        """Who has exactly this folded name."""
        return self._holders.get(name, [])

    def like(self, name: str, marked: Marked = marks) -> list[str]:
        """Other folded names that can be those of the same one as `name`, which need not be in here."""
        if not self._by_mark:
            return []
        near = {other for mark in marked(name)[1] for other in self._near(mark)}
        near.discard(name)
        return [other for other in near if alike(name, other)]

    def groups(self) -> Iterator[list[UUID]]:
        """Everyone who shares a folded name with someone."""
        return (holders for holders in self._holders.values() if len(holders) > 1)

    def couples(self) -> frozenset[Couple]:
        """Pairs of different names that can be those of the same one, in order; found out once."""
        if self._couples is None:
            asked = {couple for mark in self._by_mark for couple in self._side_by_side(mark)}
            self._couples = frozenset(couple for couple in asked if alike(*couple))
        return self._couples

    def _side_by_side(self, mark: str) -> Iterator[Couple]:
        near = self._near(mark)
        if mark.endswith("-"):
            return
        if len(near) > 1:
            yield from combinations(sorted(near), 2)
        if near and mark.endswith("+"):
            for other in self._near(f"{mark[:-1]}-"):
                yield from ((min(name, other), max(name, other)) for name in near)

    def _near(self, mark: str) -> list[str]:
        names = self._by_mark.get(mark, [])
        return names if len(names) <= CROWD else []

    def _leaves(self, stakeholder_id: UUID, name: str) -> bool:
        """Whether nobody has the name any more."""
        others = [each for each in self._holders[name] if each != stakeholder_id]
        if others:
            self._holders[name] = others
        else:
            del self._holders[name]
        return not others

    def _comes(self, stakeholder_id: UUID, name: str) -> bool:
        """Whether nobody had the name before."""
        known = self._holders.get(name, [])
        self._holders[name] = [*known, stakeholder_id]
        return not known
