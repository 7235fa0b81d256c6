"""What two persons do: bound to exactly what was asked, once, in time, by whom it must be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pyotp
import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from engage.audit.models import AuditEvent
from engage.crypto.sealed import unseal
from engage.db.clock import utcnow
from engage.db.stores import open_session
from engage.projects.approvals import queries, service
from engage.projects.approvals.models import Approval
from engage.projects.approvals.vocabulary import ApprovalKind, ApprovalState
from engage.projects.service import add_member, remove_member
from engage.stakeholders import lowering, reveal
from engage.stakeholders.merging.service import merge
from engage.stakeholders.vocabulary import Purpose
from tests.databases.grounds import Ground
from tests.factories.life import erased
from tests.factories.stakeholders import Registry, make_registry
from tests.factories.team import Team, make_team, post, project_url, sign_in
from tests.inspection import InspectedClient

WHAT = {"from": 2, "to": 1}


def ask(session: Session, team: Team, **given: Any) -> Approval:
    usual = {
        "actor": team.engager,
        "project_id": team.project.id,
        "kind": ApprovalKind.LOWER_TIER,
        "subject_id": None,
        "what": WHAT,
        "reason": "The danger is over.",
        "tier": 2,
    }
    made = service.ask(session, **{**usual, **given})
    session.commit()
    return made


def use(session: Session, team: Team, **given: Any) -> None:
    usual = {
        "actor": team.engager,
        "project_id": team.project.id,
        "kind": ApprovalKind.LOWER_TIER,
        "subject_id": None,
        "what": WHAT,
    }
    service.use(session, **{**usual, **given})


def agreed(session: Session, team: Team) -> Approval:
    made = ask(session, team)
    service.agree(session, actor=team.guardian, approval=made)
    session.commit()
    return made


def codes(session: Session, team: Team) -> list[str]:
    kinds = AuditEvent.project_id == team.project.id, AuditEvent.code.startswith("approval.")
    return list(session.scalars(select(AuditEvent.code).where(*kinds).order_by(AuditEvent.sequence)))


def test_what_was_agreed_to_is_done_once(session: Session) -> None:
    team = make_team(session)
    with pytest.raises(service.NotAgreed):
        use(session, team)
    made = ask(session, team)
    assert ask(session, team).id == made.id
    with pytest.raises(service.NotAgreed):
        use(session, team)
    service.agree(session, actor=team.guardian, approval=made)
    use(session, team)
    assert made.state == ApprovalState.USED
    with pytest.raises(service.NotAgreed):
        use(session, team)
    assert codes(session, team) == ["approval.asked", "approval.agreed", "approval.used"]


def _late(session: Session, team: Team, made: Approval) -> None:
    assert made.expires_at - utcnow() <= timedelta(minutes=30)
    made.expires_at = utcnow() - timedelta(seconds=1)


def _moved(session: Session, team: Team, made: Approval) -> None:
    """Someone with the database in hand makes it about something else."""
    made.tier = 1


def _gone(session: Session, team: Team, made: Approval) -> None:
    remove_member(session, actor=team.lead, project=team.project, user_id=team.guardian.id)


def _lesser(session: Session, team: Team, made: Approval) -> None:
    _gone(session, team, made)
    add_member(session, actor=team.lead, project=team.project, user=team.guardian, role=Role.ANALYST)


def _closed(session: Session, team: Team, made: Approval) -> None:
    team.guardian.state = "closed"


def _withdrawn(session: Session, team: Team, made: Approval) -> None:
    service.withdraw(session, actor=team.engager, approval=made)


@pytest.mark.parametrize("spoil", [_late, _moved, _gone, _lesser, _closed, _withdrawn])
def test_an_agreement_that_no_longer_holds(session: Session, spoil: Callable[[Session, Team, Approval], None]) -> None:
    team = make_team(session)
    made = agreed(session, team)
    spoil(session, team, made)
    session.flush()
    with pytest.raises(service.NotAgreed):
        use(session, team)


@pytest.mark.parametrize(
    "given", [{"what": {"from": 2, "to": 2}}, {"kind": ApprovalKind.ERASE}, {"subject_id": uuid4()}]
)
def test_only_exactly_what_was_asked(session: Session, given: dict[str, Any]) -> None:
    team = make_team(session)
    agreed(session, team)
    with pytest.raises(service.NotAgreed):
        use(session, team, **given)
    with pytest.raises(service.NotAgreed):
        use(session, team, actor=team.lead)
    use(session, team)


def test_who_may_not_agree(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    team, elsewhere = make_team(session), make_team(session, "Somewhere else")
    made = ask(session, team, actor=team.lead)
    with pytest.raises(service.OwnRequest):
        service.agree(session, actor=team.lead, approval=made)
    for nobody in (team.engager, team.analyst, team.counsel, team.administrator, elsewhere.guardian):
        with pytest.raises(service.MayNotAgree):
            service.agree(session, actor=nobody, approval=made)
    highest = ask(session, team, actor=team.lead, tier=3, kind=ApprovalKind.REVEAL_MORE)
    fewer = ROLE_PERMISSIONS[Role.GUARDIAN] - {Permission.REVEAL_HIGHEST_TIER}
    monkeypatch.setitem(ROLE_PERMISSIONS, Role.GUARDIAN, fewer)
    with pytest.raises(service.MayNotAgree):
        service.agree(session, actor=team.guardian, approval=highest)
    assert queries.find_row(session, team.project.id, highest.id, viewer_id=team.guardian.id) is None
    assert [each.id for each in queries.waiting_for(session, team.project.id, team.guardian.id)] == [made.id]
    service.refuse(session, actor=team.guardian, approval=made, reason="Not yet: ask them first.")
    with pytest.raises(service.NoLongerWaiting):
        service.agree(session, actor=team.guardian, approval=made)
    made.decided_by = made.asked_by
    with pytest.raises(IntegrityError):
        session.flush()


def test_two_at_once_do_it_once(session: Session, ground: Ground) -> None:
    team = make_team(session)
    agreed(session, team)
    both, done = Barrier(2), []

    def attempt() -> None:
        with open_session(ground.stores.data, vault=ground.vault) as own:
            actor = own.get_one(User, team.engager.id)
            own.rollback()
            both.wait()
            try:
                service.use(
                    own,
                    actor=actor,
                    project_id=team.project.id,
                    kind=ApprovalKind.LOWER_TIER,
                    subject_id=None,
                    what=WHAT,
                )
                own.commit()
                done.append("done")
            except service.NotAgreed:
                done.append("refused")

    threads = [Thread(target=attempt) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(done) == ["done", "refused"]


def test_an_agreement_about_one_is_none_about_whoever_went_into_their_record_since(session: Session) -> None:
    registry = make_registry(session)
    team, here = registry.team, registry.guarded
    look: dict[str, Any] = {
        "permissions": ROLE_PERMISSIONS[Role.LEAD],
        "stakeholder": here,
        "purpose": Purpose.SAFETY,
        "reason": "…",
    }
    lowering.ask_to_lower(session, actor=team.lead, stakeholder=here, tier=1, reason="…")
    reveal.ask_for_more(session, actor=team.lead, **look)
    for made in session.scalars(select(Approval)):
        service.agree(session, actor=team.guardian, approval=made)
    ends: dict[str, Any] = {"kept_id": here.id, "gone_id": registry.ordinary.id, "chosen": {}, "looks_up_to": 3}
    merge(session, actor=team.lead, project_id=team.project.id, **ends)
    session.commit()
    assert here.tier == 2
    assert not lowering.use_agreement(session, actor=team.lead, stakeholder=here, tier=1)
    with pytest.raises(service.NotAgreed):
        reveal.reveal(session, actor=team.lead, confirmed=True, agreed=True, **look)


def request_of(session: Session, registry: Registry) -> Approval:
    return ask(session, registry.team, subject_id=registry.guarded.id)


def test_the_pages_lead_from_asking_to_doing(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, made = registry.team, request_of(session, registry)
    here = project_url(team, f"approvals/{made.id}")
    sign_in(client, session, team.guardian, confirmed=False)
    assert "Asked by Engager Person" in client.get(project_url(team)).get_data(as_text=True)
    page = client.get(here).get_data(as_text=True)
    for said in (registry.guarded.pseudonym, "Tier 2", "Tier 1", "The danger is over.", 'name="code"'):
        assert said in page
    assert post(client, f"{here}/agree", {"code": "000000"}, form=here).status_code == 422
    secret = unseal(session, team.guardian, "totp_secret") or ""
    assert post(client, f"{here}/agree", {"code": pyotp.TOTP(secret).now()}, form=here).status_code == 302
    session.expire_all()
    assert made.state == ApprovalState.AGREED
    sign_in(client, session, team.engager)
    assert "You may do it once" in client.get(project_url(team)).get_data(as_text=True)
    assert "Lower it in the record" in client.get(here).get_data(as_text=True)


def test_a_request_about_someone_erased_says_nothing_more(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, made = registry.team, request_of(session, registry)
    look: dict[str, Any] = {
        "permissions": ROLE_PERMISSIONS[Role.ENGAGER],
        "purpose": Purpose.SAFETY,
        "reason": "She may be in danger.",
    }
    asked = reveal.ask_for_more(session, actor=team.engager, stakeholder=registry.guarded, **look)
    erased(session, team, registry.guarded)
    sign_in(client, session, team.engager)
    for each in (made, asked):
        answer = client.get(project_url(team, f"approvals/{each.id}"))
        assert answer.status_code == 200
        assert "danger" not in answer.get_data(as_text=True)


def test_a_request_is_for_those_it_concerns(client: InspectedClient, session: Session) -> None:
    registry = make_registry(session)
    team, made = registry.team, request_of(session, registry)
    here = project_url(team, f"approvals/{made.id}")
    lookalike = ask(session, team, actor=team.lead, what={"from": 3, "to": 2})
    for user, status in ((team.analyst, 404), (team.counsel, 404), (team.lead, 200), (team.engager, 200)):
        sign_in(client, session, user)
        assert client.get(here).status_code == status
    theirs = project_url(team, f"approvals/{lookalike.id}")
    assert client.get(theirs).status_code == 404
    assert post(client, f"{theirs}/withdraw", form=here).status_code == 404
    # What cannot be put into words for the reader cannot be agreed to.
    sign_in(client, session, team.guardian)
    assert "cannot be shown" in client.get(theirs).get_data(as_text=True)
    assert "cannot be shown" in post(client, f"{theirs}/agree", form=here).get_data(as_text=True)
    session.expire_all()
    assert lookalike.state == ApprovalState.WAITING
    assert post(client, f"{here}/refuse", {"reason": " "}, form=here).status_code == 422
    assert post(client, f"{here}/refuse", {"reason": "Ask them first."}, form=here).status_code == 302
    sign_in(client, session, team.engager)
    assert "Ask them first." in client.get(here).get_data(as_text=True)
