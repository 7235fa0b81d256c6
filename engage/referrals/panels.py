"""What the map shows on other pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import render_template

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.records import EngagementRecord
from engage.projects.door import may, up_to_tier
from engage.projects.queries import ProjectRecord
from engage.referrals import veil
from engage.referrals.findings.ground import stand_on
from engage.referrals.findings.sentences import ratio as said_of
from engage.referrals.findings.sentences import ring as question_of
from engage.referrals.findings.support import support_of
from engage.referrals.queries import seen_map
from engage.referrals.seen import PersonSeen, SeenMap
from engage.referrals.transparency import how_they_came
from engage.stakeholders.lists.queries import labels
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

PATIENCE = timedelta(days=14)


def _seen(project_id: UUID) -> SeenMap:
    return seen_map(current_session(), project_id, up_to_tier=up_to_tier())


def on_stakeholder(person: StakeholderRecord) -> str:
    """How someone came onto the map; who named them only for those who may know."""
    seen = _seen(person.project_id)
    here = seen.by_id.get(person.id)
    exact = may(Permission.RECORD_REFERRALS)
    if not exact and (here is None or not veil.bands(seen, exact=False)):
        return ""
    return render_template(
        "referrals/_stakeholder.html",
        person=person,
        here=here,
        exact=exact,
        told=how_they_came(seen, person.id),
        named_by=seen.of(person.id) if exact else [],
        has_named=seen.by(person.id) if exact else [],
        lines=seen.lines_to(person.id) if exact and here is not None and here.was_named else 0,
        starts=len(seen.starts) if exact else 0,
        seen=seen if exact else None,
        **(_support(here, seen) if exact and here is not None else {"support": [], "ring": ""}),
    )


def _support(here: PersonSeen, seen: SeenMap) -> dict[str, Any]:
    """By how many of those asked someone was named, group by group; and a closed ring as a question."""
    ground = stand_on(seen)
    ring, words = ground.voices.ring_of(here.index), labels(current_session(), here.record.project_id, "groups")
    found = [
        (
            question,
            [(words.get(group, group), said_of(said)) for group, said in groups.items()],
        )
        for question, groups in support_of(here, ground).items()
    ]
    return {"support": found, "ring": question_of(ring) if ring is not None else ""}


def for_assessment(person: StakeholderRecord) -> str:
    """By whom an intermediary was named: counts and questions, small ones as “few”, and nobody the reader may not
    know of; who exactly named them is not needed to assess them."""
    seen = _seen(person.project_id)
    here, exact = seen.by_id.get(person.id), may(Permission.RECORD_REFERRALS)
    if not exact and (here is None or not veil.bands(seen, exact=False)):
        return ""
    voices = stand_on(seen).named_by(here) if here is not None else {}
    named = {question: voices[question] for question in (here.named_by if here is not None else ())}
    communities = {each.detail.community for each in seen.of(person.id) if each.detail.community} if exact else set()
    return render_template(
        "referrals/_legitimacy.html",
        person=person,
        named=[(question, veil.figure(count, exact=exact)) for question, count in named.items()],
        communities=sorted(communities),
        is_start=here is not None and here.is_start,
        lines=seen.lines_to(person.id) if exact and named else 0,
        starts=len(seen.starts),
    )


def on_engagement(engagement: EngagementRecord) -> str:
    """Whom people named in this conversation."""
    seen = _seen(engagement.project_id)
    here = seen.namings_where(engagement_id=engagement.id)
    return render_template("referrals/_engagement.html", engagement=engagement, namings=here, seen=seen)


def today_waiting(project: ProjectRecord) -> str:
    """People named two weeks ago and more whom nobody has followed up."""
    waiting = _seen(project.id).waiting(today() - PATIENCE)
    if not waiting:
        return ""
    return render_template("referrals/_today.html", project=project, waiting=waiting)


def first_steps(project: ProjectRecord) -> str:
    """Says how a map begins, while it has no start."""
    if _seen(project.id).starts:
        return ""
    return render_template("referrals/_start.html", project=project)


PANELS: list[Panel] = [
    Panel("stakeholder_came", Permission.VIEW_MAP, on_stakeholder, order=30),
    Panel("legitimacy", Permission.VIEW_MAP, for_assessment, order=10),
    Panel("engagement", Permission.RECORD_REFERRALS, on_engagement, order=40),
    Panel("today", Permission.RECORD_REFERRALS, today_waiting, order=60),
    Panel("start", Permission.RECORD_REFERRALS, first_steps, order=30),
]
