"""Who can be picked for an engagement: the registry under conditions that all hold together, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import request
from markupsafe import Markup

from engage.engagements.clearing import standings_in
from engage.engagements.door import asked_before
from engage.engagements.planning.mix import Mix, mix_of
from engage.engagements.records import EngagementRecord
from engage.outreach.stop.vocabulary import StopReason
from engage.projects.door import up_to_tier
from engage.stakeholders.directory import directory_of
from engage.stakeholders.listing.door import drawn_facets, grown_lists
from engage.stakeholders.listing.facets import Facet
from engage.stakeholders.listing.looks import Look, narrowing_of, sort_of
from engage.stakeholders.listing.queries import facts_for
from engage.stakeholders.narrowing import PageOfPeople
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.words import rows_of
from engage.web.unit_of_work import current_session

SHOWN = 50
MOST = 200
"""So many may be ticked at once."""
LONGEST = 200


@dataclass(frozen=True)
class Offered:
    """Somebody who can be ticked: what they are, what was asked of them, what their safety still needs."""

    person: StakeholderRecord
    about: str
    asked: Sequence[str]
    stops: Sequence[StopReason]
    ticked: bool
    seated: bool


@dataclass(frozen=True)
class Choice:
    """The page of people, those ticked on other pages, and what all of them come to together."""

    listed: list[Offered]
    kept: list[Offered]
    part: PageOfPeople
    facets: tuple[Facet, ...]
    tools: Markup
    mix: Mix
    look: Look
    text: str


def choice_for(engagement: EngagementRecord, seated: set[UUID], ticked: Sequence[UUID]) -> Choice:
    """What a request asks to see, with what is ticked carried along."""
    work, tier = current_session(), up_to_tier()
    directory, facts = directory_of(work, engagement.project_id), facts_for(work, engagement.project_id)
    look, text = _look(), request.form.get("find", "")[:LONGEST].strip()
    part = directory.look(
        look.narrowing,
        text=text,
        up_to_tier=tier,
        sort=look.sort,
        after=request.form.get("after", type=UUID),
        before=request.form.get("before", type=UUID),
        size=SHOWN,
        facts=facts,
    )
    counts = directory.facet_counts(look.narrowing, text=text, up_to_tier=tier, names_up_to_tier=0, facts=facts)
    facets, tools = drawn_facets(look, counts, grown_lists(engagement.project_id))
    chosen = [each for who in ticked[:MOST] if (each := directory.find(who, tier)) is not None and each.is_there]
    shown = [each for each in part.people if each.is_there]
    ids = {each.id for each in (*chosen, *shown)}
    asked, standings = asked_before(ids), standings_in(work, engagement, ids)
    wanted = {each.id for each in chosen}
    words = {UUID(str(key)): shared[1] for key, _pseudonym, shared in rows_of([*chosen, *shown])}

    def offered(person: StakeholderRecord) -> Offered:
        standing = standings.get(person.id)
        return Offered(
            person=person,
            about=words.get(person.id) or "",
            asked=asked.get(person.id, ()),
            stops=standing.reasons if standing else (),
            ticked=person.id in wanted,
            seated=person.id in seated,
        )

    on_page = {each.id for each in shown}
    there = [each for who in seated if (each := directory.find(who, tier)) is not None]
    mix = mix_of(engagement, [*there, *(each for each in chosen if each.id not in seated)])
    kept = [offered(each) for each in chosen if each.id not in on_page and each.id not in seated]
    return Choice([offered(each) for each in shown], kept, part, facets, tools, mix, look, text)


def _look() -> Look:
    look = Look(narrowing_of(request.form), sort_of(request.form.get("sort", "")))
    return look.without(request.form["without"]) if "without" in request.form else look
