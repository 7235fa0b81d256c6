"""Days to watch that ask for an engagement, on the page of the day and beside the calendar."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.peaks.queries import asking
from engage.projects.queries import ProjectRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _asking(project: ProjectRecord) -> str:
    found = asking(current_session(), project.id, today=today())
    if not found:
        return ""
    return render_template("engagements/peaks/_asking.html", listed=found, project_id=project.id, now=today())


PANELS: list[Panel] = [
    Panel("today", Permission.EDIT_ENGAGEMENTS, _asking, 32),
    Panel("calendar", Permission.EDIT_ENGAGEMENTS, _asking, 10),
]
