"""The list of people, and finding someone in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.i18n.texts import gettext as _
from engage.projects.door import may, up_to_tier
from engage.stakeholders.directory import Directory, directory_of
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.facts import Facts
from engage.stakeholders.listing import service
from engage.stakeholders.listing.door import (
    address_of,
    drawn_facets,
    grown_lists,
    look_at_hand,
    remember_columns,
)
from engage.stakeholders.listing.kept.queries import ViewRecord, views_of
from engage.stakeholders.listing.kept.views import blueprint as kept_pages
from engage.stakeholders.listing.looks import Look
from engage.stakeholders.listing.queries import facts_for
from engage.stakeholders.listing.rows import Drawn
from engage.stakeholders.listing.several.views import blueprint as several_pages
from engage.stakeholders.listing.vocabulary import ListColumn
from engage.stakeholders.narrowing import PAGE, PageOfPeople, Sort
from engage.web.answers import page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("listing", __name__)
blueprint.register_blueprint(kept_pages)
blueprint.register_blueprint(several_pages)

Answer = str | Response | tuple[str, int]
LONGEST = 200
"""So many signs of a search are read."""


@dataclass(frozen=True)
class Asked:
    """What a request asks for: a look, words to search for, the page before or after someone, a kept view."""

    look: Look
    text: str = ""
    after: UUID | None = None
    before: UUID | None = None
    view_id: UUID | None = None

    @classmethod
    def of(cls, said: MultiDict[str, str], text: str = "") -> Asked:
        """From an address or a form."""
        ids = [said.get(name, type=UUID) for name in ("after", "before", "view")]
        return cls(look_at_hand(said), text, *ids)


@blueprint.get("/")
@requires(Permission.VIEW_STAKEHOLDERS)
def people(project_id: UUID) -> Answer:
    """Everyone the viewer may know of who fits the conditions, a hundred at a time."""
    asked, work = Asked.of(request.args), current_session()
    if "columns" in request.args and asked.view_id is None:
        remember_columns(asked.look.columns)
    directory, facts = directory_of(work, project_id), facts_for(work, project_id)
    part = directory.look(
        asked.look.narrowing,
        up_to_tier=up_to_tier(),
        sort=asked.look.sort,
        after=asked.after,
        before=asked.before,
        size=PAGE,
        facts=facts,
    )
    return _list(project_id, directory, facts, asked, part)


@blueprint.post("/found")
@requires(Permission.VIEW_STAKEHOLDERS)
def find(project_id: UUID) -> Answer:
    """Those found by words, under the same conditions. Sent, not in the address: the words may be a name."""
    asked = Asked.of(request.form, request.form.get("q", "")[:LONGEST].strip())
    if "without" in request.form:
        asked = Asked(asked.look.without(request.form["without"]), asked.text, view_id=asked.view_id)
    if asked.view_id is None:
        remember_columns(asked.look.columns)
    if not asked.text:
        return redirect(address_of(project_id, asked.look, view_id=asked.view_id))
    work = current_session()
    part = service.look_up(
        work,
        actor=current_user,
        project_id=project_id,
        text=asked.text,
        look=asked.look,
        up_to_tier=up_to_tier(),
        names_up_to_tier=looks_up_to_tier(),
        after=asked.after,
        before=asked.before,
    )
    return _list(project_id, directory_of(work, project_id), facts_for(work, project_id), asked, part)


def _list(project_id: UUID, directory: Directory, facts: Facts, asked: Asked, part: PageOfPeople) -> str:
    look, tier = asked.look, up_to_tier()
    grown = grown_lists(project_id)
    counts = directory.facet_counts(
        look.narrowing,
        text=asked.text,
        up_to_tier=tier,
        names_up_to_tier=looks_up_to_tier() if asked.text else 0,
        facts=facts,
    )
    views = views_of(current_session(), project_id, current_user.id)
    opened = next((view for view in views if view.id == asked.view_id), None)
    drawn = Drawn(look.columns.shown, groups=grown.groups, last_contact=facts.last_contact, load=facts.load)
    offered, tools = drawn_facets(look, counts, grown)
    return page(
        "stakeholders/people.html",
        here=url_for("stakeholders.listing.people", project_id=project_id),
        rows=drawn.rows(part.people),
        everyone=len(directory.people(tier)),
        total=part.total,
        first=part.first,
        searched=asked.text,
        look=look,
        drawn_tools=tools,
        conditions=[facet for facet in offered if facet.held],
        columns_offered=[(column.value, str(column.label)) for column in ListColumn],
        by_name=looks_up_to_tier() > 0,
        **_doing(project_id, asked),
        sort_urls={} if asked.text else _sort_urls(project_id, asked),
        previous_id=part.previous,
        next_id=part.next,
        previous_url=_beside(project_id, asked, "before", part.previous),
        next_url=_beside(project_id, asked, "after", part.next),
        **_views(project_id, asked, views, opened),
    )


def _beside(project_id: UUID, asked: Asked, way: str, whom: UUID | None) -> str:
    """The page before or after; a search goes on by what is sent again."""
    if whom is None or asked.text:
        return ""
    return address_of(project_id, asked.look, view_id=asked.view_id, beside=(way, whom))


def _doing(project_id: UUID, asked: Asked) -> dict[str, Any]:
    """What the viewer may do with several. A file of all whom a search finds is not offered."""
    may_change, may_export = may(Permission.EDIT_STAKEHOLDERS), may(Permission.EXPORT_STAKEHOLDERS)
    return {
        "may_change": may_change,
        "ticks": may_change or may_export,
        "change_url": url_for("stakeholders.listing.several.choose", project_id=project_id) if may_change else "",
        "file_url": url_for("exchange.make", project_id=project_id) if may_export else "",
        "nobody": UUID(int=0),
        "whole_file": may_export and not asked.text,
    }


def _sort_urls(project_id: UUID, asked: Asked) -> dict[str, str]:
    """Where the heading of a column leads: the list in its order."""
    orders = {
        "pseudonym": Sort.PSEUDONYM,
        ListColumn.LAST_CONTACT.value: Sort.LAST_CONTACT,
        ListColumn.LOAD.value: Sort.LOAD,
    }
    return {
        column: address_of(project_id, replace(asked.look, sort=sort.value), view_id=asked.view_id)
        for column, sort in orders.items()
    }


def _views(project_id: UUID, asked: Asked, views: list[ViewRecord], opened: ViewRecord | None) -> dict[str, Any]:
    """The kept views as tabs, and what can be done with the one that is open."""
    here = url_for("stakeholders.listing.people", project_id=project_id)
    everyone = not asked.look.pairs and opened is None and not asked.text
    tabs: list[dict[str, Any]] = [{"label": _("Everyone"), "url": here, "current": everyone}] if views else []
    for view in views:
        tabs.append(
            {
                "label": view.name,
                "url": address_of(project_id, view.look, view_id=view.id),
                "current": view is opened,
            }
        )
    mine = opened is not None and (opened.mine or may(Permission.MANAGE_LISTS))
    return {
        "view_tabs": tabs,
        "opened": opened,
        "opened_mine": mine,
        "opened_changed": opened is not None and opened.look != asked.look,
    }
