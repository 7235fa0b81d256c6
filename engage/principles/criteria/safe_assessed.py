"""Safe: for everyone at risk, their safety was thought of before they were asked."""

from __future__ import annotations

from datetime import timedelta

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.outreach.stop.check import GUARDED
from engage.principles.evidence import Evidence, Seat, day_of
from engage.principles.findings import Criterion, Door, Ruling, Step, nobody, people
from engage.principles.vocabulary import Principle, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Of how many from tier 2 on an assessment and measures are on record. One person less is not met, never partly."""
    if not evidence.seats:
        return nobody(evidence)
    guarded = [seat for seat in evidence.seats if seat.person and seat.person.tier >= GUARDED]
    if not guarded:
        return Ruling(Verdict.NOT_APPLICABLE, _("Everyone on the list is an ordinary professional contact."))
    reached = [seat for seat in guarded if seat in evidence.reached]
    step = Step(_("Assess their safety and agree on measures"), Door.PARTICIPANTS)
    if not reached:
        return Ruling(Verdict.NOT_YET_DUE, _("Nobody who needs care was asked yet."), step=step)
    open_ones = [seat for seat in reached if not _assessed(seat, evidence)]
    count, total = len(reached) - len(open_ones), len(reached)
    sentence = _(
        "For %(count)s of the %(total)s who need care, safety was assessed in time and measures are on record.",
        count=count,
        total=total,
    )
    if not open_ones:
        return Ruling(Verdict.MET, sentence, count, total, people(reached))
    return Ruling(Verdict.NOT_MET, sentence, count, total, people(open_ones), step)


def _assessed(seat: Seat, evidence: Evidence) -> bool:
    if seat.person is None or not seat.seen_to.measures:
        return False
    day, assessed_on = min(evidence.day, evidence.today), day_of(seat.seen_to.assessed_on)
    if assessed_on is None or assessed_on > day:
        return False
    return day - assessed_on <= timedelta(days=evidence.thresholds.assessment_days)


CRITERION = Criterion(
    code="safe.assessed",
    principle=Principle.SAFE,
    question=_l("Was the safety of everyone at risk assessed, with measures?"),
    passage=_l("For those most at risk, taking part can bring new harm. Their safety shapes how people meet."),
    source="BSR, Safe",
    judge=judge,
)
