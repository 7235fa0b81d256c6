"""People as the list shows them, in the columns asked for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from engage.i18n.formats import format_day, format_names, format_number, language_name, territory_name
from engage.i18n.texts import gettext as _
from engage.stakeholders.listing.vocabulary import ListColumn
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.vocabulary import Level, StakeholderKind, StakeholderRole
from engage.stakeholders.words import APART, labels

# What many people have in common is one value, so that a page draws it once.
Shared = tuple[str | int, ...]
Row = tuple[str, str, Shared]
OF_FACTS = frozenset({ListColumn.LAST_CONTACT.value, ListColumn.LOAD.value})


class Drawn:
    """Gives the cells of people, each saying made into words once."""

    def __init__(
        self,
        columns: Sequence[str],
        *,
        groups: Mapping[str, str],
        last_contact: Mapping[UUID, date],
        load: Mapping[UUID, int],
    ) -> None:
        self._said: dict[tuple[str, tuple[str, ...]], str] = {}
        self._days: dict[date, str] = {}
        self._cells = [self._cell(column, groups, last_contact, load) for column in columns]
        # The directory holds each saying of a profile once: who shares it has the same cells, but for what is of facts.
        self._alike: dict[tuple[str, int, int], Shared] | None = None if OF_FACTS & set(columns) else {}

    def rows(self, people: Sequence[StakeholderRecord]) -> list[Row]:
        """Id, pseudonym and cells of each."""
        return [(str(each.id), each.pseudonym, self._shared(each)) for each in people]

    def _shared(self, who: StakeholderRecord) -> Shared:
        if self._alike is None:
            return tuple([cell(who) for cell in self._cells])
        key = who.kind, who.tier, id(who.profile)
        found = self._alike.get(key)
        if found is None:
            found = self._alike[key] = tuple([cell(who) for cell in self._cells])
        return found

    def _cell(
        self, column: str, groups: Mapping[str, str], last: Mapping[UUID, date], load: Mapping[UUID, int]
    ) -> Callable[[StakeholderRecord], str | int]:
        kinds, levels, roles = labels(StakeholderKind), labels(Level), labels(StakeholderRole)
        never = _("Never")
        cells: dict[str, Callable[[StakeholderRecord], str | int]] = {
            ListColumn.KIND: lambda who: kinds.get(who.kind, who.kind),
            ListColumn.ROLES: lambda who: self._words("r", who.profile.roles, roles),
            ListColumn.COUNTRIES: lambda who: self._names("c", who.profile.countries, territory_name),
            ListColumn.LEVEL: lambda who: levels.get(who.profile.level, ""),
            # The tier stays a number: a page shows it as a tag.
            ListColumn.TIER: lambda who: who.tier,
            ListColumn.LANGUAGES: lambda who: self._names("l", who.profile.languages, language_name),
            ListColumn.GROUPS: lambda who: self._words("g", who.profile.groups, groups),
            ListColumn.LAST_CONTACT: lambda who: self._day(last[who.id]) if who.id in last else never,
            ListColumn.LOAD: lambda who: format_number(load.get(who.id, 0)),
        }
        return cells[column]

    def _words(self, of: str, codes: Sequence[str], words: Mapping[str, str]) -> str:
        key = of, tuple(codes)
        if key not in self._said:
            known = [word for code, word in words.items() if code in codes]
            self._said[key] = APART.join(known + [code for code in codes if code not in words])
        return self._said[key]

    def _names(self, of: str, codes: Sequence[str], name: Callable[[str], str]) -> str:
        key = of, tuple(codes)
        if key not in self._said:
            self._said[key] = format_names(name(code) for code in codes)
        return self._said[key]

    def _day(self, day: date) -> str:
        if day not in self._days:
            self._days[day] = format_day(day, "medium")
        return self._days[day]
