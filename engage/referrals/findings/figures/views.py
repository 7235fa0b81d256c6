"""Pages that only read the map."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.i18n.formats import territory_name
from engage.i18n.languages import LANGUAGES, OFFERED, direction
from engage.i18n.texts import current_language, use_language
from engage.i18n.texts import gettext as _
from engage.projects.door import up_to_tier
from engage.referrals.findings import sentences
from engage.referrals.findings.between import OF_NONE, OF_SEVERAL, TOLD_FROM, between
from engage.referrals.findings.burden import bears, burdens, shared
from engage.referrals.findings.circles import LEAST_PEOPLE
from engage.referrals.findings.dependence import SHOWN, routes
from engage.referrals.findings.door import AtHand, at_hand
from engage.referrals.findings.grid import told
from engage.referrals.findings.method import Note, note
from engage.referrals.findings.queries import in_touch, labels_of, statements_of
from engage.referrals.findings.vocabulary import Grouping
from engage.stakeholders.directory import directory_of
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.load.ledger import FEW
from engage.stakeholders.load.queries import elsewhere_for, ledger_of
from engage.stakeholders.vocabulary import StakeholderRole
from engage.stakeholders.words import labels
from engage.web.answers import page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("figures", __name__)

QUARTER = timedelta(days=91)
MOST_BODIES = 50
FILES = {"text": ("method_file.txt", "text/plain", "txt"), "page": ("method_file.html", "text/html", "html")}


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
        mutual=here.ground.counted.mutual,
        group_words=_group_words(here, grouping),
        told_from=TOLD_FROM,
    )


def _group_words(here: AtHand, grouping: Grouping) -> Mapping[str, str]:
    ground = here.ground
    match grouping:
        case Grouping.START:
            starts = [ground.seen.record_of(start) for start in ground.starts]
            known = {str(record.id): record.pseudonym for record in starts}
            return {OF_NONE: _("No start leads here yet"), OF_SEVERAL: _("Several starts"), **known}
        case Grouping.ROLE:
            return {OF_NONE: _("Not known"), OF_SEVERAL: _("Both"), **labels(StakeholderRole)}
        case Grouping.COUNTRY:
            codes = ground.known.codes(grouping.value)
            return {
                OF_NONE: _("Not known"),
                OF_SEVERAL: _("More than one"),
                **{code: territory_name(code) for code in codes},
            }
        case _:
            known = {code: word for (fact, code), word in here.labels.items() if fact == "group"}
            return {OF_NONE: _("None known"), OF_SEVERAL: _("More than one"), **known}


@blueprint.get("/dependence")
@requires(Permission.RECORD_REFERRALS)
def dependence(project_id: UUID) -> str:
    """On which single contacts our access to others hangs: our dependence, not theirs."""
    here, work = at_hand(project_id), current_session()
    found = routes(here.ground)
    shown = [person for route in found for person in route.people[:SHOWN]]
    holds = in_touch(work, project_id, [person.id for person in shown])
    return page(
        "referrals/findings/dependence.html",
        here=here,
        sentences=sentences,
        routes=found,
        how_many=sum(len(route.people) for route in found),
        holds=holds,
        staff=names_of(work, set(holds.values())),
        cut_points=here.ground.counted.cut_points,
    )


@blueprint.get("/circles")
@requires(Permission.RECORD_REFERRALS)
def in_circles(project_id: UUID) -> str:
    """About how many circles of mutual acquaintance there are, and which were heard; from fifty people on."""
    here = at_hand(project_id)
    return page(
        "referrals/findings/circles.html",
        here=here,
        sentences=sentences,
        found=here.ground.counted.circles,
        least=LEAST_PEOPLE,
    )


@blueprint.get("/load")
@requires(Permission.RECORD_REFERRALS)
def load(project_id: UUID) -> str:
    """How often bodies were asked, beside what they agreed to; and who else agreed to speak of the same."""
    here, work, day = at_hand(project_id), current_session(), today()
    ledger = ledger_of(work, project_id)
    _last, asked = ledger.facts(day)
    agreed, directory = ledger.agreed(day), directory_of(work, project_id)
    known = [directory.find(each, up_to_tier()) for each in {*asked, *agreed}]
    bodies = [record for record in known if record is not None and bears(record)]
    lately = ledger.asked_since(day - QUARTER, day)
    found = burdens(bodies, here.ground, here.rows(), asked=asked, lately=lately, agreed=agreed)
    shown = found[:MOST_BODIES]
    return page(
        "referrals/findings/load.html",
        here=here,
        sentences=sentences,
        found=shown,
        more=len(found) - len(shown),
        shared=shared(found),
        elsewhere=elsewhere_for(work, project_id, [each.record.id for each in shown], looks_up_to=looks_up_to_tier()),
        few=FEW,
    )


@blueprint.get("/method")
@requires(Permission.VIEW_MAP)
def method(project_id: UUID) -> str | Response:
    """How people were found: no person and no naming in it. `in` says in which language, `as` hands out a file."""
    wanted = request.args.get("in", "")
    language = wanted if wanted in OFFERED else current_language()
    here, work = at_hand(project_id, for_others=True), current_session()
    with use_language(language):
        rows = here.rows()
        found = note(
            here.ground,
            rows,
            told(rows, exact=False),
            withheld=here.withheld,
            label=labels_of(work, project_id),
            on=today(),
        )
        kind = FILES.get(request.args.get("as", ""))
        if kind is not None:
            return _file(found, language, *kind)
    kept = statements_of(work, project_id)[:1]
    return page(
        "referrals/findings/method.html",
        here=here,
        note=found,
        note_language=language,
        note_direction=direction(language),
        languages=[each.code for each in LANGUAGES],
        statement=kept[0] if kept else None,
        staff=names_of(work, {each.signed_by for each in kept}),
    )


def _file(found: Note, language: str, template: str, mimetype: str, ending: str) -> Response:
    words = {"note": found, "language": language, "direction": direction(language)}
    text = render_template(f"referrals/findings/{template}", **words)
    headers = {"Content-Disposition": f'attachment; filename="note-{language}.{ending}"'}
    return Response(text, mimetype=mimetype, headers=headers)
