"""Safe: nobody is reached through a channel that is not safe for them."""

from __future__ import annotations

from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.outreach.stop.check import GUARDED, safe_channels
from engage.principles.evidence import Evidence, Seat
from engage.principles.findings import Criterion, Door, Ruling, Step, nobody, people
from engage.principles.vocabulary import Principle, Verdict


def judge(evidence: Evidence) -> Ruling:
    """Of how many the channel is on record as safe; one unsafe channel is not met, never partly."""
    if not evidence.seats:
        return nobody(evidence)
    reached = [seat for seat in evidence.reached if seat.person]
    if not reached:
        return Ruling(Verdict.NOT_YET_DUE, _("Nobody was asked yet."))
    unsafe = [seat for seat in reached if not _safe(seat)]
    count, total = len(reached) - len(unsafe), len(reached)
    sentence = _(
        "Of the %(total)s we got in touch with, %(count)s through a channel that is safe for them.",
        count=count,
        total=total,
    )
    if not unsafe:
        return Ruling(Verdict.MET, sentence, count, total, people(reached))
    step = Step(_("Agree on a safe channel with each of them"), Door.PARTICIPANTS)
    return Ruling(Verdict.NOT_MET, sentence, count, total, people(unsafe), step)


def _safe(seat: Seat) -> bool:
    person, channel = seat.person, seat.seen_to.channel
    if person is None or channel in person.safety.forbidden_channels:
        return False
    return person.tier < GUARDED or channel in safe_channels(person.safety)


CRITERION = Criterion(
    code="safe.channels",
    principle=Principle.SAFE,
    question=_l("Was everyone reached only through channels that are safe for them?"),
    passage=_l("That two parties talk at all can be the secret; how someone is reached is part of their safety."),
    source="BSR, Safe; Creating Trust",
    judge=judge,
)
