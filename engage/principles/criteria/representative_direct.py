"""Representative: rights holders themselves first; anything else with its reason."""

from __future__ import annotations

from engage.engagements.vocabulary import Mode
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, nobody, people, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Whether rights holders are met directly or, where that is not possible, the reason is on record."""
    if evidence.plan.mode != Mode.DIRECT:
        here = refs(RecordKind.ENGAGEMENT, [evidence.engagement.id])
        if evidence.plan.not_direct_because.strip():
            sentence = _("Rights holders are not met directly; why not, and what is done instead, is on record.")
            return Ruling(Verdict.MET, sentence, records=here)
        step = Step(_("Write down why rights holders are not met directly"), Door.PLAN)
        sentence = _("Rights holders are not met directly, and no reason is on record.")
        return Ruling(Verdict.NOT_MET, sentence, records=here, step=step)
    there = evidence.there
    if not there:
        return nobody(evidence)
    holders = [seat for seat in there if seat.person and seat.person.is_rights_holder]
    count, total = len(holders), len(there)
    sentence = _("Of the %(total)s taking part, rights holders themselves: %(count)s.", count=count, total=total)
    if holders:
        return Ruling(Verdict.MET, sentence, count, total, people(holders))
    step = Step(_("Hear rights holders, or write down why that is not possible"), Door.PARTICIPANTS)
    return Ruling(Verdict.NOT_MET, sentence, count, total, people(there), step)


CRITERION = Criterion(
    code="representative.direct",
    principle=Principle.REPRESENTATIVE,
    question=_l("Are rights holders met directly, or is it said why not?"),
    passage=_l("Rights holders are heard directly first; where that cannot be, a reasonable alternative is sought."),
    source="UNGP 18, commentary; BSR, Engagement by Proxy",
    judge=judge,
)
