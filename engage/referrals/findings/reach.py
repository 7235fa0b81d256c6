"""How far each start leads, what two starts have in common, and where one of them leads alone. Pure.

Each person carries one bit for each start that leads to them; bits are passed on along namings until none is new.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engage.referrals.graph import Numbers, Ways
from engage.referrals.visible import Mask

BITS = 64
FEW = 16
"""Where fewer than one in so many changed, they are sorted rather than marked among all."""
Words = NDArray[np.uint64]


class Reaches:
    """The reach of each start, itself left out; starts by their place in `starts`."""

    def __init__(self, people: int, starts: Numbers, named_by: Ways) -> None:
        self.starts, self._people = starts, people
        self._words: list[Words] = []
        for first in range(0, len(starts), BITS):
            self._words.append(_passed_on(people, starts[first : first + BITS], named_by))

    def leads_to(self, place: int) -> Mask:
        """By index, whom a start leads to."""
        bit = np.uint64(1) << np.uint64(place % BITS)
        found: Mask = (self._words[place // BITS] & bit) != 0
        found[self.starts[place]] = False
        return found

    @cached_property
    def how_many(self) -> Numbers:
        """By index, how many starts lead to somebody; for a start itself counts."""
        found = np.zeros(self._people, np.int64)
        for words in self._words:
            found += np.bitwise_count(words)
        return found

    @cached_property
    def counts(self) -> Numbers:
        """How many people each start leads to."""
        return np.array([int(self.leads_to(place).sum()) for place in range(len(self.starts))], np.int64)

    @cached_property
    def alone(self) -> Numbers:
        """How many people each start leads to whom no other does."""
        once = self.how_many == 1
        once[self.starts] = False
        return np.array([int((self.leads_to(each) & once).sum()) for each in range(len(self.starts))], np.int64)

    def both(self, one: int, other: int) -> int:
        """How many people two starts both led to: two that overlap little were independent."""
        found = self.leads_to(one) & self.leads_to(other)
        found[self.starts[[one, other]]] = False
        return int(found.sum())

    @cached_property
    def are_independent(self) -> bool:
        """Whether at least two starts led to people, and neither to the other."""
        lead = [place for place in range(len(self.starts)) if self.counts[place]]
        reached = {place: self.leads_to(place)[self.starts] for place in lead}
        return any(not reached[one][other] and not reached[other][one] for one in lead for other in lead if one < other)

    def only(self) -> Numbers:
        """By index, the place of the one start that leads to somebody; -1 for none, -2 for several."""
        found: Numbers = np.where(self.how_many > 1, -2, -1)
        for place in range(len(self.starts)):
            mine = self.leads_to(place)
            mine[self.starts[place]] = True
            found[mine & (self.how_many == 1)] = place
        return found


def _passed_on(people: int, starts: Numbers, named_by: Ways) -> Words:
    words: Words = np.zeros(people, np.uint64)
    words[starts] |= np.uint64(1) << np.arange(len(starts), dtype=np.uint64)
    edge = starts
    while len(edge):
        ends = named_by.from_all(edge)
        sizes = named_by.begins[edge + 1] - named_by.begins[edge]
        brought = np.repeat(words[edge], sizes)
        touched = _each_once(ends, people)
        before = words[touched]
        np.bitwise_or.at(words, ends, brought)
        edge = touched[words[touched] != before]
    return words


def _each_once(found: Numbers, people: int) -> Numbers:
    if len(found) * FEW < people:
        return np.unique(found)
    marked = np.zeros(people, np.bool_)
    marked[found] = True
    return np.flatnonzero(marked)
