"""Focused: the human rights issues that matter most are named."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict
from engage.stakeholders.words import named_in


def judge(evidence: Evidence) -> Ruling:
    """Whether the plan names rights at stake."""
    here, issues = refs(RecordKind.ENGAGEMENT, [evidence.engagement.id]), dict.fromkeys(evidence.plan.issues)
    if not issues:
        step = Step(_("Name the rights at stake"), Door.PLAN)
        return Ruling(Verdict.NOT_MET, _("No rights at stake are named."), records=here, step=step)
    sentence = _("Rights at stake: %(rights)s.", rights=named_in(issues, evidence.rights))
    return Ruling(Verdict.MET, sentence, records=here)


CRITERION = Criterion(
    code="focused.issues",
    principle=Principle.FOCUSED,
    question=_l("Are the rights at stake named?"),
    passage=_l("The conversation is about the human rights issues that matter most here."),
    source="BSR, Focused",
    judge=judge,
)
