"""What consents show on a person's page and on the page of the day."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import g, render_template

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.projects.door import up_to_tier
from engage.projects.queries import ProjectRecord
from engage.stakeholders.consents.queries import consents_of, ending, wordings_named
from engage.stakeholders.consents.records import SOON, ConsentRecord, renewed
from engage.stakeholders.consents.vocabulary import Standing
from engage.stakeholders.consents.words import WORDS
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

SHOWN = 8
LONG_PAST = timedelta(days=90)
OVER = {Standing.WITHDRAWN, Standing.ENDED}
ASKING = {Standing.ENDS_SOON, Standing.ENDED}


def on_person(person: StakeholderRecord) -> str:
    """What someone was told and agreed to, as it stands."""
    work, now = current_session(), today()
    listed = consents_here(person)
    standing = [each for each in listed if each.standing(now) not in OVER]
    return render_template(
        "stakeholders/consents/_person.html",
        person=person,
        listed=standing,
        over=len(listed) - len(standing),
        wordings=wordings_named(work, person.project_id, [each.detail.wording_id for each in standing]),
        now=now,
        **WORDS,
    )


def owed(person: StakeholderRecord) -> str:
    """Consents of someone that end soon, or ended and were not given again."""
    now = today()
    listed = consents_here(person)
    found = [each for each in listed if each.standing(now) in ASKING and not renewed(each, listed)]
    return render_template("stakeholders/consents/_owed.html", person=person, found=found, now=now) if found else ""


def consents_here(person: StakeholderRecord) -> list[ConsentRecord]:
    """What the person of the page was told and agreed to; opened once for all that the page says of it."""
    kept: dict[UUID, list[ConsentRecord]] = g.setdefault("consents", {})
    if person.id not in kept:
        kept[person.id] = consents_of(current_session(), person.id)
    return kept[person.id]


def ending_soon(project: ProjectRecord) -> str:
    """Consents that end soon, or ended lately and were not given again."""
    now = today()
    found = ending(current_session(), project.id, since=now - LONG_PAST, until=now + SOON, up_to_tier=up_to_tier())
    if not found:
        return ""
    return render_template(
        "stakeholders/consents/_today.html",
        project=project,
        found=found[:SHOWN],
        left=len(found) - SHOWN,
        now=now,
        **WORDS,
    )


PANELS: list[Panel] = [
    Panel("stakeholder_owed", Permission.EDIT_STAKEHOLDERS, owed, 30),
    Panel("stakeholder_care", Permission.VIEW_STAKEHOLDERS, on_person, 30),
    Panel("today", Permission.EDIT_STAKEHOLDERS, ending_soon, 65),
]
