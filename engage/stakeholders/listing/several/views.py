"""Pages on which several people are changed: what is to change, what that would do, what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.i18n.formats import format_day, language_name
from engage.i18n.texts import gettext as _
from engage.projects.door import up_to_tier
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.listing.door import address_of, grown_lists, look_at_hand
from engage.stakeholders.listing.models import BulkChange
from engage.stakeholders.listing.several import queries, service
from engage.stakeholders.listing.several.changes import Part
from engage.stakeholders.listing.several.forms import ChangeForm
from engage.stakeholders.listing.vocabulary import ChangeState
from engage.stakeholders.lists.queries import offered
from engage.stakeholders.lists.vocabulary import WhichList
from engage.stakeholders.vocabulary import Tier
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("several", __name__, url_prefix="/several")

Answer = str | Response | tuple[str, int]
SHOWN = 200
"""So many are named on a page."""


@blueprint.post("/")
@requires(Permission.EDIT_STAKEHOLDERS)
def choose(project_id: UUID) -> Answer:
    """Begins with those ticked, or with everyone who fits."""
    work, look = current_session(), look_at_hand(request.form)
    try:
        row = service.choose_people(
            work, actor=current_user, project_id=project_id, people=_chosen(project_id), up_to_tier=up_to_tier()
        )
    except service.NobodyChosen:
        flash(_("Tick the people whom you want to change."), "attention")
    except service.TooMany:
        flash(_("These are too many for one change. Narrow the list down first."), "attention")
    else:
        return redirect(_there(row))
    return redirect(address_of(project_id, look))


def _chosen(project_id: UUID) -> list[UUID]:
    if "everyone" not in request.form:
        return request.form.getlist("person", type=UUID)
    return service.fitting_ids(
        current_session(),
        actor=current_user,
        project_id=project_id,
        text=request.form.get("q", "")[:200].strip(),
        look=look_at_hand(request.form),
        up_to_tier=up_to_tier(),
        names_up_to_tier=looks_up_to_tier(),
    )


@blueprint.get("/<uuid:several_id>")
@requires(Permission.EDIT_STAKEHOLDERS)
def several(project_id: UUID, several_id: UUID) -> Answer:
    """Where a change of several people stands."""
    work, row = current_session(), _row(project_id, several_id)
    change = queries.said_change(work, row)
    if row.state != ChangeState.CHOSEN:
        outcome = queries.outcome_of(work, row, up_to_tier=up_to_tier())
        return page(
            "stakeholders/listing/progress.html",
            row=row,
            outcome=outcome,
            left=outcome.left[:SHOWN],
            progress=queries.progress_of(work, row),
        )
    if change is None:
        return _form(page, project_id, row, _change_form(project_id))
    plan = queries.planned(work, row, change, up_to_tier=up_to_tier())
    return page(
        "stakeholders/listing/confirm.html",
        row=row,
        plan=plan,
        parts=_in_words(project_id, plan.parts),
        left=plan.left[:SHOWN],
        changed=plan.changed[:SHOWN],
        by_worker=len(plan.changed) + plan.already + len(plan.left) > service.AT_ONCE,
    )


@blueprint.post("/<uuid:several_id>/what")
@requires(Permission.EDIT_STAKEHOLDERS)
def say(project_id: UUID, several_id: UUID) -> Answer:
    """Says what is to change."""
    row, form = _row(project_id, several_id), _change_form(project_id)
    if not form.validate():
        return _form(again, project_id, row, form)
    service.say_change(current_session(), several=row, change=form.change())
    return redirect(_there(row))


@blueprint.post("/<uuid:several_id>/anew")
@requires(Permission.EDIT_STAKEHOLDERS)
def anew(project_id: UUID, several_id: UUID) -> Answer:
    """Back to what is to change."""
    row = _row(project_id, several_id)
    service.say_change(current_session(), several=row, change=None)
    return redirect(_there(row))


@blueprint.post("/<uuid:several_id>/do")
@requires(Permission.EDIT_STAKEHOLDERS)
def do(project_id: UUID, several_id: UUID) -> Answer:
    """Does it."""
    row = _row(project_id, several_id)
    service.carry_out(current_session(), actor=current_user, several=row, up_to_tier=up_to_tier())
    return redirect(_there(row))


@blueprint.post("/<uuid:several_id>/on")
@requires(Permission.EDIT_STAKEHOLDERS)
def go_on(project_id: UUID, several_id: UUID) -> Answer:
    """Asks the worker to go on with what failed."""
    row = _row(project_id, several_id)
    service.go_on(current_session(), several=row)
    return redirect(_there(row))


def _row(project_id: UUID, several_id: UUID) -> BulkChange:
    row = queries.find_change(current_session(), project_id, several_id, user_id=current_user.id)
    return row if row is not None else abort(404)


def _there(row: BulkChange) -> str:
    return url_for("stakeholders.listing.several.several", project_id=row.project_id, several_id=row.id)


def _change_form(project_id: UUID) -> ChangeForm:
    work, grown = current_session(), grown_lists(project_id)
    return ChangeForm(
        groups=(offered(work, project_id, WhichList.GROUPS.value), list(grown.groups.items())),
        rights=(offered(work, project_id, WhichList.RIGHTS.value), list(grown.rights.items())),
        up_to_tier=up_to_tier(),
    )


def _form(answer: Callable[..., Answer], project_id: UUID, row: BulkChange, form: ChangeForm) -> Answer:
    people = queries.people_chosen(current_session(), row, up_to_tier=up_to_tier())
    return answer("stakeholders/listing/change.html", form=form, row=row, people=people[:SHOWN], everyone=len(people))


def _in_words(project_id: UUID, parts: list[Part]) -> list[tuple[str, str, int]]:
    """The parts of a change: what, to what, for how many."""
    form, grown = _change_form(project_id), grown_lists(project_id)
    said = []
    for part in parts:
        value: Any = part.value
        if part.name == "tier":
            word = str(Tier(str(value)).label)
        elif part.name == "quiet_until":
            word = format_day(date.fromisoformat(value))
        elif part.name.endswith("language"):
            word = language_name(value)
        else:
            words = grown.groups if part.name.endswith("group") else grown.rights
            word = words.get(value, value)
        said.append((str(form[part.name].label.text), word, part.people))
    return said
