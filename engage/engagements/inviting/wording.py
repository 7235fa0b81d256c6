"""The words of an invitation, put together from the plan in one language; and the slip with a code. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from engage.crypto.receipts import Receipt
from engage.crypto.wordlists import LIST_LANGUAGES
from engage.decisions.records import DecisionRecord
from engage.engagements.inviting.vocabulary import UNHEADED, Part
from engage.engagements.records import EngagementRecord
from engage.i18n.formats import format_day, format_names, language_name
from engage.i18n.languages import OFFERED, SOURCE
from engage.i18n.texts import gettext as _
from engage.i18n.texts import use_language

GAP = "\n\n"


def speaks(language: str) -> str:
    """The language that our own words are in, in a text in `language`."""
    return language if language in OFFERED else SOURCE


def told(engagement: EngagementRecord, decisions: Sequence[DecisionRecord]) -> dict[Part, str]:
    """What the plan tells of each part, in the reader's language; a part it is silent about is not there."""
    plan = engagement.plan
    place = [_("Planned for %(day)s.", day=format_day(engagement.planned_on)), plan.place]
    languages = format_names(language_name(code) for code in plan.languages)
    found = {
        Part.GREETING: _("Hello,"),
        Part.PURPOSE: plan.purpose,
        Part.STILL_OPEN: plan.still_open or _lines(each.detail.still_open for each in decisions),
        Part.DECIDED: plan.already_decided or _lines(each.detail.already_decided for each in decisions),
        Part.WHO_DECIDES: _lines(each.detail.decides for each in decisions),
        Part.CONFIDENTIAL: plan.confidential,
        Part.SELECTED: plan.selection_explained,
        Part.PLACE_TIME: _lines(place),
        Part.LANGUAGES: _lines((languages, plan.interpretation, plan.accessibility)),
        Part.COSTS: getattr(plan, "costs_covered", ""),
        Part.SAYING_NO: _(
            "You may say no, now or later, without a reason. Nothing changes for you, and nobody else is told."
        ),
        Part.CLOSING: _("Thank you for reading this."),
    }
    return {part: text.strip() for part, text in found.items() if text.strip()}


def drafted(engagement: EngagementRecord, decisions: Sequence[DecisionRecord], language: str) -> str:
    """The whole text as it may be begun with: our words in `language`, the plan's as they were written."""
    with use_language(speaks(language)):
        said = told(engagement, decisions)
        return GAP.join(text if part in UNHEADED else f"{part.label}\n{text}" for part, text in said.items())


def silent(engagement: EngagementRecord, decisions: Sequence[DecisionRecord]) -> list[Part]:
    """Of which parts the plan says nothing."""
    said = told(engagement, decisions)
    return [part for part in Part if part not in said]


def digest(engagement: EngagementRecord, decisions: Sequence[DecisionRecord]) -> str:
    """What a text was written from: it changes when the plan says something else."""
    with use_language(SOURCE):
        said = {part.value: text for part, text in told(engagement, decisions).items()}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def slip(receipt: Receipt, address: str, language: str) -> str:
    """The lines under a message that let somebody answer."""
    with use_language(speaks(language)):
        lines = [
            _("You can read this again and answer here. You need no account and give no name."),
            address,
            _("Your code"),
        ]
    if language in LIST_LANGUAGES:
        lines.append(" ".join(receipt.words(language)))
    lines += [receipt.digits(), receipt.characters()]
    return "\n".join(lines)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text.strip() for text in texts if text.strip())
