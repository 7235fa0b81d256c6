"""What we owe someone, what they said of records, panels they sit on, when they turned to us, for the extract."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.actions.models import Action
from engage.actions.queries import opened
from engage.engagements.approached.queries import approach_of
from engage.engagements.approached.vocabulary import Came
from engage.engagements.models import Engagement
from engage.engagements.queries import engagements_with, participants_of
from engage.engagements.sharing.queries import answers_to, versions_of
from engage.engagements.standing.queries import panels_of, seats_of
from engage.i18n.formats import format_day
from engage.i18n.texts import gettext as _
from engage.retention.extracting.document import Section
from engage.retention.intents import records_of
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.reveal import Revealed
from engage.stakeholders.words import APART

Guard = Callable[[str], str]


def afterwards(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    """Promises and answers, corrections, seats, and each time they came to us."""
    part, mine = Section("afterwards", _("What came after we met")), set(records_of(session, row))
    rows = select(Action).where(Action.project_id == row.project_id, Action.to_whom.is_not(None))
    for each in opened(session, session.scalars(rows.order_by(Action.due_on, Action.id))):
        if each.stakeholder_id in mine:
            label = APART.join((str(each.kind.label), str(each.state.label)))
            part.add(label, guard(each.detail.text), format_day(each.due_on, "medium"))
            part.add(_("What became of it"), guard(each.detail.outcome))
    for engagement in (found for key in mine for found in engagements_with(session, row.project_id, key)):
        theirs = {each.id for each in participants_of(session, engagement.id) if each.stakeholder_id in mine}
        for version in versions_of(session, engagement.id):
            for place, answer in answers_to(session, version.id).items():
                if place in theirs:
                    on = answer.answered_on or answer.handed_on
                    part.add(_("What you said of our record"), str(answer.verdict.label), format_day(on, "medium"))
                    part.add(_("In your words"), answer.words)
    panels = {each.id: each for each in panels_of(session, row.project_id)}
    for seat in seats_of(session, panels):
        if seat.stakeholder_id in mine:
            days = APART.join((format_day(seat.since, "medium"), format_day(seat.until, "medium")))
            part.add(_("A seat on a panel"), guard(panels[seat.panel_id].said.name), days)
            part.add(_("Why you left"), guard(seat.left_because))
    for key in session.scalars(select(Engagement.id).where(Engagement.project_id == row.project_id)):
        came = approach_of(session, key)
        if came is not None and came.stakeholder_id in mine:
            part.add(str(Came(came.said.how).label), guard(came.said.wants), format_day(came.came_on, "medium"))
            part.add(_("A safe way to answer you"), guard(came.said.safe_way))
    return part
