"""On a person's page: which records went into it. On the list of people: the way to those entered twice."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.projects.queries import ProjectRecord
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.merging.queries import merges_into
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _merges(person: StakeholderRecord) -> str:
    found = merges_into(current_session(), person.project_id, person.id, up_to_tier=looks_up_to_tier())
    if not found:
        return ""
    return render_template("stakeholders/merging/_merges.html", merges=found, each_project=person.project_id)


def _link(project: ProjectRecord) -> str:
    return render_template("stakeholders/merging/_link.html", project=project)


PANELS: list[Panel] = [
    Panel("people", Permission.EDIT_STAKEHOLDERS, _link, 20),
    Panel("stakeholder", Permission.EDIT_STAKEHOLDERS, _merges, 90),
]
