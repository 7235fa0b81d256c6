"""Timely: people are heard while the decision can still change."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Days between the conversation and each decision that it informs."""
    decisions, enough = evidence.informed, evidence.thresholds.lead_days
    if not decisions:
        step = Step(_("Name the decision it is to inform"), Door.PLAN)
        sentence = _("No decision is named, so there is nothing to be in time for.")
        return Ruling(Verdict.NOT_APPLICABLE, sentence, step=step)
    leads = [((each.made_on or each.due_on) - evidence.day).days for each in decisions]
    count, total = sum(lead >= enough for lead in leads), len(leads)
    records = refs(RecordKind.DECISION, (each.id for each in decisions))
    if max(leads) <= 0:
        step = Step(_("Say what can still be changed, and by when"), Door.DECISIONS)
        sentence = _("The conversation comes on or after the day of every decision it is to inform.")
        return Ruling(Verdict.NOT_MET, sentence, 0, total, records, step)
    sentence = _(
        "For %(count)s of %(total)s decisions, at least %(days)s days lie between the conversation and the decision.",
        count=count,
        total=total,
        days=enough,
    )
    if count == total:
        return Ruling(Verdict.MET, sentence, count, total, records)
    step = Step(_("Move the conversation earlier or the decision later"), Door.PLAN)
    return Ruling(Verdict.PARTLY, sentence, count, total, records, step)


CRITERION = Criterion(
    code="timely.before_decision",
    principle=Principle.TIMELY,
    question=_l("Are people heard while the decision can still change?"),
    passage=_l("Rights holders are to be heard before a decision that touches their rights, in time to change it."),
    source="BSR, Timely; Engaging Early",
    judge=judge,
)
