"""Pages of summaries: where every loop stands, writing, the second reader, publishing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.engagements.queries import engagements_of, find_engagement
from engage.engagements.records import EngagementRecord
from engage.engagements.reprisals.queries import halted
from engage.i18n.languages import OFFERED
from engage.i18n.texts import gettext as _
from engage.jobs.models import Job
from engage.jobs.service import try_again
from engage.projects.door import current_project_id, may
from engage.summaries import queries, service
from engage.summaries.answers.views import blueprint as answer_pages
from engage.summaries.forms import (
    AgreeForm,
    DraftForm,
    PromiseForm,
    ReadingForm,
    ReturnForm,
    WarningsForm,
    field_of,
    in_days,
)
from engage.summaries.jobs import KINDS
from engage.summaries.leaks import findings_in
from engage.summaries.loops import loop_of, loops_of
from engage.summaries.models import Summary
from engage.summaries.records import SummaryRecord
from engage.summaries.vocabulary import Audience
from engage.summaries.words import WORDS, copies_of, steps
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("summaries", __name__, url_prefix="/projects/<uuid:project_id>/summaries")
blueprint.register_blueprint(answer_pages)

Answer = str | Response | tuple[str, int]
GET_POST = ("GET", "POST")
PAGE = 50
PROMISE_DAYS = 30


@blueprint.get("/")
@requires(Permission.VIEW_SUMMARIES)
def loops(project_id: UUID) -> Answer:
    """Where the answer owed after each engagement stands. Whoever works on texts only sees the texts."""
    work, now = current_session(), today()
    summaries = queries.summaries_of(work, project_id)
    replies = queries.replies_by_summary(work, project_id) if may(Permission.VIEW_REPLIES) else {}
    if may(Permission.VIEW_ENGAGEMENTS):
        found = loops_of(engagements_of(work, project_id), summaries, replies, now)
    else:
        found = [loop_of(None, summary) for summary in summaries]
    start = max(0, request.args.get("from", 0, type=int))
    return page(
        "summaries/loops.html",
        found=found[start : start + PAGE],
        start=start,
        size=PAGE,
        total=len(found),
        now=now,
        **WORDS,
    )


@blueprint.route("/draw-up/<uuid:engagement_id>", methods=GET_POST)
@requires(Permission.EDIT_SUMMARIES)
def draw_up(project_id: UUID, engagement_id: UUID) -> Answer:
    """Puts a first draft together from what is on record."""
    work = current_session()
    engagement = find_engagement(work, project_id, engagement_id)
    if engagement is None or not may(Permission.VIEW_ENGAGEMENTS):
        abort(404)
    form = DraftForm(data={"promised_on": loop_of(engagement, None).promised_on or in_days(today(), PROMISE_DAYS)})
    if form.validate_on_submit():
        try:
            made = service.draft_summary(
                work,
                actor=current_user,
                project_id=project_id,
                engagement_id=engagement_id,
                language=form.language.data,
                promised_on=form.promised_on.data,
            )
        except service.AlreadyDrawnUp as there:
            return _to("summary", there.summary_id)
        except service.NotHeld:
            form.form_errors.append(
                _("Only an engagement that was held can be answered. Record that it was held first.")
            )
        else:
            flash(_("Here is a first draft from what is on record. Make it yours."), "good")
            return _to("write", made.id, audience=Audience.PARTICIPANTS.value, language=made.language)
    draw = again if form.errors else page
    return draw("summaries/draw_up.html", form=form, engagement=engagement)


def _to(endpoint: str, summary_id: UUID, **values: Any) -> Response:
    project_id = current_project_id()
    return redirect(url_for(f"summaries.{endpoint}", project_id=project_id, summary_id=summary_id, **values))


def _found(summary_id: UUID) -> SummaryRecord:
    return queries.find_summary(current_session(), current_project_id(), summary_id) or abort(404)


def _held(summary_id: UUID) -> Summary:
    """The row, to be changed in this request and by nobody else meanwhile."""
    return service.locked(current_session(), current_project_id(), summary_id) or abort(404)


def _engagement(summary: SummaryRecord) -> EngagementRecord | None:
    if not may(Permission.VIEW_ENGAGEMENTS):
        return None
    return find_engagement(current_session(), summary.project_id, summary.engagement_id)


@blueprint.get("/<uuid:summary_id>")
@requires(Permission.VIEW_SUMMARIES)
def summary(project_id: UUID, summary_id: UUID) -> Answer:
    """One summary: its stage, its readings, what went out."""
    return _summary(summary_id, PromiseForm(formdata=None))


def _summary(summary_id: UUID, form: PromiseForm) -> Answer:
    work, found = current_session(), _found(summary_id)
    if not form.is_submitted():
        form.promised_on.data = found.promised_on
    replies = (
        queries.replies_by_summary(work, found.project_id).get(found.id, (0, 0))
        if may(Permission.VIEW_REPLIES)
        else (0, 0)
    )
    versions = queries.publications_of(work, found.id)
    failed = queries.failed_work(work, found.project_id, KINDS) if may(Permission.PUBLISH_SUMMARIES) else []
    draw = again if form.errors else page
    return draw(
        "summaries/summary.html",
        summary=found,
        loop=loop_of(_engagement(found), found, replies),
        steps=steps(found, replies[0]),
        form=form,
        versions=versions,
        receipts=len(queries.receipts_of(work, found.id)) if may(Permission.PUBLISH_SUMMARIES) else 0,
        failed=[job for job in failed if job.subject_id == found.id],
        people=names_of(work, {found.created_by, *(each.published_by for each in versions)}),
        writer=current_user.id in queries.writers_of(found),
        halted=halted(work, found.engagement_id),
        offered=OFFERED,
        now=today(),
        **WORDS,
    )


@blueprint.post("/<uuid:summary_id>/promise")
@requires(Permission.EDIT_SUMMARIES)
def promise(project_id: UUID, summary_id: UUID) -> Answer:
    """Changes the promised day."""
    form = PromiseForm()
    if form.validate():
        held = _held(summary_id)
        service.promise(current_session(), actor=current_user, summary=held, promised_on=form.promised_on.data)
        flash(_("The promised day is changed."), "good")
        return _to("summary", summary_id)
    return _summary(summary_id, form)


@blueprint.route("/<uuid:summary_id>/write/<audience>/<language>", methods=GET_POST)
@requires(Permission.TRANSLATE_SUMMARIES)
def write(project_id: UUID, summary_id: UUID, audience: str, language: str) -> Answer:
    """One reading: written, or translated beside the text it comes from."""
    found = _found(summary_id)
    first = language == found.language
    if audience not in list(Audience) or language not in OFFERED or (first and not may(Permission.EDIT_SUMMARIES)):
        abort(404)
    reading, source = found.reading(audience, language), found.reading(audience, found.language)
    form = ReadingForm.shown(reading, source, found.withheld_because)
    if form.is_submitted() and form.validate() and _written(form, summary_id, audience, language):
        flash(_("Saved. It needs a second reader before it is published."), "good")
        if request.form.get("then") == "stay":
            return _to("write", summary_id, audience=audience, language=language)
        return _to("summary", summary_id)
    # The warnings speak of people: whoever works on texts only does not see them.
    warned = findings_in(current_session(), found) if may(Permission.EDIT_SUMMARIES) else []
    draw = again if form.errors else page
    return draw(
        "summaries/write.html",
        form=form,
        summary=found,
        reading=reading,
        source=None if first else source,
        audience=Audience(audience),
        written_in=language,
        findings=[each for each in warned if (each.audience, each.language) == (audience, language)],
        offered=OFFERED,
        **WORDS,
    )


def _written(form: ReadingForm, summary_id: UUID, audience: str, language: str) -> bool:
    """Writes what the form says; False with its faults at their fields."""
    work, held = current_session(), _held(summary_id)
    try:
        service.write_reading(
            work,
            actor=current_user,
            summary=held,
            audience=audience,
            language=language,
            title=form.title.data or "",
            sections=form.texts(),
            state=form.state.data,
            based_on=form.based_on.data,
            source_revision=form.source_revision.data if language != held.language else None,
        )
    except service.ChangedMeanwhile:
        newest = _found(summary_id).reading(audience, language)
        form.based_on.raw_data = [str(newest.revision if newest else 0)]
        form.form_errors.append(
            _("Somebody else changed this text meanwhile. What you wrote is here: save it again to keep yours.")
        )
        return False
    except service.TooLong as long:
        fault = _(
            "Together this is too long for an old phone on a slow line. Take out about %(count)s signs.",
            count=long.over,
        )
        form.form_errors.append(fault)
        return False
    if audience == Audience.PUBLIC and language == held.language:
        service.say_why_withheld(work, actor=current_user, summary=held, reason=form.withheld_because.data or "")
    return True


@blueprint.route("/<uuid:summary_id>/check", methods=GET_POST)
@requires(Permission.EDIT_SUMMARIES)
def check(project_id: UUID, summary_id: UUID) -> Answer:
    """What in the texts could lead to a person; then over to the second reader."""
    work, found = current_session(), _found(summary_id)
    findings = findings_in(work, found)
    form = WarningsForm.about(findings, found.acknowledged)
    if form.is_submitted() and form.validate():
        held = _held(summary_id)
        try:
            service.acknowledge(work, actor=current_user, summary=held, reasons=form.reasons(findings))
            if request.form.get("change"):
                audience, _slash, language = request.form["change"].partition("/")
                return _to("write", summary_id, audience=audience, language=language)
            service.send_to_review(work, actor=current_user, summary=held)
        except service.FindingsUnanswered:
            form.form_errors.append(_("Say for each warning why it may stay, or change the text."))
        except service.WrongState:
            return _to("summary", summary_id)
        else:
            flash(_("Now a second person reads it."), "good")
            return _to("summary", summary_id)
    draw = again if form.errors else page
    return draw(
        "summaries/check.html", form=form, field_of=field_of, summary=found, findings=findings, offered=OFFERED, **WORDS
    )


@blueprint.get("/<uuid:summary_id>/review")
@requires(Permission.APPROVE_SUMMARIES)
def review(project_id: UUID, summary_id: UUID) -> Answer:
    """All readings as they will stand, for the second person."""
    return _review(_found(summary_id), ReturnForm(formdata=None))


def _review(found: SummaryRecord, form: ReturnForm, refusal: str = "") -> Answer:
    work = current_session()
    writers = queries.writers_of(found)
    draw = again if form.errors or refusal else page
    return draw(
        "summaries/review.html",
        summary=found,
        form=form,
        agreeing=AgreeForm(formdata=None, data={"seen": service.fingerprint(work, found)}),
        findings=findings_in(work, found),
        refusal=refusal,
        second=current_user.id not in writers,
        writers=sorted(names_of(work, writers).values()),
        offered=OFFERED,
        **WORDS,
    )


@blueprint.post("/<uuid:summary_id>/approve")
@requires(Permission.APPROVE_SUMMARIES)
def approve(project_id: UUID, summary_id: UUID) -> Answer:
    """Agrees to exactly what was shown, after a second factor given lately."""
    here = url_for("summaries.review", project_id=project_id, summary_id=summary_id)
    if not session.is_confirmed:  # type: ignore[attr-defined]
        return redirect(url_for("accounts.confirm", to=here))
    form, held = AgreeForm(), _held(summary_id)
    try:
        service.approve(current_session(), actor=current_user, summary=held, seen=form.seen.data or "")
    except service.SecondPersonNeeded:
        refusal = _("You wrote a part of this. Someone else has to agree to it.")
    except service.ChangedSinceApproval:
        refusal = _("The text was changed since you opened it. Read it again.")
    except service.FindingsUnanswered:
        refusal = _("A warning has no reason yet. Give the summary back to its writers.")
    except service.WrongState:
        return _to("summary", summary_id)
    else:
        flash(_("Approved: exactly this text may be published."), "good")
        return _to("summary", summary_id)
    return _review(_found(summary_id), ReturnForm(formdata=None), refusal)


@blueprint.post("/<uuid:summary_id>/return")
@requires(Permission.APPROVE_SUMMARIES)
def return_to_draft(project_id: UUID, summary_id: UUID) -> Answer:
    """Gives it back to its writers."""
    form = ReturnForm()
    if not form.validate():
        return _review(_found(summary_id), form)
    try:
        service.return_to_draft(
            current_session(), actor=current_user, summary=_held(summary_id), reason=form.reason.data or ""
        )
    except service.WrongState:
        return _to("summary", summary_id)
    flash(_("Given back with your reason."), "good")
    return _to("summary", summary_id)


@blueprint.post("/<uuid:summary_id>/publish")
@requires(Permission.PUBLISH_SUMMARIES)
def publish(project_id: UUID, summary_id: UUID) -> Answer:
    """Publishes what was agreed to."""
    try:
        service.publish(current_session(), actor=current_user, summary=_held(summary_id))
    except service.ChangedSinceApproval:
        flash(_("The text is not the one that was approved. It needs a second reader again."), "attention")
    except service.WrongState:
        flash(_("Only an approved summary can be published."), "attention")
    except service.Halted:
        flash(_("Nothing goes out for this engagement while a report of reprisals is open."), "attention")
    else:
        flash(_("Published. The portal shows it within a minute."), "good")
    return _to("summary", summary_id)


@blueprint.post("/<uuid:summary_id>/withdraw")
@requires(Permission.PUBLISH_SUMMARIES)
def withdraw(project_id: UUID, summary_id: UUID) -> Answer:
    """Takes it out of the portal."""
    try:
        service.withdraw(current_session(), actor=current_user, summary=_held(summary_id))
    except service.WrongState:
        flash(_("There is nothing to withdraw."), "attention")
    else:
        flash(_("Withdrawn. The portal stops showing it within a minute."), "good")
    return _to("summary", summary_id)


@blueprint.get("/<uuid:summary_id>/versions/<int:number>")
@requires(Permission.VIEW_SUMMARIES)
def version(project_id: UUID, summary_id: UUID, number: int) -> Answer:
    """A version exactly as it went out; number 0 is what is written now."""
    found = _found(summary_id)
    listed = queries.publications_of(current_session(), found.id)
    shown = next((each for each in listed if each.version == number), None)
    if number and shown is None:
        abort(404)
    copies = shown.copies if shown else copies_of(found)
    return page("summaries/version.html", summary=found, version=shown, copies=copies, offered=OFFERED, **WORDS)


@blueprint.post("/work/<uuid:job_id>/again")
@requires(Permission.PUBLISH_SUMMARIES)
def work_again(project_id: UUID, job_id: UUID) -> Answer:
    """Tries failed work between here and the portal once more."""
    job = current_session().get(Job, job_id)
    if job is None or job.project_id != project_id or job.kind not in KINDS:
        abort(404)
    try_again(job)
    flash(_("It is tried again now."), "good")
    return (
        _to("summary", job.subject_id) if job.subject_id else redirect(url_for("projects.today", project_id=project_id))
    )
