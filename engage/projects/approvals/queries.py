"""Reading requests as far as someone may know of what they are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from engage.accounts.queries import names_of
from engage.accounts.vocabulary import UserState
from engage.crypto.sealed import unseal_json
from engage.db.clock import utcnow
from engage.projects.approvals.binding import fits
from engage.projects.approvals.models import Approval
from engage.projects.approvals.vocabulary import AT_ONCE, OF_IDENTITIES, ApprovalKind, ApprovalState
from engage.projects.models import Membership

SHOWN = 50
HIGHEST = 3
OPEN = (ApprovalState.WAITING.value, ApprovalState.AGREED.value)


@dataclass(frozen=True)
class ApprovalRecord:
    """A request, opened. `what` is exactly what would be done, as the feature that asked wrote it."""

    id: UUID
    project_id: UUID
    kind: ApprovalKind
    state: ApprovalState
    subject_id: UUID | None
    tier: int
    asked_by: UUID
    asked_by_name: str
    asked_at: datetime
    decided_by_name: str
    decided_at: datetime | None
    expires_at: datetime
    what: dict[str, Any]
    reason: str
    refused_because: str

    @property
    def is_waiting(self) -> bool:
        return self.state is ApprovalState.WAITING

    @property
    def is_agreed(self) -> bool:
        return self.state is ApprovalState.AGREED

    @property
    def counts_at_once(self) -> bool:
        """Whether the agreement itself is what was asked for."""
        return self.kind in AT_ONCE

    @property
    def minutes_left(self) -> int:
        """Whole minutes until it lapses, a begun one counted."""
        return max(0, -int(-(self.expires_at - utcnow()).total_seconds() // 60))


def role_of(session: Session, project_id: UUID, user_id: UUID | None) -> Role | None:
    """The role that someone with an open account holds in a project now."""
    held = (
        select(Membership.role)
        .join(User, User.id == Membership.user_id)
        .where(Membership.project_id == project_id, User.id == user_id, User.state == UserState.ACTIVE)
    )
    role = session.scalar(held)
    return None if role is None else Role(role)


def may_know(role: Role | None, kind: str, tier: int) -> bool:
    """Whether someone in `role` may know of, or (where it is about names) look at, what a request is about."""
    if role is None or tier < HIGHEST:
        return role is not None
    wanted = Permission.REVEAL_HIGHEST_TIER if kind in OF_IDENTITIES else Permission.VIEW_HIGHEST_TIER
    return wanted in ROLE_PERMISSIONS[role]


def may_agree(role: Role | None, kind: str, tier: int) -> bool:
    """Whether someone in `role` may agree, as the second person, to such a request."""
    return role is not None and Permission.AGREE_AS_SECOND in ROLE_PERMISSIONS[role] and may_know(role, kind, tier)


def state_of(row: Approval) -> ApprovalState:
    """Where a request stands now: what nobody used in time has lapsed."""
    lapsed = row.state in OPEN and row.expires_at <= utcnow()
    return ApprovalState.LAPSED if lapsed else ApprovalState(row.state)


def find_row(session: Session, project_id: UUID, approval_id: UUID, *, viewer_id: UUID) -> Approval | None:
    """A request that `viewer_id` made or may agree to; any other does not exist for them."""
    row = session.get(Approval, approval_id)
    if row is None or row.project_id != project_id:
        return None
    role = role_of(session, project_id, viewer_id)
    mine = row.asked_by == viewer_id and may_know(role, row.kind, row.tier)
    return row if mine or may_agree(role, row.kind, row.tier) else None


def record_of(session: Session, row: Approval) -> ApprovalRecord:
    """A request, opened."""
    return _records(session, [row])[0]


def waiting_for(session: Session, project_id: UUID, user_id: UUID) -> list[ApprovalRecord]:
    """What others asked and `user_id` may agree to, the one that lapses first in front."""
    role = role_of(session, project_id, user_id)
    if not may_agree(role, "", 1):
        return []
    rows = session.scalars(
        select(Approval)
        .where(
            Approval.project_id == project_id,
            Approval.state == ApprovalState.WAITING,
            Approval.expires_at > utcnow(),
            Approval.asked_by != user_id,
        )
        .order_by(Approval.expires_at, Approval.id)
        .limit(SHOWN)
    )
    return _records(session, [row for row in rows if may_agree(role, row.kind, row.tier)])


def asked_by(session: Session, project_id: UUID, user_id: UUID, *, only_open: bool = False) -> list[ApprovalRecord]:
    """What `user_id` asked lately, newest first; `only_open`: what waits or may be done now."""
    query = select(Approval).where(Approval.project_id == project_id, Approval.asked_by == user_id)
    if only_open:
        query = query.where(Approval.state.in_(OPEN), Approval.expires_at > utcnow())
    role = role_of(session, project_id, user_id)
    rows = session.scalars(query.order_by(Approval.asked_at.desc(), Approval.id).limit(SHOWN))
    return _records(session, [row for row in rows if may_know(role, row.kind, row.tier)])


def standing_of(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    kind: ApprovalKind,
    subject_id: UUID | None,
    what: dict[str, Any],
) -> ApprovalRecord | None:
    """The request of `actor` for exactly this that waits or may be done now; None when there is none."""
    for row in session.scalars(standing(actor.id, project_id, kind, subject_id)):
        if fits(session, row, what):
            return record_of(session, row)
    return None


def standing(asker: UUID, project_id: UUID, kind: ApprovalKind, subject_id: UUID | None) -> Select[Approval]:
    """The select of someone's open requests of a kind about a subject, agreed ones first."""
    return (
        select(Approval)
        .where(
            Approval.project_id == project_id,
            Approval.asked_by == asker,
            Approval.kind == kind,
            Approval.subject_id == subject_id,
            Approval.state.in_(OPEN),
            Approval.expires_at > utcnow(),
        )
        .order_by(Approval.state, Approval.asked_at.desc())
    )


def _records(session: Session, rows: Iterable[Approval]) -> list[ApprovalRecord]:
    rows = list(rows)
    people = {row.asked_by for row in rows} | {row.decided_by for row in rows if row.decided_by is not None}
    names, found = names_of(session, people), []
    for row in rows:
        body = unseal_json(session, row, "body") or {}
        found.append(
            ApprovalRecord(
                id=row.id,
                project_id=row.project_id,
                kind=ApprovalKind(row.kind),
                state=state_of(row),
                subject_id=row.subject_id,
                tier=row.tier,
                asked_by=row.asked_by,
                asked_by_name=names.get(row.asked_by, ""),
                asked_at=row.asked_at,
                decided_by_name=names.get(row.decided_by, "") if row.decided_by else "",
                decided_at=row.decided_at,
                expires_at=row.expires_at,
                what=body.get("what", {}),
                reason=body.get("reason", ""),
                refused_because=body.get("refused_because", ""),
            )
        )
    return found
