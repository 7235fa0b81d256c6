"""What waits for a second person, and what a second person agreed to, on the page of today."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.projects.approvals.door import readable
from engage.projects.approvals.queries import asked_by, waiting_for
from engage.projects.queries import ProjectRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _waiting(project: ProjectRecord) -> str:
    waiting = readable(waiting_for(current_session(), project.id, current_user.id))
    return render_template("projects/approvals/_waiting.html", project=project, waiting=waiting) if waiting else ""


def _mine(project: ProjectRecord) -> str:
    mine = asked_by(current_session(), project.id, current_user.id, only_open=True)
    if not mine:
        return ""
    agreed = [each for each in mine if each.is_agreed]
    return render_template(
        "projects/approvals/_mine.html", project=project, agreed=agreed, waiting=len(mine) - len(agreed)
    )


PANELS: list[Panel] = [
    Panel("today", Permission.REVEAL_STAKEHOLDERS, _mine, 4),
    Panel("today", Permission.AGREE_AS_SECOND, _waiting, 5),
]
