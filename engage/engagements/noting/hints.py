"""What in notes leads to a person, pointed out beside the line: never whose it is, and nothing is forbidden.

Names are looked for only as far as the writer may look at names: for everybody else no line tells whether somebody
is known here. Addresses and numbers are told by their shape alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.errors import KeyErased
from engage.crypto.sealed import unseal
from engage.engagements.noting.vocabulary import Hint
from engage.engagements.queries import participants_of
from engage.engagements.records import EngagementRecord
from engage.stakeholders.directory import Directory, directory_of
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.traces import Span, Word, addresses_in, numbers_in, single_words, words_in
from engage.stakeholders.vocabulary import StakeholderKind

LONGEST_NAME = 4
MOST = 50


@dataclass(frozen=True)
class PointedOut:
    """One line, counted from one, and what it seems to hold."""

    line: int
    what: Hint


def hints_in(session: Session, engagement: EngagementRecord, text: str, *, names_up_to_tier: int) -> list[PointedOut]:
    """What the lines of `text` seem to hold, in their order; the first of many.

    `names_up_to_tier`: of whom the writer may look at names; 0 for nobody.
    """
    found = {(Hint.EMAIL, span) for span in addresses_in(text)}
    found |= {(Hint.PHONE, span) for span in numbers_in(text)}
    found |= {(Hint.NAME, span) for span in _named(session, engagement, text, names_up_to_tier)}
    lines = {PointedOut(text.count("\n", 0, start) + 1, what) for what, (start, _end) in found}
    return sorted(lines, key=lambda each: (each.line, each.what.value))[:MOST]


def tells_a_name(hints: Iterable[PointedOut]) -> bool:
    """Whether a line seems to hold a name."""
    return any(each.what is Hint.NAME for each in hints)


def names_in(session: Session, engagement: EngagementRecord, text: str, *, names_up_to_tier: int) -> frozenset[str]:
    """What in `text` is taken for a name: tells what was tried out, and is shown to nobody."""
    return frozenset(text[start:end].casefold() for start, end in _named(session, engagement, text, names_up_to_tier))


def _named(session: Session, engagement: EngagementRecord, text: str, up_to_tier: int) -> set[Span]:
    if not up_to_tier:
        return set()
    words, directory = words_in(text), directory_of(session, engagement.project_id)
    single = single_words(_names(session, engagement, up_to_tier))
    within = {(start, end) for start, end, forms in words if forms & single}
    return within | set(_registered(text, words, directory, up_to_tier))


def _names(session: Session, engagement: EngagementRecord, up_to_tier: int) -> Iterator[str]:
    """Names of people who take part; of a body only its whole name tells, and that is looked for among all."""
    ids = {each.stakeholder_id for each in participants_of(session, engagement.id)}
    rows = select(Stakeholder).where(Stakeholder.id.in_(ids), Stakeholder.tier <= up_to_tier)
    for row in session.scalars(rows.where(Stakeholder.kind == StakeholderKind.PERSON.value)):
        try:
            yield unseal(session, row, "name") or ""
        except KeyErased:
            continue


def _registered(text: str, words: list[Word], directory: Directory, up_to_tier: int) -> Iterator[Span]:
    """Where a whole name of somebody in the registry stands."""
    for place, (start, _end, _forms) in enumerate(words):
        for last in words[place + 1 : place + LONGEST_NAME]:
            phrase = text[start : last[1]]
            if "\n" in phrase:
                break
            if directory.same_name(phrase, up_to_tier):
                yield start, last[1]
