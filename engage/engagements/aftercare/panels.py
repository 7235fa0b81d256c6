"""Who is to be asked how they are, on the page of the day."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.aftercare.queries import due_by
from engage.projects.door import up_to_tier
from engage.projects.queries import ProjectRecord
from engage.stakeholders.directory import directory_of
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _due(project: ProjectRecord) -> str:
    work, tier = current_session(), up_to_tier()
    found = due_by(work, project.id, today(), up_to_tier=tier)
    if not found:
        return ""
    directory = directory_of(work, project.id)
    listed = [(each, directory.pseudonym(each.stakeholder_id, tier)) for each in found]
    return render_template("engagements/aftercare/_today.html", project=project, listed=listed, today=today())


PANELS: list[Panel] = [Panel("today", Permission.EDIT_ENGAGEMENTS, _due, 12)]
