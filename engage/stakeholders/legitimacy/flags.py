"""What a reader has to hear beside a verdict, in sentences: dependence, doubt, a union in the same place. Pure.

A flag explains and never counts against anyone: no sum, no colour of a person, no order among them.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from engage.i18n.texts import gettext as _
from engage.stakeholders.legitimacy.records import Content
from engage.stakeholders.legitimacy.vocabulary import Business, Extent, Funding, Government, OurShare
from engage.stakeholders.records import Profile, StakeholderRecord
from engage.stakeholders.vocabulary import IntermediaryKind, Right, RightsGroup

WORK = frozenset({Right.WORK.value, Right.UNIONS.value})
WORKERS = frozenset({RightsGroup.MIGRANT_WORKERS.value})
UNION = IntermediaryKind.TRADE_UNION.value


def flags(content: Content) -> list[str]:
    """What the answers mean for how they are heard."""
    said = []
    ours, government = content.of("our_money").chosen, content.of("government").chosen
    if content.share:
        said.append(
            _("Receives %(share)s of every 100 of its income from us: hear others beside it.", share=content.share)
        )
    elif ours == OurShare.SOME:
        said.append(_("Receives money from us: say so wherever it is quoted, and hear others beside it."))
    elif ours == OurShare.UNKNOWN:
        said.append(_("Whether it receives money from us is not known: ask before it is relied upon."))
    if government == Government.ORGANISED:
        said.append(_("Set up or steered by government: where government may have done the harm, hear others first."))
    elif government == Government.QUASI:
        said.append(_("Partly run or paid by government: ask in each case whether it can speak against it."))
    elif government == Government.UNCLEAR:
        said.append(_("How it stands to government is unclear: do not tell it what government must not learn."))
    if content.of("business").chosen == Business.DEPENDENT:
        said.append(_("Could not go on without business: ask in each case whether it can speak against it."))
    if content.of("funding").chosen == Funding.FEW:
        said.append(_("Lives on one or two sources: ask what they expect of it."))
    if content.of("recall").chosen == Extent.NO:
        said.append(
            _("Those it speaks for cannot recall it: ask them from time to time whether it still speaks for them.")
        )
    if Extent.DISPUTED in {content.of("named").chosen, content.of("credibility").chosen}:
        said.append(_("Those concerned disagree about it: hear both sides, and do not settle it for them."))
    return said


def concerns_workers(profile: Profile, content: Content) -> bool:
    """Whether someone is assessed for those who work."""
    rights = {*profile.rights_expertise, *content.conclusion.rights}
    groups = {*profile.groups, *content.conclusion.groups}
    return bool(rights & WORK or groups & WORKERS)


def union_beside(person: StakeholderRecord, content: Content, people: Iterable[StakeholderRecord]) -> bool:
    """Whether someone who is no union is assessed for workers while `people`, those the reader may know of, have a
    union in the same country."""
    if person.profile.intermediary_kind == UNION or not concerns_workers(person.profile, content):
        return False
    places = frozenset(person.profile.countries)
    return any(
        other.profile.intermediary_kind == UNION and places & frozenset(other.profile.countries)
        for other in people
        if _other(other, person.id)
    )


def _other(record: StakeholderRecord, stakeholder_id: UUID) -> bool:
    return record.id != stakeholder_id and record.is_intermediary
