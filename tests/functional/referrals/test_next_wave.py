"""Who would be approached next: marked, held against who is missing, planned; how often bodies are asked; what the
people on the map and everybody else can be told of it.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import engage.app  # noqa: F401 - registers what every feature holds
from engage.accounts.permissions import Role
from engage.db.clock import today
from engage.engagements.queries import engagements_of, participants_of
from engage.referrals.findings import service as findings
from engage.referrals.findings.models import MapPause
from engage.referrals.findings.wave import service as wave
from engage.referrals.findings.wave.models import MapMark
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.load import service as load
from engage.stakeholders.load.records import LoadDetail
from engage.stakeholders.models import Stakeholder
from tests.factories.life import erased, restricted
from tests.factories.referrals import make_map, make_naming
from tests.factories.team import Team, post, project_url
from tests.functional.referrals.conftest import Browser
from tests.functional.referrals.test_findings import a_map, scope, screen, somebody

PLAN: dict[str, object] = {
    "how": "each",
    "title": "Talks in March",
    "planned_on": "2027-03-01",
    "purpose": "To hear of the port",
    "selected_because": "They live beside it",
}


def marked(session: Session, team: Team, *people: Stakeholder) -> None:
    """Marks people for the next wave."""
    ids = [person.id for person in people]
    wave.mark(session, actor=team.lead, project_id=team.project.id, stakeholder_ids=ids)
    session.commit()


def test_marks_show_what_would_change_and_become_engagements(session: Session, team: Team, browser: Browser) -> None:
    a_map(session, team)
    engager, address = browser(Role.ENGAGER), project_url(team, "referrals/findings/next-wave/")
    line = scope(session, team, "level", "local", 9)
    session.commit()
    [first, *_rest] = re.findall(r"next-wave/([0-9a-f-]{36})/mark", screen(engager, team, "next"))
    assert post(engager, f"{address}{first}/mark", form=project_url(team, "referrals/findings/next")).status_code == 302
    of_line = f"{address}of/{line.id}"
    assert post(engager, of_line, {"people": []}).status_code == 422
    offered = engager.get(of_line).get_data(as_text=True)
    [second, *_rest] = re.findall(r'name="people"[^>]*value="([0-9a-f-]{36})"', offered)
    assert second != first, "whoever is marked is not offered again"
    assert post(engager, of_line, {"people": [second]}).status_code == 302

    text = screen(engager, team, "next-wave/")
    assert "2 requests; none of them was asked in the last 12 months." in text
    [row] = re.findall(r'<tr><th scope="row">Local.*?</tr>', text, re.S)
    assert re.findall(r'<td class="number">(?:<strong>)?(\d+)', row) == ["9", "6", "8"]
    assert all("sealed" in repr(row.stakeholder) for row in session.scalars(select(MapMark)))

    refused = post(engager, f"{address}plan", {**PLAN, "title": ""}, form=address)
    assert refused.status_code == 422
    assert "To hear of the port" in refused.get_data(as_text=True)
    assert post(engager, f"{address}plan", PLAN, form=address).status_code == 302
    planned = engagements_of(session, team.project.id)
    assert sorted(each.title for each in planned) == ["Talks in March: 1", "Talks in March: 2"]
    seats = [seat for each in planned for seat in participants_of(session, each.id)]
    assert {str(seat.stakeholder_id) for seat in seats} == {first, second}
    assert {(seat.detail.answer, seat.detail.selected_because) for seat in seats} == {
        ("not_invited", "They live beside it")
    }
    assert session.scalars(select(MapMark)).all() == []
    assert browser(Role.ANALYST).get(address).status_code == 404


def test_whoever_is_not_to_be_approached_is_neither_marked_nor_planned(
    session: Session, team: Team, browser: Browser
) -> None:
    people = a_map(session, team)
    lead, address = browser(Role.LEAD), project_url(team, "referrals/findings/next-wave/")
    make_naming(session, team, people[1], people[6], state=ReferralState.DECLINED)
    marked(session, team, people[7], people[8])
    post(lead, f"{address}{people[6].id}/mark", form=project_url(team, "referrals/findings/next"))
    assert people[6].pseudonym not in screen(lead, team, "next-wave/")
    restricted(session, team, people[8])
    session.commit()
    refused = post(lead, f"{address}plan", {**PLAN, "how": "together"}, form=address)
    assert refused.status_code == 422
    assert f"Take the mark away first from {people[8].pseudonym}" in refused.get_data(as_text=True)
    assert engagements_of(session, team.project.id) == []
    post(lead, f"{address}{people[8].id}/unmark", form=address)
    assert post(lead, f"{address}plan", {**PLAN, "how": "together"}, form=address).status_code == 302
    [made] = engagements_of(session, team.project.id)
    assert [seat.stakeholder_id for seat in participants_of(session, made.id)] == [people[7].id]


def test_marks_and_pauses_go_with_whoever_is_erased(session: Session, team: Team) -> None:
    people = a_map(session, team)
    marked(session, team, people[7], people[8])
    for person in people[7:]:
        findings.pause(session, actor=team.lead, project_id=team.project.id, stakeholder_id=person.id)
    session.commit()
    erased(session, team, people[7])
    assert len(session.scalars(select(MapMark)).all()) == 1
    assert len(session.scalars(select(MapPause)).all()) == 1


def test_only_what_a_body_agreed_to_is_spare_time(session: Session, team: Team, browser: Browser) -> None:
    start, full, idle, willing = (somebody(session, team, "women", role="intermediary") for _ in range(4))
    make_map(session, team, [start, full, idle, willing], 1, [(0, 1), (0, 2), (0, 3)])
    scope(session, team, "group", "women", 5)
    given: dict[str, Any] = {"actor": team.lead, "project_id": team.project.id, "on": today()}
    for times in (2, 2):
        load.record_request(session, **given, stakeholder_id=full.id, detail=LoadDetail(what_for=f"Talk {times}"))
    load.agree(session, **given, stakeholder_id=full.id, detail=LoadDetail(times=2))
    session.commit()
    text = screen(browser(Role.LEAD), team, "load")
    assert "Asked 2 times in 12 months; they agreed to at most 2." in text
    assert "Nobody else who can speak of the same agreed to be asked more often." in text
    assert idle.pseudonym not in text, "that nobody asked a body is no reason to ask it"
    load.agree(session, **given, stakeholder_id=willing.id, detail=LoadDetail(times=4))
    session.commit()
    assert f"{willing.pseudonym}</bdi></a>: Women" in screen(browser(Role.LEAD), team, "load").replace("\n", "")
    form = project_url(team, f"stakeholders/{full.id}/asked/agreed")
    assert post(browser(Role.LEAD), form, {"on": today().isoformat(), "times": "9", "what_for": ""}).status_code == 302
    assert "they agreed to at most 9." in screen(browser(Role.LEAD), team, "load")


def test_people_are_told_how_they_came_in_each_language_and_never_by_whom_against_their_will(
    session: Session, team: Team, browser: Browser
) -> None:
    people = a_map(session, team)
    in_danger = somebody(session, team, "women", tier=3)
    for namer, name in ((people[1], "The teacher"), (people[2], "The nurse"), (in_danger, "The judge")):
        agreed = "no" if name == "The nurse" else "yes"
        make_naming(session, team, namer, people[8], question="speaks_for_us", may_be_told=agreed, told_as=name)
    session.commit()
    page = browser(Role.LEAD).get(project_url(team, f"stakeholders/{people[8].id}")).get_data(as_text=True)
    panel = page.split('id="onto-the-map"')[1].split("</section>")[0]
    told = panel.split("Who named them")[0]
    assert (
        "People we spoke with named you as someone who speaks for them. You may know who named you: The teacher."
        in told
    )
    assert {'lang="fr"', 'lang="ar"'} <= set(re.findall(r'lang="\w+"', told))
    assert "The nurse" not in told
    assert "The judge" not in told
    analyst = browser(Role.ANALYST).get(project_url(team, f"stakeholders/{people[8].id}")).get_data(as_text=True)
    assert "The teacher" not in analyst


def test_the_note_on_the_method_goes_out_in_each_language_and_names_nobody(
    session: Session, team: Team, browser: Browser
) -> None:
    people, analyst = a_map(session, team), browser(Role.ANALYST)
    post(browser(Role.LEAD), project_url(team, "referrals/findings/done"), {"words": "We go on for now."})
    for kind, ending in (("text", "txt"), ("page", "html")):
        for language in ("en", "fr", "ar"):
            address = project_url(team, f"referrals/findings/method?as={kind}&in={language}")
            answer = analyst.get(address)
            assert answer.headers["Content-Disposition"] == f'attachment; filename="note-{language}.{ending}"'
            said = answer.get_data(as_text=True)
            assert not any(person.pseudonym in said for person in people)
            assert team.project.id.hex not in said.replace("-", "")
            assert "We go on for now." not in said, "what the team signs is the team's"
            assert browser(Role.LEAD).get(address).get_data() == answer.get_data(), "the same whoever takes it"
            assert kind != "page" or f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in said
    plain = analyst.get(project_url(team, "referrals/findings/method?as=text&in=en")).get_data(as_text=True)
    assert "- We began with: Rights holders: 3" in plain
    assert "- Women; Planned: 5; Asked: " in plain
    assert not re.search(r": [012]\b(?! )", plain.replace("Steps of asking further: 2", ""))
