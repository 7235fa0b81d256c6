"""On the page of an engagement: the record for participants, and how information went both ways."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.actions.vocabulary import ActionKind
from engage.engagements.after.door import told
from engage.engagements.after.queries import owed_from
from engage.engagements.records import EngagementRecord
from engage.engagements.sharing.queries import given_in, newest_of, unanswered
from engage.engagements.vocabulary import Stage
from engage.projects.door import up_to_tier
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _record(engagement: EngagementRecord) -> str:
    if engagement.stage not in {Stage.HELD, Stage.CLOSED}:
        return ""
    work = current_session()
    return render_template(
        "engagements/sharing/_record.html",
        engagement=engagement,
        newest=newest_of(work, engagement.id),
        waiting=unanswered(work, engagement.id),
    )


def _both_ways(engagement: EngagementRecord) -> str:
    work = current_session()
    found = owed_from(work, engagement.project_id, engagement.id, up_to_tier=up_to_tier())
    requests = [each for each in found if each.kind is ActionKind.REQUEST]
    return render_template(
        "engagements/sharing/_both_ways.html",
        engagement=engagement,
        given=given_in(work, engagement.id),
        requests=requests,
        **told(requests),
    )


PANELS: list[Panel] = [
    Panel("engagement", Permission.VIEW_NOTES, _record, 35),
    Panel("engagement", Permission.VIEW_ENGAGEMENTS, _both_ways, 42),
]
