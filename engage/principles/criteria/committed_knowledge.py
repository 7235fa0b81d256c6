"""Committed: between them, those who sit there for the company know enough."""

from __future__ import annotations

from engage.engagements.vocabulary import Knowledge
from engage.i18n.formats import format_names
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, by_share, no_company, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict


def judge(evidence: Evidence) -> Ruling:
    """How many of the four kinds of knowledge are there: company, product, human rights, place."""
    there = evidence.company_there
    if not there:
        return no_company(evidence)
    known = {code for each in there for code in each.detail.knowledge}
    missing = [kind for kind in Knowledge if kind not in known]
    count, total = len(Knowledge) - len(missing), len(Knowledge)
    sentence = _(
        "Those of the company know, between them, %(count)s of the %(total)s things needed.", count=count, total=total
    )
    records = refs(RecordKind.COMPANY, (each.id for each in there))
    if not missing:
        return Ruling(Verdict.MET, sentence, count, total, records)
    lacking = format_names(str(kind.label) for kind in missing)
    step = Step(_("Bring someone who knows: %(what)s", what=lacking), Door.COMPANY)
    return Ruling(by_share(count, total), sentence, count, total, records, step)


CRITERION = Criterion(
    code="committed.knowledge",
    principle=Principle.COMMITTED,
    question=_l("Do those of the company know enough, between them?"),
    passage=_l("Together they know the company, the product and human rights, and someone knows the place."),
    source="BSR, Committed; Conclusion",
    judge=judge,
)
