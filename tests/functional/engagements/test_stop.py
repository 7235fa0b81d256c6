"""Somebody at the highest risk is told of nothing while anything is missing, whichever door one takes.

`DOORS` are the ways by which somebody could be told of an engagement; `MISSING` (tests/factories/stopping.py) are the
ways in which something can be missing. Each door is tried with each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from engage.crypto.sealed import seal_json
from engage.db.clock import today, utcnow
from engage.engagements import service
from engage.engagements.planning.service import open_to_named
from engage.engagements.queries import participant_record
from engage.engagements.records import ParticipantDetail
from engage.outreach.stop import service as stop
from engage.outreach.stop.models import SafetyAssessment
from engage.outreach.stop.queries import standing
from engage.outreach.stop.vocabulary import StopReason
from engage.projects.approvals import service as approvals
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.merging.service import merge, undo_merge
from tests.factories.engagements import make_engagement, make_person, seat
from tests.factories.safety import assessed, cleared, reported, requested
from tests.factories.stopping import MISSING, Scene
from tests.factories.team import make_team, post, project_url, sign_in
from tests.inspection import InspectedClient


@pytest.fixture
def scene(session: Session, client: InspectedClient) -> Scene:
    team = make_team(session)
    engagement, person = make_engagement(session, team), make_person(session, team, tier=3)
    return Scene(session, client, team, engagement, person, seat(session, team, engagement, person))


# Doors: each tries to tell them, and gives the words of the refusal; "" when it let it through.


def _changing(scene: Scene) -> str:
    try:
        service.change_participant(
            scene.session,
            actor=scene.team.lead,
            participant=scene.place,
            engagement=scene.engagement,
            detail=ParticipantDetail(answer="invited"),
        )
    except (stop.Stopped, Restricted) as refused:
        return _words(refused)
    return ""


def _adding(scene: Scene) -> str:
    with scene.session.begin_nested() as before:
        scene.session.delete(scene.place)
        scene.session.flush()
        try:
            service.add_participant(
                scene.session,
                actor=scene.team.lead,
                engagement=scene.engagement,
                stakeholder_id=scene.person.id,
                detail=ParticipantDetail(answer="accepted"),
            )
        except (stop.Stopped, Restricted) as refused:
            return _words(refused)
        finally:
            before.rollback()
    return ""


def _page(scene: Scene) -> str:
    scene.session.commit()
    sign_in(scene.client, scene.session, scene.team.engager)
    part = project_url(scene.team, f"engagements/{scene.engagement.id}/people/{scene.place.id}")
    said = {"answer": "invited", "attended": "unknown", "attribution": "not_asked", "may_record": ""}
    answer = post(scene.client, part, said)
    if answer.status_code == 302:
        return ""
    assert answer.status_code == 422
    return answer.get_data(as_text=True)


def _check(scene: Scene) -> str:
    """What every way of sending asks immediately before."""
    try:
        stop.require_clear(
            scene.session,
            project_id=scene.team.project.id,
            engagement_id=scene.engagement.id,
            stakeholder_id=scene.person.id,
            channel="phone",
            at=utcnow(),
        )
    except stop.Stopped as refused:
        return _words(refused)
    return ""


def _words(refused: stop.Stopped | Restricted) -> str:
    reasons = refused.reasons if isinstance(refused, stop.Stopped) else (StopReason.RESTRICTED,)
    return " ".join(str(reason.label) for reason in reasons)


DOORS: dict[str, Callable[[Scene], str]] = {
    "changing the answer": _changing,
    "adding with an answer": _adding,
    "the page": _page,
    "the check before sending": _check,
}


@pytest.mark.parametrize("missing", MISSING, ids=lambda each: each.__name__.strip("_"))
def test_no_door_opens_while_anything_is_missing(scene: Scene, missing: Callable[[Scene], StopReason]) -> None:
    reason = missing(scene)
    scene.session.flush()
    for name, door in DOORS.items():
        assert str(reason.label) in door(scene), f"{name}: stopped without its reason, or not stopped"
        assert scene.answer() == "not_invited", f"{name}: let it through"


@pytest.mark.parametrize("door", DOORS.values(), ids=list(DOORS))
def test_every_door_opens_once_everything_is_seen_to(scene: Scene, door: Callable[[Scene], str]) -> None:
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    assert door(scene) == ""


def test_nobody_agrees_to_what_they_wrote_or_asked(scene: Scene) -> None:
    assessed(scene.session, scene.team, scene.engagement, scene.person)
    approval = requested(scene.session, scene.team, scene.engagement, scene.person)
    with pytest.raises(approvals.OwnRequest):
        approvals.agree(scene.session, actor=scene.team.lead, approval=approval)
    about = {"project_id": scene.team.project.id, "engagement_id": scene.engagement.id}
    by_another = stop.ask_second(
        scene.session, actor=scene.team.engager, stakeholder_id=scene.person.id, reason="They asked.", **about
    )
    with pytest.raises(approvals.OwnRequest):
        approvals.agree(scene.session, actor=scene.team.lead, approval=by_another)
    with pytest.raises(approvals.MayNotAgree):
        approvals.agree(scene.session, actor=scene.team.analyst, approval=by_another)
    assert str(StopReason.NOT_AGREED.label) in _changing(scene)


def test_what_changed_since_it_was_asked_cannot_be_agreed_to(scene: Scene) -> None:
    assessed(scene.session, scene.team, scene.engagement, scene.person)
    approval = requested(scene.session, scene.team, scene.engagement, scene.person)
    assessed(scene.session, scene.team, scene.engagement, scene.person, measures="Fewer")
    with pytest.raises(approvals.ChangedSince):
        approvals.agree(scene.session, actor=scene.team.guardian, approval=approval)
    assert approval.state == "waiting"
    assessed(scene.session, scene.team, scene.engagement, scene.person, threats="")
    with pytest.raises(stop.NotReady):
        requested(scene.session, scene.team, scene.engagement, scene.person)


def test_that_they_came_is_written_down_all_the_same_and_said(scene: Scene) -> None:
    session, engagement, team = scene.session, scene.engagement, scene.team
    service.record_attendance(session, actor=team.lead, engagement=engagement, attended={scene.place.id: True})
    service.hold_engagement(session, actor=team.lead, engagement=engagement, held_on=today())
    session.commit()
    assert participant_record(session, scene.place).detail.attended
    sign_in(scene.client, session, team.engager)
    story = project_url(team, f"engagements/{engagement.id}/")
    for path in (story, f"{story}people/{scene.place.id}"):
        assert "They were there without a second person having agreed" in scene.client.get(path).get_data(as_text=True)
    sign_in(scene.client, session, team.analyst)
    page = scene.client.get(story).get_data(as_text=True)
    assert "without a second person" not in page, "who is hidden is not counted either"
    assert scene.person.pseudonym not in page


def test_a_no_is_written_down_whatever_stops_us_by_then(scene: Scene) -> None:
    cleared(scene.session, scene.team, scene.engagement, scene.person)
    assert _changing(scene) == ""
    reported(scene.session, scene.team, scene.engagement, scene.person)
    detail = participant_record(scene.session, scene.place).detail
    said = {"actor": scene.team.lead, "participant": scene.place, "engagement": scene.engagement}
    with pytest.raises(stop.Stopped):
        service.change_participant(scene.session, **said, detail=replace(detail, answer="accepted"))
    service.change_participant(scene.session, **said, detail=replace(detail, answer="declined"))
    assert scene.answer() == "declined"


def test_nothing_in_the_database_says_who_takes_part_or_what_was_thought(scene: Scene) -> None:
    cleared(scene.session, scene.team, scene.engagement, scene.person, threats="Watched by the foreman")
    reported(scene.session, scene.team, scene.engagement, scene.person)
    scene.session.commit()
    connection = scene.session.connection()
    for table in ("safety_assessment", "reprisal_report", "engagement_halt"):
        for row in connection.exec_driver_sql(f"SELECT * FROM {table}").all():
            said = b" ".join(value if isinstance(value, bytes) else str(value).encode() for value in map(_raw, row))
            assert scene.engagement.id.bytes not in said
            assert scene.engagement.id.hex.encode() not in said.replace(b"-", b"")
            assert b"foreman" not in said


def test_what_was_written_before_there_were_assessments_still_opens(scene: Scene) -> None:
    old = asdict(ParticipantDetail(attribution="role")) | {"safety_assessed_on": "2026-01-05", "channel": "phone"}
    old.pop("seen_to")
    seal_json(scene.session, scene.place, "detail", old | {"safety_measures": "A cousin knows"})
    assert participant_record(scene.session, scene.place).detail.attribution == "role"
    assert str(StopReason.NOT_ASSESSED.label) in _changing(scene)


def test_a_second_person_reads_all_of_it_and_agrees_on_the_page(scene: Scene) -> None:
    session, client, team = scene.session, scene.client, scene.team
    row = assessed(session, team, scene.engagement, scene.person, threats="The boats are watched")
    approval = requested(session, team, scene.engagement, scene.person)
    session.commit()
    page_of_it = project_url(team, f"approvals/{approval.id}")
    sign_in(client, session, team.guardian)
    page = client.get(page_of_it).get_data(as_text=True)
    for words in ("The boats are watched", scene.person.pseudonym, "Meeting at the harbour", "counts at once"):
        assert words in page
    assert post(client, f"{page_of_it}/agree", form=page_of_it).status_code == 302
    session.expire_all()
    assert session.get_one(SafetyAssessment, row.id).agreement is not None
    assert _changing(scene) == ""


def test_a_second_person_who_may_not_know_of_the_engagement_is_told_nothing(scene: Scene) -> None:
    session, client, team = scene.session, scene.client, scene.team
    assessed(session, team, scene.engagement, scene.person)
    approval = requested(session, team, scene.engagement, scene.person)
    open_to_named(session, actor=team.lead, engagement=scene.engagement, user_ids=())
    session.commit()
    sign_in(client, session, team.guardian)
    for path in ("", "approvals/", f"approvals/{approval.id}"):
        page = client.get(project_url(team, path)).get_data(as_text=True)
        assert "They asked to be heard." not in page
        assert scene.person.pseudonym not in page


def test_two_records_of_one_person_ask_a_second_person_anew(scene: Scene) -> None:
    session, team, person = scene.session, scene.team, scene.person
    cleared(session, team, scene.engagement, person)
    other = make_person(session, team, tier=3, name="The same one")
    people = {"kept_id": other.id, "gone_id": person.id}
    done = merge(session, actor=team.lead, project_id=team.project.id, chosen={}, looks_up_to=3, **people)
    found = standing(session, team.project.id, scene.engagement.id, [other.id, person.id])
    assert found[other.id].reasons == (StopReason.CHANGED_SINCE,)
    assert found[person.id].reasons == (StopReason.GONE,)
    undo_merge(session, actor=team.lead, merge=done)
    assert _changing(scene) == ""


def test_a_list_of_forty_asks_the_database_as_often_as_one_of_two(scene: Scene) -> None:
    session, team = scene.session, scene.team
    people = [make_person(session, team, name=f"Person {number}").id for number in range(40)]
    session.flush()
    counts = []
    for ids in (people[:2], people):
        asked: list[str] = []

        def listen(*args: Any, asked: list[str] = asked) -> None:
            asked.append(args[2])

        engine = session.get_bind().engine
        event.listen(engine, "before_cursor_execute", listen)
        assert len(standing(session, team.project.id, scene.engagement.id, ids)) == len(ids)
        event.remove(engine, "before_cursor_execute", listen)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def _raw(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
