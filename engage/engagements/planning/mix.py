"""Who is missing in a mix of people, and on the company's side: what to ask oneself, never a refusal. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from engage.engagements.records import CompanyDetail, EngagementRecord, Plan
from engage.engagements.vocabulary import Authority, Knowledge, Mode
from engage.stakeholders.records import StakeholderRecord

ROOM = 2
"""A language is spoken for somebody who speaks it; an interpreter is asked for from one person on."""


class MissingPeople(StrEnum):
    """What a mix of people lacks."""

    NOBODY = "nobody"
    RIGHTS_HOLDERS = "rights_holders"
    FEW_RIGHTS_HOLDERS = "few_rights_holders"
    INTERMEDIARIES = "intermediaries"
    EXPERIENCE = "experience"
    EXPERTISE = "expertise"


class MissingCompany(StrEnum):
    """What the company's side lacks."""

    NOBODY = "nobody"
    AUTHORITY = "authority"
    KNOWLEDGE = "knowledge"


@dataclass(frozen=True)
class Mix:
    """Those chosen for an engagement, and what they reach. `unheard` are languages that no interpreter covers."""

    engagement: EngagementRecord
    people: Sequence[StakeholderRecord]
    rights_holders: int
    intermediaries: int
    missing: tuple[MissingPeople, ...]
    unheard: tuple[tuple[str, int], ...]

    @property
    def ids(self) -> frozenset[UUID]:
        """Who they are."""
        return frozenset(each.id for each in self.people)


@dataclass(frozen=True)
class CompanyMix:
    """Whether somebody can decide, and which knowledge is missing of what is wanted."""

    missing: tuple[MissingCompany, ...]
    knowledge: tuple[Knowledge, ...]


def mix_of(engagement: EngagementRecord, people: Sequence[StakeholderRecord]) -> Mix:
    """What these people are together."""
    holders = [each for each in people if each.is_rights_holder]
    between = [each for each in people if each.is_intermediary and not each.is_rights_holder]
    missing = []
    if not people:
        missing.append(MissingPeople.NOBODY)
    else:
        if not holders and engagement.plan.mode == Mode.DIRECT:
            missing.append(MissingPeople.RIGHTS_HOLDERS)
        elif holders and len(holders) < len(between):
            missing.append(MissingPeople.FEW_RIGHTS_HOLDERS)
        if holders and not between and len(people) > ROOM:
            missing.append(MissingPeople.INTERMEDIARIES)
        if not any(each.profile.rights_experience for each in people):
            missing.append(MissingPeople.EXPERIENCE)
        if not any(each.profile.rights_expertise or each.profile.expertise for each in people):
            missing.append(MissingPeople.EXPERTISE)
    return Mix(engagement, people, len(holders), len(between), tuple(missing), unheard_in(engagement.plan, people))


def unheard_in(plan: Plan, people: Iterable[StakeholderRecord]) -> tuple[tuple[str, int], ...]:
    """Languages of people who speak none of those spoken there and none that is interpreted, with how many."""
    covered = {*plan.languages, *(code for code, said in plan.interpreters.items() if said and said[0])}
    counts: dict[str, int] = {}
    for each in people:
        spoken = each.profile.languages
        if spoken and not covered & set(spoken):
            counts[spoken[0]] = counts.get(spoken[0], 0) + 1
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def company_mix(plan: Plan, side: Collection[CompanyDetail]) -> CompanyMix:
    """What the company's side still lacks; all knowledge is wanted unless the plan says which."""
    wanted = [Knowledge(code) for code in plan.knowledge_wanted] or list(Knowledge)
    known = {code for each in side for code in each.knowledge}
    lacking = tuple(each for each in wanted if each.value not in known)
    if not side:
        return CompanyMix((MissingCompany.NOBODY,), lacking)
    missing = [] if any(each.authority == Authority.DECIDES for each in side) else [MissingCompany.AUTHORITY]
    if lacking:
        missing.append(MissingCompany.KNOWLEDGE)
    return CompanyMix(tuple(missing), lacking)
