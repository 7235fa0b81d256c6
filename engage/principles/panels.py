"""What the eight principles show on pages of lower floors."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.queries import engagements_in
from engage.engagements.records import EngagementRecord
from engage.engagements.vocabulary import Stage
from engage.principles.findings import Finding
from engage.principles.overview import of_principle, standing, weakest
from engage.principles.service import findings_for, findings_on
from engage.principles.vocabulary import EVERYONE, Principle, Verdict
from engage.projects.door import up_to_tier
from engage.projects.queries import ProjectRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

LOOKED_AT = 50
SHOWN = 5
SOON_DAYS = 30
# What must be put right comes before what should be: danger first, then promises.
URGENT = (Principle.SAFE, Principle.CANDID)


def short(engagement: EngagementRecord) -> str:
    """The eight in one row, with the way to the findings."""
    if engagement.stage == Stage.CANCELLED:
        return ""
    findings = findings_for(current_session(), engagement, up_to_tier=up_to_tier())
    return render_template(
        "principles/_short.html",
        engagement=engagement,
        standing=standing(findings),
        weakest=weakest(findings),
        sees_everyone=up_to_tier() >= EVERYONE,
    )


def falling_short(project: ProjectRecord) -> str:
    """Engagements going on where someone is not safe, and then those that owe candour; the gravest first."""
    work, now = current_session(), today()
    going_on = [
        each
        for each in engagements_in(work, project.id, Stage.HELD, Stage.PLANNED)
        if each.stage == Stage.HELD or (each.planned_on - now).days <= SOON_DAYS
    ]
    found = findings_on(work, going_on[:LOOKED_AT], up_to_tier=up_to_tier())
    rows = []
    for each in going_on[:LOOKED_AT]:
        worst = _worst(found[each.id])
        if worst is not None:
            rows.append((each, worst))
    if not rows:
        return ""
    rows.sort(key=lambda row: (URGENT.index(row[1].principle), row[0].held_on or row[0].planned_on))
    return render_template(
        "principles/_today.html", rows=rows[:SHOWN], left=len(rows) - SHOWN, project_id=project.id, safe=Principle.SAFE
    )


def _worst(findings: list[Finding]) -> Finding | None:
    for principle in URGENT:
        for finding in of_principle(findings, principle):
            if finding.verdict is Verdict.NOT_MET:
                return finding
    return None


def across_link(project: ProjectRecord) -> str:
    """The way to the findings on all engagements."""
    return render_template("principles/_across_link.html", project=project)


PANELS: list[Panel] = [
    Panel("engagement", Permission.VIEW_PRINCIPLES, short, 60),
    Panel("today", Permission.VIEW_PRINCIPLES, falling_short, 15),
    Panel("engagements", Permission.VIEW_PRINCIPLES, across_link, 20),
]
