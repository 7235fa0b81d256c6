"""What engagements show on pages of lower floors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import g, render_template

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.decisions.records import DecisionRecord
from engage.engagements.after.panels import PANELS as after_panels
from engage.engagements.aftercare.panels import PANELS as aftercare_panels
from engage.engagements.approached.panels import PANELS as approached_panels
from engage.engagements.closing.panels import PANELS as closing_panels
from engage.engagements.counting.panels import PANELS as counting_panels
from engage.engagements.files.panels import PANELS as files_panels
from engage.engagements.noting.panels import PANELS as noting_panels
from engage.engagements.peaks.panels import PANELS as peaks_panels
from engage.engagements.queries import (
    engagements_for_decision,
    engagements_in,
    engagements_with,
    has_engagements,
)
from engage.engagements.records import EngagementRecord
from engage.engagements.reprisals.panels import PANELS as reprisals_panels
from engage.engagements.seating.panels import PANELS as seating_panels
from engage.engagements.sharing.panels import PANELS as sharing_panels
from engage.engagements.stages import owes_notes
from engage.engagements.standing.panels import PANELS as standing_panels
from engage.engagements.vocabulary import Stage
from engage.engagements.words import WORDS
from engage.projects.queries import ProjectRecord
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

NEAR = timedelta(days=14)


def informing(decision: DecisionRecord) -> str:
    """The engagements that inform a decision."""
    listed = engagements_for_decision(current_session(), decision.project_id, decision.id)
    return _drawn("engagements/_informing.html", decision=decision, listed=listed)


def taking_part(stakeholder: StakeholderRecord) -> str:
    """The engagements that somebody takes part in."""
    listed = with_here(stakeholder)
    return _drawn("engagements/_taking_part.html", listed=listed, project_id=stakeholder.project_id)


def with_here(stakeholder: StakeholderRecord) -> list[EngagementRecord]:
    """The engagements of the person of the page; looked for once for all that the page says of them."""
    kept: dict[UUID, list[EngagementRecord]] = g.setdefault("engagements with", {})
    if stakeholder.id not in kept:
        kept[stakeholder.id] = engagements_with(current_session(), stakeholder.project_id, stakeholder.id)
    return kept[stakeholder.id]


def waiting(project: ProjectRecord) -> str:
    """Notes owed, engagements held and not closed, engagements that are near; what is owed comes first."""
    work, now = current_session(), today()
    planned = engagements_in(work, project.id, Stage.PLANNED)
    after = engagements_in(work, project.id, Stage.HELD, Stage.CLOSED)
    owed = [each for each in after if owes_notes(each, today=now)]
    open_ones = [each for each in after if each.stage == Stage.HELD and each not in owed]
    past = [each for each in reversed(planned) if each.planned_on < now]
    near = [each for each in reversed(planned) if now <= each.planned_on <= now + NEAR]
    if not (owed or open_ones or past or near):
        return ""
    groups = {"owed": owed, "past": past, "near": near, "open_ones": open_ones}
    return _drawn("engagements/_today.html", project_id=project.id, **groups)


def first_step(project: ProjectRecord) -> str:
    """How to begin, while nothing was ever planned."""
    if has_engagements(current_session(), project.id):
        return ""
    return _drawn("engagements/_start.html", project_id=project.id)


def _drawn(template: str, **context: Any) -> str:
    return render_template(template, **context, **WORDS)


PANELS: list[Panel] = [
    *reprisals_panels,
    *aftercare_panels,
    *after_panels,
    *approached_panels,
    *closing_panels,
    *peaks_panels,
    *sharing_panels,
    *standing_panels,
    *seating_panels,
    *noting_panels,
    *files_panels,
    *counting_panels,
    Panel("decision", Permission.VIEW_ENGAGEMENTS, informing, 20),
    Panel("stakeholder", Permission.VIEW_ENGAGEMENTS, taking_part, 20),
    Panel("today", Permission.VIEW_ENGAGEMENTS, waiting, 30),
    Panel("start", Permission.EDIT_ENGAGEMENTS, first_step, 40),
]
