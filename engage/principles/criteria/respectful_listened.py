"""Respectful: the words of each person who came are written down."""

from __future__ import annotations

from datetime import timedelta

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.principles.evidence import Evidence
from engage.principles.findings import ONCE_HELD, Criterion, Door, Ruling, Step, by_share, nobody, people
from engage.principles.vocabulary import Principle, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Of how many who took part there are words on record; words kept without a speaker cannot be told apart."""
    there = evidence.there
    if not there:
        return nobody(evidence)
    write = Step(_("Write down what was heard"), Door.FEEDBACK)
    if not evidence.feedback:
        until = evidence.day + timedelta(days=evidence.thresholds.notes_days)
        verdict = Verdict.NOT_YET_DUE if evidence.today <= until else Verdict.NOT_MET
        return Ruling(verdict, _("Nothing that was heard is on record."), step=write)
    speakers = {item.speaker_id for item in evidence.feedback if item.speaker_id}
    if not speakers:
        sentence = _("What was heard is kept without speakers, so that nobody can be told apart.")
        return Ruling(Verdict.NOT_APPLICABLE, sentence)
    silent = [seat for seat in there if seat.part.stakeholder_id not in speakers]
    count, total = len(there) - len(silent), len(there)
    sentence = _("The words of %(count)s of the %(total)s who took part are on record.", count=count, total=total)
    return Ruling(by_share(count, total), sentence, count, total, people(silent or there), write if silent else None)


CRITERION = Criterion(
    code="respectful.listened",
    principle=Principle.RESPECTFUL,
    question=_l("Was everyone who came listened to?"),
    passage=_l("Respect means listening: not only to the most agreeable or the most eloquent voice."),
    source="BSR, Respectful; Stakeholder Diversity",
    judge=judge,
    stages=ONCE_HELD,
)
