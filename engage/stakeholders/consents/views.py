"""Pages of what someone was told and agreed to."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.stakeholders.consents import service
from engage.stakeholders.consents.forms import ConsentForm, WithdrawForm
from engage.stakeholders.consents.models import Consent
from engage.stakeholders.consents.queries import (
    consent_record,
    consents_of,
    find_consent,
    notices_of,
    wordings_named,
)
from engage.stakeholders.consents.words import WORDS
from engage.stakeholders.door import person_at_hand
from engage.stakeholders.models import Stakeholder
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("consents", __name__, url_prefix="/<uuid:stakeholder_id>/consents")

Answer = str | Response | tuple[str, int]


@blueprint.get("/")
@requires(Permission.VIEW_STAKEHOLDERS)
def consents(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Everything that someone was told, agreed to, refused and took back."""
    person, work = person_at_hand(project_id, stakeholder_id), current_session()
    listed = consents_of(work, person.id)
    return page(
        "stakeholders/consents/consents.html",
        person=person,
        listed=listed,
        wordings=wordings_named(work, project_id, [each.detail.wording_id for each in listed]),
        staff=names_of(work, {each.recorded_by for each in listed if each.recorded_by}),
        now=today(),
        **WORDS,
    )


@blueprint.get("/new")
@requires(Permission.EDIT_STAKEHOLDERS)
def new(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """The form to record what someone was told or agreed to."""
    person = person_at_hand(project_id, stakeholder_id)
    form = ConsentForm(data={"given_on": today()}, notices=notices_of(current_session(), project_id))
    return page("stakeholders/consents/new.html", form=form, person=person)


@blueprint.post("/new")
@requires(Permission.EDIT_STAKEHOLDERS)
def add(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Records what someone was told or agreed to."""
    person, work = person_at_hand(project_id, stakeholder_id), current_session()
    form = ConsentForm(notices=notices_of(work, project_id))
    if not form.validate():
        return again("stakeholders/consents/new.html", form=form, person=person)
    service.record_consent(
        work,
        actor=current_user,
        stakeholder=person,
        kind=form.kind.data,
        given_on=form.given_on.data,
        expires_on=form.expires_on.data,
        detail=form.detail(),
    )
    flash(_("It is on record."), "good")
    return redirect(_story(person))


@blueprint.get("/<uuid:consent_id>/withdraw")
@requires(Permission.EDIT_STAKEHOLDERS)
def taking_back(project_id: UUID, stakeholder_id: UUID, consent_id: UUID) -> Answer:
    """The form to record that someone took a consent back."""
    person, row = _consent(project_id, stakeholder_id, consent_id)
    form = WithdrawForm(data={"withdrawn_on": today()})
    known = consent_record(current_session(), row)
    return page("stakeholders/consents/withdraw.html", form=form, person=person, known=known, **WORDS)


@blueprint.post("/<uuid:consent_id>/withdraw")
@requires(Permission.EDIT_STAKEHOLDERS)
def withdraw(project_id: UUID, stakeholder_id: UUID, consent_id: UUID) -> Answer:
    """Records that someone took a consent back."""
    person, row = _consent(project_id, stakeholder_id, consent_id)
    form = WithdrawForm()
    if form.validate():
        try:
            service.withdraw_consent(
                current_session(),
                actor=current_user,
                consent=row,
                withdrawn_on=form.withdrawn_on.data,
                reason=form.reason.data or "",
            )
        except service.TakenBackTooEarly:
            form.withdrawn_on.errors = [_("It cannot be taken back before the day on which it was given.")]
        else:
            flash(_("It is on record that they took it back."), "good")
            return redirect(_story(person))
    known = consent_record(current_session(), row)
    return again("stakeholders/consents/withdraw.html", form=form, person=person, known=known, **WORDS)


def _consent(project_id: UUID, stakeholder_id: UUID, consent_id: UUID) -> tuple[Stakeholder, Consent]:
    person = person_at_hand(project_id, stakeholder_id)
    row = find_consent(current_session(), project_id, person.id, consent_id)
    # What was taken back already has no page to take it back again.
    if row is None or not consent_record(current_session(), row).may_be_withdrawn:
        abort(404)
    return person, row


def _story(person: Stakeholder) -> str:
    return url_for("stakeholders.person", project_id=person.project_id, stakeholder_id=person.id)
