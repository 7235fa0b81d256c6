"""Pages of reports of reprisals. Each look at one is on record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.db.stores import open_session
from engage.engagements.door import record_here, seat_here
from engage.engagements.queries import find_engagement
from engage.engagements.reprisals import forms, service
from engage.engagements.reprisals.models import ReprisalReport
from engage.engagements.reprisals.queries import known_of, open_reports, report_record, report_row
from engage.engagements.reprisals.records import ReportRecord
from engage.engagements.reprisals.vocabulary import Learnt, ReprisalState
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id, may, up_to_tier
from engage.stakeholders.directory import directory_of
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session, stores, vault

blueprint = Blueprint("reprisals", __name__)

Reply = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")


@blueprint.route("/<uuid:engagement_id>/people/<uuid:participant_id>/reprisals", methods=GET_POST)
@requires(Permission.HANDLE_REPRISALS)
def report(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """Reports what happened to somebody because they spoke with us, in a minute."""
    found = record_here(engagement_id)
    seat, form = seat_here(found, participant_id), forms.ReportForm(data={"learnt_on": today()})
    if form.validate_on_submit():
        try:
            opened = service.report(
                current_session(),
                actor=current_user,
                project_id=project_id,
                engagement_id=engagement_id,
                stakeholder_id=seat.record.stakeholder_id,
                happened=form.happened.data or "",
                learnt_on=form.learnt_on.data,
                learnt=Learnt(form.learnt.data),
            )
        except service.LearntInFuture:
            form.say_to_come()
        else:
            flash(_("A report is open. Nothing goes out for this engagement until it is closed."), "attention")
            return _to(opened.id)
    open_here = [
        each
        for each in open_reports(current_session(), project_id, up_to_tier=up_to_tier())
        if (each.stakeholder_id, each.engagement_id) == (seat.record.stakeholder_id, engagement_id)
    ]
    draw = again if form.is_submitted() else page
    return draw("engagements/reprisals/report.html", form=form, engagement=found, seat=seat, open_here=open_here)


@blueprint.get("/reprisals/<uuid:report_id>")
@requires(Permission.HANDLE_REPRISALS)
def shown(project_id: UUID, report_id: UUID) -> Reply:
    """One report: what happened, what is done. The look is on record before anything is shown."""
    return _shown(report_id, forms.ActForm(), forms.CloseForm())


@blueprint.post("/reprisals/<uuid:report_id>/act")
@requires(Permission.HANDLE_REPRISALS)
def act(project_id: UUID, report_id: UUID) -> Reply:
    """Writes down what is done about it."""
    row, form = _row(report_id), forms.ActForm()
    if not form.validate():
        return _shown(report_id, form, forms.CloseForm(formdata=None))
    try:
        service.act(current_session(), actor=current_user, report=row, words=form.words.data or "")
    except service.ReportClosed:
        flash(_("The report is closed. What happens now is a new one."), "attention")
    else:
        flash(_("Recorded."), "good")
    return _to(report_id)


@blueprint.post("/reprisals/<uuid:report_id>/close")
@requires(Permission.CLOSE_REPRISALS)
def close(project_id: UUID, report_id: UUID) -> Reply:
    """Closes it with the reason; things may go out again."""
    row, form = _row(report_id), forms.CloseForm()
    if not form.validate():
        return _shown(report_id, forms.ActForm(formdata=None), form)
    try:
        service.close(current_session(), actor=current_user, report=row, reason=form.reason.data or "")
    except service.ReportClosed:
        flash(_("The report is closed. What happens now is a new one."), "attention")
    else:
        flash(_("The report is closed."), "good")
    return _to(report_id)


def _shown(report_id: UUID, acting: forms.ActForm, closing: forms.CloseForm) -> Reply:
    work, project_id = current_session(), current_project_id()
    found = _read(report_id)
    draw: Any = again if acting.errors or closing.errors else page
    answer: Reply = draw(
        "engagements/reprisals/shown.html",
        report=found,
        called=directory_of(work, project_id).pseudonym(found.stakeholder_id, up_to_tier()),
        engagement=find_engagement(work, project_id, found.engagement_id),
        who=names_of(work, _staff(found)),
        acting=acting,
        closing=closing,
        Learnt=Learnt,
        ReprisalState=ReprisalState,
    )
    return answer


def _read(report_id: UUID) -> ReportRecord:
    """A report, once the look is committed."""
    if request.method == "POST":
        # A form that has to be put right: its own session may write, and holds the only place to do so.
        work = current_session()
        work.rollback()
        return _looked(work, report_id)
    # The session of a request that only looks cannot write it.
    with open_session(stores().data, vault=vault()) as apart:
        return _looked(apart, report_id)


def _looked(work: Session, report_id: UUID) -> ReportRecord:
    row = _known(work, report_id)
    found = service.read_report(work, actor=current_user, report=row) or abort(404)
    work.commit()
    return found


def _staff(found: ReportRecord) -> set[UUID]:
    named = {found.reported_by, found.closed_by, *(step.by for step in found.steps)}
    return {each for each in named if each is not None}


def _row(report_id: UUID) -> ReprisalReport:
    return _known(current_session(), report_id)


def _known(work: Session, report_id: UUID) -> ReprisalReport:
    """The row. Lead and guardian act on every report; for others one from a hidden engagement is not there."""
    row = report_row(work, current_project_id(), report_id, up_to_tier=up_to_tier()) or abort(404)
    if not may(Permission.CLOSE_REPRISALS):
        found = report_record(work, row)
        if found is None or not known_of(work, current_project_id(), [found]):
            abort(404)
    return row


def _to(report_id: UUID) -> Response:
    return redirect(url_for("engagements.reprisals.shown", project_id=current_project_id(), report_id=report_id))
