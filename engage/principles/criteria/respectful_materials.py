"""Respectful: we share before we ask, in languages that people read."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence, bare, day_of
from engage.principles.findings import Criterion, Door, Ruling, Step, nobody, people
from engage.principles.vocabulary import Principle, Verdict


def judge(evidence: Evidence) -> Ruling:
    """When materials were shared, and how many of those taking part can read them."""
    there, enough = evidence.there, evidence.thresholds.materials_days
    if not there:
        return nobody(evidence)
    share = Step(_("Share materials in the languages of those who come"), Door.PLAN)
    shared_on = day_of(evidence.plan.materials_shared_on)
    if shared_on is None:
        if not evidence.is_held and (evidence.day - evidence.today).days >= enough:
            return Ruling(Verdict.NOT_YET_DUE, _("No materials are shared yet, and there is still time."), step=share)
        return Ruling(Verdict.NOT_MET, _("No materials are on record as shared beforehand."), step=share)
    days = (evidence.day - shared_on).days
    if days < 0:
        return Ruling(Verdict.NOT_MET, _("Materials were shared only after the conversation."))
    written_in = {bare(code) for code in evidence.plan.materials_languages}
    readers = [seat for seat in there if seat.languages & written_in]
    count, total = len(readers), len(there)
    sentence = _(
        "Materials were shared %(days)s days beforehand, in a language of %(count)s of the %(total)s taking part.",
        days=days,
        count=count,
        total=total,
    )
    if count == total and days >= enough:
        return Ruling(Verdict.MET, sentence, count, total, people(readers))
    others = people(seat for seat in there if seat not in readers)
    verdict = Verdict.PARTLY if readers else Verdict.NOT_MET
    return Ruling(verdict, sentence, count, total, others, share if others else None)


CRITERION = Criterion(
    code="respectful.materials",
    principle=Principle.RESPECTFUL,
    question=_l("Are materials shared beforehand, in languages that people read?"),
    passage=_l("Respect means sharing as well as listening: people see what it is about before they are asked."),
    source="BSR, Respectful",
    judge=judge,
)
