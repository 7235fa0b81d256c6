"""What the map says in words: its reach, its columns, by how many someone was named, what comes next. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engage.i18n.formats import format_number
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.referrals.seen import PersonSeen, SeenMap, Tally
from engage.referrals.veil import LEAST, Band, figure
from engage.referrals.vocabulary import Question, ReferralState


@dataclass(frozen=True)
class Support:
    """By how many people someone was named, in answer to one question."""

    question: Question
    words: str
    groups: str = ""
    """From how many groups those are of whom a group is known."""


def reach(seen: SeenMap, *, exact: bool) -> list[str]:
    """How far we have come, in whole sentences: counts with where they were counted from, and refusals as findings.

    Of those who count: bodies that only vouch for one another do not.
    """
    starts = seen.visible.first_people
    named = [tally for tally in seen.keep("tallies", lambda: _tallies(seen)) if tally.was_named]
    standings = Counter[ReferralState]()
    for tally in named:
        standings[tally.standing] += tally.people
    heard, everyone = standings[ReferralState.ENGAGED], standings.total()
    numbers = {"heard": figure(heard, exact=exact), "named": figure(everyone, exact=exact)}
    if not starts and not named:
        return [_("Nobody is on the map yet.")]
    if not starts:
        said = [_("Without a start, we have heard %(heard)s of the %(named)s people named.", **numbers)]
    elif not named:
        said = [_("Nobody was named yet.")]
    elif starts < LEAST and not exact:
        said = [_("From a few starts we have heard %(heard)s of the %(named)s people named.", **numbers)]
    else:
        said = [
            ngettext(
                "From one start we have heard %(heard)s of the %(named)s people named.",
                "From %(num)s starts we have heard %(heard)s of the %(named)s people named.",
                starts,
                **numbers,
            )
        ]
    declined = standings[ReferralState.DECLINED]
    unreachable = standings[ReferralState.UNREACHABLE]
    not_safe = standings[ReferralState.NOT_SAFE]
    if declined:
        said.append(
            ngettext("One declined.", "%(num)s declined.", declined, num=format_number(declined))
            if exact or declined >= LEAST
            else _("A few declined.")
        )
    if unreachable:
        said.append(
            ngettext(
                "One could not be reached.",
                "%(num)s could not be reached.",
                unreachable,
                num=format_number(unreachable),
            )
            if exact or unreachable >= LEAST
            else _("A few could not be reached.")
        )
    if not_safe:
        said.append(
            ngettext(
                "One is not safe to approach.",
                "%(num)s are not safe to approach.",
                not_safe,
                num=format_number(not_safe),
            )
            if exact or not_safe >= LEAST
            else _("A few are not safe to approach.")
        )
    return said


def _tallies(seen: SeenMap) -> list[Tally]:
    return seen.tallies(np.flatnonzero(seen.visible.counted).tolist())


def band_title(band: Band) -> str:
    """What stands above a column of the board."""
    if not band.is_joined:
        return wave_name(band.first)
    if band.first == 0:
        return _("Our starts and those they led to")
    if band.last is None:
        return _("Wave %(number)s and beyond", number=format_number(band.first or 0))
    numbers = {"first": format_number(band.first or 0), "last": format_number(band.last)}
    return _("Waves %(first)s to %(last)s", **numbers)


def wave_name(wave: int | None) -> str:
    """A wave in a word or two."""
    if wave is None:
        return _("No start leads here yet")
    return _("Wave %(number)s", number=format_number(wave)) if wave else _("Our starts")


def support(
    person: PersonSeen,
    *,
    exact: bool,
    voices: Mapping[Question, int] | None = None,
    groups: Mapping[Question, int] | None = None,
    in_ring: bool = False,
) -> list[Support]:
    """By how many people someone was named, question by question; kinds of naming are never added up.

    `voices` counts those who speak independently; of somebody `in_ring` these are the ones outside their circle;
    `groups`, from how many groups they are.
    """
    found, groups = [], groups or {}
    for question in Question:
        if not person.named_by.get(question, 0):
            continue
        count = person.named_by[question] if voices is None else voices.get(question, 0)
        if not exact and count < LEAST:
            words = _("Named by few people")
        elif not in_ring or not exact:
            words = ngettext("Named by one person", "Named by %(num)s people", count)
        elif count:
            words = ngettext(
                "Named by one from outside their circle", "Named by %(num)s from outside their circle", count
            )
        else:
            words = _("Named by nobody from outside their circle")
        # Whoever belongs to several groups is still one voice.
        known = min(count, groups.get(question, 0)) if exact else 0
        among = ngettext("from one group", "from %(num)s groups", known) if known else ""
        found.append(Support(question, words, among))
    return found


def next_step(person: PersonSeen, *, exact: bool) -> str:
    """What to do next, or nothing. Without `exact` it does not tell whether someone named others."""
    match person.standing:
        case ReferralState.NOT_SAFE:
            return _("Do not approach them")
        case ReferralState.DECLINED:
            return _("Respect their answer")
        case ReferralState.UNREACHABLE:
            return _("Look for another way to reach them")
        case ReferralState.APPROACHED:
            return _("Wait for their answer")
    if person.is_start or person.is_heard:
        return _("Ask whom they would name") if exact and not person.has_named else ""
    return _("Find out whether it is safe to approach them")
