"""What a second person is asked before someone at risk is turned to, in words."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.accounts.queries import name_of
from engage.engagements.queries import find_engagement
from engage.engagements.words import WORDS
from engage.outreach.stop.service import asked_version
from engage.projects.approvals.models import Approval
from engage.projects.approvals.queries import ApprovalRecord
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.projects.door import up_to_tier
from engage.stakeholders.queries import find_stakeholder
from engage.stakeholders.vocabulary import Tier
from engage.stakeholders.words import labels
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _inviting(asked: ApprovalRecord) -> str:
    """Nothing when the person or the engagement is not there for the viewer: then nobody can agree."""
    if asked.kind is not ApprovalKind.INVITE or not asked.what or asked.subject_id is None:
        return ""
    work = current_session()
    person = find_stakeholder(work, asked.project_id, asked.subject_id, up_to_tier=up_to_tier())
    row = work.get(Approval, asked.id)
    if person is None or row is None:
        return ""
    # Asked of the request itself: of a hidden engagement the day is hidden too, and no version would fit.
    engagement = find_engagement(work, asked.project_id, UUID(asked.what["engagement"]))
    if engagement is None:
        return ""
    found = asked_version(work, row)
    return render_template(
        "engagements/seating/_invite.html",
        approval=asked,
        person=person,
        tier=labels(Tier)[str(person.tier)],
        found=found,
        gone=found is None,
        engagement=engagement,
        writer=name_of(work, found.written_by) if found else "",
        same=found is not None and found.written_by == current_user.id,
        **WORDS,
    )


PANELS: list[Panel] = [Panel("approval", Permission.VIEW_ENGAGEMENTS, _inviting, 15)]
