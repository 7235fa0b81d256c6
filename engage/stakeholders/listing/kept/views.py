"""Pages of kept views. Opening one is a look at the list itself, with its conditions in the address."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.i18n.texts import gettext as _
from engage.projects.door import may
from engage.stakeholders.listing.door import address_of, grown_lists, look_at_hand
from engage.stakeholders.listing.facets import conditions_of
from engage.stakeholders.listing.kept import service
from engage.stakeholders.listing.kept.forms import ViewForm
from engage.stakeholders.listing.kept.queries import ViewRecord, find_row, views_of
from engage.stakeholders.listing.looks import Look, column_words, sort_words
from engage.stakeholders.listing.models import KeptView
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("kept", __name__, url_prefix="/kept")

Answer = str | Response | tuple[str, int]


@blueprint.get("/new")
@requires(Permission.VIEW_STAKEHOLDERS)
def new(project_id: UUID) -> Answer:
    """The form to keep the look at hand."""
    look = look_at_hand()
    return page("stakeholders/listing/keep.html", form=ViewForm(), **_said(project_id, look))


@blueprint.post("/new")
@requires(Permission.VIEW_STAKEHOLDERS)
def keep(project_id: UUID) -> Answer:
    """Keeps it."""
    form, look = ViewForm(), look_at_hand()
    if not form.validate():
        return again("stakeholders/listing/keep.html", form=form, **_said(project_id, look))
    row = service.keep_view(
        current_session(),
        actor=current_user,
        project_id=project_id,
        name=form.name.data or "",
        shared=bool(form.shared.data),
        look=look,
    )
    flash(_("The view is kept."), "good")
    return redirect(address_of(project_id, look, view_id=row.id))


@blueprint.get("/<uuid:view_id>")
@requires(Permission.VIEW_STAKEHOLDERS)
def view(project_id: UUID, view_id: UUID) -> Answer:
    """The form to name a view anew, share it, or drop it."""
    row, known = _view(project_id, view_id)
    form = ViewForm(name=known.name, shared=row.shared)
    return page("stakeholders/listing/view.html", form=form, view=known, **_said(project_id, known.look, view_id))


@blueprint.post("/<uuid:view_id>")
@requires(Permission.VIEW_STAKEHOLDERS)
def change(project_id: UUID, view_id: UUID) -> Answer:
    """Names it anew; shares it or no longer."""
    row, known = _view(project_id, view_id)
    form = ViewForm()
    if not form.validate():
        return again("stakeholders/listing/view.html", form=form, view=known, **_said(project_id, known.look, view_id))
    service.name_view(current_session(), view=row, name=form.name.data or "", shared=bool(form.shared.data))
    flash(_("The changes are saved."), "good")
    return redirect(address_of(project_id, known.look, view_id=view_id))


@blueprint.post("/<uuid:view_id>/replace")
@requires(Permission.VIEW_STAKEHOLDERS)
def replace(project_id: UUID, view_id: UUID) -> Answer:
    """Keeps the look at hand under the name of a view."""
    row, _known = _view(project_id, view_id)
    look = look_at_hand()
    service.replace_view(current_session(), view=row, look=look)
    flash(_("The view is kept."), "good")
    return redirect(address_of(project_id, look, view_id=view_id))


@blueprint.post("/<uuid:view_id>/drop")
@requires(Permission.VIEW_STAKEHOLDERS)
def drop(project_id: UUID, view_id: UUID) -> Answer:
    """Takes a view away."""
    row, _known = _view(project_id, view_id)
    service.drop_view(current_session(), view=row)
    flash(_("The view is gone. Nobody in it was changed."), "good")
    return redirect(url_for("stakeholders.listing.people", project_id=project_id))


def _view(project_id: UUID, view_id: UUID) -> tuple[KeptView, ViewRecord]:
    work, user_id = current_session(), current_user.id
    row = find_row(work, project_id, view_id, user_id=user_id, tends_lists=may(Permission.MANAGE_LISTS))
    if row is None:
        abort(404)
    return row, next(known for known in views_of(work, project_id, user_id) if known.id == row.id)


def _said(project_id: UUID, look: Look, view_id: UUID | None = None) -> dict[str, object]:
    """What a look asks for in words, and the addresses that go with it."""
    conditions = conditions_of(look.narrowing, grown_lists(project_id))
    return {
        "facts_kept": [*conditions, (_("Sorted by"), sort_words(look.sort)), (_("Columns"), column_words(look))],
        "kept_pairs": look.address_pairs,
        "list_url": address_of(project_id, look, view_id=view_id),
    }
