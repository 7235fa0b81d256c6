"""What decisions show on pages of lower floors."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.decisions.queries import open_decisions_due
from engage.decisions.vocabulary import Timing
from engage.decisions.window import SOON, timing
from engage.projects.queries import ProjectRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

SHOWN = 8


def due(project: ProjectRecord) -> str:
    """Decisions whose day is past or near while nobody recorded that they were made."""
    now = today()
    waiting = open_decisions_due(current_session(), project.id, until=now + SOON)
    if not waiting:
        return ""
    rows = [(each, timing(each.due_on, today=now)) for each in waiting[:SHOWN]]
    left = len(waiting) - len(rows)
    return render_template("decisions/_today.html", rows=rows, left=left, project_id=project.id, Timing=Timing)


PANELS: list[Panel] = [Panel("today", Permission.VIEW_DECISIONS, due, 20)]
