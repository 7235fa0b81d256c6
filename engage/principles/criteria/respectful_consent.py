"""Respectful: each person says how their words may be attributed."""

from __future__ import annotations

from engage.engagements.vocabulary import Attribution
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import ONCE_HELD, Criterion, Door, Ruling, Step, by_share, nobody, people
from engage.principles.vocabulary import Principle


def judge(evidence: Evidence) -> Ruling:
    """Of how many who took part it is on record."""
    there = evidence.there
    if not there:
        return nobody(evidence)
    open_ones = [seat for seat in there if seat.part.detail.attribution == Attribution.NOT_ASKED]
    count, total = len(there) - len(open_ones), len(there)
    sentence = _(
        "%(count)s of the %(total)s who took part told us how their words may be attributed.", count=count, total=total
    )
    step = Step(_("Ask each person how their words may be attributed"), Door.PARTICIPANTS) if open_ones else None
    return Ruling(by_share(count, total), sentence, count, total, people(open_ones or there), step)


CRITERION = Criterion(
    code="respectful.consent",
    principle=Principle.RESPECTFUL,
    question=_l("Was each person asked how their words may be attributed?"),
    passage=_l("People must be able to trust that their opinions and their time are respected."),
    source="BSR, Respectful; Legitimacy of Company Representatives",
    judge=judge,
    stages=ONCE_HELD,
)
