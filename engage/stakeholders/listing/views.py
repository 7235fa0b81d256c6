"""The list of people, and finding someone in it."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.i18n.formats import territory_name
from engage.i18n.texts import gettext as _
from engage.projects.door import up_to_tier
from engage.stakeholders import service
from engage.stakeholders.directory import directory_of
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.narrowing import PAGE, Narrowing, page_of
from engage.stakeholders.vocabulary import Level, RightsGroup, StakeholderKind, StakeholderRole, Tier
from engage.stakeholders.words import labels, rows_of
from engage.web.answers import page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("listing", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/")
@requires(Permission.VIEW_STAKEHOLDERS)
def people(project_id: UUID) -> Answer:
    """Everyone the viewer may know of, by pseudonym, a hundred at a time."""
    directory, tier = directory_of(current_session(), project_id), up_to_tier()
    everyone = directory.people(tier)
    narrowing = Narrowing(**{name: request.args.get(name, "")[:30] for name in Narrowing.__dataclass_fields__})
    fitting = narrowing.of(everyone)
    part = page_of(fitting, after=request.args.get("after", type=UUID), before=request.args.get("before", type=UUID))
    here = url_for("stakeholders.listing.people", project_id=project_id)

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
        return redirect(url_for("stakeholders.listing.people", project_id=project_id))
    work, names = current_session(), looks_up_to_tier()
    found = service.search(
        work, actor=current_user, project_id=project_id, text=text, up_to_tier=up_to_tier(), names_up_to_tier=names
    )
    return page(
        "stakeholders/people.html",
        here=url_for("stakeholders.listing.people", project_id=project_id),
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
