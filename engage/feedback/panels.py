"""What pages of lower floors show of feedback."""

from __future__ import annotations

from uuid import UUID

from flask import g, render_template

from engage.accounts.permissions import Permission
from engage.engagements.panels import with_here
from engage.engagements.records import EngagementRecord
from engage.feedback.capturing.panels import PANELS as capturing_panels
from engage.feedback.logging.panels import PANELS as logging_panels
from engage.feedback.queries import feedback_of, feedback_said_by, lines_of
from engage.feedback.records import FeedbackRecord
from engage.feedback.vocabulary import FeedbackKind
from engage.projects.door import up_to_tier
from engage.projects.queries import ProjectRecord
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

SHOWN = 20


def heard_in(engagement: EngagementRecord) -> str:
    """What was heard in an engagement; nothing before it was held."""
    if engagement.held_on is None:
        return ""
    work = current_session()
    records = feedback_of(work, engagement.id)
    lines = lines_of(work, engagement.project_id, records[:SHOWN], up_to_tier=up_to_tier())
    return render_template(
        "feedback/_heard_in.html", engagement=engagement, lines=lines, heard=len(records), kinds=_kinds()
    )


def said_by(stakeholder: StakeholderRecord) -> str:
    """The words of one stakeholder."""
    work = current_session()
    records = said_here(stakeholder)
    lines = lines_of(work, stakeholder.project_id, records[:SHOWN], up_to_tier=up_to_tier())
    return render_template("feedback/_said_by.html", lines=lines, heard=len(records), kinds=_kinds())


def said_here(stakeholder: StakeholderRecord) -> list[FeedbackRecord]:
    """The words of the person of the page; opened once for all that the page says of them."""
    kept: dict[UUID, list[FeedbackRecord]] = g.setdefault("said", {})
    if stakeholder.id not in kept:
        ids = [each.id for each in with_here(stakeholder)]
        kept[stakeholder.id] = feedback_said_by(
            current_session(), stakeholder.project_id, stakeholder.id, engagement_ids=ids
        )
    return kept[stakeholder.id]


def _kinds() -> dict[str, str]:
    return {member.value: str(member.label) for member in FeedbackKind}


def items_link(project: ProjectRecord) -> str:
    """The way to everything that was heard."""
    return render_template("feedback/_items_link.html", project=project)


PANELS: list[Panel] = [
    *capturing_panels,
    *logging_panels,
    Panel("engagement", Permission.VIEW_FEEDBACK, heard_in, 30),
    Panel("stakeholder", Permission.VIEW_FEEDBACK, said_by, 40),
    Panel("engagements", Permission.VIEW_FEEDBACK, items_link, 10),
]
