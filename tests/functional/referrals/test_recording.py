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
from engage.projects.revisions import bump
from engage.referrals import service
from engage.referrals.models import Referral, ReferralMap
from engage.referrals.queries import find_referral, map_of
from engage.referrals.recording.queries import withheld_of
from engage.referrals.records import ReferralDetail
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.directory import directory_of
from engage.stakeholders.models import Stakeholder
from tests.factories.referrals import make_naming, make_noise, make_people, make_person, make_start
from tests.factories.team import Team, post, project_url
from tests.functional.referrals.conftest import Browser


def answer(who: Stakeholder, *named: str | Stakeholder, **fields: object) -> dict[str, object]:
    """What the form sends; two underscores in a name of `fields` stand for a dash."""
    lines = [each if isinstance(each, str) else each.pseudonym for each in named]
    return {
        "namer-who": who.pseudonym,
        "asked_on": today().isoformat(),
        "asked_through": "conversation",
        "question": "speaks_for_us",
        "may_be_told": "no",
        **{f"lines-{number}-who": text for number, text in enumerate(lines)},
        **{f"lines-{number}-kind": "person" for number in range(len(lines))},
        **{name.replace("__", "-"): value for name, value in fields.items()},
    }


def test_known_and_new_people_in_the_order_given_each_with_what_holds_for_them(
    session: Session, team: Team, browser: Browser
) -> None:
    make_noise(session)
    namer, one, two = make_people(session, team, 3)
    make_start(session, team, namer)
    for_all = {"words": "They never ask us", "place": "The quay", "told_as": "A fisher", "asked_through": "call"}
    second = {"lines__1__kind": "organisation", "lines__1__community": "Fishers"}
    fourth = {"lines__3__may_be_told": "yes", "lines__3__words": "Ask her first"}
    typed = answer(namer, two, "  Amal   Harbour ", "", one.pseudonym.upper(), **for_all, **second, **fourth)

    saved: Any = post(browser(Role.ENGAGER), project_url(team, "referrals/record"), typed)

    assert saved.status_code == 302
    opened = list(map_of(session, team.project.id).referrals)
    new = directory_of(session, team.project.id).find(opened[1].named_id, 3)
    assert [each.named_id for each in opened] == [two.id, opened[1].named_id, one.id], "the order they gave"
    assert {(each.namer_id, each.state, each.detail.asked_through) for each in opened} == {(namer.id, "named", "call")}
    assert [(each.detail.words, each.told, each.detail.community) for each in opened] == [
        ("They never ask us", "no", ""),
        ("They never ask us", "no", "Fishers"),
        ("Ask her first", "yes", ""),
    ]
    assert {(each.detail.place, each.detail.told_as) for each in opened} == {("The quay", "A fisher")}
    assert new is not None
    assert (new.tier, new.kind, new.profile.how_we_met) == (2, "organisation", "")


def test_whoever_a_highly_protected_person_names_is_protected_as_highly(
    session: Session, team: Team, browser: Browser
) -> None:
    namer = make_person(session, team, tier=3)

    post(browser(Role.LEAD), project_url(team, "referrals/record"), answer(namer, "Dockers' Union"))

    [naming] = map_of(session, team.project.id).referrals
    new = directory_of(session, team.project.id).find(naming.named_id, 3)
    assert new is not None
    assert new.tier == 3


def test_the_same_naming_twice_is_refused_and_what_was_typed_is_kept(
    session: Session, team: Team, browser: Browser
) -> None:
    namer, named, other = make_people(session, team, 3)
    make_naming(session, team, namer, named, question="speaks_for_us")
    typed = answer(namer, other, named, "Somebody New", words="Ask her first", withheld="2")

    refused: Any = post(browser(Role.ENGAGER), project_url(team, "referrals/record"), typed)

    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "They were named by the same person in answer to this question before." in page
    assert 'id="lines-1-who-error"' in page, "the mistake stands at its line"
    assert all(f'value="{text}"' in page for text in (other.pseudonym, named.pseudonym, "Somebody New", "2"))
    assert "Ask her first" in page
    assert len(map_of(session, team.project.id).referrals) == 1
    assert len(directory_of(session, team.project.id)) == 3, "nobody new stays behind"
    assert not withheld_of(session, team.project.id, up_to_tier=3)
    # another question is another naming
    again: Any = post(
        browser(Role.ENGAGER), project_url(team, "referrals/record"), answer(namer, named, question="disagrees")
    )
    assert again.status_code == 302


def test_the_beginning_of_a_pseudonym_asks_who_is_meant_and_never_tells_of_the_hidden(
    session: Session, team: Team, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engage.referrals.recording.views.up_to_tier", lambda: 2)
    namer, one, two, hidden = make_people(session, team, 4)
    for person, pseudonym in ((one, "Calm Harbour"), (two, "Calm River"), (hidden, "Calm Storm")):
        person.pseudonym, person.revision = pseudonym, bump(session, team.project.id, "people")
    hidden.tier = 3
    session.commit()
    client, address = browser(Role.ENGAGER), project_url(team, "referrals/record")
    typed = answer(namer, "Calm", lines__0__community="Fishers")

    asked: Any = post(client, address, typed)

    page = asked.get_data(as_text=True)
    assert asked.status_code == 422
    assert all(text in page for text in ("Choose below whom you mean.", "Calm Harbour", "Calm River", "Somebody new"))
    assert "Calm Storm" not in page
    chosen = {**typed, "lines-0-asked": "Calm", "lines-0-pick": str(two.id)}
    assert post(client, address, {**chosen, "lines-0-pick": str(hidden.id)}).status_code == 422
    assert post(client, address, {**chosen, "lines-0-who": "Calmer"}).status_code == 302, "a choice for another text"
    named = [each.named_id for each in map_of(session, team.project.id).referrals]
    assert not {two.id, hidden.id} & set(named)
    assert post(client, address, chosen).status_code == 302
    assert [each.named_id for each in map_of(session, team.project.id).referrals] == [*named, two.id]


def test_more_lines_without_a_script_keep_everything(session: Session, team: Team, browser: Browser) -> None:
    namer = make_person(session, team)
    typed = answer(namer, "First", "Second", then="lines", words="As they said it")
    more: Any = post(browser(Role.ENGAGER), project_url(team, "referrals/record"), typed)
    page = more.get_data(as_text=True)
    assert page.count('class="line"') == 7
    assert all(text in page for text in ('value="First"', 'value="Second"', "As they said it"))
    assert "error-summary" not in page
    assert not map_of(session, team.project.id).referrals


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"lines__0__who": "namer"}, "Someone cannot name themselves here."),
        ({"lines__0__who": ""}, "Write at least one person, or how many they will not name."),
        ({"lines__1__who": "named"}, "This repeats a line above."),
        ({"lines__1__words": "About somebody"}, "Write whom this is about, or empty the line."),
        ({"lines__0__right": "nonsense"}, "Choose from the list."),
        ({"withheld": "-1"}, "Write a number between 0 and 500."),
        ({"asked_on": (today() + timedelta(days=2)).isoformat()}, "The latest possible day is"),
        ({"engagement": str(uuid4())}, "Choose from the list."),
        ({"namer-who": "Nobody Known"}, "There is nobody of this pseudonym."),
        ({"namer-who": ""}, "This needs an answer."),
    ],
)
def test_what_cannot_be_recorded(
    session: Session, team: Team, browser: Browser, fields: dict[str, object], said: str
) -> None:
    namer, named = make_people(session, team, 2)
    known = {"namer": namer.pseudonym, "named": named.pseudonym}
    typed = answer(namer, named, **{name: known.get(str(value), value) for name, value in fields.items()})

    refused: Any = post(browser(Role.ENGAGER), project_url(team, "referrals/record"), typed)

    assert refused.status_code == 422
    assert said in refused.get_data(as_text=True)
    assert not map_of(session, team.project.id).referrals


def test_whoever_is_restricted_neither_names_nor_is_named(session: Session, team: Team, browser: Browser) -> None:
    namer, named = make_people(session, team, 2)
    named.restricted_on, named.revision = today(), bump(session, team.project.id, "people")
    session.commit()
    for typed in (answer(namer, named), answer(named, namer)):
        refused: Any = post(browser(Role.LEAD), project_url(team, "referrals/record"), typed)
        assert refused.status_code == 422
        assert "Their record is restricted: it is kept, and not used." in refused.get_data(as_text=True)


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
    typed = {"stakeholder-who": person.pseudonym, "reason": "She brought us to the village"}

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

    refused: Any = post(client, address, {"state": "not_safe", "reason": " ", "on": today().isoformat()})
    assert refused.status_code == 422
    assert "Say why" in refused.get_data(as_text=True)

    saved: Any = post(
        client, address, {"state": "not_safe", "reason": "Her brother was followed", "on": today().isoformat()}
    )
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
