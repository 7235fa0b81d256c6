"""Representative: those who know the technology and those who know human rights."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, nobody, people
from engage.principles.vocabulary import Principle, Verdict
from engage.stakeholders.vocabulary import Expertise

TECHNOLOGY = {Expertise.TECHNOLOGY.value, Expertise.PRODUCT.value}


def judge(evidence: Evidence) -> Ruling:
    """How many of those taking part know either."""
    there = evidence.there
    if not there:
        return nobody(evidence)
    known = [(seat, set(seat.person.profile.expertise)) for seat in there if seat.person]
    technology = [seat for seat, expertise in known if expertise & TECHNOLOGY]
    rights = [seat for seat, expertise in known if Expertise.HUMAN_RIGHTS in expertise]
    sentence = _(
        "Among the %(total)s taking part: who know the technology %(technology)s, who know human rights %(rights)s.",
        total=len(there),
        technology=len(technology),
        rights=len(rights),
    )
    records = people(seat for seat in there if seat in technology or seat in rights)
    if technology and rights:
        return Ruling(Verdict.MET, sentence, 2, 2, records)
    missing = _("Hear someone who knows the technology") if not technology else _("Hear someone who knows human rights")
    verdict = Verdict.PARTLY if technology or rights else Verdict.NOT_MET
    return Ruling(verdict, sentence, 1 if technology or rights else 0, 2, records, Step(missing, Door.PARTICIPANTS))


CRITERION = Criterion(
    code="representative.expertise",
    principle=Principle.REPRESENTATIVE,
    question=_l("Do technology and human rights expertise meet?"),
    passage=_l("The two kinds of knowledge seldom live in one organisation; an engagement brings them together."),
    source="BSR, Representative; Human Rights and ICT",
    judge=judge,
)
