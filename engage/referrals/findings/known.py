"""What is known of everyone on a map that the scoping can ask for, as indexes and masks. Pure.

It looks at each record once and is kept as long as records stay the same.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engage.referrals.findings.vocabulary import Fact, Grouping
from engage.referrals.graph import Numbers
from engage.referrals.seen import SeenMap
from engage.referrals.visible import Mask
from engage.stakeholders.records import StakeholderRecord

Facts = Mapping[str, list[str]]
NOBODY: Numbers = np.empty(0, np.int64)
NONE, SEVERAL = -1, -2
"""Who is in none of the groups, and who is in more than one."""
_ROLE = Grouping.ROLE.value


class Known:
    """See the module."""

    def __init__(self, seen: SeenMap) -> None:
        self.people = seen.visible.people
        found: dict[tuple[str, str], list[int]] = {}
        holders = []
        for index, record in enumerate(seen.records):
            for fact, codes in facts_of(record).items():
                for code in codes:
                    found.setdefault((fact, code), []).append(index)
            for code in record.profile.roles:
                found.setdefault((_ROLE, code), []).append(index)
            holders.append(record.is_rights_holder)
        self.rights_holders: Mask = np.array(holders, np.bool_)
        self._found = {key: np.array(each, np.int64) for key, each in found.items()}

    def of(self, fact: str, code: str) -> Numbers:
        """The indexes of those of whom this is known."""
        return self._found.get((fact, code), NOBODY)

    def mask(self, fact: str, code: str) -> Mask:
        """The same by index."""
        found: Mask = np.zeros(self.people, np.bool_)
        found[self.of(fact, code)] = True
        return found

    def codes(self, fact: str) -> list[str]:
        """The codes of a fact of which anybody is."""
        return sorted(code for known, code in self._found if known == fact)

    def only(self, fact: str) -> tuple[list[str], Numbers]:
        """The codes of a fact, and by index the place of the one somebody has; NONE or SEVERAL for others."""
        codes = self.codes(fact)
        found: Numbers = np.full(self.people, NONE, np.int64)
        for place, code in enumerate(codes):
            members = self.of(fact, code)
            found[members] = np.where(found[members] == NONE, place, SEVERAL)
        return codes, found


def known_of(seen: SeenMap) -> Known:
    """What is known of those on a map."""
    return seen.keep("known", lambda: Known(seen))


def facts_of(record: StakeholderRecord) -> Facts:
    """By fact, what is known of someone that the scoping can ask for."""
    profile = record.profile
    found: dict[str, list[str]] = {}
    for fact, codes in (
        (_GROUP, profile.groups),
        (_COUNTRY, profile.countries),
        (_RIGHT, profile.rights_experience),
        (_EXPERTISE, profile.expertise),
    ):
        if codes:
            found[fact] = list(dict.fromkeys(codes))
    if profile.level:
        found[_LEVEL] = [profile.level]
    if profile.capacity and record.is_rights_holder:
        found[_CAPACITY] = [profile.capacity]
    if profile.intermediary_kind:
        found[_INTERMEDIARY] = [profile.intermediary_kind]
    return found


_GROUP, _COUNTRY, _RIGHT, _EXPERTISE = (fact.value for fact in (Fact.GROUP, Fact.COUNTRY, Fact.RIGHT, Fact.EXPERTISE))
_LEVEL, _CAPACITY, _INTERMEDIARY = (fact.value for fact in (Fact.LEVEL, Fact.CAPACITY, Fact.INTERMEDIARY))
