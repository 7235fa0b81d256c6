"""The directory is right at every moment: after other sessions, after what was rolled back, after someone is gone."""

from __future__ import annotations

import time
from threading import Thread
from uuid import UUID

from sqlalchemy.orm import Session

from engage.crypto.vault import Vault
from engage.db.stores import Stores, open_session
from engage.projects.revisions import bump
from engage.stakeholders.directory import TOPIC, directory_of
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.narrowing import Narrowing
from engage.stakeholders.records import Called, ContactDetail
from engage.stakeholders.service import add_contact, remove_contact
from engage.stakeholders.vocabulary import StakeholderState
from tests.factories.stakeholders import NAMES, add_person, make_registry


def seen(session: Session, project: object, tier: int = 3) -> set[str]:
    return {person.pseudonym for person in directory_of(session, project).people(tier)}  # type: ignore[arg-type]


def test_another_session_adds_someone(session: Session, stores: Stores, vault: Vault) -> None:
    registry = make_registry(session)
    project = registry.team.project.id
    before = seen(session, project)
    session.commit()
    with open_session(stores.data, vault=vault) as other:
        added = add_person(other, registry.team).pseudonym
        other.commit()
    assert seen(session, project) == before | {added}


def test_what_is_rolled_back_was_never_there(session: Session, stores: Stores, vault: Vault) -> None:
    registry = make_registry(session)
    project = registry.team.project.id
    before = seen(session, project)
    session.commit()
    passing = add_person(session, registry.team)
    assert seen(session, project) == before | {passing.pseudonym}
    with open_session(stores.data, read_only=True, vault=vault) as other:
        assert seen(other, project) == before
    session.rollback()
    assert seen(session, project) == before
    # Read again what the rollback expired, so that this session holds no lock while the other writes.
    assert registry.team.project.id == project
    assert registry.team.lead.id
    session.commit()
    with open_session(stores.data, vault=vault) as other:
        lasting = add_person(other, registry.team).pseudonym
        other.commit()
    assert seen(session, project) == before | {lasting}


def test_who_is_erased_or_removed_goes(session: Session, vault: Vault) -> None:
    registry = make_registry(session)
    project = registry.team.project.id
    registry.ordinary.state = StakeholderState.ERASED.value
    registry.ordinary.revision = bump(session, project, TOPIC)
    session.commit()
    assert seen(session, project) == {registry.guarded.pseudonym, registry.highest.pseudonym}
    session.delete(session.get_one(Stakeholder, registry.highest.id))
    bump(session, project, TOPIC)
    session.commit()
    assert seen(session, project) == {registry.guarded.pseudonym}


def test_a_destroyed_key_takes_the_person_out(session: Session, vault: Vault) -> None:
    registry = make_registry(session)
    vault.destroy_subject(registry.guarded.id)
    assert registry.guarded.pseudonym not in seen(session, registry.team.project.id)


def test_higher_tiers_do_not_exist(session: Session) -> None:
    registry = make_registry(session)
    directory = directory_of(session, registry.team.project.id)
    hidden = registry.highest
    assert directory.find(hidden.id, 2) is None
    assert directory.pseudonym(hidden.id, 2) == "Someone protected"
    assert hidden.pseudonym not in {pseudonym for _id, pseudonym in directory.choices(2)}
    assert directory.search(hidden.pseudonym, up_to_tier=2, names=True) == []
    assert directory.search(NAMES[3], up_to_tier=2, names=True) == []
    assert directory.same_name(NAMES[3], 2) == []
    assert [each.id for each in directory.search("zogbe", up_to_tier=3, names=True)] == [hidden.id]


def test_names_are_found_only_by_those_who_may_look(session: Session) -> None:
    registry = make_registry(session)
    directory = directory_of(session, registry.team.project.id)
    assert directory.search("hadd sal", up_to_tier=3, names=False) == []
    assert [each.id for each in directory.search("hadd sal", up_to_tier=3, names=True)] == [registry.guarded.id]
    assert directory.search("zogbe", up_to_tier=3, names=True, names_up_to_tier=2) == []
    assert [each.id for each in directory.search(registry.highest.pseudonym, up_to_tier=3, names=False)] == [
        registry.highest.id
    ]
    kept = repr([vars(each) for each in directory.people(3)])
    assert not any(name.split()[1] in kept for name in NAMES.values())


def test_contacts_and_further_names_are_found_by_a_part_of_them(session: Session) -> None:
    registry = make_registry(session)
    project = registry.team.project.id
    called = Called(["ဒေါ်စုစု"], "Fishers of the coast")
    added = add_person(session, registry.team, called=called)

    def found(text: str, names: int = 3) -> list[UUID]:
        page = directory_of(session, project).look(Narrowing(), text=text, up_to_tier=3, names_up_to_tier=names)
        return [each.id for each in page.people]

    for text in ("salma@ex", "example", "99001", "+33 1 99 00", "0199 00 12", "٩٩٠٠١٢", "0033199"):
        assert found(text) == [registry.guarded.id], text
        assert found(text, names=1) == found(text, names=0) == [], text
    assert found("fish coast") == found("စုစု") == [added.id]
    assert found("fish", names=1) == []


def test_a_changed_contact_is_found_at_once(session: Session, stores: Stores, vault: Vault) -> None:
    registry = make_registry(session)
    project, actor, who = registry.team.project.id, registry.team.lead, registry.ordinary

    def found(text: str) -> int:
        with open_session(stores.data, read_only=True, vault=vault) as other:
            page = directory_of(other, project).look(Narrowing(), text=text, up_to_tier=3, names_up_to_tier=3)
            return page.total

    assert found("orla@") == 0
    detail = ContactDetail("email", "orla@example.net", True)
    contact = add_contact(session, actor=actor, stakeholder=who, detail=detail)
    session.commit()
    assert found("orla@") == 1
    remove_contact(session, actor=actor, stakeholder=who, contact=contact)
    session.commit()
    assert found("orla@") == 0


def test_threads_see_everyone(session: Session, stores: Stores, vault: Vault) -> None:
    registry = make_registry(session)
    counts: list[int] = []

    def look() -> None:
        with open_session(stores.data, read_only=True, vault=vault) as own:
            counts.append(len(directory_of(own, registry.team.project.id).people(3)))

    threads = [Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [3] * 6


def test_a_search_is_quick_once_opened(session: Session) -> None:
    registry = make_registry(session)
    directory = directory_of(session, registry.team.project.id)
    start = time.perf_counter()
    for _ in range(100):
        directory.search("salma", up_to_tier=3, names=True)
    assert time.perf_counter() - start < 0.5
