"""What the page of notes tells beside them, and what its small forms share, whichever room they belong to."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID, uuid4

from flask import flash, jsonify, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts.permissions import Permission
from engage.accounts.queries import names_of
from engage.engagements.door import row_here
from engage.engagements.models import Engagement
from engage.engagements.noting.forms import CaptureForm, OweForm
from engage.engagements.noting.hints import PointedOut
from engage.engagements.noting.queries import draft_row, writing_now
from engage.engagements.noting.records import Save
from engage.engagements.noting.service import keep_draft
from engage.engagements.noting.vocabulary import Hint
from engage.engagements.records import EngagementRecord
from engage.engagements.refusals import EngagementOver, NobodyNamed
from engage.engagements.seats import Seat
from engage.i18n.texts import gettext as _
from engage.projects.door import current_project_id, may
from engage.projects.queries import members_of
from engage.web.answers import UNPROCESSABLE, again
from engage.web.unit_of_work import current_session, vault

MOST_SIGNS = 200_000
LAST = 2**31 - 1
Answer = str | Response | tuple[str, int] | tuple[Response, int]


def from_script() -> bool:
    """Whether a script of our own asks, which draws the answer itself."""
    return request.accept_mimetypes.best == "application/json"


def typed() -> Save | None:
    """The draft as the page sends it along; None when no notes came with the form."""
    if "text" not in request.form:
        return None
    seen = _number("seen")
    return Save(
        draft_id=_id("draft"),
        hand=_id("hand"),
        seen=seen,
        counter=_number("counter") or seen + 1,
        based_on=_number("based_on"),
        text=request.form["text"].replace("\r\n", "\n").replace("\r", "\n")[:MOST_SIGNS],
    )


def keep_typed(engagement_id: UUID) -> Engagement:
    """Keeps the notes typed so far as a draft, whatever becomes of the small form; gives the engagement's row."""
    row, save = row_here(engagement_id), typed()
    if save is not None and may(Permission.EDIT_NOTES):
        with suppress(EngagementOver, NobodyNamed):
            keep_draft(current_session(), actor=current_user, engagement=row, save=save)
            # By itself: an answer that asks to put something right rolls everything else back.
            current_session().commit()
    return row


def draft_typed(engagement_id: UUID) -> UUID | None:
    """The id of the draft that came with the form, when it is one of the writer's."""
    row = draft_row(current_session(), engagement_id, _id("draft"), current_user.id)
    return row.id if row is not None else None


def captured(engagement_id: UUID, said: str) -> Answer:
    """Back to the notes, or a word for the script that never left them."""
    if from_script():
        return jsonify(said=said)
    flash(said, "good")
    return redirect(notes_url(engagement_id))


def not_captured(form: CaptureForm, engagement: EngagementRecord, *, heading: str) -> Answer:
    """The small form by itself, with everything typed and what is to be put right."""
    if from_script():
        return jsonify(faults=form.faults()), UNPROCESSABLE
    return again("engagements/noting/capture.html", form=form, engagement=engagement, heading=heading)


def notes_url(engagement_id: UUID) -> str:
    """The page of notes."""
    return url_for("engagements.noting.notes", project_id=current_project_id(), engagement_id=engagement_id)


def _id(name: str) -> UUID:
    try:
        return UUID(request.form.get(name, ""))
    except ValueError:
        return uuid4()


def _number(name: str) -> int:
    text = request.form.get(name, "")
    return min(int(text), LAST) if text.isascii() and text.isdecimal() else 0


def told(hints: Iterable[PointedOut]) -> list[str]:
    """A sentence for each line that seems to hold something."""
    return [_sentence(each) for each in hints]


def _sentence(hint: PointedOut) -> str:
    match hint.what:
        case Hint.EMAIL:
            return _("Line %(number)s seems to hold an e-mail address.", number=hint.line)
        case Hint.PHONE:
            return _("Line %(number)s seems to hold a phone number.", number=hint.line)
        case Hint.NAME:
            return _("Line %(number)s seems to hold somebody's name.", number=hint.line)


def writing_too(engagement_id: UUID) -> list[str]:
    """A sentence for each who writes here at this moment."""
    work = current_session()
    others = writing_now(work, engagement_id, besides=current_user.id)
    return [_("%(who)s is writing here too.", who=name) for name in sorted(names_of(work, others).values())]


def sealing_key(engagement_id: UUID) -> dict[str, str]:
    """With what, and under which name, a browser seals what it could not send.

    The key is this user's for this engagement and is given only with the page: without signing in again, or once the
    engagement's own key is gone, nothing that lies in a browser can be opened.
    """
    own = vault().data_key(engagement_id)
    key = own.derive(f"what a browser keeps of notes: {current_user.id}")
    name = own.derive(f"its name in a browser: {current_user.id}")
    return {"key": b64encode(key).decode(), "name": name[:12].hex()}


def offered(form: OweForm, engagement: EngagementRecord, seats: Iterable[Seat]) -> OweForm:
    """The form of what is owed: by someone of the team, to someone who takes part; oneself unless another is chosen."""
    owners = [(str(each.user_id), each.name) for each in members_of(current_session(), engagement.project_id)]
    people = {str(seat.record.stakeholder_id): seat.called for seat in seats if seat.person}
    form.offer(owners=owners, people=list(people.items()))
    if not form.owner.data:
        form.owner.data = str(current_user.id)
    return form
