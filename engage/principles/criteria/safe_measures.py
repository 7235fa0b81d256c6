"""Safe: the plan itself says how those at risk are protected."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.outreach.stop.check import GUARDED
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, nobody, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Whether measures for the whole engagement are written down where someone at risk takes part."""
    there = evidence.there
    if not there:
        return nobody(evidence)
    count = sum(1 for seat in there if seat.person and seat.person.tier >= GUARDED)
    total = len(there)
    if not count:
        return Ruling(Verdict.NOT_APPLICABLE, _("Nobody who takes part needs special care."))
    here = refs(RecordKind.ENGAGEMENT, [evidence.engagement.id])
    if evidence.plan.safety_measures.strip():
        sentence = _(
            "Of the %(total)s taking part, %(count)s must be protected, and the plan says how.",
            count=count,
            total=total,
        )
        return Ruling(Verdict.MET, sentence, count, total, here)
    sentence = _(
        "Of the %(total)s taking part, %(count)s must be protected, and the plan does not say how.",
        count=count,
        total=total,
    )
    step = Step(_("Write the safety measures into the plan"), Door.PLAN)
    return Ruling(Verdict.NOT_MET, sentence, count, total, here, step)


CRITERION = Criterion(
    code="safe.measures",
    principle=Principle.SAFE,
    question=_l("Does the plan say how those at risk are protected?"),
    passage=_l("The safety of all who take part is thought of when an engagement is designed, and when it is held."),
    source="BSR, Safe",
    judge=judge,
)
