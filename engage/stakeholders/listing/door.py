"""The look at the list that a request asks for, and the address of one."""

from __future__ import annotations

from collections import OrderedDict
from urllib.parse import urlencode
from uuid import UUID

from flask import current_app, request, session, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from engage.i18n.texts import current_language
from engage.stakeholders.listing.facets import Counts, Facet, Grown, facets_of
from engage.stakeholders.listing.looks import COMPACT, Columns, Look, narrowing_of, sort_of
from engage.stakeholders.listing.vocabulary import ListColumn
from engage.stakeholders.lists.queries import labels
from engage.stakeholders.lists.vocabulary import WhichList
from engage.stakeholders.narrowing import Sort
from engage.web.unit_of_work import current_session

REMEMBERED = "columns of the list"
Drawn = tuple[tuple[Facet, ...], Markup]
# The conditions are the slowest to draw and seldom change: counts by code, nobody in particular.
_DRAWN: OrderedDict[object, Drawn] = OrderedDict()
KEPT = 64


def look_at_hand(said: MultiDict[str, str] | None = None) -> Look:
    """The look in the address, or in what was sent; columns that nobody named are those of last time."""
    asked = request.args if said is None else said
    return Look(narrowing_of(asked), sort_of(asked.get("sort", "")), _columns(asked))


def remember_columns(columns: Columns) -> None:
    """For as long as somebody is signed in, the list keeps the columns they chose."""
    chosen = [list(columns.shown), columns.compact]
    if session.get(REMEMBERED) != chosen:
        session[REMEMBERED] = chosen


def _columns(asked: MultiDict[str, str]) -> Columns:
    if "columns" in asked:
        return Columns.read(asked.getlist("columns"), asked.get("rows", ""))
    if REMEMBERED in session:
        shown, compact = session[REMEMBERED]
        return Columns.read(shown, COMPACT if compact else "")
    return Columns()


def address_of(
    project_id: UUID, look: Look, *, view_id: UUID | None = None, beside: tuple[str, UUID] | None = None
) -> str:
    """The list as a look shows it; through a kept view its columns go along. `beside`: before or after whom."""
    pairs = look.pairs if view_id is None else [*look.address_pairs, ("view", str(view_id))]
    if beside is not None:
        pairs = [*pairs, (beside[0], str(beside[1]))]
    here = url_for("stakeholders.listing.people", project_id=project_id)
    return f"{here}?{urlencode(pairs)}" if pairs else here


def grown_lists(project_id: UUID) -> Grown:
    """The groups and rights of the project, retired ones too, in the reader's language."""
    work = current_session()
    return Grown(
        groups=labels(work, project_id, WhichList.GROUPS.value), rights=labels(work, project_id, WhichList.RIGHTS.value)
    )


def drawn_facets(look: Look, counts: Counts, grown: Grown) -> Drawn:
    """What can be chosen, and the folded form parts that offer it; drawn once for the same counts and words."""
    said = tuple((name, *each.items()) for name, each in counts.items())
    key = current_language(), look, said, *grown.groups.items(), *grown.rights.items()
    found = _DRAWN.get(key)
    if found is None:
        facets = facets_of(look.narrowing, counts, grown)
        sorts = [(sort.value, str(sort.label)) for sort in Sort]
        columns = [(column.value, str(column.label)) for column in ListColumn]
        parts = current_app.jinja_env.get_template("stakeholders/listing/_list.html").module
        found = _DRAWN[key] = facets, parts.tools(facets, look, sorts, columns)  # type: ignore[attr-defined]
        while len(_DRAWN) > KEPT:
            _DRAWN.popitem(last=False)
    return found
