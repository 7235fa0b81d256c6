"""From the first draft to what is published: who may, who may not, and exactly which text."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.db.stores import open_session
from engage.jobs.models import Job
from engage.jobs.service import Desk
from engage.portal.models import ParticipantCopy, PublicCopy
from engage.summaries import jobs, service
from engage.summaries.leaks import findings_in
from engage.summaries.models import Publication
from tests.databases.grounds import Ground
from tests.factories.feedback import engagement
from tests.factories.summaries import (
    agree,
    drafted,
    keep_all,
    published,
    record_of,
    work_off,
    write,
    written,
)
from tests.factories.team import make_team, post, project_url, sign_in
from tests.inspection import InspectedClient


def test_a_draft_says_what_was_heard_and_done_and_names_nobody(session: Session) -> None:
    told = drafted(session)
    found = record_of(session, told)
    mine, public = found.reading("participants", "en"), found.reading("public", "en")
    assert "the pictures of the harbour are handed to the police" in mine.sections["heard"]
    assert "Cameras at the gate. It changed the decision: The pilot was switched off." in mine.sections["did"]
    assert public.sections["heard"] == ""
    assert "Cameras at the gate" not in public.sections["did"]
    everything = json.dumps([mine.sections, public.sections, mine.title, public.title])
    for leak in ("Salma", told.person.pseudonym, "Noise"):
        assert leak not in everything


def test_only_what_was_held_is_answered_and_only_once(session: Session) -> None:
    team = make_team(session)
    given = {"actor": team.engager, "project_id": team.project.id, "language": "en", "promised_on": None}
    planned, held = engagement(session, team, held=False), engagement(session, team)
    with pytest.raises(service.NotHeld):
        service.draft_summary(session, engagement_id=planned.id, **given)
    service.draft_summary(session, engagement_id=held.id, **given)
    with pytest.raises(service.AlreadyDrawnUp):
        service.draft_summary(session, engagement_id=held.id, **given)


def test_whoever_wrote_a_part_is_not_the_second_person(session: Session) -> None:
    told = written(session)
    write(session, told, actor=told.team.lead, language="fr", sections={"asked": "Bonjour"})
    keep_all(session, told)
    service.send_to_review(session, actor=told.team.engager, summary=told.summary)
    for writer in (told.team.engager, told.team.lead):
        with pytest.raises(service.SecondPersonNeeded):
            service.approve(session, actor=writer, summary=told.summary)
    service.approve(session, actor=told.team.guardian, summary=told.summary)


def test_a_change_after_approval_is_a_draft_again(session: Session) -> None:
    told = written(session)
    agree(session, told)
    write(session, told)  # the same words: nothing happens
    assert told.summary.state == "approved"
    write(session, told, title="Other")
    assert told.summary.state == "draft"
    with pytest.raises(service.WrongState):
        service.publish(session, actor=told.team.lead, summary=told.summary)


def test_a_text_changed_behind_the_approval_is_not_published(session: Session) -> None:
    told = written(session)
    agree(session, told)
    write(session, told, title="Other")
    told.summary.state = "approved"
    with pytest.raises(service.ChangedSinceApproval):
        service.publish(session, actor=told.team.lead, summary=told.summary)


def test_the_second_person_agrees_to_what_they_saw(session: Session) -> None:
    told = written(session)
    keep_all(session, told)
    service.send_to_review(session, actor=told.team.engager, summary=told.summary)
    seen = service.fingerprint(session, record_of(session, told))
    write(session, told, title="Other")
    service.send_to_review(session, actor=told.team.engager, summary=told.summary)
    with pytest.raises(service.ChangedSinceApproval):
        service.approve(session, actor=told.team.guardian, summary=told.summary, seen=seen)


def test_warnings_need_a_reason_before_anyone_else_reads(session: Session) -> None:
    told = written(session)
    write(session, told, sections={"heard": "Salma told us, at 14:30."})
    with pytest.raises(service.FindingsUnanswered) as refused:
        service.send_to_review(session, actor=told.team.engager, summary=told.summary)
    assert {(each.kind.value, each.words) for each in refused.value.findings} == {("name", "Salma"), ("hour", "14:30")}
    keep_all(session, told)
    service.send_to_review(session, actor=told.team.engager, summary=told.summary)


def test_an_outdated_translation_is_shown_and_not_published(session: Session, ground: Ground) -> None:
    told = published(session, ground, languages=("en", "fr", "ar"))
    write(session, told, sections={"asked": "Anew."})
    record = record_of(session, told)
    assert record.is_behind(record.reading("participants", "fr"))
    write(session, told, language="ar", sections={"asked": "من جديد"}, title="من جديد")
    agree(session, told)
    service.publish(session, actor=told.team.lead, summary=told.summary)
    work_off(session, ground)
    with open_session(ground.stores.portal) as portal:
        there = dict(portal.execute(select(ParticipantCopy.language, ParticipantCopy.version)).all())
    assert there == {"en": 2, "ar": 2}


def test_what_goes_out_is_what_was_agreed_to_even_when_written_on(session: Session, ground: Ground) -> None:
    told = written(session)
    agree(session, told)
    service.publish(session, actor=told.team.lead, summary=told.summary)
    write(session, told, audience="public", sections={"asked": "Not agreed to yet"})
    work_off(session, ground)
    with open_session(ground.stores.portal) as portal:
        (body,) = portal.scalars(select(PublicCopy.body)).all()
    assert "Not agreed to yet" not in body
    assert "What should change at the harbour." in body


def test_publishing_twice_leaves_one_copy_and_a_late_job_undoes_nothing(session: Session, ground: Ground) -> None:
    told = published(session, ground)
    first = session.scalar(select(Job).where(Job.kind == "summaries.publish"))
    version = session.scalars(select(Publication)).one()
    write(session, told, title="Second")
    agree(session, told)
    service.publish(session, actor=told.team.lead, summary=told.summary)
    work_off(session, ground)
    for _again in range(2):
        jobs.publish(Desk(session, ground.stores, ground.vault), first, {"publication": str(version.id)})
    with open_session(ground.stores.portal) as portal:
        assert portal.execute(select(PublicCopy.language, PublicCopy.version)).all() == [("en", 2)]
        assert portal.execute(select(ParticipantCopy.language, ParticipantCopy.version)).all() == [("en", 2)]


def test_a_public_reading_that_nobody_marked_stays_inside(session: Session, ground: Ground) -> None:
    told = written(session, public=False)
    agree(session, told)
    service.publish(session, actor=told.team.lead, summary=told.summary)
    work_off(session, ground)
    with open_session(ground.stores.portal) as portal:
        assert portal.scalars(select(PublicCopy)).all() == []
        assert len(portal.scalars(select(ParticipantCopy)).all()) == 1


def test_the_way_through_the_pages(client: InspectedClient, session: Session, ground: Ground) -> None:
    told = drafted(session)
    base = project_url(told.team, "summaries/")
    here = f"{base}{told.summary.id}"
    sign_in(client, session, told.team.engager)
    assert told.where.id.hex not in client.get(base).get_data(as_text=True)
    page = client.get(f"{here}/write/participants/en").get_data(as_text=True)
    assert "handed to the police" in page
    texts = {"title": "At the harbour", "heard": "Salma said 14:30", "state": "reviewed", "based_on": "1"}
    assert post(client, f"{here}/write/participants/en", texts).status_code == 302
    lost = post(client, f"{here}/write/participants/en", {**texts, "heard": "Mine"})
    assert lost.status_code == 422
    assert "Mine" in lost.get_data(as_text=True)
    assert client.get(f"{here}/check").get_data(as_text=True).count("reason_") >= 4
    assert post(client, f"{here}/check").status_code == 422
    reasons = dict.fromkeys(reason_fields(client, here), "Agreed")
    assert post(client, f"{here}/check", reasons).status_code == 302
    assert client.get(f"{here}/review").status_code == 404
    sign_in(client, session, told.team.guardian)
    assert "Summaries that need" in client.get(project_url(told.team)).get_data(as_text=True)
    seen = (
        client.get(f"{here}/review")
        .get_data(as_text=True)
        .split('name="seen"', 1)[1]
        .split('value="', 1)[1]
        .split('"', 1)[0]
    )
    assert post(client, f"{here}/approve", {"seen": seen}, form=f"{here}/review").status_code == 302
    sign_in(client, session, told.team.portal_holder)
    assert post(client, f"{here}/publish", form=here).status_code == 302
    assert [client.get(f"{here}/versions/{number}").status_code for number in range(3)] == [200, 200, 404]
    session.expire_all()
    assert record_of(session, told).state == "published"


def reason_fields(client: InspectedClient, here: str) -> set[str]:
    page = client.get(f"{here}/check").get_data(as_text=True)
    return {part.split('"', 1)[0] for part in page.split('name="')[1:] if part.startswith("reason_")}


def test_approval_asks_for_the_second_factor_again(client: InspectedClient, session: Session) -> None:
    told = written(session)
    keep_all(session, told)
    service.send_to_review(session, actor=told.team.engager, summary=told.summary)
    sign_in(client, session, told.team.guardian, confirmed=False)
    here = project_url(told.team, f"summaries/{told.summary.id}")
    asked = post(client, f"{here}/approve", {"seen": "x"}, form=f"{here}/review")
    assert "/confirm" in asked.headers["Location"]
    session.expire_all()
    assert record_of(session, told).state == "in_review"


def test_a_translator_works_on_texts_and_sees_nothing_else(client: InspectedClient, session: Session) -> None:
    told = written(session)
    write(session, told, sections={"heard": "Salma said so"})
    session.commit()
    base = project_url(told.team, "summaries/")
    here = f"{base}{told.summary.id}"
    sign_in(client, session, told.team.translator)
    answers = [client.get(path) for path in (base, here, f"{here}/write/participants/fr")]
    assert [answer.status_code for answer in answers] == [200] * 3
    for page in (answer.get_data(as_text=True) for answer in answers):
        assert "engagements/" not in page
        assert "/receipts" not in page
        assert "could lead to a person" not in page
        assert told.person.pseudonym not in page
    for path in ("write/participants/en", "check", "review", "receipts"):
        assert client.get(f"{here}/{path}").status_code == 404
    assert client.get(f"{base}replies").status_code == 404
    texts = {"title": "Au port", "heard": "Bonjour", "state": "reviewed", "based_on": "0", "source_revision": "3"}
    assert post(client, f"{here}/write/participants/fr", texts).status_code == 302
    assert findings_in(session, record_of(session, told))
