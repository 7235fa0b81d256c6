"""Focused: it informs a decision that is named and still open."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, by_share, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict


def judge(evidence: Evidence) -> Ruling:
    """How many of the decisions it informs were still open on the day."""
    decisions = evidence.informed
    if not decisions:
        step = Step(_("Name the decision it is to inform"), Door.PLAN)
        return Ruling(Verdict.NOT_MET, _("No decision is named that it is to inform."), step=step)
    open_ones = [each for each in decisions if each.made_on is None or each.made_on > evidence.day]
    count, total = len(open_ones), len(decisions)
    sentence = _(
        "Open on the day of the conversation: %(count)s of the %(total)s decisions it informs.",
        count=count,
        total=total,
    )
    name_one = Step(_("Name a decision that can still change"), Door.PLAN)
    records = refs(RecordKind.DECISION, (each.id for each in decisions))
    return Ruling(by_share(count, total), sentence, count, total, records, None if count == total else name_one)


CRITERION = Criterion(
    code="focused.decision",
    principle=Principle.FOCUSED,
    question=_l("Does it inform a decision that is named and still open?"),
    passage=_l("A clear decision gives the company what it needs to hear and keeps it from raising false hopes."),
    source="BSR, Focused; Engaging on Business Decisions",
    judge=judge,
)
