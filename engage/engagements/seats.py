"""Who sits on the other side, as far as the viewer may know. Values in, seats out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engage.engagements.records import ParticipantRecord
from engage.engagements.safety import gaps, is_invited
from engage.engagements.vocabulary import SafetyGap
from engage.stakeholders.directory import Directory
from engage.stakeholders.records import StakeholderRecord


@dataclass(frozen=True)
class Seat:
    """A participant and what to call them; `person` is None for someone the viewer may not know of."""

    record: ParticipantRecord
    called: str
    person: StakeholderRecord | None
    gaps: list[SafetyGap]
    """What is missing before they may be invited; empty once they are."""


def seats(
    participants: Iterable[ParticipantRecord], directory: Directory, *, up_to_tier: int, today: date
) -> list[Seat]:
    """Every participant with their pseudonym, by pseudonym; protected people stay nameless and come last."""
    found = []
    for record in participants:
        person = directory.find(record.stakeholder_id, up_to_tier)
        called = directory.pseudonym(record.stakeholder_id, up_to_tier)
        waiting = person is not None and not is_invited(record.detail)
        missing = gaps(person.tier, record.detail, person.safety, today=today) if person and waiting else []
        found.append(Seat(record, called, person, missing))
    return sorted(found, key=lambda seat: (seat.person is None, seat.called.casefold(), seat.record.id.int))
