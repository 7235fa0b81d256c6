"""People on the map in words: what a card of the board and a row of the table say of someone. No namer, no score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from engage.i18n.texts import gettext as _
from engage.referrals import sentences
from engage.referrals.findings.ground import Ground
from engage.referrals.reading.groups import groups_behind, voices_behind
from engage.referrals.seen import PersonSeen
from engage.referrals.sentences import Support
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.consents.vocabulary import ConsentKind, Standing


@dataclass(frozen=True)
class Card:
    """One person."""

    person: PersonSeen
    support: list[Support]
    step: str
    agreed: str
    """How things stand with what they agreed to; empty for those who may not know it."""
    asks: bool
    """Whether the step is to ask them whom they would name."""
    naming_id: UUID | None
    """The naming that the step is about."""


def cards(
    ground: Ground, people: Iterable[PersonSeen], *, exact: bool, agreed: Mapping[UUID, str] | None
) -> list[Card]:
    """The cards of some people. Without `exact` they tell neither small counts nor where a step is taken."""
    return [_card(ground, person, exact, "" if agreed is None else _agreed(agreed.get(person.id))) for person in people]


def _card(ground: Ground, person: PersonSeen, exact: bool, agreed: str) -> Card:
    support = sentences.support(
        person,
        exact=exact,
        voices=voices_behind(ground, person),
        groups=groups_behind(ground, person) if exact else None,
        in_ring=ground.voices.ring_of(person.index) is not None,
    )
    asks, naming_id = False, None
    if not person.record.is_there:
        step = _("Kept, and not used")
    elif exact and ground.is_paused(person):
        step = _("Do not approach them now")
    else:
        step = sentences.next_step(person, exact=exact)
        done = person.standing in {ReferralState.NOT_SAFE, ReferralState.DECLINED}
        asks = exact and (person.is_start or person.is_heard) and person.standing in _OPEN
        if exact and not asks and not done:
            naming_id = ground.seen.of(person.id)[-1].id
    return Card(person, support, step, agreed, asks, naming_id)


_OPEN = frozenset({ReferralState.NAMED, ReferralState.ENGAGED})


def _agreed(code: str | None) -> str:
    if code is None:
        return _("Not told yet")
    known = {word.value: word.label for word in (*ConsentKind, Standing.WITHDRAWN, Standing.ENDED)}
    return str(known[code])
