"""Pages of answers. Words are shown one answer at a time, and the look is on record first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.db.clock import today
from engage.engagements.inviting import door, queries, service
from engage.engagements.inviting.forms import AnswerForm, taking_over
from engage.engagements.inviting.models import InvitationAnswer
from engage.engagements.inviting.refused import REFUSALS, in_words
from engage.engagements.inviting.vocabulary import ANSWERS, InvitationReply
from engage.engagements.inviting.words import WORDS
from engage.engagements.seats import Seat
from engage.i18n.texts import gettext as _
from engage.web.answers import again, page
from engage.web.permits import requires
from engage.web.unit_of_work import current_session

blueprint = Blueprint("answers", __name__)
Reply = str | Response | tuple[str, int]


@blueprint.post("/answers/<uuid:given_id>")
@requires(Permission.EDIT_ENGAGEMENTS)
def answer(project_id: UUID, engagement_id: UUID, given_id: UUID) -> Reply:
    """Shows what somebody answered; that it was read is put on record first."""
    row, seat = _found(engagement_id, given_id)
    service.read_answer(current_session(), actor=current_user, engagement=door.talk_row(engagement_id))
    return _shown(page, row, seat, AnswerForm(formdata=None))


@blueprint.post("/answers/<uuid:given_id>/settle")
@requires(Permission.EDIT_ENGAGEMENTS)
def settle(project_id: UUID, engagement_id: UUID, given_id: UUID) -> Reply:
    """A person deals with it: takes a yes or no over, or says what was done."""
    row, seat = _found(engagement_id, given_id)
    form = taking_over(AnswerForm(), possible=_can_take(row))
    if form.validate():
        try:
            service.settle_answer(
                current_session(),
                actor=current_user,
                engagement=door.talk_row(engagement_id),
                answer=row,
                participant=door.seat_row(engagement_id, seat.record.id),
                take_over=form.take_over.data == "yes",
                settlement=form.settlement.data or "",
            )
        except service.SettlementNeeded:
            form.say_needed()
        except (*REFUSALS, service.NothingToTakeOver) as refused:
            form.take_over.errors = in_words(refused)
        else:
            flash(_("Settled. What you did is kept with the reply."), "good")
            here: dict[str, Any] = {"project_id": project_id, "engagement_id": engagement_id}
            return redirect(url_for("engagements.inviting.overview", **here))
    # The words are shown once more: that look is on record before they are, although the form is refused.
    work = current_session()
    work.rollback()
    service.read_answer(work, actor=current_user, engagement=door.talk_row(engagement_id))
    work.commit()
    return _shown(again, *_found(engagement_id, given_id), form)


def _found(engagement_id: UUID, given_id: UUID) -> tuple[InvitationAnswer, Seat]:
    """An answer of somebody whom the viewer may know of."""
    door.talk(engagement_id)
    row = queries.answer_row(current_session(), engagement_id, given_id) or abort(404)
    who = queries.answer_record(current_session(), row).stakeholder_id
    return row, door.seat_of(engagement_id, who) or abort(404)


def _can_take(row: InvitationAnswer) -> bool:
    return InvitationReply(queries.answer_record(current_session(), row).kind) in ANSWERS


def _shown(draw: Callable[..., Any], row: InvitationAnswer, seat: Seat, form: AnswerForm) -> Reply:
    record = queries.answer_record(current_session(), row)
    taking_over(form, possible=_can_take(row))
    if not form.errors:
        form.settlement.data = record.settlement
        form.take_over.data = "yes" if _can_take(row) else "no"
    shown: Reply = draw(
        "engagements/inviting/answer.html",
        engagement=door.talk(row.engagement_id),
        answer=record,
        seat=seat,
        form=form,
        now=today(),
        **WORDS,
    )
    return shown
