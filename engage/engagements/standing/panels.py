"""Panels on other pages: what they ask for today, and the panel whose session an engagement is."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.records import EngagementRecord
from engage.engagements.standing import queries
from engage.engagements.standing.due import due_of
from engage.projects.queries import ProjectRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _due(project: ProjectRecord) -> str:
    work = current_session()
    standing = [each for each in queries.panels_of(work, project.id) if each.stands]
    ids = [each.id for each in standing]
    seats, sessions = queries.seats_of(work, ids), queries.sessions_of(work, project.id, ids)
    asking = []
    for each in standing:
        mine = [seat for seat in seats if seat.panel_id == each.id]
        asking += [(each, due, day) for due, day in due_of(each, mine, sessions[each.id], today=today())]
    if not asking:
        return ""
    return render_template("engagements/standing/_today.html", asking=asking, project_id=project.id)


def _session_of(engagement: EngagementRecord) -> str:
    found = queries.panel_of(current_session(), engagement.project_id, engagement.id)
    return render_template("engagements/standing/_engagement.html", panel_here=found) if found else ""


PANELS: list[Panel] = [
    Panel("today", Permission.EDIT_ENGAGEMENTS, _due, 45),
    Panel("engagement", Permission.VIEW_ENGAGEMENTS, _session_of, 45),
]
