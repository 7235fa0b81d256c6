"""The questions of an assessment, by part: what is asked, in which words it is answered. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engage.i18n.texts import LazyText
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary
from engage.stakeholders.legitimacy.records import Answer, Content
from engage.stakeholders.legitimacy.vocabulary import (
    Business,
    Extent,
    Funding,
    Government,
    Mandate,
    OurShare,
    Part,
)


@dataclass(frozen=True)
class Question:
    """One question. `asks_words`: the words of those they speak for are asked for as well."""

    code: str
    part: Part
    label: LazyText
    hint: LazyText
    choices: type[Vocabulary]
    asks_words: bool = False


QUESTIONS: tuple[Question, ...] = (
    Question(
        "mandate",
        Part.REPRESENTATION,
        _l("Who gave them the task of speaking for others?"),
        _l("Which people, when, and for what."),
        Mandate,
        asks_words=True,
    ),
    Question(
        "named",
        Part.REPRESENTATION,
        _l("Do those they speak for name them?"),
        _l("The map tells whom people named. Silence is not a no: some cannot answer safely."),
        Extent,
    ),
    Question(
        "credibility",
        Part.REPRESENTATION,
        _l("Do those concerned find them credible?"),
        _l("Those concerned, not those who find them convenient."),
        Extent,
    ),
    Question(
        "authority",
        Part.REPRESENTATION,
        _l("May they agree to something for them?"),
        _l("To advise, to speak and to agree are not the same."),
        Extent,
    ),
    Question(
        "accountable",
        Part.REPRESENTATION,
        _l("Do they answer to those they speak for?"),
        _l("How, and to whom: assemblies, reports, a board."),
        Extent,
    ),
    Question(
        "recall",
        Part.REPRESENTATION,
        _l("Can those they speak for change or recall them?"),
        _l("How, and whether it ever happened."),
        Extent,
    ),
    Question(
        "adds",
        Part.DIVERSITY,
        _l("Do they add perspectives that are missing?"),
        _l("Which ones, and who else could."),
        Extent,
    ),
    Question(
        "within",
        Part.DIVERSITY,
        _l("Are different people heard among them?"),
        _l("For example women, young people, minorities, newcomers."),
        Extent,
    ),
    Question("funding", Part.INFRASTRUCTURE, _l("What do they live on?"), _l("Sources and their shares."), Funding),
    Question(
        "resources",
        Part.INFRASTRUCTURE,
        _l("Do they have the people, time and skills for this?"),
        _l("If not, what would help them without binding them. To be small is no fault."),
        Extent,
    ),
    Question(
        "networks",
        Part.INFRASTRUCTURE,
        _l("Do they work with others in their field?"),
        _l("Locally, across countries, across fields."),
        Extent,
    ),
    Question(
        "government",
        Part.INDEPENDENCE,
        _l("How do they stand to government?"),
        _l("Case by case: some bodies of the state are independent, some without a tie are not."),
        Government,
    ),
    Question(
        "business",
        Part.INDEPENDENCE,
        _l("How do they stand to other companies?"),
        _l("Funders, members, boards, clients."),
        Business,
    ),
    Question(
        "our_money",
        Part.INDEPENDENCE,
        _l("What do they receive from us?"),
        _l("From the whole company, with amounts and years. Ours is named like everyone else's."),
        OurShare,
    ),
)
BY_CODE = {question.code: question for question in QUESTIONS}
NOT_KNOWN = frozenset({"unknown", "unclear"})


def questions_of(part: Part) -> list[Question]:
    """The questions of a part, in order."""
    return [question for question in QUESTIONS if question.part is part]


def missing(content: Content) -> list[Part]:
    """The parts in which something is still to be said before it can be signed.

    What is not known needs no reasoning, but it has to be said that it is not known.
    """
    open_parts = []
    for part in Part:
        if part is Part.VERDICT:
            said = content.conclusion
            whole = bool(said.verdict and said.reasoning and (said.matters or (said.rights and said.groups)))
        else:
            whole = all(is_answered(content.of(question.code)) for question in questions_of(part))
        if not whole:
            open_parts.append(part)
    return open_parts


def is_answered(answer: Answer) -> bool:
    """Whether a question needs nothing more."""
    return bool(answer.chosen) and (answer.chosen in NOT_KNOWN or bool(answer.reasoning))


def same(questions: Sequence[Question], left: Content, right: Content) -> frozenset[str]:
    """The codes of the questions that two versions answer alike."""
    return frozenset(each.code for each in questions if left.of(each.code) == right.of(each.code))
