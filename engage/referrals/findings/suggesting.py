"""Three suggestions whom to hear next, each with its reasons; never a ranking of everybody, never by importance.

Whoever would be the first voice of a kind that is missing comes first (a covering problem: greedy choice is within
1 - 1/e of the best, Nemhauser, Wolsey and Fisher 1978); the over-asked are spared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from engage.referrals.findings.coverage import Cell, Covered, Facts

SUGGESTIONS = 3
NEW_NAMES, DISAGREEMENT, SECOND_WAY = 0.25, 0.5, 0.5
"""What a reason weighs beside the first voice of a kind that is missing, which weighs 1."""
HARM_FIRST = 0.5
"""Past harm first: who lived through a violation weighs more (BSR, Conclusion)."""


class Why(StrEnum):
    """A reason to hear someone next."""

    FIRST_VOICE = "first_voice"
    MORE_VOICES = "more_voices"
    PAST_HARM = "past_harm"
    DISAGREES = "disagrees"
    SECOND_WAY = "second_way"
    NEW_NAMES = "new_names"


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be heard next. `label` settles ties and must not depend on the order of entry."""

    person: int
    label: str
    facts: Facts
    disagrees: bool = False
    second_way: bool = False
    harmed: bool = False
    asked_lately: int = 0
    new_names: float = 0.0
    """How many new names a conversation in their groups brought so far, on average."""


@dataclass(frozen=True)
class Suggestion:
    """Whom to hear, and why: reasons with the cell they rest on, where there is one."""

    candidate: Candidate
    reasons: list[tuple[Why, Cell | None]] = field(default_factory=list)


def suggest(candidates: Iterable[Candidate], covered: Sequence[Covered], *, spared_from: int = 3) -> list[Suggestion]:
    """At most three, best first together: each is chosen for what the ones before it leave open.

    Whoever was asked `spared_from` times lately is left out.
    """
    left = sorted((each for each in candidates if each.asked_lately < spared_from), key=lambda each: each.label)
    missing = {each.cell: each.missing for each in covered}
    heard = {each.cell: each.heard for each in covered}
    found: list[Suggestion] = []
    while left and len(found) < SUGGESTIONS:
        best = max(left, key=lambda each: _worth(each, missing, heard))
        reasons = _reasons(best, missing, heard)
        if not reasons:
            break
        found.append(Suggestion(best, reasons))
        left.remove(best)
        for cell in _cells(best, missing):
            missing[cell], heard[cell] = max(0, missing[cell] - 1), heard[cell] + 1
    return found


def _cells(candidate: Candidate, cells: Collection[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.code in candidate.facts.get(cell.fact, ())]


def _worth(candidate: Candidate, missing: Mapping[Cell, int], heard: Mapping[Cell, int]) -> float:
    cells = [cell for cell in _cells(candidate, missing) if missing[cell]]
    worth = sum(1.0 if not heard[cell] else 0.5 for cell in cells)
    worth += DISAGREEMENT * candidate.disagrees + SECOND_WAY * candidate.second_way + HARM_FIRST * candidate.harmed
    return worth + NEW_NAMES * min(1.0, candidate.new_names / 4) - 0.25 * candidate.asked_lately


def _reasons(
    candidate: Candidate, missing: Mapping[Cell, int], heard: Mapping[Cell, int]
) -> list[tuple[Why, Cell | None]]:
    reasons: list[tuple[Why, Cell | None]] = [
        (Why.MORE_VOICES if heard[cell] else Why.FIRST_VOICE, cell)
        for cell in _cells(candidate, missing)
        if missing[cell]
    ]
    reasons.sort(key=lambda reason: reason[0] is Why.MORE_VOICES)
    flags = [
        (Why.PAST_HARM, candidate.harmed),
        (Why.DISAGREES, candidate.disagrees),
        (Why.SECOND_WAY, candidate.second_way),
        (Why.NEW_NAMES, candidate.new_names >= 1),
    ]
    return reasons + [(why, None) for why, holds in flags if holds]
