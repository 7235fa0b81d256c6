"""Pages on which both sides are put together: people of the registry, and who sits there for the company."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.engagements import queries
from engage.engagements.door import record_here, row_here
from engage.engagements.models import CompanyParticipant
from engage.engagements.planning.forms import AddForm
from engage.engagements.planning.mix import company_mix
from engage.engagements.planning.people import forms as forms_company
from engage.engagements.planning.people.door import choice_for
from engage.engagements.planning.service import add_company_members
from engage.engagements.planning.words import MISSING, MISSING_COMPANY, MISSING_KNOWLEDGE
from engage.engagements.records import EngagementRecord, ParticipantDetail
from engage.engagements.refusals import NobodyNamed
from engage.engagements.service import (
    AlreadyParticipant,
    NotPlanned,
    Restricted,
    UnknownStakeholder,
    add_company_participant,
    add_participant,
    change_company_participant,
    remove_company_participant,
)
from engage.engagements.vocabulary import Stage
from engage.engagements.words import WORDS
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id, up_to_tier
from engage.stakeholders.directory import directory_of
from engage.stakeholders.vocabulary import Tier
from engage.stakeholders.words import labels
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("planning", __name__)

Reply = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")


@blueprint.route("/<uuid:engagement_id>/people", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def people(project_id: UUID, engagement_id: UUID) -> Reply:
    """Puts people of the registry on the list. What is ticked stays ticked while one looks further.

    Ticks and words are sent, not in the address; a link from elsewhere may bring somebody along by their id.
    """
    work, found, form = current_session(), _going_on(engagement_id), AddForm()
    seated = {each.stakeholder_id for each in queries.participants_of(work, engagement_id)}
    said = request.form if request.method == "POST" else request.args
    ticked = list(dict.fromkeys(said.getlist("people", type=UUID)))
    nobody = False
    if "add" in request.form and form.validate():
        directory, tier = directory_of(work, project_id), up_to_tier()
        known = [each for each in ticked if directory.find(each, tier) is not None]
        for chosen in known:
            # Somebody else may have put them on the list meanwhile: then they are where they should be.
            with suppress(AlreadyParticipant, UnknownStakeholder, Restricted, NobodyNamed):
                add_participant(
                    work,
                    actor=current_user,
                    engagement=row_here(engagement_id),
                    stakeholder_id=chosen,
                    detail=ParticipantDetail(selected_because=form.selected_because.data or ""),
                )
        if known:
            flash(_("They are on the list."), "good")
            return _to(engagement_id)
        nobody = True
    draw = again if nobody or form.errors else page
    return draw(
        "engagements/people.html",
        form=form,
        engagement=found,
        choice=choice_for(found, seated, ticked),
        nobody=nobody,
        missing=MISSING,
        tiers=labels(Tier),
        **WORDS,
    )


@blueprint.route("/<uuid:engagement_id>/company", methods=GET_POST)
@blueprint.route("/<uuid:engagement_id>/company/<uuid:member_id>", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def company(project_id: UUID, engagement_id: UUID, member_id: UUID | None = None) -> Reply:
    """Adds or changes someone who sits there for the company."""
    work, found = current_session(), _going_on(engagement_id)
    member = _member(engagement_id, member_id) if member_id else None
    kept = queries.company_record(work, member).detail if member else None
    form = forms_company.CompanyForm(data=forms_company.company_as_typed(kept) if kept else None)
    if form.validate_on_submit():
        said: dict[str, Any] = {"actor": current_user, "engagement": row_here(engagement_id), "detail": form.detail()}
        if member:
            change_company_participant(work, member=member, **said)
        else:
            add_company_participant(work, **said)
        flash(_("The changes are saved."), "good")
        return _to(engagement_id)
    return _side(form, found, member_id=member_id, several=False)


@blueprint.route("/<uuid:engagement_id>/company/several", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def several(project_id: UUID, engagement_id: UUID) -> Reply:
    """Adds several who sit there for the company, one line each."""
    found, form = _going_on(engagement_id), forms_company.SeveralForm()
    if form.validate_on_submit():
        row = row_here(engagement_id)
        add_company_members(current_session(), actor=current_user, engagement=row, details=form.details())
        flash(_("They are on the list."), "good")
        return _to(engagement_id)
    return _side(form, found, member_id=None, several=True)


@blueprint.post("/<uuid:engagement_id>/company/<uuid:member_id>/remove")
@requires(Permission.EDIT_ENGAGEMENTS)
def remove_company(project_id: UUID, engagement_id: UUID, member_id: UUID) -> Reply:
    """Takes somebody of the company off the list."""
    member = _member(engagement_id, member_id)
    try:
        remove_company_participant(
            current_session(), actor=current_user, engagement=row_here(engagement_id), member=member
        )
    except NotPlanned:
        flash(_("The engagement was held: whoever was on the list stays on record."), "attention")
    else:
        flash(_("No longer on the list."), "good")
    return _to(engagement_id)


def _side(form: Any, found: EngagementRecord, **context: Any) -> Reply:
    side = [each.detail for each in queries.company_side_of(current_session(), found.id)]
    draw = again if form.is_submitted() else page
    return draw(
        "engagements/company.html",
        form=form,
        engagement=found,
        mix=company_mix(found.plan, side),
        missing_company=MISSING_COMPANY,
        missing_knowledge=MISSING_KNOWLEDGE,
        **context,
        **WORDS,
    )


def _to(engagement_id: UUID) -> Response:
    return redirect(url_for("engagements.engagement", project_id=current_project_id(), engagement_id=engagement_id))


def _going_on(engagement_id: UUID) -> EngagementRecord:
    """What is closed or cancelled has no doors that change it."""
    found = record_here(engagement_id)
    return found if found.stage in {Stage.PLANNED, Stage.HELD} else abort(404)


def _member(engagement_id: UUID, member_id: UUID) -> CompanyParticipant:
    record_here(engagement_id)
    return queries.company_row(current_session(), engagement_id, member_id) or abort(404)
