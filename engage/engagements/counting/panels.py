"""The way from an engagement to its counts."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.engagements.counting.queries import counts_of
from engage.engagements.door import row_here
from engage.engagements.records import EngagementRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def counted(engagement: EngagementRecord) -> str:
    """How many came, or that people are named here."""
    counts = counts_of(current_session(), row_here(engagement.id)) if engagement.plan.counts_only else []
    came = sum(each.how_many for each in counts)
    return render_template("engagements/counting/_engagement.html", engagement=engagement, came=came)


PANELS: list[Panel] = [Panel("engagement", Permission.VIEW_ENGAGEMENTS, counted, 15)]
