"""Names taken out: two persons, one key, exactly these people, once."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any
from uuid import UUID

import pyrage
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.exchange.identities import service
from engage.exchange.identities.service import Wanted
from engage.projects.approvals import service as approvals
from engage.projects.approvals.models import Approval
from engage.projects.queries import log_of
from engage.projects.service import remove_member
from engage.stakeholders.merging.service import merge
from engage.stakeholders.vocabulary import Purpose
from tests.factories.stakeholders import NAMES, SAFE_MAIL, UNSAFE_PHONE, Registry, make_registry
from tests.factories.team import post, project_url, sign_in
from tests.inspection import InspectedClient

KEY = pyrage.x25519.Identity.generate()
RECIPIENT = str(KEY.to_public())
WAYS, WHY = ("email", "phone"), "Letters for the round table."


def place(registry: Registry) -> str:
    return project_url(registry.team, "exchange/identities/")


def form(**given: Any) -> dict[str, Any]:
    usual = {
        "ask": "yes",
        "purpose": "invite",
        "reason": WHY,
        "channels": list(WAYS),
        "recipient": RECIPIENT,
    }
    return {**usual, **given}


def opened(sealed: bytes) -> list[list[Any]]:
    plain = pyrage.decrypt(sealed, [KEY])
    return CalamineWorkbook.from_filelike(BytesIO(plain)).get_sheet_by_index(0).to_python()


def asked(session: Session, registry: Registry, *people: UUID, purpose: Purpose = Purpose.INVITE) -> Approval:
    wanted = Wanted(people, WAYS, RECIPIENT, purpose, WHY)
    made = service.ask(session, actor=registry.team.lead, project_id=registry.team.project.id, wanted=wanted)
    session.commit()
    return made


def make(session: Session, registry: Registry, wanted: Wanted, actor: User | None = None, tier: int = 3) -> bytes:
    return service.make(
        session,
        actor=actor or registry.team.lead,
        project_id=registry.team.project.id,
        wanted=wanted,
        up_to_tier=tier,
    )


def said(session: Session, registry: Registry, code: str) -> list[dict[str, Any]]:
    return [line.facts for line in log_of(session, registry.team.project.id) if line.code == code]


def test_from_the_list_to_the_sealed_file(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    sign_in(client, session, registry.team.lead)
    refused: Any = post(client, place(registry), form(recipient="AGE-SECRET-KEY-1QQQ", person=[registry.guarded.id]))
    assert refused.status_code == 422
    assert WHY in refused.get_data(as_text=True)
    answer: Any = post(client, place(registry), form(person=[registry.guarded.id, registry.ordinary.id]))
    here = answer.headers["Location"]
    doing = f"{place(registry)}{here.rsplit('/', 1)[1]}"
    assert post(client, doing, form=here).headers["Location"] == here
    sign_in(client, session, registry.team.guardian)
    page = re.sub("<[^>]+>", "", client.get(here).get_data(as_text=True))
    for words in (RECIPIENT, registry.guarded.pseudonym, registry.ordinary.pseudonym, "names of 2 people", "E-mail"):
        assert words in page
    assert NAMES[2] not in page
    post(client, f"{here}/agree", form=here)
    assert post(client, doing, form=here).status_code == 404
    sign_in(client, session, registry.team.lead)
    file: Any = post(client, doing, form=here)
    assert file.headers["Content-Disposition"].endswith('.xlsx.age"')
    assert file.get_data().startswith(b"age-encryption.org/v1")
    table = opened(file.get_data())
    assert table[0] == ["Pseudonym", "Name", "Other names", "Where they belong", "E-mail", "Phone"]
    assert sorted(row[1] for row in table[1:]) == sorted([NAMES[1], NAMES[2]])
    assert SAFE_MAIL in str(table)
    assert UNSAFE_PHONE not in str(table)
    assert post(client, doing, form=here).headers["Location"] == here
    assert said(session, registry, "exchange.identities_made")[0]["people"] == 2
    assert len(said(session, registry, "stakeholder.revealed")) == 2


def test_all_ways_only_to_keep_them_safe(session: Session) -> None:
    registry = make_registry(session)
    made = asked(session, registry, registry.guarded.id, purpose=Purpose.SAFETY)
    approvals.agree(session, actor=registry.team.guardian, approval=made)
    wanted = Wanted((registry.guarded.id,), WAYS, RECIPIENT, Purpose.SAFETY, WHY)
    assert UNSAFE_PHONE in str(opened(make(session, registry, wanted)))


def test_exactly_what_was_agreed_to(session: Session) -> None:
    registry = make_registry(session)
    made = asked(session, registry, registry.guarded.id)
    wanted = Wanted((registry.guarded.id,), WAYS, RECIPIENT, Purpose.INVITE, WHY)
    with pytest.raises(approvals.NotAgreed):
        make(session, registry, wanted)
    approvals.agree(session, actor=registry.team.guardian, approval=made)
    session.commit()
    other = str(pyrage.x25519.Identity.generate().to_public())
    for changed in (
        replace(wanted, people=(registry.ordinary.id,)),
        replace(wanted, people=(registry.guarded.id, registry.ordinary.id)),
        replace(wanted, recipient=other),
        replace(wanted, channels=("email", "phone", "post")),
        replace(wanted, purpose=Purpose.SAFETY),
    ):
        with pytest.raises(approvals.NotAgreed):
            make(session, registry, changed)
        session.rollback()
    with pytest.raises(approvals.NotAgreed):
        make(session, registry, wanted, actor=registry.team.guardian)
    assert said(session, registry, "stakeholder.revealed") == []


def test_whoever_went_into_one_of_them_since_was_not_agreed_to(session: Session) -> None:
    registry = make_registry(session)
    team, made = registry.team, asked(session, registry, registry.ordinary.id)
    approvals.agree(session, actor=team.guardian, approval=made)
    ends: dict[str, Any] = {
        "kept_id": registry.ordinary.id,
        "gone_id": registry.guarded.id,
        "chosen": {},
        "looks_up_to": 3,
    }
    merge(session, actor=team.lead, project_id=team.project.id, **ends)
    session.commit()
    with pytest.raises(approvals.NotAgreed):
        make(session, registry, Wanted((registry.ordinary.id,), WAYS, RECIPIENT, Purpose.INVITE, WHY))


def test_the_second_person_must_still_be_there(session: Session) -> None:
    registry = make_registry(session)
    made = asked(session, registry, registry.guarded.id)
    approvals.agree(session, actor=registry.team.guardian, approval=made)
    remove_member(session, actor=registry.team.lead, project=registry.team.project, user_id=registry.team.guardian.id)
    wanted = Wanted((registry.guarded.id,), WAYS, RECIPIENT, Purpose.INVITE, WHY)
    with pytest.raises(approvals.NotAgreed):
        make(session, registry, wanted)


def test_the_highest_tier_asks_for_more(session: Session) -> None:
    registry = make_registry(session)
    ids = registry.guarded.id, registry.highest.id
    assert asked(session, registry, *ids).tier == 3
    # Whoever may not look at a name gets no file with it: not asked for, not made.
    wanted = Wanted(ids, ("email",), RECIPIENT, Purpose.INVITE, WHY)
    project = registry.team.project.id
    for user, count in ((registry.team.lead, 2), (registry.team.engager, 1), (registry.team.analyst, 0)):
        assert len(service.lookable(session, actor=user, project_id=project, ids=ids)) == count
    with pytest.raises(service.Nobody):
        service.ask(session, actor=registry.team.analyst, project_id=project, wanted=wanted)
    with pytest.raises(service.ProtectionRaised):
        make(session, registry, wanted, tier=2)


def test_only_leads_ask(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    for user in (registry.team.engager, registry.team.analyst, registry.team.guardian):
        sign_in(client, session, user)
        assert client.get(place(registry)).status_code == 404
        assert post(client, place(registry), form(), form=project_url(registry.team)).status_code == 404
