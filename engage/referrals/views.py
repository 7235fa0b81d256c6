"""Pages of the map: waves, namings, recording an answer, starts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.i18n.texts import gettext as _
from engage.projects.door import may, up_to_tier
from engage.referrals import sentences, service, veil
from engage.referrals.capturing.views import blueprint as capturing_pages
from engage.referrals.exchange.views import blueprint as exchange_pages
from engage.referrals.findings.ground import stand_on
from engage.referrals.findings.queries import pauses_of
from engage.referrals.findings.views import blueprint as findings_pages
from engage.referrals.forms import StartForm
from engage.referrals.picture.views import blueprint as picture_pages
from engage.referrals.queries import seen_map
from engage.referrals.reading.cards import Card, cards
from engage.referrals.reading.door import agreed
from engage.referrals.reading.turns import turns
from engage.referrals.reading.views import blueprint as reading_pages
from engage.referrals.recording import views as recording
from engage.referrals.recording.forms import refuse
from engage.referrals.recording.picking import known_to_all
from engage.referrals.seen import PageOfMap, SeenMap
from engage.referrals.vocabulary import ON_THE_MAP, Question
from engage.stakeholders.directory import directory_of
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("referrals", __name__, url_prefix="/projects/<uuid:project_id>/referrals")
blueprint.register_blueprint(findings_pages)
blueprint.register_blueprint(picture_pages)
blueprint.register_blueprint(exchange_pages)
blueprint.register_blueprint(capturing_pages)
blueprint.register_blueprint(reading_pages)
blueprint.register_blueprint(recording.blueprint)
blueprint.get("/record")(recording.record)
blueprint.post("/record")(recording.save)
blueprint.get("/namings/<uuid:referral_id>")(recording.naming)
blueprint.post("/namings/<uuid:referral_id>")(recording.move)

Answer = str | Response | tuple[str, int]


IN_COLUMN = 12
"""So many cards of a column are shown at a time."""


@dataclass(frozen=True)
class Column:
    """Some of those in one column of the board; `number` stands for the column in addresses."""

    number: int
    title: str
    size: str
    part: PageOfMap
    cards: list[Card]


@blueprint.get("/")
@requires(Permission.VIEW_MAP)
def waves(project_id: UUID) -> Answer:
    """The board: each wave a column, whose turn it is first. One column at a time is paged through."""
    seen, exact = _seen(project_id), may(Permission.RECORD_REFERRALS)
    bands = veil.columns(veil.bands(seen, exact=exact), seen)
    return page(
        "referrals/waves.html",
        seen=seen,
        exact=exact,
        columns=_columns(project_id, seen, bands, exact),
        reach=sentences.reach(seen, exact=exact) if bands else [],
    )


def _columns(project_id: UUID, seen: SeenMap, bands: list[veil.Band], exact: bool) -> list[Column]:
    ground = stand_on(seen, pauses_of(current_session(), project_id))
    key = turns(seen, ground.paused, exact=exact)
    paged = request.args.get("column", type=int)
    after, before = (request.args.get(name, type=UUID) for name in ("after", "before"))
    parts = []
    for number, band in enumerate(bands):
        here = seen.among(band.first, band.last)
        one, other = (after, before) if number == paged else (None, None)
        parts.append(seen.some(here, key=key, after=one, before=other, size=IN_COLUMN))
    known = agreed(project_id, [person for part in parts for person in part.people])
    return [
        Column(
            number,
            sentences.band_title(band),
            veil.figure(part.total, exact=exact),
            part,
            cards(ground, part.people, exact=exact, agreed=known),
        )
        for number, (band, part) in enumerate(zip(bands, parts, strict=True))
    ]


def _seen(project_id: UUID) -> SeenMap:
    return seen_map(current_session(), project_id, up_to_tier=up_to_tier())


@blueprint.get("/namings")
@requires(Permission.RECORD_REFERRALS)
def namings(project_id: UUID) -> Answer:
    """Namings, newest first, fifty at a time; `state` and `question` narrow them down."""
    seen = _seen(project_id)
    state = next((each for each in ON_THE_MAP if each.value == request.args.get("state")), None)
    question = next((each for each in Question if each.value == request.args.get("question")), None)
    after, before = (request.args.get(name, type=UUID) for name in ("after", "before"))
    part = seen.page_of_namings(standing=state, question=question, after=after, before=before)
    return page(
        "referrals/namings.html",
        seen=seen,
        part=part,
        state=state,
        question=question,
        states=ON_THE_MAP,
        questions=list(Question),
    )


@blueprint.get("/starts")
@requires(Permission.RECORD_REFERRALS)
def starts(project_id: UUID) -> Answer:
    """With whom the map begins."""
    return _starts_page(project_id, StartForm(formdata=None))


@blueprint.post("/starts")
@requires(Permission.RECORD_REFERRALS)
def add_start(project_id: UUID) -> Answer:
    """Begins the map with one more person."""
    form, work = StartForm(), current_session()
    who = form.found(directory_of(work, project_id), up_to_tier=up_to_tier())
    if who is not None:
        try:
            service.add_start(
                work, actor=current_user, project_id=project_id, stakeholder_id=who, reason=form.reason.data or ""
            )
        except service.AlreadyStart:
            refuse(form.whom.who, _("The map begins with them already."))
        else:
            flash(_("The map begins with one more person."), "good")
            return redirect(url_for("referrals.starts", project_id=project_id))
    return _starts_page(project_id, form)


def _starts_page(project_id: UUID, form: StartForm) -> Answer:
    draw = again if form.errors else page
    known = known_to_all(directory_of(current_session(), project_id), up_to_tier=up_to_tier())
    return draw("referrals/starts.html", form=form, known=known, seen=_seen(project_id))
