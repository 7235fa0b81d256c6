"""The picture shows whoever may not learn who named whom no line, no place near a namer, and no small count."""

from __future__ import annotations

import json
import re
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.audit.models import AuditEvent
from engage.referrals.picture import levels
from engage.stakeholders.models import Stakeholder
from tests.factories.referrals import make_map, make_naming, make_noise, make_people, make_person, make_start
from tests.factories.team import Team, post, project_url
from tests.functional.referrals.conftest import Browser
from tests.functional.referrals.test_need_to_know import a_map, swap
from tests.inspection import InspectedClient

LINES = ("data-ends", 'id="line-', "<use", "map-strand")
EVEN = [(0, 3), (1, 4), (2, 5), (3, 6), (4, 7), (5, 8)]
TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')


@pytest.fixture(params=list(levels.Level))
def level(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> levels.Level:
    """Makes the small map of these tests as large as this."""
    monkeypatch.setattr(levels, "MOST_FOCUSABLE", 500 if request.param is levels.Level.PEOPLE else 2)
    monkeypatch.setattr(levels, "MOST_DRAWN", 2 if request.param is levels.Level.PARTS else 2_000)
    wanted: levels.Level = request.param
    return wanted


def page(client: InspectedClient, team: Team, rest: str = "") -> str:
    answer = client.get(project_url(team, f"referrals/picture{rest}"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return TOKEN.sub("", answer.get_data(as_text=True))


def values(of_page: str) -> dict[str, list[list[object]]]:
    found = re.search(r'<script type="application/json" id="map-values">(.*?)</script>', of_page, re.S)
    assert found is not None
    read: dict[str, list[list[object]]] = json.loads(found.group(1))
    return read


def test_the_page_of_someone_without_need_is_the_same_whoever_named_whom(
    session: Session, team: Team, browser: Browser, level: levels.Level
) -> None:
    people = make_people(session, team, 9)
    make_map(session, team, people, 3, EVEN)
    analyst, lead = browser(Role.ANALYST), browser(Role.LEAD)
    before, shared, with_lines = page(analyst, team), page(analyst, team, "/shared"), page(lead, team)
    assert not any(mark in before + shared for mark in LINES)
    if level is levels.Level.CANVAS:
        assert not values(before)["lines"]
        assert len(values(with_lines)["lines"]) == len(EVEN)
    elif level is levels.Level.PEOPLE:
        assert with_lines.count("data-ends") == len(EVEN)
        assert all(person.pseudonym in before for person in people)
    swap(session, team, people, [(0, 5), (1, 3), (2, 4), (3, 8), (4, 6), (5, 7)])
    assert page(analyst, team) == before
    assert page(analyst, team, "/shared") == shared
    assert page(lead, team) != with_lines or level is levels.Level.PARTS


def test_people_of_the_highest_tier_are_in_no_picture_of_those_who_may_not_know(
    session: Session, team: Team, browser: Browser, level: levels.Level
) -> None:
    people = a_map(session, team)
    analyst, lead = browser(Role.ANALYST), browser(Role.LEAD)
    before, shared = page(analyst, team), page(lead, team, "/shared")
    hidden_start, hidden = make_people(session, team, 2, tier=3)
    make_start(session, team, hidden_start)
    make_naming(session, team, hidden_start, people[8])
    make_naming(session, team, people[0], hidden)
    assert page(analyst, team) == before
    assert page(lead, team, "/shared") == shared
    if level is not levels.Level.PARTS:
        assert hidden.pseudonym in page(lead, team)


def test_a_shared_screen_shows_nobody(session: Session, team: Team, browser: Browser) -> None:
    people = a_map(session, team)
    for role in (Role.LEAD, Role.ANALYST):
        shown = page(browser(role), team, "/shared")
        assert "may be shown to others" in shown
        assert not any(person.pseudonym in shown or str(person.id) in shown for person in people)
        assert "data-person" not in shown
        assert "Harbour cameras" not in shown
        assert "block=" not in shown
        assert set(re.findall(r'<td class="number">([^<]*)</td>', shown)) <= {"few", "not shown", "–", "3", "6", "9"}


def test_the_picture_of_a_map_of_few_people_opens_for_nobody_else(
    session: Session, team: Team, browser: Browser
) -> None:
    people = make_people(session, team, 3)
    make_map(session, team, people, 1, [(0, 1), (0, 2)])
    for rest in ("", "/shared", "?block=0"):
        shown = page(browser(Role.ANALYST), team, rest)
        assert not any(person.pseudonym in shown for person in people)
    assert all(person.pseudonym in page(browser(Role.LEAD), team) for person in people)


def test_one_part_opens_at_a_time_and_only_where_its_count_is_told(
    session: Session, team: Team, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = a_map(session, team)
    monkeypatch.setattr(levels, "MOST_FOCUSABLE", 2)
    lead, analyst = browser(Role.LEAD), browser(Role.ANALYST)
    parts = set(re.findall(r"block=(\d+)", page(lead, team)))
    shown = [page(lead, team, f"?block={number}") for number in parts]
    assert all(sum(f'<tr data-person="{person.id}"' in part for part in shown) == 1 for person in people)
    parts = set(re.findall(r"block=(\d+)", page(analyst, team)))
    assert all(not any(mark in page(analyst, team, f"?block={number}") for mark in LINES) for number in parts)
    for wrong in ("?block=999", "?block=-1", "?block=x", "?block="):
        assert lead.get(project_url(team, f"referrals/picture{wrong}")).status_code == 404


def test_the_lines_around_one_person_are_told_as_sentences_to_those_with_need(
    session: Session, team: Team, browser: Browser
) -> None:
    people = a_map(session, team)
    make_naming(session, team, people[1], people[6])
    shown = re.sub(r"<[^>]+>", "", page(browser(Role.ENGAGER), team, f"/{people[6].id}"))
    names = [person.pseudonym for person in people]
    assert "2 lines of namings lead to them from different starts and share nobody." in shown
    for namer, named in ((0, 3), (3, 6), (1, 6), (6, 1)):
        assert f"{names[namer]} named {names[named]}." in shown
    assert names[8] not in shown


def test_doors_of_those_with_need_are_shut_for_others(session: Session, team: Team, browser: Browser) -> None:
    people = a_map(session, team)
    elsewhere, nowhere = make_noise(session), make_people(session, team, 1)
    lead, analyst = browser(Role.LEAD), browser(Role.ANALYST)
    for rest in (f"/{people[3].id}", "/print"):
        assert analyst.get(project_url(team, f"referrals/picture{rest}")).status_code == 404
    path, form = project_url(team, "referrals/picture/export"), "/accounts/me"
    assert post(analyst, path, form=form).status_code == 404
    for unknown in (uuid4(), nowhere[0].id, elsewhere):
        assert lead.get(project_url(team, f"referrals/picture/{unknown}")).status_code == 404
    assert browser(Role.COUNSEL).get(project_url(team, "referrals/picture")).status_code == 404


def test_what_is_taken_out_holds_pseudonyms_and_no_id_and_is_on_the_record(
    session: Session, team: Team, browser: Browser, level: levels.Level
) -> None:
    people: list[Stakeholder] = a_map(session, team)
    lead = browser(Role.LEAD)
    answer = post(
        lead, project_url(team, "referrals/picture/export"), form=project_url(team, "referrals/picture/print")
    )
    assert answer.headers["Content-Disposition"] == 'attachment; filename="map.svg"'
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "no-store"
    drawn = answer.get_data(as_text=True)
    assert drawn.startswith("<svg ")
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", drawn)
    assert "href" not in drawn
    if level is not levels.Level.PARTS:
        assert all(person.pseudonym in drawn for person in people)
    taken_out = (AuditEvent.code == "referral.picture_taken_out", AuditEvent.project_id == team.project.id)
    assert session.scalar(select(func.count()).select_from(AuditEvent).where(*taken_out)) == 1


def test_what_leaves_the_house_shows_neither_a_guarded_namer_nor_a_naming_that_may_not_be_told(
    session: Session, team: Team, browser: Browser
) -> None:
    people = a_map(session, team)
    lead, path = browser(Role.LEAD), project_url(team, "referrals/picture/")

    def leaving() -> list[str]:
        form = post(lead, f"{path}export", form=f"{path}print").get_data(as_text=True)
        paper = lead.get(f"{path}print").get_data(as_text=True)
        return [form, paper.split('class="map-frame"')[1].split("</svg>")[0]]

    before = leaving()
    guarded, named = make_person(session, team, tier=3), make_person(session, team)
    make_naming(session, team, people[0], guarded, may_be_told="yes")
    make_naming(session, team, guarded, named, may_be_told="yes")
    make_naming(session, team, people[0], named, may_be_told="no")
    make_naming(session, team, people[0], people[8], may_be_told="no")
    session.commit()
    assert leaving() == before
    assert named.pseudonym in page(lead, team)
    make_naming(session, team, people[0], people[8], may_be_told="yes", question="knows")
    session.commit()
    assert leaving() != before, "the comparison notices what may leave"
