"""The note on the method in counts: how we began, how far the asking went. No person and no naming. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from engage.i18n.texts import gettext as _
from engage.referrals.findings.ground import Ground
from engage.referrals.seen import PersonSeen
from engage.referrals.veil import figure
from engage.stakeholders.vocabulary import IntermediaryKind

VERSION = 1
"""Raised whenever what is counted, or how, changes."""


@dataclass(frozen=True)
class Account:
    """Counts in words, as the reader may have them."""

    starts: list[tuple[str, str]]
    """(kind of start in words, how many)."""
    waves: int
    asked: str
    named: str
    heard: str
    declined: str
    version: int = VERSION


def account(ground: Ground, *, exact: bool) -> Account:
    """The note for one map."""
    kinds: dict[str, int] = {}
    for index in ground.starts:
        kind = _kind(ground.seen.people[index])
        kinds[kind] = kinds.get(kind, 0) + 1
    standing = ground.standing
    waves = max((wave for wave in ground.waves if wave is not None), default=0)
    return Account(
        starts=[(kind, figure(count, exact=exact)) for kind, count in sorted(kinds.items())],
        waves=waves,
        asked=figure(standing.asked, exact=exact),
        named=figure(standing.named, exact=exact),
        heard=figure(standing.heard, exact=exact),
        declined=figure(standing.declined, exact=exact),
    )


def _kind(person: PersonSeen) -> str:
    if person.record.is_rights_holder:
        return _("Rights holders")
    code = person.record.profile.intermediary_kind
    return str(IntermediaryKind(code).label) if code in list(IntermediaryKind) else _("Intermediary stakeholders")
