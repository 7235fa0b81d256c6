"""Pages of the next wave: whom a line of the scoping could hear, who is marked, what that would change."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.i18n.formats import format_names
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.projects.door import may
from engage.referrals.findings import sentences
from engage.referrals.findings.candidates import open_to
from engage.referrals.findings.door import AtHand, at_hand
from engage.referrals.findings.grid import Row
from engage.referrals.findings.wave import sentences as words
from engage.referrals.findings.wave import service
from engage.referrals.findings.wave.forms import MarkForm, WavePlanForm
from engage.referrals.findings.wave.queries import marks_of
from engage.referrals.findings.wave.vocabulary import HowPlanned
from engage.referrals.findings.wave.what_if import is_fit, what_if
from engage.referrals.seen import PersonSeen
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.load.queries import facts_of as load_of
from engage.stakeholders.load.queries import warnings_for
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("wave", __name__, url_prefix="/next-wave")

Answer = str | Response | tuple[str, int]
SHOWN = 50


@blueprint.get("/")
@requires(Permission.RECORD_REFERRALS)
def marked(project_id: UUID) -> Answer:
    """Who is marked for the next wave, and what would change if they were heard."""
    return _marked(page, at_hand(project_id), WavePlanForm(formdata=None))


@blueprint.post("/plan")
@requires(Permission.EDIT_ENGAGEMENTS)
def plan(project_id: UUID) -> Answer:
    """Plans the marked people as engagements; nobody is invited."""
    here, form = at_hand(project_id), WavePlanForm()
    people = _people(here)
    if not form.validate() or not _all_fit(here, people, form):
        return _marked(again, here, form)
    try:
        made = service.plan(
            current_session(),
            actor=current_user,
            project_id=project_id,
            stakeholder_ids=[person.id for person in people],
            together=form.how.data == HowPlanned.TOGETHER,
            title=form.title.data or "",
            planned_on=form.planned_on.data,
            details=form.plan(),
            selected_because=form.selected_because.data or "",
        )
    except service.NobodyMarked:
        form.how.errors = [_("Nobody is marked. Mark first who would be approached.")]
        return _marked(again, here, form)
    flash(
        ngettext(
            "One engagement is planned. Nobody is invited yet.",
            "%(num)s engagements are planned. Nobody is invited yet.",
            len(made),
        ),
        "good",
    )
    if len(made) == 1:
        return redirect(url_for("engagements.engagement", project_id=project_id, engagement_id=made[0].id))
    return redirect(url_for("engagements.engagements", project_id=project_id))


@blueprint.post("/<uuid:stakeholder_id>/mark")
@requires(Permission.RECORD_REFERRALS)
def mark(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Marks one person."""
    here = at_hand(project_id)
    person = here.ground.seen.by_id.get(stakeholder_id) or abort(404)
    if not is_fit(person, here.ground):
        flash(_("They are not to be approached: their record or their answer says so."), "attention")
    else:
        _mark(project_id, [stakeholder_id])
    return redirect(url_for("referrals.findings.wave.marked", project_id=project_id))


@blueprint.post("/<uuid:stakeholder_id>/unmark")
@requires(Permission.RECORD_REFERRALS)
def unmark(project_id: UUID, stakeholder_id: UUID) -> Answer:
    """Takes a mark away."""
    if at_hand(project_id).ground.seen.by_id.get(stakeholder_id) is None:
        abort(404)
    service.unmark(current_session(), actor=current_user, project_id=project_id, stakeholder_ids=[stakeholder_id])
    flash(_("The mark is taken away."), "good")
    return redirect(url_for("referrals.findings.wave.marked", project_id=project_id))


@blueprint.get("/of/<uuid:cell_id>")
@requires(Permission.RECORD_REFERRALS)
def of_cell(project_id: UUID, cell_id: UUID) -> Answer:
    """Who could be approached to hear more of one line of the scoping."""
    here = at_hand(project_id)
    return _of_cell(page, here, _row(here, cell_id), MarkForm(formdata=None))


@blueprint.post("/of/<uuid:cell_id>")
@requires(Permission.RECORD_REFERRALS)
def mark_of_cell(project_id: UUID, cell_id: UUID) -> Answer:
    """Marks those ticked."""
    here, form = at_hand(project_id), MarkForm()
    row = _row(here, cell_id)
    known = {str(person.id): person.id for person in _could(here, row)}
    chosen = [known[each] for each in form.people.data or () if each in known]
    if not chosen:
        form.people.errors = [_("Tick at least one person.")]
        return _of_cell(again, here, row, form)
    _mark(project_id, chosen)
    return redirect(url_for("referrals.findings.wave.marked", project_id=project_id))


def _mark(project_id: UUID, ids: Collection[UUID]) -> None:
    work = current_session()
    try:
        fresh = service.mark(work, actor=current_user, project_id=project_id, stakeholder_ids=ids)
    except Restricted:
        flash(_("They are not to be approached: their record or their answer says so."), "attention")
    except service.TooMany:
        flash(
            _(
                "At most %(most)s people can be marked: a wave in which each of them can be met.",
                most=service.MOST_MARKED,
            ),
            "attention",
        )
    else:
        flash(ngettext("One person is marked.", "%(num)s people are marked.", fresh or len(ids)), "good")


def _people(here: AtHand) -> list[PersonSeen]:
    """Whoever is marked, as far as the viewer may know of them, by pseudonym."""
    seen = here.ground.seen
    known = [
        index for each in marks_of(current_session(), here.project_id) if (index := seen.index_of(each)) is not None
    ]
    return list(here.people_at(known))


def _all_fit(here: AtHand, people: list[PersonSeen], form: WavePlanForm) -> bool:
    unfit = [person.record.pseudonym for person in people if not is_fit(person, here.ground)]
    if unfit:
        said = _("Take the mark away first from %(people)s: they are not to be approached.", people=format_names(unfit))
        form.how.errors = [said]
    return not unfit


def _row(here: AtHand, cell_id: UUID) -> Row:
    return next((row for row in here.rows() if row.record.id == cell_id), None) or abort(404)


def _could(here: AtHand, row: Row) -> list[PersonSeen]:
    """The first of those who could be approached."""
    open_ones = row.members[open_to(here.ground)[row.members]]
    return here.ground.some(open_ones)[:SHOWN]


def _marked(draw: Callable[..., Answer], here: AtHand, form: WavePlanForm) -> Answer:
    work = current_session()
    people, marks = _people(here), marks_of(work, here.project_id)
    _last, asked = load_of(work, here.project_id)
    ids = [person.id for person in people]
    return draw(
        "referrals/findings/wave/marked.html",
        here=here,
        form=form,
        people=people,
        marks=marks,
        unfit={person.id for person in people if not is_fit(person, here.ground)},
        asked=asked,
        warned=warnings_for(work, here.project_id, ids, looks_up_to=looks_up_to_tier()),
        found=what_if(here.ground, here.rows(), people, asked),
        staff=names_of(work, {marks[each].marked_by for each in ids}),
        may_plan=may(Permission.EDIT_ENGAGEMENTS),
        sentences=sentences,
        words=words,
    )


def _of_cell(draw: Callable[..., Answer], here: AtHand, row: Row, form: MarkForm) -> Answer:
    people, marks = _could(here, row), marks_of(current_session(), here.project_id)
    _last, asked = load_of(current_session(), here.project_id)
    form.people.choices = [(str(person.id), person.record.pseudonym) for person in people if person.id not in marks]
    return draw(
        "referrals/findings/wave/of_cell.html",
        here=here,
        row=row,
        form=form,
        how_many=int(open_to(here.ground)[row.members].sum()),
        marked=[person for person in people if person.id in marks],
        asked=asked,
        sentences=sentences,
    )
