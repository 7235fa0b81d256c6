"""Pages of engagements."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.decisions.queries import decision_choices, decisions_named
from engage.engagements import forms, queries, service
from engage.engagements.models import CompanyParticipant, Engagement, Participant
from engage.engagements.noting.views import blueprint as noting_pages
from engage.engagements.once import each_once
from engage.engagements.records import EngagementRecord, ParticipantDetail, Plan
from engage.engagements.safety import GUARDED, is_invited, safe_channels
from engage.engagements.seats import Seat, seats
from engage.engagements.stages import Progress, owes_notes, steps
from engage.engagements.vocabulary import Stage
from engage.engagements.words import WORDS
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id, may, up_to_tier
from engage.stakeholders.directory import Directory, directory_of
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.life.using import Restricted
from engage.stakeholders.lists.queries import labels, offered
from engage.stakeholders.lists.vocabulary import WhichList
from engage.stakeholders.load.queries import warnings_for
from engage.stakeholders.vocabulary import ChannelKind
from engage.stakeholders.words import APART, named, rows_of
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("engagements", __name__, url_prefix="/projects/<uuid:project_id>/engagements")
blueprint.register_blueprint(noting_pages)

Reply = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")
SHOWN = 100


@blueprint.get("/")
@requires(Permission.VIEW_ENGAGEMENTS)
def engagements(project_id: UUID) -> Reply:
    """Every engagement, newest planned day first."""
    before = request.args.get("before", type=_place)
    listed, more = queries.engagements_page(current_session(), project_id, before=before)
    following = f"{more[0].isoformat()}.{more[1]}" if more else ""
    return page("engagements/engagements.html", listed=listed, following=following, begun=before is not None, **WORDS)


def _place(text: str) -> queries.Place:
    day, _dot, last = text.partition(".")
    return date.fromisoformat(day), UUID(last)


@blueprint.route("/plan", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def plan(project_id: UUID) -> Reply:
    """Plans an engagement; what `?decision=` says is open and decided stands in the form already."""
    work = current_session()
    chosen = request.args.get("decision", type=UUID)
    told = forms.told_of(decisions_named(work, project_id, [chosen]) if chosen else [], Plan())
    form = forms.PlanForm(
        data={"decisions": [str(chosen)], "still_open": told.still_open, "already_decided": told.already_decided}
        if chosen
        else None
    )
    form.decisions.choices = decision_choices(work, project_id)
    form.issues.choices = offered(work, project_id, WhichList.RIGHTS.value)
    if form.validate_on_submit():
        informed = decisions_named(work, project_id, form.decision_ids())
        try:
            made = service.plan_engagement(
                work,
                actor=current_user,
                project_id=project_id,
                title=form.title.data or "",
                planned_on=form.planned_on.data,
                plan=forms.told_of(informed, form.plan(Plan())),
                decision_ids=form.decision_ids(),
            )
        except service.NotDirectWithoutReason:
            form.say_reason_missing()
        else:
            flash(_("The engagement is planned. Say next who takes part."), "good")
            return _to("engagement", made.id)
    return _form("engagements/plan.html", form, engagement=None)


@blueprint.get("/<uuid:engagement_id>/", strict_slashes=False)
@requires(Permission.VIEW_ENGAGEMENTS)
def engagement(project_id: UUID, engagement_id: UUID) -> Reply:
    """The story of an engagement: where it stands, who takes part, what was said beforehand."""
    work, found = current_session(), _record(engagement_id)
    seated, versions = _seats(engagement_id), queries.note_versions(work, engagement_id)
    progress = Progress(
        participants=len(each_once(seat.record for seat in seated)),
        unsafe=len({seat.record.stakeholder_id for seat in seated if seat.gaps}),
        attendance_unknown=service.attendance_unknown([seat.record for seat in seated]),
        notes_written=bool(versions),
    )
    return page(
        "engagements/engagement.html",
        engagement=found,
        steps=[(step.label, step.how, "", step.note) for step in steps(found, progress, today=today())],
        seated=seated if may(Permission.VIEW_STAKEHOLDERS) else None,
        company=queries.company_side_of(work, engagement_id),
        decisions=decisions_named(work, project_id, found.decision_ids),
        rights=labels(work, project_id, WhichList.RIGHTS.value),
        written=versions[0] if versions else None,
        wrote=names_of(work, {versions[0].written_by} if versions else set()),
        owes_notes=owes_notes(found, today=today()),
        blocked=bool(progress.attendance_unknown),
        **WORDS,
    )


@blueprint.route("/<uuid:engagement_id>/change", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def change(project_id: UUID, engagement_id: UUID) -> Reply:
    """Changes the plan."""
    work, found = current_session(), _going_on(engagement_id)
    form = forms.PlanForm(data=forms.plan_as_typed(found))
    form.decisions.choices = decision_choices(work, project_id)
    form.issues.choices = offered(work, project_id, WhichList.RIGHTS.value, found.plan.issues)
    if form.validate_on_submit():
        try:
            service.change_engagement(
                work,
                actor=current_user,
                engagement=_row(engagement_id),
                title=form.title.data or "",
                planned_on=form.planned_on.data,
                plan=form.plan(found.plan),
                decision_ids=form.decision_ids(),
            )
        except service.NotDirectWithoutReason:
            form.say_reason_missing()
        else:
            flash(_("The changes are saved."), "good")
            return _to("engagement", engagement_id)
    return _form("engagements/plan.html", form, engagement=found)


@blueprint.route("/<uuid:engagement_id>/people", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def people(project_id: UUID, engagement_id: UUID) -> Reply:
    """Puts people of the directory on the list."""
    work, found, form = current_session(), _going_on(engagement_id), forms.AddForm()
    seated = {seat.record.stakeholder_id for seat in _seats(engagement_id)}
    form.people.choices, more = _choices(directory_of(work, project_id), seated, form)
    if "look" not in request.form and form.validate_on_submit():
        for chosen in form.people.data:
            # Somebody else may have put them on the list meanwhile: then they are where they should be.
            with suppress(service.AlreadyParticipant):
                service.add_participant(
                    work,
                    actor=current_user,
                    engagement=_row(engagement_id),
                    stakeholder_id=UUID(chosen),
                    detail=ParticipantDetail(selected_because=form.selected_because.data or ""),
                )
        if form.people.data:
            flash(_("They are on the list."), "good")
            return _to("engagement", engagement_id)
        form.people.errors = [_("Choose who is to take part.")]
    draw = again if form.errors else page
    return draw("engagements/people.html", form=form, engagement=found, more=more)


def _choices(directory: Directory, seated: set[UUID], form: forms.AddForm) -> tuple[list[Any], int]:
    """Those who can be added, the ones ticked first, with what they are; and how many more there are."""
    tier, ticked = up_to_tier(), set(form.people.data)
    looked_for = form.find.data
    found = directory.search(looked_for, up_to_tier=tier, names=False) if looked_for else directory.offered(tier)
    taken = {*seated, *(person.id for person in found if person.restricted)}
    free = [person for person in found if person.id not in taken and str(person.id) not in ticked]
    kept = [person for person in directory.offered(tier) if str(person.id) in ticked and person.id not in seated]
    rows = rows_of([*kept, *free[:SHOWN]])
    # Whoever was asked often, or wants quiet, can still be chosen: it is said beside them, not decided for anyone.
    asked = _asked_before(UUID(key) for key, _pseudonym, _shared in rows)
    hints = {key: [*([shared[1]] if shared[1] else []), *asked.get(UUID(key), ())] for key, _pseudonym, shared in rows}
    choices = [(key, pseudonym, {"hint": APART.join(hints[key])} if hints[key] else {}) for key, pseudonym, _s in rows]
    return choices, max(0, len(free) - SHOWN)


def _asked_before(ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    return warnings_for(current_session(), current_project_id(), list(ids), looks_up_to=looks_up_to_tier())


@blueprint.route("/<uuid:engagement_id>/people/<uuid:participant_id>", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def participant(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """One participant's part: safety, invitation, attendance, consent."""
    found, seat = _record(engagement_id), _seat(engagement_id, participant_id)
    form = forms.ParticipantForm(data=forms.participant_as_typed(seat.record.detail))
    if form.validate_on_submit():
        try:
            service.change_participant(
                current_session(),
                actor=current_user,
                participant=_participant(engagement_id, participant_id),
                engagement=_row(engagement_id),
                detail=form.detail(),
            )
        except service.NotSafeToInvite as refused:
            form.say_not_safe(refused.gaps)
        except Restricted:
            form.answer.errors = [*form.answer.errors, _("Their record is restricted: it is kept, and not used.")]
        else:
            flash(_("The changes are saved."), "good")
            return _to("engagement", engagement_id)
    safe = safe_channels(seat.person.safety) if seat.person else []
    form.channel.description = (
        _("Marked safe in their profile: %(channels)s.", channels=named(safe, ChannelKind))
        if safe
        else _("No channel is marked safe in their profile yet.")
    )
    guarded = seat.person is not None and seat.person.tier >= GUARDED
    before = seat.person is not None and not is_invited(seat.record.detail)
    asked = _asked_before([seat.record.stakeholder_id]).get(seat.record.stakeholder_id, []) if before else []
    return _form("engagements/participant.html", form, engagement=found, seat=seat, guarded=guarded, asked=asked)


@blueprint.post("/<uuid:engagement_id>/people/<uuid:participant_id>/remove")
@requires(Permission.EDIT_ENGAGEMENTS)
def remove_participant(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """Takes somebody off the list."""
    _seat(engagement_id, participant_id)
    try:
        service.remove_participant(
            current_session(),
            actor=current_user,
            engagement=_row(engagement_id),
            participant=_participant(engagement_id, participant_id),
        )
    except service.NotPlanned:
        flash(_("The engagement was held: whoever was on the list stays on record."), "attention")
    else:
        flash(_("No longer on the list."), "good")
    return _to("engagement", engagement_id)


@blueprint.route("/<uuid:engagement_id>/company", methods=GET_POST)
@blueprint.route("/<uuid:engagement_id>/company/<uuid:member_id>", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def company(project_id: UUID, engagement_id: UUID, member_id: UUID | None = None) -> Reply:
    """Adds or changes someone who sits there for the company."""
    work, found = current_session(), _going_on(engagement_id)
    member = _member(engagement_id, member_id) if member_id else None
    kept = queries.company_record(work, member).detail if member else None
    form = forms.CompanyForm(data=forms.company_as_typed(kept) if kept else None)
    if form.validate_on_submit():
        said: dict[str, Any] = {"actor": current_user, "engagement": _row(engagement_id), "detail": form.detail()}
        if member:
            service.change_company_participant(work, member=member, **said)
        else:
            service.add_company_participant(work, **said)
        flash(_("The changes are saved."), "good")
        return _to("engagement", engagement_id)
    return _form("engagements/company.html", form, engagement=found, member_id=member_id)


@blueprint.post("/<uuid:engagement_id>/company/<uuid:member_id>/remove")
@requires(Permission.EDIT_ENGAGEMENTS)
def remove_company(project_id: UUID, engagement_id: UUID, member_id: UUID) -> Reply:
    """Takes somebody of the company off the list."""
    member = _member(engagement_id, member_id)
    try:
        service.remove_company_participant(
            current_session(), actor=current_user, engagement=_row(engagement_id), member=member
        )
    except service.NotPlanned:
        flash(_("The engagement was held: whoever was on the list stays on record."), "attention")
    else:
        flash(_("No longer on the list."), "good")
    return _to("engagement", engagement_id)


@blueprint.route("/<uuid:engagement_id>/hold", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def hold(project_id: UUID, engagement_id: UUID) -> Reply:
    """Records that it was held and who was there; afterwards, who was there."""
    work, found = current_session(), _going_on(engagement_id)
    planned = found.stage == Stage.PLANNED
    others = [(seat.record, seat.called) for seat in _seats(engagement_id)]
    ours = [(each, each.detail.name) for each in queries.company_side_of(work, engagement_id)]
    form = forms.attendance_form([*others, *ours], planned=planned)
    if form.validate_on_submit():
        row = _row(engagement_id)
        try:
            service.record_attendance(work, actor=current_user, engagement=row, attended=form.attended())
            if planned:
                service.hold_engagement(work, actor=current_user, engagement=row, held_on=form.held_on.data)
        except service.HeldInFuture:
            form.say_future()
        else:
            flash(_("Recorded."), "good")
            return _to("engagement", engagement_id)
    return _form("engagements/hold.html", form, engagement=found, planned=planned, others=others, ours=ours)


@blueprint.post("/<uuid:engagement_id>/close")
@requires(Permission.EDIT_ENGAGEMENTS)
def close(project_id: UUID, engagement_id: UUID) -> Reply:
    """Closes what was held."""
    try:
        service.close_engagement(current_session(), actor=current_user, engagement=_row(engagement_id))
    except service.AttendanceUnknown:
        flash(_("Not closed: record first who was there."), "attention")
        return _to("hold", engagement_id)
    except service.NotHeld:
        abort(404)
    flash(_("The engagement is closed."), "good")
    return _to("engagement", engagement_id)


@blueprint.route("/<uuid:engagement_id>/cancel", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def cancel(project_id: UUID, engagement_id: UUID) -> Reply:
    """Cancels what was not held."""
    found, form = _going_on(engagement_id), forms.CancelForm()
    if found.stage != Stage.PLANNED:
        abort(404)
    if form.validate_on_submit():
        row = _row(engagement_id)
        service.cancel_engagement(current_session(), actor=current_user, engagement=row, reason=form.reason.data or "")
        flash(_("The engagement is cancelled."), "good")
        return _to("engagement", engagement_id)
    return _form("engagements/cancel.html", form, engagement=found)


def _form(template: str, form: Any, **context: Any) -> Reply:
    """The form as asked for, or again with what has to be put right."""
    return (again if form.is_submitted() else page)(template, form=form, **context, **WORDS)


def _to(endpoint: str, engagement_id: UUID) -> Response:
    return redirect(url_for(f"engagements.{endpoint}", project_id=current_project_id(), engagement_id=engagement_id))


def _record(engagement_id: UUID) -> EngagementRecord:
    return queries.find_engagement(current_session(), current_project_id(), engagement_id) or abort(404)


def _going_on(engagement_id: UUID) -> EngagementRecord:
    """What is closed or cancelled has no doors that change it."""
    found = _record(engagement_id)
    return found if found.stage in {Stage.PLANNED, Stage.HELD} else abort(404)


def _row(engagement_id: UUID) -> Engagement:
    return queries.engagement_row(current_session(), current_project_id(), engagement_id) or abort(404)


def _participant(engagement_id: UUID, participant_id: UUID) -> Participant:
    return queries.participant_row(current_session(), engagement_id, participant_id) or abort(404)


def _member(engagement_id: UUID, member_id: UUID) -> CompanyParticipant:
    _record(engagement_id)
    return queries.company_row(current_session(), engagement_id, member_id) or abort(404)


def _seat(engagement_id: UUID, participant_id: UUID) -> Seat:
    """A seat whose person the viewer may know of."""
    found = [seat for seat in _seats(engagement_id) if seat.record.id == participant_id and seat.person]
    return found[0] if found else abort(404)


def _seats(engagement_id: UUID) -> list[Seat]:
    work = current_session()
    listed = queries.participants_of(work, engagement_id)
    return seats(listed, directory_of(work, current_project_id()), up_to_tier=up_to_tier(), today=today())
