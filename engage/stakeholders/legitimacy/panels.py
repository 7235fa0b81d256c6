"""What assessments show on other pages: an intermediary's, and what is due on the page of the day."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.projects.door import up_to_tier
from engage.projects.queries import ProjectRecord
from engage.stakeholders.directory import directory_of
from engage.stakeholders.legitimacy.flags import flags, union_beside
from engage.stakeholders.legitimacy.queries import assessments_of, due_by
from engage.stakeholders.legitimacy.words import WORDS
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

AHEAD = timedelta(days=30)


def of_intermediary(person: StakeholderRecord) -> str:
    """How far an intermediary speaks for others, in words; nothing on the page of who speaks for themselves."""
    if not person.is_intermediary:
        return ""
    work = current_session()
    found = assessments_of(work, person.id)
    signed = next((each for each in found if each.is_signed), None)
    draft = next((each for each in found if not each.is_signed), None)
    people = directory_of(work, person.project_id).people(up_to_tier())
    return render_template(
        "stakeholders/legitimacy/_person.html",
        person=person,
        signed=signed,
        draft=draft,
        today=today(),
        who=names_of(work, {signed.signed_by} if signed and signed.signed_by else set()),
        heard_beside=flags(signed.content) if signed else [],
        union=union_beside(person, signed.content, people) if signed else False,
        **WORDS,
    )


def due(project: ProjectRecord) -> str:
    """Assessments that are due for review now or within a month."""
    listed = due_by(current_session(), project.id, today() + AHEAD, up_to_tier=up_to_tier())
    if not listed:
        return ""
    return render_template("stakeholders/legitimacy/_today.html", project=project, listed=listed, today=today())


PANELS: list[Panel] = [
    Panel("stakeholder", Permission.VIEW_STAKEHOLDERS, of_intermediary, 10),
    Panel("today", Permission.EDIT_STAKEHOLDERS, due, 65),
]
