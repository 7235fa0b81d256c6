"""What we wrote to someone, how else they were asked, and what they answered, for the extract."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.engagements.inviting.holdings import asked_in
from engage.engagements.inviting.models import InvitationAnswer
from engage.engagements.inviting.queries import answer_record
from engage.engagements.inviting.vocabulary import InvitationReply
from engage.i18n.formats import format_day
from engage.i18n.texts import gettext as _
from engage.outreach.holdings import messages_to
from engage.outreach.queries import opened
from engage.outreach.vocabulary import MessagePurpose, MessageState
from engage.retention.extracting.document import Section
from engage.retention.intents import records_of
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.reveal import Revealed
from engage.stakeholders.vocabulary import ChannelKind
from engage.stakeholders.words import APART, labels

Guard = Callable[[str], str]


def invited(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    """Every message and invitation, and what came back. Their own words stand as they wrote them."""
    part, mine = Section("invited", _("What we wrote to you, and what you answered")), set(records_of(session, row))
    purposes, channels, states = labels(MessagePurpose), labels(ChannelKind), labels(MessageState)
    carried = set()
    for message, who in messages_to(session, row.project_id):
        record = opened(session, message) if who in mine else None
        if record is not None and record.letter is not None:
            carried.add(str(record.id))
            label = APART.join((purposes[record.letter.purpose], states[record.state]))
            part.add(label, guard(record.letter.body), format_day(record.queued_on, "medium"))
    for made, asked in asked_in(session, row.project_id):
        if asked["stakeholder"] not in {str(each) for each in mine}:
            continue
        if asked["message"] not in carried:
            label = APART.join((purposes[asked["purpose"]], channels.get(asked["channel"], "")))
            part.add(label, guard(asked["note"]) or "–", format_day(made.made_on, "medium"))
        for answer in session.scalars(select(InvitationAnswer).where(InvitationAnswer.invitation_id == made.id)):
            said = answer_record(session, answer)
            words = APART.join(filter(None, (str(InvitationReply(said.kind).label), said.words)))
            part.add(_("You answered"), words, format_day(said.received_on, "medium"))
            part.add(_("What we did with it"), guard(said.settlement))
    return part
