"""Pages of asking: several by e-mail, one person by whatever is safe for them, calls, what became of messages."""

from __future__ import annotations

import base64
from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import segno
from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.db.clock import utcnow
from engage.engagements.inviting import door, queries, service
from engage.engagements.inviting.forms import CallForm, LetterForm, SendForm, SendSeveralForm
from engage.engagements.inviting.refused import REFUSALS, in_words
from engage.engagements.inviting.ways import Way
from engage.engagements.inviting.wording import speaks
from engage.engagements.inviting.words import WORDS
from engage.engagements.records import EngagementRecord
from engage.engagements.vocabulary import Answer, Stage
from engage.i18n.formats import language_name
from engage.i18n.languages import direction
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext, use_language
from engage.outreach import queries as messages
from engage.outreach import service as outreach
from engage.outreach.models import Message
from engage.outreach.service import NotInThisState
from engage.outreach.stop.service import Stopped
from engage.outreach.vocabulary import MessagePurpose
from engage.stakeholders.vocabulary import ChannelKind
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("asking", __name__)
Reply = str | Response | tuple[str, int]
REMINDER = MessagePurpose.REMINDER.value


@blueprint.get("/send")
@requires(Permission.EDIT_ENGAGEMENTS)
def several(project_id: UUID, engagement_id: UUID) -> Reply:
    """Whom an e-mail can go to, and why not to the others."""
    found = _planned(engagement_id)
    purpose = REMINDER if request.args.get("purpose") == REMINDER else MessagePurpose.INVITATION.value
    return _several(page, found, SendSeveralForm(formdata=None, data={"purpose": purpose}))


@blueprint.post("/send")
@requires(Permission.EDIT_ENGAGEMENTS)
def send(project_id: UUID, engagement_id: UUID) -> Reply:
    """Queues a message to each of those chosen; whoever cannot be asked is left out, and it is said why."""
    found, form = _planned(engagement_id), SendSeveralForm()
    rows = _offered(found, form)
    if "look" in request.form:
        return _several(page, found, form)
    if not form.validate():
        return _several(again, found, form)
    chosen = [row for row in rows if str(row.seat.record.id) in form.people.data and row.text]
    if not chosen:
        form.say_nobody()
        return _several(again, found, form)
    work, left_out = current_session(), []
    for row in chosen:
        try:
            with work.begin_nested():
                _queue(engagement_id, row, form)
        except REFUSALS as refused:
            left_out.append((row.seat.called, in_words(refused)))
    queued = len(chosen) - len(left_out)
    if left_out:
        # Said on the page itself: what is flashed outlives it.
        return _several(page, found, SendSeveralForm(formdata=None), left_out=left_out, queued=queued)
    flash(ngettext("One message is queued.", "%(num)s messages are queued.", queued), "good")
    return _back(engagement_id)


def _queue(engagement_id: UUID, row: Way, form: SendForm) -> None:
    assert row.text is not None
    service.invite_by_message(
        current_session(),
        actor=current_user,
        engagement=door.talk_row(engagement_id),
        participant=door.seat_row(engagement_id, row.seat.record.id),
        language=row.text.language,
        subject=form.subject.data,
        purpose=form.purpose.data,
        not_before=form.not_before(),
        portal=door.portal_address() if form.with_code.data else "",
    )


def _offered(found: EngagementRecord, form: SendSeveralForm) -> list[Way]:
    """Everyone, with those who can be sent something as choices of the form."""
    texts = queries.texts_of(current_session(), found)
    rows = door.ways(found, door.seated(found.id), texts, reminding=form.purpose.data == REMINDER)
    free = [row for row in rows if not row.skips and not row.seat.stops]
    form.people.choices = [
        (str(row.seat.record.id), row.seat.called, {"hint": language_name(row.text.language)})
        for row in free
        if row.text
    ]
    return rows


def _several(draw: Callable[..., Any], found: EngagementRecord, form: SendSeveralForm, **said: object) -> Reply:
    rows = _offered(found, form)
    left = [row for row in rows if row.skips or row.seat.stops]
    answer: Reply = draw(
        "engagements/inviting/several.html", engagement=found, form=form, left=left, mails=door.mails(), **said, **WORDS
    )
    return answer


@blueprint.get("/people/<uuid:participant_id>")
@requires(Permission.EDIT_ENGAGEMENTS)
def person(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """What one person would be given, in their language, and the ways that are safe for them."""
    return _person(page, _planned(engagement_id), participant_id)


@blueprint.post("/people/<uuid:participant_id>/send")
@requires(Permission.EDIT_ENGAGEMENTS)
def send_one(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """Queues a message to one person."""
    found, form = _planned(engagement_id), SendForm()
    row = _way(found, participant_id)
    if row.text is None or not form.validate():
        return _person(again, found, participant_id, sending=form)
    try:
        _queue(engagement_id, row, form)
    except REFUSALS as refused:
        form.form_errors.extend(in_words(refused))
        return _person(again, found, participant_id, sending=form)
    flash(ngettext("One message is queued.", "%(num)s messages are queued.", 1), "good")
    return _back(engagement_id)


@blueprint.post("/people/<uuid:participant_id>/letter")
@requires(Permission.EDIT_ENGAGEMENTS)
def letter(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """Makes out a letter and shows it once, to print."""
    found, form = _planned(engagement_id), LetterForm()
    row = _way(found, participant_id)
    form.language.choices = _languages(found)
    if not form.validate():
        return _person(again, found, participant_id, lettering=form)
    try:
        made, text, receipt = service.make_letter(
            current_session(),
            actor=current_user,
            engagement=door.talk_row(engagement_id),
            participant=door.seat_row(engagement_id, participant_id),
            channel=row.channel,
            language=form.language.data,
            purpose=form.purpose.data,
            with_code=form.with_code.data,
        )
    except REFUSALS as refused:
        form.form_errors.extend(in_words(refused))
        return _person(again, found, participant_id, lettering=form)
    ours = speaks(text.language)
    with use_language(ours):
        says = {
            "heading": _("Your code"),
            "what": _("You can read this again and answer here. You need no account and give no name."),
            "care": _("Keep it where nobody else finds it. Whoever has it can read and answer in your place."),
            "words": _("In words"),
            "digits": _("In digits"),
            "signs": _("In signs"),
        }
    return page(
        "engagements/inviting/letter.html",
        engagement=found,
        row=row,
        made_id=made.id,
        text=text,
        receipt=receipt,
        picture=_picture(receipt.characters()) if receipt else "",
        says=says,
        ours=ours,
        ours_dir=direction(ours),
        address=door.portal_address(),
        **WORDS,
    )


def _picture(text: str) -> str:
    """A QR code as an address that holds its own picture."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", scale=4, border=2, svgns=True, xmldecl=False)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()


@blueprint.post("/made/<uuid:invitation_id>/given")
@requires(Permission.EDIT_ENGAGEMENTS)
def given(project_id: UUID, engagement_id: UUID, invitation_id: UUID) -> Reply:
    """Records that a letter was handed over."""
    row = queries.invitation_row(current_session(), engagement_id, invitation_id) or abort(404)
    whom = queries.invitation_record(current_session(), row).stakeholder_id
    seat = door.seat_of(engagement_id, whom) or abort(404)
    try:
        service.hand_over(
            current_session(),
            actor=current_user,
            engagement=door.talk_row(engagement_id),
            participant=door.seat_row(engagement_id, seat.record.id),
            invitation=row,
        )
    except REFUSALS as refused:
        return _refused(engagement_id, refused)
    flash(_("Recorded."), "good")
    return _back(engagement_id)


@blueprint.post("/made/<uuid:invitation_id>/withdraw")
@requires(Permission.EDIT_ENGAGEMENTS)
def withdraw(project_id: UUID, engagement_id: UUID, invitation_id: UUID) -> Reply:
    """Takes an invitation back."""
    row = queries.invitation_row(current_session(), engagement_id, invitation_id) or abort(404)
    whom = queries.invitation_record(current_session(), row).stakeholder_id
    if door.seat_of(engagement_id, whom) is None:
        abort(404)
    try:
        service.withdraw(current_session(), actor=current_user, engagement=door.talk_row(engagement_id), invitation=row)
    except NotInThisState as refused:
        return _refused(engagement_id, refused)
    flash(_("Taken back. What still waited is not sent, and its code opens nothing any more."), "good")
    return _back(engagement_id)


@blueprint.get("/calls")
@requires(Permission.EDIT_ENGAGEMENTS)
def calls(project_id: UUID, engagement_id: UUID) -> Reply:
    """Whom to call or write to by hand now, and what to say. Numbers are looked at one by one, on the record."""
    found = _planned(engagement_id)
    return _calls(page, found, None, CallForm(formdata=None))


@blueprint.post("/people/<uuid:participant_id>/called")
@requires(Permission.EDIT_ENGAGEMENTS)
def called(project_id: UUID, engagement_id: UUID, participant_id: UUID) -> Reply:
    """Records what came of a call."""
    found, form = _planned(engagement_id), CallForm(prefix=participant_id.hex)
    row = _way(found, participant_id)
    if not form.validate():
        return _calls(again, found, participant_id, form)
    try:
        service.record_call(
            current_session(),
            actor=current_user,
            engagement=door.talk_row(engagement_id),
            participant=door.seat_row(engagement_id, participant_id),
            channel=row.channel,
            outcome=form.outcome.data,
            language=row.text.language if row.text else "",
            note=form.note.data or "",
        )
    except REFUSALS as refused:
        form.outcome.errors = in_words(refused)
        return _calls(again, found, participant_id, form)
    flash(_("Recorded."), "good")
    here: dict[str, Any] = {"project_id": project_id, "engagement_id": engagement_id}
    return redirect(url_for("engagements.inviting.asking.calls", **here))


def _calls(draw: Callable[..., Any], found: EngagementRecord, of: UUID | None, filled: CallForm) -> Reply:
    texts = queries.texts_of(current_session(), found)
    every = door.ways(found, door.seated(found.id, at=utcnow()), texts)
    by_voice = [row for row in every if row.channel in service.BY_VOICE and _is_open(row)]
    forms = {
        row.seat.record.id: filled
        if row.seat.record.id == of
        else CallForm(formdata=None, prefix=row.seat.record.id.hex)
        for row in by_voice
    }
    answer: Reply = draw("engagements/inviting/calls.html", engagement=found, rows=by_voice, forms=forms, **WORDS)
    return answer


def _is_open(row: Way) -> bool:
    return row.seat.record.detail.answer in {Answer.NOT_INVITED, Answer.INVITED} and not row.waiting


@blueprint.post("/messages/<uuid:message_id>/again")
@requires(Permission.EDIT_ENGAGEMENTS)
def message_again(project_id: UUID, engagement_id: UUID, message_id: UUID) -> Reply:
    """Has a message sent once more."""
    row = _message(engagement_id, message_id)
    try:
        sure = request.form.get("sure") == "yes"
        outreach.try_again(current_session(), actor=current_user, message=row, sure=sure)
    except (*REFUSALS, Stopped) as refused:
        return _refused(engagement_id, refused)
    flash(ngettext("One message is queued.", "%(num)s messages are queued.", 1), "good")
    return _back(engagement_id)


@blueprint.post("/messages/<uuid:message_id>/settle")
@requires(Permission.EDIT_ENGAGEMENTS)
def message_settle(project_id: UUID, engagement_id: UUID, message_id: UUID) -> Reply:
    """Says whether a message arrived of which that was not known."""
    row = _message(engagement_id, message_id)
    try:
        arrived = request.form.get("arrived") == "yes"
        outreach.settle_by_hand(current_session(), actor=current_user, message=row, arrived=arrived)
    except NotInThisState as refused:
        return _refused(engagement_id, refused)
    flash(_("Recorded."), "good")
    return _back(engagement_id)


def _message(engagement_id: UUID, message_id: UUID) -> Message:
    """A message to somebody whom the viewer may know of."""
    door.talk(engagement_id)
    row = messages.message_row(current_session(), engagement_id, message_id) or abort(404)
    whom = outreach.recipient_of(current_session(), row)
    return row if door.seat_of(engagement_id, whom) else abort(404)


def _person(
    draw: Callable[..., Any],
    found: EngagementRecord,
    participant_id: UUID,
    *,
    sending: SendForm | None = None,
    lettering: LetterForm | None = None,
) -> Reply:
    row = _way(found, participant_id)
    invited = row.seat.record.detail.answer != Answer.NOT_INVITED
    data = {"purpose": REMINDER if invited else MessagePurpose.INVITATION.value}
    letter_form = lettering or LetterForm(
        formdata=None, data={**data, "with_code": True, "language": row.text.language if row.text else ""}
    )
    letter_form.language.choices = _languages(found)
    answer: Reply = draw(
        "engagements/inviting/person.html",
        engagement=found,
        row=row,
        sending=sending or SendForm(formdata=None, data={**data, "with_code": True}),
        lettering=letter_form,
        by_mail=row.channel == ChannelKind.EMAIL,
        on_paper=row.channel in service.ON_PAPER,
        by_voice=row.channel in service.BY_VOICE,
        mails=door.mails(),
        **WORDS,
    )
    return answer


def _languages(found: EngagementRecord) -> list[tuple[str, str]]:
    return [(text.language, language_name(text.language)) for text in queries.texts_of(current_session(), found)]


def _way(found: EngagementRecord, participant_id: UUID) -> Way:
    seat = door.one_seat(found.id, participant_id)
    reminding = seat.record.detail.answer == Answer.INVITED
    return door.ways(found, [seat], queries.texts_of(current_session(), found), reminding=reminding)[0]


def _planned(engagement_id: UUID) -> EngagementRecord:
    found = door.talk(engagement_id)
    return found if found.stage == Stage.PLANNED else abort(404)


def _refused(engagement_id: UUID, refused: Exception) -> Response:
    """Says why not; nothing was typed that could be lost. What was begun is taken back."""
    current_session().rollback()
    for why in in_words(refused):
        flash(why, "attention")
    return _back(engagement_id)


def _back(engagement_id: UUID) -> Response:
    here: dict[str, Any] = {"project_id": door.current_project_id(), "engagement_id": engagement_id}
    return redirect(url_for("engagements.inviting.overview", **here))
