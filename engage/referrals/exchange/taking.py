"""What of the map a file may hold, and how much is left out and why. Pure.

Waves are counted along the namings of the file alone: a wave that a naming left out led to would tell of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from secrets import SystemRandom, token_hex

import numpy as np

from engage.referrals import graph
from engage.referrals.exchange.vocabulary import LeftOut
from engage.referrals.graph import Numbers, Ways
from engage.referrals.plotted import QUESTIONS, STATES, TOLD, Plotted
from engage.referrals.seen import SeenMap
from engage.referrals.visible import Mask
from engage.referrals.vocabulary import MayBeTold, ReferralState

HIGHEST = 3
REFUSED = (ReferralState.DECLINED, ReferralState.UNREACHABLE, ReferralState.NOT_SAFE)
_RANDOM = SystemRandom()


@dataclass(frozen=True)
class Node:
    """Someone, under a pseudonym; `id` is made for this file and means nothing elsewhere."""

    id: str
    pseudonym: str
    is_start: bool
    wave: int | None


@dataclass(frozen=True)
class Edge:
    """One naming: places of both among the nodes, codes, and the month it was asked in."""

    namer: int
    named: int
    question: str
    asked_on: str
    state: str
    told: str


@dataclass(frozen=True)
class Taken:
    """Everything a file says, in an order that tells nothing."""

    nodes: list[Node]
    edges: list[Edge]


@dataclass(frozen=True)
class Reach:
    """Which namings go into a file, and how many do not."""

    namings: Numbers
    people: Numbers
    """Indexes of those in these namings, and of starts."""
    left_out: dict[LeftOut, int]
    highest: int
    """The highest protection among the people."""

    @property
    def kept_back(self) -> int:
        """How many namings are left out."""
        return sum(self.left_out.values())


def reach(seen: SeenMap, plotted: Plotted, *, questions: Collection[str], until: int) -> Reach:
    """What of what the reader sees may leave: namings that answer one of the questions, up to an entry."""
    visible = seen.visible
    records = [seen.record_of(index) for index in range(visible.people)]
    tier = np.array([record.tier for record in records], np.int64)
    there: Mask = np.array([record.is_there for record in records], np.bool_)
    rows = plotted.rows[visible.places]
    asked = np.isin(visible.question, [at for at, each in enumerate(QUESTIONS) if each.value in questions])
    rest: Mask = asked & (rows["entry"] <= until)
    guarded, gone = tier >= HIGHEST, ~there
    reasons = (
        (LeftOut.GUARDED, guarded[visible.namer] | guarded[visible.named]),
        (LeftOut.GONE, gone[visible.namer] | gone[visible.named]),
        (LeftOut.REFUSED, np.isin(visible.state, [STATES.index(each) for each in REFUSED])),
        (LeftOut.NOT_TOLD, rows["told"] == TOLD.index(MayBeTold.NO)),
    )
    left_out = {}
    for reason, holds in reasons:
        if count := int((rest & holds).sum()):
            left_out[reason] = count
        rest = rest & ~holds
    namings = np.flatnonzero(rest)
    inside: Mask = np.zeros(visible.people, np.bool_)
    inside[visible.namer[namings]] = inside[visible.named[namings]] = True
    inside[: visible.first_people] = True
    people = np.flatnonzero(inside & ~guarded & ~gone)
    return Reach(namings, people, left_out, int(tier[people].max(initial=1)))


def take(seen: SeenMap, plotted: Plotted, within: Reach) -> Taken:
    """Makes it, shuffled: neither order nor ids tell who came first."""
    visible = seen.visible
    order = within.people.tolist()
    _RANDOM.shuffle(order)
    place = np.full(visible.people, -1, np.int64)
    place[order] = np.arange(len(order))
    namer, named = place[visible.namer[within.namings]], place[visible.named[within.namings]]
    starts = np.array([at for at, index in enumerate(order) if index < visible.first_people], np.int64)
    waves = graph.steps(len(order), starts, Ways(len(order), namer, named)).tolist()
    nodes = [
        Node(
            f"n{token_hex(8)}",
            seen.record_of(index).pseudonym,
            index < visible.first_people,
            None if wave == graph.UNREACHED else wave,
        )
        for index, wave in zip(order, waves, strict=True)
    ]
    told = plotted.rows["told"][visible.places[within.namings]].tolist()
    columns = (visible.question[within.namings], visible.day[within.namings], visible.state[within.namings])
    edges = [
        Edge(
            one,
            other,
            str(QUESTIONS[question].value),
            date.fromordinal(day).strftime("%Y-%m"),
            str(STATES[state].value),
            str(TOLD[may].value),
        )
        for one, other, question, day, state, may in zip(
            namer.tolist(), named.tolist(), *(column.tolist() for column in columns), told, strict=True
        )
    ]
    _RANDOM.shuffle(edges)
    return Taken(nodes, edges)
