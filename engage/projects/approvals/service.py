"""Asking a second person, agreeing, refusing, withdrawing, and doing once what was agreed to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json, unseal_json
from engage.db.clock import utcnow
from engage.projects.approvals.binding import digest_of, fits
from engage.projects.approvals.models import Approval
from engage.projects.approvals.queries import may_agree, may_know, role_of, standing, state_of
from engage.projects.approvals.vocabulary import AT_ONCE, ApprovalEvent, ApprovalKind, ApprovalState

OPEN_FOR = timedelta(days=7)
USABLE_FOR = timedelta(minutes=30)

Take = Callable[[Session, User, Approval], None]
"""take(session, agreeing, approval): keeps an agreement that counts at once. Raises OwnRequest, ChangedSince."""

TAKING: dict[ApprovalKind, Take] = {}
"""Who keeps agreements of the kinds that count at once; without a keeper nobody can agree."""


class NotAgreed(ValueError):
    """Nobody else agreed to exactly this, or it was done already, or its time is over."""


class OwnRequest(ValueError):
    """Nobody agrees to what they asked for themselves."""


class MayNotAgree(ValueError):
    """The role in the project does not include agreeing to this."""


class NoLongerWaiting(ValueError):
    """The request was decided, withdrawn, or has lapsed."""


class ChangedSince(ValueError):
    """What was asked is no longer what stands: it has to be asked anew."""


def taking(kind: ApprovalKind) -> Callable[[Take], Take]:
    """Registers who keeps agreements of a kind that count at once."""

    def register(take: Take) -> Take:
        TAKING[kind] = take
        return take

    return register


def ask(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    kind: ApprovalKind,
    subject_id: UUID | None,
    what: dict[str, Any],
    reason: str,
    tier: int,
) -> Approval:
    """Asks a second person to agree to exactly `what` (JSON values); `tier` is the highest of those it is about.

    Gives the open request when the same was asked for already.
    """
    for row in session.scalars(standing(actor.id, project_id, kind, subject_id)):
        if fits(session, row, what):
            return row
    now = utcnow()
    approval = Approval(
        id=uuid4(),
        project_id=project_id,
        kind=kind.value,
        state=ApprovalState.WAITING,
        subject_id=subject_id,
        tier=tier,
        asked_by=actor.id,
        asked_at=now,
        expires_at=now + OPEN_FOR,
    )
    approval.digest = digest_of(session, approval, what)
    seal_json(session, approval, "body", {"what": what, "reason": reason})
    session.add(approval)
    session.flush()
    _record(session, ApprovalEvent.ASKED, actor, approval, reason=reason)
    return approval


def agree(session: Session, *, actor: User, approval: Approval) -> None:
    """Agrees as the second person; who asked may then do it once within half an hour, or it counts at once.

    Raises OwnRequest, MayNotAgree, NoLongerWaiting, ChangedSince.
    """
    _require_open_to(session, actor, approval)
    kind = ApprovalKind(approval.kind)
    if kind in AT_ONCE:
        TAKING[kind](session, actor, approval)
    _decide(approval, actor, ApprovalState.AGREED)
    approval.expires_at = utcnow() + USABLE_FOR
    _record(session, ApprovalEvent.AGREED, actor, approval)
    if kind in AT_ONCE:
        approval.state = ApprovalState.USED
        _record(session, ApprovalEvent.USED, actor, approval)
    session.flush()


def refuse(session: Session, *, actor: User, approval: Approval, reason: str) -> None:
    """Refuses as the second person. Raises OwnRequest, MayNotAgree, NoLongerWaiting."""
    _require_open_to(session, actor, approval)
    _decide(approval, actor, ApprovalState.REFUSED)
    body = unseal_json(session, approval, "body") or {}
    seal_json(session, approval, "body", {**body, "refused_because": reason})
    _record(session, ApprovalEvent.REFUSED, actor, approval, reason=reason)


def withdraw(session: Session, *, actor: User, approval: Approval) -> None:
    """Takes one's own request back, agreed to or not. Raises MayNotAgree (another's), NoLongerWaiting."""
    _lock(session, approval)
    if approval.asked_by != actor.id:
        raise MayNotAgree
    if state_of(approval) not in {ApprovalState.WAITING, ApprovalState.AGREED}:
        raise NoLongerWaiting
    approval.state = ApprovalState.WITHDRAWN
    _record(session, ApprovalEvent.WITHDRAWN, actor, approval)


def use(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    kind: ApprovalKind,
    subject_id: UUID | None,
    what: dict[str, Any],
) -> None:
    """Uses up the agreement to exactly `what`, in the transaction of the act itself. Raises NotAgreed.

    Both persons must still be in the project, in roles that may know of what it is about.
    """
    asker = role_of(session, project_id, actor.id)
    locked = standing(actor.id, project_id, kind, subject_id).with_for_update()
    for row in session.scalars(locked.execution_options(populate_existing=True)):
        if row.state != ApprovalState.AGREED or state_of(row) != ApprovalState.AGREED:
            continue
        if row.decided_by is None or row.decided_by == actor.id or not fits(session, row, what):
            continue
        second = role_of(session, project_id, row.decided_by)
        if not (may_know(asker, row.kind, row.tier) and may_agree(second, row.kind, row.tier)):
            continue
        row.state = ApprovalState.USED
        _record(session, ApprovalEvent.USED, actor, row)
        session.flush()
        return
    raise NotAgreed


def _require_open_to(session: Session, actor: User, approval: Approval) -> None:
    _lock(session, approval)
    if approval.asked_by == actor.id:
        raise OwnRequest
    if not may_agree(role_of(session, approval.project_id, actor.id), approval.kind, approval.tier):
        raise MayNotAgree
    if state_of(approval) != ApprovalState.WAITING:
        raise NoLongerWaiting


def _decide(approval: Approval, actor: User, state: ApprovalState) -> None:
    approval.state, approval.decided_by, approval.decided_at = state, actor.id, utcnow()


def _lock(session: Session, approval: Approval) -> None:
    session.refresh(approval, with_for_update=True)


def _record(session: Session, kind: Any, actor: User, approval: Approval, **facts: str) -> None:
    record(
        session,
        kind,
        actor=actor.id,
        project=approval.project_id,
        subject=approval.subject_id,
        approval=str(approval.id),
        kind=approval.kind,
        **facts,
    )
