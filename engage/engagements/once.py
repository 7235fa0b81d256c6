"""Who sits at one table twice, because two records were brought together, is one person. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from engage.engagements.records import ParticipantDetail, ParticipantRecord
from engage.engagements.vocabulary import Answer, Attribution

_ANSWERS = tuple(Answer)
_MOST_CAREFUL = (
    Attribution.NOT_AT_ALL,
    Attribution.PSEUDONYM,
    Attribution.ROLE,
    Attribution.NAME,
    Attribution.NOT_ASKED,
)


def each_once(participants: Iterable[ParticipantRecord]) -> list[ParticipantRecord]:
    """Each person of each engagement once, at the first of their places, with what is on record at any of them."""
    found: dict[tuple[UUID, UUID], ParticipantRecord] = {}
    for each in participants:
        place = each.engagement_id, each.stakeholder_id
        before = found.get(place)
        found[place] = each if before is None else replace(before, detail=_both(before.detail, each.detail))
    return list(found.values())


def _both(one: ParticipantDetail, other: ParticipantDetail) -> ParticipantDetail:
    """Of two answers the one that says more, unless they came all the same; of two wishes the more careful."""
    return ParticipantDetail(
        selected_because=one.selected_because or other.selected_because,
        answer=_answer(one.answer, other.answer),
        attended=_either(one.attended, other.attended),
        attribution=min(one.attribution, other.attribution, key=_MOST_CAREFUL.index),
        may_record=_unless_refused(one.may_record, other.may_record),
        seen_to=max(one.seen_to, other.seen_to, key=lambda said: said.get("assessed_on", "")),
    )


def _answer(one: str, other: str) -> str:
    # Who accepted at one place and declined at the other takes part.
    both = {one, other}
    if Answer.ACCEPTED.value in both:
        return Answer.ACCEPTED.value
    return max(one, other, key=_ANSWERS.index)


def _either(one: bool | None, other: bool | None) -> bool | None:
    known = [each for each in (one, other) if each is not None]
    return any(known) if known else None


def _unless_refused(one: bool | None, other: bool | None) -> bool | None:
    known = [each for each in (one, other) if each is not None]
    return all(known) if known else None
