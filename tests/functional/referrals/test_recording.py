"""Recording whom somebody named: in one go, never twice, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.audit.models import AuditEvent
from engage.crypto.sealed import unseal_json
from engage.db.clock import today
from engage.referrals import service
from engage.referrals.models import Referral, ReferralMap
from engage.referrals.queries import find_referral, map_of
from engage.referrals.records import ReferralDetail
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.directory import directory_of
from engage.stakeholders.models import Stakeholder
from tests.factories.referrals import make_naming, make_noise, make_people, make_person, make_start
from tests.factories.team import Team, post, project_url
from tests.functional.referrals.conftest import Browser


def answer(who: Stakeholder, *named: Stakeholder, **fields: object) -> dict[str, object]:
    return {
        "namer": str(who.id),
        "asked_on": today().isoformat(),
        "question": "speaks_for_us",
        "may_be_told": "no",
        "named": [str(each.id) for each in named],
        **fields,
    }


def test_two_known_people_and_one_new_name_in_one_go(session: Session, team: Team, browser: Browser) -> None:
    make_noise(session)
    namer, one, two = make_people(session, team, 3)
    make_start(session, team, namer)
    typed = answer(namer, one, two, new_people="  Amal   Harbour \n\nAmal Harbour\n", words="They never ask us")

    saved: Any = post(browser(Role.ENGAGER), project_url(team, "referrals/record"), typed)

    assert saved.status_code == 302
    opened = map_of(session, team.project.id)
    assert [(each.namer_id, each.detail.words, each.state) for each in opened.referrals] == [
        (namer.id, "They never ask us", "named")
    ] * 3
    known = {one.id, two.id}
    [new_id] = {each.named_id for each in opened.referrals} - known
    new = directory_of(session, team.project.id).find(new_id, 3)
    assert new is not None
    assert (new.tier, new.kind, new.profile.how_we_met) == (2, "person", "Named in a conversation")


def test_whoever_a_highly_protected_person_names_is_protected_as_highly(
    session: Session, team: Team, browser: Browser
) -> None:
    namer = make_person(session, team, tier=3)
    typed = answer(namer, new_organisations="Dockers' Union")

    post(browser(Role.LEAD), project_url(team, "referrals/record"), typed)

    [naming] = map_of(session, team.project.id).referrals
    new = directory_of(session, team.project.id).find(naming.named_id, 3)
    assert new is not None
    assert (new.tier, new.kind) == (3, "organisation")


def test_the_same_naming_twice_is_refused_and_what_was_typed_is_kept(
    session: Session, team: Team, browser: Browser
) -> None:
    namer, named, other = make_people(session, team, 3)
    make_naming(session, team, namer, named, question="speaks_for_us")
    typed = answer(namer, other, named, new_people="Somebody New", words="Ask her first")

    refused: Any = post(browser(Role.ENGAGER), project_url(team, "referrals/record"), typed)

    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert f"{named.pseudonym} was named by the same person in answer to this question before." in page
    assert "Ask her first" in page
    assert "Somebody New" in page
    assert page.count(" checked") == 2
    assert len(map_of(session, team.project.id).referrals) == 1
    assert len(directory_of(session, team.project.id)) == 3, "nobody new stays behind"
    # another question is another naming
    again: Any = post(
        browser(Role.ENGAGER), project_url(team, "referrals/record"), answer(namer, named, question="disagrees")
    )
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"named": "namer"}, "Someone cannot name themselves here."),
        ({"named": []}, "Choose at least one person, or write a new name below."),
        ({"asked_on": (today() + timedelta(days=2)).isoformat()}, "The latest possible day is"),
        ({"engagement": str(uuid4())}, "Choose from the list."),
        ({"namer": str(uuid4())}, "Choose from the list."),
    ],
)
def test_what_cannot_be_recorded(
    session: Session, team: Team, browser: Browser, fields: dict[str, object], said: str
) -> None:
    namer, named = make_people(session, team, 2)
    typed = answer(namer, named, **fields)
    if typed["named"] == "namer":
        typed["named"] = [str(namer.id)]

    refused: Any = post(browser(Role.ENGAGER), project_url(team, "referrals/record"), typed)

    assert refused.status_code == 422
    assert said in refused.get_data(as_text=True)
    assert not map_of(session, team.project.id).referrals


def test_people_and_conversations_of_another_project_are_unknown(session: Session, team: Team) -> None:
    one, two = make_people(session, team, 2)
    elsewhere = map_of(session, make_noise(session)).starts[0].stakeholder_id
    given = {"actor": team.lead, "project_id": team.project.id, "asked_on": today()}
    with pytest.raises(service.UnknownPerson):
        service.record_referral(session, **given, namer_id=one.id, named_id=elsewhere, detail=ReferralDetail())
    with pytest.raises(service.UnknownPerson):
        service.add_start(
            session, actor=team.lead, project_id=team.project.id, stakeholder_id=elsewhere, reason="Known"
        )
    lost = ReferralDetail(engagement_id=str(uuid4()))
    with pytest.raises(service.UnknownEngagement):
        service.record_referral(session, **given, namer_id=one.id, named_id=two.id, detail=lost)


def test_a_start_begins_the_map_once(session: Session, team: Team, browser: Browser) -> None:
    [person] = make_people(session, team, 1)
    client, address = browser(Role.LEAD), project_url(team, "referrals/starts")
    typed = {"stakeholder": str(person.id), "reason": "She brought us to the village"}

    first: Any = post(client, address, typed)
    second: Any = post(client, address, typed)

    assert (first.status_code, second.status_code) == (302, 422)
    assert "The map begins with them already." in second.get_data(as_text=True)
    [start] = map_of(session, team.project.id).starts
    assert (start.stakeholder_id, start.reason) == (person.id, "She brought us to the village")
    key = session.get_one(ReferralMap, team.project.id).key_id
    assert key not in {team.project.id, person.id}, "the map has a key of its own"


def test_not_safe_needs_a_reason(session: Session, team: Team, browser: Browser) -> None:
    namer, named = make_people(session, team, 2)
    naming = make_naming(session, team, namer, named)
    session.commit()
    client, address = browser(Role.ENGAGER), project_url(team, f"referrals/namings/{naming.id}")

    refused: Any = post(client, address, {"state": "not_safe", "reason": " "})
    assert refused.status_code == 422
    assert "Say why" in refused.get_data(as_text=True)

    saved: Any = post(client, address, {"state": "not_safe", "reason": "Her brother was followed"})
    assert saved.status_code == 302
    [found] = map_of(session, team.project.id).referrals
    assert (found.state, found.detail.state_reason) == ("not_safe", "Her brother was followed")
    assert "Do not approach them" in client.get(address).get_data(as_text=True)


def test_the_log_says_that_something_was_recorded_and_never_of_whom(session: Session, team: Team) -> None:
    namer, named = make_people(session, team, 2)
    naming = make_naming(session, team, namer, named, state=ReferralState.DECLINED)
    session.flush()
    events = session.scalars(select(AuditEvent).where(AuditEvent.code.like("referral.%"))).all()
    bodies = [unseal_json(session, event, "body") for event in events]
    assert {event.code for event in events} == {"referral.recorded", "referral.moved"}
    assert {body["subject"] for body in bodies} == {str(naming.id)}
    assert not any(str(person.id) in str(body) for body in bodies for person in (namer, named))


def test_what_is_rolled_back_was_never_on_the_map(session: Session, team: Team) -> None:
    one, two, three = make_people(session, team, 3)
    make_naming(session, team, one, two)
    session.commit()
    assert len(map_of(session, team.project.id).referrals) == 1
    make_naming(session, team, one, three)
    assert len(map_of(session, team.project.id).referrals) == 2
    session.rollback()
    assert len(map_of(session, team.project.id).referrals) == 1
    make_naming(session, team, two, three)
    session.commit()
    assert [each.namer_id for each in map_of(session, team.project.id).referrals] == [one.id, two.id]


def test_a_map_whose_key_is_gone_is_gone(session: Session, team: Team) -> None:
    one, two = make_people(session, team, 2)
    naming = make_naming(session, team, one, two)
    session.commit()
    assert map_of(session, team.project.id).referrals
    session.info["vault"].destroy_subject(naming.key_id)
    assert not map_of(session, team.project.id).referrals


def test_a_naming_of_another_project_is_not_found(session: Session, team: Team, browser: Browser) -> None:
    elsewhere = make_noise(session)
    naming = session.scalars(select(Referral).where(Referral.project_id == elsewhere)).first()
    assert naming is not None
    assert find_referral(session, team.project.id, naming.id) is None
    assert browser(Role.LEAD).get(project_url(team, f"referrals/namings/{naming.id}")).status_code == 404
