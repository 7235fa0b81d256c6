"""Timely: those invited have time to think, to ask others, and to come."""

from __future__ import annotations

from engage.engagements.vocabulary import Initiative
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence, day_of
from engage.principles.findings import Criterion, Door, Ruling, Step, nobody, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Days from the first invitation to the day itself; half of what is due is partly enough."""
    if evidence.plan.initiative == Initiative.RIGHTS_HOLDER:
        sentence = _("Rights holders asked for this conversation, so nobody had to be given notice.")
        return Ruling(Verdict.NOT_APPLICABLE, sentence)
    here, enough = refs(RecordKind.ENGAGEMENT, [evidence.engagement.id]), evidence.thresholds.notice_days
    if not evidence.invited:
        return _not_invited(evidence, enough)
    invited_on = day_of(evidence.plan.invited_on)
    if invited_on is None:
        step = Step(_("Write down when the invitation went out"), Door.PLAN)
        return Ruling(Verdict.NOT_MET, _("The day of the invitation is not on record."), records=here, step=step)
    days = (evidence.day - invited_on).days
    sentence = _(
        "Invitations went out %(days)s days before the day itself; at least %(enough)s are due.",
        days=max(days, 0),
        enough=enough,
    )
    if days >= enough:
        return Ruling(Verdict.MET, sentence, records=here)
    ask = Step(_("Ask those invited whether the day still suits them"), Door.PARTICIPANTS)
    verdict = Verdict.PARTLY if days * 2 >= enough else Verdict.NOT_MET
    return Ruling(verdict, sentence, records=here, step=None if evidence.is_held else ask)


def _not_invited(evidence: Evidence, enough: int) -> Ruling:
    if evidence.is_held:
        if not evidence.there:
            return nobody(evidence)
        step = Step(_("Write down when the invitation went out"), Door.PARTICIPANTS)
        return Ruling(Verdict.NOT_MET, _("The day of the invitation is not on record."), step=step)
    step = Step(_("Invite those on the list"), Door.PARTICIPANTS)
    left = (evidence.day - evidence.today).days
    if left >= enough:
        return Ruling(Verdict.NOT_YET_DUE, _("Nobody is invited yet, and there is still time."), step=step)
    sentence = _("Nobody is invited yet, and fewer than %(enough)s days are left.", enough=enough)
    return Ruling(Verdict.NOT_MET, sentence, step=step)


CRITERION = Criterion(
    code="timely.notice",
    principle=Principle.TIMELY,
    question=_l("Are those invited given enough notice?"),
    passage=_l("Engagement in good time lets people prepare, ask those they speak for, and bring what matters."),
    source="BSR, Timely",
    judge=judge,
)
