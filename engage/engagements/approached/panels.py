"""How an engagement began, where somebody turned to us."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.engagements.approached.queries import approach_of
from engage.engagements.approached.vocabulary import Came
from engage.engagements.records import EngagementRecord
from engage.projects.door import up_to_tier
from engage.stakeholders.directory import directory_of
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _came(engagement: EngagementRecord) -> str:
    work = current_session()
    found = approach_of(work, engagement.id)
    if found is None:
        return ""
    who = found.stakeholder_id
    called = directory_of(work, engagement.project_id).pseudonym(who, up_to_tier()) if who else ""
    return render_template("engagements/approached/_engagement.html", came=found, called=called, Came=Came)


PANELS: list[Panel] = [Panel("engagement", Permission.EDIT_ENGAGEMENTS, _came, 2)]
