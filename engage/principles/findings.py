"""What a criterion is and what it finds. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from engage.engagements.vocabulary import Stage
from engage.i18n.texts import LazyText
from engage.i18n.texts import gettext as _
from engage.principles.evidence import Evidence, Seat
from engage.principles.vocabulary import Principle, RecordKind, Verdict

FROM_PLAN = frozenset({Stage.PLANNED, Stage.HELD, Stage.CLOSED})
ONCE_HELD = frozenset({Stage.HELD, Stage.CLOSED})


class Door(StrEnum):
    """Where the next step is taken; the pages know the addresses."""

    ENGAGEMENT = "engagement"
    PLAN = "plan"
    PARTICIPANTS = "participants"
    COMPANY = "company"
    DECISIONS = "decisions"
    NOTES = "notes"
    FEEDBACK = "feedback"
    ANSWERS = "answers"
    SUMMARY = "summary"


@dataclass(frozen=True)
class RecordRef:
    """A record that a finding rests on. People by stakeholder id only: pages show what one may see."""

    kind: RecordKind
    id: UUID


@dataclass(frozen=True)
class Step:
    """What to do next, and where."""

    words: str
    door: Door = Door.ENGAGEMENT


@dataclass(frozen=True)
class Ruling:
    """What `judge` says: a verdict, a whole sentence, the figure in it, the records, the next step."""

    verdict: Verdict
    sentence: str
    count: int | None = None
    of: int | None = None
    records: tuple[RecordRef, ...] = ()
    step: Step | None = None


@dataclass(frozen=True)
class Criterion:
    """One question about an engagement under one principle. `stages`: when it is due. `passage`: in our own words."""

    code: str
    principle: Principle
    question: LazyText
    passage: LazyText
    source: str
    judge: Callable[[Evidence], Ruling]
    stages: frozenset[Stage] = FROM_PLAN

    def find(self, evidence: Evidence) -> Finding:
        """The finding in the reader's language."""
        ruling = self._ruling(evidence)
        return Finding(self.code, self.principle, str(self.question), ruling)

    def _ruling(self, evidence: Evidence) -> Ruling:
        stage = evidence.engagement.stage
        if stage == Stage.CANCELLED:
            return Ruling(Verdict.NOT_APPLICABLE, _("The engagement was cancelled before it was held."))
        if stage not in self.stages:
            return Ruling(Verdict.NOT_YET_DUE, _("This can be judged once the engagement was held."))
        return self.judge(evidence)


@dataclass(frozen=True)
class Finding:
    """What a criterion found, live or as it was kept."""

    criterion: str
    principle: Principle
    question: str
    ruling: Ruling

    @property
    def verdict(self) -> Verdict:
        return self.ruling.verdict

    @property
    def sentence(self) -> str:
        return self.ruling.sentence


def by_share(count: int, of: int) -> Verdict:
    """Met when all, partly when some, not met when none."""
    if of and count >= of:
        return Verdict.MET
    return Verdict.PARTLY if count else Verdict.NOT_MET


def people(seats: Iterable[Seat]) -> tuple[RecordRef, ...]:
    """References to the people on these seats."""
    return tuple(RecordRef(RecordKind.STAKEHOLDER, seat.part.stakeholder_id) for seat in seats)


def refs(kind: RecordKind, ids: Iterable[UUID]) -> tuple[RecordRef, ...]:
    """References to records of one kind."""
    return tuple(RecordRef(kind, each) for each in ids)


def no_company(evidence: Evidence) -> Ruling:
    """The ruling of a criterion about the company's side when there is none."""
    step = Step(_("Say who comes for the company"), Door.COMPANY)
    if not evidence.is_held:
        return Ruling(Verdict.NOT_YET_DUE, _("Nobody of the company is on the list yet."), step=step)
    return Ruling(Verdict.NOT_MET, _("Nobody of the company is on record as having been there."), step=step)


def nobody(evidence: Evidence) -> Ruling:
    """The ruling of a criterion about people when there are none."""
    here = refs(RecordKind.ENGAGEMENT, [evidence.engagement.id])
    if not evidence.is_held:
        step = Step(_("Say who is to take part"), Door.PARTICIPANTS)
        return Ruling(Verdict.NOT_YET_DUE, _("Nobody is on the list yet."), records=here, step=step)
    step = Step(_("Record who was there"), Door.PARTICIPANTS)
    return Ruling(Verdict.NOT_MET, _("Nobody is on record as having taken part."), records=here, step=step)
