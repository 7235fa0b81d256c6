"""The ledger stays true whatever engagements do, and tells no more of other projects than a number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from engage.db.clock import today
from engage.engagements import service as engagements
from engage.engagements.models import Engagement
from engage.engagements.queries import participants_of
from engage.engagements.records import ParticipantDetail, Plan
from engage.stakeholders.load import service
from engage.stakeholders.load.holdings import move
from engage.stakeholders.load.models import LoadEntry
from engage.stakeholders.load.queries import facts_of, load_of, warnings_for
from engage.stakeholders.load.records import LoadDetail, LoadRecord
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import ContactDetail, Profile
from tests.factories.legitimacy import asked, given
from tests.factories.safety import cleared
from tests.factories.stakeholders import add_person, make_registry
from tests.factories.team import Team, make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

INVITED = ParticipantDetail(answer="invited")
INTERMEDIARY = Profile(roles=["intermediary"], intermediary_kind="civil_society")
MAIL = [ContactDetail("email", "desk@harbour.example.org", True)]


def planned(session: Session, team: Team, *, on: date | None = None, initiative: str = "company") -> Engagement:
    """An engagement to be, with nobody in it."""
    return engagements.plan_engagement(
        session,
        actor=team.lead,
        project_id=team.project.id,
        title="On the quay",
        planned_on=on or today() + timedelta(days=7),
        plan=Plan(purpose="To learn.", initiative=initiative),
        decision_ids=[],
    )


def kinds(session: Session, person: Stakeholder) -> list[str]:
    """What the ledger says of someone."""
    return sorted(each.kind for each in of(session, person).entries)


def of(session: Session, person: Stakeholder, *, looks_up_to: int = 0) -> LoadRecord:
    """What a reader learns."""
    return load_of(session, person.project_id, person.id, today=today(), looks_up_to=looks_up_to)


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    said: list[str] = []
    engine = session.get_bind()

    def listen(*args: object) -> None:
        said.append(str(args[2]))

    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", listen)


def test_verbs_of_engagements_keep_the_ledger_true(session: Session) -> None:
    registry = make_registry(session)
    team, person, other = registry.team, registry.guarded, registry.ordinary
    first = planned(session, team)
    cleared(session, team, first, person, channel="email")
    said: dict[str, Any] = {"actor": team.lead, "engagement": first}
    listed = engagements.add_participant(session, **said, stakeholder_id=person.id, detail=ParticipantDetail())
    assert kinds(session, person) == [], "to be on the list is not to be asked"
    engagements.change_participant(session, **said, participant=listed, detail=INVITED)
    assert kinds(session, person) == ["asked"]
    engagements.change_participant(
        session, **said, participant=listed, detail=ParticipantDetail(**{**vars(INVITED), "answer": "accepted"})
    )
    assert of(session, person).requests == 1, "an answer is not another request"
    engagements.remove_participant(session, **said, participant=listed)
    assert kinds(session, person) == []
    again = engagements.add_participant(session, **said, stakeholder_id=person.id, detail=INVITED)
    beside = engagements.add_participant(session, **said, stakeholder_id=other.id, detail=ParticipantDetail())
    engagements.record_attendance(session, **said, attended={again.id: True, beside.id: True})
    assert kinds(session, person) == ["asked"], "nobody took part before it was held"
    engagements.hold_engagement(session, **said, held_on=today())
    assert kinds(session, person) == ["asked", "took_part"]
    assert kinds(session, other) == ["asked", "took_part"], "who came was asked, invitation on record or not"
    engagements.record_attendance(session, **said, attended={again.id: False})
    assert kinds(session, person) == ["asked"]
    second = planned(session, team)
    cleared(session, team, second, person, channel="email")
    engagements.add_participant(session, actor=team.lead, engagement=second, stakeholder_id=person.id, detail=INVITED)
    assert of(session, person).requests == 2
    engagements.cancel_engagement(session, actor=team.lead, engagement=second, reason="Storm.")
    assert of(session, person).requests == 1
    session.commit()
    assert kinds(session, person) == ["asked"], "what is committed says the same"


def test_what_rights_holders_asked_for_is_no_request(session: Session) -> None:
    registry = make_registry(session)
    team, person = registry.team, registry.ordinary
    theirs = planned(session, team, on=today(), initiative="rights_holder")
    engagements.add_participant(
        session,
        actor=team.lead,
        engagement=theirs,
        stakeholder_id=person.id,
        detail=ParticipantDetail(attended=True),
    )
    engagements.hold_engagement(session, actor=team.lead, engagement=theirs, held_on=today())
    assert kinds(session, person) == ["took_part"]
    assert len(participants_of(session, theirs.id)) == 1


def test_other_projects_are_a_number_and_nobody_of_the_highest_tier(session: Session) -> None:
    here, there = make_team(session, "Ours"), make_team(session, "Zanzibar cables")
    ours = add_person(session, here, tier=1, name="Harbour Desk", profile=INTERMEDIARY, contacts=MAIL)
    namesake = add_person(session, here, tier=1, name="Quay House", kind="organisation", profile=INTERMEDIARY)
    rights_holder = add_person(session, here, tier=1, name="Noor", contacts=MAIL)
    theirs = add_person(session, there, tier=2, name="Desk", profile=INTERMEDIARY, contacts=MAIL)
    hidden = add_person(session, there, tier=3, name="Desk too", profile=INTERMEDIARY, contacts=MAIL)
    called = add_person(session, there, tier=1, name="quay house", kind="organisation", profile=INTERMEDIARY)
    for count in range(3):
        asked(session, there.lead, theirs, today() - timedelta(days=40 + count))
    for _count in range(5):
        asked(session, there.lead, hidden)
    asked(session, there.lead, called)
    session.commit()
    beyond = of(session, ours, looks_up_to=2).elsewhere
    assert beyond is not None
    assert (beyond.requests, beyond.hours) == (3, 6.0)
    assert set(vars(beyond)) == {"requests", "hours"}
    assert of(session, ours, looks_up_to=0).elsewhere is None, "who may not look at names learns nothing"
    assert of(session, rights_holder, looks_up_to=3).elsewhere is None, "an address is no way to find rights holders"
    few = of(session, namesake, looks_up_to=2)
    assert few.elsewhere is not None
    assert few.elsewhere.requests == 1
    warned = warnings_for(session, here.project.id, [ours.id, namesake.id], looks_up_to=2)
    assert len(warned[ours.id]) == 1
    assert namesake.id not in warned
    assert all("Zanzibar" not in sentence for sentence in warned[ours.id])


def test_warnings_and_quiet_times(session: Session) -> None:
    team, person = (registry := make_registry(session)).team, registry.guarded
    for days in (40, 90, 200, 400):
        asked(session, team.lead, person, today() - timedelta(days=days))
    given(session, team.lead, person, today() - timedelta(days=30))
    found = of(session, person)
    assert (found.requests, found.given_back, found.hours) == (3, 1, 6.0)
    assert found.warnings == ["Asked 3 times in the last 12 months.", "More was asked of them than given back."]
    service.keep_quiet(
        session,
        actor=team.lead,
        project_id=team.project.id,
        stakeholder_id=person.id,
        on=today() - timedelta(days=1),
        detail=LoadDetail(until=today().isoformat()),
    )
    assert of(session, person).warnings[0].startswith("They are not to be asked until ")
    last, load = facts_of(session, team.project.id)
    assert last == {person.id: today() - timedelta(days=30)}
    assert load == {person.id: 3}
    assert registry.ordinary.id not in warnings_for(session, team.project.id, [registry.ordinary.id])


def test_reading_costs_the_same_however_much_is_written(session: Session) -> None:
    team, person = (registry := make_registry(session)).team, registry.guarded
    asked(session, team.lead, person)
    session.commit()
    ids = [registry.ordinary.id, person.id]
    with statements(session) as few:
        of(session, person, looks_up_to=2)
        warnings_for(session, team.project.id, ids, looks_up_to=2)
    for days in range(30):
        asked(session, team.lead, person, today() - timedelta(days=days))
    session.commit()
    with statements(session) as many:
        of(session, person, looks_up_to=2)
        warnings_for(session, team.project.id, ids, looks_up_to=2)
    assert len(many) <= len(few)


def test_a_thief_learns_neither_who_nor_when(session: Session) -> None:
    registry = make_registry(session)
    asked(session, registry.team.lead, registry.guarded)
    session.commit()
    row = session.execute(select(LoadEntry.__table__)).mappings().one()
    assert not {registry.guarded.id, today()} & {value for value in row.values() if not isinstance(value, bytes)}


def test_entries_move_with_a_merge_and_back(session: Session) -> None:
    registry = make_registry(session)
    source, target, project_id = registry.guarded, registry.ordinary, registry.team.project.id
    asked(session, registry.team.lead, source)
    given(session, registry.team.lead, target)
    moved = move(session, project_id, source.id, target.id, None)
    assert (kinds(session, source), kinds(session, target)) == ([], ["asked", "given_back"])
    assert move(session, project_id, target.id, source.id, moved) == moved
    assert (kinds(session, source), kinds(session, target)) == (["asked"], ["given_back"])


def test_what_is_forgotten_is_in_no_opened_ledger(session: Session) -> None:
    registry = make_registry(session)
    asked(session, registry.team.lead, registry.guarded)
    asked(session, registry.team.lead, registry.ordinary)
    session.commit()
    assert kinds(session, registry.guarded) == ["asked"]
    ids = {"project_id": registry.team.project.id, "stakeholder_id": registry.guarded.id}
    assert service.forget(session, **ids) == 1
    session.commit()
    assert kinds(session, registry.guarded) == []
    assert kinds(session, registry.ordinary) == ["asked"]


def test_pages_write_and_take_back(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, person = registry.team, registry.guarded
    sign_in(client, session, team.engager)
    here = project_url(team, f"stakeholders/{person.id}/asked/")
    wrong = post(client, f"{here}given", {"on": "2026-03-02", "gave": "money", "what_for": "Fee", "amount": "many"})
    page = wrong.get_data(as_text=True)
    assert wrong.status_code == 422
    assert 'value="many"' in page
    assert "Write a number" in page
    right: dict[str, object] = {
        "on": "2 March 2026",
        "gave": "costs",
        "what_for": "Bus fares",
        "amount": "1٢,5",
        "currency": "eur",
    }
    assert post(client, f"{here}given", right).status_code == 302
    assert post(client, f"{here}asked", {"on": "2 Mar 2026", "what_for": "A survey", "hours": "2,5"}).status_code == 302
    assert post(client, f"{here}quiet", {"on": "2 Mar 2026", "until": "1 Mar 2026"}).status_code == 422
    shown = client.get(here).get_data(as_text=True)
    assert "Bus fares" in shown
    assert "12.5" in shown
    assert "EUR" in shown
    entry = session.scalars(select(LoadEntry.id)).first()
    assert post(client, f"{here}{entry}/take-back", form=here).status_code == 302
    alive = select(func.count()).select_from(LoadEntry).where(LoadEntry.withdrawn.is_(False))
    assert session.scalar(alive) == 1
    hidden = project_url(team, f"stakeholders/{registry.highest.id}/asked/")
    assert client.get(hidden).status_code == 200
    sign_in(client, session, team.analyst)
    assert client.get(hidden).status_code == 404


def test_picking_warns_and_does_not_block(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, person = registry.team, registry.ordinary
    for days in (50, 60, 70):
        asked(session, team.lead, person, today() - timedelta(days=days))
    engagement = planned(session, team)
    sign_in(client, session, team.engager)
    path = project_url(team, f"engagements/{engagement.id}/people")
    assert "Asked 3 times in the last 12 months." in client.get(path).get_data(as_text=True)
    assert post(client, path, {"add": "1", "people": str(person.id)}).status_code == 302
    seat = participants_of(session, engagement.id)[0]
    assert "Before they are asked again" in client.get(f"{path}/{seat.id}").get_data(as_text=True)
