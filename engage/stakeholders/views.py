"""Pages of people: the list, a person's story, adding, changing, looking at a name."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, abort, flash, make_response, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts import service as accounts
from engage.accounts.permissions import ROLE_PERMISSIONS, Permission
from engage.audit.service import record
from engage.i18n.formats import territory_name
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project, may, up_to_tier
from engage.stakeholders import reveal as looking
from engage.stakeholders import service
from engage.stakeholders.directory import directory_of
from engage.stakeholders.doubles import Candidate, doubles_of
from engage.stakeholders.forms import ChangeForm, NewForm, RevealForm
from engage.stakeholders.importing.views import blueprint as importing_pages
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.narrowing import PAGE, Narrowing, page_of
from engage.stakeholders.queries import count_contacts, find_row, record_of
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.vocabulary import (
    ChannelKind,
    Level,
    Purpose,
    RightsGroup,
    StakeholderEvent,
    StakeholderKind,
    StakeholderRole,
    Tier,
)
from engage.stakeholders.words import facts_of, labels, rows_of
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("stakeholders", __name__, url_prefix="/projects/<uuid:project_id>/stakeholders")
blueprint.register_blueprint(importing_pages)

Answer = str | Response | tuple[str, int]
SHOWN_SECONDS = 60


def looks_up_to_tier() -> int:
    """The highest tier whose names the viewer may look at."""
    return looking.looks_up_to_tier(ROLE_PERMISSIONS[current_project().role])


@blueprint.get("/")
@requires(Permission.VIEW_STAKEHOLDERS)
def people(project_id: UUID) -> Answer:
    """Everyone the viewer may know of, by pseudonym, a hundred at a time."""
    directory, tier = directory_of(current_session(), project_id), up_to_tier()
    everyone = directory.people(tier)
    narrowing = Narrowing(**{name: request.args.get(name, "")[:30] for name in Narrowing.__dataclass_fields__})
    fitting = narrowing.of(everyone)
    part = page_of(fitting, after=request.args.get("after", type=UUID), before=request.args.get("before", type=UUID))
    here = url_for("stakeholders.people", project_id=project_id)

    def beside(name: str, whom: UUID | None) -> str:
        return f"{here}?{urlencode([*narrowing.pairs, (name, str(whom))])}" if whom else ""

    return page(
        "stakeholders/people.html",
        here=here,
        rows=rows_of(part.people),
        everyone=len(everyone),
        fitting=len(fitting),
        first=part.first,
        previous_url=beside("before", part.previous),
        next_url=beside("after", part.next),
        facets_offered=_facets(narrowing, directory.countries(tier)),
        chosen=len(narrowing.pairs),
        searched=None,
        by_name=looks_up_to_tier() > 0,
    )


@blueprint.post("/found")
@requires(Permission.VIEW_STAKEHOLDERS)
def find(project_id: UUID) -> Answer:
    """Those found by pseudonym or, for those who may look, by name. Sent, not in the address: it may hold a name."""
    text = request.form.get("q", "")[:200].strip()
    if not text:
        return redirect(url_for("stakeholders.people", project_id=project_id))
    work, names = current_session(), looks_up_to_tier()
    found = service.search(
        work, actor=current_user, project_id=project_id, text=text, up_to_tier=up_to_tier(), names_up_to_tier=names
    )
    return page(
        "stakeholders/people.html",
        here=url_for("stakeholders.people", project_id=project_id),
        rows=rows_of(found[:PAGE]),
        everyone=1,
        fitting=len(found),
        first=1,
        previous_url="",
        next_url="",
        facets_offered=[],
        chosen=0,
        searched=text,
        by_name=names > 0,
    )


def _facets(narrowing: Narrowing, countries: frozenset[str]) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Name, label, what is chosen and the choices of each way to narrow the list down."""
    tiers = {code: label for code, label in labels(Tier).items() if int(code) <= up_to_tier()}
    places = sorted(((code, territory_name(code)) for code in countries), key=lambda pair: pair[1].casefold())
    return [
        ("role", _("Role"), narrowing.role, list(labels(StakeholderRole).items())),
        ("kind", _("Kind"), narrowing.kind, list(labels(StakeholderKind).items())),
        ("country", _("Country"), narrowing.country, places),
        ("group", _("Group at heightened risk"), narrowing.group, list(labels(RightsGroup).items())),
        ("level", _("Level"), narrowing.level, list(labels(Level).items())),
        ("tier", _("Protection"), narrowing.tier, list(tiers.items())),
    ]


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


@blueprint.get("/<uuid:stakeholder_id>/reveal")
@requires(Permission.REVEAL_STAKEHOLDERS)
def asking(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """The form that asks what a name or contact is needed for."""
    return _asking(_row_to_look_at(project_id, stakeholder_id), RevealForm())


def _row_to_look_at(project_id: UUID, stakeholder_id: UUID) -> Stakeholder:
    row = _row(project_id, stakeholder_id)
    return row if row.tier <= looks_up_to_tier() else abort(404)


def _asking(row: Stakeholder, form: RevealForm) -> Answer:
    draw: Any = again if form.errors else page
    form.code.data = ""
    return draw(
        "stakeholders/reveal.html",
        form=form,
        person=record_of(current_session(), row),
        left=looking.looks_left(current_session(), current_user.id),
        ask_code=not session.is_confirmed,  # type: ignore[attr-defined]
    )


@blueprint.post("/<uuid:stakeholder_id>/reveal")
@requires(Permission.REVEAL_STAKEHOLDERS)
def show(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Shows what the purpose needs, for a minute."""
    row, form = _row_to_look_at(project_id, stakeholder_id), RevealForm()
    if not form.validate() or not _confirmed(form):
        return _asking(row, form)
    try:
        seen = looking.reveal(
            current_session(),
            actor=current_user,
            permissions=ROLE_PERMISSIONS[current_project().role],
            confirmed=session.is_confirmed,  # type: ignore[attr-defined]
            stakeholder=row,
            purpose=Purpose(form.purpose.data),
            reason=form.reason.data or "",
        )
    except looking.BudgetSpent:
        message = _("You have looked at as many people as one hour or one day allows. Wait, or ask a colleague.")
        form.form_errors.append(message)
        return _asking(row, form)
    back = url_for("stakeholders.person", project_id=project_id, stakeholder_id=row.id)
    answer = make_response(
        page(
            "stakeholders/revealed.html",
            person=record_of(current_session(), row),
            seen=seen,
            channels=labels(ChannelKind),
            back=back,
            may_change=may(Permission.EDIT_STAKEHOLDERS),
        )
    )
    answer.headers["Refresh"] = f"{SHOWN_SECONDS}; url={back}"
    return answer


def _confirmed(form: RevealForm) -> bool:
    """Whether the second factor was given lately, or just now in this form."""
    if session.is_confirmed:  # type: ignore[attr-defined]
        return True
    try:
        accounts.confirm(current_session(), user=current_user._get_current_object(), code=form.code.data or "")
    except accounts.WrongCode:
        current_session().commit()
        form.code.errors = [_("This code does not fit. Wait for the next one and write it here.")]
        return False
    except accounts.TooManyAttempts:
        form.code.errors = [_("Too many attempts. Wait a few minutes, then try again.")]
        return False
    current_session().commit()
    session.confirm()  # type: ignore[attr-defined]
    return True


@blueprint.post("/<uuid:stakeholder_id>/contacts/<uuid:contact_id>")
@requires(Permission.EDIT_STAKEHOLDERS)
def change_contact(project_id: UUID, stakeholder_id: UUID, contact_id: UUID) -> Answer:
    """Marks a way to reach someone as safe or not, or takes it away."""
    row, work = _row(project_id, stakeholder_id), current_session()
    contact = work.get(Contact, contact_id)
    if contact is None or contact.stakeholder_id != row.id:
        abort(404)
    if request.form.get("do") == "remove":
        service.remove_contact(work, actor=current_user, stakeholder=row, contact=contact)
    else:
        safe = request.form.get("do") == "safe"
        service.mark_contact(work, actor=current_user, stakeholder=row, contact=contact, safe=safe)
    flash(_("The changes are saved."), "good")
    return redirect(url_for("stakeholders.person", project_id=project_id, stakeholder_id=row.id))
