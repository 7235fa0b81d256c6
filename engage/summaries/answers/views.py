"""Handing out receipts, and reading what came back with them."""

from __future__ import annotations

import base64
from io import BytesIO
from uuid import UUID

import segno
from flask import Blueprint, abort, current_app, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.db.clock import today
from engage.engagements.queries import participants_of
from engage.i18n.languages import OFFERED
from engage.i18n.texts import gettext as _
from engage.i18n.texts import use_language
from engage.projects.door import current_project_id, up_to_tier
from engage.stakeholders.directory import directory_of
from engage.summaries import outbox, queries, service
from engage.summaries.answering import SettlementNeeded, SummaryWithdrawn
from engage.summaries.forms import ReceiptForm, SettleForm
from engage.summaries.halting import Halted
from engage.summaries.models import Reply, Summary
from engage.summaries.records import SummaryRecord
from engage.summaries.words import WORDS
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session, stores

blueprint = Blueprint("answers", __name__)
Answer = str | Response | tuple[str, int]


@blueprint.get("/<uuid:summary_id>/receipts")
@requires(Permission.PUBLISH_SUMMARIES)
def receipts(project_id: UUID, summary_id: UUID) -> Answer:
    """Who was handed a receipt, when, and whether it still opens anything."""
    found = _found(summary_id)
    return _receipts(found, _with_holders(ReceiptForm(formdata=None, data={"language": found.language}), found))


def _found(summary_id: UUID) -> SummaryRecord:
    return queries.find_summary(current_session(), current_project_id(), summary_id) or abort(404)


def _held(summary_id: UUID) -> Summary:
    return service.locked(current_session(), current_project_id(), summary_id) or abort(404)


def _with_holders(form: ReceiptForm, summary: SummaryRecord) -> ReceiptForm:
    """Those who took part, by pseudonym, as far as the viewer may know of them."""
    work = current_session()
    directory, tier = directory_of(work, summary.project_id), up_to_tier()
    ids = {each.stakeholder_id for each in participants_of(work, summary.engagement_id)}
    there = [person for person in directory.offered(tier) if person.id in ids]
    someone = [("", _("Someone who is not on record"))]
    form.holder.choices = [(str(person.id), person.pseudonym) for person in there] + someone
    return form


def _receipts(summary: SummaryRecord, form: ReceiptForm) -> Answer:
    work = current_session()
    listed = queries.receipts_of(work, summary.id)
    directory = directory_of(work, summary.project_id)
    draw = again if form.errors else page
    return draw(
        "summaries/receipts.html",
        summary=summary,
        form=form,
        listed=listed,
        pseudonyms={each.id: directory.pseudonym(each.holder_id, up_to_tier()) for each in listed if each.holder_id},
        people=names_of(work, {each.issued_by for each in listed}),
        now=today(),
        **WORDS,
    )


@blueprint.post("/<uuid:summary_id>/receipts")
@requires(Permission.PUBLISH_SUMMARIES)
def issue(project_id: UUID, summary_id: UUID) -> Answer:
    """Makes out a receipt and shows it once, as a sheet to print."""
    found = _found(summary_id)
    form = _with_holders(ReceiptForm(), found)
    if not form.validate():
        return _receipts(found, form)
    try:
        receipt = service.issue_receipt(
            current_session(),
            actor=current_user,
            summary=_held(summary_id),
            holder_id=UUID(form.holder.data) if form.holder.data else None,
            language=form.language.data,
            through=form.through.data,
        )
    except SummaryWithdrawn:
        form.form_errors.append(_("This summary is withdrawn: a receipt would open nothing."))
        return _receipts(found, form)
    except Halted:
        form.form_errors.append(_("Nothing goes out for this engagement while a report of reprisals is open."))
        return _receipts(found, form)
    written_in = form.language.data
    with use_language(written_in):
        says = {
            "heading": _("Your code"),
            "what": _("With it you can read what we heard and did, and answer. You need no account and give no name."),
            "how": _("Open this address and enter the words, the digits or the signs: all three are the same code."),
            "care": _("Keep it where nobody else finds it. Whoever has it can read and answer in your place."),
            "words": _("In words"),
            "digits": _("In digits"),
            "signs": _("In signs"),
        }
    return page(
        "summaries/receipt.html",
        summary=found,
        receipt=receipt,
        says=says,
        picture=_picture(receipt.characters()),
        written_in=written_in,
        written_dir=OFFERED[written_in].direction,
        address=current_app.config["ENGAGE"].portal_origin,
    )


def _picture(text: str) -> str:
    """A QR code as an address that holds its own picture."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", scale=4, border=2, svgns=True, xmldecl=False)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()


@blueprint.post("/<uuid:summary_id>/receipts/<uuid:receipt_id>/end")
@requires(Permission.PUBLISH_SUMMARIES)
def end(project_id: UUID, summary_id: UUID, receipt_id: UUID) -> Answer:
    """Ends a receipt."""
    work, held = current_session(), _held(summary_id)
    issued = queries.receipt_row(work, held.id, receipt_id) or abort(404)
    service.revoke_receipt(work, actor=current_user, summary=held, issued=issued)
    flash(_("Ended. Within a minute it opens nothing any more."), "good")
    return redirect(url_for("summaries.answers.receipts", project_id=project_id, summary_id=summary_id))


@blueprint.get("/replies")
@requires(Permission.VIEW_REPLIES)
def replies(project_id: UUID) -> Answer:
    """What came back, the one due first, first. Words are shown one reply at a time, and the look is on record."""
    work = current_session()
    summaries = {each.id: each.title for each in queries.summaries_of(work, project_id)}
    waiting = queries.replies_of(work, project_id, waiting=True)
    settled = queries.replies_of(work, project_id, waiting=False)[-20:][::-1]
    context = {"waiting": waiting, "settled": settled, "summaries": summaries, "now": today()}
    unopened = outbox.count_unopened(stores().portal, project_id)
    return page("summaries/replies.html", unopened=unopened, **context, **WORDS)


@blueprint.post("/replies/again")
@requires(Permission.SETTLE_REPLIES)
def fetch_again(project_id: UUID) -> Answer:
    """Has the worker try to open what it could not."""
    outbox.fetch_again(stores().portal, project_id)
    flash(_("The worker tries again within a minute."), "good")
    return redirect(url_for("summaries.answers.replies", project_id=project_id))


@blueprint.post("/replies/<uuid:reply_id>")
@requires(Permission.VIEW_REPLIES)
def reply(project_id: UUID, reply_id: UUID) -> Answer:
    """Shows what someone answered; that it was read is put on record first."""
    row = _reply(reply_id)
    service.mark_read(current_session(), actor=current_user, reply=row)
    return _shown(reply_id, SettleForm(formdata=None))


def _reply(reply_id: UUID) -> Reply:
    return queries.reply_row(current_session(), current_project_id(), reply_id) or abort(404)


def _shown(reply_id: UUID, form: SettleForm) -> Answer:
    work = current_session()
    record = queries.find_reply(work, current_project_id(), reply_id) or abort(404)
    about = queries.find_summary(work, record.project_id, record.summary_id)
    if not form.is_submitted() or not form.errors:
        form.settlement.data = record.settlement
    draw = again if form.errors else page
    return draw("summaries/reply.html", reply=record, summary=about, form=form, offered=OFFERED, now=today(), **WORDS)


@blueprint.post("/replies/<uuid:reply_id>/settle")
@requires(Permission.SETTLE_REPLIES)
def settle(project_id: UUID, reply_id: UUID) -> Answer:
    """Keeps what was done about it."""
    form, row = SettleForm(), _reply(reply_id)
    if form.validate():
        try:
            service.settle_reply(
                current_session(), actor=current_user, reply=row, settlement=form.settlement.data or ""
            )
        except SettlementNeeded:
            abort(400)
        flash(_("Settled. What you did is kept with the reply."), "good")
        return redirect(url_for("summaries.answers.replies", project_id=project_id))
    # The words are shown once more: that look is on record before they are, although the form is refused.
    service.mark_read(current_session(), actor=current_user, reply=row)
    current_session().commit()
    return _shown(reply_id, form)
