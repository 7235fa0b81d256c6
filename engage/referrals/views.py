"""Pages of the map: waves, namings, recording an answer, starts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.queries import engagement_choices, find_engagement, participants_of
from engage.i18n.texts import gettext as _
from engage.projects.door import may, up_to_tier
from engage.referrals import drawing, sentences, service, veil
from engage.referrals.findings.ground import Ground, stand_on
from engage.referrals.findings.queries import pauses_of
from engage.referrals.findings.views import blueprint as findings_pages
from engage.referrals.forms import AnswerForm, StartForm, StateForm
from engage.referrals.queries import find_referral, seen_map
from engage.referrals.records import ReferralDetail, ReferralRecord
from engage.referrals.seen import PersonSeen, SeenMap
from engage.referrals.sentences import Support
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.directory import directory_of
from engage.stakeholders.lists.queries import labels, offered
from engage.stakeholders.lists.vocabulary import WhichList
from engage.stakeholders.vocabulary import StakeholderKind
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("referrals", __name__, url_prefix="/projects/<uuid:project_id>/referrals")
blueprint.register_blueprint(findings_pages)

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class Card:
    """One person of the wave board, in words."""

    person: PersonSeen
    support: list[Support]
    step: str
    step_url: str


@blueprint.get("/")
@requires(Permission.VIEW_MAP)
def waves(project_id: UUID) -> Answer:
    """The map: its reach in a sentence, the waves as a list, the picture, the table."""
    exact = may(Permission.RECORD_REFERRALS)
    seen = _seen(project_id)
    bands = veil.bands(seen, exact=exact)
    if not bands:
        return page("referrals/waves.html", seen=seen, exact=exact, columns=[], picture=None, reach=[])
    ground = stand_on(seen, pauses_of(current_session(), project_id))
    columns = [
        (sentences.band_title(band), veil.figure(len(band.people), exact=exact), _cards(ground, band.people, exact))
        for band in bands
    ]
    small = len(seen.people) <= drawing.MOST_DRAWN
    return page(
        "referrals/waves.html",
        seen=seen,
        exact=exact,
        columns=columns,
        picture=drawing.draw(seen, bands, exact=exact) if small else None,
        band_title=sentences.band_title,
        reach=sentences.reach(seen, exact=exact, people=ground.people),
    )


def _cards(ground: Ground, people: list[PersonSeen], exact: bool) -> list[Card]:
    return [
        Card(
            person,
            sentences.support(
                person,
                exact=exact,
                voices=ground.named_by(person),
                in_ring=ground.voices.ring_of(person.index) is not None,
            ),
            _("Do not approach them now")
            if exact and ground.is_paused(person)
            else sentences.next_step(person, exact=exact),
            _step_url(ground.seen, person) if exact and not ground.is_paused(person) else "",
        )
        for person in people
    ]


def _step_url(seen: SeenMap, person: PersonSeen) -> str:
    project_id = person.record.project_id
    if person.is_start or person.is_heard:
        return url_for("referrals.record", project_id=project_id, namer=person.id)
    if person.standing in {ReferralState.NOT_SAFE, ReferralState.DECLINED}:
        return ""
    return url_for("referrals.naming", project_id=project_id, referral_id=seen.of(person.id)[-1].id)


def _seen(project_id: UUID) -> SeenMap:
    return seen_map(current_session(), project_id, up_to_tier=up_to_tier())


@blueprint.get("/namings")
@requires(Permission.RECORD_REFERRALS)
def namings(project_id: UUID) -> Answer:
    """Every naming, newest first; `state` narrows them down."""
    seen = _seen(project_id)
    wanted = request.args.get("state", "")
    known = next((state for state in ReferralState if state.value == wanted), None)
    listed = seen.namings_where(standing=known, newest_first=True)
    return page("referrals/namings.html", seen=seen, namings=listed, wanted=wanted, states=list(ReferralState))


@blueprint.get("/namings/<uuid:referral_id>")
@requires(Permission.RECORD_REFERRALS)
def naming(project_id: UUID, referral_id: UUID) -> Answer:
    """One naming, and what became of it."""
    found = _naming(project_id, referral_id)
    form = StateForm(formdata=None, data={"state": found.state, "reason": found.detail.state_reason})
    return _naming_page(project_id, found, form)


@blueprint.post("/namings/<uuid:referral_id>")
@requires(Permission.RECORD_REFERRALS)
def move(project_id: UUID, referral_id: UUID) -> Answer:
    """Says what became of a naming."""
    found, form, work = _naming(project_id, referral_id), StateForm(), current_session()
    row = find_referral(work, project_id, referral_id)
    if form.validate() and row is not None:
        try:
            state = ReferralState(form.state.data)
            service.move_referral(work, actor=current_user, referral=row, state=state, reason=form.reason.data or "")
        except service.ReasonNeeded:
            form.reason.errors = [*form.reason.errors, _("Say why, so that nobody asks again without knowing.")]
        else:
            flash(_("Saved what became of it."), "good")
            return redirect(url_for("referrals.naming", project_id=project_id, referral_id=referral_id))
    return _naming_page(project_id, found, form)


def _naming(project_id: UUID, referral_id: UUID) -> ReferralRecord:
    found = _seen(project_id).find_naming(referral_id)
    if found is None:
        abort(404)
    return found


def _naming_page(project_id: UUID, found: ReferralRecord, form: StateForm) -> Answer:
    people = directory_of(current_session(), project_id)
    engagement = None
    if found.detail.engagement_id and may(Permission.VIEW_ENGAGEMENTS):
        engagement = find_engagement(current_session(), project_id, UUID(found.detail.engagement_id))
    draw = again if form.errors else page
    return draw(
        "referrals/naming.html",
        naming=found,
        form=form,
        engagement=engagement,
        namer=people.pseudonym(found.namer_id, up_to_tier()),
        named=people.pseudonym(found.named_id, up_to_tier()),
        right=_right(project_id, found.detail.right),
    )


def _right(project_id: UUID, code: str) -> str:
    return labels(current_session(), project_id, WhichList.RIGHTS.value).get(code, code) if code else ""


@blueprint.get("/record")
@requires(Permission.RECORD_REFERRALS)
def record(project_id: UUID) -> Answer:
    """The form for one answer; `engagement`, `namer` and `asked_on` may be filled in beforehand."""
    given = {name: request.args.get(name, "") for name in ("engagement", "namer")}
    form = AnswerForm(formdata=None, data={**given, "asked_on": today()})
    return page("referrals/record.html", form=_with_choices(project_id, form, given["engagement"]))


@blueprint.post("/record")
@requires(Permission.RECORD_REFERRALS)
def save(project_id: UUID) -> Answer:
    """Records one answer: everyone whom a person named."""
    form = AnswerForm()
    _with_choices(project_id, form, form.engagement.data or "")
    form.asked_on.latest = today()
    if form.validate() and _somebody(form) and _record(project_id, form):
        flash(_("Recorded whom they named."), "good")
        if request.form.get("then") == "again":
            kept = {"engagement": form.engagement.data or None, "namer": form.namer.data}
            return redirect(url_for("referrals.record", project_id=project_id, **kept))
        return redirect(url_for("referrals.waves", project_id=project_id))
    return again("referrals/record.html", form=form)


def _with_choices(project_id: UUID, form: AnswerForm, engagement_id: str) -> AnswerForm:
    """Fills the lists; whoever takes part in the conversation comes first."""
    work = current_session()
    people = directory_of(work, project_id).choices(up_to_tier())
    form.engagement.choices = [("", _("No conversation on record")), *engagement_choices(work, project_id)]
    present: set[str] = set()
    if any(engagement_id == key for key, _title in form.engagement.choices if key):
        present = {str(each.stakeholder_id) for each in participants_of(work, UUID(engagement_id))}
    ordered = sorted(people, key=lambda choice: choice[0] not in present)
    form.namer.choices = [("", _("Choose")), *ordered]
    form.named.choices = people
    form.right.choices = [("", _("Choose")), *offered(work, project_id, WhichList.RIGHTS.value)]
    return form


def _somebody(form: AnswerForm) -> bool:
    if form.named.data or form.new_people.names or form.new_organisations.names:
        return True
    form.named.errors = [*form.named.errors, _("Choose at least one person, or write a new name below.")]
    return False


def _record(project_id: UUID, form: AnswerForm) -> bool:
    work = current_session()
    detail = ReferralDetail(
        question=form.question.data,
        engagement_id=form.engagement.data or "",
        community=form.community.data or "",
        right=form.right.data or "",
        country=form.country.data or "",
        words=form.words.data or "",
        may_be_told=form.may_be_told.data,
    )
    new = [service.NewName(name) for name in form.new_people.names]
    new += [service.NewName(name, StakeholderKind.ORGANISATION) for name in form.new_organisations.names]
    try:
        service.record_answer(
            work,
            actor=current_user,
            project_id=project_id,
            namer_id=UUID(form.namer.data),
            asked_on=form.asked_on.data,
            detail=detail,
            named_ids=[UUID(each) for each in form.named.data],
            new_names=new,
        )
    except service.NamedThemselves:
        problem, field = _("Someone cannot name themselves here. Untick whoever answered."), form.named
    except service.AlreadyNamed as before:
        who = directory_of(work, project_id).pseudonym(before.named_id, up_to_tier())
        problem = _("%(who)s was named by the same person in answer to this question before. Untick them.", who=who)
        field = form.named
    except service.UnknownEngagement:
        problem, field = _("Choose from the list."), form.engagement
    except service.UnknownPerson:
        problem, field = _("Choose from the list."), form.namer
    else:
        return True
    field.errors = [*field.errors, problem]
    return False


@blueprint.get("/starts")
@requires(Permission.RECORD_REFERRALS)
def starts(project_id: UUID) -> Answer:
    """With whom the map begins."""
    return _starts_page(project_id, _with_people(project_id, StartForm(formdata=None)))


@blueprint.post("/starts")
@requires(Permission.RECORD_REFERRALS)
def add_start(project_id: UUID) -> Answer:
    """Begins the map with one more person."""
    form = _with_people(project_id, StartForm())
    if form.validate():
        try:
            service.add_start(
                current_session(),
                actor=current_user,
                project_id=project_id,
                stakeholder_id=UUID(form.stakeholder.data),
                reason=form.reason.data or "",
            )
        except (service.AlreadyStart, service.UnknownPerson) as refused:
            known = isinstance(refused, service.AlreadyStart)
            problem = _("The map begins with them already.") if known else _("Choose from the list.")
            form.stakeholder.errors = [*form.stakeholder.errors, problem]
        else:
            flash(_("The map begins with one more person."), "good")
            return redirect(url_for("referrals.starts", project_id=project_id))
    return _starts_page(project_id, form)


def _with_people(project_id: UUID, form: StartForm) -> StartForm:
    people = directory_of(current_session(), project_id).choices(up_to_tier())
    form.stakeholder.choices = [("", _("Choose")), *people]
    return form


def _starts_page(project_id: UUID, form: StartForm) -> Answer:
    draw = again if form.errors else page
    return draw("referrals/starts.html", form=form, seen=_seen(project_id))
