"""Where an engagement stands on each principle, and which is weakest: words, never a score. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from engage.engagements.records import EngagementRecord
from engage.principles.findings import Finding
from engage.principles.vocabulary import Principle, Verdict

JUDGED = (Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET)
SHORT = (Verdict.NOT_MET, Verdict.PARTLY)
GRAVEST = (Verdict.NOT_MET, Verdict.PARTLY, Verdict.MET, Verdict.NOT_YET_DUE, Verdict.NOT_APPLICABLE)


@dataclass(frozen=True)
class Line:
    """An engagement with its standing on each of the eight, and its weakest principles."""

    engagement: EngagementRecord
    standing: list[tuple[Principle, Verdict]]
    weakest: list[Principle]


@dataclass(frozen=True)
class Weakness:
    """A principle that is not met in `count` of the `judged` engagements; `first` is the earliest of them."""

    principle: Principle
    count: int
    judged: int
    first: EngagementRecord
    since: date


def of_principle(findings: Iterable[Finding], principle: Principle) -> list[Finding]:
    """The findings under one principle."""
    return [finding for finding in findings if finding.principle is principle]


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """What is not met comes first, what does not apply last."""
    return sorted(findings, key=lambda finding: GRAVEST.index(finding.verdict))


def verdict_on(principle: Principle, findings: Iterable[Finding]) -> Verdict:
    """One word for a principle. Safety is not met as soon as one criterion is not: nobody is partly safe."""
    verdicts = {finding.verdict for finding in of_principle(findings, principle)}
    judged = verdicts & set(JUDGED)
    if principle is Principle.SAFE and Verdict.NOT_MET in judged:
        return Verdict.NOT_MET
    if len(judged) == 1:
        return judged.pop()
    if judged:
        return Verdict.PARTLY
    return Verdict.NOT_YET_DUE if Verdict.NOT_YET_DUE in verdicts else Verdict.NOT_APPLICABLE


def standing(findings: Sequence[Finding]) -> list[tuple[Principle, Verdict]]:
    """The eight in their order, each with its word."""
    return [(principle, verdict_on(principle, findings)) for principle in Principle]


def weakest(findings: Sequence[Finding]) -> list[Principle]:
    """Of the principles with the gravest word, those that fall short most often; safety, not met, stands alone."""
    words = dict(standing(findings))
    if words[Principle.SAFE] is Verdict.NOT_MET:
        return [Principle.SAFE]
    for verdict in (Verdict.NOT_MET, Verdict.PARTLY):
        counts = {
            principle: sum(finding.verdict in SHORT for finding in of_principle(findings, principle))
            for principle, word in words.items()
            if word is verdict
        }
        if counts:
            return [principle for principle, count in counts.items() if count == max(counts.values())]
    return []


def line_of(engagement: EngagementRecord, findings: Sequence[Finding]) -> Line:
    """An engagement as a line of the table."""
    return Line(engagement, standing(findings), weakest(findings))


def weaknesses(lines: Sequence[Line]) -> list[Weakness]:
    """The principles that are not met in the most of these engagements; several when they are alike, none when none."""
    found = []
    for principle in Principle:
        judged = [(line, verdict) for line in lines for which, verdict in line.standing if which is principle]
        judged = [(line, verdict) for line, verdict in judged if verdict in JUDGED]
        failing = [line.engagement for line, verdict in judged if verdict is Verdict.NOT_MET]
        if failing:
            first = min(failing, key=_day)
            found.append(Weakness(principle, len(failing), len(judged), first, _day(first)))
    most = max((each.count for each in found), default=0)
    return [each for each in found if each.count == most]


def _day(engagement: EngagementRecord) -> date:
    return engagement.held_on or engagement.planned_on
