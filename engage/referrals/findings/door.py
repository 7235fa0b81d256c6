"""What the viewer at hand may see of the map, ready to be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import numpy as np

from engage.accounts.permissions import Permission
from engage.projects.door import may, up_to_tier
from engage.referrals.everyone import Some
from engage.referrals.findings import sentences
from engage.referrals.findings.grid import Row, grid
from engage.referrals.findings.ground import Ground, stand_on
from engage.referrals.findings.queries import cells_of, labels_of, pauses_of
from engage.referrals.findings.records import PauseRecord
from engage.referrals.queries import seen_map
from engage.referrals.recording.queries import withheld_of
from engage.web.unit_of_work import current_session

FOR_OTHERS = 2
"""The highest tier whose people are counted in what is handed on."""


@dataclass(frozen=True)
class AtHand:
    """The map of one project as the viewer may see it; `exact`: they may learn who named whom."""

    project_id: UUID
    ground: Ground
    pauses: Mapping[UUID, PauseRecord]
    exact: bool

    @cached_property
    def labels(self) -> dict[tuple[str, str], str]:
        """The words of each (fact, code)."""
        return labels_of(current_session(), self.project_id)

    @property
    def reach(self) -> str:
        """From where everything is counted."""
        return sentences.reach(self.ground.standing, exact=self.exact)

    def people_at(self, indexes: Sequence[int]) -> Some:
        """People by their place on the map, by pseudonym."""
        return self.ground.some(self.ground.by_pseudonym(np.array(indexes, np.int64)))

    def heard_of(self, indexes: Sequence[int]) -> int:
        """How many of these were heard."""
        return int(self.ground.heard[list(indexes)].sum())

    @cached_property
    def withheld(self) -> int:
        """How often somebody was meant who may not be named."""
        tier = up_to_tier() if self.exact else FOR_OTHERS
        answers = withheld_of(current_session(), self.project_id, up_to_tier=tier)
        return sum(answer.how_many for answer in answers)

    def rows(self) -> list[Row]:
        """The scoping, counted."""
        return grid(cells_of(current_session(), self.project_id), self.ground, exact=self.exact)


def at_hand(project_id: UUID, *, for_others: bool = False) -> AtHand:
    """What the viewer may see of the map of a project; with `for_others`, what anyone of the project may see."""
    work = current_session()
    pauses = pauses_of(work, project_id)
    seen = seen_map(work, project_id, up_to_tier=FOR_OTHERS if for_others else up_to_tier())
    exact = may(Permission.RECORD_REFERRALS) and not for_others
    return AtHand(project_id, stand_on(seen, pauses.keys()), pauses, exact)
