"""Making one record of two, field by field. Pure. What keeps people safe never gets less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from engage.stakeholders.folding import fold
from engage.stakeholders.merging.vocabulary import Keep
from engage.stakeholders.records import Called, Profile, Safety

Fields = dict[str, Any]
"""What a record says, by the name of the field: kind, tier, name, and all of Profile, Safety and Called."""

PARTS: dict[str, type] = {"profile": Profile, "safety": Safety, "called": Called}
OF_PART = {part: tuple(each.name for each in fields(kind)) for part, kind in PARTS.items()}
ALWAYS_BOTH = ("forbidden_channels", "forbidden_times", "what_not_to_do", "other_names")
"""Whatever either says of these stays said."""
WORDS = frozenset({"access_needs", "cultural_needs", "how_we_met", "safe_times", "through_whom", "tier_reason"})
"""Free words: both can stand below one another."""
CHOSEN = (
    "name",
    "kind",
    "organisation",
    *OF_PART["profile"],
    *(name for name in OF_PART["safety"] if name not in ALWAYS_BOTH),
)
"""The fields one chooses between, in order."""


class UnknownChoice(ValueError):
    """There is no such field to choose, or not in this way."""


def can_be_both(field: str, value: Any) -> bool:
    """Whether both values of a field can stay."""
    return isinstance(value, list) or field in WORDS


def usual(field: str, kept: Any, gone: Any) -> Keep:
    """What is chosen where nobody chooses: nothing that is known gets lost."""
    if kept == gone or not gone:
        return Keep.KEPT
    if not kept:
        return Keep.GONE
    return Keep.BOTH if can_be_both(field, kept) else Keep.KEPT


def joined(kept: Fields, gone: Fields, chosen: Mapping[str, str]) -> Fields:
    """The fields of the record that stays. Raises UnknownChoice."""
    if set(chosen) - set(CHOSEN):
        raise UnknownChoice
    made = dict(kept)
    for field in CHOSEN:
        made[field] = _value(field, kept[field], gone[field], chosen.get(field))
    for field in ALWAYS_BOTH:
        made[field] = _both(kept[field], gone[field])
    made["tier"] = max(kept["tier"], gone["tier"])
    # A way that one of them forbids is safe for neither.
    made["safe_channels"] = [code for code in made["safe_channels"] if code not in made["forbidden_channels"]]
    # Whoever knows them by the other name still finds them.
    known = {fold(name) for name in (made["name"], *made["other_names"])}
    made["other_names"] += [name for name in (kept["name"], gone["name"]) if name and fold(name) not in known]
    return made


def _value(field: str, kept: Any, gone: Any, said: str | None) -> Any:
    try:
        keep = Keep(said) if said else usual(field, kept, gone)
    except ValueError:
        raise UnknownChoice from None
    if keep is Keep.BOTH:
        if not can_be_both(field, kept):
            raise UnknownChoice
        return _both(kept, gone)
    return kept if keep is Keep.KEPT else gone


def _both(kept: Any, gone: Any) -> Any:
    if isinstance(kept, list):
        return [*kept, *(each for each in gone if each not in kept)]
    if not kept or not gone or gone in kept.splitlines():
        return kept or gone
    return f"{kept}\n{gone}"
