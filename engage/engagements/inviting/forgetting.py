"""What goes of invitations when somebody is erased: that one was made stays; whom it asked, what they said do not."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.crypto.sealed import seal_json, unseal_json
from engage.engagements.inviting.holdings import asked_in
from engage.engagements.inviting.models import InvitationAnswer
from engage.engagements.inviting.service import end


def forget_invitations(session: Session, project_id: UUID, ids: Collection[UUID], *, by: UUID | None) -> None:
    """Blanks the invitations of these people, and ends their codes. Safe to do twice."""
    named = {str(each) for each in ids}
    gone = []
    for row, asked in asked_in(session, project_id):
        if asked["stakeholder"] in named:
            seal_json(session, row, "detail", {**asked, "stakeholder": None, "language": "", "note": ""})
            end(session, row, project_id=project_id, by=by)
            gone.append(row.id)
    for answer in session.scalars(select(InvitationAnswer).where(InvitationAnswer.invitation_id.in_(gone))):
        said = unseal_json(session, answer, "words") or {}
        seal_json(session, answer, "words", {"kind": said.get("kind", ""), "language": "", "words": ""}, long=True)
        answer.settlement = None
    session.flush()
