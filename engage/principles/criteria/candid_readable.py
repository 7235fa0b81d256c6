"""Candid: those who took part can read the answer in a language of theirs."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import ONCE_HELD, Criterion, Door, Ruling, Step, by_share, nobody, people
from engage.principles.vocabulary import Principle, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Of how many who took part the published summary is in a language of theirs."""
    there = evidence.there
    if not there:
        return nobody(evidence)
    if not evidence.published:
        return Ruling(Verdict.NOT_YET_DUE, _("Nothing was published yet."))
    written_in = {language for each in evidence.published for language in each.languages}
    left_out = [seat for seat in there if not seat.languages & written_in]
    count, total = len(there) - len(left_out), len(there)
    sentence = _("The summary is in a language of %(count)s of the %(total)s who took part.", count=count, total=total)
    step = Step(_("Have the summary translated"), Door.SUMMARY) if left_out else None
    return Ruling(by_share(count, total), sentence, count, total, people(left_out or there), step)


CRITERION = Criterion(
    code="candid.readable",
    principle=Principle.CANDID,
    question=_l("Can those who took part read the answer in a language of theirs?"),
    passage=_l("Sharing outcomes means that those who gave their words can read what became of them."),
    source="BSR, Candid; Respectful",
    judge=judge,
    stages=ONCE_HELD,
)
