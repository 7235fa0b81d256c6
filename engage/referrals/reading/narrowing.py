"""Narrowing and sorting the table of the map, by what its cells show and nothing else. Pure.

There is no sorting by how often someone was named: that would be a ranking (snowball.md 5.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

import numpy as np

from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary
from engage.referrals.findings.known import known_of
from engage.referrals.findings.vocabulary import Fact
from engage.referrals.graph import Numbers
from engage.referrals.reading.turns import by_state, shown_state
from engage.referrals.seen import PageOfMap, SeenMap
from engage.referrals.veil import Band
from engage.referrals.visible import WEIGHT, Mask

SIZE = 100


class Order(Vocabulary):
    """By what the table is sorted."""

    PSEUDONYM = "pseudonym", _l("Pseudonym")
    WAVE = "wave", _l("Wave")
    STATE = "state", _l("State")


class Begun(Vocabulary):
    """Whether we began with someone."""

    START = "yes", _l("Our starts")
    NAMED = "no", _l("All others")


@dataclass(frozen=True)
class Narrowed:
    """What is asked for; `wave` is the number of a column of the board. Empty is no condition."""

    wave: str = ""
    state: str = ""
    group: str = ""
    start: str = ""
    sort: str = Order.PSEUDONYM.value

    @classmethod
    def of(cls, said: Mapping[str, str], bands: Sequence[Band], groups: Sequence[str]) -> Narrowed:
        """From an address; what is not known is left out."""
        known = {
            "wave": [str(number) for number in range(len(bands))],
            "state": [state.value for state in WEIGHT],
            "group": groups,
            "start": [each.value for each in Begun],
            "sort": [each.value for each in Order],
        }
        return cls(**{name: said[name] for name, codes in known.items() if said.get(name) in codes})

    @property
    def conditions(self) -> int:
        """How many there are."""
        return sum(bool(each) for name, each in asdict(self).items() if name != "sort")

    def pairs(self, **changed: str) -> dict[str, str]:
        """For an address."""
        said = {**asdict(self), **changed}
        return {name: each for name, each in said.items() if each and (name, each) != ("sort", "pseudonym")}


def part(
    seen: SeenMap, bands: Sequence[Band], asked: Narrowed, *, after: UUID | None = None, before: UUID | None = None
) -> PageOfMap:
    """Those who fit, after or before someone. Nobody where there is no band: the map would tell who named whom."""
    mask: Mask = np.full(seen.visible.people, bool(bands))
    if asked.wave:
        band = bands[int(asked.wave)]
        mask &= seen.among(band.first, band.last)
    if asked.state:
        mask &= shown_state(seen) == [state.value for state in WEIGHT].index(asked.state)
    if asked.group:
        mask &= known_of(seen).mask(Fact.GROUP.value, asked.group)
    if asked.start:
        firsts = np.arange(len(mask)) < seen.visible.first_people
        mask &= firsts if asked.start == Begun.START else ~firsts
    return seen.some(mask, key=_key(seen, bands, asked.sort), after=after, before=before, size=SIZE)


def band_of(seen: SeenMap, bands: Sequence[Band]) -> Numbers:
    """The number of each one's column: what the table says of the wave."""
    found = np.zeros(seen.visible.people, np.int64)
    for number, band in enumerate(bands):
        found[band.indexes] = number
    return found


def _key(seen: SeenMap, bands: Sequence[Band], sort: str) -> Numbers | None:
    if sort == Order.WAVE:
        return band_of(seen, bands)
    return by_state(seen) if sort == Order.STATE else None
