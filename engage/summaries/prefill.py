"""The first words of a summary, put together from what is on record, for a person to rewrite.

Values in, texts out, in the reader's language at hand (`use_language`). No speaker, no name, no pseudonym goes in. The
public reading starts with less: nobody's words, and no decision by its title.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from engage.engagements.records import Plan
from engage.feedback.records import FeedbackRecord
from engage.i18n.formats import format_day, format_number
from engage.i18n.texts import gettext as _
from engage.influence.records import TraceRecord
from engage.influence.vocabulary import Outcome
from engage.summaries.vocabulary import Section

FEWEST = 3


@dataclass(frozen=True)
class Material:
    """What a summary is drawn up from. `answers` are the standing ones with the title of their decision."""

    title: str
    plan: Plan
    heard_from: int
    items: list[FeedbackRecord] = field(default_factory=list)
    answers: list[tuple[TraceRecord, str]] = field(default_factory=list)


def for_participants(material: Material, language: str) -> tuple[str, dict[str, str]]:
    """Title and sections of the reading for those who took part."""
    return material.title, {
        Section.ASKED.value: material.plan.purpose,
        Section.WHOM.value: _joined([_whom(material), material.plan.selection_explained]),
        Section.HEARD.value: _joined(words_of(item, language) for item in material.items),
        Section.DID.value: _joined(_done(answer, title) for answer, title in material.answers if not _waits(answer)),
        Section.OPEN.value: _open(material, titles=True),
        Section.ANSWER_BACK.value: _answer_back(),
    }


def for_everyone(material: Material) -> tuple[str, dict[str, str]]:
    """Title and sections of the public reading, to begin with."""
    return _("What we heard and what we did"), {
        Section.ASKED.value: material.plan.purpose,
        Section.WHOM.value: _whom(material),
        Section.HEARD.value: "",
        Section.DID.value: _joined(_done(answer, "") for answer, _title in material.answers if not _waits(answer)),
        Section.OPEN.value: _open(material, titles=False),
        Section.ANSWER_BACK.value: "",
    }


def words_of(item: FeedbackRecord, language: str) -> str:
    """What was heard, in `language` where there is such a text, else in the words themselves."""
    if item.translation and item.detail.translation_language in {language, ""} and item.detail.language != language:
        return item.translation
    return item.words


def _whom(material: Material) -> str:
    if material.heard_from < FEWEST:
        return _("We heard a small group. We do not say how many, so that nobody can be recognised.")
    return _("We heard %(count)s participants.", count=format_number(material.heard_from))


def _waits(answer: TraceRecord) -> bool:
    return answer.outcome == Outcome.UNDER_CONSIDERATION


def _done(answer: TraceRecord, title: str) -> str:
    outcome = Outcome(answer.outcome).label
    if title:
        return _("%(decision)s. %(outcome)s: %(reason)s", decision=title, outcome=outcome, reason=answer.reason)
    return _("%(outcome)s: %(reason)s", outcome=outcome, reason=answer.reason)


def _open(material: Material, *, titles: bool) -> str:
    waiting = [(answer, title) for answer, title in material.answers if _waits(answer)]
    parts = [_still(answer, title if titles else "") for answer, title in waiting]
    answered = {answer.feedback_id for answer, _title in material.answers}
    if any(item.id not in answered for item in material.items):
        parts.append(_("Not everything that was said has an answer yet. We will add it here."))
    return _joined(parts)


def _still(answer: TraceRecord, title: str) -> str:
    until = format_day(answer.until_on)
    if title:
        return _(
            "%(decision)s is still under consideration. How: %(means)s. You will know by %(day)s.",
            decision=title,
            means=answer.means.rstrip("."),
            day=until,
        )
    return _("Something is still under consideration. You will know by %(day)s.", day=until)


def _answer_back() -> str:
    return _(
        "Tell us with your receipt whether this is right, what is missing, and what we should correct. You need no "
        "account and give no name. Tell us at once if anything bad happened because you spoke."
    )


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(dict.fromkeys(part.strip() for part in parts if part.strip()))
