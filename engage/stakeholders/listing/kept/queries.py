"""Reading kept views: one's own, and those that the team shares."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Uuid, bindparam, or_, select
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener
from engage.crypto.vault import Vault
from engage.stakeholders.listing.looks import Look
from engage.stakeholders.listing.models import KeptView

_FOUND = select(KeptView.id, KeptView.user_id, KeptView.shared, KeptView.look).where(
    KeptView.project_id == bindparam("project_id", type_=Uuid),
    or_(KeptView.user_id == bindparam("user_id", type_=Uuid), KeptView.shared.is_(True)),
)


@dataclass(frozen=True)
class ViewRecord:
    """A kept view, opened. `mine`: whether it is the reader's own."""

    id: UUID
    name: str
    shared: bool
    mine: bool
    look: Look


def views_of(session: Session, project_id: UUID, user_id: UUID) -> list[ViewRecord]:
    """The views somebody finds: their own by name, then those that others share."""
    vault: Vault = session.info["vault"]
    open_look = opener(vault, "kept_view", "look")
    found = []
    rows = session.execute(_FOUND, {"project_id": project_id, "user_id": user_id})
    for key, owner, shared, look in rows:
        if look is None:
            continue
        said = json.loads(open_look(project_id, key, look))
        found.append(ViewRecord(key, said["name"], shared, owner == user_id, Look.unpacked(said)))
    return sorted(found, key=lambda view: (not view.mine, view.name.casefold(), view.id.int))


def find_row(
    session: Session, project_id: UUID, view_id: UUID, *, user_id: UUID, tends_lists: bool = False
) -> KeptView | None:
    """The row of a view, for changing it: one's own, or a shared one for those who tend the lists of the project."""
    row = session.scalar(select(KeptView).where(KeptView.id == view_id, KeptView.project_id == project_id))
    if row is None or not (row.user_id == user_id or (row.shared and tends_lists)):
        return None
    return row
