"""Candid: each thing that was heard has an answer."""

from __future__ import annotations

from datetime import timedelta

from engage.engagements.vocabulary import Stage
from engage.feedback.records import FeedbackRecord
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.influence.vocabulary import Outcome
from engage.principles.evidence import Evidence
from engage.principles.findings import ONCE_HELD, Criterion, Door, Ruling, Step, by_share, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict


def judge(evidence: Evidence) -> Ruling:
    """How much of what was heard is answered; still under consideration counts until the day promised."""
    if not evidence.feedback:
        return Ruling(Verdict.NOT_APPLICABLE, _("Nothing that was heard is on record."))
    waiting = [item.id for item in evidence.feedback if not _answered(item, evidence)]
    total = len(evidence.feedback)
    count = total - len(waiting)
    sentence = _("Answered: %(count)s of %(total)s things heard.", count=count, total=total)
    if not waiting:
        records = refs(RecordKind.FEEDBACK, (item.id for item in evidence.feedback))
        return Ruling(Verdict.MET, sentence, count, total, records)
    due = evidence.day + timedelta(days=evidence.thresholds.answer_days)
    in_time = evidence.engagement.stage != Stage.CLOSED and evidence.today <= due
    verdict = Verdict.NOT_YET_DUE if in_time else by_share(count, total)
    step = Step(_("Answer what is still open"), Door.ANSWERS)
    return Ruling(verdict, sentence, count, total, refs(RecordKind.FEEDBACK, waiting), step)


def _answered(item: FeedbackRecord, evidence: Evidence) -> bool:
    answers = [answer for (feedback_id, _decision), answer in evidence.standing.items() if feedback_id == item.id]
    if not answers:
        return False
    open_ones = [answer for answer in answers if answer.outcome == Outcome.UNDER_CONSIDERATION]
    return all(answer.until_on is not None and answer.until_on >= evidence.today for answer in open_ones)


CRITERION = Criterion(
    code="candid.answers",
    principle=Principle.CANDID,
    question=_l("Does each thing that was heard have an answer?"),
    passage=_l("Go back and say: it changed something; it did not, and why; it is still open, and until when."),
    source="B-Tech, Close the loop",
    judge=judge,
    stages=ONCE_HELD,
)
