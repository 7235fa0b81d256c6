"""What summaries show on pages of lower floors: an engagement's loop, and what waits today."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.panels import with_here
from engage.engagements.queries import engagements_of
from engage.engagements.records import EngagementRecord
from engage.projects.door import may
from engage.projects.queries import ProjectRecord
from engage.stakeholders.records import StakeholderRecord
from engage.summaries import queries
from engage.summaries.jobs import KINDS
from engage.summaries.loops import loop_of, loops_of
from engage.summaries.words import WORDS, steps
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

SHOWN = 8
SOON = timedelta(days=3)


def loop(engagement: EngagementRecord) -> str:
    """Where the answer owed after an engagement stands; nothing before it was held."""
    work = current_session()
    summary = queries.summary_for(work, engagement.id)
    if engagement.held_on is None and summary is None:
        return ""
    counted = queries.replies_by_summary(work, engagement.project_id) if may(Permission.VIEW_REPLIES) else {}
    replies = counted.get(summary.id, (0, 0)) if summary else (0, 0)
    return _drawn(
        "summaries/_engagement.html",
        loop=loop_of(engagement, summary, replies),
        engagement=engagement,
        steps=steps(summary, replies[0]) if summary else [],
        now=today(),
    )


def failures(project: ProjectRecord) -> str:
    """Work between here and the portal that did not succeed and waits for a person."""
    failed = queries.failed_work(current_session(), project.id, KINDS)
    return _drawn("summaries/_today_failed.html", project_id=project.id, failed=failed) if failed else ""


def replies_due(project: ProjectRecord) -> str:
    """Replies whose day is past or near."""
    waiting = [
        each
        for each in queries.replies_of(current_session(), project.id, waiting=True)
        if each.due_on <= today() + SOON or each.received_on >= today() - SOON
    ]
    if not waiting:
        return ""
    shown, left = waiting[:SHOWN], max(0, len(waiting) - SHOWN)
    return _drawn("summaries/_today_replies.html", project_id=project.id, waiting=shown, left=left, now=today())


def reviews(project: ProjectRecord) -> str:
    """Summaries that wait for the viewer as second reader."""
    waiting = queries.waiting_for_second_reader(current_session(), project.id, current_user.id)
    return _drawn("summaries/_today_reviews.html", project_id=project.id, waiting=waiting) if waiting else ""


def past_promise(project: ProjectRecord) -> str:
    """Engagements whose promised answer is late."""
    work = current_session()
    found = loops_of(engagements_of(work, project.id), queries.summaries_of(work, project.id), {}, today())
    late = [each for each in found if each.is_overdue(today())]
    if not late:
        return ""
    shown, left = late[:SHOWN], max(0, len(late) - SHOWN)
    return _drawn("summaries/_today_late.html", project_id=project.id, late=shown, left=left)


def owed_to(person: StakeholderRecord) -> str:
    """The answers owed after engagements that someone takes part in, while nothing was ever published."""
    held = [each for each in with_here(person) if each.held_on is not None]
    if not held:
        return ""
    found = loops_of(held, queries.summaries_for(current_session(), [each.id for each in held]), {}, today())
    owed = [each for each in found if each.is_owed]
    return _drawn("summaries/_owed.html", project_id=person.project_id, owed=owed[:SHOWN], now=today()) if owed else ""


def _drawn(template: str, **context: object) -> str:
    return render_template(template, **context, **WORDS)


PANELS: list[Panel] = [
    Panel("stakeholder_owed", Permission.VIEW_SUMMARIES, owed_to, 20),
    Panel("engagement", Permission.VIEW_SUMMARIES, loop, 60),
    Panel("today", Permission.PUBLISH_SUMMARIES, failures, 5),
    Panel("today", Permission.VIEW_REPLIES, replies_due, 10),
    Panel("today", Permission.APPROVE_SUMMARIES, reviews, 15),
    Panel("today", Permission.EDIT_SUMMARIES, past_promise, 25),
]
