"""Who named whom is for those who record it. Everyone else sees waves and counts, and never a namer."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.crypto.sealed import seal
from engage.db.clock import today
from engage.projects.revisions import bump
from engage.referrals.gist import put_gist
from engage.referrals.queries import TOPIC, find_referral, seen_map
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.models import Stakeholder
from tests.factories.engagements import make_engagement
from tests.factories.referrals import make_map, make_naming, make_noise, make_people, make_person, make_start
from tests.factories.team import Team, project_url
from tests.functional.referrals.conftest import Browser
from tests.inspection import InspectedClient

PAIRS = [(0, 3), (1, 4), (2, 5), (3, 6), (4, 7), (5, 8), (0, 4), (6, 1)]


def the_map(client: InspectedClient, team: Team) -> str:
    """The page of the map, without the token that is new each time."""
    page = client.get(project_url(team, "referrals/")).get_data(as_text=True)
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)


def a_map(session: Session, team: Team) -> list[Stakeholder]:
    make_noise(session)
    people = make_people(session, team, 9)
    make_map(session, team, people, 3, PAIRS)
    session.commit()
    return people


def test_an_analyst_sees_waves_and_nobody_who_named(session: Session, team: Team, browser: Browser) -> None:
    people = a_map(session, team)
    page = the_map(browser(Role.ANALYST), team)
    assert all(person.pseudonym in page for person in people)
    assert "From 3 starts we have heard" in page
    assert "Named by few people" in page
    assert "Named by one person" not in page
    assert 'id="line-' not in page
    assert "<use" not in page
    assert "referrals/namings" not in page
    assert "referrals/record" not in page


def swap(session: Session, team: Team, people: list[Stakeholder], pairs: list[tuple[int, int]]) -> None:
    """The same namings, but of others."""
    namings = list(seen_map(session, team.project.id, up_to_tier=3).namings)
    number = bump(session, team.project.id, TOPIC)
    for naming, (namer, named) in zip(namings, pairs, strict=True):
        row = find_referral(session, team.project.id, naming.id)
        assert row is not None
        seal(session, row, "namer", str(people[namer].id))
        seal(session, row, "named", str(people[named].id))
        put_gist(session, row)
        row.revision = number


def test_the_page_of_an_analyst_is_the_same_whoever_named_whom(session: Session, team: Team, browser: Browser) -> None:
    people = make_people(session, team, 9)
    make_map(session, team, people, 3, [(0, 3), (1, 4), (2, 5), (3, 6), (4, 7), (5, 8)])
    before, for_lead = the_map(browser(Role.ANALYST), team), the_map(browser(Role.LEAD), team)
    swap(session, team, people, [(0, 5), (1, 3), (2, 4), (3, 8), (4, 6), (5, 7)])
    assert the_map(browser(Role.ANALYST), team) == before
    assert the_map(browser(Role.LEAD), team) != for_lead, "the comparison notices a change where there is one"


def test_those_who_record_see_lines_and_exact_counts(session: Session, team: Team, browser: Browser) -> None:
    a_map(session, team)
    page = the_map(browser(Role.ENGAGER), team)
    drawn = browser(Role.ENGAGER).get(project_url(team, "referrals/picture")).get_data(as_text=True)
    assert drawn.count('id="line-') == len(PAIRS)
    assert "Named by one person" in page
    assert "Named by 2 people" in page
    listed = browser(Role.ENGAGER).get(project_url(team, "referrals/namings")).get_data(as_text=True)
    assert listed.count("referrals/namings/") == len(PAIRS)


def test_a_map_of_few_people_opens_for_nobody_else(session: Session, team: Team, browser: Browser) -> None:
    people = make_people(session, team, 3)
    make_map(session, team, people, 1, [(0, 1), (0, 2)])
    page = the_map(browser(Role.ANALYST), team)
    assert not any(person.pseudonym in page for person in people)
    assert "would tell who named whom" in page


def test_people_of_the_highest_tier_leave_no_trace(session: Session, team: Team, browser: Browser) -> None:
    people = a_map(session, team)
    before = the_map(browser(Role.ANALYST), team)
    hidden_start, hidden = make_people(session, team, 2, tier=3)
    make_start(session, team, hidden_start)
    for person in people[3:]:
        make_naming(session, team, hidden_start, person)
    make_naming(session, team, people[0], hidden, state=ReferralState.DECLINED)
    make_naming(session, team, hidden, people[8])
    assert the_map(browser(Role.ANALYST), team) == before
    whole = seen_map(session, team.project.id, up_to_tier=3)
    assert (len(whole.people), whole.by_id[people[8].id].wave) == (11, 1)
    for_lead = the_map(browser(Role.LEAD), team)
    assert hidden.pseudonym in for_lead


def test_doors_of_those_who_record_are_shut_for_others(session: Session, team: Team, browser: Browser) -> None:
    a_map(session, team)
    naming = seen_map(session, team.project.id, up_to_tier=3).namings[0]
    for role in (Role.ANALYST, Role.GUARDIAN, Role.COUNSEL):
        client = browser(role)
        for rest in ("namings", f"namings/{naming.id}", "record", "starts"):
            assert client.get(project_url(team, f"referrals/{rest}")).status_code == 404
    assert browser(Role.COUNSEL).get(project_url(team, "referrals/")).status_code == 404


def panel_on(client: InspectedClient, team: Team, person: Stakeholder) -> str:
    """How they came onto the map, as their page says it."""
    page = client.get(project_url(team, f"stakeholders/{person.id}")).get_data(as_text=True)
    found = re.search(r'<section class="panel" id="onto-the-map">(.*?)</section>', page, re.S)
    return found.group(1) if found else ""


def test_the_panel_on_a_person_names_a_namer_only_to_those_who_record(
    session: Session, team: Team, browser: Browser
) -> None:
    people = a_map(session, team)
    make_naming(session, team, people[2], people[3], question="speaks_for_us", may_be_told="without_name")
    told = "People we spoke with named you as someone who speaks for them."

    for_engager = panel_on(browser(Role.ENGAGER), team, people[3])
    assert told in for_engager
    assert people[0].pseudonym in for_engager
    assert people[2].pseudonym in for_engager
    assert "2 lines of referral that share nobody" in for_engager

    for_analyst = panel_on(browser(Role.ANALYST), team, people[3])
    assert told in for_analyst
    assert not any(person.pseudonym in for_analyst for person in people)
    assert "href" not in for_analyst
    assert "lines of referral" not in for_analyst


def test_a_hidden_namer_leaves_no_panel(session: Session, team: Team, browser: Browser) -> None:
    a_map(session, team)
    hidden, named = make_person(session, team, tier=3), make_person(session, team)
    make_naming(session, team, hidden, named, may_be_told="yes")
    assert panel_on(browser(Role.ANALYST), team, named) == ""
    assert hidden.pseudonym in panel_on(browser(Role.LEAD), team, named)


def test_an_engagement_shows_whom_people_named_there(session: Session, team: Team, browser: Browser) -> None:
    people = a_map(session, team)
    engagement = make_engagement(session, team)
    make_naming(session, team, people[1], people[7], engagement_id=str(engagement.id))
    address = project_url(team, f"engagements/{engagement.id}/")
    for_engager = browser(Role.ENGAGER).get(address).get_data(as_text=True)
    assert people[7].pseudonym in for_engager
    assert f"referrals/record?engagement={engagement.id}" in for_engager
    form = browser(Role.ENGAGER).get(project_url(team, f"referrals/record?engagement={engagement.id}"))
    assert f'<option selected value="{engagement.id}">' in form.get_data(as_text=True)
    assert people[7].pseudonym not in browser(Role.ANALYST).get(address).get_data(as_text=True)


def test_namings_that_nobody_followed_up_come_back_after_two_weeks(
    session: Session, team: Team, browser: Browser
) -> None:
    one, two, three, four = make_people(session, team, 4)
    long_ago = today() - timedelta(days=15)
    make_naming(session, team, one, two, asked_on=long_ago)
    make_naming(session, team, one, three, asked_on=long_ago, state=ReferralState.APPROACHED)
    make_naming(session, team, one, four, asked_on=today() - timedelta(days=13))
    waiting = seen_map(session, team.project.id, up_to_tier=3).waiting(today() - timedelta(days=14))
    assert [each.named_id for each in waiting] == [two.id]
    for_engager, for_analyst = (
        browser(role).get(project_url(team)).get_data(as_text=True) for role in (Role.ENGAGER, Role.ANALYST)
    )
    assert "One naming has waited for more than 14 days." in for_engager
    assert "has waited" not in for_analyst
