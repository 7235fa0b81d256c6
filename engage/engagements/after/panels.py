"""What is owed, on the page of the day and on that of the engagement."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.actions.vocabulary import ActionKind
from engage.db.clock import today
from engage.engagements.after.door import told
from engage.engagements.after.queries import owed_by, owed_from
from engage.engagements.records import EngagementRecord
from engage.projects.door import up_to_tier
from engage.projects.queries import ProjectRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

NEAR = timedelta(days=14)
SHOWN = 12


def _mine(project: ProjectRecord) -> str:
    found = owed_by(
        current_session(),
        project.id,
        current_user.id,
        until=today() + NEAR,
        up_to_tier=up_to_tier(),
        limit=SHOWN,
    )
    if not found:
        return ""
    return render_template("engagements/after/_today.html", listed=found, project_id=project.id, **told(found))


def _owed_here(engagement: EngagementRecord) -> str:
    """Requests stand in a table of their own, beside what was given: `engagements.sharing`."""
    found = owed_from(current_session(), engagement.project_id, engagement.id, up_to_tier=up_to_tier())
    listed = [each for each in found if each.kind is not ActionKind.REQUEST]
    return render_template("engagements/after/_engagement.html", listed=listed, engagement=engagement, **told(listed))


def _link(project: ProjectRecord) -> str:
    return render_template("engagements/after/_link.html", project=project)


PANELS: list[Panel] = [
    Panel("today", Permission.EDIT_ENGAGEMENTS, _mine, 14),
    Panel("engagement", Permission.VIEW_ENGAGEMENTS, _owed_here, 40),
    Panel("engagements", Permission.VIEW_ENGAGEMENTS, _link, 40),
]
