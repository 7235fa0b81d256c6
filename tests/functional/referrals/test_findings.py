"""The answers of the map: who is missing, whom to hear next, how far we came; and what none of them may tell."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.referrals.findings.models import MapPause, ScopingCell
from engage.referrals.findings.records import CellDetail
from engage.referrals.findings.service import write_cell
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import Profile, Safety
from engage.stakeholders.service import add_stakeholder
from tests.factories.referrals import make_map, make_naming, make_noise, make_person, make_start
from tests.factories.team import Team, post, project_url
from tests.functional.referrals.conftest import Browser
from tests.inspection import InspectedClient

FOR_ALL = ("scoping", "coverage", "method")
FOR_RECORDERS = ("next", "done", "between", "dependence", "circles")


def somebody(session: Session, team: Team, *groups: str, tier: int = 2, role: str = "rights_holder") -> Stakeholder:
    """Someone of whom the groups are known."""
    return add_stakeholder(
        session,
        actor=team.lead,
        project_id=team.project.id,
        kind="person",
        tier=tier,
        name="Somebody Example",
        profile=Profile(roles=[role], groups=list(groups), level="local"),
        safety=Safety(),
    )


def scope(session: Session, team: Team, fact: str, code: str, needed: int = 1, unheard: str = "") -> ScopingCell:
    """A line of the scoping."""
    detail = CellDetail(fact, code, needed, "They live beside it", unheard)
    return write_cell(session, actor=team.lead, project_id=team.project.id, detail=detail)


def screen(client: InspectedClient, team: Team, name: str) -> str:
    """What a screen says, without what is new each time."""
    page = client.get(project_url(team, f"referrals/findings/{name}"))
    assert page.status_code == 200, name
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page.get_data(as_text=True))


def ring_of_six(session: Session, team: Team) -> list[Stakeholder]:
    """Six bodies that vouch for one another, of a kind that the scoping asks for."""
    ring = [somebody(session, team, "young", role="intermediary") for _ in range(6)]
    for namer in ring:
        for named in ring:
            if namer is not named:
                make_naming(session, team, namer, named, question="speaks_for_us")
    return ring


def a_map(session: Session, team: Team) -> list[Stakeholder]:
    """Three starts that lead to six people, and a scoping of three lines."""
    make_noise(session)
    people = [somebody(session, team, "women" if number % 2 else "minorities") for number in range(9)]
    make_map(session, team, people, 3, [(0, 3), (0, 4), (1, 5), (2, 6), (3, 7), (4, 7), (5, 8)])
    for code in ("women", "young", "minorities"):
        scope(session, team, "group", code, 5)
    session.commit()
    return people


def test_a_ring_gains_nothing_on_any_screen(session: Session, team: Team, browser: Browser) -> None:
    people, lead = a_map(session, team), browser(Role.LEAD)
    screens = (*FOR_ALL, *FOR_RECORDERS)
    before = {name: screen(lead, team, name) for name in screens}
    ring = ring_of_six(session, team)
    session.commit()
    alone = {name: screen(lead, team, name) for name in screens}
    assert alone == before, "a ring that only vouches for itself changes no figure"

    make_naming(session, team, people[0], ring[2], question="speaks_for_us")
    session.commit()
    named = {name: screen(lead, team, name) for name in screens}
    assert named["coverage"] != before["coverage"], "the comparison notices a change where there is one"
    for text in named.values():
        assert not any(member.pseudonym in text for member in ring if member is not ring[2])
    [young] = re.findall(r"<tr><th scope=\"row\">Young people.*?</tr>", named["coverage"], re.S)
    assert [int(count) for count in re.findall(r"<summary>(\d+)", young)] == [1, 1, 1]

    board = lead.get(project_url(team, "referrals/")).get_data(as_text=True)
    assert "Named by one from outside their circle" in board
    assert "Named by nobody from outside their circle" in board
    assert "Named by 5" not in board
    page = lead.get(project_url(team, f"stakeholders/{ring[2].id}")).get_data(as_text=True)
    assert "6 bodies name one another and hardly anyone else names them. Who outside knows them?" in page
    assert "1 of the " in page


def test_others_see_few_and_no_screen_that_would_tell_who_named_whom(
    session: Session, team: Team, browser: Browser
) -> None:
    people = a_map(session, team)
    for role in (Role.ANALYST, Role.GUARDIAN):
        client = browser(role)
        for name in FOR_ALL:
            text = screen(client, team, name)
            assert not any(person.pseudonym in text for person in people)
        grid = screen(client, team, "coverage")
        counts = re.findall(r'<td class="number">([^<]*)</td>', grid)
        assert "few" in counts
        assert not {"0", "1", "2"} & set(counts)
        for name in FOR_RECORDERS:
            assert client.get(project_url(team, f"referrals/findings/{name}")).status_code == 404
    assert browser(Role.COUNSEL).get(project_url(team, "referrals/findings/coverage")).status_code == 404


def test_people_of_the_highest_tier_leave_no_trace(session: Session, team: Team, browser: Browser) -> None:
    people = a_map(session, team)
    before = [screen(browser(Role.ANALYST), team, name) for name in FOR_ALL]
    printed = screen(browser(Role.LEAD), team, "method")
    hidden = somebody(session, team, "young", tier=3)
    make_start(session, team, hidden)
    for person in people[3:]:
        make_naming(session, team, hidden, person, state=ReferralState.DECLINED, may_be_told="no")
    make_naming(session, team, people[0], hidden)
    session.commit()
    assert [screen(browser(Role.ANALYST), team, name) for name in FOR_ALL] == before
    assert screen(browser(Role.LEAD), team, "method") == printed
    assert hidden.pseudonym in screen(browser(Role.LEAD), team, "done")


def test_not_safe_now_is_one_click_sealed_and_undone(session: Session, team: Team, browser: Browser) -> None:
    a_map(session, team)
    engager = browser(Role.ENGAGER)
    text = screen(engager, team, "next")
    assert text.count("/pause") == 3
    assert "More voices are needed of:" in text
    [first, *_rest] = re.findall(r"findings/next/([0-9a-f-]{36})/pause", text)
    done = post(
        engager,
        project_url(team, f"referrals/findings/next/{first}/pause"),
        form=project_url(team, "referrals/findings/next"),
    )
    assert done.status_code == 302
    after = screen(engager, team, "next")
    assert f"{first}/pause" not in after
    assert f"{first}/resume" in after
    row = session.scalars(select(MapPause)).one()
    assert "sealed" in repr(row.stakeholder)
    post(
        engager,
        project_url(team, f"referrals/findings/next/{first}/resume"),
        form=project_url(team, "referrals/findings/next"),
    )
    assert f"{first}/pause" in screen(engager, team, "next")
    assert (
        browser(Role.LEAD).post(project_url(team, f"referrals/findings/next/{team.project.id}/pause")).status_code
        != 302
    )


def test_the_scoping_is_written_once_for_each_kind_and_nothing_typed_is_lost(
    session: Session, team: Team, browser: Browser
) -> None:
    address, engager = project_url(team, "referrals/findings/scoping"), browser(Role.ENGAGER)
    typed = {"kind": "group:women", "needed": "3", "reason": "They sell the fish", "unheard_because": ""}
    assert post(engager, address, typed).status_code == 302
    again = post(engager, address, {**typed, "reason": "Said a second time"})
    assert again.status_code == 422
    assert "Said a second time" in again.get_data(as_text=True)
    [row] = session.scalars(select(ScopingCell)).all()
    changed = post(engager, f"{address}/{row.id}", {**typed, "unheard_because": "Too dangerous now"})
    assert changed.status_code == 302
    assert "Too dangerous now" in screen(browser(Role.ANALYST), team, "coverage")
    assert post(engager, f"{address}/{row.id}/remove", form=address).status_code == 302
    assert session.scalars(select(ScopingCell)).all() == []


def test_a_sentence_is_signed_with_the_figures_of_the_day(session: Session, team: Team, browser: Browser) -> None:
    people = a_map(session, team)
    address, lead = project_url(team, "referrals/findings/done"), browser(Role.LEAD)
    assert post(lead, address, {"words": " "}).status_code == 422
    assert post(lead, address, {"words": "We go on: young people are missing."}).status_code == 302
    make_naming(session, team, people[8], make_person(session, team))
    session.commit()
    text = screen(lead, team, "done")
    assert "Nobody was heard of: Young people." in text
    assert "That day: 6 named, 3 heard, 0 declined." in text
    assert "We go on: young people are missing." in screen(browser(Role.ANALYST), team, "method")
    assert "3 conversations so far: too few to hold the last 2 against the first 4." in text
    assert "Counted from these 3 starts." in text
