"""The eight principles in the story: checks that were kept, and somebody who sees a finding differently."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.cli.demonstration.story import told
from engage.engagements.queries import find_engagement
from engage.engagements.records import EngagementRecord
from engage.principles.service import disagree, keep_check


def judge(session: Session, *, users: dict[str, User], project_id: UUID, engagements: dict[str, UUID]) -> None:
    """Keeps the checks, then puts the disagreement beside its finding."""

    def record(key: str) -> EngagementRecord:
        found = find_engagement(session, project_id, engagements[key])
        if found is None:
            raise LookupError(key)
        return found

    for check in told("judged")["check"]:
        keep_check(session, actor=users[check["by"]], engagement=record(check["engagement"]))
    for view in told("judged")["disagreement"]:
        disagree(
            session,
            actor=users[view["by"]],
            engagement=record(view["engagement"]),
            criterion=view["criterion"],
            verdict=view["verdict"],
            reason=view["reason"],
        )
