"""What a second person is asked when the map is to be taken out, in words; and files that wait for someone."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.projects.approvals.queries import ApprovalRecord
from engage.projects.approvals.vocabulary import ApprovalKind
from engage.projects.door import may, up_to_tier
from engage.projects.parcels.queries import parcels_for
from engage.projects.parcels.vocabulary import ParcelState
from engage.projects.queries import ProjectRecord
from engage.referrals import veil
from engage.referrals.exchange.jobs import TO_EXPORT
from engage.referrals.exchange.service import Wanted, reach_of
from engage.referrals.exchange.vocabulary import GraphForm
from engage.referrals.vocabulary import Question
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session


def _taking_out(asked: ApprovalRecord) -> str:
    """Whoever may not know of everyone in it cannot read what is asked, and so cannot agree."""
    if asked.kind is not ApprovalKind.EXPORT_MAP or asked.tier > up_to_tier():
        return ""
    wanted, exact = Wanted.of(asked.what), may(Permission.RECORD_REFERRALS)
    within = reach_of(current_session(), asked.project_id, wanted, up_to_tier=up_to_tier())
    return render_template(
        "referrals/exchange/_asked.html",
        approval=asked,
        wanted=wanted,
        questions=[each for each in Question if each.value in wanted.questions],
        namings=veil.figure(len(within.namings), exact=exact),
        people=veil.figure(len(within.people), exact=exact),
        kept_back=veil.figure(within.kept_back, exact=exact) if within.kept_back else "",
        left_out=[(each.label, count) for each, count in within.left_out.items()] if exact else [],
        ready=asked.is_agreed and asked.asked_by == current_user.id and all(map(may, TO_EXPORT)),
    )


def _ready(project: ProjectRecord) -> str:
    if not all(map(may, TO_EXPORT)):
        return ""
    forms = [form.value for form in GraphForm]
    waiting = parcels_for(current_session(), project.id, current_user.id, forms=forms)
    ready = [parcel for parcel in waiting if parcel.state == ParcelState.READY]
    labels = {each.value: each.label for each in GraphForm}
    return (
        render_template("referrals/exchange/_ready.html", project=project, parcels=ready, labels=labels)
        if ready
        else ""
    )


def _ways(project: ProjectRecord) -> str:
    return render_template("referrals/exchange/_ways.html", project=project)


PANELS: list[Panel] = [
    Panel("map", Permission.RECORD_REFERRALS, _ways, 90),
    Panel("approval", Permission.VIEW_MAP, _taking_out, 40),
    Panel("today", Permission.RECORD_REFERRALS, _ready, 61),
]
