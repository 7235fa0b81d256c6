"""The way from an engagement to its files."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.engagements.files.queries import files_of
from engage.engagements.records import EngagementRecord
from engage.projects.door import current_project_id, up_to_tier
from engage.stakeholders.directory import directory_of
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def held(engagement: EngagementRecord) -> str:
    """How many files there are that the viewer may know of."""
    work = current_session()
    directory, tier = directory_of(work, current_project_id()), up_to_tier()
    known = [
        each for each in files_of(work, engagement.id) if not each.person_id or directory.find(each.person_id, tier)
    ]
    return render_template("engagements/files/_engagement.html", engagement=engagement, count=len(known))


PANELS: list[Panel] = [Panel("engagement", Permission.VIEW_NOTES, held, 25)]
