"""Saving many in the background, stopping it, taking an import back, and forgetting what nobody came back to."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.vocabulary import UserState
from engage.crypto.errors import KeyErased
from engage.db.clock import today, utcnow
from engage.jobs.models import Job
from engage.jobs.service import claim
from engage.projects.queries import log_of
from engage.referrals.service import add_start
from engage.stakeholders.directory import directory_of
from engage.stakeholders.importing import jobs, saving, service, undoing
from engage.stakeholders.importing.fingerprints import People
from engage.stakeholders.importing.models import ImportPart, StakeholderImport
from engage.stakeholders.merging.service import merge
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.notes.models import StakeholderNote
from engage.stakeholders.records import ContactDetail
from engage.stakeholders.service import add_contact
from engage.worker.loop import run_jobs
from tests.databases.grounds import Ground
from tests.factories.importing import looked_through
from tests.factories.stakeholders import NAMES, Registry, make_registry
from tests.factories.team import post, project_url, sign_in
from tests.inspection import InspectedClient

MANY = 260


def table(rows: int, start: int = 0) -> str:
    lines = [f"Name {n:05},trade union,FR,n{n}@example.org" for n in range(start, rows)]
    return "name,type,country,email\n" + "\n".join(lines)


@pytest.fixture
def registry(session: Session) -> Registry:
    return make_registry(session)


@pytest.fixture
def lead(registry: Registry) -> User:
    return registry.team.lead


def many(session: Session, registry: Registry, rows: int = MANY) -> StakeholderImport:
    row = looked_through(session, registry.team.lead, registry.team.project.id, table(rows))
    # Names made of numbers may be taken for slips of the pen: everyone here is someone of their own.
    service.choose(session, row=row, every="new", rows={})
    session.commit()
    return row


def count(session: Session) -> int:
    session.expire_all()
    found = session.scalar(select(func.count()).select_from(Stakeholder)) or 0
    session.commit()
    return found


def test_many_rows_are_saved_by_the_worker_while_a_page_tells_how_far(
    client: InspectedClient, session: Session, registry: Registry, ground: Ground
) -> None:
    sign_in(client, session, registry.team.lead)
    before, row = count(session), many(session, registry)
    place = project_url(registry.team, f"stakeholders/imports/{row.id}")
    assert post(client, place).status_code == 302
    assert post(client, place, form=project_url(registry.team, "stakeholders/imports/new")).status_code == 302
    assert session.scalar(select(func.count()).select_from(Job).where(Job.kind == jobs.KIND)) == 1
    shown = client.get(place)
    assert shown.headers["Refresh"] == "2"
    assert count(session) == before
    session.commit()
    run_jobs(ground.stores, ground.vault)
    assert count(session) == before + MANY
    assert session.scalars(select(Job)).one().done == MANY
    assert "Refresh" not in client.get(place).headers
    assert "The file is in" in client.get(place).get_data(as_text=True)
    people = directory_of(session, registry.team.project.id)
    assert len(people) == before - 1 + MANY  # one of them is of another project


def test_a_saving_that_is_stopped_leaves_nothing_and_can_be_saved_later(
    session: Session, registry: Registry, lead: User, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, row = count(session), many(session, registry, 1_200)
    jobs.save(session, actor=lead, row=row, looks_up_to=3)
    session.commit()
    make = saving._Maker.make
    stopped: list[bool] = []

    def stops(self: saving._Maker, drafts: list[object]) -> None:
        make(self, drafts)  # type: ignore[arg-type]
        if not stopped:
            assert jobs.stop(row)
            session.commit()
            stopped.append(True)

    monkeypatch.setattr(saving._Maker, "make", stops)
    run_jobs(ground.stores, ground.vault)
    assert count(session) == before
    assert row.state == "preview"
    jobs.save(session, actor=lead, row=row, looks_up_to=3)
    session.commit()
    run_jobs(ground.stores, ground.vault)
    assert count(session) == before + 1_200
    session.commit()
    assert not jobs.stop(row)


def test_who_is_no_longer_in_the_project_saves_nothing(
    session: Session, registry: Registry, lead: User, ground: Ground
) -> None:
    before, row = count(session), many(session, registry)
    jobs.save(session, actor=lead, row=row, looks_up_to=3)
    lead.state = UserState.CLOSED.value
    session.commit()
    run_jobs(ground.stores, ground.vault)
    assert count(session) == before
    assert row.state == "preview"


def test_a_saving_that_fails_is_shown_and_tried_again(
    client: InspectedClient, session: Session, registry: Registry, lead: User, ground: Ground,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    sign_in(client, session, lead)
    before, row = count(session), many(session, registry)
    jobs.save(session, actor=lead, row=row, looks_up_to=3)
    session.commit()
    place = project_url(registry.team, f"stakeholders/imports/{row.id}")
    with monkeypatch.context() as patch:
        patch.setattr(saving.Pseudonyms, "give", lambda _self: "Calm Oak")
        for _attempt in range(3):
            for job in session.scalars(select(Job)):
                job.due_at = utcnow() - timedelta(seconds=1)
            session.commit()
            run_jobs(ground.stores, ground.vault)
            session.expire_all()
    assert "Saving failed" in client.get(place).get_data(as_text=True)
    assert count(session) == before
    session.commit()
    post(client, f"{place}/again", form=place)
    run_jobs(ground.stores, ground.vault)
    assert count(session) == before + MANY


def test_two_workers_at_the_same_import_save_it_once(
    session: Session, registry: Registry, lead: User, ground: Ground
) -> None:
    before, row = count(session), many(session, registry)
    jobs.save(session, actor=lead, row=row, looks_up_to=3)
    session.commit()
    first = claim(session)
    assert first is not None
    first.lease_until = utcnow() - timedelta(seconds=1)  # it went away, and comes back after another took over
    session.commit()
    run_jobs(ground.stores, ground.vault)
    assert count(session) == before + MANY
    words = {"looks_up_to": 3, "actor": str(lead.id)}
    jobs.save_in_the_background(jobs.Desk(session, ground.stores, ground.vault), first, words)
    assert count(session) == before + MANY


def test_an_import_is_taken_back_as_far_as_nobody_worked_on_it(
    client: InspectedClient, session: Session, registry: Registry, lead: User, ground: Ground
) -> None:
    sign_in(client, session, lead)
    before = count(session)
    text = table(6) + f"\n{NAMES[2]},worker,FR,another@example.org\n"
    row = looked_through(session, lead, registry.team.project.id, text)
    service.choose(session, row=row, every="fill", rows={})
    session.commit()
    place = project_url(registry.team, f"stakeholders/imports/{row.id}")
    post(client, place)
    assert (row.accepted, row.enriched) == (6, 1)
    assert contacts(session, registry.guarded.id) == 3
    made = list(session.scalars(select(Stakeholder).where(Stakeholder.import_id == row.id)))
    begun, changed, *others = made
    gone = others[0].id
    stays, went = others[2:]
    merge(session, actor=lead, project_id=registry.team.project.id, kept_id=stays.id, gone_id=went.id, chosen={},
          looks_up_to=3)  # fmt: skip
    add_start(session, actor=lead, project_id=registry.team.project.id, stakeholder_id=begun.id, reason="trusted")
    add_contact(session, actor=lead, stakeholder=changed, detail=ContactDetail("phone", "+33199005566", False))
    session.commit()
    page = client.get(f"{place}/undo").get_data(as_text=True)
    assert begun.pseudonym in page
    assert changed.pseudonym in page
    assert stays.pseudonym in page
    assert went.pseudonym not in page
    assert "it stays: to lower it takes two persons" in page
    assert post(client, f"{place}/undo").status_code == 302
    assert count(session) == before + 4
    assert contacts(session, registry.guarded.id) == 2
    left = set(session.scalars(select(Stakeholder.id).where(Stakeholder.import_id == row.id)))
    assert left == {begun.id, changed.id, stays.id, went.id}
    session.commit()
    run_jobs(ground.stores, ground.vault)
    with pytest.raises(KeyErased):
        ground.vault.data_key(gone)
    told = [line.facts for line in log_of(session, registry.team.project.id) if "undone" in line.code]
    assert told == [{"removed": 2, "kept": 3, "restored": 1}]
    assert "taken back" in client.get(place).get_data(as_text=True)
    # Once is enough; and nothing that nobody may see is removed by another.
    assert undoing.undo_import(session, actor=lead, row=row).removable == []


def contacts(session: Session, stakeholder_id: UUID) -> int:
    found = select(func.count()).select_from(Contact).where(Contact.stakeholder_id == stakeholder_id)
    return session.scalar(found) or 0


def test_what_is_not_understood_is_kept_as_a_note(session: Session, registry: Registry, lead: User) -> None:
    row = looked_through(session, lead, registry.team.project.id, "name,country\nNew One,Atlantis\nOther,FR\n")
    jobs.save(session, actor=lead, row=row, looks_up_to=3)
    note = session.scalars(select(StakeholderNote)).one()
    assert note.stakeholder_id == People(session.info["vault"], row.project_id, row.id).of(2)
    assert note.written_on == today()


def test_what_nobody_came_back_to_is_forgotten(
    session: Session, registry: Registry, lead: User, ground: Ground
) -> None:
    abandoned = many(session, registry)
    # A saving broke off after it had made keys.
    saving.prepare(session, abandoned, looks_up_to=3)
    orphan = People(ground.vault, abandoned.project_id, abandoned.id).of(2)
    assert ground.vault.has_subject(orphan)
    fresh = many(session, registry, 3)
    abandoned.started_at -= jobs.KEPT + timedelta(minutes=1)
    session.commit()
    assert jobs.sweep(ground.stores, ground.vault) == 1
    session.expire_all()
    assert (abandoned.state, abandoned.content, fresh.state) == ("dropped", None, "preview")
    assert set(session.scalars(select(ImportPart.import_id))) == {fresh.id}
    assert not ground.vault.has_subject(orphan)


def test_two_thousand_rows_come_in_within_seconds(session: Session, registry: Registry, ground: Ground) -> None:
    # How fast ten thousand are is measured by `make bench`; here only what grows too fast is noticed.
    began = time.process_time()
    row = many(session, registry, 2_000)
    jobs.save(session, actor=registry.team.lead, row=row, looks_up_to=3)
    session.commit()
    run_jobs(ground.stores, ground.vault)
    assert time.process_time() - began < 15
    assert len(directory_of(session, registry.team.project.id)) == 2_003
