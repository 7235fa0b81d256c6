"""How many chains of namings lead from different starts to one person, without looking at everyone. Pure.

Chains are sought one after another, each giving way to those found before where it must (Ford and Fulkerson 1956). The
search runs back from the person, along people nearer to the starts first; beside it one runs forward from the starts:
as soon as either comes to an end, there is no further chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import pairwise

import numpy as np

from engage.referrals.graph import UNREACHED, Numbers, Ways

SOURCE = -1
"""What stands before the first person of a chain."""


class Lines:
    """Chains between people who are 0 … n-1: `named_by` leads to those one named, `namers` back; `far` tells how far
    each is from the starts."""

    __slots__ = ("_far", "_firsts", "_named_by", "_namers")

    def __init__(self, starts: Numbers, named_by: Ways, namers: Ways, far: Numbers) -> None:
        self._firsts = frozenset(starts.tolist())
        self._named_by, self._namers, self._far = named_by, namers, far

    def to(self, person: int) -> int:
        """How many lead to `person`; equals `graph.independent_lines`."""
        return self._found(person)[0]

    def chains(self, person: int) -> list[list[int]]:
        """The same as people, each from its start to whoever named `person`; the shortest first."""
        return self._found(person)[1].chains()

    def _found(self, person: int) -> tuple[int, _Found]:
        firsts = self._firsts - {person}
        namers = self._namers.of(person)
        most = min(len(firsts), len(np.unique(namers[self._far[namers] != UNREACHED])))
        found = _Found(self, person, firsts)
        lines = 0
        while lines < most and found.one_more():
            lines += 1
        return lines, found


class _Found:
    """The chains found so far, as who comes after and before each person; a point is a person's way in or out."""

    def __init__(self, among: Lines, person: int, firsts: frozenset[int]) -> None:
        self._among, self._person, self._firsts = among, person, firsts
        self._after: dict[int, int] = {}
        self._before: dict[int, int] = {}
        self._last: set[int] = set()
        """The last of each chain before the person."""

    def chains(self) -> list[list[int]]:
        """Each from its start to the last before the person."""
        found = []
        for at in sorted(self._last):
            chain = [at]
            while (at := self._before[at]) != SOURCE:
                chain.append(at)
            found.append(chain[::-1])
        return sorted(found, key=lambda chain: (len(chain), chain))

    def one_more(self) -> bool:
        """Finds one more chain, if there is one."""
        back, forth = self._back(), self._forth()
        while True:
            for search in (back, forth):
                try:
                    way = next(search)
                except StopIteration:
                    return False
                if way is not None:
                    self._take(way)
                    return True

    def _back(self) -> Iterator[list[int] | None]:
        """From the person towards the starts, one point a step; in the end a way as points from start to person."""
        far, namers = self._among._far, self._among._namers
        onward: dict[int, int | None] = {}
        waiting: list[tuple[int, int]] = []

        def meet(point: int, next_point: int | None) -> None:
            distance = int(far[point >> 1])
            if point not in onward and distance != UNREACHED:
                onward[point] = next_point
                heappush(waiting, (distance, point))

        for namer in namers.of(self._person).tolist():
            if namer not in self._last and namer != self._person:
                meet(2 * namer + 1, None)
        while waiting:
            _distance, point = heappop(waiting)
            who, on_chain = point >> 1, (point >> 1) in self._before
            if point & 1:
                if not on_chain:
                    meet(point - 1, point)
                elif who in self._after:
                    meet(2 * self._after[who], point)
            else:
                if who in self._firsts and self._before.get(who) != SOURCE:
                    way, at = [], point
                    while at is not None:
                        way.append(at)
                        at = onward[at]  # type: ignore[assignment]
                    yield way
                    return
                if on_chain:
                    meet(point + 1, point)
                before = self._before.get(who)
                for namer in namers.of(who).tolist():
                    if namer not in (before, who, self._person):
                        meet(2 * namer + 1, point)
            yield None

    def _forth(self) -> Iterator[list[int] | None]:
        """From the starts towards the person, likewise."""
        named_by = self._among._named_by
        came: dict[int, int | None] = {}
        waiting: list[int] = []

        def meet(point: int, last_point: int | None) -> None:
            if point not in came:
                came[point] = last_point
                waiting.append(point)

        for start in sorted(self._firsts):
            if self._before.get(start) != SOURCE:
                meet(2 * start, None)
        at = 0
        while at < len(waiting):
            point = waiting[at]
            at += 1
            who, on_chain = point >> 1, (point >> 1) in self._before
            if point & 1:
                if on_chain:
                    meet(point - 1, point)
                after = self._after.get(who)
                for named in named_by.of(who).tolist():
                    if named == self._person:
                        if who not in self._last:
                            way: list[int] = []
                            step: int | None = point
                            while step is not None:
                                way.append(step)
                                step = came[step]
                            yield way[::-1]
                            return
                    elif named != after and named != who:
                        meet(2 * named, point)
            elif not on_chain:
                meet(point + 1, point)
            elif (before := self._before[who]) != SOURCE:
                meet(2 * before + 1, point)
            yield None

    def _take(self, way: list[int]) -> None:
        """Puts a way beside the chains: what it walks against the chains is given up by them."""
        steps = [(SOURCE, way[0] >> 1)]
        given_up = []
        for one, other in pairwise(way):
            if one >> 1 == other >> 1:
                continue
            if one & 1:
                steps.append((one >> 1, other >> 1))
            else:
                given_up.append((other >> 1, one >> 1))
        for before, after in given_up:
            del self._after[before], self._before[after]
        for before, after in steps:
            if before != SOURCE:
                self._after[before] = after
            self._before[after] = before
        self._last.add(way[-1] >> 1)
