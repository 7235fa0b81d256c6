"""Erasing someone: nothing of theirs opens, what they gave still counts, an interruption changes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import engage.app  # noqa: F401 - registers what every feature holds
from engage.audit.models import AuditEvent
from engage.audit.verification import Result, verify
from engage.crypto.errors import KeyErased
from engage.crypto.sealed import Sealed, SealedRow, SealedValue, opener, unseal
from engage.db.base import DataModel
from engage.db.clock import today
from engage.engagements.models import Participant
from engage.engagements.queries import find_engagement
from engage.feedback.models import FeedbackItem
from engage.influence.figures import figures_of
from engage.influence.queries import pairs_of
from engage.principles.service import findings_for
from engage.projects.approvals.service import NotAgreed
from engage.referrals.queries import seen_map
from engage.retention import erasure, purging
from engage.retention.erasure import erase, finish_open, replay
from engage.stakeholders.directory import PEOPLE, directory_of
from engage.stakeholders.life.models import Erasure
from engage.stakeholders.merging.service import merge
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.notes.models import StakeholderNote
from engage.stakeholders.notes.service import write_note
from engage.summaries.models import ReceiptIssued, Summary
from engage.summaries.service import issue_receipt
from tests.databases.grounds import Ground
from tests.factories.engagements import make_engagement, seat
from tests.factories.journey import Walk, walk
from tests.factories.legitimacy import asked
from tests.factories.life import agreed_to_erase, erased, restricted
from tests.factories.record import agreed, tied
from tests.factories.referrals import make_naming
from tests.factories.stakeholders import add_person
from tests.factories.team import Team, make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

MARK = "Quillon"
"""In every word that anybody wrote about the one who is erased."""


@dataclass
class Scene:
    walked: Walk
    team: Team
    person: Stakeholder
    twin_id: UUID
    engagement_id: UUID


@pytest.fixture
def scene(session: Session, ground: Ground) -> Scene:
    """Someone with a part in everything, entered twice and brought together; all words about them carry the mark."""
    about = ("seen.", "start.", "contact.", "lower.")
    team = make_team(session)
    walked = walk(
        session,
        team,
        ground,
        say=lambda where: f"{MARK} {where}" if where.startswith(about) else f"Words for {where}",
        contacts=(f"{MARK.lower()}@example.org", "+33199001234"),
    )
    person = session.get_one(Stakeholder, walked.ids["stakeholder_id"])
    other = session.get_one(Stakeholder, walked.ids["named_id"])
    twin = add_person(session, team, name=f"{MARK} again")
    write_note(session, actor=team.lead, stakeholder=twin, text=f"{MARK} is wary")
    tied(session, team, twin, other, note=f"{MARK} and a friend")
    agreed(session, team, twin)
    words = {"selected_because": f"{MARK} knows", "measures": f"{MARK} is fetched", "attribution": "name"}
    words["channel"] = "email"
    seat(session, team, make_engagement(session, team), twin, **words)
    for namer, named in ((twin, other), (other, twin)):
        make_naming(session, team, namer, named, words=f"{MARK} said")
    asked(session, team.lead, twin, say=lambda where: f"{MARK} {where}")
    people = {"kept_id": person.id, "gone_id": twin.id}
    merge(session, actor=team.lead, project_id=team.project.id, chosen={}, looks_up_to=3, **people)
    summary = session.get_one(Summary, walked.summary.id)
    issue_receipt(session, actor=team.lead, summary=summary, holder_id=person.id, language="ar", through="in_person")
    session.commit()
    engagement_id = walked.ids["engagement_id"]
    assert isinstance(engagement_id, UUID)
    return Scene(walked, team, person, twin.id, engagement_id)


def opened_texts(session: Session) -> list[str]:
    """Every sealed value of the data store, opened; whatever cannot be opened raises."""
    session.expire_all()
    found = []
    for mapper in DataModel.registry.mappers:
        model = mapper.class_
        if not model.__module__.startswith("engage."):
            continue
        sealed = [column.key for column in mapper.columns if isinstance(column.type, Sealed)]
        for row in session.scalars(select(model)) if sealed else ():
            assert isinstance(row, SealedRow)
            found += [f"{model.__tablename__}.{key}: {unseal(session, row, key)}" for key in sealed]
    return found


def figures(session: Session, scene: Scene) -> dict[str, Any]:
    """What the project says of itself, person by person forgotten."""
    project_id = scene.team.project.id
    engagement = find_engagement(session, project_id, scene.engagement_id)
    assert engagement is not None
    seen = [seen_map(session, project_id, up_to_tier=tier) for tier in (2, 3)]
    return {
        "heard": session.scalar(select(func.count()).select_from(FeedbackItem)),
        "places": session.scalar(select(func.count()).select_from(Participant)),
        "influence": figures_of(pairs_of(session, project_id)),
        "findings": [
            (each.criterion, each.ruling.verdict, each.ruling.sentence, each.ruling.count, each.ruling.of)
            for tier in (2, 3)
            for each in findings_for(session, engagement, up_to_tier=tier)
        ],
        "map": [(len(each.people), each.tallies(), len(each.namings)) for each in seen],
    }


def test_nothing_of_theirs_opens_and_what_they_gave_still_counts(
    session: Session, ground: Ground, scene: Scene
) -> None:
    backup = _backup(session, scene)
    before, pseudonym = figures(session, scene), scene.person.pseudonym
    assert any(MARK in text for text in opened_texts(session))
    session.commit()
    erased(session, scene.team, scene.person)

    left = [text for text in opened_texts(session) if MARK.lower() in text.lower()]
    # The log cannot be changed: it keeps reasons that colleagues typed, where they are told to name nobody.
    typed = ("audit_event", f'"reason":"{MARK} lower.')
    assert [text for text in left if not all(each in text for each in typed)] == []
    for table, column, owner, key, value in backup:
        with pytest.raises(KeyErased):
            opener(ground.vault, table, column)(owner, key, value)
    assert figures(session, scene) == before
    for key in (scene.person.id, scene.twin_id):
        row = session.get_one(Stakeholder, key)
        assert (row.state, row.name, row.called, row.profile, row.safety) == ("erased", None, None, None, None)
        assert row.pseudonym.startswith("Erased ")
        assert pseudonym not in row.pseudonym
        assert directory_of(session, scene.team.project.id).find(key, 3) is None
    assert verify(session, []).result is not Result.TAMPERED
    held = session.scalars(select(ReceiptIssued).where(ReceiptIssued.revoked)).all()
    assert len(held) == 1
    assert str(scene.person.id) not in (unseal(session, held[0], "holder") or "")


def test_two_have_to_agree_and_to_exactly_this(session: Session, scene: Scene) -> None:
    with pytest.raises(NotAgreed):
        erase(session, actor=scene.team.lead, stakeholder=scene.person)
    session.rollback()
    agreed_to_erase(session, scene.team, scene.person)
    more = add_person(session, scene.team)
    people = {"kept_id": scene.person.id, "gone_id": more.id}
    merge(session, actor=scene.team.lead, project_id=scene.team.project.id, chosen={}, looks_up_to=3, **people)
    with pytest.raises(NotAgreed):
        erase(session, actor=scene.team.lead, stakeholder=scene.person)


class PowerCut(RuntimeError):
    """The process ends here."""


def _cut(*_given: Any, **_named: Any) -> None:
    raise PowerCut


@pytest.mark.parametrize(
    ("module", "step"),
    [(erasure, "finish"), (erasure, "strike_out"), (purging, "_namings"), (erasure, "record")],
)
def test_what_was_interrupted_is_finished(
    session: Session, ground: Ground, monkeypatch: pytest.MonkeyPatch, module: Any, step: str
) -> None:
    team = make_team(session)
    person = add_person(session, team, name=MARK)
    write_note(session, actor=team.lead, stakeholder=person, text=f"{MARK} is wary")
    agreed_to_erase(session, team, person)
    session.commit()
    with monkeypatch.context() as patch:
        patch.setattr(module, step, _cut)
        with pytest.raises(PowerCut):
            erase(session, actor=team.lead, stakeholder=person)
    session.rollback()
    assert directory_of(session, team.project.id).find(person.id, 3) is None
    session.commit()
    assert finish_open(ground.stores, ground.vault) == 1
    assert [text for text in opened_texts(session) if MARK in text] == []
    assert session.scalars(select(Erasure.state)).all() == ["closed"]
    codes = session.scalars(select(AuditEvent.code)).all()
    assert codes.count("stakeholder.erased") == 1
    session.commit()
    assert finish_open(ground.stores, ground.vault) == 0


def test_a_restored_backup_is_held_against_the_keystore(session: Session, ground: Ground) -> None:
    team = make_team(session)
    gone, lost, stays = (add_person(session, team, name=name) for name in (MARK, "Keyless", "Somebody Else"))
    write_note(session, actor=team.lead, stakeholder=gone, text=f"{MARK} is wary")
    session.commit()
    # As after restoring the data of yesterday: the rows are there, the key was destroyed since.
    ground.vault.destroy_subject(gone.id)
    lost_id = uuid4()
    session.add(Stakeholder(**_bare(lost), id=lost_id, pseudonym="No key at all"))
    session.commit()
    PEOPLE.forget()
    done = replay(ground.stores, ground.vault)
    assert (done.erased_again, done.unreadable) == (1, 1)
    session.expire_all()
    states = {key: session.get_one(Stakeholder, key).state for key in (gone.id, lost_id, stays.id)}
    assert states == {gone.id: "erased", lost_id: "active", stays.id: "active"}
    assert session.scalars(select(StakeholderNote)).all() == []
    session.commit()
    # As after restoring the keystore as well: a key is there again, and the ledger in the data knows better.
    again_id = uuid4()
    ground.vault.create_subject(again_id, project_id=team.project.id, tier=2)
    session.add(Stakeholder(**{**_bare(stays), "state": "erased"}, id=again_id, pseudonym="Erased again"))
    session.flush()
    session.add(Erasure(**_entry(team, again_id)))
    session.commit()
    assert replay(ground.stores, ground.vault).erased_again == 1
    assert not ground.vault.has_subject(again_id)


def test_the_page_asks_two_and_then_confirms(session: Session, client: InspectedClient) -> None:
    team = make_team(session)
    person = add_person(session, team, name=MARK)
    restricted(session, team, person)
    session.commit()
    sign_in(client, session, team.engager)
    page = project_url(team, f"retention/people/{person.id}/erase")
    assert client.get(page).status_code == 404
    sign_in(client, session, team.lead)
    assert post(client, page, {"sure": "y"}).status_code == 422
    assert post(client, f"{page}/ask", {"reason": "They asked for it."}, form=page).status_code == 302
    asked_for = project_url(team, "approvals/")
    sign_in(client, session, team.guardian)
    waiting = client.get(asked_for).get_data(as_text=True)
    assert "Erase someone" in waiting
    shown = project_url(team, f"approvals/{_first_id(waiting)}")
    assert post(client, f"{shown}/agree", form=shown).status_code == 302
    sign_in(client, session, team.lead)
    answer = post(client, page, {"sure": "y"})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    confirmation = client.get(answer.location).get_data(as_text=True)
    assert "we erased what we held about you" in confirmation
    assert MARK not in confirmation
    assert client.get(project_url(team, f"stakeholders/{person.id}")).status_code == 404


def _first_id(page: str) -> str:
    found = re.search(r"/approvals/([0-9a-f-]{36})", page)
    assert found is not None
    return found.group(1)


def _backup(session: Session, scene: Scene) -> list[tuple[str, str, UUID, UUID, SealedValue]]:
    """The sealed values of the person as a backup of the data keeps them."""
    found = []
    ids = (scene.person.id, scene.twin_id)
    for model, columns in ((Stakeholder, ("name", "called", "profile", "safety")), (Contact, ("detail",))):
        owner = model.id if model is Stakeholder else Contact.stakeholder_id
        for row in session.scalars(select(model).where(owner.in_(ids))):
            for column in columns:
                value = getattr(row, column)
                if value is not None:
                    found.append((model.__tablename__, column, row.key_subject(), row.id, value))
    assert len(found) > 6
    return found


def _entry(team: Team, key: UUID) -> dict[str, Any]:
    days = {"begun_on": today(), "closed_on": today()}
    return {
        "id": uuid4(),
        "project_id": team.project.id,
        "stakeholder_id": key,
        "main_id": key,
        "state": "closed",
        **days,
    }


def _bare(row: Stakeholder) -> dict[str, Any]:
    own = {"id", "pseudonym", "name", "called", "profile", "safety"}
    return {column.key: getattr(row, column.key) for column in Stakeholder.__table__.columns if column.key not in own}
