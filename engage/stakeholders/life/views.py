"""Pages of a record's life: still right, restricted and lifted, corrections asked for and answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id, up_to_tier
from engage.stakeholders.directory import directory_of
from engage.stakeholders.door import person_at_hand
from engage.stakeholders.life import service
from engage.stakeholders.life.ages import moved
from engage.stakeholders.life.forms import CorrectionForm, LiftForm, RestrictForm, SettleCorrectionForm
from engage.stakeholders.life.models import Correction
from engage.stakeholders.life.queries import (
    corrections_of,
    find_correction,
    open_corrections,
    restrictions_of,
    standing_restriction,
)
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.life.vocabulary import CorrectionState
from engage.stakeholders.models import Stakeholder
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("life", __name__)

Answer = str | Response | tuple[str, int]
REVIEW_MONTHS = 6
ANSWER_WITHIN = timedelta(days=30)


@blueprint.app_errorhandler(Restricted)
def restricted(_refused: Restricted) -> Answer:
    """No form offers them; whoever asks all the same, or was a moment too late, is told why nothing happened."""
    return again("stakeholders/life/refused.html", project_id=current_project_id())


@blueprint.get("/corrections")
@requires(Permission.EDIT_STAKEHOLDERS)
def corrections(project_id: UUID) -> Answer:
    """What people asked to have put right and nobody answered yet."""
    work = current_session()
    listed = open_corrections(work, project_id, up_to_tier=up_to_tier())
    people = directory_of(work, project_id)
    called = {each.id: people.pseudonym(each.stakeholder_id, up_to_tier()) for each in listed}
    return page("stakeholders/life/corrections.html", listed=listed, called=called, now=today())


@blueprint.post("/<uuid:stakeholder_id>/still-right")
@requires(Permission.EDIT_STAKEHOLDERS)
def still_right(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Somebody looked, and the record is right."""
    row = person_at_hand(project_id, stakeholder_id)
    service.check_again(current_session(), actor=current_user, stakeholder=row)
    flash(_("Noted: the record is right as of today."), "good")
    return _to_person(row)


@blueprint.get("/<uuid:stakeholder_id>/restriction")
@requires(Permission.ERASE_STAKEHOLDERS)
def restriction(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Whether a record is restricted, since when and why; and the form to change that."""
    row = person_at_hand(project_id, stakeholder_id)
    form = RestrictForm(formdata=None, data={"review_on": moved(today(), REVIEW_MONTHS)})
    return _restriction(page, row, form, LiftForm(formdata=None))


@blueprint.post("/<uuid:stakeholder_id>/restriction")
@requires(Permission.ERASE_STAKEHOLDERS)
def restrict(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Restricts a record."""
    row, form = person_at_hand(project_id, stakeholder_id), RestrictForm()
    if form.validate() and form.review_on.data is not None:
        try:
            service.restrict(
                current_session(),
                actor=current_user,
                stakeholder=row,
                reason=form.reason.data or "",
                review_on=form.review_on.data,
            )
        except service.NotStillToCome:
            form.review_on.errors = [_("Choose a day that is still to come.")]
        except service.AlreadyRestricted:
            form.form_errors.append(_("The record is restricted already."))
        else:
            flash(_("The record is restricted: it is kept, and not used."), "good")
            return _to_person(row)
    return _restriction(again, row, form, LiftForm(formdata=None))


@blueprint.post("/<uuid:stakeholder_id>/restriction/lift")
@requires(Permission.ERASE_STAKEHOLDERS)
def lift(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Lifts a restriction."""
    row, form = person_at_hand(project_id, stakeholder_id), LiftForm()
    if form.validate():
        try:
            service.lift(current_session(), actor=current_user, stakeholder=row, reason=form.lifted_because.data or "")
        except service.NotRestricted:
            form.form_errors.append(_("The record is not restricted."))
        else:
            flash(_("The record may be used again."), "good")
            return _to_person(row)
    return _restriction(again, row, RestrictForm(formdata=None), form)


def _restriction(draw: Callable[..., Answer], row: Stakeholder, form: RestrictForm, lifting: LiftForm) -> Answer:
    work = current_session()
    return draw(
        "stakeholders/life/restriction.html",
        person=row,
        form=form,
        lifting=lifting,
        stands=standing_restriction(work, row.id) is not None,
        listed=restrictions_of(work, row.id),
    )


@blueprint.get("/<uuid:stakeholder_id>/corrections")
@requires(Permission.EDIT_STAKEHOLDERS)
def corrections_page(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """What someone asked to have put right; and the form to take up more."""
    now = today()
    form = CorrectionForm(formdata=None, data={"asked_on": now, "due_on": now + ANSWER_WITHIN})
    return _corrections(page, person_at_hand(project_id, stakeholder_id), form)


@blueprint.post("/<uuid:stakeholder_id>/corrections")
@requires(Permission.EDIT_STAKEHOLDERS)
def take_up(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Takes up a request."""
    row, form = person_at_hand(project_id, stakeholder_id), CorrectionForm()
    if form.validate() and form.asked_on.data is not None and form.due_on.data is not None:
        try:
            service.take_up_correction(
                current_session(),
                actor=current_user,
                stakeholder=row,
                wanted=form.wanted.data or "",
                asked_on=form.asked_on.data,
                due_on=form.due_on.data,
            )
        except service.StillToCome:
            form.asked_on.errors = [_("This day is still to come.")]
        except service.DueBeforeAsked:
            form.due_on.errors = [_("This is before the day they asked.")]
        else:
            flash(_("Taken up. It waits on the page of today until it is answered."), "good")
            return redirect(url_for("stakeholders.life.corrections_page", project_id=project_id, stakeholder_id=row.id))
    return _corrections(again, row, form)


def _corrections(draw: Callable[..., Answer], row: Stakeholder, form: CorrectionForm) -> Answer:
    listed = corrections_of(current_session(), row.id)
    return draw("stakeholders/life/person_corrections.html", person=row, form=form, listed=listed, now=today())


@blueprint.get("/<uuid:stakeholder_id>/corrections/<uuid:correction_id>")
@requires(Permission.EDIT_STAKEHOLDERS)
def correction(project_id: UUID, stakeholder_id: UUID, correction_id: UUID) -> Answer:
    """One request, and the form to answer it."""
    row = person_at_hand(project_id, stakeholder_id)
    return _correction(page, row, _found(row, correction_id), SettleCorrectionForm(formdata=None))


@blueprint.post("/<uuid:stakeholder_id>/corrections/<uuid:correction_id>")
@requires(Permission.EDIT_STAKEHOLDERS)
def settle(project_id: UUID, stakeholder_id: UUID, correction_id: UUID) -> Answer:
    """Answers it: done, or refused with a reason."""
    row, form = person_at_hand(project_id, stakeholder_id), SettleCorrectionForm()
    found = _found(row, correction_id)
    if form.validate():
        try:
            service.settle_correction(
                current_session(),
                actor=current_user,
                correction=found,
                state=CorrectionState(form.state.data),
                settlement=form.settlement.data or "",
            )
        except service.AnsweredBefore:
            form.form_errors.append(_("This was answered already."))
        else:
            flash(_("Answered. Tell them what was done."), "good")
            return _to_person(row)
    return _correction(again, row, found, form)


def _correction(draw: Callable[..., Answer], row: Stakeholder, found: Correction, form: SettleCorrectionForm) -> Answer:
    known = next(each for each in corrections_of(current_session(), row.id) if each.id == found.id)
    return draw("stakeholders/life/correction.html", person=row, asked=known, form=form)


def _found(row: Stakeholder, correction_id: UUID) -> Correction:
    return find_correction(current_session(), row.id, correction_id) or abort(404)


def _to_person(row: Stakeholder) -> Answer:
    return redirect(url_for("stakeholders.person", project_id=row.project_id, stakeholder_id=row.id))
