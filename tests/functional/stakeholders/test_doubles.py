"""People entered twice: found, shown side by side, brought together and taken apart; and nobody hidden is told of."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.permissions import Role
from engage.audit.models import AuditEvent
from engage.crypto.sealed import unseal
from engage.stakeholders.doubles import MANY, Candidate, doubles_of, pairs_in
from engage.stakeholders.merging.models import StakeholderMerge, TwoPeople
from engage.stakeholders.merging.service import fields_of, merge, tell_apart
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import ContactDetail, Profile
from engage.stakeholders.service import add_contact, remove_contact
from tests.factories.stakeholders import NAMES, SAFE_MAIL, UNSAFE_PHONE, Registry, add_person, make_registry
from tests.factories.team import make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

MAIL = ContactDetail("email", "office@example.org", True)


def again(session: Session, registry: Registry) -> tuple[Stakeholder, Stakeholder]:
    """The guarded one in other letters; and somebody of the highest tier, with the same phone. Committed."""
    same = add_person(session, registry.team, name="سلمى حداد", profile=Profile(countries=["TN"]))
    phone = [ContactDetail("phone", UNSAFE_PHONE, True)]
    hidden = add_person(session, registry.team, tier=3, name="Haddad, Salma", contacts=phone)
    session.commit()
    return same, hidden


def test_someone_is_found_by_name_in_any_letters_and_by_contact_as_far_as_one_may_look(session: Session) -> None:
    registry = make_registry(session)
    same, hidden = again(session, registry)
    candidates = [
        Candidate("Salma Haddad", [ContactDetail("email", f" {SAFE_MAIL.upper()}", True)]),
        Candidate("Zogbe Emile", []),
        Candidate("Nobody Known", [ContactDetail("phone", "01 99 00 12 34", True)], "FR"),
        Candidate("Nobody Known", [], other_names=["Brightwater, Orla"]),
        Candidate("Nobody Known", []),
    ]

    def found(up_to_tier: int) -> list[list[tuple[Stakeholder, tuple[str, ...]]]]:
        people = {row.id: row for row in session.scalars(select(Stakeholder))}
        listed = doubles_of(session, registry.team.project.id, candidates, up_to_tier=up_to_tier)
        return [[(people[each.record.id], each.why) for each in alike] for alike in listed]

    guarded, ordinary, highest = registry.guarded, registry.ordinary, registry.highest
    below = [
        [(guarded, ("email", "same_name")), (same, ("spelling",))],
        [],
        [(guarded, ("phone",))],
        [(ordinary, ("spelling",))],
        [],
    ]
    assert found(2) == below
    all_of_them = found(3)
    assert (hidden, ("spelling",)) in all_of_them[0]
    assert all_of_them[1] == [(highest, ("spelling",))]
    assert {each[0] for each in all_of_them[2]} == {guarded, hidden}
    assert found(0) == [[], [], [], [], []]


def test_pairs_are_those_one_may_look_at_until_they_are_told_apart(session: Session) -> None:
    registry = make_registry(session)
    same, hidden = again(session, registry)
    one = add_person(session, registry.team, name="Harbour Office", kind="organisation", contacts=[MAIL])
    two = add_person(session, registry.team, name="Fishers of the Bay", kind="organisation", contacts=[MAIL])
    project = registry.team.project.id

    def pairs(up_to_tier: int) -> dict[frozenset[object], tuple[str, ...]]:
        found = pairs_in(session, project, up_to_tier=up_to_tier)
        return {frozenset((pair.first.id, pair.second.id)): pair.why for pair in found}

    offices, people = frozenset((one.id, two.id)), frozenset((registry.guarded.id, same.id))
    assert pairs(2) == {offices: ("email",), people: ("spelling",)}
    assert pairs(3)[frozenset((registry.guarded.id, hidden.id))] == ("phone", "spelling")
    assert pairs(0) == {}
    tell_apart(
        session,
        actor=registry.team.lead,
        project_id=project,
        one_id=two.id,
        other_id=one.id,
        reason="They share a desk",
        looks_up_to=2,
    )
    assert pairs(2) == {people: ("spelling",)}
    merge(
        session,
        actor=registry.team.lead,
        project_id=project,
        kept_id=registry.guarded.id,
        gone_id=same.id,
        chosen={},
        looks_up_to=2,
    )
    assert pairs(2) == {}


def test_two_become_one_through_the_pages_and_two_again(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, kept = registry.team, registry.guarded
    gone, _hidden = again(session, registry)
    sign_in(client, session, team.engager)
    listed = client.get(project_url(team, "stakeholders/twice/"))
    assert b"1 pair may be the same person" in listed.data
    beside = project_url(team, f"stakeholders/twice/{kept.id}/{gone.id}")
    shown = client.get(beside).get_data(as_text=True)
    for name in (NAMES[2], "سلمى", SAFE_MAIL):
        assert name not in shown
    assert f"The name known as {gone.pseudonym}" in shown
    assert client.get(project_url(team, f"stakeholders/{gone.id}")).status_code == 200

    assert post(client, beside, {}).status_code == 422
    done = post(client, beside, {"name": "gone", "countries": "both"})
    assert done.status_code == 302
    row = session.scalars(select(StakeholderMerge)).one()
    said = fields_of(session, session.get_one(Stakeholder, kept.id))
    assert (said["name"], said["countries"], said["other_names"]) == ("سلمى حداد", ["FR", "TN"], [NAMES[2]])
    moved = client.get(project_url(team, f"stakeholders/{gone.id}"))
    assert moved.headers["Location"].endswith(f"/stakeholders/{kept.id}")
    assert gone.pseudonym in client.get(moved.headers["Location"]).get_data(as_text=True)
    page = project_url(team, f"stakeholders/twice/merges/{row.id}")
    assert post(client, f"{page}/undo", {}, form=page).status_code == 302
    assert client.get(project_url(team, f"stakeholders/{gone.id}")).status_code == 200
    again_shown = client.get(page)
    assert b"They are two records again since" in again_shown.data
    session.expire_all()
    assert fields_of(session, session.get_one(Stakeholder, kept.id))["name"] == NAMES[2]
    events = session.scalars(select(AuditEvent).where(AuditEvent.code.like("stakeholder.merge%"))).all()
    assert sorted(each.code for each in events) == ["stakeholder.merge_undone", "stakeholder.merged"]


def test_two_different_people_stay_two_with_the_reason(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team = registry.team
    same, _hidden = again(session, registry)
    sign_in(client, session, team.engager)
    beside = project_url(team, f"stakeholders/twice/{registry.guarded.id}/{same.id}")
    wrong = post(client, f"{beside}/different", {"reason": ""}, form=beside)
    assert wrong.status_code == 422
    assert post(client, f"{beside}/different", {"reason": "Two sisters"}, form=beside).status_code == 302
    row = session.scalars(select(TwoPeople)).one()
    assert unseal(session, row, "reason") == "Two sisters"
    assert b"Nobody seems to be here twice" in client.get(project_url(team, "stakeholders/twice/")).data


@pytest.mark.parametrize("role", [Role.ENGAGER, Role.ANALYST])
def test_who_may_not_look_learns_of_no_pair_and_no_merge(client: InspectedClient, session: Session, role: Role) -> None:
    registry = make_registry(session)
    team, seen = registry.team, registry.guarded
    _same, hidden = again(session, registry)
    other = add_person(session, team, name="Émile Zogbe")
    session.commit()
    sign_in(client, session, team.users[role])
    listed = client.get(project_url(team, "stakeholders/twice/"))
    if role is Role.ANALYST:
        assert listed.status_code == 404
    else:
        assert b"1 pair may be the same person" in listed.data
        for person in (hidden, registry.highest, other):
            assert person.pseudonym not in listed.get_data(as_text=True)
    for pair in (f"{seen.id}/{hidden.id}", f"{hidden.id}/{seen.id}", f"{seen.id}/{seen.id}"):
        assert client.get(project_url(team, f"stakeholders/twice/{pair}")).status_code == 404
    row = merge(
        session,
        actor=team.lead,
        project_id=team.project.id,
        kept_id=seen.id,
        gone_id=hidden.id,
        chosen={},
        looks_up_to=3,
    )
    session.commit()
    assert client.get(project_url(team, f"stakeholders/twice/merges/{row.id}")).status_code == 404
    known = [client.get(project_url(team, f"stakeholders/{each.id}")).status_code for each in (hidden, seen)]
    assert known == ([302, 200] if role is Role.ENGAGER else [404, 404])  # the protection of the one is the higher now
    lead_sees_both = make_team(session, "Somewhere else").lead
    sign_in(client, session, lead_sees_both)
    assert client.get(project_url(team, f"stakeholders/twice/merges/{row.id}")).status_code == 404


def test_the_newest_is_undone_first_and_the_page_says_so(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team = registry.team
    same, _hidden = again(session, registry)
    common = {"actor": team.lead, "project_id": team.project.id, "chosen": {}, "looks_up_to": 3}
    first = merge(session, kept_id=registry.guarded.id, gone_id=same.id, **common)
    second = merge(session, kept_id=registry.highest.id, gone_id=registry.guarded.id, **common)
    session.commit()
    sign_in(client, session, team.lead)
    page = project_url(team, f"stakeholders/twice/merges/{first.id}")
    answer = post(client, f"{page}/undo", {}, form=page)
    assert answer.status_code == 422
    assert str(second.id) in answer.get_data(as_text=True)
    moved = client.get(project_url(team, f"stakeholders/{same.id}"))
    assert moved.headers["Location"].endswith(f"/stakeholders/{registry.highest.id}")


def test_contacts_that_changed_since_are_found_among_many(session: Session) -> None:
    registry = make_registry(session)
    session.commit()
    project_id = registry.team.project.id
    crowd = [Candidate("Nobody", [ContactDetail("email", f"n{n}@example.org", True)]) for n in range(MANY + 1)]
    late = "+33199005566"

    def found() -> list[UUID]:
        asked = [Candidate("Nobody", [ContactDetail("phone", late, True)]), *crowd]
        return [each.record.id for each in doubles_of(session, project_id, asked, up_to_tier=3)[0]]

    assert found() == []
    person = session.get_one(Stakeholder, registry.guarded.id)
    contact = add_contact(
        session, actor=registry.team.lead, stakeholder=person, detail=ContactDetail("phone", late, False)
    )
    assert found() == [person.id]
    session.commit()
    assert found() == [person.id]
    remove_contact(session, actor=registry.team.lead, stakeholder=person, contact=contact)
    session.commit()
    assert found() == []
