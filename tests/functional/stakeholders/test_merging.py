"""Two records of one person become one, and two again: no link is lost either way."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from itertools import combinations
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import engage.app  # noqa: F401 - registers what every feature holds
from engage.crypto.sealed import Sealed, SealedRow, seal_json, unseal
from engage.db.base import DataModel
from engage.engagements.queries import engagements_with
from engage.engagements.records import ParticipantDetail
from engage.engagements.service import change_participant
from engage.feedback.queries import feedback_said_by
from engage.feedback.records import FeedbackDetail
from engage.feedback.service import write_down
from engage.referrals.queries import map_of, seen_map
from engage.referrals.vocabulary import Question
from engage.stakeholders.directory import directory_of
from engage.stakeholders.holdings import HOLDINGS
from engage.stakeholders.merging.models import StakeholderMerge
from engage.stakeholders.merging.service import (
    MergedBefore,
    NewerFirst,
    NotThere,
    SameRecord,
    UndoneBefore,
    fields_of,
    merge,
    undo_merge,
)
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.notes.service import write_note
from engage.stakeholders.queries import contacts_of
from engage.stakeholders.records import Called, ContactDetail, Profile, Safety
from engage.stakeholders.service import change_stakeholder
from engage.stakeholders.ties.queries import opened_ties
from engage.summaries.models import ReceiptIssued, Summary
from engage.summaries.service import draft_summary
from tests.factories.engagements import SAFE, hold, make_engagement, seat
from tests.factories.legitimacy import asked, drafted, given
from tests.factories.record import agreed, tied
from tests.factories.referrals import make_naming, make_start
from tests.factories.stakeholders import add_person
from tests.factories.team import Team, make_team

FREE = {"revision", "project_revision", "stakeholder_merge", "job"}


def everything(session: Session) -> dict[tuple[str, Any], dict[str, Any]]:
    """All rows of the data store, opened: whatever cannot be opened raises. Without logs, counters and the merges."""
    session.flush()
    session.expire_all()
    found: dict[tuple[str, Any], dict[str, Any]] = {}
    for mapper in DataModel.registry.mappers:
        model, table = mapper.class_, mapper.class_.__tablename__
        if not model.__module__.startswith("engage.") or ".audit." in model.__module__ or table in FREE:
            continue
        for row in session.scalars(select(model)):
            said = {}
            for column in mapper.columns:
                if isinstance(column.type, Sealed):
                    assert isinstance(row, SealedRow)
                    said[column.key] = unseal(session, row, column.key)
                elif column.key not in {"revision", "seen_at"}:
                    said[column.key] = getattr(row, column.key)
            found[table, mapper.primary_key_from_instance(row)[0]] = said
    return found


def bring(session: Session, team: Team, kept: Stakeholder, gone: Stakeholder, **chosen: str) -> StakeholderMerge:
    return merge(
        session,
        actor=team.lead,
        project_id=team.project.id,
        kept_id=kept.id,
        gone_id=gone.id,
        chosen=chosen,
        looks_up_to=3,
    )


def lived(session: Session, team: Team, people: list[Stakeholder], chance: random.Random) -> None:
    """Talks, namings, feedback, receipts and contacts of these people, in some of all ways."""
    for number in range(3):
        engagement = make_engagement(session, team, f"Talk {number}")
        there = chance.sample(people, chance.randint(1, len(people)))
        for person in there:
            seat(session, team, engagement, person, **SAFE)
        hold(session, team, engagement)
        for _each in range(chance.randint(1, 4)):
            write_down(
                session,
                actor=team.lead,
                project_id=team.project.id,
                engagement_id=engagement.id,
                words="The cameras see into our homes",
                translation="",
                speaker_id=chance.choice([*(person.id for person in there), None]),
                heard_on=None,
                detail=FeedbackDetail(),
            )
        summary = draft_summary(
            session,
            actor=team.lead,
            project_id=team.project.id,
            engagement_id=engagement.id,
            language="en",
            promised_on=None,
        )
        for person in chance.sample(people, 2):
            receipt(session, team, summary, person.id)
    for namer in people:
        for named in people:
            for question in chance.sample(sorted(Question), chance.randint(0, 2)):
                if namer is not named:
                    make_naming(session, team, namer, named, question=question.value)
    for person in chance.sample(people, 2):
        make_start(session, team, person)
    for person in chance.sample(people, 3):
        agreed(session, team, person)
        write_note(session, actor=team.lead, stakeholder=person, text="Prefers the afternoon")
        asked(session, team.lead, person)
        given(session, team.lead, person)
    for first, second in chance.sample(list(combinations(people, 2)), 3):
        tied(session, team, first, second)
    for person in people[:2]:
        if "intermediary" in fields_of(session, person)["roles"]:
            drafted(session, team.lead, person)


def receipt(session: Session, team: Team, summary: Summary, holder_id: UUID) -> None:
    """That a receipt was handed over; what it opens is none of this."""
    row = ReceiptIssued(
        id=uuid4(),
        summary_id=summary.id,
        issued_by=team.lead.id,
        issued_on=date(2026, 5, 4),
        expires_on=date(2027, 5, 4),
        revoked=False,
    )
    seal_json(session, row, "holder", {"holder": str(holder_id), "language": "en", "through": "paper"})
    session.add(row)
    session.flush()


def held(session: Session, team: Team, person: Stakeholder) -> Counter[str]:
    """How much of each kind is held of someone."""
    counted: Counter[str] = Counter()
    for name, each in HOLDINGS.items():
        if each.held is not None:
            counted[name] = each.held(session, team.project.id, person.id)
    return counted


SALMA = {
    "name": "سلمى حداد",
    "profile": Profile(roles=["rights_holder"], countries=["TN"], languages=["ar"], how_we_met="At the harbour"),
    "safety": Safety(safe_channels=["email", "phone"], what_not_to_do="Never ring before noon."),
    "contacts": [ContactDetail("email", "salma@example.org", True), ContactDetail("phone", "+33199001234", True)],
}
AGAIN = {
    "name": "Salma Haddad",
    "tier": 3,
    "profile": Profile(roles=["intermediary"], countries=["FR", "TN"], level="local", how_we_met="Named by a union"),
    "safety": Safety(forbidden_channels=["phone"], what_not_to_do="Never write in French.", tier_reason="Her brother"),
    "called": Called(organisation="Harbour women"),
    "contacts": [ContactDetail("phone", "+33199001234", False, "Listened to"), ContactDetail("handle", "salma", True)],
}


def two(session: Session, tier: int = 2) -> tuple[Team, Stakeholder, Stakeholder]:
    team = make_team(session)
    return team, add_person(session, team, **{**SALMA, "tier": tier}), add_person(session, team, **AGAIN)


@pytest.mark.parametrize("seed", range(3))
def test_every_link_moves_to_the_kept_one_and_back(session: Session, seed: int) -> None:
    chance = random.Random(seed)
    team, kept, gone = two(session, tier=3)
    third, fourth = add_person(session, team, name="Somebody Else"), add_person(session, team, name="Somebody More")
    lived(session, team, [kept, gone, third, fourth], chance)
    before, of_kept, of_gone = everything(session), held(session, team, kept), held(session, team, gone)
    others = held(session, team, third)
    of_gone["contacts"] -= 1  # the phone that both have stays where it is
    ties = opened_ties(session, team.project.id).by_end
    of_gone["ties"] -= len({each.id for each in ties.get(kept.id, ())} & {each.id for each in ties.get(gone.id, ())})
    assert of_gone.total() > 4

    done = bring(session, team, kept, gone)

    assert held(session, team, kept) == of_kept + of_gone
    assert held(session, team, gone).total() == 1
    assert held(session, team, third) == others
    everything(session)

    assert undo_merge(session, actor=team.lead, merge=done) == []
    assert everything(session) == before
    assert (held(session, team, kept), held(session, team, third)) == (of_kept, others)


def test_safety_is_never_less_and_what_was_chosen_stays(session: Session) -> None:
    team, kept, gone = two(session)
    bring(session, team, kept, gone, name="gone", how_we_met="both", countries="kept")
    said = fields_of(session, kept)
    assert (said["name"], said["other_names"], said["organisation"]) == ("Salma Haddad", ["سلمى حداد"], "Harbour women")
    assert said["what_not_to_do"] == "Never ring before noon.\nNever write in French."
    assert (said["tier"], said["safe_channels"], said["forbidden_channels"]) == (3, ["email"], ["phone"])
    assert (said["countries"], said["how_we_met"]) == (["TN"], "At the harbour\nNamed by a union")
    ways = {each.detail.channel: each.detail for each in contacts_of(session, kept.id)}
    assert sorted(ways) == ["email", "handle", "phone"]
    assert (ways["phone"].safe, ways["phone"].note) == (False, "Listened to")
    directory = directory_of(session, team.project.id)
    assert directory.find(gone.id, 3) is None
    assert [each.id for each in directory.search("سلمى", up_to_tier=3, names=True)] == [kept.id]


def test_a_naming_of_oneself_is_on_no_map_until_the_two_are_apart(session: Session) -> None:
    team, kept, gone = two(session)
    other = add_person(session, team, name="Somebody Else")
    make_start(session, team, kept)
    make_start(session, team, gone)
    for namer, named in ((kept, gone), (gone, kept), (kept, other), (gone, other)):
        make_naming(session, team, namer, named)
    done = bring(session, team, kept, gone)
    seen = seen_map(session, team.project.id, up_to_tier=3)
    assert {(each.namer_id, each.named_id) for each in seen.namings} == {(kept.id, other.id)}
    assert [person.record.id for person in seen.people] == [kept.id, other.id]
    assert seen.by_id[other.id].named_by == {Question.SHOULD_BE_HEARD: 1}
    assert len(seen.starts) == 1
    undo_merge(session, actor=team.lead, merge=done)
    assert len(map_of(session, team.project.id).referrals) == 4


def test_what_was_changed_since_stays_and_what_is_new_stays_with_the_kept_one(session: Session) -> None:
    team, kept, gone = two(session)
    here = make_engagement(session, team, "Before")
    moving = seat(session, team, here, gone, **SAFE)
    done = bring(session, team, kept, gone)
    said = fields_of(session, kept)
    changed = Profile(roles=said["roles"], countries=["DZ"], level=said["level"])
    safety = Safety(safe_channels=said["safe_channels"], what_not_to_do="Never in French.")
    change_stakeholder(
        session, actor=team.lead, stakeholder=kept, kind="person", tier=3, profile=changed, safety=safety
    )
    change_participant(
        session,
        actor=team.lead,
        participant=moving,
        engagement=here,
        detail=ParticipantDetail(attribution="role"),
    )
    new = make_engagement(session, team, "Since")
    seat(session, team, new, kept, **SAFE)

    stayed = undo_merge(session, actor=team.lead, merge=done)

    assert {"countries", "what_not_to_do", "tier"} <= set(stayed)
    after = fields_of(session, kept)
    assert (after["countries"], after["what_not_to_do"], after["roles"]) == (
        ["DZ"],
        "Never in French.",
        ["rights_holder"],
    )
    assert (after["tier"], after["name"], after["other_names"]) == (3, "سلمى حداد", [])
    project = team.project.id
    assert [each.title for each in engagements_with(session, project, kept.id)] == ["Since"]
    assert [each.title for each in engagements_with(session, project, gone.id)] == ["Before"]
    assert feedback_said_by(session, project, gone.id) == []


def test_a_chain_is_undone_from_its_newest_end(session: Session) -> None:
    team, one, two_ = two(session, tier=3)
    three = add_person(session, team, name="Somebody Else", tier=3)
    lived(session, team, [one, two_, three], random.Random(7))
    start = everything(session)
    first = bring(session, team, one, two_)
    between = everything(session)
    second = bring(session, team, three, one)
    with pytest.raises(NewerFirst) as newer:
        undo_merge(session, actor=team.lead, merge=first)
    assert newer.value.newer_id == second.id
    undo_merge(session, actor=team.lead, merge=second)
    assert everything(session) == between
    undo_merge(session, actor=team.lead, merge=first)
    assert everything(session) == start
    with pytest.raises(UndoneBefore):
        undo_merge(session, actor=team.lead, merge=first)


def test_nobody_joins_whom_they_may_not_look_at(session: Session) -> None:
    team, kept, gone = two(session)
    elsewhere = add_person(session, make_team(session, "Somewhere else"), **SALMA)
    common = {"actor": team.lead, "project_id": team.project.id, "chosen": {}}
    with pytest.raises(NotThere):
        merge(session, kept_id=kept.id, gone_id=gone.id, looks_up_to=2, **common)
    with pytest.raises(NotThere):
        merge(session, kept_id=kept.id, gone_id=elsewhere.id, looks_up_to=3, **common)
    with pytest.raises(SameRecord):
        merge(session, kept_id=kept.id, gone_id=kept.id, looks_up_to=3, **common)
    bring(session, team, kept, gone)
    with pytest.raises(MergedBefore):
        bring(session, team, kept, gone)
    assert session.scalars(select(Contact).where(Contact.stakeholder_id == elsewhere.id)).all()
