"""Committed: someone of the company can change something."""

from __future__ import annotations

from engage.engagements.vocabulary import Authority
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, no_company, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict

ABLE = {Authority.DECIDES, Authority.INFLUENCES}


def judge(evidence: Evidence) -> Ruling:
    """How many of the company's people decide or influence the decision; informing those who do is partly enough."""
    there = evidence.company_there
    if not there:
        return no_company(evidence)
    able = [each for each in there if each.detail.authority in ABLE]
    near = [each for each in there if each.detail.authority == Authority.INFORMS]
    count, total = len(able), len(there)
    sentence = _(
        "%(count)s of the %(total)s sitting there for the company can make or influence the decision.",
        count=count,
        total=total,
    )
    records = refs(RecordKind.COMPANY, (each.id for each in able or there))
    if able:
        return Ruling(Verdict.MET, sentence, count, total, records)
    step = Step(_("Bring someone who decides, or who can influence it"), Door.COMPANY)
    return Ruling(Verdict.PARTLY if near else Verdict.NOT_MET, sentence, count, total, records, step)


CRITERION = Criterion(
    code="committed.authority",
    principle=Principle.COMMITTED,
    question=_l("Does someone who can change something sit there?"),
    passage=_l("People want to speak with those who hold power over the decision, not only with those who listen."),
    source="BSR, Committed; Legitimacy of Company Representatives",
    judge=judge,
)
