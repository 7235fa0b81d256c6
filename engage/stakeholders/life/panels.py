"""What a record's life shows on the page of the person and of today."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.projects.door import up_to_tier
from engage.projects.queries import ProjectRecord
from engage.stakeholders.directory import directory_of
from engage.stakeholders.life.queries import (
    checked_of,
    corrections_of,
    due_first,
    open_corrections,
    restrictions_of,
    reviews_due,
)
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

FEW = 3


def restricted_first(person: StakeholderRecord) -> str:
    """Before everything else: that the record is not to be used."""
    if not person.restricted:
        return ""
    standing = restrictions_of(current_session(), person.id)
    return render_template("stakeholders/life/_restricted.html", person=person, stands=standing[0])


def on_person(person: StakeholderRecord) -> str:
    """When the record was last checked, and what the person asked to have put right."""
    work = current_session()
    row = work.get_one(Stakeholder, person.id)
    asked = [each for each in corrections_of(work, person.id) if each.is_open]
    return render_template(
        "stakeholders/life/_person.html", person=person, checked=checked_of(row, today=today()), asked=asked
    )


def due_today(project: ProjectRecord) -> str:
    """A few of those whose records are to be checked again, those that wait longest first."""
    work, tier = current_session(), up_to_tier()
    first, count = due_first(work, project.id, up_to_tier=tier, today=today(), limit=FEW)
    if not count:
        return ""
    people = directory_of(work, project.id)
    shown = [person for each in first if (person := people.find(each, tier)) is not None]
    return render_template("stakeholders/life/_due.html", project=project, shown=shown, more=count - len(shown))


def owed_today(project: ProjectRecord) -> str:
    """Corrections that wait, and restrictions to look at again."""
    work, tier, now = current_session(), up_to_tier(), today()
    asked = open_corrections(work, project.id, up_to_tier=tier)[:FEW]
    reviews = reviews_due(work, project.id, up_to_tier=tier, today=now)[:FEW]
    if not asked and not reviews:
        return ""
    people = directory_of(work, project.id)
    called = {each.id: people.pseudonym(each.stakeholder_id, tier) for each in asked}
    found = [person for each in reviews if (person := people.find(each, tier)) is not None]
    return render_template(
        "stakeholders/life/_today.html", project=project, asked=asked, called=called, reviews=found, now=now
    )


PANELS: list[Panel] = [
    Panel("stakeholder_first", Permission.VIEW_STAKEHOLDERS, restricted_first, 5),
    Panel("stakeholder_care", Permission.EDIT_STAKEHOLDERS, on_person, 60),
    Panel("today", Permission.EDIT_STAKEHOLDERS, owed_today, 35),
    Panel("today", Permission.EDIT_STAKEHOLDERS, due_today, 75),
]
