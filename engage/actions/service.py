"""Writing down what is owed, and what became of it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.actions.models import Action
from engage.actions.queries import opened
from engage.actions.records import ActionDetail
from engage.actions.vocabulary import ActionEvent, ActionKind, ActionState
from engage.audit.service import record
from engage.crypto.sealed import seal, seal_json
from engage.db.clock import today
from engage.projects.queries import membership


class UnknownOwner(ValueError):
    """Whoever is to owe it does not work in the project."""


class OutcomeNeeded(ValueError):
    """What became of it is said in words: the answer given, or the reason of the refusal."""


class Settled(ValueError):
    """It was settled before; open it again to change it."""


class NotSettled(ValueError):
    """It is open already."""


def owe(
    session: Session,
    *,
    actor: User,
    project_id: UUID,
    subject_id: UUID,
    key_id: UUID,
    kind: ActionKind,
    text: str,
    owner_id: UUID,
    due_on: date,
    stakeholder_id: UUID | None = None,
) -> Action:
    """Something owed from now on, sealed under the key of what it came from. Raises UnknownOwner."""
    _require_member(session, project_id, owner_id)
    action = Action(
        id=uuid4(),
        project_id=project_id,
        subject_id=subject_id,
        key_id=key_id,
        kind=ActionKind(kind).value,
        state=ActionState.OPEN.value,
        owner_id=owner_id,
        due_on=due_on,
        created_on=today(),
        created_by=actor.id,
    )
    seal(session, action, "to_whom", str(stakeholder_id) if stakeholder_id else None)
    seal_json(session, action, "detail", asdict(ActionDetail(text=text.strip())))
    session.add(action)
    session.flush()
    record(
        session,
        ActionEvent.OWED,
        actor=actor.id,
        project=project_id,
        subject=action.id,
        kind=action.kind,
        due=due_on.isoformat(),
    )
    return action


def change_action(
    session: Session, *, actor: User, action: Action, text: str, owner_id: UUID, due_on: date
) -> list[str]:
    """Another owner, day or wording; returns the names of what changed. Raises Settled, UnknownOwner."""
    before = opened(session, [action])[0]
    if not before.is_open:
        raise Settled
    if owner_id != action.owner_id:
        _require_member(session, action.project_id, owner_id)
    said = {"text": text.strip(), "owner": owner_id, "due_on": due_on}
    stood = {"text": before.detail.text, "owner": before.owner_id, "due_on": before.due_on}
    changed = [name for name, value in said.items() if stood[name] != value]
    if changed:
        action.owner_id, action.due_on = owner_id, due_on
        seal_json(session, action, "detail", asdict(replace(before.detail, text=text.strip())))
        record(
            session,
            ActionEvent.CHANGED,
            actor=actor.id,
            project=action.project_id,
            subject=action.id,
            fields=changed,
        )
    return changed


def settle(session: Session, *, actor: User, action: Action, state: ActionState, outcome: str) -> None:
    """Done, or refused with the reason. Raises Settled, OutcomeNeeded (also for a request answered without words)."""
    before = opened(session, [action])[0]
    if not before.is_open:
        raise Settled
    state = ActionState(state)
    if not outcome.strip() and (state is ActionState.REFUSED or before.kind is ActionKind.REQUEST):
        raise OutcomeNeeded
    action.state, action.settled_on = state.value, today()
    seal_json(session, action, "detail", asdict(replace(before.detail, outcome=outcome.strip())))
    record(
        session,
        ActionEvent.SETTLED,
        actor=actor.id,
        project=action.project_id,
        subject=action.id,
        state=state.value,
    )


def reopen(session: Session, *, actor: User, action: Action) -> None:
    """Owed once more; what was said of it stays to be read. Raises NotSettled."""
    if action.state == ActionState.OPEN.value:
        raise NotSettled
    action.state, action.settled_on = ActionState.OPEN.value, None
    record(session, ActionEvent.REOPENED, actor=actor.id, project=action.project_id, subject=action.id)


def _require_member(session: Session, project_id: UUID, user_id: UUID) -> None:
    if membership(session, user_id, project_id) is None:
        raise UnknownOwner
