"""What someone sees of the map who may not learn who named whom. Pure.

Small numbers tell: where only one or two people can have named the next wave, the wave itself would name them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engage.i18n.formats import format_number
from engage.i18n.texts import gettext as _
from engage.referrals.seen import PersonSeen, SeenMap

LEAST = 3
"""Counts below this are "few"; as many people at least must stand behind a naming."""


@dataclass(frozen=True)
class Band:
    """One column of the wave board: people of one wave, or of several that must not be told apart."""

    first: int | None
    """The wave nearest to the starts; None where no start leads."""
    last: int | None
    """The wave farthest out; None where people are in it whom no start leads to."""
    people: list[PersonSeen]

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
    by_wave: dict[int, list[PersonSeen]] = {}
    for person in seen.people:
        if person.wave is not None:
            by_wave.setdefault(person.wave, []).append(person)
    unreached = [person for person in seen.people if person.wave is None]
    found: list[Band] = []
    for wave, people in sorted(by_wave.items()):
        if found and not exact and not _hides_a_namer(found[-1]):
            found[-1] = Band(found[-1].first, wave, [*found[-1].people, *people])
        else:
            found.append(Band(wave, wave, people))
    if unreached and not exact and found:
        found[-1] = Band(found[-1].first, None, [*found[-1].people, *unreached])
    elif unreached:
        found.append(Band(None, None, unreached))
    if found and not exact and not _hides_a_namer(found[0]):
        return []
    return [Band(band.first, band.last, _by_pseudonym(band.people)) for band in found]


def _hides_a_namer(band: Band) -> bool:
    """Whether so many in the band may have named someone that nobody can tell who did.

    In a joined band, or among people no start leads to, the one named may be counted here too: one more is needed.
    """
    may_have_named = sum(person.is_heard or person.is_start for person in band.people)
    return may_have_named >= LEAST + (band.is_joined or band.first is None)


def _by_pseudonym(people: Sequence[PersonSeen]) -> list[PersonSeen]:
    return sorted(people, key=lambda person: (person.record.pseudonym.casefold(), person.id.int))
