"""Candid: people can be told how they were chosen."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, nobody, people
from engage.principles.vocabulary import Principle, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Whether the way of choosing is written for them, and of how many the reason is on record."""
    there = evidence.there
    if not there:
        return nobody(evidence)
    open_ones = [seat for seat in there if not seat.part.detail.selected_because.strip()]
    count, total = len(there) - len(open_ones), len(there)
    explained = bool(evidence.plan.selection_explained.strip())
    if explained:
        step = Step(_("Write down why each person was chosen"), Door.PARTICIPANTS)
        sentence = _(
            "It is written for them how people were chosen; why is on record for %(count)s of the %(total)s.",
            count=count,
            total=total,
        )
    else:
        step = Step(_("Explain how people were chosen, in words that can be told"), Door.PLAN)
        sentence = _(
            "It is not written for them how people were chosen; why is on record for %(count)s of the %(total)s.",
            count=count,
            total=total,
        )
    if explained and not open_ones:
        return Ruling(Verdict.MET, sentence, count, total, people(there))
    verdict = Verdict.PARTLY if explained or count else Verdict.NOT_MET
    return Ruling(verdict, sentence, count, total, people(open_ones or there), step)


CRITERION = Criterion(
    code="candid.selection",
    principle=Principle.CANDID,
    question=_l("Can people be told how they were chosen?"),
    passage=_l("How participants are selected is open to them; choosing is accepted where it can be seen."),
    source="BSR, Candid; Legitimate Representation",
    judge=judge,
)
