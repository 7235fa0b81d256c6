"""What the figures say of one stakeholder, in whole sentences: counts, words, questions, and no verdict. Pure."""

from __future__ import annotations

from engage.i18n.formats import format_number
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.referrals.findings.voices import Ring
from engage.referrals.findings.walk import Band, Led


def led(found: Led) -> str:
    """How often following recommendations of affected people leads to someone."""
    match found.band:
        case Band.OFTEN:
            return _("Following recommendations that start from affected people leads here often.")
        case Band.SOMETIMES:
            return _("Following recommendations that start from affected people leads here sometimes.")
        case Band.RARELY:
            return _("Following recommendations that start from affected people leads here rarely.")
    return _("Following recommendations that start from affected people does not lead here.")


def walked(found: Led) -> str:
    """From what that was counted."""
    return ngettext(
        "It begins with the one rights holder who answered.",
        "It begins with the %(num)s rights holders who answered, each with one voice however many they named.",
        found.origins,
    )


def breadth(named: int, asked: int) -> str:
    """From how many groups anyone named someone."""
    if not asked:
        return _("Of those who answered, no group is known.")
    numbers = {"named": format_number(named)}
    return ngettext(
        "Named from %(named)s of the one group in which anyone answered.",
        "Named from %(named)s of the %(num)s groups in which anyone answered.",
        asked,
        **numbers,
    )


def ring(found: Ring) -> str:
    """A closed ring as a question, with its members' count and nothing else."""
    return ngettext(
        "One body names itself. Who outside knows it?",
        "%(num)s bodies name one another and hardly anyone else names them. Who outside knows them?",
        len(found.members),
    )
