"""Whether the next conversation would bring a new name; never a tick that the map is whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from engage.referrals.findings.counting import Names
from engage.referrals.graph import Naming, Namings, distinct


@dataclass(frozen=True)
class Rule:
    """Stop asking once the last `run` conversations brought at most `share` of what the first `base` brought.

    Guest, Namey and Chen 2020. It says where new names became rare, and nothing of those who cannot be reached.
    """

    base: int = 4
    run: int = 2
    share: float = 0.05

    def fires_at(self, new: Sequence[int]) -> int | None:
        """After which conversation (from 1) the rule is met; None when it is not."""
        first = sum(new[: self.base])
        if not first:
            return None
        for end in range(self.base + self.run, len(new) + 1):
            if sum(new[end - self.run : end]) / first <= self.share:
                return end
        return None


def asked_in_turn(starts: Sequence[int], namings: Sequence[Naming]) -> list[int]:
    """The order in which people are asked who are asked in order of first mention; only those who named someone."""
    named: dict[int, list[int]] = {}
    for namer, other in namings:
        named.setdefault(namer, []).append(other)
    order, known = list(dict.fromkeys(starts)), set(starts)
    for person in order:
        for other in named.get(person, ()):
            if other not in known:
                known.add(other)
                order.append(other)
    return order


def new_names(starts: Collection[int], asked: Iterable[int], namings: Sequence[Naming]) -> list[int]:
    """How many names each conversation brought that were not known before, in the order people were asked."""
    named: dict[int, list[int]] = {}
    for namer, other in namings:
        named.setdefault(namer, []).append(other)
    known, found = set(starts), []
    for person in asked:
        before = len(known)
        known.add(person)
        fresh = len(known) - before
        known.update(named.get(person, ()))
        found.append(len(known) - before - fresh)
    return found


def names_of(namings: Namings, *, among: Collection[int] | None = None) -> Names:
    """How often people were named, each namer once for each; `among` keeps the named to those."""
    named = distinct(namings, of_themselves=False)[:, 1]
    if among is not None:
        named = named[np.isin(named, list(among))]
    times = np.bincount(named)
    return Names(np.sort(times[times > 0]).tolist())
