"""What the registry shows on pages of the project: first steps, and uploads that wait."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.projects.door import up_to_tier
from engage.projects.queries import ProjectRecord
from engage.stakeholders.queries import has_people, waiting_imports
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _first_step(project: ProjectRecord) -> str:
    if has_people(current_session(), project.id, up_to_tier=up_to_tier()):
        return ""
    return render_template("stakeholders/_start.html", project=project)


def _waiting(project: ProjectRecord) -> str:
    waiting = waiting_imports(current_session(), project.id, current_user.id)
    if not waiting:
        return ""
    return render_template("stakeholders/_waiting.html", project=project, waiting=waiting)


PANELS: list[Panel] = [
    Panel("start", Permission.EDIT_STAKEHOLDERS, _first_step, 10),
    Panel("today", Permission.IMPORT_STAKEHOLDERS, _waiting, 70),
]
