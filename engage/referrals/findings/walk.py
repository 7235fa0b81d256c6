"""How often following recommendations from affected people leads to someone: in three words, never as a rank. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from engage.referrals import graph
from engage.referrals.findings.counting import TOO_FEW
from engage.referrals.findings.ground import Ground
from engage.referrals.graph import Numbers
from engage.referrals.seen import PersonSeen

OFTEN, RARELY = 2.0, 0.5
"""Against the average of everyone whom the walk reaches beside those with whom it begins."""


class Band(StrEnum):
    """How often."""

    OFTEN = "often"
    SOMETIMES = "sometimes"
    RARELY = "rarely"
    NEVER = "never"


@dataclass(frozen=True)
class Led:
    """How often a walk leads to someone; `origins` rights holders answered, with whom it begins."""

    band: Band
    origins: int
    voices: int
    """How many independent voices named them."""


def led_to(person: PersonSeen, ground: Ground) -> Led | None:
    """None for whoever the walk begins with, and while fewer than five rights holders answered."""
    origins, at = ground.seen.keep("walk", lambda: _walk(ground))
    if len(origins) < TOO_FEW or person.index in origins:
        return None
    others = at.copy()
    others[origins] = 0
    reached = others > 0
    voices = int(ground.counted.times[person.index])
    if not reached[person.index]:
        return Led(Band.NEVER, len(origins), voices)
    against = float(at[person.index] / others[reached].mean())
    band = Band.OFTEN if against >= OFTEN else Band.RARELY if against < RARELY else Band.SOMETIMES
    return Led(band, len(origins), voices)


def _walk(ground: Ground) -> tuple[Numbers, NDArray[np.float64]]:
    figures = ground.counted
    origins = np.flatnonzero(figures.asked & ground.known.rights_holders)
    if len(origins) < TOO_FEW:
        return origins, np.zeros(figures.people)
    return origins, graph.led_to(figures.people, origins.tolist(), figures.pairs)
