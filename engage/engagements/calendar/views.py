"""Pages of the calendar, and the feed, which is asked for without a session."""

from __future__ import annotations

from time import monotonic
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from engage.accounts.permissions import ROLE_PERMISSIONS, Permission
from engage.crypto.vault import Vault
from engage.db.clock import today
from engage.engagements.calendar import days, queries, service
from engage.engagements.calendar.feed import written
from engage.engagements.calendar.pace import Pace
from engage.engagements.calendar.queries import Sight
from engage.engagements.calendar.records import Entry
from engage.engagements.calendar.vocabulary import EntryKind
from engage.i18n.formats import format_month, format_weekday, week_begins
from engage.i18n.languages import OFFERED, SOURCE
from engage.i18n.texts import gettext as _
from engage.i18n.texts import use_language
from engage.projects import viewing
from engage.projects.door import current_project_id, may, up_to_tier
from engage.projects.queries import membership
from engage.web.answers import page
from engage.web.permits import public, requires
from engage.web.unit_of_work import current_session, vault

blueprint = Blueprint("calendar", __name__, url_prefix="/calendar")
feed_pages = Blueprint("calendar", __name__, url_prefix="/calendar")

Reply = str | Answer | tuple[str, int]
PACE = Pace(30, 60)
CORE_TEAM, OTHERS = 3, 2


@blueprint.get("/")
@requires(Permission.VIEW_ENGAGEMENTS)
def month(project_id: UUID) -> Reply:
    """A month of the team or of the viewer, as a grid and as a list."""
    first = days.month_of(request.args.get("month"), today=today())
    mine, as_list = request.args.get("mine") == "1", request.args.get("as") == "list"
    found = queries.entries_between(current_session(), project_id, first, days.last_of(first), _sight())
    if mine:
        found = [each for each in found if current_user.id in each.whose]
    grid = days.weeks(first, found, week_begins=week_begins())
    return page(
        "engagements/calendar/month.html",
        first=first,
        before=days.months_on(first, -1),
        after=days.months_on(first, 1),
        weeks=grid,
        week_days=[format_weekday(cell.day) for cell in grid[0]],
        listed=days.spread(found),
        mine=mine,
        as_list=as_list,
        now=today(),
        address=_address,
        month_words=format_month(first),
    )


@blueprint.get("/feed")
@requires(Permission.VIEW_ENGAGEMENTS)
def feed(project_id: UUID) -> Reply:
    """Whether the viewer has an address for other programs, and what it tells."""
    row = queries.feed_of(current_session(), project_id, current_user.id)
    return page("engagements/calendar/feed.html", made_on=row.made_on if row else None, address="")


@blueprint.post("/feed")
@requires(Permission.EDIT_ENGAGEMENTS)
def open_feed(project_id: UUID) -> Reply:
    """Makes an address or renews it. It is shown on this answer and never again."""
    token = service.open_feed(current_session(), actor=current_user, project_id=project_id)
    address = url_for("calendar.read", token=token, _external=True)
    return page("engagements/calendar/feed.html", made_on=today(), address=address)


@blueprint.post("/feed/close")
@requires(Permission.EDIT_ENGAGEMENTS)
def close_feed(project_id: UUID) -> Reply:
    """The address leads nowhere from now on."""
    try:
        service.close_feed(current_session(), actor=current_user, project_id=project_id)
    except service.NoFeed:
        flash(_("There is no address any more."), "quiet")
    else:
        flash(_("The address leads nowhere any more."), "good")
    return redirect(url_for("engagements.calendar.feed", project_id=project_id))


@feed_pages.get("/<token>.ics")
@public
def read(token: str) -> Response:
    """The calendar of whoever the address was made for, as they may see it now; nothing once they may not."""
    work = current_session()
    found = queries.feed_with(work, service.hashed(token))
    if found is None:
        abort(404)
    row, user = found
    project = membership(work, user.id, row.project_id) if user.is_active else None
    if project is None or Permission.EDIT_ENGAGEMENTS not in ROLE_PERMISSIONS[project.role]:
        abort(404)
    if not PACE.allows(row.id, monotonic()):
        abort(429)
    viewing.look_as(user.id)
    allowed = ROLE_PERMISSIONS[project.role]
    begin, end = days.fed(today())
    entries = queries.entries_between(work, project.id, begin, end, sight_of(allowed))
    keys: Vault = vault()
    with use_language(user.language if user.language in OFFERED else SOURCE):
        mine = [each for each in entries if user.id in each.whose]
        text = written(mine, keys.data_key(project.id), today=today())
    return Response(text, mimetype="text/calendar", headers={"Content-Disposition": "inline; filename=calendar.ics"})


def sight_of(allowed: frozenset[Permission]) -> Sight:
    """What somebody with these permissions sees of a calendar."""
    return Sight(
        up_to_tier=CORE_TEAM if Permission.VIEW_HIGHEST_TIER in allowed else OTHERS,
        people=Permission.VIEW_STAKEHOLDERS in allowed,
        decisions=Permission.VIEW_DECISIONS in allowed,
        works=Permission.EDIT_ENGAGEMENTS in allowed,
    )


def _sight() -> Sight:
    return Sight(
        up_to_tier=up_to_tier(),
        people=may(Permission.VIEW_STAKEHOLDERS),
        decisions=may(Permission.VIEW_DECISIONS),
        works=may(Permission.EDIT_ENGAGEMENTS),
    )


def _address(entry: Entry) -> str:
    """Where the rest of an entry is read."""
    here: dict[str, Any] = {"project_id": current_project_id()}
    match entry.kind:
        case EntryKind.CONVERSATION | EntryKind.NOTES:
            return url_for("engagements.engagement", engagement_id=entry.about, **here)
        case EntryKind.OWED:
            return url_for("engagements.after.action", action_id=entry.about, **here)
        case EntryKind.TERM | EntryKind.REVIEW:
            return url_for("engagements.standing.panel", panel_id=entry.about, **here)
        case EntryKind.PEAK:
            return url_for("engagements.peaks.listed", **here)
        case EntryKind.CARE:
            return url_for("projects.today", **here)
        case _:
            return url_for("decisions.decision", decision_id=entry.about, **here)
