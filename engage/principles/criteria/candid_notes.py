"""Candid: what was noted goes back to those who spoke, when it was promised."""

from __future__ import annotations

from datetime import timedelta

from engage.i18n.formats import format_day
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence, day_of
from engage.principles.findings import ONCE_HELD, Criterion, Door, Ruling, Step, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict


def judge(evidence: Evidence) -> Ruling:
    """The day the notes were shared against the day promised; late is partly met."""
    here = refs(RecordKind.ENGAGEMENT, [evidence.engagement.id])
    due = day_of(evidence.plan.notes_promised_by) or evidence.day + timedelta(days=evidence.thresholds.notes_days)
    shared_on = day_of(evidence.plan.notes_shared_on)
    if shared_on is None:
        step = Step(_("Send the notes to those who took part, for correction"), Door.NOTES)
        if evidence.today <= due:
            sentence = _("The notes are to be shared by %(day)s.", day=format_day(due))
            return Ruling(Verdict.NOT_YET_DUE, sentence, records=here, step=step)
        sentence = _("The notes were due on %(day)s and are not on record as shared.", day=format_day(due))
        return Ruling(Verdict.NOT_MET, sentence, records=here, step=step)
    if shared_on <= due:
        sentence = _("The notes were shared on %(day)s, in time.", day=format_day(shared_on))
        return Ruling(Verdict.MET, sentence, records=here)
    sentence = _(
        "The notes were shared on %(day)s; they were due on %(due)s.", day=format_day(shared_on), due=format_day(due)
    )
    return Ruling(Verdict.PARTLY, sentence, records=here)


CRITERION = Criterion(
    code="candid.notes",
    principle=Principle.CANDID,
    question=_l("Were the notes shared with those who took part, as promised?"),
    passage=_l("Notes, actions and outcomes are shared with those who took part."),
    source="BSR, Candid",
    judge=judge,
    stages=ONCE_HELD,
)
