"""Candid: outcomes are told to those who took part and, as far as is safe, to the public."""

from __future__ import annotations

from datetime import timedelta

from engage.i18n.formats import format_day
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import ONCE_HELD, Criterion, Door, Ruling, Step, refs
from engage.principles.vocabulary import Principle, RecordKind, Verdict
from engage.summaries.vocabulary import Audience


def judge(evidence: Evidence) -> Ruling:
    """Whether a summary is published in time, for those who took part and for the public or with the reason why not."""
    promised = [each.promised_on for each in evidence.summaries if each.promised_on]
    due = min(promised) if promised else evidence.day + timedelta(days=evidence.thresholds.summary_days)
    published = evidence.published
    records = refs(RecordKind.SUMMARY, (each.id for each in published or evidence.summaries))
    publish = Step(_("Publish a summary for those who took part"), Door.SUMMARY)
    if not published:
        if evidence.today <= due:
            sentence = _("A summary is to be published by %(day)s.", day=format_day(due))
            return Ruling(Verdict.NOT_YET_DUE, sentence, records=records, step=publish)
        sentence = _("A summary was due on %(day)s and is not published.", day=format_day(due))
        return Ruling(Verdict.NOT_MET, sentence, records=records, step=publish)
    told = {audience for each in published for audience in each.audiences}
    if Audience.PARTICIPANTS not in told:
        sentence = _("A summary is published, but not for those who took part.")
        return Ruling(Verdict.PARTLY, sentence, records=records, step=publish)
    if Audience.PUBLIC not in told and not any(each.withheld for each in published):
        step = Step(_("Tell the public what is safe to tell, or say why not"), Door.SUMMARY)
        sentence = _("Those who took part can read a summary; the public is told nothing, and no reason is on record.")
        return Ruling(Verdict.PARTLY, sentence, records=records, step=step)
    first = min(each.published_on for each in published if each.published_on)
    if first > due:
        sentence = _(
            "The summary was published on %(day)s; it was due on %(due)s.", day=format_day(first), due=format_day(due)
        )
        return Ruling(Verdict.PARTLY, sentence, records=records)
    if Audience.PUBLIC in told:
        sentence = _("Those who took part and the public can read a summary.")
    else:
        sentence = _("Those who took part can read a summary; why the public is told less is on record.")
    return Ruling(Verdict.MET, sentence, records=records)


CRITERION = Criterion(
    code="candid.summary",
    principle=Principle.CANDID,
    question=_l("Are those who took part and the public told of the outcome?"),
    passage=_l("Where telling everything would be unsafe, at least a summary of the outcome is disclosed."),
    source="BSR, Candid",
    judge=judge,
    stages=ONCE_HELD,
)
