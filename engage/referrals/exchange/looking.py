"""What saving a file of namings would do: whom its ends mean, which namings are there already, what is left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy.orm import Session

from engage.referrals.exchange.lines import Content, Faults, Line, Looked
from engage.referrals.exchange.queries import numbers, people_called
from engage.referrals.exchange.vocabulary import EndAnswer, LineFault
from engage.referrals.plotted import QUESTIONS, Plotted
from engage.referrals.queries import plotted_map
from engage.stakeholders.directory import directory_of
from engage.stakeholders.records import StakeholderRecord

LEAST_TIER = 2
MOST_FAULTS = 500
MOST_ALIKE = 3
IS = "is:"
"""Before the pseudonym of whoever an end is."""
_QUESTION = {str(each.value): number for number, each in enumerate(QUESTIONS)}


@dataclass(frozen=True)
class Decisions:
    """What becomes of ends that nobody goes by: one answer for all whom nothing else is said of, and others by what
    the file calls them, in small letters: OUT, NEW, or `is:` and a pseudonym.
    """

    every: str = EndAnswer.OUT.value
    ends: Mapping[str, str] = field(default_factory=dict)

    def packed(self) -> dict[str, Any]:
        """The decisions as JSON can say them."""
        return {"every": self.every, "ends": dict(self.ends)}

    @classmethod
    def unpacked(cls, said: dict[str, Any] | None) -> Decisions:
        """What `packed` gave."""
        return cls() if said is None else cls(said["every"], said["ends"])

    @property
    def pseudonyms(self) -> list[str]:
        """Of whom it is said that an end is them."""
        return [answer.removeprefix(IS) for answer in self.ends.values() if answer.startswith(IS)]


@dataclass(frozen=True)
class Plan:
    """Exactly what saving does. `people`: end → who it is; `new`: end → protection of a new record."""

    people: dict[int, UUID]
    new: dict[int, int]
    lines: list[Line]


class _Ends:
    """Whom each end means, once everything said is taken together."""

    def __init__(self, content: Content, decisions: Decisions, known: Mapping[str, StakeholderRecord]) -> None:
        self.people: dict[int, StakeholderRecord] = {}
        self.open: list[int] = []
        self.answer: dict[int, str] = {}
        for at, text in enumerate(content.ends):
            key = text.casefold()
            said = decisions.ends.get(key, "")
            person = known.get(key) or (known.get(said.removeprefix(IS).casefold()) if said.startswith(IS) else None)
            if person is not None:
                self.people[at] = person
            else:
                self.open.append(at)
                self.answer[at] = "" if said.startswith(IS) else said


def look(
    session: Session, project_id: UUID, content: Content, decisions: Decisions, *, up_to_tier: int, looks_up_to: int
) -> tuple[Looked, Plan]:
    """Looks the namings of a file through, as far as someone may know of people and look at names."""
    called = [*content.ends, *decisions.pseudonyms]
    ends = _Ends(content, decisions, people_called(session, project_id, called, up_to_tier=up_to_tier))
    alike = _alike(session, project_id, [content.ends[at] for at in ends.open], looks_up_to)
    new = set()
    for at in ends.open:
        # Of an end that may be somebody who is there, one answer for all decides nothing.
        usual = EndAnswer.OUT.value if content.ends[at] in alike else decisions.every
        if (ends.answer[at] or usual) == EndAnswer.NEW:
            new.add(at)
    kept, left_out, faults = _sorted(content, ends, new)
    kept, there = _not_there_yet(plotted_map(session, project_id), kept, ends)
    used = {end for line in kept for end in (line.namer, line.named)}
    tiers = _tiers(kept, ends, new & used)
    lines = Counter(end for line in content.lines for end in (line.namer, line.named))
    unknown = sorted(((content.ends[at], lines[at]) for at in ends.open), key=lambda end: (-end[1], end[0].casefold()))
    every = sorted([*content.faults, *faults])
    people_number, map_number = numbers(session, project_id)
    looked = Looked(
        people_number=people_number,
        map_number=map_number,
        up_to_tier=up_to_tier,
        ready=len(kept),
        there=there,
        left_out=left_out,
        known=len(ends.people),
        new=len(tiers),
        unknown=unknown,
        alike=alike,
        faults=every[:MOST_FAULTS],
        fault_counts=dict(Counter(code for _row, code in every)),
    )
    people = {at: person.id for at, person in ends.people.items() if at in used}
    return looked, Plan(people, tiers, kept)


def _alike(session: Session, project_id: UUID, texts: Sequence[str], looks_up_to: int) -> dict[str, list[str]]:
    """Of ends that are names of people: under which pseudonyms; for those who may look at names."""
    if not texts or looks_up_to < 1:
        return {}
    directory = directory_of(session, project_id)
    found = {text: directory.same_name(text, looks_up_to)[:MOST_ALIKE] for text in texts}
    return {text: sorted(each.pseudonym for each in people) for text, people in found.items() if people}


def _sorted(content: Content, ends: _Ends, new: set[int]) -> tuple[list[Line], int, Faults]:
    """Namings between people who are there or will be; how many are left out; and those that may not be."""
    kept: list[Line] = []
    left_out, faults = 0, list[tuple[int, str]]()
    here = ends.people.keys() | new
    for line in content.lines:
        both = ends.people.get(line.namer), ends.people.get(line.named)
        if line.namer not in here or line.named not in here:
            left_out += 1
        elif any(person is not None and person.restricted for person in both):
            faults.append((line.row, str(LineFault.RESTRICTED.value)))
        elif both[0] is not None and both[1] is not None and both[0].id == both[1].id:
            faults.append((line.row, str(LineFault.ITSELF.value)))
        else:
            kept.append(line)
    return kept, left_out, faults


def _not_there_yet(plotted: Plotted, lines: list[Line], ends: _Ends) -> tuple[list[Line], int]:
    """Namings that the map does not hold, and how many it does; of two ends that are one person the first counts."""
    rows = plotted.rows[plotted.between_two]
    size, kinds = max(1, len(plotted.people)), len(QUESTIONS)
    known = (rows["namer"].astype(np.int64) * size + rows["named"]) * kinds + rows["question"]
    number = {at: plotted.number_of.get(person.id, -1) for at, person in ends.people.items()}
    keys = np.full(len(lines), -1, np.int64)
    for place, line in enumerate(lines):
        namer, named = number.get(line.namer, -1), number.get(line.named, -1)
        if namer >= 0 and named >= 0:
            keys[place] = (namer * size + named) * kinds + _QUESTION[line.question]
    on_map = (keys >= 0) & np.isin(keys, known)
    seen: set[tuple[UUID | int, UUID | int, str]] = set()
    kept = []
    for line, is_there in zip(lines, on_map.tolist(), strict=True):
        one, other = (ends.people[end].id if end in ends.people else end for end in (line.namer, line.named))
        if not is_there and (one, other, line.question) not in seen:
            seen.add((one, other, line.question))
            kept.append(line)
    return kept, len(lines) - len(kept)


def _tiers(lines: Sequence[Line], ends: _Ends, new: set[int]) -> dict[int, int]:
    """Whoever is new is protected at least as those who named them."""
    found = dict.fromkeys(sorted(new), LEAST_TIER)
    named_by: dict[int, list[int]] = {}
    for line in lines:
        if line.named in found:
            named_by.setdefault(line.namer, []).append(line.named)
    high = [at for at, person in ends.people.items() if person.tier > LEAST_TIER]
    while high:
        at = high.pop()
        for each in named_by.get(at, ()):
            if found[each] == LEAST_TIER:
                found[each] = LEAST_TIER + 1
                high.append(each)
    return found
