"""Pages of ties: recording one, looking at one, taking it back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import name_of
from engage.db.clock import today
from engage.i18n.texts import gettext as _
from engage.projects.door import up_to_tier
from engage.stakeholders.directory import directory_of
from engage.stakeholders.door import looks_up_to_tier, person_at_hand
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.ties import service
from engage.stakeholders.ties.forms import TakeBackForm, TieForm
from engage.stakeholders.ties.queries import find_tie, tie_seen
from engage.stakeholders.ties.records import TieSeen
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("ties", __name__, url_prefix="/<uuid:stakeholder_id>/ties")

Answer = str | Response | tuple[str, int]
OFFERED = 20


@blueprint.get("/new")
@requires(Permission.EDIT_STAKEHOLDERS)
def new(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """The form to record a tie."""
    person = person_at_hand(project_id, stakeholder_id)
    people, more = _offered(person, "")
    form = TieForm(data={"learned_on": today()}, people=people)
    return page("stakeholders/ties/new.html", form=form, person=person, more=more)


@blueprint.post("/new")
@requires(Permission.EDIT_STAKEHOLDERS)
def add(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Records a tie; or looks for the other end, with everything typed kept."""
    person = person_at_hand(project_id, stakeholder_id)
    form = TieForm(people=())
    people, more = _offered(person, form.find.data or "", chosen=form.other.data or "")
    form.show(people)
    if "look" in request.form:
        return again("stakeholders/ties/new.html", form=form, person=person, more=more)
    if form.validate() and _recorded(form, person):
        flash(_("The tie is on record."), "good")
        return redirect(_story(person))
    return again("stakeholders/ties/new.html", form=form, person=person, more=more)


@blueprint.get("/<uuid:tie_id>")
@requires(Permission.VIEW_STAKEHOLDERS)
def tie(project_id: UUID, stakeholder_id: UUID, tie_id: UUID) -> Answer:
    """One tie: how we know of it, and how to take it back."""
    person, seen = _tie(project_id, stakeholder_id, tie_id)
    return _page(page, person, seen, TakeBackForm())


@blueprint.post("/<uuid:tie_id>/withdraw")
@requires(Permission.EDIT_STAKEHOLDERS)
def withdraw(project_id: UUID, stakeholder_id: UUID, tie_id: UUID) -> Answer:
    """Takes a tie back."""
    person, seen = _tie(project_id, stakeholder_id, tie_id)
    form, work = TakeBackForm(), current_session()
    row = find_tie(work, project_id, tie_id) or abort(404)
    if not form.validate():
        return _page(again, person, seen, form)
    try:
        service.withdraw_tie(work, actor=current_user, tie=row, known=seen.tie, reason=form.reason.data or "")
    except service.TakenBackAlready:
        form.reason.errors = [_("It was taken back already.")]
        return _page(again, person, seen, form)
    flash(_("The tie is taken back. It stays on record."), "good")
    return redirect(_story(person))


def _page(draw: Callable[..., Answer], person: Stakeholder, seen: TieSeen, form: TakeBackForm) -> Answer:
    return draw(
        "stakeholders/ties/tie.html",
        person=person,
        seen=seen,
        form=form,
        by=name_of(current_session(), seen.tie.recorded_by),
        may_look=person.tier <= looks_up_to_tier(),
    )


def _offered(person: Stakeholder, text: str, chosen: str = "") -> tuple[list[StakeholderRecord], int]:
    """Whom the form offers, and how many more there are; whoever was chosen stays offered."""
    directory, tier = directory_of(current_session(), person.project_id), up_to_tier()
    found = directory.search(text, up_to_tier=tier, names=False) if text else directory.people(tier)
    others = [each for each in found[: OFFERED + 1] if each.id != person.id][:OFFERED]
    known = next((each for each in others if str(each.id) == chosen), None)
    if chosen and known is None:
        kept = directory.find(_id(chosen), tier)
        others = [kept, *others] if kept is not None and kept.id != person.id else others
    return others, max(0, len(found) - len(others))


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _recorded(form: TieForm, person: Stakeholder) -> bool:
    """Whether the tie was recorded; what is refused is said at the field."""
    first, second, outside = form.ends(person.id)
    try:
        service.record_tie(
            current_session(),
            actor=current_user,
            project_id=person.project_id,
            from_id=first,
            to_id=second,
            outside=outside,
            detail=form.detail(),
            up_to_tier=up_to_tier(),
        )
    except service.TiedAlready:
        form.relation.errors = [_("This tie is on record already. Take it back first if it changed.")]
        return False
    except service.NobodyThere:
        form.other.errors = [_("Choose someone.")]
        return False
    return True


def _tie(project_id: UUID, stakeholder_id: UUID, tie_id: UUID) -> tuple[Stakeholder, TieSeen]:
    person = person_at_hand(project_id, stakeholder_id)
    seen = tie_seen(current_session(), project_id, person.id, tie_id, up_to_tier())
    return (person, seen) if seen is not None else abort(404)


def _story(person: Stakeholder) -> str:
    return url_for("stakeholders.person", project_id=person.project_id, stakeholder_id=person.id)
