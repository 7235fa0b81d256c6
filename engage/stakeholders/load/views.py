"""Pages of what was asked of someone and given back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.projects.door import up_to_tier
from engage.stakeholders.directory import directory_of
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.load import service
from engage.stakeholders.load.forms import AgreedForm, AskedForm, GivenForm, QuietForm
from engage.stakeholders.load.ledger import FEW
from engage.stakeholders.load.queries import find_entry, ledger_of, load_of
from engage.stakeholders.load.vocabulary import LoadKind
from engage.stakeholders.load.words import WORDS
from engage.stakeholders.records import StakeholderRecord
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("load", __name__, url_prefix="/<uuid:stakeholder_id>/asked")

Answer = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")


@blueprint.get("/")
@requires(Permission.VIEW_STAKEHOLDERS)
def load(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Everything asked of someone and given back, with what to think of before the next time."""
    work, person = current_session(), _person(project_id, stakeholder_id)
    found = load_of(work, project_id, stakeholder_id, today=today(), looks_up_to=looks_up_to_tier())
    wrote = names_of(work, {entry.by for entry in found.entries})
    return page("stakeholders/load/load.html", person=person, load=found, wrote=wrote, few=FEW, **WORDS)


@blueprint.route("/asked", methods=GET_POST)
@requires(Permission.EDIT_STAKEHOLDERS)
def asked(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Writes down that someone was asked other than through an engagement."""
    return _writing(project_id, stakeholder_id, LoadKind.ASKED, AskedForm(), service.record_request)


@blueprint.route("/given", methods=GET_POST)
@requires(Permission.EDIT_STAKEHOLDERS)
def given(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Writes down what was given back."""
    return _writing(project_id, stakeholder_id, LoadKind.GIVEN_BACK, GivenForm(), service.record_given_back)


@blueprint.route("/quiet", methods=GET_POST)
@requires(Permission.EDIT_STAKEHOLDERS)
def quiet(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Writes down when someone is not to be asked."""
    return _writing(project_id, stakeholder_id, LoadKind.QUIET, QuietForm(), service.keep_quiet)


@blueprint.route("/agreed", methods=GET_POST)
@requires(Permission.EDIT_STAKEHOLDERS)
def agreed(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Writes down how often someone agreed to be asked."""
    return _writing(project_id, stakeholder_id, LoadKind.AGREED, AgreedForm(), service.agree)


@blueprint.post("/<uuid:entry_id>/take-back")
@requires(Permission.EDIT_STAKEHOLDERS)
def take_back(project_id: UUID, stakeholder_id: UUID, entry_id: UUID) -> Answer:
    """Takes an entry written by hand away."""
    _person(project_id, stakeholder_id)
    work = current_session()
    known = ledger_of(work, project_id).entries.get(entry_id)
    row = find_entry(work, project_id, entry_id)
    if row is None or known is None or known.stakeholder_id != stakeholder_id:
        abort(404)
    try:
        service.take_back(work, actor=current_user, entry=row)
    except service.NotByHand:
        flash(_("This follows from an engagement. Change it there."), "attention")
    else:
        flash(_("The entry is taken away."), "good")
    return _back(project_id, stakeholder_id)


def _writing(project_id: UUID, stakeholder_id: UUID, kind: LoadKind, form: Any, write: Callable[..., object]) -> Answer:
    person = _person(project_id, stakeholder_id)
    if form.validate_on_submit():
        said = {"project_id": project_id, "stakeholder_id": stakeholder_id, "on": form.on.data, "detail": form.detail()}
        try:
            write(current_session(), actor=current_user, **said)
        except service.StillToCome:
            form.say_to_come()
        except service.EndsBeforeItBegins:
            form.say_ends_first()
        else:
            flash(_("Written down."), "good")
            return _back(project_id, stakeholder_id)
    draw = again if form.is_submitted() else page
    return draw("stakeholders/load/write.html", person=person, form=form, kind=kind, **WORDS)


def _back(project_id: UUID, stakeholder_id: UUID) -> Response:
    return redirect(url_for("stakeholders.load.load", project_id=project_id, stakeholder_id=stakeholder_id))


def _person(project_id: UUID, stakeholder_id: UUID) -> StakeholderRecord:
    found = directory_of(current_session(), project_id).find(stakeholder_id, up_to_tier())
    return found if found is not None else abort(404)
