"""What is held about someone's safety: what was assessed, how they were afterwards, reports of reprisals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from engage.engagements.aftercare.queries import care_of
from engage.engagements.aftercare.vocabulary import Wellbeing
from engage.engagements.reprisals.queries import reports_about
from engage.i18n.formats import format_day
from engage.i18n.texts import gettext as _
from engage.outreach.stop.queries import assessments_about
from engage.outreach.stop.vocabulary import Interpreting, Likelihood
from engage.retention.extracting.document import Section
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.reveal import Revealed
from engage.stakeholders.vocabulary import ChannelKind
from engage.stakeholders.words import labels

EVERY_TIER = 3


def safety_of(session: Session, row: Stakeholder, seen: Revealed, guard: Callable[[str], str]) -> Section:
    """Every version of what was assessed, what they said afterwards, what was reported and done."""
    part = Section("safety", _("What was done for your safety"))
    likely, interpreting, channels = labels(Likelihood), labels(Interpreting), labels(ChannelKind)
    for each in assessments_about(session, row.project_id, row.id):
        said, day = each.said, _day(each.written_on)
        part.add(_("What threatens them"), guard(said.threats), day)
        part.add(_("Who could make them pay for it"), guard(said.retaliation_by))
        part.add(_("How likely that is"), likely.get(said.retaliation_likely, ""))
        part.add(_("What we would do then"), guard(said.retaliation_answer))
        part.add(_("What it means for them if it becomes known that we talk"), guard(said.if_leaked))
        part.add(_("Through which channel"), channels.get(said.channel, ""))
        part.add(_("Where and when it is safe"), guard(said.meeting))
        part.add(_("Who interprets"), interpreting.get(said.interpreting, ""))
        part.add(_("Who that is to them, and who trusts them"), guard(said.interpreter))
        part.add(_("How they can end it"), guard(said.withdrawal))
        part.add(_("What keeps them safe"), guard(said.measures))
    wellbeing = labels(Wellbeing)
    for care in care_of(session, row.project_id, row.id):
        for told in care.told:
            part.add(wellbeing.get(told.how, _("How they are")), guard(told.words) or "–", _day(told.on))
    for report in reports_about(session, row.project_id, row.id, up_to_tier=EVERY_TIER):
        part.add(_("Report of reprisals"), guard(report.happened), _day(report.reported_on))
        for step in report.steps:
            part.add(_("What is done about it"), guard(step.words), _day(step.on))
        part.add(_("Why it was closed"), guard(report.closed_because), _day(report.closed_on))
    return part


def _day(day: date | None) -> str:
    return format_day(day, "medium") if day else ""
