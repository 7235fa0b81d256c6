"""Answering what was heard: four outcomes, a history that only grows, and what we still owe."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.db.stores import Stores, open_session
from engage.influence import service
from engage.influence.queries import owed, pairs_of, standing, trace_of, traces_of_decision
from engage.influence.vocabulary import Outcome
from tests.factories.feedback import ARABIC, engagement, heard, person
from tests.factories.influence import Case, answer, case, decision
from tests.factories.team import Team, make_team, post, project_url, sign_in


@pytest.fixture
def team(session: Session) -> Team:
    return make_team(session)


@pytest.fixture
def one(session: Session, team: Team) -> Case:
    return case(session, team)


def typed(of: Case, outcome: str, **given: object) -> dict[str, object]:
    """A filled form."""
    return {
        "decision": str(of.decision.id),
        "outcome": outcome,
        "reason": "",
        "considered_by": "Product board",
        "considered_on": today().isoformat(),
        "means": "",
        "until_on": "",
        "seen": "0",
        **given,
    }


def address(team: Team, of: Case) -> str:
    return project_url(team, f"influence/answer/{of.item.id}")


@pytest.mark.parametrize("outcome", ["changed", "changed_in_part", "did_not"])
def test_a_settled_answer_needs_a_reason(
    outcome: str, client: FlaskClient, session: Session, team: Team, one: Case
) -> None:
    sign_in(client, session, team.engager)
    shown = client.get(address(team, one)).get_data(as_text=True)
    assert f'<blockquote lang="ar" dir="rtl">{ARABIC}</blockquote>' in shown

    refused = post(client, address(team, one), typed(one, outcome))
    assert refused.status_code == 422
    text = refused.get_data(as_text=True)
    assert "Say why, in words that can be told" in text
    assert "Product board" in text
    assert trace_of(session, one.item.id) == []

    assert post(client, address(team, one), typed(one, outcome, reason="Because.")).status_code == 302
    kept = trace_of(session, one.item.id)
    assert [(each.outcome, each.reason, each.considered_by) for each in kept] == [
        (outcome, "Because.", "Product board")
    ]


def test_what_is_still_considered_needs_means_and_a_day_to_come(
    client: FlaskClient, session: Session, team: Team, one: Case
) -> None:
    sign_in(client, session, team.engager)
    still = Outcome.UNDER_CONSIDERATION.value
    soon = (today() + timedelta(days=5)).isoformat()
    for given, message in (
        ({"reason": "Kept words"}, "Say by what means"),
        ({"reason": "Kept words", "means": "A trial"}, "Promise a day"),
        ({"reason": "Kept words", "means": "A trial", "until_on": today().isoformat()}, "The earliest possible day"),
    ):
        refused = post(client, address(team, one), typed(one, still, **given))
        assert refused.status_code == 422
        assert message in refused.get_data(as_text=True)
        assert "Kept words" in refused.get_data(as_text=True)
    done = post(client, address(team, one), typed(one, still, means="A trial", until_on=soon))
    assert done.status_code == 302
    kept = trace_of(session, one.item.id)[0]
    assert (kept.means, kept.until_on) == ("A trial", today() + timedelta(days=5))


def test_three_answers_stand_in_order_and_none_is_overwritten(
    client: FlaskClient, session: Session, team: Team, one: Case
) -> None:
    answer(session, team, one, "under_consideration", reason="First reason", actor=team.engager)
    answer(session, team, one, "did_not", reason="Second reason")
    answer(session, team, one, "changed", reason="Third reason")
    session.commit()
    assert [(each.number, each.reason) for each in trace_of(session, one.item.id)] == [
        (1, "First reason"),
        (2, "Second reason"),
        (3, "Third reason"),
    ]
    now = standing(session, [one.item.id])
    assert now[one.item.id, one.decision.id].outcome == "changed"
    assert len(traces_of_decision(session, one.decision.id)) == 3

    sign_in(client, session, team.analyst)
    shown = client.get(project_url(team, f"feedback/{one.item.id}")).get_data(as_text=True)
    places = [shown.index(words) for words in ("First reason", "Second reason", "Third reason")]
    assert places == sorted(places)
    assert shown.count("Answered again later") == 2
    assert "Engager Person" in shown
    assert "influence/answer" not in shown


def test_of_two_who_answer_at_once_one_is_told_and_nothing_is_lost(
    client: FlaskClient, session: Session, team: Team, one: Case
) -> None:
    sign_in(client, session, team.engager)
    client.get(address(team, one))
    answer(session, team, one, reason="The other was quicker")
    told = post(client, address(team, one), typed(one, "changed", reason="My own words"))
    assert told.status_code == 422
    text = told.get_data(as_text=True)
    assert "Somebody else answered these words" in text
    assert "The other was quicker" in text
    assert "My own words" in text
    assert 'name="seen" value="1"' in text

    again = post(client, address(team, one), typed(one, "changed", reason="My own words", seen="1"))
    assert again.status_code == 302
    reasons = [each.reason for each in trace_of(session, one.item.id)]
    assert reasons == ["The other was quicker", "My own words"]


@pytest.mark.parametrize(("seen", "kept"), [(0, 1), (None, 2)])
def test_answers_in_the_same_instant_are_told_apart(
    seen: int | None, kept: int, stores: Stores, session: Session, team: Team, one: Case
) -> None:
    session.commit()
    start = Barrier(2)

    def at_once(reason: str) -> str:
        with open_session(stores.data, vault=session.info["vault"]) as own:
            start.wait()
            try:
                answer(own, team, one, reason=reason, seen=seen)
            except service.AnsweredMeanwhile:
                return "told"
            own.commit()
            return "kept"

    with ThreadPoolExecutor(2) as both:
        came = list(both.map(at_once, ["Hers", "His"]))
    assert came.count("kept") == kept
    assert [each.number for each in trace_of(session, one.item.id)] == list(range(1, kept + 1))


def test_a_decision_the_words_were_not_heard_for_must_be_chosen(session: Session, team: Team, one: Case) -> None:
    unplanned = decision(session, team, title="Another")
    with pytest.raises(service.NotInformed):
        answer(session, team, one, decision_id=unplanned.id)
    answer(session, team, one, decision_id=unplanned.id, chosen=True)
    assert [pair.planned for pair in pairs_of(session, team.project.id, decision_id=unplanned.id)] == [False]
    with pytest.raises(service.ImpossibleDay):
        answer(session, team, one, considered_on=one.item.heard_on - timedelta(days=1))
    with pytest.raises(service.ImpossibleDay):
        answer(session, team, one, considered_on=today() + timedelta(days=1))


def test_what_we_owe_is_found_with_two_questions_whatever_the_size(session: Session, team: Team, one: Case) -> None:
    for number in range(8):
        heard(session, team, one.where, words=f"More {number}")
    answer(session, team, one)
    session.commit()
    asked: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    session.connection()
    asked.clear()
    waiting = owed(session, team.project.id)
    assert len([each for each in asked if each.lstrip().upper().startswith("SELECT")]) == 2
    assert len(waiting) == 9
    assert one.item.id not in {each.feedback_id for each in waiting}
    assert waiting[0].decision_id == one.decision.id
    assert waiting[-1].due_on == today() + timedelta(days=300)


def test_the_answers_page_shows_what_is_owed_first_and_narrows_down(
    client: FlaskClient, session: Session, team: Team, one: Case
) -> None:
    protected = person(session, team, tier=3)
    where = engagement(session, team, people=[protected], decisions=[one.decision.id])
    heard(session, team, where, words="Unanswered words", speaker_id=protected.id)
    answer(session, team, one, "changed_in_part", reason="One gate stays open")
    sign_in(client, session, team.analyst)
    page = project_url(team, "influence/")

    shown = client.get(page).get_data(as_text=True)
    assert shown.index("Unanswered words") < shown.index("Noise words") < shown.index("One gate stays open")
    assert "1 of 3" in shown
    assert protected.pseudonym not in shown
    assert str(protected.id) not in shown
    narrowed = client.get(f"{page}?decision={one.decision.id}&outcome=unanswered").get_data(as_text=True)
    assert "Unanswered words" in narrowed
    assert "Noise words" not in narrowed
    assert "One gate stays open" not in narrowed
    assert client.get(f"{page}?decision=nonsense&outcome=nonsense&page=99").status_code == 200


def test_a_decision_tells_what_was_heard_and_what_it_did(
    client: FlaskClient, session: Session, team: Team, one: Case
) -> None:
    unheard = decision(session, team, title="Nobody asked")
    heard(session, team, one.where, words="Second thing")
    answer(session, team, one, "changed_in_part", reason="One gate stays open")
    sign_in(client, session, team.engager)
    shown = client.get(project_url(team, f"decisions/{one.decision.id}/")).get_data(as_text=True)
    assert "1 of the 2 things heard changed the decision at least in part." in shown
    assert "One is not answered yet." in shown
    assert "One gate stays open" in shown
    assert "Noise words" not in shown
    empty = client.get(project_url(team, f"decisions/{unheard.id}/")).get_data(as_text=True)
    assert "Nobody has been heard for this decision yet." in empty
    sign_in(client, session, team.counsel)
    hidden = client.get(project_url(team, f"decisions/{one.decision.id}/")).get_data(as_text=True)
    assert "One gate stays open" not in hidden


def test_today_names_promises_near_decisions_and_long_waits(client: FlaskClient, session: Session, team: Team) -> None:
    sign_in(client, session, team.engager)
    quiet = client.get(project_url(team)).get_data(as_text=True)
    assert "Answers we owe" not in quiet
    near = case(session, team, due_in=10, held_on=today() - timedelta(days=45))
    promised = case(session, team, due_in=200)
    answer(session, team, promised, "under_consideration", until_on=today() + timedelta(days=3))
    shown = client.get(project_url(team)).get_data(as_text=True)
    assert "An answer was promised until" in shown
    assert "one thing heard for it is not answered yet" in shown
    assert "One thing heard more than 30 days ago is not answered" in shown
    answer(session, team, near)
    answer(session, team, promised, "did_not")
    after = client.get(project_url(team)).get_data(as_text=True)
    assert "Answers we owe" not in after


def test_what_belongs_to_another_project_does_not_exist(
    client: FlaskClient, session: Session, team: Team, one: Case
) -> None:
    other = make_team(session, "Somewhere else")
    foreign = case(session, other)
    sign_in(client, session, team.lead)
    assert client.get(address(team, foreign)).status_code == 404
    assert post(client, address(team, foreign), typed(one, "changed"), form=address(team, one)).status_code == 404
    crossed = typed(one, "changed", reason="Because.", decision=str(foreign.decision.id))
    assert post(client, address(team, one), crossed).status_code == 422
    for feedback, to in ((foreign, one), (one, foreign)):
        with pytest.raises(service.NotInProject):
            answer(session, team, feedback, decision_id=to.decision.id, chosen=True)
    assert pairs_of(session, other.project.id, decision_id=one.decision.id) == []
    sign_in(client, session, team.analyst)
    assert client.get(address(team, one)).status_code == 404
