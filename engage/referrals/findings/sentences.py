"""What the figures say, in whole sentences with their reach: counts first, and never a verdict. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from engage.i18n.formats import format_names, format_number
from engage.i18n.texts import gettext as _
from engage.i18n.texts import ngettext
from engage.referrals.findings.between import Between
from engage.referrals.findings.burden import Burden, Shared
from engage.referrals.findings.counting import SHARES_FROM, TOO_FEW, Names, Said
from engage.referrals.findings.coverage import Cell
from engage.referrals.findings.grid import Count, Kept, Row, Spread
from engage.referrals.findings.records import Standing
from engage.referrals.findings.suggesting import Suggestion, Why
from engage.referrals.findings.turns import RULE, FromStart, InCell, Overlap, brings_new
from engage.referrals.findings.vocabulary import Fact
from engage.referrals.veil import LEAST, figure

Label = Mapping[tuple[str, str], str]
"""The words of each (fact, code)."""


def reach(standing: Standing, *, exact: bool) -> str:
    """From where everything on a page was counted."""
    if not standing.starts:
        return _("The map has no start yet: nothing can be said of whom it reaches.")
    numbers = {"asked": figure(standing.asked, exact=exact), "heard": figure(standing.heard, exact=exact)}
    numbers["named"] = figure(standing.named, exact=exact)
    if standing.starts < LEAST and not exact:
        return _("From a few starts: %(named)s people named, %(heard)s of them heard.", **numbers)
    return ngettext(
        "From this one start, of those we asked (%(asked)s): %(named)s people named, %(heard)s of them heard.",
        "From these %(num)s starts, of those we asked (%(asked)s): %(named)s people named, %(heard)s of them heard.",
        standing.starts,
        **numbers,
    )


def from_where(standing: Standing) -> str:
    """From where a figure was counted; said beside everything that sounds like a whole."""
    if not standing.starts:
        return _("Counted without a start.")
    return ngettext("Counted from this one start.", "Counted from these %(num)s starts.", standing.starts)


def count(value: Count) -> str:
    """A count of the grid as the reader may have it."""
    if value is Kept.FEW:
        return _("few")
    return _("not shown") if value is Kept.GIVES_AWAY else format_number(int(value))


def cell(of: Cell, label: Label) -> str:
    """Which people a line of the scoping is about."""
    return label.get((of.fact, of.code), of.code)


def emptiness(rows: Sequence[Row], *, exact: bool) -> str:
    """What the grid says before anything else: who is not heard."""
    silent = sum(row.is_open for row in rows)
    if not exact:
        return _("Those of whom nobody, or few, were heard come first.")
    if not silent:
        return _("Everyone whom the scoping asks for was heard at least once, or it is written down why not.")
    return ngettext(
        "Of one kind of people that should be heard, nobody was heard: silence is never absence.",
        "Of %(num)s kinds of people that should be heard, nobody was heard: silence is never absence.",
        silent,
    )


def ratio(said: Said) -> str:
    """So many of those asked; a range only where thirty and more were asked."""
    numbers = {"found": format_number(said.found), "asked": format_number(said.asked)}
    bounds = said.bounds
    if said.is_too_few:
        return _("%(found)s of the %(asked)s asked: too few to say more", **numbers)
    if bounds is None:
        return _("%(found)s of the %(asked)s asked", **numbers)
    low, high = roughly(bounds[0]), roughly(bounds[1])
    if low == high:
        return _("%(found)s of the %(asked)s asked: roughly %(share)s", share=low, **numbers)
    return _("%(found)s of the %(asked)s asked: roughly from %(low)s to %(high)s", low=low, high=high, **numbers)


def roughly(share: float) -> str:
    """A share in everyday words."""
    words = (
        (0.0, _("none")),
        (0.03, _("hardly any")),
        (0.1, _("a tenth")),
        (0.25, _("a quarter")),
        (1 / 3, _("a third")),
        (0.5, _("half")),
        (2 / 3, _("two thirds")),
        (0.75, _("three quarters")),
        (0.9, _("nine tenths")),
        (0.97, _("nearly all")),
        (1.0, _("all")),
    )
    told = words[1:-1] if 0 < share < 1 else words
    return min(told, key=lambda word: abs(word[0] - share))[1]


def chance(names: Names) -> str:
    """Whether the next naming would be of somebody new."""
    if not names.namings:
        return _("Nobody was named.")
    numbers = {"once": format_number(names.once), "namings": format_number(names.namings)}
    if names.namings < TOO_FEW:
        return _("%(once)s of %(namings)s namings are of somebody nobody else named: too few to say more.", **numbers)
    if not names.once:
        return _("Each of the %(namings)s namings is of somebody whom others named, too.", **numbers)
    if names.namings < SHARES_FROM:
        return _("%(once)s of %(namings)s namings are of somebody nobody else named.", **numbers)
    every = format_number(round(1 / names.chance_of_new))
    return _(
        "%(once)s of %(namings)s namings are of somebody nobody else named: about one in %(every)s is still new.",
        every=every,
        **numbers,
    )


def still_to_come(names: Names) -> str:
    """How many more can be named, where that can be said."""
    more = ceil(names.still_to_come)
    if names.namings < SHARES_FROM or not more:
        return ""
    return ngettext(
        "At least one more person can probably be named from where we started.",
        "At least %(num)s more people can probably be named from where we started.",
        more,
    )


def rule(start: FromStart) -> str:
    """When new names became rare, in plain words; of those who cannot be reached it says nothing."""
    numbers = {"base": format_number(RULE.base), "run": format_number(RULE.run)}
    asked = len(start.new)
    if start.fired_at is not None:
        at = format_number(start.fired_at)
        return _(
            "Names became rare at conversation %(at)s: the last %(run)s brought at most one new name for every twenty "
            "that the first %(base)s brought.",
            at=at,
            **numbers,
        )
    if not asked:
        return _("Nobody was asked yet.")
    if asked < RULE.base + RULE.run:
        return ngettext(
            "One conversation so far: too few to hold the last %(run)s against the first %(base)s.",
            "%(num)s conversations so far: too few to hold the last %(run)s against the first %(base)s.",
            asked,
            **numbers,
        )
    return _(
        "The last %(run)s of %(asked)s conversations brought more than one new name for every twenty that the first "
        "%(base)s brought.",
        asked=format_number(asked),
        **numbers,
    )


def shared(overlap: Overlap) -> str:
    """What two starts have in common, as a plain count."""
    both = {"first": overlap.first.record.pseudonym, "second": overlap.second.record.pseudonym}
    if not overlap.both:
        return _("%(first)s and %(second)s led to nobody in common.", **both)
    return ngettext(
        "%(first)s and %(second)s both led to the same person.",
        "%(first)s and %(second)s both led to the same %(num)s people.",
        overlap.both,
        **both,
    )


def against_an_end(
    *,
    starts: Sequence[FromStart],
    independent: bool,
    cells: Sequence[InCell],
    routes: int,
    withheld: int,
    label: Label,
) -> list[str]:
    """What still speaks against an end of asking. An empty list is no tick: a person decides."""
    said = []
    new = [start.person.record.pseudonym for start in starts if brings_new(start.names)]
    if new:
        said.append(_("New names still come from %(starts)s.", starts=_some(new)))
    fresh = [cell(each.row.record.cell, label) for each in cells if brings_new(each.names)]
    if fresh:
        said.append(_("New names still come of: %(kinds)s.", kinds=_some(fresh)))
    if not independent:
        said.append(_("No two starts led to people independently of each other."))
    if not cells:
        said.append(_("Nobody wrote down yet who should be heard."))
    empty = [cell(each.row.record.cell, label) for each in cells if each.row.is_open]
    if empty:
        said.append(_("Nobody was heard of: %(kinds)s.", kinds=_some(empty)))
    refusing = [cell(each.row.record.cell, label) for each in cells if each.row.covered.refuses]
    if refusing:
        said.append(_("More declined than were heard of: %(kinds)s.", kinds=_some(refusing)))
    if routes:
        said.append(dependence(routes))
    if withheld:
        said.append(meant(withheld))
    return said


MOST_LISTED = 8


def _some(words: Sequence[str]) -> str:
    """A list that stays readable: the first of them, and how many more."""
    if len(words) <= MOST_LISTED:
        return format_names(words)
    more = len(words) - MOST_LISTED
    rest = ngettext("one more", "%(num)s more", more)
    return format_names([*words[:MOST_LISTED], rest])


def meant(times: int) -> str:
    """How often somebody was meant who may not be named: a finding."""
    return ngettext(
        "Once somebody was meant who may not be named.",
        "%(num)s times somebody was meant who may not be named.",
        times,
    )


def dependence(routes: int) -> str:
    """On how many single contacts our access hangs."""
    if not routes:
        return _("Nobody is reached through one contact alone.")
    return ngettext(
        "Through one contact alone we reach others: if they fall silent, we lose the way.",
        "Through each of %(num)s contacts alone we reach others: if one falls silent, we lose the way.",
        routes,
    )


def lost(fewest: int, most: int) -> str:
    """To how many others we would lose the way."""
    if fewest == most:
        return ngettext(
            "If this contact falls silent, we lose the way to one other.",
            "If this contact falls silent, we lose the way to %(num)s others.",
            most,
        )
    numbers = {"fewest": format_number(fewest), "most": format_number(most)}
    return _("If this contact falls silent, we lose the way to %(fewest)s to %(most)s others.", **numbers)


def spread(found: Spread) -> str:
    """How unevenly kinds of people were heard."""
    if found.alike >= found.kinds:
        return ngettext(
            "One kind of people was heard.", "%(num)s kinds of people were heard, about as often each.", found.kinds
        )
    return ngettext(
        "One kind of people was heard.",
        "%(num)s kinds of people were heard, but as unevenly as if there were %(alike)s.",
        found.kinds,
        alike=format_number(found.alike),
    )


def requests(found: Burden) -> str:
    """How often a body was asked, beside what it agreed to."""
    if found.agreed is None:
        return ngettext(
            "Asked once in 12 months; nobody agreed with them how often.",
            "Asked %(num)s times in 12 months; nobody agreed with them how often.",
            found.requests,
        )
    agreed = format_number(found.agreed)
    if not found.requests:
        return _("Not asked in 12 months; they agreed to at most %(agreed)s times.", agreed=agreed)
    return ngettext(
        "Asked once in 12 months; they agreed to at most %(agreed)s.",
        "Asked %(num)s times in 12 months; they agreed to at most %(agreed)s.",
        found.requests,
        agreed=agreed,
    )


def shared_out(found: Shared) -> str:
    """How requests are spread over those who were asked."""
    numbers = {"requests": format_number(found.requests), "most": format_number(found.most)}
    return ngettext(
        "%(requests)s requests in 12 months went to one body.",
        "%(requests)s requests in 12 months went to %(num)s bodies; the one asked most often got %(most)s of them.",
        found.bodies,
        **numbers,
    )


def answered(mutual: int, namings: int) -> str:
    """How many namings are answered by one in return."""
    numbers = {"mutual": format_number(mutual), "namings": format_number(namings)}
    return _("%(mutual)s of %(namings)s namings are answered by a naming in return.", **numbers)


def refusals(row: Row, label: Label) -> str:
    """How many declined, as a finding."""
    numbers = {"declined": format_number(row.covered.declined), "heard": format_number(row.covered.heard)}
    kind = cell(row.record.cell, label)
    return _("%(kind)s: %(declined)s declined, %(heard)s were heard.", kind=kind, **numbers)


def leaning(found: Between) -> str:
    """Whether people name their own, beside chance; never a reproach."""
    numbers = {"inside": format_number(found.inside), "all": format_number(found.whole)}
    numbers["chance"] = format_number(round(found.by_chance))
    match found.leans:
        case "inward":
            words = _(
                "%(inside)s of %(all)s namings stay in the own group; by chance it would be %(chance)s.", **numbers
            )
            return words + " " + _("People who are threatened often name their own, with good reason.")
        case "outward":
            return _(
                "%(inside)s of %(all)s namings stay in the own group, fewer than the %(chance)s by chance.", **numbers
            )
        case "alike":
            return _(
                "%(inside)s of %(all)s namings stay in the own group, about as many as by chance (%(chance)s).",
                **numbers,
            )
    if not found.whole:
        return _("No naming is between people who each belong to one known group.")
    return _("%(inside)s of %(all)s namings stay in the own group: too few to hold against chance.", **numbers)


def reason(why: Why, of: Cell | None, label: Label) -> str:
    """Why somebody is suggested."""
    kind = cell(of, label) if of is not None else ""
    match why:
        case Why.FIRST_VOICE:
            return _("Would be the first voice of: %(kind)s.", kind=kind)
        case Why.MORE_VOICES:
            return _("More voices are needed of: %(kind)s.", kind=kind)
        case Why.PAST_HARM:
            return _("Has own experience of harm to rights.")
        case Why.DISAGREES:
            return _("Was named as somebody who would see this differently.")
        case Why.SECOND_WAY:
            return _("May open a second way to people whom we reach through one contact alone.")
        case Why.NEW_NAMES:
            return _("Conversations in their group brought new names so far.")


def reasons(suggestion: Suggestion, label: Label) -> list[str]:
    """Why somebody is suggested, sentence by sentence."""
    return [reason(why, of, label) for why, of in suggestion.reasons]


def fact(code: str) -> str:
    """A fact in words."""
    return str(Fact(code).label)
