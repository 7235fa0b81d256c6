"""By whom someone was named: so many of those asked, group by group (snowball.md 1.8)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engage.referrals.findings.counting import Said
from engage.referrals.findings.ground import Ground
from engage.referrals.findings.vocabulary import Fact
from engage.referrals.graph import Numbers
from engage.referrals.seen import PersonSeen
from engage.referrals.visible import Mask
from engage.referrals.vocabulary import Question

_GROUP = Fact.GROUP.value


def support(named: int, groups: Mapping[str, Numbers], asked: Mask, voices: Numbers) -> dict[str, Said]:
    """For each group with anyone asked in it: how many of them named `named`, who is not asked about themselves.

    `groups` are the indexes of their members, `voices` those who named `named`.
    """
    others = asked.copy()
    others[named] = False
    found = {}
    for group, members in groups.items():
        heard = members[others[members]]
        if len(heard):
            found[group] = Said(int(np.isin(heard, voices).sum()), len(heard))
    return found


EVERYONE = ""
"""Stands for all who answered, whatever group they belong to."""


def support_of(person: PersonSeen, ground: Ground) -> dict[Question, dict[str, Said]]:
    """For each question in answer to which a voice named someone: by how many of those who answered it, in all and
    group by group.
    """
    found = {}
    for question, count in ground.named_by(person).items():
        if count:
            answers = ground.counted.answers(question)
            asked = np.zeros(ground.counted.people, np.bool_)
            asked[answers[:, 0]] = True
            groups = {EVERYONE: np.flatnonzero(asked)}
            groups.update({code: ground.known.of(_GROUP, code) for code in ground.known.codes(_GROUP)})
            voices = answers[answers[:, 1] == person.index, 0]
            found[question] = support(person.index, groups, asked, voices)
    return found


def groups_in(found: Mapping[Question, Mapping[str, Said]]) -> tuple[int, int]:
    """From how many groups anyone named them, all questions together, and in how many anyone was asked."""
    named = {group for groups in found.values() for group, said in groups.items() if group and said.found}
    asked = {group for groups in found.values() for group in groups if group}
    return len(named), len(asked)
