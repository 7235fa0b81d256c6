"""Pages of panels."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.engagements.queries import engagement_choices
from engage.engagements.refusals import UnknownStakeholder
from engage.engagements.standing import forms, queries, service
from engage.engagements.standing.due import due_of
from engage.engagements.standing.models import PanelMember, StandingPanel
from engage.engagements.standing.records import PanelRecord
from engage.engagements.standing.vocabulary import PanelRole
from engage.engagements.vocabulary import Stage
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id, may, up_to_tier
from engage.stakeholders.directory import directory_of
from engage.stakeholders.life.using import Restricted
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("standing", __name__, url_prefix="/panels")

Reply = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")


@blueprint.get("/")
@requires(Permission.VIEW_ENGAGEMENTS)
def listed(project_id: UUID) -> Reply:
    """Every panel, with what it asks for."""
    work = current_session()
    found = queries.panels_of(work, project_id)
    ids = [each.id for each in found]
    seats, sessions = queries.seats_of(work, ids), queries.sessions_of(work, project_id, ids)
    rows = []
    for each in found:
        mine = [seat for seat in seats if seat.panel_id == each.id]
        due = due_of(each, mine, sessions[each.id], today=today())
        rows.append((each, sum(seat.sits(today()) for seat in mine), due))
    return page("engagements/standing/listed.html", rows=rows)


@blueprint.route("/new", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def found(project_id: UUID) -> Reply:
    """Sets up a panel."""
    form = forms.PanelForm(data={"review_on": today() + forms.A_YEAR})
    if form.validate_on_submit():
        made = service.found_panel(
            current_session(),
            actor=current_user,
            project_id=project_id,
            said=form.said(),
            review_on=form.review_on.data,
        )
        flash(_("The panel stands. Say next who sits on it."), "good")
        return _to(made.id)
    return _drawn("engagements/standing/form.html", form, panel=None)


@blueprint.get("/<uuid:panel_id>")
@requires(Permission.VIEW_ENGAGEMENTS)
def panel(project_id: UUID, panel_id: UUID) -> Reply:
    """The story of a panel: what it is for, who sits there, its sessions and reviews, what is due."""
    work, row = current_session(), _row(panel_id)
    this = queries.panel_record(work, row)
    seats, directory, tier = queries.seats_of(work, [panel_id]), directory_of(work, project_id), up_to_tier()
    sessions, reviews = queries.sessions_of(work, project_id, [panel_id])[panel_id], queries.reviews_of(work, panel_id)
    return page(
        "engagements/standing/panel.html",
        panel=this,
        seats=[(each, directory.pseudonym(each.stakeholder_id, tier), _known(each.stakeholder_id)) for each in seats]
        if may(Permission.VIEW_STAKEHOLDERS)
        else None,
        sitting=sum(each.sits(today()) for each in seats),
        sessions=sessions,
        reviews=reviews,
        due=due_of(this, seats, sessions, today=today()),
        who=names_of(work, {this.founded_by, *(each.reviewed_by for each in reviews)}),
        now=today(),
        Stage=Stage,
    )


@blueprint.route("/<uuid:panel_id>/change", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def change(project_id: UUID, panel_id: UUID) -> Reply:
    """Other words, or another day of review."""
    row = _standing(panel_id)
    this = queries.panel_record(current_session(), row)
    form = forms.PanelForm(data=forms.panel_as_typed(this))
    if form.validate_on_submit():
        service.change_panel(
            current_session(), actor=current_user, panel=row, said=form.said(), review_on=form.review_on.data
        )
        flash(_("The changes are saved."), "good")
        return _to(panel_id)
    return _drawn("engagements/standing/form.html", form, panel=this)


@blueprint.route("/<uuid:panel_id>/seats/new", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def seat(project_id: UUID, panel_id: UUID) -> Reply:
    """Somebody sits there from now on."""
    work, row = current_session(), _standing(panel_id)
    form = forms.SeatForm(data={"since": today(), "until": today() + 2 * forms.A_YEAR})
    form.who.choices = [("", _("Choose")), *directory_of(work, project_id).choices(up_to_tier())]
    if form.validate_on_submit():
        try:
            service.give_seat(
                work,
                actor=current_user,
                panel=row,
                stakeholder_id=UUID(form.who.data),
                role=PanelRole(form.role.data),
                since=form.since.data,
                until=form.until.data,
            )
        except service.TermEndsFirst:
            form.say_first()
        except service.SitsAlready:
            form.say_there()
        except (Restricted, UnknownStakeholder):
            form.say_unusable()
        else:
            flash(_("Written down."), "good")
            return _to(panel_id)
    return _drawn("engagements/standing/seat.html", form, panel=queries.panel_record(work, row))


@blueprint.route("/<uuid:panel_id>/seats/<uuid:seat_id>", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def term(project_id: UUID, panel_id: UUID, seat_id: UUID) -> Reply:
    """Another role or term of somebody who sits there."""
    work, row, sitting = current_session(), _standing(panel_id), _seat(panel_id, seat_id)
    this = queries.seat_record(work, sitting)
    form = forms.TermForm(data={"role": this.role.value, "until": this.until})
    if form.validate_on_submit():
        try:
            service.change_seat(
                work,
                actor=current_user,
                panel=row,
                seat=sitting,
                role=PanelRole(form.role.data),
                until=form.until.data,
            )
        except service.TermEndsFirst:
            form.say_first()
        else:
            flash(_("The changes are saved."), "good")
            return _to(panel_id)
    return _drawn(
        "engagements/standing/term.html",
        form,
        panel=queries.panel_record(work, row),
        seat=this,
        called=directory_of(work, project_id).pseudonym(this.stakeholder_id, up_to_tier()),
        leaving=forms.LeaveForm(formdata=None),
    )


@blueprint.post("/<uuid:panel_id>/seats/<uuid:seat_id>/leave")
@requires(Permission.EDIT_ENGAGEMENTS)
def leave(project_id: UUID, panel_id: UUID, seat_id: UUID) -> Reply:
    """They sit there no longer."""
    row, sitting, form = _standing(panel_id), _seat(panel_id, seat_id), forms.LeaveForm()
    reason = form.reason.data or ""
    service.leave_seat(current_session(), actor=current_user, panel=row, seat=sitting, reason=reason)
    flash(_("Recorded."), "good")
    return _to(panel_id)


@blueprint.route("/<uuid:panel_id>/sessions/new", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def session(project_id: UUID, panel_id: UUID) -> Reply:
    """Says which engagement is a session."""
    work, row, form = current_session(), _standing(panel_id), forms.SessionForm()
    form.engagement.choices = [("", _("Choose")), *engagement_choices(work, project_id)]
    if form.validate_on_submit():
        chosen = UUID(form.engagement.data)
        service.note_session(work, actor=current_user, panel=row, engagement_id=chosen)
        flash(_("Written down."), "good")
        return _to(panel_id)
    return _drawn("engagements/standing/session.html", form, panel=queries.panel_record(work, row))


@blueprint.route("/<uuid:panel_id>/review", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def review(project_id: UUID, panel_id: UUID) -> Reply:
    """What a review found, and when the next is."""
    row, form = _standing(panel_id), forms.ReviewForm(data={"next_on": today() + forms.A_YEAR})
    if form.validate_on_submit():
        words, next_on = form.words.data or "", form.next_on.data
        service.review_panel(current_session(), actor=current_user, panel=row, words=words, next_on=next_on)
        flash(_("Recorded."), "good")
        return _to(panel_id)
    return _drawn("engagements/standing/review.html", form, panel=queries.panel_record(current_session(), row))


@blueprint.route("/<uuid:panel_id>/end", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def end(project_id: UUID, panel_id: UUID) -> Reply:
    """The panel ends, with the reason."""
    row, form = _standing(panel_id), forms.EndForm()
    if form.validate_on_submit():
        service.end_panel(current_session(), actor=current_user, panel=row, reason=form.reason.data or "")
        flash(_("The panel has ended."), "good")
        return _to(panel_id)
    return _drawn("engagements/standing/end.html", form, panel=queries.panel_record(current_session(), row))


def _known(stakeholder_id: UUID) -> bool:
    return directory_of(current_session(), current_project_id()).find(stakeholder_id, up_to_tier()) is not None


def _row(panel_id: UUID) -> StandingPanel:
    return queries.panel_row(current_session(), current_project_id(), panel_id) or abort(404)


def _standing(panel_id: UUID) -> StandingPanel:
    """What has ended has no doors that change it."""
    row = _row(panel_id)
    this: PanelRecord = queries.panel_record(current_session(), row)
    return row if this.stands else abort(404)


def _seat(panel_id: UUID, seat_id: UUID) -> PanelMember:
    """A seat of somebody whom the viewer may know of."""
    row = queries.seat_row(current_session(), panel_id, seat_id) or abort(404)
    if row.stakeholder is None or not _known(queries.seat_record(current_session(), row).stakeholder_id):
        abort(404)
    return row


def _drawn(template: str, form: Any, **context: Any) -> Reply:
    return (again if form.is_submitted() else page)(template, form=form, **context)


def _to(panel_id: UUID) -> Response:
    return redirect(url_for("engagements.standing.panel", project_id=current_project_id(), panel_id=panel_id))
