"""Who sits on the other side, as far as the viewer may know. Values in, seats out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from engage.engagements.records import ParticipantRecord
from engage.engagements.safety import is_invited
from engage.engagements.vocabulary import Answer
from engage.outreach.stop.check import GUARDED
from engage.outreach.stop.records import Standing
from engage.outreach.stop.vocabulary import StopReason
from engage.stakeholders.directory import Directory
from engage.stakeholders.records import StakeholderRecord


@dataclass(frozen=True)
class Seat:
    """A participant and what to call them; `person` is None for someone the viewer may not know of."""

    record: ParticipantRecord
    called: str
    person: StakeholderRecord | None
    standing: Standing | None

    @property
    def stops(self) -> tuple[StopReason, ...]:
        """Why nobody may turn to them now; empty where nothing is to be sent any more, as they declined."""
        declined = self.record.detail.answer == Answer.DECLINED
        return () if self.standing is None or declined else self.standing.reasons

    @property
    def own_stops(self) -> tuple[StopReason, ...]:
        """The same without what stops everybody, which is said once."""
        return tuple(reason for reason in self.stops if reason is not StopReason.HALTED)

    @property
    def waits(self) -> bool:
        """Whether an invitation has to wait."""
        return bool(self.stops) and not is_invited(self.record.detail)

    @property
    def is_guarded(self) -> bool:
        return self.person is not None and self.person.tier >= GUARDED

    @property
    def came_uncleared(self) -> bool:
        """Whether they were there and nobody had ever agreed to an assessment of their safety."""
        agreed = self.standing is not None and self.standing.agreed_on is not None
        return bool(self.record.detail.attended) and self.is_guarded and not agreed


def seats(
    participants: Iterable[ParticipantRecord],
    directory: Directory,
    *,
    up_to_tier: int,
    standings: Mapping[UUID, Standing],
) -> list[Seat]:
    """Every participant with their pseudonym, by pseudonym; protected people stay nameless and come last."""
    found = []
    for record in participants:
        person = directory.find(record.stakeholder_id, up_to_tier)
        called = directory.pseudonym(record.stakeholder_id, up_to_tier)
        found.append(Seat(record, called, person, standings.get(record.stakeholder_id) if person else None))
    return sorted(found, key=lambda seat: (seat.person is None, seat.called.casefold(), seat.record.id.int))
