"""What each column of a table holds: proposed from its heading, then from what is in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary
from engage.stakeholders.folding import fold
from engage.stakeholders.importing.cells import (
    UnclearDay,
    cleaned,
    day_in,
    emails_in,
    phones_in,
    says_nothing,
    script_of,
    websites_in,
)
from engage.stakeholders.importing.headings import Column, column_of, meanings_of
from engage.stakeholders.importing.reading import Table
from engage.stakeholders.importing.values import CODED, understand_value
from engage.stakeholders.vocabulary import Capacity, IntermediaryKind, StakeholderKind

__all__ = ["Column", "Proposal", "Reason", "column_of", "propose", "type_words"]

SAMPLE = 120
ENOUGH = 8
MOST, HARDLY = 0.6, 0.3
"""From what share of its cells a column is told by them, and below which its name is doubted."""
_BELIEVED = frozenset({Column.NAME, Column.OTHER_NAME, Column.ORGANISATION, Column.HANDLE, Column.TIER})
_DIGITS = re.compile(r"[\W\d_]*\d[\W\d_]*")
_ORDER = re.compile(r"\W*[A-Za-z]{0,4}\W?\d{1,6}\W*")


class Reason(Vocabulary):
    """What a proposal rests on."""

    HEADING = "heading", _l("By its name")
    CONTENTS = "contents", _l("By what is in it")
    BOTH = "both", _l("By its name and by what is in it")
    EMPTY = "empty", _l("Nothing is in it")
    UNKNOWN = "unknown", _l("Not known")


@dataclass(frozen=True)
class Proposal:
    """What a column (its number from 1) seems to hold. `sure`: nobody needs to be asked."""

    column: int
    meaning: Column | None
    sure: bool
    why: Reason


@dataclass(frozen=True)
class _Seen:
    """A column as it is looked at: some of what is in it, and how much of it there is."""

    number: int
    heading: str
    sample: tuple[str, ...]
    filled: int

    @property
    def rank(self) -> tuple[int, str, tuple[str, ...]]:
        """An order of columns that does not depend on where they stand."""
        return -self.filled, fold(self.heading), self.sample


def propose(table: Table) -> list[Proposal]:
    """One proposal for each column of a table, in its order; the same wherever a column stands."""
    seen = [_look(table, number, heading) for number, heading in enumerate(table.header, 1)]
    found = {each.number: _of_one(each) for each in seen}
    _name_one(seen, found)
    return [found[each.number] for each in seen]


def _look(table: Table, number: int, heading: str) -> _Seen:
    filled = [text for _row, cells in table.rows if (text := cells[number - 1]) and not says_nothing(text)]
    # Evenly from the whole column: lists are often sorted.
    step = max(1, len(filled) // SAMPLE)
    return _Seen(number, heading, tuple(cleaned(text) for text in filled[::step]), len(filled))


def _of_one(seen: _Seen) -> Proposal:
    if not seen.filled:
        return Proposal(seen.number, Column.IGNORE, True, Reason.EMPTY)
    said = meanings_of(seen.heading)
    if len(said) == 1:
        return _checked(seen, said[0])
    held = _held(seen.sample)
    if said:
        # “Phone / E-mail”: what is in it tells which it is rather.
        agreed = held if held in said else said[0]
        return Proposal(seen.number, agreed, False, Reason.BOTH if held in said else Reason.HEADING)
    if held is not None:
        return Proposal(seen.number, held, False, Reason.CONTENTS)
    return Proposal(seen.number, None, False, Reason.UNKNOWN)


def _checked(seen: _Seen, said: Column) -> Proposal:
    """A name that is known is believed, unless most of what is in the column speaks for something else."""
    by_name = Proposal(seen.number, said, True, Reason.HEADING)
    if seen.filled < ENOUGH or said in {
        Column.NAME,
        Column.OTHER_NAME,
        Column.ORGANISATION,
        Column.HANDLE,
        Column.TIER,
    }:
        return by_name
    if said is Column.IGNORE:
        if _share(seen.sample, lambda text: bool(_ORDER.fullmatch(text))) >= MOST:
            return replace(by_name, why=Reason.BOTH)
        return Proposal(seen.number, _held(seen.sample) or Column.NOTE, False, Reason.CONTENTS)
    own = _fits(said, seen.sample)
    if own is None or own >= MOST:
        held = _contact(seen.sample) if own is None else None
        if held is None or said is not Column.NOTE:
            return by_name if own is None else replace(by_name, why=Reason.BOTH)
        return Proposal(seen.number, held, False, Reason.CONTENTS)
    if own >= HARDLY:
        return by_name
    held = _held(seen.sample)
    if held is None:
        held = Column.ADDRESS if said is Column.COUNTRY else Column.NOTE if said in CODED else said
    return Proposal(seen.number, held, False, Reason.CONTENTS)


def _share(sample: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(1 for text in sample if fits(text)) / len(sample) if sample else 0.0


def _fits(meaning: Column, sample: Sequence[str]) -> float | None:
    """What share of the cells is understood under a meaning; None where anything can be."""
    if meaning in CODED:
        return _share(sample, lambda text: bool(understand_value(meaning, text).codes))
    if meaning is Column.EMAIL:
        return _share(sample, lambda text: bool(emails_in(text).values))
    if meaning is Column.PHONE:
        return _share(sample, _like_phone)
    if meaning is Column.WEBSITE:
        return _share(sample, _like_website)
    if meaning is Column.ADDED_ON:
        # Nearly every list has days that never were; digits show that days were meant.
        return _share(sample, lambda text: bool(_DIGITS.search(text)) and not _like_phone(text))
    return None


def _contact(sample: Sequence[str]) -> Column | None:
    for meaning in (Column.EMAIL, Column.PHONE, Column.WEBSITE):
        if (_fits(meaning, sample) or 0) >= MOST:
            return meaning
    return None


def _held(sample: Sequence[str]) -> Column | None:
    """What the cells of a column show it to hold, if they do."""
    contact = _contact(sample)
    if contact is not None:
        return contact
    if _share(sample, _like_day) >= MOST:
        return Column.ADDED_ON
    shares = {meaning: _whole_share(meaning, sample) for meaning in CODED if meaning is not Column.TIER}
    best = max(shares, key=lambda meaning: shares[meaning])
    return best if shares[best] >= MOST else None


def _whole_share(meaning: Column, sample: Sequence[str]) -> float:
    """Only cells that say nothing else count here: many names hold the name of a country."""

    def whole(text: str) -> bool:
        found = understand_value(meaning, text)
        return bool(found.codes) and not found.unknown and not found.close

    return _share(sample, whole)


def _like_phone(text: str) -> bool:
    digits = sum(sign.isdigit() for sign in text)
    letters = sum(sign.isalpha() for sign in text)
    return digits >= 7 and letters <= 12 and not _like_day(text) and bool(phones_in(text, None).values or digits >= 8)


def _like_website(text: str) -> bool:
    found = websites_in(text)
    return bool(found.values) and not found.unread and "@" not in text


def _like_day(text: str) -> bool:
    try:
        return len(text) < 30 and not text.isdecimal() and day_in(text, None) is not None
    except UnclearDay:
        return True


def _name_one(seen: Sequence[_Seen], found: dict[int, Proposal]) -> None:
    """One column is the name. Others that could be are other names; without any, the likeliest is asked about."""
    by_meaning = {
        meaning: sorted((each for each in seen if found[each.number].meaning is meaning), key=lambda each: each.rank)
        for meaning in (Column.NAME, Column.ORGANISATION, Column.OTHER_NAME, None)
    }
    names, belongs = by_meaning[Column.NAME], by_meaning[Column.ORGANISATION]
    if not names and belongs:
        names = belongs
        found[names[0].number] = replace(found[names[0].number], meaning=Column.NAME)
    elif not names:
        likely = by_meaning[Column.OTHER_NAME] or [each for each in by_meaning[None] if _like_names(each)]
        if likely:
            found[likely[0].number] = Proposal(likely[0].number, Column.NAME, False, Reason.CONTENTS)
        return
    main = names[0]
    for other in names[1:]:
        # In another script it is the same name; in the same one it may be whom to ask for, or anything.
        apart = _script(main) != _script(other)
        found[other.number] = Proposal(other.number, Column.OTHER_NAME, apart, Reason.BOTH if apart else Reason.HEADING)


def _script(seen: _Seen) -> str:
    return script_of(" ".join(seen.sample[:40]))


def _like_names(seen: _Seen) -> bool:
    long = _share(
        seen.sample, lambda text: 4 <= len(text) <= 120 and sum(sign.isalpha() for sign in text) > len(text) / 2
    )
    return long >= MOST and len(set(seen.sample)) > 0.7 * len(seen.sample)


def type_words() -> list[str]:
    """Types that a file may say, in the reader's language."""
    words = [*IntermediaryKind, *Capacity, StakeholderKind.PERSON, StakeholderKind.GROUP]
    return [str(word.label) for word in words]
