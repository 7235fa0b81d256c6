"""The eight principles on the pages: judged from records, kept, disagreed with, and silent about who is hidden."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import g
from flask_login import login_user
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from engage.accounts.models import User
from engage.db.clock import today
from engage.engagements import service as engagements
from engage.engagements.models import Engagement, Participant
from engage.engagements.once import each_once
from engage.engagements.queries import engagements_of, participant_record, participants_of
from engage.principles import panels, service
from engage.principles.models import Check
from engage.principles.queries import checks_of, find_check
from engage.principles.vocabulary import Principle, Verdict
from engage.projects.queries import membership
from engage.stakeholders.merging.service import merge
from tests.factories.principles import PROTECTED_WORDS, Case, add_someone, make_case, say
from tests.factories.team import make_team, other_project, post, project_url, sign_in
from tests.inspection import InspectedClient


def page_of(case: Case, rest: str = "") -> str:
    return project_url(case.team, f"principles/{case.engagement.id}/{rest}")


def main_of(answer: TestResponse) -> str:
    """What the page itself says: what stands around it carries a token that changes by the second."""
    return answer.get_data(as_text=True).split("<main", 1)[1].split("</main>", 1)[0]


def read(client: InspectedClient, session: Session, case: Case, user: User, rest: str = "") -> str:
    sign_in(client, session, user)
    answer = client.get(page_of(case, rest))
    assert answer.status_code == 200
    return main_of(answer)


def test_the_page_says_what_the_records_say(client: InspectedClient, session: Session) -> None:
    case = make_case(session)
    text = read(client, session, case, case.team.lead)
    places = [text.index(f'id="{principle.value}"') for principle in Principle]
    assert places == sorted(places)
    assert "2 of the 2 who took part told us how their words may be attributed." in text
    assert "The words of 1 of the 2 who took part are on record." in text
    assert case.people[1].pseudonym in text
    assert "Noise Person" not in text
    assert "Person of tier" not in text


def test_who_sits_there_twice_after_a_merge_is_one_person(client: InspectedClient, session: Session) -> None:
    case = make_case(session)
    kept, gone = case.people[1], case.people[2]
    merge(session, actor=case.team.lead, project_id=case.team.project.id, kept_id=kept.id, gone_id=gone.id, chosen={},
          looks_up_to=3)  # fmt: skip
    session.commit()
    text = read(client, session, case, case.team.lead)
    assert "1 of the 1 who took part told us how their words may be attributed." in text
    seated = participants_of(session, case.engagement.id)
    assert [each.stakeholder_id for each in seated] == [kept.id, kept.id]
    assert len(each_once(seated)) == 1
    assert engagements.attendance_unknown(seated) == 0


def test_who_may_not_know_of_everyone_sees_the_same_with_and_without_them(
    client: InspectedClient, session: Session
) -> None:
    case = make_case(session)
    # Whoever is out of view is so with all that depends on them: the page does not change by a letter.
    before = {user.id: read(client, session, case, user) for user in (case.team.analyst, case.team.counsel)}
    table = project_url(case.team, "principles/")
    lines = main_of(client.get(table))
    hidden = add_someone(session, case.team, case.engagement, 3)
    say(session, case.team, case.engagement, hidden, PROTECTED_WORDS)
    session.commit()
    for user in (case.team.analyst, case.team.counsel):
        text = read(client, session, case, user)
        assert text == before[user.id]
        assert "People under special protection may be left out of this view." in text
        assert hidden.pseudonym not in text
        assert "Someone protected" not in text
    assert main_of(client.get(table)) == lines
    lead = read(client, session, case, case.team.lead)
    assert "3 of the 3 who took part told us how their words may be attributed." in lead
    assert hidden.pseudonym in lead
    assert "may be left out of this view" not in lead


def test_a_counsel_meets_no_pseudonym(client: InspectedClient, session: Session) -> None:
    case = make_case(session)
    text = read(client, session, case, case.team.counsel)
    assert all(person.pseudonym not in text for person in case.people.values())
    assert "We fear for our pictures." not in text


def test_a_kept_check_stays_when_the_records_change(client: InspectedClient, session: Session) -> None:
    case = make_case(session)
    sign_in(client, session, case.team.lead)
    kept = post(client, page_of(case, "keep"), form=page_of(case))
    address = kept.headers["Location"]  # type: ignore[attr-defined]
    assert "The check is kept." in client.get(address).get_data(as_text=True)
    before = main_of(client.get(address))
    assert "version 1 of the criteria" in before
    assert "For 1 of the 1 who need care" in before
    row = next(
        each
        for each in session.scalars(select(Participant).where(Participant.engagement_id == case.engagement.id))
        if participant_record(session, each).stakeholder_id == case.people[2].id
    )
    session.delete(row)
    session.commit()
    assert main_of(client.get(address)) == before
    now = client.get(page_of(case)).get_data(as_text=True)
    assert "Everyone on the list is an ordinary professional contact." in now
    french = client.get(f"{address}?language=fr")
    assert french.status_code == 200


def test_only_who_may_know_of_everyone_keeps_and_reads_checks(client: InspectedClient, session: Session) -> None:
    case = make_case(session, tiers=(1, 2, 3))
    check = service.keep_check(session, actor=case.team.lead, engagement=case.record(session))
    session.commit()
    sign_in(client, session, case.team.analyst)
    text = client.get(page_of(case)).get_data(as_text=True)
    assert "Kept checks" not in text
    assert "Keep this check" not in text
    assert client.get(page_of(case, f"checks/{check.id}")).status_code == 404
    refused = post(client, page_of(case, "keep"), form=page_of(case, "disagree/safe.assessed"))
    assert refused.status_code == 404  # type: ignore[attr-defined]
    assert len(checks_of(session, case.engagement.id)) == 1
    with pytest.raises(service.SeesOnlyPart):
        service.keep_check(session, actor=case.team.analyst, engagement=case.record(session))


def test_checks_are_listed_with_who_kept_them_newest_first(client: InspectedClient, session: Session) -> None:
    case = make_case(session)
    first = service.keep_check(session, actor=case.team.lead, engagement=case.record(session))
    second = service.keep_check(session, actor=case.team.engager, engagement=case.record(session))
    assert [each.id for each in checks_of(session, case.engagement.id)] == [second.id, first.id]
    first.version = 0
    session.commit()
    listed = read(client, session, case, case.team.guardian)
    assert "Engager Person" in listed
    assert "judged by version 0 of the criteria" in listed
    old = read(client, session, case, case.team.guardian, f"checks/{first.id}")
    assert "version 0 of the criteria; 1 is in use now" in old
    assert find_check(session, uuid4(), first.id) is None


def test_a_disagreement_stands_beside_the_finding(client: InspectedClient, session: Session) -> None:
    case = make_case(session)
    sign_in(client, session, case.team.engager)
    form = page_of(case, "disagree/respectful.listened")
    empty = post(client, form, {"verdict": "met", "reason": "  "})
    assert empty.status_code == 422  # type: ignore[attr-defined]
    same = post(client, form, {"verdict": "partly", "reason": "Yes"})
    assert same.status_code == 422  # type: ignore[attr-defined]
    said = post(client, form, {"verdict": "met", "reason": "One of them <chose> to listen only."})
    assert said.status_code == 302  # type: ignore[attr-defined]
    text = read(client, session, case, case.team.guardian)
    assert "One of them &lt;chose&gt; to listen only." in text
    assert "Engager Person" in text
    assert "“Met” instead of “Partly met”" in text
    assert "The words of 1 of the 2 who took part are on record." in text
    assert client.get(page_of(case, "disagree/no.such")).status_code == 404


def test_what_the_core_team_says_stays_with_it(client: InspectedClient, session: Session) -> None:
    case = make_case(session, tiers=(1, 2, 3))
    given = {"engagement": case.record(session), "criterion": "respectful.listened", "verdict": "met"}
    service.disagree(session, actor=case.team.lead, reason="The protected one was silent.", **given)
    service.disagree(session, actor=case.team.analyst, reason="It was a hearing.", **given)
    analyst = read(client, session, case, case.team.analyst)
    assert "The protected one was silent." not in analyst
    assert "It was a hearing." in analyst
    lead = read(client, session, case, case.team.lead)
    assert "The protected one was silent." in lead
    assert "It was a hearing." in lead


def test_who_only_reads_may_not_judge(client: InspectedClient, session: Session) -> None:
    case = make_case(session)
    sign_in(client, session, case.team.guardian)
    assert client.get(page_of(case, "disagree/safe.assessed")).status_code == 404
    assert "Keep this check" not in client.get(page_of(case)).get_data(as_text=True)
    sign_in(client, session, case.team.translator)
    assert client.get(page_of(case)).status_code == 404
    assert client.get(project_url(case.team, "principles/")).status_code == 404


def test_another_project_has_no_such_engagement(client: InspectedClient, session: Session) -> None:
    case, elsewhere = make_case(session), other_project(session)
    sign_in(client, session, case.team.lead)
    assert client.get(f"/projects/{elsewhere}/principles/{case.engagement.id}/").status_code == 404
    assert client.get(page_of(case).replace(str(case.engagement.id), str(uuid4()))).status_code == 404


def test_the_table_names_the_weakest_and_skips_what_was_cancelled(client: InspectedClient, session: Session) -> None:
    case = make_case(session)
    [record] = [each for each in engagements_of(session, case.team.project.id) if each.id != case.engagement.id]
    row = session.get_one(Engagement, record.id)
    engagements.cancel_engagement(session, actor=case.team.lead, engagement=row)
    sign_in(client, session, case.team.lead)
    text = client.get(project_url(case.team, "principles/")).get_data(as_text=True)
    assert case.record(session).title in text
    assert record.title not in text
    assert "is weakest: not met in 1 of 1 engagements shown" in text


def test_nothing_to_judge_teaches_the_first_step(client: InspectedClient, session: Session) -> None:
    team = make_team(session)
    sign_in(client, session, team.lead)
    assert "Nothing to judge yet." in client.get(project_url(team, "principles/")).get_data(as_text=True)


def test_many_engagements_cost_no_more_queries_than_one(session: Session) -> None:
    case = make_case(session)
    others = [each for each in engagements_of(session, case.team.project.id) if each.id != case.engagement.id]
    listed = [case.record(session), *others]
    service.findings_on(session, listed, up_to_tier=3)
    counts = []
    for each in (1, 2):
        seen: list[str] = []
        engine = session.get_bind()
        listener = lambda *given, seen=seen: seen.append(given[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listener)
        service.findings_on(session, listed[:each], up_to_tier=3)
        event.remove(engine, "before_cursor_execute", listener)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


def test_findings_for_gives_nobody_away_unless_told(session: Session) -> None:
    case = make_case(session, tiers=(1, 2, 3))
    by_code = {each.criterion: each for each in service.findings_for(session, case.record(session))}
    assert by_code["respectful.consent"].ruling.of == 2
    assert by_code["inclusive.groups"].verdict is Verdict.NOT_MET
    known = {each.criterion: each for each in service.findings_for(session, case.record(session), up_to_tier=3)}
    assert known["inclusive.groups"].verdict is Verdict.MET


def test_today_shows_danger_first(client: InspectedClient, session: Session) -> None:
    case = make_case(session)
    case.engagement.held_on = today() - timedelta(days=400)
    session.commit()
    sign_in(client, session, case.team.lead)
    project = membership(session, case.team.lead.id, case.team.project.id)
    assert project is not None
    with client.application.test_request_context(project_url(case.team)):
        login_user(session.get_one(User, case.team.lead.id))
        g.project = project
        drawn = str(panels.falling_short(project))
        short = str(panels.short(case.record(session)))
    assert "For 0 of the 1 who need care" in drawn
    assert all(str(principle.label) in short for principle in Principle)


def test_findings_are_sealed(session: Session) -> None:
    case = make_case(session)
    service.keep_check(session, actor=case.team.lead, engagement=case.record(session))
    session.commit()
    row = session.scalars(select(Check)).one()
    assert b"took part" not in row.findings.blob
