"""What is signed stays, whatever verb comes; and pages tell nobody more than they may know."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.projects.revisions import bump
from engage.stakeholders.directory import TOPIC
from engage.stakeholders.legitimacy import service
from engage.stakeholders.legitimacy.holdings import move
from engage.stakeholders.legitimacy.models import LegitimacyAssessment
from engage.stakeholders.legitimacy.queries import assessments_of, due_by, replies_of
from engage.stakeholders.legitimacy.records import Answer, Conclusion
from engage.stakeholders.legitimacy.vocabulary import Part
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import Profile
from tests.factories.legitimacy import drafted, signed
from tests.factories.stakeholders import Registry, add_person, make_registry
from tests.factories.team import post, project_url, sign_in
from tests.inspection import InspectedClient

WORKERS = Profile(
    roles=["intermediary"], intermediary_kind="civil_society", countries=["GB"], groups=["migrant_workers"]
)


def body(client: InspectedClient, path: str) -> str:
    """A page's text."""
    return client.get(path).get_data(as_text=True)


def pages_of(registry: Registry, person: Stakeholder, rest: str = "") -> str:
    """An address of someone's assessments."""
    return project_url(registry.team, f"stakeholders/{person.id}/speaks-for/{rest}")


def test_no_verb_changes_what_is_signed(session: Session) -> None:
    registry = make_registry(session)
    person, lead = registry.ordinary, registry.team.lead
    made = signed(session, lead, person)
    session.commit()
    before = vars(assessments_of(session, person.id)[0])
    verbs: list[tuple[Any, dict[str, Any]]] = [
        (service.write_answers, {"part": Part.DIVERSITY, "answers": {"adds": Answer("no", "Changed.")}}),
        (service.conclude, {"conclusion": Conclusion("not_for_now", "Changed.", "All.")}),
        (service.sign, {}),
        (service.drop, {}),
    ]
    for verb, more in verbs:
        with pytest.raises(service.AlreadySigned):
            verb(session, actor=lead, assessment=made, **more)
    session.commit()
    assert vars(assessments_of(session, person.id)[0]) == before


def test_correcting_begins_with_what_was_signed_and_keeps_it(session: Session) -> None:
    registry = make_registry(session)
    person, lead = registry.ordinary, registry.team.lead
    first = signed(session, lead, person)
    draft = service.begin(session, actor=lead, stakeholder=person)
    with pytest.raises(service.DraftThere):
        service.begin(session, actor=lead, stakeholder=person)
    service.write_answers(
        session,
        actor=lead,
        assessment=draft,
        part=Part.DIVERSITY,
        answers={"adds": Answer("no", "Others say the same.")},
    )
    newest, oldest = assessments_of(session, person.id)
    assert (newest.number, oldest.number, oldest.id) == (2, 1, first.id)
    assert newest.content.of("mandate") == oldest.content.of("mandate")
    assert newest.content.of("adds").chosen == "no"
    assert oldest.content.of("adds").chosen == "yes"
    assert newest.content.share == 30


def test_a_draft_is_signed_only_whole(session: Session) -> None:
    registry = make_registry(session)
    draft = service.begin(session, actor=registry.team.lead, stakeholder=registry.ordinary)
    with pytest.raises(service.NotWhole) as refused:
        service.sign(session, actor=registry.team.lead, assessment=draft)
    assert refused.value.parts == list(Part)
    with pytest.raises(service.NotSigned):
        service.record_reply(
            session, actor=registry.team.lead, assessment=draft, said_on=today(), words="That is not so."
        )
    with pytest.raises(service.NotIntermediary):
        service.begin(session, actor=registry.team.lead, stakeholder=registry.guarded)


def test_due_is_the_newest_version_of_people_one_may_know_of(session: Session) -> None:
    registry = make_registry(session)
    lead, project_id = registry.team.lead, registry.team.project.id
    hidden = add_person(session, registry.team, tier=3, name="Hidden House", profile=WORKERS)
    for person in (registry.ordinary, hidden):
        signed(session, lead, person)
    far = today() + timedelta(days=400)
    assert [each.stakeholder_id for each in due_by(session, project_id, far, up_to_tier=2)] == [registry.ordinary.id]
    assert len(due_by(session, project_id, far, up_to_tier=3)) == 2
    assert due_by(session, project_id, today(), up_to_tier=3) == []
    old = session.get_one(LegitimacyAssessment, assessments_of(session, registry.ordinary.id)[0].id)
    old.due_on = today() - timedelta(days=1)
    assert len(due_by(session, project_id, today(), up_to_tier=3)) == 1
    service.sign(session, actor=lead, assessment=drafted(session, lead, registry.ordinary))
    assert due_by(session, project_id, today(), up_to_tier=3) == []


def test_versions_move_with_a_merge_and_back(session: Session) -> None:
    registry = make_registry(session)
    other = add_person(session, registry.team, name="Harbour House", profile=WORKERS)
    project_id = registry.team.project.id
    signed(session, registry.team.lead, other)
    moved = move(session, project_id, other.id, registry.ordinary.id, None)
    found = assessments_of(session, registry.ordinary.id)
    assert found[0].content.share == 30
    assert len(replies_of(session, registry.ordinary.id)) == 1
    assert assessments_of(session, other.id) == []
    assert sorted(move(session, project_id, registry.ordinary.id, other.id, moved)) == sorted(moved)
    assert assessments_of(session, other.id)[0].content.share == 30


def test_writing_signing_and_reading(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, person = registry.team, registry.ordinary
    sign_in(client, session, team.engager)
    assert "Assess them" in body(client, project_url(team, f"stakeholders/{person.id}"))
    begun = post(client, pages_of(registry, person, "begin"), form=pages_of(registry, person))
    path = begun.headers["Location"].removesuffix("write/representation")
    wrong: dict[str, object] = {"our_money-chosen": "some", "our_money-reasoning": "A grant of 2025.", "share": "140"}
    refused = post(client, f"{path}write/independence", wrong)
    assert refused.status_code == 422
    assert "A grant of 2025." in refused.get_data(as_text=True)
    fine = wrong | {"share": "30 %", "our_money-evidence-0-title": "Yearly report"}
    assert post(client, f"{path}write/independence", fine).status_code == 302
    assert post(client, f"{path}sign", form=f"{path}write/verdict").headers["Location"].endswith("representation")
    shown = body(client, path)
    assert "Receives 30 of every 100 of its income from us" in shown
    assert "Yearly report" in shown
    assert "Before it can be signed" in shown
    sign_in(client, session, team.analyst)
    shown = body(client, path)
    assert "Yearly report" not in shown
    assert "1 piece of evidence" in shown
    assert client.get(f"{path}write/independence").status_code == 404


def test_two_versions_side_by_side_and_their_reply(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, person = registry.team, registry.ordinary
    first = signed(session, team.lead, person)
    second = drafted(session, team.lead, person)
    service.conclude(
        session, actor=team.lead, assessment=second, conclusion=Conclusion("expert", "Knows the law.", "Law.")
    )
    session.commit()
    sign_in(client, session, team.lead)
    beside = body(client, pages_of(registry, person, f"{second.id}/beside"))
    assert "Speaks for some of them" in beside
    assert "Knows much and is not a representative" in beside
    assert beside.count('class="differs"') == 1
    assert "This is the first version." in body(client, pages_of(registry, person, f"{first.id}/beside"))
    said: dict[str, object] = {"said_on": "2 Mar 2026", "words": "We were elected twice."}
    assert post(client, pages_of(registry, person, f"{first.id}/reply"), said).status_code == 302
    assert "We were elected twice." in body(client, pages_of(registry, person))
    again = post(client, pages_of(registry, person, f"{first.id}/sign"), form=pages_of(registry, person))
    assert again.status_code == 302


def test_the_sentence_on_unions_is_silent_about_hidden_ones(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team = registry.team
    house = add_person(session, team, tier=1, name="Harbour House", profile=WORKERS)
    signed(session, team.lead, house)
    sign_in(client, session, team.analyst)
    sentence = "There is a trade union in the registry"
    assert sentence in body(client, pages_of(registry, house))
    registry.ordinary.tier = 3
    raise_known(session, registry.ordinary)
    assert sentence not in body(client, pages_of(registry, house))
    sign_in(client, session, team.lead)
    assert sentence in body(client, pages_of(registry, house))


def raise_known(session: Session, person: Stakeholder) -> None:
    """Tells the directory that someone changed."""
    person.revision = bump(session, person.project_id, TOPIC)
    session.commit()


def test_who_speaks_for_themselves_is_not_assessed(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.lead)
    assert "Whom they speak for" not in body(client, project_url(registry.team, f"stakeholders/{registry.guarded.id}"))
    assert client.get(pages_of(registry, registry.guarded)).status_code == 404
