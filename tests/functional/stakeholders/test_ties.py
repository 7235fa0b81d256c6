"""Ties and notes: told from both sides, to those who may know of both."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.stakeholders.notes.holdings import move as move_notes
from engage.stakeholders.notes.models import StakeholderNote
from engage.stakeholders.notes.queries import notes_page
from engage.stakeholders.notes.service import write_note
from engage.stakeholders.ties.holdings import held
from engage.stakeholders.ties.holdings import move as move_ties
from engage.stakeholders.ties.models import Tie
from engage.stakeholders.ties.queries import ties_of
from tests.factories.record import tied
from tests.factories.stakeholders import Registry, add_person, make_registry
from tests.factories.team import post, project_url, sign_in
from tests.inspection import InspectedClient


def url(registry: Registry, rest: str = "") -> str:
    return project_url(registry.team, f"stakeholders/{rest}")


def text(answer: object) -> str:
    return answer.get_data(as_text=True)  # type: ignore[attr-defined,no-any-return]


def test_a_tie_is_told_from_both_sides_and_taken_back(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    first, second = registry.guarded, registry.ordinary
    where = url(registry, f"{first.id}/ties/new")
    sent = {
        "relation": "back-speaks_for",
        "other": str(second.id),
        "source": "She said so.",
        "learned_on": "2025-03-04",
    }
    looked = post(client, where, {**sent, "find": second.pseudonym.split()[0], "look": "1"})
    assert "She said so." in text(looked)
    assert str(second.id) in text(looked)
    assert post(client, where, sent).status_code == 302
    assert f'Is spoken for by: <bdi class="pseudonym" translate="no">{second.pseudonym}' in text(
        client.get(url(registry, f"{first.id}"))
    )
    assert f'Speaks for: <bdi class="pseudonym" translate="no">{first.pseudonym}' in text(
        client.get(url(registry, f"{second.id}"))
    )
    twice = post(client, where, sent)
    assert "on record already" in text(twice)
    tie = session.scalars(select(Tie)).one()
    page = url(registry, f"{second.id}/ties/{tie.id}")
    assert post(client, f"{page}/withdraw", {"reason": ""}, form=page).status_code == 422
    assert post(client, f"{page}/withdraw", {"reason": "They parted."}, form=page).status_code == 302
    assert "They parted." in text(client.get(page))
    assert [each.tie.stands for each in ties_of(session, first.project_id, first.id, 3)] == [False]


def test_a_tie_to_someone_hidden_does_not_exist(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    hidden = tied(session, registry.team, registry.guarded, registry.highest)
    sign_in(client, session, registry.team.analyst)
    page = text(client.get(url(registry, f"{registry.guarded.id}")))
    assert "No tie to anybody is on record." in page
    assert client.get(url(registry, f"{registry.guarded.id}/ties/{hidden.id}")).status_code == 404
    sign_in(client, session, registry.team.engager)
    assert client.get(url(registry, f"{registry.guarded.id}/ties/{hidden.id}")).status_code == 200
    assert client.get(url(registry, f"{registry.ordinary.id}/ties/{hidden.id}")).status_code == 404


def test_who_is_outside_is_named_only_to_those_who_may_look(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.engager)
    where = url(registry, f"{registry.guarded.id}/ties/new")
    sent = {"relation": "works_for", "other": "outside", "source": "Read it.", "learned_on": "2025-03-04"}
    assert "Write who it is" in text(post(client, where, sent))
    assert post(client, where, {**sent, "outside": "Port Authority"}).status_code == 302
    assert "Port Authority" in text(client.get(url(registry, f"{registry.guarded.id}")))
    sign_in(client, session, registry.team.analyst)
    page = text(client.get(url(registry, f"{registry.guarded.id}")))
    assert "Somebody outside the registry" in page
    assert "Port Authority" not in page


def test_ties_move_with_the_person_and_back(session: Session) -> None:
    registry = make_registry(session)
    project, one, two = registry.team.project.id, registry.guarded.id, registry.ordinary.id
    third = add_person(session, registry.team)
    tied(session, registry.team, registry.guarded, third)
    tied(session, registry.team, registry.guarded, registry.ordinary)
    assert held(session, project, one) == 2
    moved = move_ties(session, project, one, two, None)
    assert [each.other.id for each in ties_of(session, project, two, 3) if each.other] == [third.id]
    assert ties_of(session, project, one, 3) == []
    assert sorted(move_ties(session, project, two, one, moved)) == sorted(moved)
    assert {each.other.id for each in ties_of(session, project, one, 3) if each.other} == {third.id, two}


def test_what_is_rolled_back_was_never_tied(session: Session) -> None:
    registry = make_registry(session)
    project, one = registry.team.project.id, registry.guarded.id
    tied(session, registry.team, registry.guarded, registry.ordinary)
    assert len(ties_of(session, project, one, 3)) == 1
    session.rollback()
    assert ties_of(session, project, one, 3) == []


def test_notes_are_signed_paged_and_removed_by_their_writer(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, person = registry.team, registry.guarded
    for number in range(45):
        write_note(session, actor=team.lead, stakeholder=person, text=f"Note number {number}.")
    first, after = notes_page(session, person.id)
    second, last = notes_page(session, person.id, before=after)
    rest, end = notes_page(session, person.id, before=last)
    assert [each.number for each in [*first, *second, *rest]] == list(range(45, 0, -1))
    assert end == ""
    sign_in(client, session, team.engager)
    where = url(registry, f"{person.id}/notes/")
    assert client.get(f"{where}?before=nothing.of.this").status_code == 200
    assert post(client, where, {"text": " "}).status_code == 422
    post(client, where, {"text": "Walks while she talks."})
    assert "Engager Person" in text(client.get(url(registry, f"{person.id}")))
    theirs = f"{where}{first[0].id}/remove"
    assert post(client, theirs, form=where).status_code == 404
    mine = session.scalars(select(StakeholderNote).where(StakeholderNote.written_by == team.engager.id)).one()
    assert post(client, f"{where}{mine.id}/remove", form=where).status_code == 302
    assert "Walks while" not in text(client.get(where))
    sign_in(client, session, team.analyst)
    assert client.get(where).status_code == 404
    assert "Note number" not in text(client.get(url(registry, f"{person.id}")))


def test_notes_move_with_the_person(session: Session) -> None:
    registry = make_registry(session)
    note = write_note(session, actor=registry.team.lead, stakeholder=registry.guarded, text="Kept.")
    moved = move_notes(session, registry.team.project.id, registry.guarded.id, registry.ordinary.id, None)
    session.expire_all()
    assert moved == [str(note.id)]
    assert [each.text for each in notes_page(session, registry.ordinary.id)[0]] == ["Kept."]
