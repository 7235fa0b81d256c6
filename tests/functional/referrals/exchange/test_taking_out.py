"""The map as a file: two persons, once, under pseudonyms, and nothing in any byte that must not leave."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import networkx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.crypto.sealed import unseal
from engage.projects.approvals.models import Approval
from engage.projects.approvals.queries import record_of
from engage.projects.approvals.service import NotAgreed, agree
from engage.projects.parcels.models import Parcel
from engage.projects.queries import log_of
from engage.referrals.exchange import jobs, service
from engage.referrals.exchange.service import Wanted
from engage.referrals.exchange.vocabulary import GraphForm
from engage.referrals.service import withdraw_referral
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.models import Stakeholder
from engage.worker.loop import run_jobs
from tests.databases.grounds import Ground
from tests.factories.graphs import asked_map, taken_map, wanted_map
from tests.factories.referrals import make_map, make_naming, make_noise, make_people, make_person
from tests.factories.team import Team, post, project_url
from tests.functional.referrals.conftest import Browser

WORDS = "She walks the valley with us"
PLACE = "Upper valley"
Pairs = set[tuple[str, str, str]]


def a_map(session: Session, team: Team) -> tuple[list[Stakeholder], Stakeholder, Pairs]:
    """A map with everything that must stay at home; the hidden person; and what may leave."""
    make_noise(session)
    people = make_people(session, team, 6)
    hidden = make_person(session, team, tier=3)
    make_map(session, team, people, 2, [(0, 2), (1, 3), (2, 3)])
    said = {"words": WORDS, "community": PLACE, "country": "KE"}
    make_naming(session, team, people[2], people[3], question="knows", state=ReferralState.ENGAGED, **said)
    make_naming(session, team, people[0], hidden, **said)
    make_naming(session, team, hidden, people[4])
    make_naming(session, team, people[1], people[4], may_be_told="no")
    make_naming(session, team, people[1], people[5], state=ReferralState.DECLINED)
    gone = make_naming(session, team, people[3], people[5])
    withdraw_referral(session, actor=team.lead, referral=gone, reason="She took it back")
    session.commit()
    by, heard = [person.pseudonym for person in people], "should_be_heard"
    may_leave = {(by[0], by[2], heard), (by[1], by[3], heard), (by[2], by[3], heard), (by[2], by[3], "knows")}
    return people, hidden, may_leave


def pairs_of(form: GraphForm, data: bytes) -> Pairs:
    """Who named whom in answer to what, as another program reads the file."""
    if form is GraphForm.KUMU:
        return {(line["from"], line["to"], line["type"]) for line in json.loads(data)["connections"]}
    if form is GraphForm.EDGES:
        rows = csv.DictReader(StringIO(data.decode("utf-8-sig")))
        return {(row["from"], row["to"], row["question"]) for row in rows}
    reader = networkx.read_graphml if form is GraphForm.GRAPHML else networkx.read_gexf
    graph = reader(BytesIO(data))
    assert graph.is_directed()
    label = dict(graph.nodes(data="label"))
    return {(label[one], label[other], said["question"]) for one, other, said in graph.edges(data=True)}


@pytest.mark.parametrize("form", list(GraphForm))
def test_a_file_holds_what_may_leave_and_nothing_else(session: Session, team: Team, form: GraphForm) -> None:
    people, hidden, may_leave = a_map(session, team)
    data = taken_map(session, team, form)
    if form is not GraphForm.NODES:
        assert pairs_of(form, data) == may_leave
    text = data.decode("utf-8-sig")
    there = {person.pseudonym for person in people[:4]}
    assert all(pseudonym in text for pseudonym in there)
    everyone = [*people, hidden]
    kept_back = [person.pseudonym for person in everyone if person.pseudonym not in there]
    names = [unseal(session, person, "name") or "" for person in everyone]
    ids = [form for person in everyone for form in (str(person.id), person.id.hex)]
    days = [person.created_on.isoformat() for person in people]
    for secret in (*kept_back, *names, *ids, *days, WORDS, PLACE, "KE", "As they told us", "declined", "withdrawn"):
        assert secret not in text
    assert str(team.project.id) not in text


def test_ids_are_made_anew_each_time_and_waves_follow_the_file(session: Session, team: Team) -> None:
    people, _hidden, _pairs = a_map(session, team)
    one, other = (networkx.read_graphml(BytesIO(taken_map(session, team, GraphForm.GRAPHML))) for _time in range(2))
    assert not set(one) & set(other)
    waves = {about["label"]: about.get("wave") for _node, about in one.nodes(data=True)}
    assert [waves[person.pseudonym] for person in people[:4]] == [0, 0, 1, 1]
    only = networkx.read_graphml(BytesIO(taken_map(session, team, GraphForm.GRAPHML, ["knows"])))
    # Nobody can tell from the wave that other namings led there.
    assert {about["label"]: about.get("wave") for _node, about in only.nodes(data=True)} == {
        people[0].pseudonym: 0,
        people[1].pseudonym: 0,
        people[2].pseudonym: None,
        people[3].pseudonym: None,
    }


def test_kumu_is_given_elements_and_connections(session: Session, team: Team) -> None:
    a_map(session, team)
    said = json.loads(taken_map(session, team, GraphForm.KUMU))
    assert set(said) == {"elements", "connections"}
    labels = [each["label"] for each in said["elements"]]
    assert len(labels) == len(set(labels)) == 4
    assert {each["type"] for each in said["elements"]} == {"Start", "Named"}
    assert all({each["from"], each["to"]} <= set(labels) for each in said["connections"])
    assert {each["direction"] for each in said["connections"]} == {"directed"}


def test_two_persons_then_once(session: Session, team: Team, browser: Browser) -> None:
    people, hidden, _pairs = a_map(session, team)
    lead, guardian, engager = browser(Role.LEAD), browser(Role.GUARDIAN), browser(Role.ENGAGER)
    place = project_url(team, "referrals/exchange/out")
    asking: Any = {"form": "edges", "questions": ["should_be_heard", "knows"], "purpose": "review"}
    assert post(lead, place, asking).status_code == 422
    answer: Any = post(lead, place, {**asking, "reason": "For the outside review."})
    here = answer.headers["Location"]
    made = session.scalars(select(Approval)).one()
    doing = f"{place}/{made.id}"
    assert post(lead, doing, form=here).headers["Location"] == here
    page = guardian.get(here).get_data(as_text=True)
    assert "For the outside review." in page
    assert "few" in page or ">4<" in page
    assert hidden.pseudonym not in page
    assert post(guardian, f"{here}/agree", form=here).status_code == 302
    assert post(guardian, doing, form=here).status_code == 404
    make_naming(session, team, people[4], people[5])
    session.commit()
    assert post(engager, doing, form=place).status_code == 404
    assert "Make the file" in lead.get(here).get_data(as_text=True)
    assert post(lead, doing, form=here).headers["Location"] == place
    parcel = session.scalars(select(Parcel)).one()
    assert parcel.content is not None
    assert people[0].pseudonym.encode() not in parcel.content
    file = project_url(team, f"referrals/exchange/files/{parcel.id}")
    elsewhere = project_url(team, f"exchange/files/{parcel.id}")
    assert post(lead, elsewhere, form=place).status_code == 404
    assert post(engager, file, form=place).status_code == 404
    fetched = post(lead, file, form=place)
    assert fetched.headers["Content-Disposition"].startswith('attachment; filename="map-20')
    # What was recorded after the request was agreed to is not in it.
    assert len(pairs_of(GraphForm.EDGES, fetched.get_data())) == 4
    assert post(lead, file, form=place).status_code == 404
    session.rollback()
    assert post(lead, doing, form=place).headers["Location"] == here
    facts = [line.facts for line in log_of(session, team.project.id) if line.code == "referral.exported"]
    assert [each["namings"] for each in facts] == [4]
    assert facts[0]["reason"] == "For the outside review."


def test_an_agreement_is_to_exactly_this(session: Session, team: Team) -> None:
    a_map(session, team)
    wanted = wanted_map(GraphForm.NODES)
    asked = asked_map(session, team, wanted)
    agree(session, actor=team.guardian, approval=asked)
    for other in (wanted, Wanted.of({**wanted.what, "form": "graphml", "until": 999})):
        with pytest.raises(NotAgreed):
            jobs.make(session, actor=team.lead, project_id=team.project.id, wanted=other, up_to_tier=3)
    empty = wanted_map(GraphForm.EDGES, ["not_heard"])
    with pytest.raises(service.NothingToTake):
        asked_map(session, team, empty)


def test_others_have_no_such_pages(session: Session, team: Team, browser: Browser) -> None:
    a_map(session, team)
    for role in (Role.ANALYST, Role.GUARDIAN, Role.COUNSEL):
        client = browser(role)
        for page in ("in", "out"):
            assert client.get(project_url(team, f"referrals/exchange/{page}")).status_code == 404
            answer = post(client, project_url(team, f"referrals/exchange/{page}"), form=project_url(team))
            assert answer.status_code == 404


def test_a_long_file_is_made_by_the_worker(
    session: Session, team: Team, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_map(session, team)
    monkeypatch.setattr(jobs, "AT_ONCE", 0)
    asked = asked_map(session, team, wanted_map(GraphForm.GEXF))
    agree(session, actor=team.guardian, approval=asked)
    wanted = Wanted.of(record_of(session, asked).what)
    parcel = jobs.make(session, actor=team.lead, project_id=team.project.id, wanted=wanted, up_to_tier=3)
    session.commit()
    assert parcel.content is None
    run_jobs(ground.stores, ground.vault)
    session.expire_all()
    assert len(pairs_of(GraphForm.GEXF, service.fetch(session, actor=team.lead, parcel=parcel))) == 4
