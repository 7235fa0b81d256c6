"""Saving whom somebody named, from the page of notes and back to it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint
from flask_login import current_user

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.door import record_here
from engage.engagements.noting.door import Answer, captured, keep_typed, not_captured
from engage.i18n.texts import gettext as _
from engage.projects.door import up_to_tier
from engage.referrals import service
from engage.referrals.capturing.forms import NamedForm
from engage.referrals.capturing.panels import prepared
from engage.referrals.recording.records import Line
from engage.referrals.recording.service import record_answer
from engage.referrals.records import ReferralDetail
from engage.stakeholders.directory import directory_of
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("capturing", __name__)


@blueprint.post("/beside/<uuid:engagement_id>")
@requires(Permission.RECORD_REFERRALS)
def named(project_id: UUID, engagement_id: UUID) -> Answer:
    """Records one naming; the notes typed so far are kept whatever becomes of it."""
    keep_typed(engagement_id)
    found, work = record_here(engagement_id), current_session()
    form, heading = prepared(NamedForm(prefix="named-"), found), _("Somebody they named")
    if not form.validate() or not form.find(directory_of(work, project_id), up_to_tier=up_to_tier()):
        return not_captured(form, found, heading=heading)
    assert form.whom is not None
    detail = ReferralDetail(
        question=form.question.data, engagement_id=str(engagement_id), may_be_told=form.may_be_told.data
    )
    try:
        record_answer(
            work,
            actor=current_user,
            project_id=project_id,
            namer_id=UUID(form.namer.data),
            asked_on=min(found.held_on or today(), today()),
            lines=[Line(form.whom, detail)],
        )
    except service.AlreadyNamed:
        form.named.errors = [_("They were named by the same person in answer to this question before.")]
        return not_captured(form, found, heading=heading)
    return captured(engagement_id, _("Recorded whom they named."))
