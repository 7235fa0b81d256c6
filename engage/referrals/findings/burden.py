"""How often bodies are asked, beside what they agreed to, and who else agreed to speak of the same. Pure.

Spare time is what a body agreed to and nothing else: that nobody asked a small group makes no room there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from engage.referrals.findings.counting import TOO_FEW, gini
from engage.referrals.findings.coverage import Cell
from engage.referrals.findings.grid import Row
from engage.referrals.findings.ground import DECLINED, NOT_SAFE, Ground
from engage.referrals.seen import PersonSeen
from engage.stakeholders.load.ledger import MANY
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.vocabulary import StakeholderKind

SUBSTITUTES = 3


@dataclass(frozen=True)
class Instead:
    """Somebody who fills some of the same lines of the scoping and agreed to be asked more often than they were."""

    person: PersonSeen
    cells: list[Cell]


@dataclass(frozen=True)
class Burden:
    """How often one body was asked in 12 months, and in the last quarter; `agreed` is their own ceiling."""

    record: StakeholderRecord
    requests: int
    lately: int
    agreed: int | None
    instead: list[Instead]
    silent: int
    """How many others fill the same lines and were never asked how often they want to be."""

    @property
    def is_full(self) -> bool:
        """Whether they should not be asked again: by their own word, or where there is none, by ours."""
        return self.requests >= (MANY if self.agreed is None else self.agreed)


@dataclass(frozen=True)
class Shared:
    """How requests are spread over those who were asked."""

    requests: int
    bodies: int
    most: int
    gini: float


def bears(record: StakeholderRecord) -> bool:
    """Whether the page is about them: bodies and those who speak for others."""
    return record.is_intermediary or record.kind == StakeholderKind.ORGANISATION


def burdens(
    bodies: Sequence[StakeholderRecord],
    ground: Ground,
    rows: Sequence[Row],
    *,
    asked: Mapping[UUID, int],
    lately: Mapping[UUID, int],
    agreed: Mapping[UUID, int],
) -> list[Burden]:
    """Those of `bodies` who were asked or agreed to something: who should not be asked again first, by pseudonym."""
    found = []
    for record in bodies:
        if not (asked.get(record.id) or record.id in agreed):
            continue
        requests, ceiling = asked.get(record.id, 0), agreed.get(record.id)
        one = Burden(record, requests, lately.get(record.id, 0), ceiling, [], 0)
        found.append(_with_others(one, ground, rows, asked, agreed) if one.is_full else one)
    return sorted(found, key=lambda each: (not each.is_full, each.record.pseudonym.casefold(), each.record.id.int))


def shared(found: Sequence[Burden]) -> Shared | None:
    """How requests are spread; None while there are too few to say."""
    requests = [each.requests for each in found if each.requests]
    if len(requests) < 2 or sum(requests) < TOO_FEW:
        return None
    return Shared(sum(requests), len(requests), max(requests), gini(requests))


def _with_others(
    one: Burden, ground: Ground, rows: Sequence[Row], asked: Mapping[UUID, int], agreed: Mapping[UUID, int]
) -> Burden:
    seen, me = ground.seen, ground.seen.index_of(one.record.id)
    mine = [row for row in rows if me is not None and (row.members == me).any()]
    if not mine:
        return one
    others = np.unique(np.concatenate([row.members for row in mine]))
    fit = seen.there[others] & ~np.isin(ground.state[others], (NOT_SAFE, DECLINED)) & (others != me)
    others = ground.by_pseudonym(others[fit])
    willing = [index for each in agreed if (index := seen.index_of(each)) is not None and agreed[each]]
    instead = []
    for person in ground.some(others[np.isin(others, willing)]):
        if bears(person.record) and asked.get(person.id, 0) < agreed[person.id]:
            cells = [row.record.cell for row in mine if (row.members == person.index).any()]
            instead.append(Instead(person, cells))
            if len(instead) == SUBSTITUTES:
                break
    silent = int((~np.isin(others, [index for each in agreed if (index := seen.index_of(each)) is not None])).sum())
    return Burden(one.record, one.requests, one.lately, one.agreed, instead, silent)
