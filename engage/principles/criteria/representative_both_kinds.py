"""Representative: rights holders and intermediaries, not one or the other."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, nobody, people
from engage.principles.vocabulary import Principle, Verdict


def judge(evidence: Evidence) -> Ruling:
    """How many of each kind take part."""
    there = evidence.there
    if not there:
        return nobody(evidence)
    holders = [seat for seat in there if seat.person and seat.person.is_rights_holder]
    others = [seat for seat in there if seat.person and seat.person.is_intermediary]
    sentence = _(
        "Among the %(total)s taking part: rights holders %(holders)s, intermediary stakeholders %(intermediaries)s.",
        total=len(there),
        holders=len(holders),
        intermediaries=len(others),
    )
    records = people(seat for seat in there if seat in holders or seat in others)
    if holders and others:
        return Ruling(Verdict.MET, sentence, 2, 2, records)
    missing = _("Hear rights holders as well") if not holders else _("Hear intermediary stakeholders as well")
    verdict = Verdict.PARTLY if holders or others else Verdict.NOT_MET
    return Ruling(verdict, sentence, 1 if holders or others else 0, 2, records, Step(missing, Door.PARTICIPANTS))


CRITERION = Criterion(
    code="representative.both_kinds",
    principle=Principle.REPRESENTATIVE,
    question=_l("Are both rights holders and intermediary stakeholders heard?"),
    passage=_l("Whom to hear is a question of “and”, not of “or”: those affected, and those able to speak for them."),
    source="BSR, Representative; Legitimate Representation: The Who",
    judge=judge,
)
