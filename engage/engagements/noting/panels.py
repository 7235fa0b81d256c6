"""What of unsaved notes other pages show, to their writer alone."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.db.clock import utcnow
from engage.engagements.noting.queries import drafts_of, left_lying
from engage.engagements.queries import find_engagement
from engage.engagements.records import EngagementRecord
from engage.engagements.vocabulary import Stage
from engage.projects.queries import ProjectRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

LONG_AGO = timedelta(days=30)


def unsaved(engagement: EngagementRecord) -> str:
    """That the viewer typed notes here which are not saved."""
    if engagement.stage == Stage.CANCELLED:
        return ""
    mine = drafts_of(current_session(), engagement.id, current_user.id)
    return render_template("engagements/noting/_unsaved.html", engagement=engagement, draft=mine[0]) if mine else ""


def lying(project: ProjectRecord) -> str:
    """Drafts that the viewer has not touched for a month: nothing is thrown away unless they say so."""
    work = current_session()
    found = left_lying(work, project.id, current_user.id, before=utcnow() - LONG_AGO)
    listed = [(find_engagement(work, project.id, engagement_id), touched_at) for engagement_id, touched_at in found]
    return render_template("engagements/noting/_lying.html", project_id=project.id, listed=listed) if listed else ""


PANELS: list[Panel] = [
    Panel("engagement", Permission.EDIT_NOTES, unsaved, 5),
    Panel("today", Permission.EDIT_NOTES, lying, 45),
]
