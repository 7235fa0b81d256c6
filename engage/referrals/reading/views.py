"""Pages that read the map: the table, the tree, the matrix."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, request, url_for

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.i18n.texts import gettext as _
from engage.projects.door import may
from engage.referrals import sentences, veil
from engage.referrals.findings.between import OF_NONE, OF_SEVERAL
from engage.referrals.findings.ground import stand_on
from engage.referrals.findings.known import known_of
from engage.referrals.findings.queries import pauses_of, statements_of
from engage.referrals.findings.vocabulary import Fact
from engage.referrals.reading import narrowing
from engage.referrals.reading.cards import cards
from engage.referrals.reading.door import agreed, seen_at_hand
from engage.referrals.reading.matrix import SIDE, address_of, blocks, matrix_of, tile
from engage.referrals.reading.narrowing import Begun, Narrowed, Order
from engage.referrals.reading.opening import opened
from engage.referrals.veil import Band
from engage.referrals.visible import WEIGHT
from engage.stakeholders.lists.queries import labels
from engage.stakeholders.lists.vocabulary import WhichList
from engage.web.answers import page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("reading", __name__)


@blueprint.get("/table")
@requires(Permission.VIEW_MAP)
def table(project_id: UUID) -> str:
    """Everyone on the map, a hundred at a time, narrowed and sorted by what is shown of them."""
    work, seen, exact = current_session(), seen_at_hand(project_id), may(Permission.RECORD_REFERRALS)
    bands = veil.columns(veil.bands(seen, exact=exact), seen)
    groups = _groups(project_id, known_of(seen).codes(Fact.GROUP.value)) if may(Permission.VIEW_STAKEHOLDERS) else {}
    asked = Narrowed.of(request.args, bands, list(groups))
    after, before = (request.args.get(name, type=UUID) for name in ("after", "before"))
    part = narrowing.part(seen, bands, asked, after=after, before=before)
    ground = stand_on(seen, pauses_of(work, project_id))
    signed = statements_of(work, project_id)[:1] if bands else []
    waves = narrowing.band_of(seen, bands)

    def here(**changed: str) -> str:
        said: dict[str, Any] = asked.pairs(**changed)
        return url_for(".table", project_id=project_id, **said)

    return page(
        "referrals/reading/table.html",
        exact=exact,
        bands=[(str(number), _title(band, exact)) for number, band in enumerate(bands)],
        rows=cards(ground, part.people, exact=exact, agreed=agreed(project_id, part.people)),
        wave_of=[sentences.band_title(bands[waves[person.index]]) for person in part.people],
        asked=asked,
        first=part.first,
        total=veil.figure(part.total, exact=exact),
        reach=sentences.reach(seen, exact=exact) if bands else [],
        signed=signed[0] if signed else None,
        staff=names_of(work, {each.signed_by for each in signed}),
        groups=sorted(groups.items(), key=lambda pair: pair[1].casefold()),
        states=sorted(WEIGHT, key=list(type(WEIGHT[0])).index),
        begun=list(Begun),
        sort_urls={each.value: here(sort=each.value) for each in Order},
        next_url=here(after=str(part.next)) if part.next else "",
        previous_url=here(before=str(part.previous)) if part.previous else "",
    )


@blueprint.get("/tree")
@requires(Permission.VIEW_MAP)
def tree(project_id: UUID) -> str:
    """The map as a tree, one branch open at a time; for whoever may not see namings, the waves with their people."""
    seen, exact = seen_at_hand(project_id), may(Permission.RECORD_REFERRALS)
    after, before = (request.args.get(name, type=UUID) for name in ("after", "before"))
    if exact:
        shown = opened(seen, request.args.get("open", type=UUID), after=after, before=before)
        return page("referrals/reading/tree.html", shown=shown, reach=sentences.reach(seen, exact=True))
    bands = veil.columns(veil.bands(seen, exact=False), seen)
    asked = request.args.get("wave", 0, type=int)
    wave = asked if 0 <= asked < len(bands) else 0
    part = seen.some(seen.among(bands[wave].first, bands[wave].last), after=after, before=before) if bands else None
    return page(
        "referrals/reading/waves.html",
        bands=[(sentences.band_title(band), veil.figure(len(band.indexes), exact=False)) for band in bands],
        wave=wave,
        part=part,
        reach=sentences.reach(seen, exact=False) if bands else [],
    )


@blueprint.get("/matrix")
@requires(Permission.VIEW_MAP)
def matrix(project_id: UUID) -> str:
    """Groups as blocks; for whoever may see namings, one of them open as a tile of people."""
    seen, exact = seen_at_hand(project_id), may(Permission.RECORD_REFERRALS)
    if not veil.bands(seen, exact=exact):
        return page("referrals/reading/matrix.html", blocks=[], reach=[], exact=exact)
    found = matrix_of(seen)
    columns, rows = blocks(found, exact=exact)
    codes = [address_of(code) for code in found.groups]
    words = _groups(project_id, found.groups) | {OF_NONE: _("None known"), OF_SEVERAL: _("More than one")}
    block = _asked_for(codes) if exact else None
    whole = block is None and exact and seen.visible.people <= SIDE
    number = request.args.get("tile", 1, type=int) - 1
    return page(
        "referrals/reading/matrix.html",
        exact=exact,
        reach=sentences.reach(seen, exact=exact),
        columns=columns,
        blocks=rows,
        words=[words[code] for code in found.groups],
        codes=codes,
        block=block,
        tile=tile(seen, block, number) if block or whole else None,
        naming_at=lambda cell: seen.namings[cell.place].id,
    )


def _asked_for(codes: list[str]) -> tuple[int, int] | None:
    row, column = (request.args.get(name, "") for name in ("from", "to"))
    return (codes.index(row), codes.index(column)) if row in codes and column in codes else None


def _title(band: Band, exact: bool) -> str:
    words = {"wave": sentences.band_title(band), "people": veil.figure(len(band.indexes), exact=exact)}
    return _("%(wave)s (%(people)s)", **words)


def _groups(project_id: UUID, codes: list[str]) -> dict[str, str]:
    """The words of groups."""
    words = labels(current_session(), project_id, WhichList.GROUPS.value)
    return {code: words.get(code, code) for code in codes}
