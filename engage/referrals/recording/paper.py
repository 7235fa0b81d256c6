"""The form on paper: what it says in a language. It names neither the project nor anybody. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from engage.i18n.texts import gettext as _
from engage.i18n.texts import use_language
from engage.referrals.vocabulary import MayBeTold, Question

LINES = 8


@dataclass(frozen=True)
class Paper:
    """The words on it."""

    question: str
    voluntary: str
    day: str
    sign: str
    columns: tuple[str, ...]
    """Heads of the columns after the number: the first takes the name."""
    may_be_told: str
    told: tuple[str, ...]
    """Answers to whether whoever is named may be told."""
    withheld: str
    told_as: str
    lines: range = range(1, LINES + 1)


def paper_in(language: str, question: Question) -> Paper:
    """The form for one question, in an offered language."""
    with use_language(language):
        return Paper(
            question=str(question.label),
            voluntary=_("You need not name anyone. You may stop at any time, and take back what you said."),
            day=_("Asked on"),
            sign=_("Sign for whoever answered"),
            columns=(
                _("Whom they named"),
                _("For which community"),
                _("For which right"),
                _("For which place"),
                _("In their words"),
            ),
            may_be_told=_("May they be told"),
            told=tuple(str(each.label) for each in MayBeTold if each is not MayBeTold.NOT_ASKED),
            withheld=_("People they will not name"),
            told_as=_("By what name"),
        )
