"""What inviting shows on other pages: on that of the engagement, and on the page of today."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.inviting import queries
from engage.engagements.inviting.jobs import KINDS
from engage.engagements.inviting.words import WORDS
from engage.engagements.queries import existing_among
from engage.engagements.records import EngagementRecord
from engage.engagements.vocabulary import Stage
from engage.jobs.service import failed_for
from engage.outreach.queries import messages_of, unsettled_for
from engage.outreach.vocabulary import MessageState
from engage.projects.door import up_to_tier
from engage.projects.queries import ProjectRecord
from engage.stakeholders.directory import directory_of
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

SHOWN = 12
TROUBLED = frozenset({MessageState.FAILED.value, MessageState.UNKNOWN.value})


def standing(engagement: EngagementRecord) -> str:
    """How far the inviting has come, and the way there."""
    if engagement.stage == Stage.CANCELLED:
        return ""
    work, tier = current_session(), up_to_tier()
    known = directory_of(work, engagement.project_id)
    waiting = [each for each in queries.answers_of(work, engagement.id, waiting=True) if each.stakeholder_id]
    troubled = [each for each in messages_of(work, engagement.id) if each.state in TROUBLED and each.recipient_id]
    return render_template(
        "engagements/inviting/_engagement.html",
        engagement=engagement,
        texts=len(queries.texts_of(work, engagement)),
        waiting=sum(known.find(each.stakeholder_id, tier) is not None for each in waiting if each.stakeholder_id),
        troubled=sum(known.find(each.recipient_id, tier) is not None for each in troubled if each.recipient_id),
    )


def waiting_today(project: ProjectRecord) -> str:
    """Answers that came, what the viewer queued and was not sent, work that failed; nobody one may not know of."""
    work, tier = current_session(), up_to_tier()
    directory = directory_of(work, project.id)
    answers = [
        (each, directory.pseudonym(each.stakeholder_id, tier))
        for each in queries.answers_waiting(work, project.id)
        if each.stakeholder_id and directory.find(each.stakeholder_id, tier)
    ]
    messages = [
        (each, directory.pseudonym(each.recipient_id, tier))
        for each in unsettled_for(work, project.id, current_user.id)
        if each.recipient_id and directory.find(each.recipient_id, tier)
    ]
    failed = [job for job in failed_for(work, project.id) if job.kind in KINDS]
    known = existing_among(work, project.id, (job.subject_id for job in failed if job.subject_id))
    jobs = [job for job in failed if job.subject_id in known]
    if not (answers or messages or jobs):
        return ""
    return render_template(
        "engagements/inviting/_today.html",
        project_id=project.id,
        answers=answers[:SHOWN],
        messages=messages[:SHOWN],
        jobs=jobs[:SHOWN],
        now=today(),
        **WORDS,
    )


PANELS: list[Panel] = [
    Panel("engagement", Permission.EDIT_ENGAGEMENTS, standing, 5),
    Panel("today", Permission.EDIT_ENGAGEMENTS, waiting_today, 8),
]
