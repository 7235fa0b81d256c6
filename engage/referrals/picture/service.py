"""Taking a picture of the map out of the house. The picture itself is kept nowhere."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.referrals.picture.vocabulary import PictureEvent


def take_out(session: Session, *, actor: User, project_id: UUID, people: int) -> None:
    """Writes down who took out a picture of how many people."""
    record(session, PictureEvent.TAKEN_OUT, actor=actor.id, project=project_id, people=people)
