"""How quickly and how fully words are answered. Values in, values out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from engage.decisions.vocabulary import DecisionState
from engage.influence.records import Pair
from engage.influence.vocabulary import Outcome

MOVED = frozenset({Outcome.CHANGED.value, Outcome.CHANGED_IN_PART.value})


@dataclass(frozen=True)
class Part:
    """Some of a number of things; never a share without what it is a share of."""

    some: int
    of: int


@dataclass(frozen=True)
class Figures:
    """What the answers of a project look like from above.

    `median_days` is None while nothing is answered; `moved` counts, of those answered, what changed a decision at
    least in part; `unheard` counts, of the decisions made, those for which nobody was heard.
    """

    answered: Part
    moved: Part
    open_promises: int
    median_days: float | None
    too_late: int
    unheard: Part


def figures_of(pairs: Iterable[Pair], made: Collection[UUID] = ()) -> Figures:
    """The figures of `pairs`; those of withdrawn decisions count only where they were answered.

    `made` are the ids of all decisions that were made, heard for or not.
    """
    counted = [pair for pair in pairs if pair.answered or pair.decision_state != DecisionState.WITHDRAWN]
    answered = [pair for pair in counted if pair.answered]
    heard_for = {pair.decision_id for pair in counted}
    made = set(made)
    return Figures(
        answered=Part(len(answered), len(counted)),
        moved=Part(sum(pair.outcome in MOVED for pair in answered), len(answered)),
        open_promises=sum(pair.outcome == Outcome.UNDER_CONSIDERATION for pair in answered),
        median_days=_median_days(answered),
        too_late=sum(pair.too_late for pair in counted),
        unheard=Part(len(made - heard_for), len(made)),
    )


def _median_days(answered: Iterable[Pair]) -> float | None:
    """Days from hearing to the first answer, the middle one; an answer dated before its words counts as none."""
    days = [
        max(0, (pair.first_answered_on - pair.heard_on).days) for pair in answered if pair.first_answered_on is not None
    ]
    return float(median(days)) if days else None


def waiting_longer_than(pairs: Iterable[Pair], days: int, today: date) -> list[Pair]:
    """Words owed an answer for more than `days` days."""
    return [pair for pair in pairs if pair.is_owed and (today - pair.heard_on).days > days]


def due_within(pairs: Iterable[Pair], days: int, today: date) -> dict[UUID, int]:
    """How many words are owed an answer for each open decision that falls due within `days` days or is past."""
    counts: dict[UUID, int] = {}
    for pair in sorted(pairs, key=lambda each: each.due_on):
        if pair.is_owed and pair.made_on is None and (pair.due_on - today).days <= days:
            counts[pair.decision_id] = counts.get(pair.decision_id, 0) + 1
    return counts
