"""Looking at a name or a contact: the rules, the budget, and the event that is kept before anything is shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import Permission
from engage.audit.service import record
from engage.crypto.sealed import unseal
from engage.db.clock import utcnow
from engage.projects.approvals import service as approvals
from engage.projects.approvals.models import Approval
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.merging.queries import gone_into
from engage.stakeholders.models import RevealTally, Stakeholder
from engage.stakeholders.queries import ContactRecord, called_of, contacts_of
from engage.stakeholders.records import Called
from engage.stakeholders.two_persons import looking
from engage.stakeholders.vocabulary import Purpose, StakeholderEvent, Tier

AN_HOUR = 20
A_DAY = 60
HIGHEST = int(Tier.HIGHEST)

NAME = "name"
SAFE_CONTACTS = "safe contacts"
ALL_CONTACTS = "all contacts"
FIELDS: dict[Purpose, tuple[str, ...]] = {
    Purpose.INVITE: (NAME, SAFE_CONTACTS),
    Purpose.FOLLOW_UP: (NAME, SAFE_CONTACTS),
    Purpose.SAFETY: (NAME, ALL_CONTACTS),
    Purpose.CORRECT: (NAME, ALL_CONTACTS),
}
# To keep somebody safe, and to put right what is wrong, nothing stands in the way.
WHILE_RESTRICTED = frozenset({Purpose.SAFETY, Purpose.CORRECT})


class RevealRefused(ValueError):
    """The viewer's role does not include looking at this person."""


class NotConfirmed(ValueError):
    """The second factor was not given within the last ten minutes."""


class BudgetSpent(ValueError):
    """The viewer looked at as many people as an hour or a day allows; a second person may agree to one more look."""


@dataclass(frozen=True)
class Revealed:
    """What may be shown now, for a minute. `contacts` are those that the purpose needs."""

    name: str
    contacts: list[ContactRecord]
    whole: bool
    """Whether all contacts are here, or only the safe ones."""
    called: Called = field(default_factory=Called)


def looks_up_to_tier(permissions: Collection[Permission]) -> int:
    """The highest tier whose names a viewer with these permissions may look at or find by; 0 for nobody's."""
    if Permission.REVEAL_HIGHEST_TIER in permissions:
        return HIGHEST
    return HIGHEST - 1 if Permission.REVEAL_STAKEHOLDERS in permissions else 0


def reveal(
    session: Session,
    *,
    actor: User,
    permissions: Collection[Permission],
    confirmed: bool,
    stakeholder: Stakeholder,
    purpose: Purpose,
    reason: str,
    agreed: bool = False,
) -> Revealed:
    """The name and contacts that `purpose` needs. The event is committed before anything is opened.

    `agreed`: beyond the budget, a second person agreed to exactly this look; it is used up.
    This is the one verb that commits: what was shown cannot be rolled back, so neither may be the record of it.
    Raises RevealRefused, Restricted, NotConfirmed, BudgetSpent, approvals' NotAgreed.
    """
    if stakeholder.tier > looks_up_to_tier(permissions):
        raise RevealRefused
    if stakeholder.restricted_on is not None and purpose not in WHILE_RESTRICTED:
        raise Restricted
    if not confirmed:
        raise NotConfirmed
    if agreed:
        approvals.use(session, actor=actor, **_request(session, stakeholder, purpose, reason))
    else:
        _spend(session, actor.id, stakeholder.project_id)
    fields = FIELDS[purpose]
    record(
        session,
        StakeholderEvent.REVEALED,
        actor=actor.id,
        project=stakeholder.project_id,
        subject=stakeholder.id,
        fields=list(fields),
        purpose=purpose.value,
        reason=reason,
    )
    session.commit()
    whole = ALL_CONTACTS in fields
    contacts = [each for each in contacts_of(session, stakeholder.id) if whole or each.detail.safe]
    return Revealed(unseal(session, stakeholder, "name") or "", contacts, whole, called_of(session, stakeholder))


def ask_for_more(
    session: Session,
    *,
    actor: User,
    permissions: Collection[Permission],
    stakeholder: Stakeholder,
    purpose: Purpose,
    reason: str,
) -> Approval:
    """Asks a second person for this very look, once the budget is spent. Raises RevealRefused."""
    if stakeholder.tier > looks_up_to_tier(permissions):
        raise RevealRefused
    request = _request(session, stakeholder, purpose, reason)
    return approvals.ask(session, actor=actor, reason=reason, tier=stakeholder.tier, **request)


def _request(session: Session, stakeholder: Stakeholder, purpose: Purpose, reason: str) -> dict[str, Any]:
    return {
        "project_id": stakeholder.project_id,
        "kind": ApprovalKind.REVEAL_MORE,
        "subject_id": stakeholder.id,
        "what": looking(purpose, reason, gone_into(session, stakeholder.id)),
    }


def looks_left(session: Session, user_id: UUID) -> int:
    """How many more people a user may look at now."""
    now = utcnow()
    this_hour, this_day = (_count_since(session, user_id, since) for since in (_hour(now), _day(now)))
    return max(0, min(AN_HOUR - this_hour, A_DAY - this_day))


def _spend(session: Session, user_id: UUID, project_id: UUID) -> None:
    place = {"user_id": user_id, "project_id": project_id, "hour": _hour(utcnow())}
    if session.get(RevealTally, place) is None:
        try:
            with session.begin_nested():
                session.add(RevealTally(**place, count=0))
        except IntegrityError:  # another look of the same hour was a moment quicker
            pass
    tally = session.get_one(RevealTally, place, with_for_update=True, populate_existing=True)
    if looks_left(session, user_id) == 0:
        raise BudgetSpent
    tally.count += 1
    session.flush()


def _count_since(session: Session, user_id: UUID, since: datetime) -> int:
    counted = select(func.sum(RevealTally.count)).where(RevealTally.user_id == user_id, RevealTally.hour >= since)
    return session.scalar(counted) or 0


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
