"""How someone came onto the map, in a sentence that can be told to them and exposes nobody. Pure.

It always speaks of several people, and says that anyone named them only where a namer agreed to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from engage.i18n.formats import format_names
from engage.i18n.languages import OFFERED, direction
from engage.i18n.texts import current_language, use_language
from engage.i18n.texts import gettext as _
from engage.referrals.records import OpenedMap, ReferralRecord
from engage.referrals.seen import SeenMap
from engage.referrals.vocabulary import MayBeTold, Question

MOST_TELLING = 2
"""The highest tier of namers who may be told of by name, whatever they agreed to."""
AGREED = frozenset({MayBeTold.YES, MayBeTold.WITHOUT_NAME})


def how_they_came(of_map: OpenedMap | SeenMap, stakeholder_id: UUID) -> str:
    """The sentence for someone on the map, addressed to them; empty for someone who is not on it."""
    if any(start.stakeholder_id == stakeholder_id for start in of_map.starts):
        return _("You are one of the people we knew and trusted, so we began with you.")
    if isinstance(of_map, SeenMap):
        mine: Sequence[ReferralRecord] = of_map.of(stakeholder_id)
    else:
        mine = [naming for naming in of_map.referrals if naming.named_id == stakeholder_id]
    if not mine:
        return ""
    agreed = {naming.question for naming in mine if naming.may_be_told in AGREED}
    if Question.SPEAKS_FOR_US in agreed:
        return _("People we spoke with named you as someone who speaks for them.")
    if agreed:
        return _("People we spoke with named you as someone to hear.")
    return _noticed()


def plainly_told(of_map: OpenedMap | SeenMap, stakeholder_id: UUID) -> str:
    """The same for a paper that somebody takes home: whoever is not on the map reads what they read of whom no namer
    agreed to be told, so that the sentence alone tells nobody that they were named.
    """
    return how_they_came(of_map, stakeholder_id) or _noticed()


def _noticed() -> str:
    return _("You came to our notice while we were learning who should be heard.")


def told_by_name(seen: SeenMap, stakeholder_id: UUID) -> list[str]:
    """By what names someone may be told of those who named them: namers who agreed to it and are safe to tell of."""
    names = []
    for naming in seen.of(stakeholder_id):
        if naming.may_be_told is MayBeTold.YES and seen.by_id[naming.namer_id].record.tier <= MOST_TELLING:
            name = " ".join(naming.detail.told_as.split())
            if name:
                names.append(name)
    return list(dict.fromkeys(names))


@dataclass(frozen=True)
class Told:
    """What someone can be told, in one language."""

    language: str
    direction: str
    words: str
    by_name: str
    """One more sentence with those who agreed to be told of by name; empty where nobody did."""


def in_every_language(seen: SeenMap, stakeholder_id: UUID) -> list[Told]:
    """What someone can be told, in each language offered, the one in use first; nothing for whoever is not there."""
    names = told_by_name(seen, stakeholder_id)
    codes = sorted(OFFERED, key=lambda code: code != current_language())
    found = []
    for code in codes:
        with use_language(code):
            words = how_they_came(seen, stakeholder_id)
            named = _("You may know who named you: %(names)s.", names=format_names(names)) if names else ""
        if words:
            found.append(Told(code, direction(code), words, named))
    return found
