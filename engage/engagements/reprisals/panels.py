"""Reports of reprisals on other pages: of the day, for who has to act at once, and of the person."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import render_template

from engage.accounts.permissions import Permission
from engage.engagements.reprisals.queries import known_of, open_reports, reports_about
from engage.engagements.reprisals.records import ReportRecord
from engage.engagements.reprisals.vocabulary import ReprisalState
from engage.projects.door import may, up_to_tier
from engage.projects.queries import ProjectRecord
from engage.stakeholders.directory import directory_of
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _open(project: ProjectRecord) -> str:
    return _drawn(project.id, open_reports(current_session(), project.id, up_to_tier=up_to_tier()))


def _about(person: StakeholderRecord) -> str:
    found = reports_about(current_session(), person.project_id, person.id, up_to_tier=up_to_tier())
    if not may(Permission.CLOSE_REPRISALS):
        found = known_of(current_session(), person.project_id, found)
    return _drawn(person.project_id, found)


def _drawn(project_id: UUID, found: Sequence[ReportRecord]) -> str:
    if not found:
        return ""
    directory, tier = directory_of(current_session(), project_id), up_to_tier()
    listed = [(each, directory.pseudonym(each.stakeholder_id, tier)) for each in found]
    return render_template(
        "engagements/reprisals/_today.html", project_id=project_id, listed=listed, ReprisalState=ReprisalState
    )


PANELS: list[Panel] = [
    Panel("today", Permission.CLOSE_REPRISALS, _open, 1),
    Panel("stakeholder", Permission.HANDLE_REPRISALS, _about, 5),
]
