"""Inclusive: everyone can follow and speak in a language of theirs."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence, bare
from engage.principles.findings import Criterion, Door, Ruling, Step, nobody, people, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict


def judge(evidence: Evidence) -> Ruling:
    """How many of those reached share a language with the conversation, or have interpretation."""
    seats = evidence.reached if evidence.is_held else evidence.there
    if not seats:
        return nobody(evidence)
    held_in = {bare(code) for code in evidence.plan.languages}
    if not held_in:
        here = refs(RecordKind.ENGAGEMENT, [evidence.engagement.id])
        step = Step(_("Write down the languages of the conversation"), Door.PLAN)
        sentence = _("The languages of the conversation are not on record.")
        return Ruling(Verdict.NOT_MET, sentence, records=here, step=step)
    at_home = [seat for seat in seats if seat.languages & held_in]
    unknown = [seat for seat in seats if not seat.languages]
    helped = bool(evidence.plan.interpretation.strip())
    count, total = len(at_home), len(seats)
    if helped and count < total:
        sentence = _(
            "The conversation is in a language of %(count)s of the %(total)s on the list, with interpretation.",
            count=count,
            total=total,
        )
    else:
        sentence = _(
            "The conversation is in a language of %(count)s of the %(total)s on the list.", count=count, total=total
        )
    if count == total or (helped and not unknown):
        return Ruling(Verdict.MET, sentence, count, total, people(at_home))
    if unknown:
        step = Step(_("Ask which languages people speak and read"), Door.PARTICIPANTS)
    else:
        step = Step(_("Arrange interpretation"), Door.PLAN)
    others = people(seat for seat in seats if seat not in at_home)
    return Ruling(Verdict.PARTLY if at_home or helped else Verdict.NOT_MET, sentence, count, total, others, step)


CRITERION = Criterion(
    code="inclusive.languages",
    principle=Principle.INCLUSIVE,
    question=_l("Can everyone speak in a language of theirs?"),
    passage=_l("Reaching those at risk means meeting them in the languages they think and speak in."),
    source="BSR, Inclusive; Respectful",
    judge=judge,
)
