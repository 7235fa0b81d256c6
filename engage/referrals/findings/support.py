"""By whom someone was named: so many of those asked, group by group (snowball.md 1.8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from engage.referrals.findings.counting import Said
from engage.referrals.findings.ground import Ground
from engage.referrals.graph import Naming
from engage.referrals.seen import PersonSeen
from engage.referrals.vocabulary import Question


def support(
    named: int, groups: Mapping[str, Collection[int]], asked: Collection[int], voiced: Iterable[Naming]
) -> dict[str, Said]:
    """For each group with anyone asked in it: how many of them named `named`, who is not asked about themselves.

    `voiced` are the namings that count (`Voices.namings`).
    """
    namers = {voice for voice, other in voiced if other == named}
    found = {}
    for group, members in groups.items():
        heard = (set(members) & set(asked)) - {named}
        if heard:
            found[group] = Said(len(heard & namers), len(heard))
    return found


def breadth(found: Mapping[str, Said]) -> int:
    """From how many groups anyone named them."""
    return sum(said.found > 0 for said in found.values())


EVERYONE = ""
"""Stands for all who answered, whatever group they belong to."""


def support_of(person: PersonSeen, ground: Ground) -> dict[Question, dict[str, Said]]:
    """For each question in answer to which a voice named someone: by how many of those who answered it, in all and
    group by group.
    """
    found = {}
    for question, count in ground.named_by(person).items():
        if count:
            voiced = ground.answers_to(question)
            asked = {voice for voice, _named in voiced}
            groups: dict[str, set[int]] = {EVERYONE: asked}
            for voice in asked:
                for group in ground.seen.record_of(voice).profile.groups:
                    groups.setdefault(group, set()).add(voice)
            found[question] = support(person.index, groups, asked, voiced)
    return found
