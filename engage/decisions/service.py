"""Registering decisions, changing them, and recording what came of them."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.audit.vocabulary import EventKind
from engage.crypto.sealed import seal, seal_json, unseal
from engage.db.clock import today
from engage.decisions.models import Decision
from engage.decisions.queries import detail_of
from engage.decisions.records import DecisionDetail
from engage.decisions.vocabulary import DecisionEvent, DecisionState
from engage.decisions.window import check_window


class NotOpen(ValueError):
    """The decision was made or withdrawn; what was written then stays."""


class MadeInFuture(ValueError):
    """A decision cannot have been made on a day that is still to come."""


def register_decision(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    title: str,
    due_on: date,
    window_opens_on: date | None,
    window_closes_on: date | None,
    detail: DecisionDetail,
) -> Decision:
    """A new open decision, owned by `actor`. Raises window.WindowClosesTooLate, WindowOpensTooLate."""
    check_window(opens=window_opens_on, closes=window_closes_on, due=due_on)
    decision = Decision(
        id=uuid4(),
        project_id=project_id,
        state=DecisionState.OPEN.value,
        owner_id=actor.id,
        due_on=due_on,
        window_opens_on=window_opens_on,
        window_closes_on=window_closes_on,
        created_on=today(),
        created_by=actor.id,
    )
    seal(session, decision, "title", title.strip())
    seal_json(session, decision, "detail", asdict(detail))
    session.add(decision)
    session.flush()
    record(
        session,
        DecisionEvent.REGISTERED,
        actor=actor.id,
        project=project_id,
        subject=decision.id,
        due=due_on.isoformat(),
    )
    return decision


def change_decision(
    session: Session,
    *,
    actor: User,
    decision: Decision,
    title: str,
    due_on: date,
    window_opens_on: date | None,
    window_closes_on: date | None,
    detail: DecisionDetail,
) -> list[str]:
    """Changes an open decision; returns the names of the fields that changed.

    Raises NotOpen, window.WindowClosesTooLate, WindowOpensTooLate.
    """
    _require_open(decision)
    check_window(opens=window_opens_on, closes=window_closes_on, due=due_on)
    before = detail_of(session, decision)
    days = {"due_on": due_on, "window_opens_on": window_opens_on, "window_closes_on": window_closes_on}
    changed = [name for name, day in days.items() if getattr(decision, name) != day]
    changed += [name for name, value in asdict(detail).items() if getattr(before, name) != value]
    if (unseal(session, decision, "title") or "") != title.strip():
        changed.insert(0, "title")
    if not changed:
        return []
    for name, day in days.items():
        setattr(decision, name, day)
    seal(session, decision, "title", title.strip())
    seal_json(session, decision, "detail", asdict(detail))
    _record(session, DecisionEvent.CHANGED, actor, decision, fields=changed)
    return changed


def record_made(
    session: Session, *, actor: User, decision: Decision, made_on: date, outcome: str, reasons: str
) -> None:
    """Records that the decision was made, with what was decided and why. Raises NotOpen, MadeInFuture."""
    _require_open(decision)
    if made_on > today():
        raise MadeInFuture
    made = replace(detail_of(session, decision), outcome=outcome.strip(), reasons=reasons.strip())
    decision.state, decision.made_on = DecisionState.MADE.value, made_on
    seal_json(session, decision, "detail", asdict(made))
    _record(session, DecisionEvent.MADE, actor, decision, made_on=made_on.isoformat())


def withdraw_decision(session: Session, *, actor: User, decision: Decision, reasons: str) -> None:
    """Takes back a decision that will not be made, with the reasons. Raises NotOpen."""
    _require_open(decision)
    decision.state = DecisionState.WITHDRAWN.value
    seal_json(session, decision, "detail", asdict(replace(detail_of(session, decision), reasons=reasons.strip())))
    _record(session, DecisionEvent.WITHDRAWN, actor, decision)


def _require_open(decision: Decision) -> None:
    if decision.state != DecisionState.OPEN:
        raise NotOpen


def _record(session: Session, kind: EventKind, actor: User, decision: Decision, **facts: object) -> None:
    session.flush()
    record(session, kind, actor=actor.id, project=decision.project_id, subject=decision.id, **facts)
