"""Surveys as the team works with them: drawn up, opened, reviewed, counted; and that stuffing them gains nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.audit.models import AuditEvent
from engage.crypto.sealed import unseal
from engage.db.clock import today
from engage.intake.surveys import outbox, queries, service
from engage.intake.surveys.jobs import fetch_answers, sweep
from engage.intake.surveys.models import Survey, SurveyAnswer, SurveyNaming
from engage.intake.surveys.vocabulary import SurveyEvent
from engage.referrals.queries import seen_map
from engage.retention.purging import purge
from engage.stakeholders.holdings import HOLDINGS
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.queries import find_stakeholder
from tests.databases.grounds import Ground
from tests.factories.referrals import make_map, make_people, make_person, make_scoping
from tests.factories.summaries import work_off
from tests.factories.surveys import (
    FISHERS,
    MIGRANTS,
    SPEAKS,
    WOMEN,
    answers_naming,
    letter_to,
    make_answer,
    make_survey,
    reviewed,
)
from tests.factories.team import Team, csrf, make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

SURVEYS = "intake/surveys/"


@pytest.fixture
def team(session: Session) -> Team:
    return make_team(session)


@pytest.fixture
def survey(session: Session, team: Team) -> Survey:
    made = make_survey(session, team)
    service.open_survey(session, actor=team.lead, survey=made)
    session.commit()
    return made


def text(client: InspectedClient, team: Team, rest: str) -> str:
    return client.get(project_url(team, rest)).get_data(as_text=True)


def act(client: InspectedClient, team: Team, survey: Survey, rest: str, **data: object) -> object:
    page = project_url(team, f"{SURVEYS}{survey.id}")
    return post(client, f"{page}/{rest}", data, form=page)


def test_from_the_form_to_the_panel(
    client: InspectedClient, portal_client: InspectedClient, session: Session, ground: Ground, team: Team
) -> None:
    union = make_person(session, team, roles=["intermediary"])
    sign_in(client, session, team.lead)
    drawn = post(
        client,
        project_url(team, f"{SURVEYS}new"),
        {
            "title": "Harbour survey",
            "questions": [SPEAKS],
            "groups": [FISHERS],
            "languages": ["en", "ar"],
            "opens_on": today().isoformat(),
            "closes_on": (today() + timedelta(days=5)).isoformat(),
            "most": "50",
        },
    )
    assert drawn.status_code == 302
    survey = session.scalars(select(Survey)).one()
    assert act(client, team, survey, "open").status_code == 302
    work_off(session, ground)
    path = f"/s/{unseal(session, survey, 'code')}"
    assert path in text(client, team, f"{SURVEYS}{survey.id}")
    said = {f"names-{SPEAKS}": "The Old Union\nA new network", "group": FISHERS, "words": "They came to us"}
    for _each in range(6):
        assert portal_client.post(f"{path}/answer", data=said, query_string={"l": "ar"}).status_code == 303
    assert fetch_answers(ground.stores, ground.vault) == 6
    assert fetch_answers(ground.stores, ground.vault) == 0
    assert not outbox.waiting_answers(ground.stores.portal, 10)
    assert "6 answers wait for review." in text(client, team, "")
    for _each in range(6):
        shown = act(client, team, survey, "next")
        page = shown.get_data(as_text=True)
        assert "They came to us" in page
        action = re.search(r'action="([^"]*/answers/[0-9a-f-]{36})"', page)
        assert action is not None
        network = session.scalars(select(Stakeholder).where(Stakeholder.id.not_in([union.id]))).first()
        second = {"match_1": "new", "kind_1": "organisation"} if network is None else {"match_1": str(network.id)}
        decided = {"match_0": "known", "pseudonym_0": f" {union.pseudonym.upper()} ", "kind_0": "person", **second}
        saved = client.post(action.group(1), data={"kind_1": "group", **decided, "csrf_token": _token(page)})
        assert saved.status_code == 302
    assert "No answer waits for review." in client.get(act(client, team, survey, "next").headers["Location"]).text
    network = session.scalars(select(Stakeholder).where(Stakeholder.id != union.id)).one()
    assert (network.tier, network.kind) == (2, "organisation")
    panel = text(client, team, f"stakeholders/{union.id}")
    assert "Named by 6 of 6 answers." in panel
    assert "named by 6 of 6 answers" in panel
    assert "anyone could answer more than once" in panel
    assert not any(session.scalars(select(SurveyAnswer.words)).all()), "words were kept though nobody asked for it"
    found = text(client, team, f"{SURVEYS}{survey.id}")
    assert network.pseudonym in found
    assert "They came to us" not in found


def _token(page: str) -> str:
    return page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def test_what_is_refused_in_a_review_loses_nothing_and_is_on_record(
    client: InspectedClient, session: Session, team: Team, survey: Survey
) -> None:
    hidden = make_person(session, team, tier=3)
    answer = make_answer(session, survey, names={SPEAKS: ["One"], "not_heard": ["Two"]}, words="Their own words")
    other = make_team(session, "Elsewhere")
    stranger = make_person(session, other)
    sign_in(client, session, team.lead)
    known = {"match_0": "known", "match_1": "nobody", "kind_0": "person", "kind_1": "person"}
    for typed in ("nobody of this name", stranger.pseudonym, ""):
        again = act(client, team, survey, f"answers/{answer.id}", **known, pseudonym_0=typed)
        assert again.status_code == 422
        assert "Nobody goes by this pseudonym." in again.text
        assert "Their own words" in again.text
    assert (
        act(client, team, survey, f"answers/{answer.id}", **{**known, "match_0": str(stranger.id)}).status_code == 422
    )
    assert act(client, team, survey, f"answers/{answer.id}", match_0="nobody").status_code == 422
    assert not session.scalars(select(SurveyNaming)).all()
    assert session.get_one(SurveyAnswer, answer.id).state == "waiting"
    looks = [each for each in _events(session) if each == SurveyEvent.ANSWER_READ.code]
    assert len(looks) == 5
    saved = act(client, team, survey, f"answers/{answer.id}", **known, pseudonym_0=hidden.pseudonym, keep_words="y")
    assert saved.status_code == 302
    assert "Their own words" in act(client, team, survey, f"answers/{answer.id}/look").text
    assert act(client, team, survey, "delete-words").status_code == 302
    assert act(client, team, survey, f"answers/{answer.id}/look").status_code == 404


def _events(session: Session) -> list[str]:
    return list(session.scalars(select(AuditEvent.code)))


def test_stuffing_gains_nothing_on_the_map(session: Session, team: Team, survey: Survey) -> None:
    people = make_people(session, team, 6)
    make_map(session, team, people, 2, [(0, 2), (1, 2), (2, 3)])
    before = _map_of(session, team)
    answers_naming(session, team, survey, people[-1], 40, group=FISHERS)
    outsider = make_person(session, team)
    answers_naming(session, team, survey, outsider, 40, group=WOMEN)
    after = _map_of(session, team)
    assert after == before
    assert outsider.id not in seen_map(session, team.project.id, up_to_tier=3).by_id


def _map_of(session: Session, team: Team) -> list[object]:
    seen = seen_map(session, team.project.id, up_to_tier=3)
    return [(each.id, each.wave, each.standing, each.named_by) for each in seen.people]


@pytest.mark.parametrize(
    ("naming", "said"), [(2, None), (4, "too few to say more"), (12, "Named by 12 of 31 answers.")]
)
def test_small_numbers_are_kept(
    client: InspectedClient, session: Session, team: Team, survey: Survey, naming: int, said: str | None
) -> None:
    person = make_person(session, team)
    answers_naming(session, team, survey, person, naming, group=FISHERS, of=31)
    sign_in(client, session, team.analyst)
    panel = text(client, team, f"stakeholders/{person.id}")
    assert ("In the survey" in panel) == (said is not None)
    assert said is None or said in panel
    found = text(client, team, f"{SURVEYS}{survey.id}")
    assert (person.pseudonym in found) == (said is not None)
    assert f"{naming} of" not in found or naming >= 5


def test_who_is_missing_is_said_and_never_that_they_are_not_there(
    client: InspectedClient, session: Session, team: Team, survey: Survey
) -> None:
    person = make_person(session, team)
    make_scoping(session, team, person, lambda where: where)
    session.commit()
    wanted = queries.wanted_groups(session, team.project.id)
    assert wanted
    answers_naming(session, team, survey, person, 6, group=MIGRANTS)
    for _each in range(5):
        reviewed(session, team, make_answer(session, survey, group=MIGRANTS, unnamed=["not_heard"]), None)
    sign_in(client, session, team.analyst)
    page = text(client, team, f"{SURVEYS}{survey.id}")
    assert "Not heard here" in page
    assert "never absence" in page
    assert re.search(r"Who is never heard\?\s*5<", page)
    assert re.search(r"Who speaks for you\?\s*fewer than 5<", page)


def test_people_of_a_higher_tier_do_not_exist(
    client: InspectedClient, session: Session, team: Team, survey: Survey
) -> None:
    hidden = make_person(session, team, tier=3)
    answers_naming(session, team, survey, hidden, 9)
    for role, sees in ((Role.ANALYST, False), (Role.LEAD, True)):
        sign_in(client, session, team.users[role])
        assert (hidden.pseudonym in text(client, team, f"{SURVEYS}{survey.id}")) is sees


def test_doors(client: InspectedClient, session: Session, team: Team, survey: Survey) -> None:
    other = make_team(session, "Elsewhere")
    elsewhere = make_survey(session, other)
    answer = make_answer(session, survey, names={SPEAKS: ["One"]})
    sign_in(client, session, team.lead)
    token = csrf(client, "/accounts/me")
    for rest in ("", "/change"):
        assert client.get(project_url(team, f"{SURVEYS}{elsewhere.id}{rest}")).status_code == 404
    for rest in ("open", "close", "next", "again", "delete-words", f"answers/{answer.id}", f"answers/{answer.id}/look"):
        path = project_url(team, f"{SURVEYS}{elsewhere.id}/{rest}")
        assert client.post(path, data={"csrf_token": token}).status_code == 404
    sign_in(client, session, team.analyst)
    page = text(client, team, f"{SURVEYS}{survey.id}")
    assert (unseal(session, survey, "code") or "?") not in page
    token = csrf(client, "/accounts/me")
    for rest in ("close", "next", f"answers/{answer.id}/look"):
        path = project_url(team, f"{SURVEYS}{survey.id}/{rest}")
        assert client.post(path, data={"csrf_token": token}).status_code == 404
    sign_in(client, session, team.portal_holder)
    assert client.get(project_url(team, SURVEYS)).status_code == 404


def test_a_letter_that_does_not_belong_is_not_taken(
    session: Session, ground: Ground, team: Team, survey: Survey
) -> None:
    second = make_survey(session, team)
    one, other = uuid4(), uuid4()
    body = letter_to(session, survey, one, group="nothing offered", answers={"knows": {"names": ["Not asked"]}})
    taken = {"received_on": today(), "body": body}
    assert service.take_answer(session, survey=second, answer_id=one, **taken) is None
    assert service.take_answer(session, survey=survey, answer_id=other, **taken) is None
    assert service.take_answer(session, survey=survey, answer_id=one, received_on=today(), body=b"x" * 40) is None
    answer = service.take_answer(session, survey=survey, answer_id=one, **taken)
    assert answer is not None
    said = queries.answer_of(session, answer)
    assert (said.group, said.names) == ("", [])


def test_what_is_held_of_someone_moves_and_goes(session: Session, team: Team, survey: Survey) -> None:
    first, second = make_person(session, team), make_person(session, team)
    answers_naming(session, team, survey, first, 6)
    held, about = HOLDINGS["intake.surveys"], (session, team.project.id)
    assert held.held(*about, first.id) == 6
    moved = held.move(*about, first.id, second.id, None)
    assert (held.held(*about, first.id), held.held(*about, second.id)) == (0, 6)
    assert held.move(*about, second.id, first.id, moved[:2]) == moved[:2]
    purge(session, team.project.id, [first.id, second.id], by=None)
    assert not session.scalars(select(SurveyNaming)).all()
    assert queries.tallies_of(session, team.project.id)[survey.id].answers == 6, "how many answered stays"


def test_whoever_is_restricted_is_not_used(session: Session, team: Team, survey: Survey) -> None:
    person = make_person(session, team)
    person.restricted_on = today()
    session.flush()
    answer = make_answer(session, survey, names={SPEAKS: ["One"]})
    with pytest.raises(Restricted):
        reviewed(session, team, answer, person)


def test_ninety_days_after_its_end_words_are_gone(session: Session, ground: Ground, team: Team, survey: Survey) -> None:
    person = make_person(session, team)
    kept = make_answer(session, survey, names={SPEAKS: ["One"]}, words="x")
    reviewed(session, team, kept, person, keep_words=True)
    waiting = make_answer(session, survey, names={SPEAKS: ["Two"]})
    work_off(session, ground)
    survey.opens_on, survey.closes_on = today() - timedelta(days=99), today() - timedelta(days=89)
    session.commit()
    sweep(ground.stores, ground.vault)
    session.expire_all()
    assert (survey.state, survey.closed_on) == ("closed", survey.closes_on)
    assert waiting in session.scalars(select(SurveyAnswer)).all()
    survey.closed_on = today() - timedelta(days=90)
    session.commit()
    for _twice in range(2):
        sweep(ground.stores, ground.vault)
    session.expire_all()
    left = session.scalars(select(SurveyAnswer)).one()
    assert (left.id, left.words) == (kept.id, None)
    assert find_stakeholder(session, team.project.id, person.id, up_to_tier=3) is not None
