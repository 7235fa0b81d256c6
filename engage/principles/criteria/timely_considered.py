"""Timely: what was heard reaches those who decide before they decide."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import ONCE_HELD, Criterion, Door, Ruling, Step, by_share, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict


def judge(evidence: Evidence) -> Ruling:
    """For how much of what was heard the first consideration lies before a decision that was made."""
    if not evidence.feedback:
        return Ruling(Verdict.NOT_APPLICABLE, _("Nothing that was heard is on record."))
    made = [(each.id, each.made_on) for each in evidence.informed if each.made_on]
    if not made:
        return Ruling(Verdict.NOT_YET_DUE, _("No decision was made yet."))
    late = []
    for item in evidence.feedback:
        days = [(evidence.considered.get((item.id, decision_id)), made_on) for decision_id, made_on in made]
        if not any(day is not None and day <= made_on for day, made_on in days):
            late.append(item.id)
    total = len(evidence.feedback)
    count = total - len(late)
    sentence = _("%(count)s of %(total)s things heard reached those who decide in time.", count=count, total=total)
    step = Step(_("Answer what is still open, and say that it came too late"), Door.ANSWERS) if late else None
    records = refs(RecordKind.FEEDBACK, late or (item.id for item in evidence.feedback))
    return Ruling(by_share(count, total), sentence, count, total, records, step)


CRITERION = Criterion(
    code="timely.considered",
    principle=Principle.TIMELY,
    question=_l("Was what was heard considered before the decision was made?"),
    passage=_l("Asking for views after the fact, to confirm what is settled, wastes the time of everyone."),
    source="BSR, Engaging Early",
    judge=judge,
    stages=ONCE_HELD,
)
