"""What belongs to the stories of people: lists, notices, consents, ties, notes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.cli.demonstration.story import day, told
from engage.stakeholders.consents.queries import notices_of
from engage.stakeholders.consents.records import ConsentDetail
from engage.stakeholders.consents.service import add_notice, record_consent, withdraw_consent, word_notice
from engage.stakeholders.lists.records import Said
from engage.stakeholders.lists.service import add_word
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.notes.service import write_note
from engage.stakeholders.queries import find_row, record_of
from engage.stakeholders.service import change_stakeholder
from engage.stakeholders.ties.queries import opened_ties
from engage.stakeholders.ties.records import TieDetail
from engage.stakeholders.ties.service import record_tie, withdraw_tie

EVERYONE = 3
People = dict[str, UUID]


def add_stories(session: Session, *, lead: User, engager: User, project_id: UUID, people: People) -> None:
    """Everything in the order in which it was said."""
    for word in told("record")["word"]:
        _add_word(session, lead, project_id, people, word)
    wordings = _add_notices(session, lead, project_id)
    for consent in told("record")["consent"]:
        _add_consent(session, engager, _row(session, project_id, people[consent["who"]]), wordings, consent)
    for tie in told("record")["tie"]:
        _add_tie(session, engager, project_id, people, tie)
    for note in told("record")["note"]:
        person = _row(session, project_id, people[note["who"]])
        write_note(session, actor=engager, stakeholder=person, text=note["text"])


def _row(session: Session, project_id: UUID, stakeholder_id: UUID) -> Stakeholder:
    row = find_row(session, project_id, stakeholder_id, up_to_tier=EVERYONE)
    assert row is not None, "everybody of the story is in the registry"
    return row


def _add_word(session: Session, lead: User, project_id: UUID, people: People, word: dict[str, Any]) -> None:
    words = {code: Said(text, state) for code, (text, state) in word["words"].items()}
    added = add_word(session, actor=lead, project_id=project_id, which=word["which"], words=words)
    for name, who in (("groups", word.get("people", ())), ("rights_experience", word.get("experience", ()))):
        _give(session, lead, [_row(session, project_id, people[each]) for each in who], name, added.code)


def _give(session: Session, lead: User, people: Collection[Stakeholder], name: str, code: str) -> None:
    for row in people:
        known = record_of(session, row)
        said: dict[str, Any] = {name: [*getattr(known.profile, name), code]}
        change_stakeholder(
            session,
            actor=lead,
            stakeholder=row,
            kind=row.kind,
            tier=row.tier,
            profile=replace(known.profile, **said),
            safety=known.safety,
        )


def _add_notices(session: Session, lead: User, project_id: UUID) -> dict[tuple[str, str], str]:
    """Ids of wordings by notice and language."""
    keys = {}
    for notice in told("record")["notice"]:
        first, *others = notice["wording"]
        text = {"language": first["language"], "text": first["text"].strip()}
        row = add_notice(session, actor=lead, project_id=project_id, title=notice["title"], **text)
        keys[row.id] = notice["key"]
        for each in others:
            word_notice(session, actor=lead, notice=row, language=each["language"], text=each["text"].strip())
    return {
        (keys[each.id], wording.language): str(wording.id)
        for each in notices_of(session, project_id)
        for wording in each.wordings
    }


def _add_consent(
    session: Session, actor: User, person: Stakeholder, wordings: dict[tuple[str, str], str], said: dict[str, Any]
) -> None:
    notice = tuple(said.get("notice", ("", "")))
    row = record_consent(
        session,
        actor=actor,
        stakeholder=person,
        kind=said["kind"],
        given_on=day(said["on"]),
        expires_on=day(said["ends"]) if "ends" in said else None,
        detail=ConsentDetail(
            purposes=said.get("purposes", []),
            means=said["means"],
            wording_id=wordings.get(notice, ""),
            language=notice[1],
            note=said.get("note", ""),
        ),
    )
    if "taken_back" in said:
        withdraw_consent(
            session, actor=actor, consent=row, withdrawn_on=day(said["taken_back"]), reason=said["because"]
        )


def _add_tie(session: Session, actor: User, project_id: UUID, people: People, said: dict[str, Any]) -> None:
    detail = TieDetail(
        relation=said["relation"],
        source=said["source"],
        learned_on=day(said["learned"]).isoformat(),
        since=day(said["since"]).isoformat() if "since" in said else "",
        note=said.get("note", ""),
    )
    row = record_tie(
        session,
        actor=actor,
        project_id=project_id,
        from_id=people[said["from"]],
        to_id=people[said["to"]] if "to" in said else None,
        outside=said.get("outside", ""),
        detail=detail,
        up_to_tier=EVERYONE,
    )
    if "taken_back" in said:
        known = opened_ties(session, project_id).by_id[row.id]
        withdraw_tie(session, actor=actor, tie=row, known=known, reason=said["taken_back"])
