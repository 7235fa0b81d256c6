"""Graphs brought in: looked through first, saved whole or not at all; and what went out comes in the same elsewhere."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.crypto.sealed import unseal
from engage.db.clock import today, utcnow
from engage.projects.queries import log_of
from engage.projects.service import remove_member
from engage.referrals.exchange import jobs
from engage.referrals.exchange.models import MapImport
from engage.referrals.exchange.queries import looked_at
from engage.referrals.exchange.vocabulary import GraphForm
from engage.referrals.models import Referral
from engage.referrals.queries import map_of
from engage.retention.queries import files_waiting
from engage.stakeholders.directory import directory_of
from engage.stakeholders.life.service import restrict
from engage.stakeholders.merging.service import merge
from engage.stakeholders.models import Stakeholder
from engage.worker.loop import run_jobs
from tests.databases.grounds import Ground
from tests.factories.graphs import TIERS, all_new, brought_in, edge_list, saved_map, taken_map
from tests.factories.referrals import make_map, make_naming, make_people, make_person
from tests.factories.team import Team, csrf, make_team, post, project_url
from tests.functional.referrals.conftest import Browser

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">&b;</graph></graphml>'
)


def send(client: Any, team: Team, data: bytes, name: str = "map.csv") -> Any:
    place = project_url(team, "referrals/exchange/in")
    fields = {"question": "should_be_heard", "asked_on": "2026-01-31", "file": (BytesIO(data), name)}
    token = csrf(client, place)
    return client.post(place, data={"csrf_token": token, **fields}, content_type="multipart/form-data")


def on_the_map(session: Session, team: Team) -> set[tuple[str, str, str, str, str]]:
    """Every naming: both ends as the project calls them (the name of a new record is its tag), and what was said."""
    directory = directory_of(session, team.project.id)
    called = {}
    for person in directory.people(3):
        row = session.get_one(Stakeholder, person.id)
        name = unseal(session, row, "name") or ""
        called[person.id] = person.pseudonym if name == "Somebody Example" else name
    return {
        (called[each.namer_id], called[each.named_id], each.asked, each.state, each.told)
        for each in map_of(session, team.project.id).referrals
    }


@pytest.mark.parametrize("form", [GraphForm.GRAPHML, GraphForm.GEXF, GraphForm.EDGES])
def test_what_goes_out_comes_in_the_same(session: Session, team: Team, form: GraphForm) -> None:
    people = make_people(session, team, 6)
    make_map(session, team, people, 2, [(0, 2), (1, 3), (2, 3), (3, 4), (4, 2)])
    make_naming(session, team, people[2], people[3], question="knows", may_be_told="yes")
    there = on_the_map(session, team)
    data = taken_map(session, team, form)
    other = make_team(session, "Elsewhere")
    row = saved_map(session, other, data)
    assert on_the_map(session, other) == there
    assert (row.recorded, row.people, row.content) == (6, 5, None)
    # Where the pseudonyms are known, everything is there already.
    again = brought_in(session, team, data)
    looked = looked_at(session, again)
    assert looked is not None
    assert (looked.ready, looked.there, looked.unknown, looked.faults) == (0, 6, [], [])


def test_from_the_file_to_the_map(session: Session, team: Team, browser: Browser) -> None:
    one, two = make_people(session, team, 2)
    hidden = make_person(session, team, tier=3)
    session.commit()
    lines = [
        "Who named;To;Relation;Asked on;State;May be told;Country;Right",
        f"{one.pseudonym};{two.pseudonym.lower()};Who knows about this?;2026-03;engaged;No;Kenya;",
        f"{one.pseudonym};The Elder;;;;;;",
        f"{hidden.pseudonym};The Elder;;2026-02-03;;;;",
        f"{one.pseudonym};{one.pseudonym};;;;;;",
        f"{one.pseudonym};{two.pseudonym};nobody asks this;;;;;",
        f"{one.pseudonym};{two.pseudonym};;2999-01-01;;;;",
        f"{one.pseudonym};;;;;;;",
        f"{one.pseudonym};The Elder;;;;;;",
        f"{two.pseudonym};Left Out;;;;;;",
    ]
    client = browser(Role.LEAD)
    answer = send(client, team, "\n".join(lines).encode())
    here = answer.headers["Location"]
    page = client.get(here).get_data(as_text=True)
    for words in ("9 namings were read", "This question is not known", "Someone names themselves", "The Elder"):
        assert words in page
    row = session.scalars(select(MapImport)).one()
    looked = looked_at(session, row)
    assert looked is not None
    assert (looked.ready, looked.left_out, looked.faulty, looked.known) == (1, 3, 5, 3)
    assert session.scalar(select(func.count()).select_from(Referral)) == 0
    assert files_waiting(session, team.project.id) == 1
    form = dict.fromkeys(_fields(page), "")
    [elder] = [name for name, text in _fields(page).items() if text == "The Elder"]
    refused: Any = post(client, f"{here}/ends", {**form, "every": "out", f"is-{elder[4:]}": "Nobody Such"}, form=here)
    assert refused.status_code == 422
    assert "Nobody goes by this pseudonym" in refused.get_data(as_text=True)
    assert post(client, f"{here}/ends", {**form, "every": "out", elder: "new"}, form=here).status_code == 302
    assert post(client, here, form=here).headers["Location"] == here
    session.expire_all()
    saved = on_the_map(session, team)
    assert (one.pseudonym, two.pseudonym, "knows", "engaged", "no") in saved
    assert {line[:2] for line in saved} == {
        (one.pseudonym, two.pseudonym),
        (one.pseudonym, "The Elder"),
        (hidden.pseudonym, "The Elder"),
    }
    elder_row = session.scalars(select(Stakeholder).order_by(Stakeholder.revision.desc())).first()
    assert elder_row is not None
    # Whoever is named by someone of the highest protection has it too.
    assert elder_row.tier == 3
    assert "The file is in" in client.get(here).get_data(as_text=True)
    assert files_waiting(session, team.project.id) == 0
    [facts] = [line.facts for line in log_of(session, team.project.id) if line.code == "referral.imported"]
    assert (facts["namings"], facts["people"]) == (3, 1)


def _fields(page: str) -> dict[str, str]:
    """Fields that ask about an end, by what the file calls it."""
    found = {}
    for part in page.split('id="end-')[1:]:
        mark, _sign, rest = part.partition('-group"')
        if rest:
            found[f"end-{mark}"] = rest.split("translate", 1)[1].split(">", 1)[1].split("<", 1)[0]
    return found


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (LAUGHS, "declares entities"),
        (b"<graphml>" + b"<a>" * 60, "too large"),
        (b"<x/>", "cannot be read as GraphML"),
        (b"<" + b" " * (5 * 1024 * 1024), "at most 5 MB"),
        (b"\x1f\x8b\x08 packed", "Unpack it first"),
        (b"PK\x03\x04 no workbook", "cannot be read"),
        (b"one,two\na,b", "Two columns must say"),
        (b"", "nothing in this file"),
        (b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">'
         b'<node id="a"/><node id="b"/><edge source="a" target="b"/></graph></graphml>', "no direction"),
    ],
)  # fmt: skip
def test_files_that_do_harm_are_refused_in_words(team: Team, browser: Browser, data: bytes, words: str) -> None:
    answer = send(browser(Role.ENGAGER), team, data, "map.graphml")
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_whom_one_may_not_use_or_know_of(session: Session, team: Team) -> None:
    one, two, kept, gone = make_people(session, team, 4)
    hidden = make_person(session, team, tier=3)
    restrict(
        session, actor=team.lead, stakeholder=two, reason="They asked for it", review_on=today() + timedelta(days=30)
    )
    earlier = gone.pseudonym
    merge(
        session,
        actor=team.lead,
        project_id=team.project.id,
        kept_id=kept.id,
        gone_id=gone.id,
        chosen={},
        looks_up_to=3,
    )
    pairs = [(one.pseudonym, two.pseudonym), (one.pseudonym, hidden.pseudonym), (one.pseudonym, earlier)]
    row = brought_in(session, team, edge_list(pairs))
    looked = looked_at(session, row)
    assert looked is not None
    assert (looked.ready, looked.fault_counts) == (2, {"restricted": 1})
    jobs.save(session, row=row, up_to_tier=2, looks_up_to=0)
    [made] = map_of(session, team.project.id).referrals
    assert (made.namer_id, made.named_id) == (one.id, kept.id)


def test_the_name_of_somebody_is_asked_about_and_nobody_is_made_twice(session: Session, team: Team) -> None:
    one = make_person(session, team)
    row = saved_map(session, team, edge_list([(one.pseudonym, "The Elder")]))
    assert row.people == 1
    again = brought_in(session, team, edge_list([(one.pseudonym, "the elder"), (one.pseudonym, "Newcomer")]))
    all_new(session, team, again)
    looked = looked_at(session, again)
    assert looked is not None
    assert list(looked.alike) == ["the elder"]
    assert (looked.ready, looked.new, looked.left_out) == (1, 1, 1)


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is long."""
    monkeypatch.setattr(jobs, "AT_ONCE", 0)


@pytest.mark.usefixtures("small_steps")
def test_a_long_file_is_saved_by_the_worker(session: Session, team: Team, browser: Browser, ground: Ground) -> None:
    pairs = [("Root", f"Person {number}") for number in range(60)]
    client = browser(Role.ENGAGER)
    here = send(client, team, edge_list(pairs)).headers["Location"]
    assert "There is nothing to save" not in client.get(here).get_data(as_text=True)
    post(client, f"{here}/ends", {"every": "new"}, form=here)
    post(client, here, form=here)
    answer = client.get(here)
    assert "Waiting for its turn" in answer.get_data(as_text=True)
    assert answer.headers["Refresh"]
    run_jobs(ground.stores, ground.vault)
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(Referral)) == 60
    assert session.scalars(select(MapImport)).one().recorded == 60
    entries = session.scalars(select(Referral.entry).order_by(Referral.entry)).all()
    assert len(set(entries)) == 60
    assert post(client, f"{here}/stop", form=project_url(team, "referrals/exchange/in")).status_code == 302


@pytest.mark.usefixtures("small_steps")
def test_who_left_saves_nothing_and_a_week_is_enough(session: Session, team: Team, ground: Ground) -> None:
    row = brought_in(session, team, edge_list([("One", "Two")]), team.engager)
    all_new(session, team, row)
    jobs.save(session, row=row, **TIERS)
    remove_member(session, actor=team.lead, project=team.project, user_id=team.engager.id)
    session.commit()
    run_jobs(ground.stores, ground.vault)
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(Referral)) == 0
    row.started_at = utcnow() - timedelta(days=8)
    session.commit()
    assert jobs.sweep(ground.stores, ground.vault) == 1
    session.expire_all()
    assert (row.state, row.content, row.decisions, row.looked) == ("dropped", None, None, None)


def test_nobody_sees_the_file_of_another(session: Session, team: Team, browser: Browser) -> None:
    row = brought_in(session, team, edge_list([("One", "Two")]), team.engager)
    session.commit()
    here = project_url(team, f"referrals/exchange/in/{row.id}")
    assert browser(Role.ENGAGER).get(here).status_code == 200
    assert browser(Role.LEAD).get(here).status_code == 404
    assert b"Two" not in b"".join(bytes(each.blob) for each in (row.content, row.looked, row.decisions) if each)
