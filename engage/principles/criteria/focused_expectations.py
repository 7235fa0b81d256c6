"""Focused: people are told what can still change and what is settled."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import Criterion, Door, Ruling, Step, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Whether both are said."""
    here = refs(RecordKind.ENGAGEMENT, [evidence.engagement.id])
    can_change = bool(evidence.plan.still_open.strip())
    settled = bool(evidence.plan.already_decided.strip())
    if can_change and settled:
        sentence = _("People are told what can still change and what is already decided.")
        return Ruling(Verdict.MET, sentence, 2, 2, here)
    if can_change:
        step = Step(_("Say what is already decided"), Door.PLAN)
        sentence = _("People are told what can still change, but not what is already decided.")
        return Ruling(Verdict.PARTLY, sentence, 1, 2, here, step)
    step = Step(_("Say what can still change"), Door.PLAN)
    if settled:
        sentence = _("People are told what is already decided, but not what can still change.")
        return Ruling(Verdict.PARTLY, sentence, 1, 2, here, step)
    sentence = _("People are told neither what can still change nor what is already decided.")
    return Ruling(Verdict.NOT_MET, sentence, 0, 2, here, step)


CRITERION = Criterion(
    code="focused.expectations",
    principle=Principle.FOCUSED,
    question=_l("Are people told what can still change and what is already decided?"),
    passage=_l("Saying it beforehand avoids misaligned expectations and the fear that all was settled before."),
    source="BSR, Focused; Legitimacy of Company Representatives",
    judge=judge,
)
