"""Pages of people: a person's story, adding, changing."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.audit.service import record
from engage.i18n.texts import gettext as _
from engage.projects.door import up_to_tier
from engage.stakeholders import service
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.doubles import Candidate, doubles_of
from engage.stakeholders.forms import ChangeForm, NewForm
from engage.stakeholders.importing.views import blueprint as importing_pages
from engage.stakeholders.listing.views import blueprint as listing_pages
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.queries import count_contacts, find_row, record_of
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.revealing.views import blueprint as revealing_pages
from engage.stakeholders.vocabulary import (
    StakeholderEvent,
)
from engage.stakeholders.words import facts_of
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("stakeholders", __name__, url_prefix="/projects/<uuid:project_id>/stakeholders")
blueprint.register_blueprint(importing_pages)
blueprint.register_blueprint(listing_pages)
blueprint.register_blueprint(revealing_pages)

Answer = str | Response | tuple[str, int]


@blueprint.get("/<uuid:stakeholder_id>")
@requires(Permission.VIEW_STAKEHOLDERS)
def person(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """What is known of someone, without name and contacts."""
    row = _row(project_id, stakeholder_id)
    known = record_of(current_session(), row)
    contacts, safe = count_contacts(current_session(), row.id)
    return page(
        "stakeholders/person.html",
        person=known,
        facts_known=facts_of(known),
        contacts=contacts,
        safe=safe,
        may_look=known.tier <= looks_up_to_tier(),
    )


def _row(project_id: UUID, stakeholder_id: UUID) -> Stakeholder:
    row = find_row(current_session(), project_id, stakeholder_id, up_to_tier=up_to_tier())
    return row if row is not None else abort(404)


@blueprint.get("/new")
@requires(Permission.EDIT_STAKEHOLDERS)
def new(project_id: UUID) -> Answer:
    """The form to add someone."""
    return page("stakeholders/new.html", form=NewForm(up_to_tier=up_to_tier()), doubles=[])


@blueprint.post("/new")
@requires(Permission.EDIT_STAKEHOLDERS)
def add(project_id: UUID) -> Answer:
    """Adds someone, after showing who it may be already."""
    form, work = NewForm(up_to_tier=up_to_tier()), current_session()
    if not form.validate():
        return again("stakeholders/new.html", form=form, doubles=[])
    profile, contacts = form.profile(), form.details()
    if not form.someone_else.data:
        doubles = _doubles(project_id, Candidate(form.name.data or "", contacts, service.region_of(profile)))
        if doubles:
            return again("stakeholders/new.html", form=form, doubles=doubles)
    row = service.add_stakeholder(
        work,
        actor=current_user,
        project_id=project_id,
        kind=form.kind.data,
        tier=int(form.tier.data),
        name=form.name.data or "",
        profile=profile,
        safety=form.safety(),
        contacts=contacts,
    )
    flash(_("Added to the registry, under the pseudonym above."), "good")
    return redirect(url_for("stakeholders.person", project_id=project_id, stakeholder_id=row.id))


def _doubles(project_id: UUID, candidate: Candidate) -> list[StakeholderRecord]:
    """Who the candidate may be already. Finding someone so is a search: kept in the log though nothing else is."""
    work = current_session()
    found = doubles_of(work, project_id, [candidate], up_to_tier=looks_up_to_tier())[0]
    if found:
        record(work, StakeholderEvent.SEARCHED, actor=current_user.id, project=project_id, found=len(found))
        work.commit()
    return found


@blueprint.get("/<uuid:stakeholder_id>/edit")
@requires(Permission.EDIT_STAKEHOLDERS)
def edit(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """The form to change what is known."""
    known = record_of(current_session(), _row(project_id, stakeholder_id))
    return page("stakeholders/edit.html", form=ChangeForm.of(known, up_to_tier=up_to_tier()), person=known)


@blueprint.post("/<uuid:stakeholder_id>/edit")
@requires(Permission.EDIT_STAKEHOLDERS)
def change(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Changes what is known."""
    work, row = current_session(), _row(project_id, stakeholder_id)
    known = record_of(work, row)
    form = ChangeForm.of(known, up_to_tier=up_to_tier())
    if form.validate():
        try:
            service.change_stakeholder(
                work,
                actor=current_user,
                stakeholder=row,
                kind=form.kind.data,
                tier=int(form.tier.data),
                profile=form.profile(known.profile),
                safety=form.safety(),
                name=form.name.data,
            )
        except service.NeedsTwoPersons:
            form.tier.errors = [_("Lowering the protection needs a second person. Leave it as it was.")]
        else:
            detail = form.contact.form.detail()
            if detail is not None:
                service.add_contact(work, actor=current_user, stakeholder=row, detail=detail)
            flash(_("The changes are saved."), "good")
            return redirect(url_for("stakeholders.person", project_id=project_id, stakeholder_id=row.id))
    return again("stakeholders/edit.html", form=form, person=known)
