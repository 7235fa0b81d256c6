"""What templates of summaries call things by, and the stages a summary goes through."""

from __future__ import annotations

from typing import Any

from engage.i18n.texts import gettext as _
from engage.summaries.records import Copy, ReadingRecord, SummaryRecord
from engage.summaries.vocabulary import (
    Audience,
    LeakKind,
    LoopStage,
    ReplyKind,
    Section,
    SummaryState,
    TranslationState,
    Way,
)

Step = tuple[str, str]


def steps(summary: SummaryRecord, replies: int) -> list[Step]:
    """Where a summary stands, for the row of stages."""
    names = [_("Write"), _("Second reader"), _("Publish"), _("Hear the answers")]
    at = {
        SummaryState.DRAFT: 0,
        SummaryState.IN_REVIEW: 1,
        SummaryState.APPROVED: 2,
        SummaryState.PUBLISHED: 3,
        SummaryState.WITHDRAWN: 3,
    }[SummaryState(summary.state)]
    if summary.state == SummaryState.PUBLISHED and replies:
        return [(name, "done") for name in names[:3]] + [(names[3], "current")]
    return [(name, "done" if place < at else "current" if place == at else "ahead") for place, name in enumerate(names)]


def copies_of(summary: SummaryRecord) -> list[Copy]:
    """The readings as they stand, with the headings of the viewer's language."""
    return [
        Copy(
            each.audience,
            each.language,
            each.title,
            [(str(section.label), each.sections.get(section.value, "")) for section in Section],
        )
        for each in summary.readings
    ]


def where_of(summary: SummaryRecord, reading: ReadingRecord) -> str:
    """Whether a reading goes out, in one sentence."""
    if summary.is_ready(reading) and summary.state == SummaryState.PUBLISHED:
        return _("Readers see this text.")
    if summary.is_ready(reading):
        return _("Goes out when the summary is published.")
    if summary.is_behind(reading):
        return _("Behind: the text it comes from was changed. It is not published.")
    return _("Still a draft. It is not published.")


WORDS: dict[str, Any] = {
    "Audience": Audience,
    "LeakKind": LeakKind,
    "LoopStage": LoopStage,
    "ReplyKind": ReplyKind,
    "Section": Section,
    "SummaryState": SummaryState,
    "TranslationState": TranslationState,
    "Way": Way,
    "where_of": where_of,
}
