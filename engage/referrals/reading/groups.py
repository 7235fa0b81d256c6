"""By how many voices, and from how many groups, people on the map were named. Pure."""

from __future__ import annotations

import numpy as np

from engage.referrals.findings.ground import Ground
from engage.referrals.findings.known import known_of
from engage.referrals.findings.vocabulary import Fact
from engage.referrals.graph import Numbers, Ways
from engage.referrals.plotted import QUESTIONS
from engage.referrals.seen import PersonSeen, SeenMap
from engage.referrals.vocabulary import Question


def groups_of(seen: SeenMap) -> Ways:
    """From each person to the numbers of their groups, kept while the map and the records are as they are."""
    return seen.keep("groups", lambda: _groups_of(seen))


def _groups_of(seen: SeenMap) -> Ways:
    known = known_of(seen)
    members = [known.of(Fact.GROUP.value, code) for code in known.codes(Fact.GROUP.value)]
    numbers = np.repeat(np.arange(len(members)), [len(each) for each in members])
    return Ways(known.people, np.concatenate([*members, np.empty(0, np.int64)]), numbers)


def voices_behind(ground: Ground, person: PersonSeen) -> dict[Question, int]:
    """How many independent voices named someone, question by question; counted once for everyone."""
    times = ground.seen.keep("voices", lambda: _voices(ground))
    return {question: int(each[person.index]) for question, each in times.items()}


def _voices(ground: Ground) -> dict[Question, Numbers]:
    people = ground.seen.visible.people
    return {each: np.bincount(ground.counted.answers(each)[:, 1], minlength=people) for each in QUESTIONS}


def groups_behind(ground: Ground, person: PersonSeen) -> dict[Question, int]:
    """From how many known groups those are who named someone, their own ring apart, question by question."""
    view, groups = ground.seen.visible, groups_of(ground.seen)
    lines = view.namers.lines_of(person.index)
    ring = ground.voices.ring_of(person.index)
    if ring is not None:
        lines = lines[~np.isin(view.namer[lines], ring.members)]
    return {
        question: len(np.unique(groups.from_all(view.namer[lines[view.question[lines] == number]])))
        for number, question in enumerate(QUESTIONS)
    }
