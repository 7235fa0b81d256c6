"""Representative: people who lived through a violation of the rights at stake."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, by_share, nobody, people
from engage.principles.vocabulary import Principle, Verdict
from engage.stakeholders.words import named_in


def judge(evidence: Evidence) -> Ruling:
    """For how many of the rights at stake someone taking part has experience of their violation."""
    issues, there = list(dict.fromkeys(evidence.plan.issues)), evidence.there
    if not issues:
        step = Step(_("Name the rights at stake"), Door.PLAN)
        return Ruling(Verdict.NOT_APPLICABLE, _("No rights at stake are named."), step=step)
    if not there:
        return nobody(evidence)
    lived = [seat for seat in there if seat.person and set(seat.person.profile.rights_experience) & set(issues)]
    known = {right for seat in lived if seat.person for right in seat.person.profile.rights_experience}
    missing = [code for code in issues if code not in known]
    count, total = len(issues) - len(missing), len(issues)
    sentence = _(
        "For %(count)s of the %(total)s rights at stake, someone taking part lived through their violation.",
        count=count,
        total=total,
    )
    if not missing:
        return Ruling(Verdict.MET, sentence, count, total, people(lived))
    step = Step(
        _("Hear people with experience of: %(rights)s", rights=named_in(missing, evidence.rights)), Door.PARTICIPANTS
    )
    return Ruling(by_share(count, total), sentence, count, total, people(lived), step)


CRITERION = Criterion(
    code="representative.experience",
    principle=Principle.REPRESENTATIVE,
    question=_l("Is there lived experience of the rights at stake?"),
    passage=_l("Those whose rights were violated before come first: their experience shows what is really at stake."),
    source="BSR, Experience; Conclusion",
    judge=judge,
)
