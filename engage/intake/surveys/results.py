"""What a survey says, as protected counts in words: never a rank, and beside the map, not in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from engage.i18n.formats import format_number
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.intake.surveys.counting import (
    LEAST,
    Count,
    Kept,
    Tally,
    Together,
    count,
    named_by,
    not_heard,
    tally,
    together,
)
from engage.intake.surveys.queries import tallies_of, wanted_groups
from engage.intake.surveys.records import SurveyRecord
from engage.intake.surveys.words import groups_of
from engage.referrals.vocabulary import Question
from engage.stakeholders.directory import directory_of
from engage.stakeholders.records import StakeholderRecord

PAGE = 50
NOTHING = tally(())


@dataclass(frozen=True)
class Support:
    """How many answers named someone to one question: in all, and by group, in words."""

    question: Question
    whole: str
    groups: list[str]


@dataclass(frozen=True)
class Named:
    """Someone named in a survey; `support` is empty where so few named them that nothing is said."""

    person: StakeholderRecord
    support: list[Support]


@dataclass(frozen=True)
class Results:
    """What a survey says so far; `more` tells that there are people after those of this page."""

    answers: int
    groups: list[str]
    people: list[Named]
    more: bool = False
    unnamed: list[tuple[Question, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def results_of(session: Session, survey: SurveyRecord, *, up_to_tier: int, exact: bool, page: int = 0) -> Results:
    """What the reviewed answers say. Whom hardly anybody named is there only for those who review (`exact`), and
    nowhere with a count; the order is that of the pseudonyms."""
    known = tallies_of(session, survey.project_id).get(survey.id, NOTHING)
    words = groups_of(session, survey.project_id)
    people = people_in(session, survey.project_id, known, up_to_tier=up_to_tier, exact=exact)
    shown = people[page * PAGE : (page + 1) * PAGE]
    return Results(
        answers=known.answers,
        groups=[_size(each, words) for each in together(known.sizes)],
        people=[Named(person, support_of(known, survey, person.id, words)) for person in shown],
        more=len(people) > (page + 1) * PAGE,
        unnamed=[(Question(code), aloud(known.unnamed[code])) for code in survey.content.questions],
        missing=[words.get(each, each) for each in not_heard(known, wanted_groups(session, survey.project_id))],
    )


def people_in(
    session: Session, project_id: UUID, known: Tally, *, up_to_tier: int, exact: bool
) -> list[StakeholderRecord]:
    """Who was named, by pseudonym; without `exact`, those of whom a count may be told."""
    directory = directory_of(session, project_id)
    ids = {who for (_question, who), by in known.named.items() if exact or count(by.total()) is not None}
    found = [person for each in ids if (person := directory.find(each, up_to_tier)) is not None]
    return sorted(found, key=lambda each: (each.pseudonym.casefold(), each.id.int))


def aloud(number: int) -> str:
    """A number of answers as it may be told."""
    return format_number(number) if number >= LEAST else _("fewer than %(least)s", least=format_number(LEAST))


def support_of(known: Tally, survey: SurveyRecord, person: UUID, words: dict[str, str]) -> list[Support]:
    """By how many answers someone was named, question by question; nothing where hardly anybody named them."""
    found = []
    for code in survey.content.questions:
        whole, groups = named_by(known, code, person)
        if whole is not None:
            said = [_of_group(each, number, words) for each, number in groups if number is not None]
            found.append(Support(Question(code), _whole(whole, known.answers), said))
    return found


def _whole(whole: Count, answers: int) -> str:
    if isinstance(whole, Kept):
        return _("Named by a few answers: too few to say more.")
    return ngettext(
        "Named by %(found)s of %(num)s answer.",
        "Named by %(found)s of %(num)s answers.",
        answers,
        found=format_number(whole),
    )


def _of_group(of: Together, number: Count, words: dict[str, str]) -> str:
    about = {"answers": format_number(of.answers), "group": _called(of, words)}
    if isinstance(number, Kept):
        return (
            _("%(group)s: too few to say, of %(answers)s answers", **about)
            if number is Kept.FEW
            else _("%(group)s: not shown, of %(answers)s answers", **about)
        )
    return _("%(group)s: named by %(found)s of %(answers)s answers", found=format_number(number), **about)


def _size(of: Together, words: dict[str, str]) -> str:
    return ngettext("%(group)s: %(num)s answer", "%(group)s: %(num)s answers", of.answers, group=_called(of, words))


def _called(of: Together, words: dict[str, str]) -> str:
    if len(of.groups) > 1:
        return _("Smaller groups, and those who did not say, together")
    return words.get(of.groups[0], of.groups[0]) if of.groups[0] else _("Did not say")
