"""Fields of two records in the reader's language, beside one another. Names stay hidden: their pseudonyms stand for
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engage.i18n.texts import LazyText
from engage.i18n.texts import gettext as _
from engage.i18n.texts import lazy_gettext as _l
from engage.stakeholders.merging.joining import CHOSEN, Fields, can_be_both, usual
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.words import facts_of

HIDDEN = ("name", "organisation")
"""Shown only where names are."""

FIELD_WORDS: dict[str, LazyText] = {
    "name": _l("Name"),
    "kind": _l("Kind"),
    "organisation": _l("Organisation"),
    "roles": _l("Role"),
    "capacity": _l("Capacity"),
    "intermediary_kind": _l("Kind of intermediary"),
    "countries": _l("Countries"),
    "level": _l("Level"),
    "groups": _l("Groups at heightened risk"),
    "rights_experience": _l("Rights they have experience of"),
    "rights_expertise": _l("Rights they are expert in"),
    "expertise": _l("What they know well"),
    "languages": _l("Languages they speak"),
    "reads": _l("Languages they read"),
    "access_needs": _l("Accessibility needs"),
    "cultural_needs": _l("Cultural needs"),
    "how_we_met": _l("How we met"),
    "safe_channels": _l("Safe ways to reach them"),
    "safe_times": _l("Safe times"),
    "through_whom": _l("Through whom to reach them"),
    "tier_reason": _l("Why this much protection"),
    "forbidden_channels": _l("Never reach them by"),
    "forbidden_times": _l("Never at these times"),
    "what_not_to_do": _l("What not to do"),
    "other_names": _l("Other names"),
    "tier": _l("Protection"),
}


@dataclass(frozen=True)
class Row:
    """One field of both: `both` says whether both values can stay, `keep` what is chosen unless somebody says."""

    field: str
    label: str
    kept: str
    gone: str
    own: bool
    """Whether the values are somebody's own words, in any language."""
    both: bool
    keep: str


def rows_beside(
    records: tuple[StakeholderRecord, StakeholderRecord],
    fields: tuple[Fields, Fields],
    *,
    groups: Mapping[str, str],
    rights: Mapping[str, str],
) -> tuple[list[Row], list[Row]]:
    """Fields one has to choose between, and those that are the same of both or known of one of them only."""
    kept, gone = fields
    words = [facts_of(record, groups=groups, rights=rights) for record in records]
    differ: list[Row] = []
    settled: list[Row] = []
    for field in CHOSEN:
        if not kept[field] and not gone[field]:
            continue
        row = Row(
            field,
            str(FIELD_WORDS[field]),
            kept=_in_words(field, kept, words[0], records[0]),
            gone=_in_words(field, gone, words[1], records[1]),
            own=field not in words[0] and field not in HIDDEN,
            both=can_be_both(field, kept[field]),
            keep=usual(field, kept[field], gone[field]).value,
        )
        (differ if kept[field] and gone[field] and kept[field] != gone[field] else settled).append(row)
    return differ, settled


def _in_words(field: str, said: Fields, facts: Mapping[str, str], record: StakeholderRecord) -> str:
    value: Any = said[field]
    if not value:
        return ""
    if field == "name":
        return _("The name known as %(pseudonym)s", pseudonym=record.pseudonym)
    if field == "organisation":
        return _("The organisation of %(pseudonym)s", pseudonym=record.pseudonym)
    return facts[field] if field in facts else str(value)
