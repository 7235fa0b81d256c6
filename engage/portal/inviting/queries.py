"""Reading an invitation with the key that its code carries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.crypto import receipts
from engage.i18n.languages import direction
from engage.portal.models import PortalInvitation


@dataclass(frozen=True)
class Invited:
    """An invitation, opened; a withdrawn one says nothing."""

    language: str
    direction: str
    paragraphs: list[str]
    withdrawn: bool


def is_invitation(session: Session, thread_id: UUID) -> bool:
    """Whether a code leads to an invitation."""
    return session.get(PortalInvitation, thread_id) is not None


def invitation(session: Session, thread_id: UUID, content_key: bytes) -> Invited | None:
    """What a code leads to; None when it is no invitation. Raises CannotOpen."""
    row = session.get(PortalInvitation, thread_id)
    if row is None:
        return None
    if row.withdrawn:
        return Invited("en", "ltr", [], withdrawn=True)
    text = receipts.open_body(content_key, row.body, receipts.copy_context(thread_id, "", 1))
    said: dict[str, Any] = json.loads(text)
    paragraphs = [part.strip() for part in said["text"].split("\n\n") if part.strip()]
    return Invited(said["language"], direction(said["language"]), paragraphs, withdrawn=False)
