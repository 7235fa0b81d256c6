"""Pages of the record for participants, and of what else they are given."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.engagements.door import participant_here, record_here, row_here, seat_here, seats_here
from engage.engagements.noting.door import told
from engage.engagements.noting.hints import hints_in, tells_a_name
from engage.engagements.noting.service import told_of_names
from engage.engagements.records import EngagementRecord, from_iso
from engage.engagements.sharing import forms, queries, service
from engage.engagements.sharing.records import Body
from engage.engagements.sharing.vocabulary import Handed, RecordState, Verdict, Whose
from engage.engagements.vocabulary import Stage
from engage.i18n.texts import gettext as _
from engage.outreach.stop.service import Stopped
from engage.projects.door import current_project_id
from engage.stakeholders.door import looks_up_to_tier
from engage.stakeholders.life.using import Restricted
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("sharing", __name__, url_prefix="/<uuid:engagement_id>")

Reply = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")
WORDS: dict[str, Any] = {"Whose": Whose, "Verdict": Verdict, "RecordState": RecordState, "from_iso": from_iso}


@blueprint.get("/record")
@requires(Permission.VIEW_NOTES)
def record(project_id: UUID, engagement_id: UUID) -> Reply:
    """The record as participants get it, who was given it, and what each says."""
    work, found = current_session(), _held(engagement_id)
    versions = queries.versions_of(work, engagement_id)
    newest = versions[0] if versions else None
    return page(
        "engagements/sharing/record.html",
        engagement=found,
        newest=newest,
        older=versions[1:],
        answers=queries.answers_to(work, newest.id) if newest else {},
        seated=[seat for seat in seats_here(found) if seat.person],
        who=names_of(work, {each.written_by for each in versions}),
        **WORDS,
    )


@blueprint.route("/record/write", methods=GET_POST)
@requires(Permission.EDIT_NOTES)
def write(project_id: UUID, engagement_id: UUID) -> Reply:
    """A new version. What in it seems to lead to somebody is pointed out and needs a reason."""
    work, found = current_session(), _held(engagement_id)
    newest = queries.newest_of(work, engagement_id)
    body, version = (newest.body, newest.version) if newest else (Body(), 0)
    form = forms.RecordForm(data=forms.body_as_typed(body, version))
    hints: list[str] = []
    if form.validate_on_submit():
        said = form.body()
        text = "\n".join(said.texts())
        seen = hints_in(work, found, text, names_up_to_tier=looks_up_to_tier())
        hints = told(seen)
        if tells_a_name(seen):
            # By itself: an answer that asks for a reason tells of the name, and rolls everything else back.
            told_of_names(work, actor=current_user, engagement=row_here(engagement_id))
            work.commit()
        typed = form.based_on.data or "0"
        try:
            service.write_record(
                work,
                actor=current_user,
                engagement=row_here(engagement_id),
                body=said,
                based_on=int(typed) if typed.isdecimal() else 0,
                pointed_out=hints,
            )
        except service.ReasonNeeded:
            form.say_reason_needed()
        except service.RecordChanged:
            form.about.errors = [_("Somebody else wrote a newer version meanwhile. Open it beside this one.")]
        else:
            flash(_("Saved as a draft."), "good")
            return _to("sharing.record", engagement_id)
    return _drawn("engagements/sharing/write.html", form, engagement=found, hints=hints)


@blueprint.route("/record/<uuid:participant_id>", methods=GET_POST)
@requires(Permission.EDIT_NOTES)
def hand(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """Somebody is given the newest version, over their safe channel or by hand."""
    work, found = current_session(), _held(engagement_id)
    seat, newest = seat_here(found, participant_id), queries.newest_of(work, engagement_id)
    if newest is None:
        abort(404)
    form, why = forms.HandForm(data={"handed_on": today()}), []
    if form.validate_on_submit():
        try:
            service.hand_over(
                work,
                actor=current_user,
                engagement=row_here(engagement_id),
                participant=participant_here(engagement_id, participant_id),
                handed=Handed(form.handed.data),
                handed_on=form.handed_on.data,
            )
        except Stopped as stopped:
            why = [str(reason.label) for reason in stopped.reasons]
            form.handed.errors = [_("Stopped: nothing more may go to them now")]
        except Restricted:
            form.handed.errors = [_("Stopped: nothing more may go to them now")]
        else:
            flash(_("Recorded."), "good")
            return _to("sharing.record", engagement_id)
    answer = queries.answers_to(work, newest.id).get(participant_id)
    data = {"verdict": answer.verdict.value, "words": answer.words} if answer and answer.answered_on else {}
    return _drawn(
        "engagements/sharing/hand.html",
        form,
        engagement=found,
        seat=seat,
        why=why,
        answer=answer,
        answering=forms.AnswerForm(formdata=None, data={"answered_on": today(), **data}),
        **WORDS,
    )


@blueprint.post("/record/<uuid:participant_id>/answer")
@requires(Permission.EDIT_NOTES)
def answer(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """What somebody says of the version they were given."""
    work, found = current_session(), _held(engagement_id)
    seat, form, newest = seat_here(found, participant_id), forms.AnswerForm(), queries.newest_of(work, engagement_id)
    if newest is None:
        abort(404)
    if form.validate():
        try:
            service.note_answer(
                work,
                actor=current_user,
                engagement=row_here(engagement_id),
                participant=participant_here(engagement_id, participant_id),
                verdict=Verdict(form.verdict.data),
                words=form.words.data or "",
                answered_on=form.answered_on.data,
            )
        except service.NotGiven:
            abort(404)
        except service.WordsNeeded:
            form.say_words_needed()
        else:
            flash(_("Recorded."), "good")
            return _to("sharing.record", engagement_id)
    return again(
        "engagements/sharing/hand.html",
        form=forms.HandForm(formdata=None, data={"handed_on": today()}),
        engagement=found,
        seat=seat,
        why=[],
        answer=queries.answers_to(work, newest.id).get(participant_id),
        answering=form,
        **WORDS,
    )


@blueprint.route("/given/new", methods=GET_POST)
@blueprint.route("/given/<uuid:handout_id>", methods=GET_POST)
@requires(Permission.EDIT_ENGAGEMENTS)
def give(project_id: UUID, engagement_id: UUID, handout_id: UUID | None = None) -> Reply:
    """Something that participants were given to know."""
    work, found = current_session(), record_here(engagement_id)
    row = (queries.given_row(work, engagement_id, handout_id) or abort(404)) if handout_id else None
    data = forms.given_as_typed(queries.given_record(work, row)) if row else {"given_on": today()}
    form = forms.GivenForm(data=data)
    if form.validate_on_submit():
        service.note_given(
            work,
            actor=current_user,
            engagement=row_here(engagement_id),
            said=form.said(),
            given_on=form.given_on.data,
            row=row,
        )
        flash(_("Written down."), "good")
        return _to("engagement", engagement_id)
    return _drawn("engagements/sharing/give.html", form, engagement=found)


def _held(engagement_id: UUID) -> EngagementRecord:
    """Of what was not held there is no record."""
    found = record_here(engagement_id)
    return found if found.stage in {Stage.HELD, Stage.CLOSED} else abort(404)


def _drawn(template: str, form: Any, **context: Any) -> Reply:
    return (again if form.is_submitted() else page)(template, form=form, **context)


def _to(endpoint: str, engagement_id: UUID) -> Response:
    return redirect(url_for(f"engagements.{endpoint}", project_id=current_project_id(), engagement_id=engagement_id))
