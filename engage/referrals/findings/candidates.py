"""Who could be heard next, with what speaks for it. Pure; the choice itself is made in `suggesting`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from engage.referrals.findings.coverage import Cell
from engage.referrals.findings.ground import Ground, facts_of
from engage.referrals.findings.saturation import new_names
from engage.referrals.findings.suggesting import Candidate
from engage.referrals.findings.turns import in_turn
from engage.referrals.seen import PersonSeen
from engage.referrals.vocabulary import Question, ReferralState


def candidates(
    ground: Ground,
    cells: Sequence[Cell],
    *,
    asked_lately: Mapping[UUID, int],
    left_out: Collection[UUID],
) -> list[Candidate]:
    """Those whom a voice named, whom nobody asked yet, and who may be approached; `left_out` may not."""
    brought, alone = _brought(ground), _through_one(ground, cells)
    found = []
    for person in ground.people:
        if not _is_open(person, ground) or person.id in left_out:
            continue
        facts = facts_of(person.record)
        groups = facts["group"]
        mine = [names for group in groups for names in brought.get(group, ())]
        found.append(
            Candidate(
                person.index,
                person.record.pseudonym.casefold(),
                facts,
                disagrees=bool(ground.named_by(person)[Question.DISAGREES]),
                second_way=any(cell.code in facts.get(cell.fact, ()) for cell in alone),
                harmed=person.record.is_rights_holder and bool(facts["right"]),
                asked_lately=asked_lately.get(person.id, 0),
                new_names=sum(mine) / len(mine) if mine else 0.0,
            )
        )
    return found


def _is_open(person: PersonSeen, ground: Ground) -> bool:
    named = not person.is_start and ground.voices.of(person.index) > 0
    return named and ground.state_of(person) is ReferralState.NAMED and not person.has_named


def _brought(ground: Ground) -> dict[str, list[int]]:
    """By group at risk, how many new names each conversation with one of them brought."""
    turns = in_turn(ground)
    found: dict[str, list[int]] = {}
    for person, names in zip(turns, new_names(ground.starts, turns, ground.namings), strict=True):
        for group in ground.seen.people[person].record.profile.groups:
            found.setdefault(group, []).append(names)
    return found


def _through_one(ground: Ground, cells: Sequence[Cell]) -> list[Cell]:
    """Kinds of people of whom we know two or more, all through one voice."""
    namers: dict[int, set[int]] = {}
    for voice, named in ground.namings:
        # Two tell that it is not one.
        if len(mine := namers.setdefault(named, set())) < 2:
            mine.add(voice)
    members: dict[tuple[str, str], list[int]] = {}
    for person in ground.people:
        if person.index in namers:
            for fact, codes in facts_of(person.record).items():
                for code in codes:
                    members.setdefault((fact, code), []).append(person.index)
    found = []
    for cell in cells:
        known = set(members.get((cell.fact, cell.code), ()))
        if len(known) > 1 and len(set[int]().union(*(namers[each] for each in known))) == 1:
            found.append(cell)
    return found
