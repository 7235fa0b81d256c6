"""Pages of people: a person's story, adding, changing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.audit.service import record
from engage.i18n.texts import gettext as _
from engage.projects.door import up_to_tier
from engage.stakeholders import lowering, service
from engage.stakeholders.consents.notices.views import blueprint as notice_pages
from engage.stakeholders.consents.views import blueprint as consents_pages
from engage.stakeholders.door import looks_up_to_tier, person_at_hand
from engage.stakeholders.doubles import Alike, Candidate, Likeness, doubles_of
from engage.stakeholders.forms import ChangeForm, NewForm, Offered
from engage.stakeholders.importing.views import blueprint as importing_pages
from engage.stakeholders.legitimacy.views import blueprint as legitimacy_pages
from engage.stakeholders.life.views import blueprint as life_pages
from engage.stakeholders.listing.views import blueprint as listing_pages
from engage.stakeholders.lists.queries import both_labels, offered
from engage.stakeholders.lists.views import blueprint as lists_pages
from engage.stakeholders.lists.vocabulary import WhichList
from engage.stakeholders.load.views import blueprint as load_pages
from engage.stakeholders.merging.queries import kept_for
from engage.stakeholders.merging.views import blueprint as merging_pages
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.notes.views import blueprint as notes_pages
from engage.stakeholders.queries import called_of, count_contacts, find_row, record_of
from engage.stakeholders.revealing.views import blueprint as revealing_pages
from engage.stakeholders.ties.views import blueprint as ties_pages
from engage.stakeholders.vocabulary import StakeholderEvent
from engage.stakeholders.words import facts_of
from engage.stakeholders.words import labels as name_labels
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("stakeholders", __name__, url_prefix="/projects/<uuid:project_id>/stakeholders")
blueprint.register_blueprint(consents_pages)
blueprint.register_blueprint(importing_pages)
blueprint.register_blueprint(legitimacy_pages)
blueprint.register_blueprint(life_pages)
blueprint.register_blueprint(listing_pages)
blueprint.register_blueprint(merging_pages)
blueprint.register_blueprint(lists_pages)
blueprint.register_blueprint(load_pages)
blueprint.register_blueprint(notes_pages)
blueprint.register_blueprint(notice_pages)
blueprint.register_blueprint(revealing_pages)
blueprint.register_blueprint(ties_pages)

Answer = str | Response | tuple[str, int]


@blueprint.get("/<uuid:stakeholder_id>")
@requires(Permission.VIEW_STAKEHOLDERS)
def person(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """The story of someone, without name and contacts."""
    work = current_session()
    row = find_row(work, project_id, stakeholder_id, up_to_tier=up_to_tier())
    if row is None:
        went_to = kept_for(work, project_id, stakeholder_id, up_to_tier=up_to_tier()) or abort(404)
        return redirect(url_for("stakeholders.person", project_id=project_id, stakeholder_id=went_to))
    known = record_of(work, row)
    contacts, safe = count_contacts(work, row.id)
    groups, rights = both_labels(work, project_id)
    return page(
        "stakeholders/person.html",
        person=known,
        facts_known=facts_of(known, groups=groups, rights=rights),
        contacts=contacts,
        safe=safe,
        imported=row.import_id is not None,
        may_look=known.tier <= looks_up_to_tier(),
    )


@blueprint.get("/new")
@requires(Permission.EDIT_STAKEHOLDERS)
def new(project_id: UUID) -> Answer:
    """The form to add someone."""
    form = NewForm(up_to_tier=up_to_tier(), offered=_offered(project_id))
    return _new(page, form)


@blueprint.post("/new")
@requires(Permission.EDIT_STAKEHOLDERS)
def add(project_id: UUID) -> Answer:
    """Adds someone, after showing who it may be already."""
    form, work = NewForm(up_to_tier=up_to_tier(), offered=_offered(project_id)), current_session()
    if not form.validate():
        return _new(again, form)
    profile, contacts, called = form.profile(), form.details(), form.called()
    if not form.someone_else.data:
        region = service.region_of(profile)
        doubles = _doubles(project_id, Candidate(form.name.data or "", contacts, region, called.other_names))
        if doubles:
            return _new(again, form, doubles)
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
        called=called,
    )
    flash(_("Added to the registry, under the pseudonym above."), "good")
    return redirect(url_for("stakeholders.person", project_id=project_id, stakeholder_id=row.id))


def _new(draw: Callable[..., Answer], form: NewForm, doubles: Sequence[Alike] = ()) -> Answer:
    why = name_labels(Likeness) if doubles else {}
    return draw("stakeholders/new.html", form=form, doubles=doubles, why=why)


def _offered(project_id: UUID, held: Collection[str] = ()) -> Offered:
    """What the lists of the project offer, and what someone holds of them though it was retired."""
    work = current_session()
    groups, rights = (offered(work, project_id, which.value, held) for which in (WhichList.GROUPS, WhichList.RIGHTS))
    return Offered(groups, rights)


def _doubles(project_id: UUID, candidate: Candidate) -> list[Alike]:
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
    """The form to change what is known; a lower tier that a second person agreed to is chosen in it."""
    row = person_at_hand(project_id, stakeholder_id)
    form = _change_form(row)
    asked = lowering.request_to_lower(current_session(), actor=current_user, stakeholder=row)
    if asked is not None and asked.is_agreed:
        form.tier.data = str(asked.what["to"])
    return page("stakeholders/edit.html", form=form, person=row, asked=asked)


@blueprint.post("/<uuid:stakeholder_id>/edit")
@requires(Permission.EDIT_STAKEHOLDERS)
def change(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Changes what is known. To lower the tier, a second person is asked, and everything else is saved."""
    work, row = current_session(), person_at_hand(project_id, stakeholder_id)
    form, known = _change_form(row), record_of(work, row)
    if not form.validate():
        return _to_be_changed(form, row)
    tier, agreed, asking = int(form.tier.data), False, False
    if tier < row.tier:
        agreed = lowering.use_agreement(work, actor=current_user, stakeholder=row, tier=tier)
        if not agreed and not form.why_lower.data:
            form.why_lower.errors = [_("Say why less protection is enough. A second person has to agree.")]
            return _to_be_changed(form, row)
        asking = not agreed
    if asking:
        reason = form.why_lower.data or ""
        lowering.ask_to_lower(work, actor=current_user, stakeholder=row, tier=tier, reason=reason)
    service.change_stakeholder(
        work,
        actor=current_user,
        stakeholder=row,
        kind=form.kind.data,
        tier=row.tier if asking else tier,
        profile=form.profile(known.profile),
        safety=form.safety(),
        name=form.name.data,
        called=form.called(called_of(work, row)),
        lower_agreed=agreed,
    )
    detail = form.contact.form.detail()
    if detail is not None:
        service.add_contact(work, actor=current_user, stakeholder=row, detail=detail)
    flash(_("The changes are saved."), "good")
    if asking:
        flash(_("A second person is asked to agree. Until then the protection stays as it is."), "attention")
    return redirect(url_for("stakeholders.person", project_id=project_id, stakeholder_id=row.id))


def _change_form(row: Stakeholder) -> ChangeForm:
    known = record_of(current_session(), row)
    profile = known.profile
    held = {*profile.groups, *profile.rights_experience, *profile.rights_expertise}
    return ChangeForm.of(known, up_to_tier=up_to_tier(), offered=_offered(row.project_id, held))


def _to_be_changed(form: ChangeForm, row: Stakeholder) -> Answer:
    asked = lowering.request_to_lower(current_session(), actor=current_user, stakeholder=row)
    return again("stakeholders/edit.html", form=form, person=row, asked=asked)
