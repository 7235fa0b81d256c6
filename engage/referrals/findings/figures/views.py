"""Pages that only read the map."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, request

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.i18n.formats import territory_name
from engage.i18n.texts import gettext as _
from engage.referrals.findings import sentences
from engage.referrals.findings.between import SEVERAL, TOLD_FROM, UNKNOWN, between
from engage.referrals.findings.circles import LEAST_PEOPLE, Circles, circles
from engage.referrals.findings.door import AtHand, at_hand
from engage.referrals.findings.grid import told
from engage.referrals.findings.method import account
from engage.referrals.findings.mixing import between_groups, inward_by_chance
from engage.referrals.findings.queries import statements_of
from engage.referrals.findings.turns import RULE, single_routes
from engage.referrals.findings.vocabulary import Grouping
from engage.stakeholders.vocabulary import StakeholderRole
from engage.stakeholders.words import labels
from engage.web.answers import page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("figures", __name__)


@blueprint.get("/between")
@requires(Permission.RECORD_REFERRALS)
def who_names_whom(project_id: UUID) -> str:
    """Namings from group to group; `by` says how people are put together."""
    here = at_hand(project_id)
    wanted = request.args.get("by", "")
    grouping = Grouping(wanted) if wanted in list(Grouping) else Grouping.GROUP
    return page(
        "referrals/findings/between.html",
        here=here,
        sentences=sentences,
        grouping=grouping,
        groupings=list(Grouping),
        found=between(here.ground, grouping),
        group_words=_group_words(here, grouping),
        told_from=TOLD_FROM,
    )


def _group_words(here: AtHand, grouping: Grouping) -> Mapping[str, str]:
    ground = here.ground
    match grouping:
        case Grouping.START:
            starts = [ground.seen.people[start] for start in ground.starts]
            known = {str(person.id): person.record.pseudonym for person in starts}
            return {UNKNOWN: _("No start leads here yet"), SEVERAL: _("Several starts"), **known}
        case Grouping.ROLE:
            return {UNKNOWN: _("Not known"), SEVERAL: _("Both"), **labels(StakeholderRole)}
        case Grouping.COUNTRY:
            codes = {code for person in ground.people for code in person.record.profile.countries}
            return {
                UNKNOWN: _("Not known"),
                SEVERAL: _("More than one"),
                **{code: territory_name(code) for code in codes},
            }
        case _:
            known = {code: word for (fact, code), word in here.labels.items() if fact == "group"}
            return {UNKNOWN: _("None known"), SEVERAL: _("More than one"), **known}


@blueprint.get("/dependence")
@requires(Permission.RECORD_REFERRALS)
def dependence(project_id: UUID) -> str:
    """On which single contacts our access to others hangs: our dependence, not theirs."""
    here = at_hand(project_id)
    routes = single_routes(here.ground)
    by_size = {size: [each for each in routes if each.behind == size] for size in sorted({r.behind for r in routes})}
    return page("referrals/findings/dependence.html", here=here, sentences=sentences, routes=routes, by_size=by_size)


@blueprint.get("/circles")
@requires(Permission.RECORD_REFERRALS)
def in_circles(project_id: UUID) -> str:
    """About how many circles of mutual acquaintance there are, and which were heard; from fifty people on."""
    here = at_hand(project_id)
    ground = here.ground
    people = [person.index for person in ground.people]
    found = circles(people, ground.namings, ground.heard)
    return page(
        "referrals/findings/circles.html",
        here=here,
        sentences=sentences,
        found=found,
        inside=_inside(here, found),
        least=LEAST_PEOPLE,
    )


def _inside(here: AtHand, found: Circles | None) -> tuple[int, int, int]:
    """Of the namings between members of circles: how many stay inside one, by chance, and all."""
    circle_of = [-1] * len(here.ground.seen.people)
    for number, circle in enumerate(found.largest if found else []):
        for member in circle.members:
            circle_of[member] = number
    matrix = between_groups(circle_of, max(circle_of, default=-1) + 1, here.ground.namings)
    whole = sum(map(sum, matrix))
    by_chance = inward_by_chance(matrix)
    expected = round(whole * (1 - by_chance) / 2) if by_chance is not None else 0
    return sum(matrix[number][number] for number in range(len(matrix))), expected, whole


@blueprint.get("/method")
@requires(Permission.VIEW_MAP)
def method(project_id: UUID) -> str:
    """How people were found, for print: no person and no naming in it."""
    here, work = at_hand(project_id, for_others=True), current_session()
    rows = here.rows()
    kept = statements_of(work, project_id)[:1]
    return page(
        "referrals/findings/method.html",
        here=here,
        sentences=sentences,
        account=account(here.ground, exact=here.exact),
        rows=rows,
        told=told(rows, exact=here.exact),
        rule=RULE,
        statement=kept[0] if kept else None,
        staff=names_of(work, {each.signed_by for each in kept}),
        on=today(),
    )
