"""The note on the method: how we began, how far the asking went, when it stops, what it cannot tell. No person, no
naming; small counts are kept. Pure; it speaks the language in use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from engage.i18n.formats import format_day, format_names, format_number
from engage.i18n.texts import gettext as _
from engage.i18n.texts import pgettext
from engage.referrals.findings.grid import Count, Row
from engage.referrals.findings.ground import Ground
from engage.referrals.findings.sentences import Label, cell, count
from engage.referrals.findings.turns import RULE
from engage.referrals.veil import figure
from engage.referrals.vocabulary import Question
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.vocabulary import IntermediaryKind

VERSION = 2
"""Raised whenever what is counted, or how, changes."""
COLUMNS = ("asked", "heard", "declined")


@dataclass(frozen=True)
class Part:
    """A part of the note: facts as (term, value), sentences, a table as heads and rows."""

    heading: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Note:
    """The whole note; `end` says which version and of which day."""

    title: str
    lead: str
    parts: list[Part]
    end: str


def note(
    ground: Ground, rows: Sequence[Row], told: Sequence[Mapping[str, Count]], *, withheld: int, label: Label, on: date
) -> Note:
    """The note of one map, for anyone."""
    parts = [_began(ground, withheld)]
    if rows:
        parts.append(_heard(rows, told, label))
    return Note(
        _("How people were found"),
        _("It names nobody and shows no naming; counts below 3 are “few”."),
        [*parts, _stops(), _cannot_tell()],
        _(
            "Version %(version)s of the method; figures of %(day)s.",
            version=format_number(VERSION),
            day=format_day(on, "medium"),
        ),
    )


def _began(ground: Ground, withheld: int) -> Part:
    kinds: dict[str, int] = {}
    for index in ground.starts:
        kind = _kind(ground.seen.record_of(index))
        kinds[kind] = kinds.get(kind, 0) + 1
    standing = ground.standing
    starts = [
        _("%(what)s: %(number)s", what=kind, number=figure(number, exact=False))
        for kind, number in sorted(kinds.items())
    ]
    questions = [str(question.label) for question in Question]
    return Part(
        _("How we began and how far we came"),
        facts=[
            (_("We began with"), format_names(starts)),
            (_("We asked each"), " ".join(questions)),
            (_("Steps of asking further"), format_number(max(0, int(ground.counted.wave.max(initial=0))))),
            (_("People who answered"), figure(standing.asked, exact=False)),
            (_("People they named"), figure(standing.named, exact=False)),
            (_("Of these, heard"), figure(standing.heard, exact=False)),
            (_("Of these, declined"), figure(standing.declined, exact=False)),
            (_("Meant, and not to be named"), figure(withheld, exact=False)),
        ],
    )


def _heard(rows: Sequence[Row], told: Sequence[Mapping[str, Count]], label: Label) -> Part:
    return Part(
        _("Who should be heard, and who was"),
        heads=[
            _("Who should be heard"),
            _("Planned"),
            pgettext("how many people", "Asked"),
            _("Heard"),
            pgettext("how many people", "Declined"),
        ],
        rows=[
            [
                cell(row.record.cell, label),
                format_number(row.record.cell.needed),
                *(count(counts[column]) for column in COLUMNS),
            ]
            for row, counts in zip(rows, told, strict=True)
        ],
    )


def _stops() -> Part:
    numbers = {"run": format_number(RULE.run), "base": format_number(RULE.base)}
    return Part(
        _("When we stop asking"),
        sentences=[
            _(
                "Names are held to be rare once the last %(run)s conversations brought at most one new name for every "
                "twenty that the first %(base)s brought (Guest, Namey and Chen 2020).",
                **numbers,
            ),
            _("This must be so from each start and in each group that should be heard."),
            _("Everyone who should be heard was heard at least once, or it is written down why not."),
            _("At least two starts led to people independently of each other."),
            _("In no group did more people decline than were heard."),
            _("No figure decides: a person says and signs that the asking ends."),
        ],
    )


def _cannot_tell() -> Part:
    return Part(
        _("What this cannot tell"),
        sentences=[
            _("It is a map of who was heard, and no survey: no share of any population follows from it."),
            _("Whoever cannot be reached from where we began, or dares not be named, is not in it."),
            _("Refusals cannot be made up for by counting others more."),
            _("Bodies that only vouch for one another count once somebody else names them."),
            _("People who must not be known to speak with us, where there are any, are left out of every number."),
        ],
    )


def _kind(record: StakeholderRecord) -> str:
    if record.is_rights_holder:
        return _("Rights holders")
    code = record.profile.intermediary_kind
    return str(IntermediaryKind(code).label) if code in list(IntermediaryKind) else _("Intermediary stakeholders")
