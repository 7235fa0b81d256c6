"""What the registry shows on pages of the project: first steps, and uploads that wait."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.projects.door import up_to_tier
from engage.projects.queries import ProjectRecord
from engage.stakeholders.consents.panels import PANELS as consents_panels
from engage.stakeholders.importing.queries import waiting_imports
from engage.stakeholders.life.panels import PANELS as life_panels
from engage.stakeholders.lists.panels import PANELS as lists_panels
from engage.stakeholders.merging.panels import PANELS as merging_panels
from engage.stakeholders.notes.panels import PANELS as notes_panels
from engage.stakeholders.queries import has_people
from engage.stakeholders.ties.panels import PANELS as ties_panels
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
    *consents_panels,
    *life_panels,
    *lists_panels,
    *notes_panels,
    *ties_panels,
    Panel("start", Permission.EDIT_STAKEHOLDERS, _first_step, 10),
    Panel("today", Permission.IMPORT_STAKEHOLDERS, _waiting, 70),
    *merging_panels,
]
