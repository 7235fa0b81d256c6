"""What a survey says to people where the team wrote nothing else, and what it offers them to choose from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.i18n.texts import gettext as _
from engage.i18n.texts import use_language
from engage.intake.surveys.queries import ASKED_BY
from engage.intake.surveys.records import Content, Text
from engage.referrals.findings.queries import kinds_by_fact
from engage.referrals.vocabulary import Question


def usual(language: str) -> Text:
    """The usual heading and introduction in a language."""
    with use_language(language):
        return Text(
            _("Who speaks for you?"),
            _(
                "Some people and organisations speak for others, or know what others live through. Tell us who they "
                "are for you, so that we listen to those whom you trust."
            ),
        )


def groups_of(session: Session, project_id: UUID) -> dict[str, str]:
    """What one may say of oneself, by `fact:code`, in the reader's language."""
    known = kinds_by_fact(session, project_id)
    return {f"{fact.value}:{code}": word for fact in ASKED_BY for code, word in known[fact].items()}


def page_of(session: Session, project_id: UUID, content: Content) -> dict[str, Any]:
    """What the portal shows, by language: heading, introduction, questions and groups with their codes."""
    found = {}
    for language in content.languages:
        written, instead = content.texts.get(language, Text()), usual(language)
        with use_language(language):
            groups = groups_of(session, project_id)
            found[language] = {
                "heading": written.heading or instead.heading,
                "intro": written.intro or instead.intro,
                "questions": [(code, str(Question(code).label)) for code in content.questions],
                "groups": [(code, groups[code]) for code in content.groups if code in groups],
            }
    return found
