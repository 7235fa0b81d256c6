"""Keeping a view, changing and dropping it."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.crypto.sealed import seal_json, unseal_json
from engage.db.clock import today
from engage.stakeholders.listing.looks import Look
from engage.stakeholders.listing.models import KeptView


def keep_view(session: Session, *, actor: User, project_id: UUID, name: str, shared: bool, look: Look) -> KeptView:
    """A new view of the list."""
    row = KeptView(id=uuid4(), project_id=project_id, user_id=actor.id, shared=shared, kept_on=today())
    seal_json(session, row, "look", {"name": name, **look.packed()})
    session.add(row)
    session.flush()
    return row


def name_view(session: Session, *, view: KeptView, name: str, shared: bool) -> None:
    """Another name; shared with the team, or no longer."""
    view.shared = shared
    seal_json(session, view, "look", {**unseal_json(session, view, "look"), "name": name})


def replace_view(session: Session, *, view: KeptView, look: Look) -> None:
    """The same name for another look at the list."""
    name = unseal_json(session, view, "look")["name"]
    seal_json(session, view, "look", {"name": name, **look.packed()})


def drop_view(session: Session, *, view: KeptView) -> None:
    """Takes a view away; it holds nothing that is lost with it."""
    session.delete(view)
