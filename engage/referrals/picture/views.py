"""Pages of the picture: the map drawn, a part of it, one person, for a shared screen, on paper, as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, make_response, request
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.i18n.languages import direction
from engage.i18n.texts import current_language
from engage.projects.door import may, up_to_tier
from engage.referrals import drawing, veil
from engage.referrals.findings.door import FOR_OTHERS
from engage.referrals.picture import words
from engage.referrals.picture.blocks import Blocks, blocks_of
from engage.referrals.picture.canvas import values_of
from engage.referrals.picture.focus import draw_focus, focus_on
from engage.referrals.picture.levels import Level, level_for
from engage.referrals.picture.parts import Parts, draw_parts
from engage.referrals.picture.queries import map_to_leave
from engage.referrals.picture.service import take_out
from engage.referrals.picture.words import Parting
from engage.referrals.queries import seen_map
from engage.referrals.reading.tree import rows_of
from engage.referrals.seen import SeenMap
from engage.referrals.veil import Band
from engage.stakeholders.lists.queries import labels
from engage.stakeholders.lists.vocabulary import WhichList
from engage.web.answers import page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("picture", __name__, url_prefix="/picture")
FILE_NAME = "map.svg"


@dataclass(frozen=True)
class AtHand:
    """The map as the viewer may see it."""

    project_id: UUID
    seen: SeenMap
    bands: list[Band]
    exact: bool

    def blocks(self) -> Blocks:
        """Its parts."""
        return blocks_of(self.seen, self.bands, exact=self.exact)

    def parting(self) -> Parting:
        """How its parts are called."""
        groups = labels(current_session(), self.project_id, WhichList.GROUPS.value)
        return words.parting(self.seen, self.bands, self.blocks(), groups, exact=self.exact)

    def parts(self) -> Parts:
        """Its parts, drawn."""
        return draw_parts(self.blocks(), len(self.bands), by_group=not self.exact)


def _at_hand(project_id: UUID) -> AtHand:
    seen, exact = seen_map(current_session(), project_id, up_to_tier=up_to_tier()), may(Permission.RECORD_REFERRALS)
    return AtHand(project_id, seen, _circles(seen, exact=exact), exact)


def _circles(seen: SeenMap, *, exact: bool) -> list[Band]:
    """One for each wave; of a large map no more than can be told apart."""
    bands = veil.bands(seen, exact=exact)
    return veil.columns(bands, seen) if level_for(seen.visible.people) is Level.PARTS else bands


@blueprint.get("")
@requires(Permission.VIEW_MAP)
def picture(project_id: UUID) -> str:
    """The map drawn, as far as one picture holds it; `block` opens one part."""
    here = _at_hand(project_id)
    if not here.bands:
        return page("referrals/picture/nothing.html", exact=here.exact)
    if "block" in request.args:
        return _block(here)
    people = here.seen.visible.people
    level = level_for(people)
    context: dict[str, Any] = {"here": here, "level": level.value, "exact": here.exact}
    context["summary"] = words.summary(here.seen, here.bands, exact=here.exact)
    context["people"] = words.people_in_words(people, exact=here.exact)
    if level is not Level.PARTS:
        drawn = drawing.draw(here.seen, here.bands, exact=here.exact)
        context["drawn_people"] = drawn if level is Level.PEOPLE else values_of(drawn)
    if level is Level.PEOPLE:
        context["rows"] = rows_of(here.seen, range(people), exact=True) if here.exact else []
    else:
        context |= {"parts": here.parts(), "parting": here.parting(), "count": words.count}
    return page("referrals/picture/picture.html", **context)


def _block(here: AtHand) -> str:
    blocks = here.blocks()
    number = request.args.get("block", type=int)
    if number is None or not 0 <= number < len(blocks.blocks) or not blocks.blocks[number].opens:
        abort(404)
    block = blocks.blocks[number]
    shown = here.seen.some(
        blocks.of == number,
        after=request.args.get("after", type=UUID),
        before=request.args.get("before", type=UUID),
    )
    parting = here.parting()
    inside = [person.index for person in shown.people]
    circles = [(parting.ring(block), inside)]
    namings = None
    if here.exact:
        came = [(int(here.seen.visible.referrer[index]), index) for index in inside]
        namings = [pair for pair in came if pair[0] >= 0]
        leading = sorted({namer for namer, _named in namings} - set(inside))
        namings = [pair for pair in namings if pair[0] in set(leading)]
        circles = [("", leading), *circles] if leading else circles
    return page(
        "referrals/picture/block.html",
        block=block,
        parting=parting,
        count=words.count,
        shown=shown,
        picture=drawing.draw_part(here.seen, circles, namings),
        exact=here.exact,
    )


@blueprint.get("/<uuid:stakeholder_id>")
@requires(Permission.RECORD_REFERRALS)
def person(project_id: UUID, stakeholder_id: UUID) -> str:
    """One person: the lines that led to them, and whom they named."""
    here = _at_hand(project_id)
    index = here.seen.index_of(stakeholder_id)
    if index is None:
        abort(404)
    focus = focus_on(here.seen, index)
    mirrored = direction(current_language()) == "rtl"
    return page(
        "referrals/picture/person.html",
        focus=focus,
        picture=draw_focus(here.seen, focus, mirrored=mirrored),
        exact=True,
    )


@blueprint.get("/shared")
@requires(Permission.VIEW_MAP)
def shared(project_id: UUID) -> str:
    """For a screen that others see: groups and waves, as anyone may know of them, and nobody."""
    seen = seen_map(current_session(), project_id, up_to_tier=FOR_OTHERS)
    here = AtHand(project_id, seen, veil.columns(veil.bands(seen, exact=False), seen), exact=False)
    if not here.bands:
        return page("referrals/picture/shared.html", parts=None)
    blocks = here.blocks().blocks
    groups = list(dict.fromkeys(block.group for block in sorted(blocks, key=lambda each: each.group)))
    cells = {(block.group, block.ring): words.count(block.people) for block in blocks}
    return page(
        "referrals/picture/shared.html",
        parts=here.parts(),
        parting=here.parting(),
        count=words.count,
        groups=groups,
        cells=cells,
    )


def _to_leave(project_id: UUID) -> AtHand:
    """The map as it may leave the house, whoever takes it out."""
    seen = map_to_leave(current_session(), project_id, up_to_tier=min(FOR_OTHERS, up_to_tier()))
    return AtHand(project_id, seen, veil.bands(seen, exact=True), exact=True)


@blueprint.get("/print")
@requires(Permission.RECORD_REFERRALS)
def on_paper(project_id: UUID) -> str:
    """The picture with pseudonyms, for paper; and the way to take it out as a file."""
    here = _to_leave(project_id)
    if not here.bands:
        return page("referrals/picture/nothing.html", exact=True)
    return page("referrals/picture/print.html", exact=True, **_whole(here))


@blueprint.post("/export")
@requires(Permission.RECORD_REFERRALS)
def export(project_id: UUID) -> Response:
    """The same as a file, on the record."""
    here = _to_leave(project_id)
    if not here.bands:
        abort(404)
    take_out(current_session(), actor=current_user, project_id=project_id, people=here.seen.visible.people)
    answer = make_response(page("referrals/picture/map.svg", **_whole(here)))
    answer.headers["Content-Type"] = "image/svg+xml; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer


def _whole(here: AtHand) -> dict[str, object]:
    """Everyone as far as one picture holds them, else the parts."""
    if level_for(here.seen.visible.people) is Level.PARTS:
        return {"picture": None, "parts": here.parts(), "parting": here.parting(), "count": words.count}
    return {"picture": drawing.draw(here.seen, here.bands, exact=True), "parts": None}
