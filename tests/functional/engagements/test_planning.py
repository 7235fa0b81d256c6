"""Planning through the page: light and whole, templates and copies, both sides, what changed, for how many."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.engagements.models import Engagement, EngagementMember
from engage.engagements.planning import service
from engage.engagements.planning.queries import templates_of
from engage.engagements.queries import Wanted, company_side_of, engagements_page, find_engagement, participants_of
from engage.engagements.records import CompanyDetail, Plan
from engage.engagements.service import add_company_participant
from engage.stakeholders.life.service import restrict
from tests.factories.engagements import make_engagement, make_person, seat
from tests.factories.planning import whole
from tests.factories.team import Team, make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

LIGHT = {"light": "1", "title": "On the quay", "purpose": "To hear the fishers", "planned_on": "2027-03-04"}


def plain(field: str) -> str:
    return f"Words for {field}"


def one(session: Session, team: Team) -> Engagement:
    return session.scalars(select(Engagement).where(Engagement.project_id == team.project.id)).one()


def test_show_everything_keeps_what_is_typed_and_light_keeps_the_rest(
    client: InspectedClient, session: Session
) -> None:
    team = make_team(session)
    sign_in(client, session, team.engager)
    path = project_url(team, "engagements/plan")
    typed = {**LIGHT, "mode": "direct", "format": "interview", "languages": ["ar"]}
    page = post(client, path, {**typed, "everything": "1"}, form=f"{path}?light=1").get_data(as_text=True)
    assert "To hear the fishers" in page
    assert "2027-03-04" in page
    assert 'name="interpreter_ar"' in page
    assert session.scalars(select(Engagement)).first() is None
    assert post(client, path, typed, form=f"{path}?light=1").status_code == 302
    made = one(session, team)
    change = project_url(team, f"engagements/{made.id}/change")
    full = {"title": "On the quay", "purpose": "To hear", "planned_on": "2027-03-04", "mode": "direct"}
    full |= {"format": "interview", "languages": "ar", "interpreter_ar": "A teacher", "trusted_ar": "The fishers"}
    full |= {"starts_at": "09:00", "time_zone": "Asia/Kolkata", "costs": "Travel", "initiative": "company"}
    full |= {"consent_state": "agreed"}
    refused = post(client, change, full)
    assert refused.status_code == 422
    assert "on which day they said so" in refused.get_data(as_text=True)
    assert post(client, change, {**full, "consent_on": "2026-11-01"}).status_code == 302
    assert post(client, change, {**typed, "title": "At the quay"}, form=f"{change}?light=1").status_code == 302
    found = find_engagement(session, team.project.id, made.id)
    assert found is not None
    assert found.title == "At the quay"
    assert found.plan.costs == "Travel"
    assert found.plan.interpreters == {"ar": ["A teacher", "The fishers"]}
    shown = client.get(project_url(team, f"engagements/{made.id}/")).get_data(as_text=True)
    assert "09:00" in shown
    assert "03:30" in shown
    changes = client.get(project_url(team, f"engagements/{made.id}/changes")).get_data(as_text=True)
    assert "At the quay" in changes
    assert "On the quay" in changes
    assert "A teacher" in changes


def test_a_copy_takes_people_when_asked_and_never_what_they_said(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    first = make_engagement(session, team)
    came, restricted = make_person(session, team), make_person(session, team)
    seat(session, team, first, came, selected_because="Asked for it", may_record=True, attribution="name")
    seat(session, team, first, restricted)
    restrict(session, actor=team.lead, stakeholder=restricted, reason="They asked", review_on=today() + timedelta(30))
    service.open_to_named(session, actor=team.engager, engagement=first, user_ids={team.guardian.id})
    sign_in(client, session, team.engager)
    path = project_url(team, f"engagements/{first.id}/copy")
    said = {"title": "Again", "planned_on": "2027-05-01"}
    page = client.get(post(client, path, {**said, "people": "y"}).headers["Location"]).get_data(as_text=True)
    assert "1 person was left out" in page
    copies = session.scalars(select(Engagement).where(Engagement.id != first.id)).all()
    assert [each.only_named for each in copies] == [True]
    named = session.scalars(select(EngagementMember.user_id).where(EngagementMember.engagement_id == copies[0].id))
    assert set(named) == {team.engager.id, team.guardian.id}
    (kept,) = participants_of(session, copies[0].id)
    assert kept.stakeholder_id == came.id
    assert kept.detail.may_record is None
    assert kept.detail.attribution == "not_asked"
    with pytest.raises(service.OnlyForSome):
        service.keep_template(session, actor=team.engager, engagement=first, name="For all")


def test_a_template_tells_of_no_people_no_place_and_no_day(session: Session) -> None:
    team = make_team(session)
    made = make_engagement(session, team, place="The blue house", **_whole())
    service.keep_template(session, actor=team.lead, engagement=made, name="Walks")
    (template,) = templates_of(session, team.project.id)
    plan = vars(template.plan)
    assert plan["impacts"] == plain("plan.impacts")
    said = str(plan)
    for telling in ("The blue house", "plan.interpreter", "plan.who_decides", "plan.other_way", "14:30", "Kolkata"):
        assert telling not in said


def test_the_mix_is_told_and_ticks_stay_while_one_looks_further(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    made = make_engagement(session, team, languages=["en"])
    one_of_them, other = make_person(session, team), make_person(session, team, tier=3)
    sign_in(client, session, team.lead)
    path = project_url(team, f"engagements/{made.id}/people")
    page = post(client, path, {"look": "1", "role": "intermediary", "people": [str(other.id)]}).get_data(as_text=True)
    assert f'value="{one_of_them.id}"' not in page  # all conditions hold together
    assert f'value="{other.id}" checked' in page
    assert "expertise is missing" in page
    # Nothing is held against somebody being put on the list: to be on it is not to be invited.
    assert post(client, path, {"add": "1", "people": [str(other.id)]}).status_code == 302
    assert [each.stakeholder_id for each in participants_of(session, made.id)] == [other.id]


def test_several_of_the_company_at_once_and_what_is_missing_of_them(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    made = make_engagement(session, team)
    sign_in(client, session, team.engager)
    path = project_url(team, f"engagements/{made.id}/company/several")
    wrong = post(client, path, {"lines": "Ada Roe; Engineer\nNobody in particular"})
    assert wrong.status_code == 422
    assert "Line 2: write name; function." in wrong.get_data(as_text=True)
    said = {"lines": "Ada Roe; Engineer\nBo Lind؛ Sales", "knowledge": ["product"], "authority": "informs"}
    assert post(client, path, said).status_code == 302
    assert [each.detail.function for each in company_side_of(session, made.id)] == ["Engineer", "Sales"]
    page = client.get(path).get_data(as_text=True)
    assert "Nobody here can decide." in page
    assert "Nobody knows the place." in page
    assert "Nobody knows the product" not in page


def test_the_list_narrows_by_what_is_sealed_and_pages_on(session: Session) -> None:
    team = make_team(session)
    for number in range(6):
        make_engagement(session, team, f"Talk {number}", type="co_design" if number % 2 else "hear_risks")
    wanted = Wanted(stage="planned", type="co_design", format="roundtable")
    first, more = engagements_page(session, team.project.id, limit=2, wanted=wanted)
    rest, end = engagements_page(session, team.project.id, limit=2, before=more, wanted=wanted)
    assert {each.plan.type for each in (*first, *rest)} == {"co_design"}
    assert (len(first), len(rest), end) == (2, 1, None)


def test_a_large_roundtable_costs_as_many_queries_as_a_small_one(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    small, large = (_roundtable(session, team, people) for people in (2, 40))
    sign_in(client, session, team.lead)
    for door in ("", "hold", "people", "change", "company", "company/several", "changes", "named", "copy"):
        asked = [_queries(client, session, project_url(team, f"engagements/{each}/{door}")) for each in (small, large)]
        assert asked[0] == asked[1], f"the page {door or 'itself'} asks more the more people there are: {asked}"


def _roundtable(session: Session, team: Team, people: int) -> UUID:
    made = make_engagement(session, team, languages=["ar", "fr", "en", "my", "ne", "ta"])
    for _number in range(people):
        seat(session, team, made, make_person(session, team))
    for number in range(max(1, people // 3)):
        detail = CompanyDetail(f"Somebody {number}", "Sales", ["company"], "informs")
        add_company_participant(session, actor=team.lead, engagement=made, detail=detail)
    session.commit()
    return made.id


def _queries(client: InspectedClient, session: Session, path: str) -> int:
    engine = session.get_bind().engine
    client.get(path)
    seen: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(seen)


def _whole() -> dict[str, object]:

    kept = vars(whole(Plan(), plain))
    return {name: value for name, value in kept.items() if value and name not in {"purpose", "format", "place"}}
