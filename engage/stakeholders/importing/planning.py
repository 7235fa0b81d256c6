"""What saving an import will do to each row: someone new, something new about who is there, or nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from engage.stakeholders.importing.faults import RowFault
from engage.stakeholders.importing.looking import Double
from engage.stakeholders.importing.records import Choices
from engage.stakeholders.importing.vocabulary import Outcome

Goal = int | UUID | None
"""Where a row ends: the number of the row that makes someone new (itself, or an earlier one), someone who is there,
or nowhere."""


@dataclass(frozen=True)
class Plan:
    """The goal of each row that may be there already; all others make someone new."""

    goals: dict[int, Goal] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    """Row → why, as a code of RowFault."""

    def goal_of(self, row: int) -> Goal:
        """Where a row ends."""
        return self.goals.get(row, row)

    @property
    def added_to_others(self) -> set[int]:
        """Rows whose words go to another row or to someone who is there."""
        return {row for row, goal in self.goals.items() if goal is not None and goal != row}

    @property
    def enriched(self) -> set[UUID]:
        """Who that is there is added to."""
        return {goal for goal in self.goals.values() if isinstance(goal, UUID)}


def planned(doubles: Mapping[int, Double], choices: Choices) -> Plan:
    """The plan for the rows that may be there already, in the order of the file."""
    goals: dict[int, Goal] = {}
    left_out: dict[int, str] = {}
    for row in sorted(doubles):
        double = doubles[row]
        goal = _goal(row, double, choices.of(row), goals)
        goals[row] = goal
        if goal is None:
            left_out[row] = (RowFault.DOUBLE if double.alike else RowFault.DOUBLE_IN_FILE).value
    return Plan(goals, left_out)


def _goal(row: int, double: Double, choice: str, goals: Mapping[int, Goal]) -> Goal:
    code, _sign, named = choice.partition(":")
    if code == Outcome.NEW.value:
        return row
    if code != Outcome.FILL.value:
        return None
    people = [key for key, _why in double.alike]
    chosen = _among(people, named)
    if chosen is not None:
        return chosen
    # Only who was shown may be added to: anything else that was sent leaves the row out.
    if double.earlier is None or (named and named != str(double.earlier)):
        return None
    return goals.get(double.earlier, double.earlier)


def _among(people: Iterable[UUID], named: str) -> UUID | None:
    found = list(people)
    if not named:
        return found[0] if found else None
    return next((key for key in found if str(key) == named), None)
