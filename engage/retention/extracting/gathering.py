"""Gathering all that is held about one person, for that person. Called once the look is on record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.audit.models import AuditEvent
from engage.crypto.sealed import opener
from engage.db.clock import today
from engage.engagements.queries import engagements_with, participants_of
from engage.engagements.vocabulary import Answer, Attribution
from engage.feedback.queries import feedback_said_by
from engage.i18n.formats import format_day
from engage.i18n.texts import gettext as _
from engage.i18n.texts import use_language
from engage.influence.queries import trace_of
from engage.influence.vocabulary import Outcome
from engage.intake.surveys.queries import tallies_of
from engage.projects.approvals.queries import role_of
from engage.referrals.queries import map_of, seen_map
from engage.referrals.recording.queries import withheld_of
from engage.referrals.transparency import plainly_told
from engage.referrals.vocabulary import Question
from engage.retention.extracting.after import afterwards
from engage.retention.extracting.asked import invited
from engage.retention.extracting.document import Document, Section, holding_back
from engage.retention.extracting.safety import safety_of
from engage.retention.intents import records_of
from engage.stakeholders.consents.queries import consents_of
from engage.stakeholders.consents.vocabulary import ConsentKind, ConsentMeans, ConsentPurpose
from engage.stakeholders.directory import directory_of
from engage.stakeholders.folding import fold
from engage.stakeholders.legitimacy.queries import assessments_of, replies_of
from engage.stakeholders.legitimacy.vocabulary import Verdict
from engage.stakeholders.life.queries import corrections_of, restrictions_of
from engage.stakeholders.lists.queries import both_labels
from engage.stakeholders.load.queries import ledger_of
from engage.stakeholders.load.vocabulary import LoadKind
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.notes.queries import notes_page
from engage.stakeholders.queries import record_of
from engage.stakeholders.reveal import Revealed
from engage.stakeholders.ties.queries import opened_ties
from engage.stakeholders.ties.vocabulary import Relation, RelationBack
from engage.stakeholders.vocabulary import ChannelKind, Purpose, StakeholderEvent
from engage.stakeholders.words import facts_of, labels, named

EVERY_TIER = 3
EVERY_NOTE = 100_000
Guard = Callable[[str], str]


def extract_of(session: Session, row: Stakeholder, seen: Revealed, *, language: str) -> Document:
    """All that is held, in a language. `seen` is what `reveal` gave for the purpose of correcting."""
    mine = set(records_of(session, row))
    with use_language(language):
        guard = holding_back(
            _others(session, row.project_id, mine),
            _("Held back here: this text names somebody else. Ask us to read the rest to you."),
        )
        parts = (
            *(_record, _ways, _agreed, _notes, _ties, _talks, safety_of),
            *(invited, afterwards, _heard, _came, _looks, _assessed, _load, _asked),
        )
        sections = tuple(part(session, row, seen, guard) for part in parts)
        return Document(language, _day(today()), tuple(each for each in sections if each.lines))


def _others(session: Session, project_id: UUID, mine: set[UUID]) -> Iterator[str]:
    directory = directory_of(session, project_id)
    for key, name in directory.called(EVERY_TIER):
        if key not in mine:
            yield name
    for person in directory.counted(EVERY_TIER):
        if person.id not in mine:
            yield fold(person.pseudonym)


def _record(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    known = record_of(session, row)
    groups, rights = both_labels(session, row.project_id)
    said, profile, safety = facts_of(known, groups=groups, rights=rights), known.profile, known.safety
    part = Section("record", _("Who you are to us"))
    part.add(_("Name"), seen.name)
    part.add(_("Other names"), "\n".join(seen.called.other_names))
    part.add(_("Where they belong"), seen.called.organisation)
    for label, fact in (
        (_("Kind"), "kind"),
        (_("Role"), "roles"),
        (_("Capacity"), "capacity"),
        (_("Countries"), "countries"),
        (_("Level"), "level"),
        (_("Groups at heightened risk"), "groups"),
        (_("Rights they have experience of"), "rights_experience"),
        (_("Rights they are expert in"), "rights_expertise"),
        (_("What they know well"), "expertise"),
        (_("Languages they speak"), "languages"),
        (_("Languages they read"), "reads"),
        (_("Protection"), "tier"),
        (_("Safe ways to reach them"), "safe_channels"),
        (_("Never reach them by"), "forbidden_channels"),
    ):
        part.add(label, said[fact])
    for label, text in (
        (_("Accessibility needs"), profile.access_needs),
        (_("Cultural needs"), profile.cultural_needs),
        (_("How they came to us"), profile.how_we_met),
        (_("Safe times"), safety.safe_times),
        (_("Never at these times"), safety.forbidden_times),
        (_("Through whom"), safety.through_whom),
        (_("Why this much protection"), safety.tier_reason),
        (_("What not to do"), safety.what_not_to_do),
    ):
        part.add(label, guard(text))
    part.add(_("Pseudonym"), row.pseudonym)
    part.add(_("In the registry since"), _day(row.created_on))
    part.add(_("Last checked"), _day(row.checked_on))
    return part


def _ways(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    part, channels = Section("contacts", _("Ways to reach you")), labels(ChannelKind)
    for contact in seen.contacts:
        detail = contact.detail
        part.add(channels.get(detail.channel, detail.channel), guard(detail.value))
        part.add(_("Note"), guard(detail.note))
    return part


def _agreed(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    part = Section("consents", _("What you were told and agreed to"))
    kinds, means = labels(ConsentKind), labels(ConsentMeans)
    for each in consents_of(session, row.id):
        said = [named(each.detail.purposes, ConsentPurpose), means.get(each.detail.means, ""), guard(each.detail.note)]
        if each.withdrawn_on:
            said.append(_("Taken back on %(day)s", day=_day(each.withdrawn_on)))
            said.append(guard(each.detail.withdrawn_because))
        label = kinds.get(each.kind, each.kind)
        part.add(label, "\n".join(filter(None, said)) or label, _day(each.given_on))
    return part


def _notes(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    part = Section("notes", _("Notes about you"))
    for note in notes_page(session, row.id, limit=EVERY_NOTE)[0]:
        part.add(_("Note"), guard(note.text), _day(note.written_on))
    for each in restrictions_of(session, row.id):
        part.add(
            _("Restricted"), guard("\n".join(filter(None, (each.reason, each.lifted_because)))), _day(each.since_on)
        )
    return part


def _ties(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    """The other end is another person, whoever it is; what was noted of a tie tells of both and stays here."""
    part = Section("ties", _("Your ties to others"))
    for tie in opened_ties(session, row.project_id).by_end.get(row.id, ()):
        if tie.from_id != tie.to_id:
            words: Any = Relation if tie.from_id == row.id else RelationBack
            part.add(str(words(tie.detail.relation).label), _("Another person"), _day(tie.recorded_on))
    return part


def _talks(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    part = Section("engagements", _("Engagements"))
    answers, attributions = labels(Answer), labels(Attribution)
    for talk in engagements_with(session, row.project_id, row.id):
        day = _day(talk.held_on or talk.planned_on)
        for place in participants_of(session, talk.id):
            if place.stakeholder_id == row.id:
                detail = place.detail
                part.add(_("Engagement"), guard(talk.title) or "–", day)
                part.add(_("Why you were chosen"), guard(detail.selected_because))
                part.add(_("Your answer"), answers.get(detail.answer, ""))
                if detail.attended is not None:
                    part.add(_("You were there"), _("Yes") if detail.attended else _("No"))
                part.add(_("How your words may be attributed"), attributions.get(detail.attribution, ""))
    return part


def _heard(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    """Their own words stand as they said them, whoever they spoke of."""
    part, outcomes = Section("heard", _("What you said, and what became of it")), labels(Outcome)
    for item in feedback_said_by(session, row.project_id, row.id):
        part.add(_("You said"), item.words, _day(item.heard_on))
        part.add(_("Translated"), item.translation)
        for trace in trace_of(session, item.id):
            said = "\n".join(filter(None, (outcomes.get(trace.outcome, ""), guard(trace.reason))))
            part.add(_("What became of it"), said, _day(trace.considered_on))
    return part


def _came(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    part = Section("map", _("How you came to our notice"))
    part.add(_("On the map"), plainly_told(map_of(session, row.project_id), row.id))
    theirs = seen_map(session, row.project_id, up_to_tier=EVERY_TIER).by(row.id)
    for name in sorted({naming.detail.told_as for naming in theirs}):
        part.add(_("By what name those you named may hear of you"), name)
    for each in withheld_of(session, row.project_id, up_to_tier=EVERY_TIER):
        if each.namer_id == row.id:
            part.add(_("People you meant without naming them"), str(each.how_many), _day(each.asked_on))
    # To which questions, and not by how many answers: a small number could tell who answered.
    known = tallies_of(session, row.project_id).values()
    for question in sorted({question for each in known for question, who in each.named if who == row.id}):
        part.add(_("Named in a survey"), str(Question(question).label))
    return part


def _looks(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    """Staff by their role: they, too, are people."""
    part, purposes = Section("looks", _("Who looked at your name, and what for")), labels(Purpose)
    wanted = (AuditEvent.project_id == row.project_id, AuditEvent.code == StakeholderEvent.REVEALED.code)
    rows = session.execute(
        select(AuditEvent.subject_key, AuditEvent.id, AuditEvent.day, AuditEvent.body)
        .where(*wanted)
        .order_by(AuditEvent.sequence)
    )
    open_body, mine = opener(session.info["vault"], AuditEvent.__tablename__, "body"), set(records_of(session, row))
    roles: dict[str, str] = {}
    for subject, key, day, body in rows:
        said = json.loads(open_body(subject, key, body)) if body is not None else {}
        if said.get("subject") and UUID(said["subject"]) in mine:
            actor = said.get("actor") or ""
            if actor not in roles:
                role = role_of(session, row.project_id, UUID(actor)) if actor else None
                roles[actor] = str(role.label) if role else _("Somebody who is no longer in the project")
            part.add(roles[actor], purposes.get(said.get("purpose", ""), "–"), _day(day))
    return part


def _assessed(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    """Signed assessments. Evidence may lead to others and is not handed out."""
    part, verdicts = Section("assessments", _("How far you speak for others, as we see it")), labels(Verdict)
    for each in assessments_of(session, row.id):
        if each.signed_on is None:
            continue
        concluded = each.content.conclusion
        said = (verdicts.get(concluded.verdict, ""), guard(concluded.reasoning), guard(concluded.matters))
        part.add(_("Assessment"), "\n".join(filter(None, said)) or "–", _day(each.signed_on))
    for reply in replies_of(session, row.id):
        part.add(_("You said"), reply.words, _day(reply.said_on))
        part.add(_("What we did with it"), guard(reply.answer))
    return part


def _load(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    part, kinds = Section("load", _("What was asked of you and given back")), labels(LoadKind)
    for entry in sorted(ledger_of(session, row.project_id).of(row.id), key=lambda each: (each.on, each.id.int)):
        part.add(kinds.get(entry.kind, entry.kind), guard(entry.detail.what_for) or "–", _day(entry.on))
    return part


def _asked(session: Session, row: Stakeholder, seen: Revealed, guard: Guard) -> Section:
    part = Section("corrections", _("Corrections you asked for"))
    for each in corrections_of(session, row.id):
        part.add(_("What is to be put right"), each.wanted, _day(each.asked_on))
        part.add(str(each.state.label), guard(each.settlement), _day(each.settled_on))
    return part


def _day(day: date | None) -> str:
    return format_day(day, "medium") if day else ""
