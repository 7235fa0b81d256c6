"""What the next wave would change, in whole sentences. Pure."""

from __future__ import annotations

from engage.i18n.formats import format_names, format_number
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.referrals.findings.sentences import Label, cell
from engage.referrals.findings.wave.what_if import Change, WhatIf


def gained(found: WhatIf) -> str:
    """How many kinds of people would be heard for the first time."""
    if not found.first:
        return _("Nobody would be the first voice of a kind of people that should be heard.")
    return ngettext(
        "One kind of people would be heard for the first time.",
        "%(num)s kinds of people would be heard for the first time.",
        len(found.first),
    )


def load(found: WhatIf, marked: int) -> str:
    """How much would be asked of people."""
    numbers = {"before": format_number(found.asked_before)}
    if not found.asked_before:
        return ngettext(
            "One request; they were not asked in the last 12 months.",
            "%(num)s requests; none of them was asked in the last 12 months.",
            marked,
        )
    return ngettext(
        "One request; they were asked in the last 12 months.",
        "%(num)s requests; %(before)s of them were asked in the last 12 months.",
        marked,
        **numbers,
    )


def ways(found: WhatIf) -> str:
    """Of how many we would know a second way."""
    if not found.hanging:
        return _("None of them is reached through one contact alone.")
    return ngettext(
        "One of them is reached through one contact alone today; heard themselves, they would be a second way in.",
        "%(num)s of them are reached through one contact alone today; heard themselves, they would be a second way in.",
        found.hanging,
    )


def second_voices(found: WhatIf, label: Label) -> str:
    """Which kinds of people would be known through more than one voice; empty for none."""
    if not found.kinds:
        return ""
    kinds = format_names([cell(each, label) for each in found.kinds])
    return _("May open a second way to: %(kinds)s.", kinds=kinds)


def missing(change: Change) -> str:
    """What would still be missing of a line."""
    if not change.missing:
        return _("Nobody more is needed.")
    return ngettext("One more is needed.", "%(num)s more are needed.", change.missing)
