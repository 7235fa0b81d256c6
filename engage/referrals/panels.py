"""What the map shows on other pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import render_template

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.planning.mix import Mix
from engage.engagements.records import EngagementRecord
from engage.projects.door import may, up_to_tier
from engage.projects.queries import ProjectRecord
from engage.referrals import veil
from engage.referrals.capturing.panels import PANELS as capturing_panels
from engage.referrals.findings import of_one
from engage.referrals.findings.ground import stand_on
from engage.referrals.findings.queries import cells_of, labels_of, pauses_of
from engage.referrals.findings.sentences import cell
from engage.referrals.findings.sentences import ratio as said_of
from engage.referrals.findings.support import groups_in, support_of
from engage.referrals.findings.walk import led_to
from engage.referrals.findings.wave.queries import marks_of
from engage.referrals.findings.wave.what_if import is_fit
from engage.referrals.mixing import reached
from engage.referrals.queries import seen_map
from engage.referrals.seen import PersonSeen, SeenMap
from engage.referrals.transparency import how_they_came, in_every_language
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
        told=in_every_language(seen, person.id) if exact else [],
        plainly="" if exact else how_they_came(seen, person.id),
        named_by=seen.of(person.id) if exact else [],
        has_named=seen.by(person.id) if exact else [],
        lines=seen.lines_to(person.id) if exact and here is not None and here.was_named else 0,
        starts=len(seen.starts) if exact else 0,
        seen=seen if exact else None,
        **(_figures(here, seen) if exact and here is not None else {}),
    )


def _figures(here: PersonSeen, seen: SeenMap) -> dict[str, Any]:
    """What is counted of someone: by how many of those asked they were named, group by group; how often the walk leads
    to them; a closed ring as a question; whether they are marked for the next wave, or could be."""
    work, project_id = current_session(), here.record.project_id
    ground = stand_on(seen, pauses_of(work, project_id))
    ring, words = ground.voices.ring_of(here.index), labels(work, project_id, "groups")
    support, led = support_of(here, ground), led_to(here, ground)
    listed = [
        (question, [(words.get(group, group), said_of(said)) for group, said in groups.items()])
        for question, groups in support.items()
    ]
    return {
        "support": listed,
        "breadth": of_one.breadth(*groups_in(support)) if support else "",
        "led": of_one.led(led) if led else "",
        "walked": of_one.walked(led) if led else "",
        "ring": of_one.ring(ring) if ring is not None else "",
        "marked": here.id in marks_of(work, project_id),
        "can_be_marked": is_fit(here, ground),
    }


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


def on_mix(mix: Mix) -> str:
    """Whom those chosen for an engagement reach of the scoping; nothing while there is none, or nobody."""
    work, project_id = current_session(), mix.engagement.project_id
    cells = [each.cell for each in cells_of(work, project_id)] if mix.people else []
    if not cells:
        return ""
    return render_template(
        "referrals/_mix.html", reached=reached(cells, mix.people), labels=labels_of(work, project_id), words=cell
    )


PANELS: list[Panel] = [
    *capturing_panels,
    Panel("stakeholder_came", Permission.VIEW_MAP, on_stakeholder, order=30),
    Panel("legitimacy", Permission.VIEW_MAP, for_assessment, order=10),
    Panel("mix", Permission.VIEW_MAP, on_mix, order=10),
    Panel("engagement", Permission.RECORD_REFERRALS, on_engagement, order=40),
    Panel("today", Permission.RECORD_REFERRALS, today_waiting, order=60),
    Panel("start", Permission.RECORD_REFERRALS, first_steps, order=30),
]
