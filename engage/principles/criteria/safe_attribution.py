"""Safe: nothing is published before each person said how words may be attributed."""

from __future__ import annotations

from engage.engagements.vocabulary import Attribution
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import ONCE_HELD, Criterion, Door, Ruling, Step, nobody, people
from engage.principles.vocabulary import Principle, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Whether anyone's words were published without their say. One person is enough for not met."""
    there = evidence.there
    if not there:
        return nobody(evidence)
    if not evidence.published:
        return Ruling(Verdict.NOT_YET_DUE, _("Nothing was published yet."))
    open_ones = [seat for seat in there if seat.part.detail.attribution == Attribution.NOT_ASKED]
    count, total = len(there) - len(open_ones), len(there)
    sentence = _(
        "A summary is published; %(count)s of the %(total)s who took part had said how their words may be attributed.",
        count=count,
        total=total,
    )
    if not open_ones:
        return Ruling(Verdict.MET, sentence, count, total, people(there))
    step = Step(_("Ask them now, and withdraw the summary if they do not agree"), Door.SUMMARY)
    return Ruling(Verdict.NOT_MET, sentence, count, total, people(open_ones), step)


CRITERION = Criterion(
    code="safe.attribution",
    principle=Principle.SAFE,
    question=_l("Was anything published only as those who spoke agreed?"),
    passage=_l("What is disclosed must not put those who took part at risk."),
    source="BSR, Safe; Candid",
    judge=judge,
    stages=ONCE_HELD,
)
