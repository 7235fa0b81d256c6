"""What somebody reads of how they came to our notice, on the paper they take home: the same whether nobody named them
or somebody did who does not want them to know.
"""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from engage.crypto.sealed import unseal
from engage.db.clock import today
from engage.referrals.recording.records import Line, NewName
from engage.referrals.recording.service import record_answer
from engage.referrals.records import ReferralDetail
from engage.referrals.service import withdraw_referral
from engage.retention.extracting.gathering import extract_of
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import Profile, Safety
from engage.stakeholders.reveal import Revealed
from engage.stakeholders.service import add_stakeholder
from engage.stakeholders.vocabulary import StakeholderKind
from tests.factories.referrals import make_naming, make_person
from tests.factories.team import Team

NAME = "Salma Haddad"


def extract(session: Session, person: Stakeholder, language: str) -> str:
    """Everything the extract says, under any pseudonym."""
    session.flush()
    found = extract_of(session, person, Revealed(NAME, [], whole=True), language=language)
    return repr(found.packed()).replace(person.pseudonym, "?")


def by_hand(session: Session, team: Team) -> Stakeholder:
    """Someone whom nobody named."""
    return add_stakeholder(
        session,
        actor=team.lead,
        project_id=team.project.id,
        kind="person",
        tier=2,
        name=NAME,
        profile=Profile(),
        safety=Safety(),
    )


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_an_extract_is_the_same_with_and_without_a_naming_that_may_not_be_told(
    session: Session, team: Team, language: str
) -> None:
    person, namer, guarded = by_hand(session, team), make_person(session, team), make_person(session, team, tier=3)
    before = extract(session, person, language)
    naming = make_naming(session, team, namer, person, may_be_told="no", question="speaks_for_us", told_as="The nurse")
    assert extract(session, person, language) == before
    make_naming(session, team, guarded, person, may_be_told="not_asked")
    assert extract(session, person, language) == before
    withdraw_referral(session, actor=team.lead, referral=naming, reason="They took it back")
    assert extract(session, person, language) == before
    make_naming(session, team, namer, person, may_be_told="without_name", question="disagrees")
    assert extract(session, person, language) != before, "the comparison notices what may be told"


def test_a_record_made_for_someone_named_says_no_more_than_one_made_by_hand(session: Session, team: Team) -> None:
    namer, person = make_person(session, team), by_hand(session, team)
    line = Line(NewName(NAME, StakeholderKind.PERSON), ReferralDetail(may_be_told="no"))
    [naming] = record_answer(
        session, actor=team.lead, project_id=team.project.id, namer_id=namer.id, asked_on=today(), lines=[line]
    )
    session.flush()
    named = session.get_one(Stakeholder, UUID(unseal(session, naming, "named") or ""))
    assert extract(session, named, "en") == extract(session, person, "en")
