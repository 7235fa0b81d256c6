"""A survey as those who answer it meet it, and as a thief of the portal's store does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from engage.crypto.open_codes import new_code, read_code
from engage.crypto.sealed import unseal
from engage.db.clock import today
from engage.db.stores import open_session
from engage.intake.surveys import outbox, service
from engage.intake.surveys.forms import LONGEST_HEADING, LONGEST_INTRO
from engage.intake.surveys.models import Survey
from engage.intake.surveys.records import Text
from engage.portal.models import PortalSurvey, PortalSurveyAnswer
from engage.portal.surveys import service as taking
from tests.databases.grounds import Ground
from tests.factories.summaries import work_off
from tests.factories.surveys import FISHERS, SPEAKS, make_survey
from tests.factories.team import Team, make_team
from tests.functional.portal.test_wire import HEADERS, on_the_wire, style_of
from tests.inspection import InspectedClient

FIRST_VIEW, STEP = 15_000, 30_000
CANARY = "canary-union-of-the-old-harbour"
NAMES, UNNAMED = f"names-{SPEAKS}", f"unnamed-{SPEAKS}"


@pytest.fixture
def team(session: Session) -> Team:
    return make_team(session)


def opened(session: Session, ground: Ground, team: Team, **given: object) -> tuple[Survey, str]:
    """A survey that the portal shows, and its path there."""
    survey = make_survey(session, team, **given)
    service.open_survey(session, actor=team.lead, survey=survey)
    session.commit()
    work_off(session, ground)
    return survey, f"/s/{unseal(session, survey, 'code')}"


def everything(ground: Ground) -> bytes:
    """All rows of the portal's store of surveys."""
    with open_session(ground.stores.portal) as portal:
        rows = [
            value
            for model in (PortalSurvey, PortalSurveyAnswer)
            for row in portal.execute(select(*model.__table__.columns)).all()
            for value in row
        ]
    return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in rows)


def count(ground: Ground) -> int:
    with open_session(ground.stores.portal) as portal:
        return portal.scalar(select(func.count()).select_from(PortalSurveyAnswer)) or 0


def test_an_answer_is_sealed_at_once_and_the_store_shows_nothing_of_it(
    portal_client: InspectedClient, session: Session, ground: Ground, team: Team
) -> None:
    survey, path = opened(session, ground, team)
    page = portal_client.get(f"{path}/answer").get_data(as_text=True)
    answer_id = page.split('name="answer" value="', 1)[1].split('"', 1)[0]
    said = {"answer": answer_id, NAMES: f"{CANARY}\n\n{CANARY}", "group": FISHERS, "words": f"They {CANARY}"}
    for _twice in range(2):
        sent = portal_client.post(f"{path}/answer", data=said)
        assert sent.status_code == 303
        assert "Set-Cookie" not in sent.headers
    assert portal_client.get(sent.headers["Location"]).status_code == 200
    assert count(ground) == 1, "the same form sent twice is one answer"
    held = everything(ground)
    code = unseal(session, survey, "code") or ""
    for secret in (CANARY, FISHERS, "Harbour", "Who speaks", code, code.replace("-", "")):
        assert secret.encode() not in held
    with open_session(ground.stores.portal) as portal:
        row = portal.scalars(select(PortalSurveyAnswer)).one()
        assert row.received_on == today()
        short = len(row.body)
    portal_client.post(f"{path}/answer", data={UNNAMED: "1", "words": "ـ" * 900})
    with open_session(ground.stores.portal) as portal:
        assert {len(body) for body in portal.scalars(select(PortalSurveyAnswer.body))} == {short}


def test_only_its_address_leads_to_it(
    portal_client: InspectedClient, session: Session, ground: Ground, team: Team
) -> None:
    _survey, path = opened(session, ground, team)
    assert "/s/" not in portal_client.get("/").get_data(as_text=True)
    assert path not in portal_client.get("/s/").get_data(as_text=True)
    assert portal_client.get(path.upper().replace("/S/", "/s/").replace("-", "")).status_code == 200
    for wrong in (new_code(), "x", path.removeprefix("/s/")[:-1], str(_survey.id)):
        for page in ("", "/answer", "/thanks"):
            assert portal_client.get(f"/s/{wrong}{page}").status_code == 404
        assert portal_client.post(f"/s/{wrong}/answer", data={NAMES: "A"}).status_code == 404
    _public, open_path = opened(session, ground, team, is_public=True)
    assert 'href="/s/"' in portal_client.get("/").get_data(as_text=True)
    listed = portal_client.get("/s/").get_data(as_text=True)
    assert open_path in listed
    assert path not in listed


def test_what_is_refused_loses_nothing(
    portal_client: InspectedClient, session: Session, ground: Ground, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    _survey, path = opened(session, ground, team)
    kept = {"group": FISHERS, "words": "in my own words"}
    refused = {
        "nobody": (kept, 422),
        "too many": ({**kept, NAMES: "\n".join("ABCDEF")}, 422),
        "too long": ({**kept, NAMES: "A" * (taking.LONGEST_NAME + 1)}, 422),
        "wordy": ({NAMES: "A", "group": FISHERS, "words": "in my own words" * 100}, 422),
    }
    for name, (given, status) in refused.items():
        answer = portal_client.post(f"{path}/answer", data=given)
        assert answer.status_code == status, name
        page = answer.get_data(as_text=True)
        assert "in my own words" in page
        assert f'value="{FISHERS}" checked' in page
    monkeypatch.setattr(taking.throttling, "ONE_SURVEY", taking.throttling.Rate(2, timedelta(minutes=1)))
    statuses = [portal_client.post(f"{path}/answer", data={NAMES: "A", **kept}).status_code for _each in range(3)]
    assert statuses == [303, 303, 429]
    assert count(ground) == 2


def test_no_answer_is_longer_than_another_by_what_was_never_asked(
    portal_client: InspectedClient, session: Session, ground: Ground, team: Team
) -> None:
    _survey, path = opened(session, ground, team)
    for group in (FISHERS, "x" * 40_000):
        assert portal_client.post(f"{path}/answer", data={NAMES: "The union", "group": group}).status_code == 303
    with open_session(ground.stores.portal) as portal:
        assert len({len(body) for body in portal.scalars(select(PortalSurveyAnswer.body))}) == 1


def test_a_survey_that_is_over_full_or_closed_takes_no_answer(
    portal_client: InspectedClient, session: Session, ground: Ground, team: Team
) -> None:
    survey, path = opened(session, ground, team, most=1)
    said = {NAMES: "A"}
    assert portal_client.post(f"{path}/answer", data=said).status_code == 303
    assert portal_client.post(f"{path}/answer", data=said).status_code == 409
    other, path = opened(session, ground, team)
    service.close_survey(session, actor=team.lead, survey=other)
    session.commit()
    work_off(session, ground)
    late, late_path = opened(session, ground, team)
    early, early_path = opened(session, ground, team)
    with open_session(ground.stores.portal) as portal:
        over, to_come = {"closes_on": today() - timedelta(days=1)}, {"opens_on": today() + timedelta(days=2)}
        for row, days in ((late, over), (early, to_come)):
            portal.execute(update(PortalSurvey).where(PortalSurvey.id == row.id).values(days))
        portal.commit()
    for each in (path, late_path, early_path):
        assert "/answer" not in portal_client.get(each).get_data(as_text=True)
        assert portal_client.get(f"{each}/answer").status_code == 303
        answer = portal_client.post(f"{each}/answer", data=said)
        assert answer.status_code == 409
        assert "Nothing of it was kept" in answer.get_data(as_text=True)
    assert count(ground) == 1
    assert survey.state == "open"


@pytest.fixture
def heaviest(session: Session, ground: Ground, team: Team) -> str:
    """A survey with as much in it as may be written."""

    def fill(letter: str, signs: int) -> str:
        return (letter * 6 + " ") * (signs // 7) + letter * (signs % 7)

    letters = {"en": "x", "fr": "é", "ar": "س"}
    texts = {each: Text(fill(letter, LONGEST_HEADING), fill(letter, LONGEST_INTRO)) for each, letter in letters.items()}
    every = ["speaks_for_us", "should_be_heard", "not_heard"]
    groups = [f"group:{code}" for code in ("women", "young", "minorities", "indigenous", "children", "disabilities")]
    return opened(session, ground, team, texts=texts, questions=every, groups=groups)[1]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_step_is_light_in_each_language(portal_client: InspectedClient, heaviest: str, language: str) -> None:
    query = {"l": language}
    first = portal_client.get(heaviest, query_string=query)
    style = portal_client.get(style_of(first))
    weight = sum(map(on_the_wire, (first, style, portal_client.get("/static/plain.svg"))))
    assert 6_000 < weight <= FIRST_VIEW
    pages = [first, portal_client.get(f"{heaviest}/answer", query_string=query)]
    pages.append(portal_client.post(f"{heaviest}/answer", query_string=query, data={"words": "x"}))
    pages += [portal_client.get(f"{heaviest}/thanks", query_string=query), portal_client.get("/s/", query_string=query)]
    for page in pages:
        assert {key: page.headers.get(key) for key in HEADERS} == HEADERS
        assert len(page.data) % 4096 == 0
        assert on_the_wire(page) + on_the_wire(style) <= STEP
        text = page.get_data(as_text=True)
        assert "<script" not in text
        assert f'lang="{language}"' in text
        assert "Set-Cookie" not in page.headers
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in first.get_data(as_text=True)


def test_a_language_that_the_survey_lacks_is_marked(
    portal_client: InspectedClient, session: Session, ground: Ground, team: Team
) -> None:
    _survey, path = opened(session, ground, team, languages=["fr"])
    page = portal_client.get(path, query_string={"l": "ar"}).get_data(as_text=True)
    assert '<h1 lang="fr" dir="ltr"' in page


def test_both_sides_mean_the_same_columns() -> None:
    for ours, theirs in ((outbox.SURVEY, PortalSurvey), (outbox.ANSWER, PortalSurveyAnswer)):
        assert ours.name == theirs.__tablename__
        assert set(ours.columns.keys()) == set(theirs.__table__.columns.keys())


def test_a_code_is_read_as_people_type_it() -> None:
    code = new_code()
    assert read_code(f" {code.upper().replace('-', ' ')} ") == code
    assert read_code("o" * 16) == read_code("0" * 16)
    assert read_code(code[:-1]) is None
    assert read_code("é" * 16) is None
