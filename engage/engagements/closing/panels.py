"""How an engagement was closed, and which ask to be opened again."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.decisions.queries import decisions_named
from engage.engagements.closing.queries import asking_to_reopen, changed_since, turns_of
from engage.engagements.closing.vocabulary import Turn
from engage.engagements.records import EngagementRecord
from engage.engagements.vocabulary import Stage
from engage.projects.queries import ProjectRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _turned(engagement: EngagementRecord) -> str:
    work = current_session()
    turns = turns_of(work, engagement.id)
    if not turns and engagement.stage != Stage.CLOSED:
        return ""
    return render_template(
        "engagements/closing/_engagement.html",
        engagement=engagement,
        turns=turns,
        who=names_of(work, {turn.turned_by for turn in turns}),
        decisions=decisions_named(work, engagement.project_id, changed_since(work, engagement)),
        Turn=Turn,
    )


def _asking(project: ProjectRecord) -> str:
    found = list(asking_to_reopen(current_session(), project.id).values())
    if not found:
        return ""
    return render_template("engagements/closing/_today.html", listed=found, project_id=project.id)


PANELS: list[Panel] = [
    Panel("engagement", Permission.VIEW_ENGAGEMENTS, _turned, 4),
    Panel("today", Permission.EDIT_ENGAGEMENTS, _asking, 28),
]
