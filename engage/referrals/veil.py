"""What someone sees of the map who may not learn who named whom. Pure.

Small numbers tell: where only one or two people can have named the next wave, the wave itself would name them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from engage.i18n.formats import format_number
from engage.i18n.texts import gettext as _
from engage.referrals.everyone import Some
from engage.referrals.graph import Numbers
from engage.referrals.seen import PersonSeen, SeenMap
from engage.referrals.visible import WEIGHT
from engage.referrals.vocabulary import ReferralState

LEAST = 3
"""Counts below this are "few"; as many people at least must stand behind a naming."""


MOST_COLUMNS = 12
"""So many columns stand side by side; the waves farther out share the last."""


@dataclass(frozen=True, eq=False)
class Band:
    """One column of the wave board: people of one wave, or of several that must not be told apart."""

    first: int | None
    """The wave nearest to the starts; None where no start leads."""
    last: int | None
    """The wave farthest out; None where people are in it whom no start leads to."""
    indexes: Numbers = field(repr=False)
    """Who is in it, by pseudonym."""
    people: Sequence[PersonSeen] = field(repr=False)
    """The same, each made when looked at."""

    @property
    def is_joined(self) -> bool:
        return self.first != self.last


def figure(count: int, *, exact: bool) -> str:
    """A count as the reader may have it: the number, or “few” where it is small."""
    return format_number(count) if exact or count >= LEAST else _("few")


def bands(seen: SeenMap, *, exact: bool) -> list[Band]:
    """The waves from the starts outward, each by pseudonym.

    Where `exact` is not allowed, waves that would tell who named whom are joined into one; there are none at all while
    the map is so small that even this would tell.
    """
    found = seen.keep(f"bands, exact: {exact}", lambda: _found(seen, exact=exact))
    return [Band(first, last, indexes, Some(seen, indexes)) for first, last, indexes in found]


def columns(found: Sequence[Band], seen: SeenMap) -> list[Band]:
    """The same in no more columns than a page can hold: the waves farthest out share one."""
    near, far = list(found[: MOST_COLUMNS - 1]), found[MOST_COLUMNS - 1 :]
    outside = [band for band in far if band.first is None]
    far = [band for band in far if band.first is not None]
    if len(far) > 1:
        indexes = np.concatenate([band.indexes for band in far])
        indexes = indexes[np.argsort(seen.ranks[indexes], kind="stable")]
        return [*near, Band(far[0].first, far[-1].last, indexes, Some(seen, indexes)), *outside]
    return [*near, *far, *outside]


class _Wave(NamedTuple):
    """One wave, or several, in counts."""

    first: int | None
    last: int | None
    may_have_named: int

    def hides_a_namer(self) -> bool:
        """Whether so many in it may have named someone that nobody can tell who did.

        In a joined band, or among people no start leads to, the one named may be counted here too: one more is needed.
        """
        return self.may_have_named >= LEAST + (self.first != self.last or self.first is None)


def _found(seen: SeenMap, *, exact: bool) -> list[tuple[int | None, int | None, Numbers]]:
    view = seen.visible
    # Whoever no start leads to comes last.
    far = int(view.wave.max(initial=-1)) + 1
    wave = np.where(view.wave < 0, far, view.wave)
    sizes = np.bincount(wave, minlength=far + 1)
    heard = view.standing == WEIGHT.index(ReferralState.ENGAGED)
    heard[: view.first_people] = True
    may_have_named = np.bincount(wave[heard], minlength=far + 1).tolist()
    joined: list[_Wave] = []
    for number in np.flatnonzero(sizes).tolist():
        each = _Wave(number, number, may_have_named[number]) if number < far else _Wave(None, None, may_have_named[far])
        if joined and not exact and (each.first is None or not joined[-1].hides_a_namer()):
            before = joined[-1]
            each = _Wave(before.first, each.last, before.may_have_named + each.may_have_named)
            joined[-1] = each
        else:
            joined.append(each)
    if joined and not exact and not joined[0].hides_a_namer():
        return []
    firsts = [far if each.first is None else each.first for each in joined]
    band_of = np.searchsorted(firsts, np.arange(far + 1), side="right") - 1
    order = np.lexsort((seen.ranks, band_of[wave]))
    parts = np.split(order, np.searchsorted(band_of[wave][order], np.arange(1, len(joined))))
    return [(each.first, each.last, part) for each, part in zip(joined, parts, strict=True)]
