"""Inclusive: what people told us they need to take part is provided."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, nobody, people
from engage.principles.vocabulary import Principle, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Whether the plan answers the needs on record of those who take part."""
    there = evidence.there
    if not there:
        return nobody(evidence)
    needing = [
        seat
        for seat in there
        if seat.person and (seat.person.profile.access_needs.strip() or seat.person.profile.cultural_needs.strip())
    ]
    if not needing:
        return Ruling(Verdict.NOT_APPLICABLE, _("Nobody taking part told us of a need. Ask when you invite."))
    count, total = len(needing), len(there)
    if evidence.plan.accessibility.strip():
        sentence = _(
            "%(count)s of the %(total)s taking part told us what they need; the plan says how it is provided.",
            count=count,
            total=total,
        )
        return Ruling(Verdict.MET, sentence, count, total, people(needing))
    sentence = _(
        "%(count)s of the %(total)s taking part told us what they need; the plan does not say how it is provided.",
        count=count,
        total=total,
    )
    step = Step(_("Write into the plan how their needs are met"), Door.PLAN)
    return Ruling(Verdict.NOT_MET, sentence, count, total, people(needing), step)


CRITERION = Criterion(
    code="inclusive.access",
    principle=Principle.INCLUSIVE,
    question=_l("Is what people need to take part provided?"),
    passage=_l("The way of engaging fits the culture of those who come and is open to all of them."),
    source="BSR, Inclusive; Respectful",
    judge=judge,
)
