"""Focused: what was heard is about the rights at stake."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import ONCE_HELD, Criterion, Door, Ruling, Step, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict


def judge(evidence: Evidence) -> Ruling:
    """How much of what was heard touches a right that was named. Half is enough: people bring what matters to them."""
    issues = set(evidence.plan.issues)
    if not issues:
        return Ruling(Verdict.NOT_APPLICABLE, _("No rights at stake are named."))
    if not evidence.feedback:
        return Ruling(Verdict.NOT_APPLICABLE, _("Nothing that was heard is on record."))
    about = [item.id for item in evidence.feedback if issues & set(item.detail.rights)]
    count, total = len(about), len(evidence.feedback)
    sentence = _("About a right that was named: %(count)s of %(total)s things heard.", count=count, total=total)
    if count * 2 >= total:
        return Ruling(Verdict.MET, sentence, count, total, refs(RecordKind.FEEDBACK, about))
    step = Step(_("Ask whether other rights matter more to those heard"), Door.PLAN)
    beside = refs(RecordKind.FEEDBACK, (item.id for item in evidence.feedback if item.id not in about))
    return Ruling(Verdict.PARTLY if count else Verdict.NOT_MET, sentence, count, total, beside, step)


CRITERION = Criterion(
    code="focused.feedback",
    principle=Principle.FOCUSED,
    question=_l("Is what was heard about the rights at stake?"),
    passage=_l("Focus shows in what people spoke of: the company gets what it needs, and hopes are not misled."),
    source="BSR, Focused",
    judge=judge,
    stages=ONCE_HELD,
)
