"""What a picture says in words: its circles, its parts, how many people. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engage.i18n.formats import format_number
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.referrals.drawing import ring_words
from engage.referrals.findings.grid import Count, Kept
from engage.referrals.picture.blocks import NO_START, OF_NONE, OF_SEVERAL, OTHER_STARTS, REST, Block, Blocks
from engage.referrals.seen import SeenMap
from engage.referrals.veil import LEAST, Band, figure
from engage.referrals.visible import WEIGHT
from engage.referrals.vocabulary import ReferralState


@dataclass(frozen=True)
class RingInWords:
    """One circle of the text summary."""

    words: str
    people: str
    heard: str


def summary(seen: SeenMap, bands: Sequence[Band], *, exact: bool) -> list[RingInWords]:
    """The circles from the inside outward: how many people, how many of them heard."""
    heard = seen.visible.standing == WEIGHT.index(ReferralState.ENGAGED)
    found = []
    for band in bands:
        people, of_them = len(band.indexes), int(np.count_nonzero(heard[band.indexes]))
        # What is left of a sum tells as much as what is taken away.
        told = exact or (of_them >= LEAST and (people == of_them or people - of_them >= LEAST))
        found.append(
            RingInWords(
                ring_words(band),
                people_in_words(people, exact=exact),
                figure(of_them, exact=exact) if told or of_them < LEAST else _("not shown"),
            )
        )
    return found


def people_in_words(people: int, *, exact: bool) -> str:
    """So many people."""
    if not exact and people < LEAST:
        return _("A few people")
    return ngettext("One person", "%(num)s people", people, num=format_number(people))


def count(value: Count) -> str:
    """A count of a part as the reader may have it."""
    if isinstance(value, Kept):
        return _("few") if value is Kept.FEW else _("not shown")
    return format_number(value)


@dataclass(frozen=True)
class Parting:
    """How parts are called: the words of circles by number, of groups by code, of starts by index."""

    rings: Sequence[str]
    groups: Mapping[str, str]
    starts: Mapping[int, str]

    def ring(self, block: Block) -> str:
        return self.rings[block.ring]

    def group(self, code: str) -> str:
        return self.groups.get(code, code)

    def start(self, index: int) -> str:
        """Through whom somebody came first; empty where parts are not told apart by it."""
        return self.starts.get(index, "")

    def about(self, block: Block) -> str:
        """A part in one sentence, for those who listen."""
        said = {"where": self.ring(block), "group": self.group(block.group), "count": count(block.people)}
        if self.start(block.start):
            return _("%(where)s, %(group)s, through %(start)s: %(count)s", start=self.start(block.start), **said)
        return _("%(where)s, %(group)s: %(count)s", **said)


def parting(seen: SeenMap, bands: Sequence[Band], blocks: Blocks, groups: Mapping[str, str], *, exact: bool) -> Parting:
    """The words for some parts; `groups` are the words of codes."""
    rings = [ring_words(band) for band in bands]
    if blocks.joined_from is not None:
        rings[blocks.joined_from] = _("%(where)s and beyond", where=rings[blocks.joined_from])
    known = {each.start for each in blocks.blocks if each.start >= 0} if exact else set()
    starts = {index: seen.record_of(index).pseudonym for index in known}
    if exact:
        starts |= {NO_START: _("No start leads here yet"), OTHER_STARTS: _("Other starts")}
    named = {OF_NONE: _("None known"), OF_SEVERAL: _("More than one"), REST: _("Other groups")}
    return Parting(rings, {**groups, **named}, starts)
