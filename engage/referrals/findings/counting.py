"""Counts, shares and how unevenly things are spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray

Z = 1.959963984540054
"""95 % of a normal distribution lies within this many standard deviations."""
DESIGN = 2.0
"""People reached through people resemble one another: shares vary about twice as much as by chance."""
TOO_FEW, SHARES_FROM = 5, 30


def wilson(found: int, asked: int, *, design: float = 1.0) -> tuple[float, float]:
    """The range in which a share lies 19 times in 20 (Wilson 1927); `design` multiplies the variance.

    Raises ValueError when nobody was asked.
    """
    if asked < 1:
        raise ValueError("nobody was asked")
    share, size = found / asked, asked / design
    middle = share + Z * Z / (2 * size)
    spread = Z * sqrt(share * (1 - share) / size + Z * Z / (4 * size * size))
    whole = 1 + Z * Z / size
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


@dataclass(frozen=True)
class Said:
    """How a count of those asked may be said: not at all, as “3 of 8”, or as a share between two bounds."""

    found: int
    asked: int

    @property
    def is_too_few(self) -> bool:
        """Fewer than five were asked."""
        return self.asked < TOO_FEW

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Lowest and highest share, once thirty were asked."""
        return wilson(self.found, self.asked, design=DESIGN) if self.asked >= SHARES_FROM else None


def hill(counts: Sequence[int], order: float) -> float:
    """Hill number: as if so many kinds were equally common (Hill 1973). 0 for nothing."""
    whole = sum(counts)
    shares = [count / whole for count in counts if count > 0] if whole else []
    if not shares:
        return 0.0
    if order == 1:
        return exp(-sum(share * log(share) for share in shares))
    return float(sum(share**order for share in shares) ** (1 / (1 - order)))


def gini(amounts: Sequence[float]) -> float:
    """How unevenly amounts are spread: 0 all alike, near 1 everything with one. 0 for nothing."""
    ordered, whole = sorted(amounts), sum(amounts)
    if not whole:
        return 0.0
    size = len(ordered)
    return sum((2 * place - size + 1) * amount for place, amount in enumerate(ordered)) / (size * whole)


@dataclass(frozen=True)
class Names:
    """How often people were named: what that tells of names still to come, from where we started."""

    people: int
    """How many different people were named."""
    namings: int
    once: int
    """How many of them one alone named."""
    twice: int

    @classmethod
    def of(cls, times: Sequence[int] | NDArray[np.int64]) -> Names:
        """From how often each was named; whoever was named by nobody is left out."""
        found = np.asarray(times, np.int64)
        return cls(int((found > 0).sum()), int(found.sum()), int((found == 1).sum()), int((found == 2).sum()))

    @property
    def chance_of_new(self) -> float:
        """The chance that the next naming is of somebody not named so far (Good 1953). 1 before any naming."""
        return self.once / self.namings if self.namings else 1.0

    @property
    def coverage(self) -> float:
        """The share of namings that point at people already named (Chao and Jost 2012)."""
        rest = (self.namings - 1) * self.once
        return 1 - self.chance_of_new * (rest / (rest + 2 * self.twice) if rest + 2 * self.twice else 1)

    @property
    def still_to_come(self) -> float:
        """At least so many more people can be named from where we started (Chao 1984)."""
        if not self.namings:
            return 0.0
        pairs = self.once**2 / (2 * self.twice) if self.twice else self.once * (self.once - 1) / 2
        return (self.namings - 1) / self.namings * pairs
