"""How someone came onto the map, in a sentence that can be told to them and exposes nobody. Pure.

It always speaks of several people, and says that anyone named them only where a namer agreed to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from engage.i18n.texts import gettext as _
from engage.referrals.records import OpenedMap, ReferralRecord
from engage.referrals.seen import SeenMap
from engage.referrals.vocabulary import MayBeTold, Question

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
    return _("You came to our notice while we were learning who should be heard.")
