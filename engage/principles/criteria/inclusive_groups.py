"""Inclusive: groups at heightened risk take part, and not only those who speak for them."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, nobody, people
from engage.principles.vocabulary import Principle, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Whether rights holders of such groups take part; through intermediaries alone it is partly met."""
    there = evidence.there
    if not there:
        return nobody(evidence)
    close = [seat for seat in there if seat.person and seat.person.profile.groups]
    themselves = [seat for seat in close if seat.person and seat.person.is_rights_holder]
    count, total = len(close), len(there)
    sentence = _(
        "Among the %(total)s taking part: from or for a group at heightened risk %(count)s, "
        "of these rights holders themselves %(themselves)s.",
        count=count,
        total=total,
        themselves=len(themselves),
    )
    if themselves:
        return Ruling(Verdict.MET, sentence, count, total, people(close))
    step = Step(_("Hear people of groups at heightened risk themselves, where that is safe"), Door.PARTICIPANTS)
    return Ruling(Verdict.PARTLY if close else Verdict.NOT_MET, sentence, count, total, people(close), step)


CRITERION = Criterion(
    code="inclusive.groups",
    principle=Principle.INCLUSIVE,
    question=_l("Do groups at heightened risk take part?"),
    passage=_l("Look beyond the average to those who risk most: defenders, dissidents, women, the young, minorities."),
    source="BSR, Inclusive; Inclusiveness",
    judge=judge,
)
