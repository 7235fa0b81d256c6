"""A walk through the whole product: one of everything, made by the services, in a project with its whole team."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.accounts.permissions import Role
from engage.crypto.receipts import Receipt
from engage.db.clock import today
from engage.decisions.models import Decision
from engage.decisions.records import DecisionDetail
from engage.decisions.service import record_made, register_decision, withdraw_decision
from engage.engagements import service as engagements
from engage.engagements.models import Engagement
from engage.engagements.queries import find_engagement
from engage.engagements.records import CompanyDetail, ParticipantDetail, Plan
from engage.feedback.records import FeedbackDetail
from engage.feedback.service import write_down
from engage.influence.service import answer
from engage.jobs.models import Job
from engage.principles import service as principles
from engage.principles.vocabulary import Verdict
from engage.referrals import service as referrals
from engage.referrals.records import ReferralDetail
from engage.referrals.vocabulary import ReferralState
from engage.stakeholders.listing.looks import Look
from engage.stakeholders.listing.service import look_up
from engage.stakeholders.models import Contact, Stakeholder
from engage.stakeholders.records import Called, ContactDetail, Profile, Safety
from engage.stakeholders.service import add_stakeholder
from engage.summaries.models import Summary
from tests.databases.grounds import Ground
from tests.factories.approvals import requests_of_each
from tests.factories.graphs import files_of_each
from tests.factories.importing import brought_in, decided, looked_through, saved_import
from tests.factories.journey_answers import handed_over, published_summary, replied, summaries_on_their_way
from tests.factories.journey_engaging import around_engagements, own_drafts
from tests.factories.journey_map import around_the_map
from tests.factories.legitimacy import asked, drafted, given, signed
from tests.factories.life import life_of_records
from tests.factories.listing import carried_out, own_of_each
from tests.factories.merging import merged_pair, told_apart
from tests.factories.record import note_of_each, record_of_people
from tests.factories.referrals import make_scoping
from tests.factories.summaries import work_off
from tests.factories.team import Team

Say = Callable[[str], str]
Ids = dict[str, UUID | int | str]
People = tuple[Stakeholder, Stakeholder, Stakeholder]


def plainly(where: str) -> str:
    """Words for a field, when a test has none of its own."""
    return f"Words for {where.replace('.', ' ').replace('_', ' ')}"


@dataclass
class Walk:
    """What there is now. `ids` are by the name that addresses give them; `others` replaces some by those of what stands
    elsewhere on its way; `imports` and `own` are by role; `hidden_id`, `pseudonym` are of the highest tier."""

    team: Team
    project_id: UUID
    lead_id: UUID
    ids: Ids
    others: list[Ids]
    imports: dict[Role, UUID]
    own: dict[Role, dict[str, UUID]]
    hidden_id: UUID
    pseudonym: str
    receipt: Receipt
    summary: Summary
    more_imports: dict[Role, list[UUID]] = field(default_factory=dict)
    """Imports in further states, by role."""


def walk(
    session: Session, team: Team, ground: Ground, *, say: Say = plainly, contacts: tuple[str, str] | None = None
) -> Walk:
    """One of everything; `say` gives the words of a field, `contacts` an address and a number. Committed."""
    mail, phone = contacts or ("someone@example.org", "+33199001234")
    people = _people(session, team, say, mail, phone)
    seen, named, hidden = people
    decision = _decisions(session, team, say)
    held, seat, member = _engagement(session, team, say, decision, people, held=True)
    planned, planned_seat, planned_member = _engagement(session, team, say, decision, people, held=False)
    start = referrals.add_start(
        session, actor=team.lead, project_id=team.project.id, stakeholder_id=seen.id, reason=say("start.reason")
    )
    naming = _namings(session, team, say, people, held)
    line = make_scoping(session, team, people[1], say)
    heard = _heard(session, team, say, held, decision, people)
    check, criterion = _judged(session, team, say, held)
    assessment, entry = signed(session, team.lead, named, say), asked(session, team.lead, seen, say=say)
    given(session, team.lead, hidden, say=say)
    draft = drafted(session, team.lead, named, say)
    look_up(
        session,
        actor=team.lead,
        project_id=team.project.id,
        text=say("search.text"),
        look=Look(),
        up_to_tier=3,
        names_up_to_tier=3,
    )
    every = {role: _imports(session, team, team.users[role], say) for role in (Role.LEAD, Role.ENGAGER)}
    imports = {role: found[0] for role, found in every.items()}
    own = own_of_each(session, team, [seen.id, hidden.id], say("view.name"))
    carried_out(session, team, [named.id])
    told_apart(session, team, named, hidden, say)
    for role, note_id in note_of_each(session, team, seen, say).items():
        own[role]["note_id"] = note_id
    own_drafts(session, team, held, say, own)
    requests = requests_of_each(session, team, seen, say)
    summary = published_summary(session, team, say, held)
    work_off(session, ground)
    receipt, issued = handed_over(session, team, summary, hidden)
    work_off(session, ground)
    reply = replied(session, team, ground, say, receipt)
    contact = session.scalars(select(Contact).where(Contact.stakeholder_id == seen.id)).first()
    assert contact is not None
    others = summaries_on_their_way(
        session, team, say, lambda: _engagement(session, team, say, decision, people, held=True)[0]
    )
    life = life_of_records(session, team, seen, say)
    for role, files in files_of_each(session, team, people, say).items():  # those of before an erasure are gone
        own[role].update(files)
    ids: Ids = {
        **own[Role.LEAD],
        **record_of_people(session, team, people, say),
        **life,
        **around_the_map(session, team, people, say),
        **around_engagements(session, team, people, held, planned, say),
        "project_id": team.project.id,
        "user_id": team.analyst.id,
        "stakeholder_id": seen.id,
        "named_id": named.id,
        "other_id": named.id,
        "merge_id": merged_pair(session, team, say).id,
        "contact_id": contact.id,
        "decision_id": decision,
        "engagement_id": held.id,
        "participant_id": seat,
        "member_id": member,
        "version": 1,
        "referral_id": naming,
        "start_id": start.id,
        "cell_id": line,
        "feedback_id": heard,
        "summary_id": summary.id,
        "receipt_id": issued,
        "reply_id": reply,
        "check_id": check,
        "criterion": criterion,
        "assessment_id": assessment.id,
        "part": "representation",
        "entry_id": entry.id,
        "approval_id": requests[0],
        "job_id": session.scalars(select(Job.id).where(Job.project_id == team.project.id)).all()[0],
        "audience": "participants",
        "language": "fr",
        "number": 1,
    }
    ahead: Ids = {"engagement_id": planned.id, "participant_id": planned_seat, "member_id": planned_member}
    assessed: Ids = {"stakeholder_id": named.id}
    elsewhere = [
        ids | ahead,
        ids | {"engagement_id": ids["closed_id"]},
        ids | assessed,
        ids | assessed | {"assessment_id": draft.id},
        *(ids | {"summary_id": other} for other in others),
        *(ids | {"approval_id": other} for other in requests[1:]),
    ]
    of = (team.project.id, team.lead.id)
    made = Walk(team, *of, ids, elsewhere, imports, own, hidden.id, hidden.pseudonym, receipt, summary)
    made.more_imports = {role: found[1:] for role, found in every.items()}
    session.commit()
    return made


def _people(session: Session, team: Team, say: Say, mail: str, phone: str) -> People:
    """Someone, someone who is named, and someone for whom the link itself is dangerous."""
    ways = [ContactDetail("email", mail, True, say("contact.note")), ContactDetail("phone", phone, False)]
    ways.append(ContactDetail("handle", say("contact.handle"), True))
    found = [
        add_stakeholder(
            session,
            actor=team.lead,
            project_id=team.project.id,
            kind="person",
            tier=tier,
            name=say(f"{who}.name"),
            profile=Profile(
                roles=["rights_holder"] if who != "named" else ["intermediary"],
                capacity="community" if who != "named" else "",
                intermediary_kind="trade_union" if who == "named" else "",
                countries=["FR"],
                groups=["women"],
                rights_experience=["privacy"],
                languages=["ar", "fr"],
                access_needs=say(f"{who}.access_needs"),
                cultural_needs=say(f"{who}.cultural_needs"),
                how_we_met=say(f"{who}.how_we_met"),
            ),
            safety=Safety(
                safe_channels=["email"],
                safe_times=say(f"{who}.safe_times"),
                forbidden_times=say(f"{who}.forbidden_times"),
                through_whom=say(f"{who}.through_whom"),
                tier_reason=say(f"{who}.tier_reason"),
                what_not_to_do=say(f"{who}.what_not_to_do"),
            ),
            contacts=ways if who == "seen" else (),
            called=Called([say(f"{who}.other_name")], say(f"{who}.organisation")),
        )
        for who, tier in (("seen", 2), ("named", 1), ("hidden", 3))
    ]
    return found[0], found[1], found[2]


def _decisions(session: Session, team: Team, say: Say) -> UUID:
    """An open one; and one that was made, and one that will not be."""
    register = [_decision(session, team, say, which) for which in ("decision", "made", "withdrawn")]
    record_made(
        session,
        actor=team.lead,
        decision=register[1],
        made_on=today(),
        outcome=say("decision.outcome"),
        reasons=say("decision.reasons"),
    )
    withdraw_decision(session, actor=team.lead, decision=register[2], reasons=say("decision.withdrawn_because"))
    return register[0].id


def _decision(session: Session, team: Team, say: Say, which: str) -> Decision:
    return register_decision(
        session,
        actor=team.lead,
        project_id=team.project.id,
        title=say(f"{which}.title"),
        due_on=today() + timedelta(days=30),
        window_opens_on=today() - timedelta(days=30),
        window_closes_on=today() + timedelta(days=20),
        detail=DecisionDetail(
            juncture="product_design",
            description=say("decision.description"),
            decides=say("decision.decides"),
            still_open=say("decision.still_open"),
            already_decided=say("decision.already_decided"),
            options=[say("decision.option")],
            confidential=say("decision.confidential"),
        ),
    )


def _engagement(
    session: Session, team: Team, say: Say, decision: UUID, people: People, *, held: bool
) -> tuple[Engagement, UUID, UUID]:
    """One with everybody in it; the ids of the first seat and of the company's."""
    made = engagements.plan_engagement(
        session,
        actor=team.lead,
        project_id=team.project.id,
        title=say("engagement.title"),
        planned_on=today() + timedelta(days=-10 if held else 10),
        plan=Plan(
            purpose=say("engagement.purpose"),
            format="roundtable",
            place=say("engagement.place"),
            languages=["ar"],
            interpretation=say("engagement.interpretation"),
            accessibility=say("engagement.accessibility"),
            agenda=say("engagement.agenda"),
            issues=["privacy"],
            confidential=say("engagement.confidential"),
            still_open=say("engagement.still_open"),
            already_decided=say("engagement.already_decided"),
            selection_explained=say("engagement.selection_explained"),
            safety_measures=say("engagement.safety_measures"),
        ),
        decision_ids=[decision],
    )
    detail = ParticipantDetail(selected_because=say("participant.selected_because"))
    seats = [
        engagements.add_participant(session, actor=team.lead, engagement=made, stakeholder_id=person.id, detail=detail)
        for person in people
    ]
    member = engagements.add_company_participant(
        session,
        actor=team.lead,
        engagement=made,
        detail=CompanyDetail(name=say("company.name"), function=say("company.function"), knowledge=["company"]),
    )
    if held:
        present: dict[UUID, bool | None] = {member.id: True, **{seat.id: True for seat in seats}}
        engagements.record_attendance(session, actor=team.lead, engagement=made, attended=present)
        day = today() - timedelta(days=10)
        engagements.hold_engagement(session, actor=team.lead, engagement=made, held_on=day)
    for number in range(2):
        text = "\n".join([say("notes.text")] * (number + 1))
        engagements.write_notes(session, actor=team.lead, engagement=made, text=text, based_on=number)
    return made, seats[0].id, member.id


def _namings(session: Session, team: Team, say: Say, people: People, held: Engagement) -> UUID:
    """The first named the second, and the one who is hidden; the one who is hidden named the second."""
    seen, named, hidden = people
    made = [
        referrals.record_referral(
            session,
            actor=team.lead,
            project_id=team.project.id,
            namer_id=namer.id,
            named_id=other.id,
            asked_on=today(),
            detail=ReferralDetail(
                engagement_id=str(held.id), community=say("naming.community"), words=say("naming.words"), country="FR"
            ),
        )
        for namer, other in ((seen, named), (seen, hidden), (hidden, named))
    ]
    referrals.move_referral(
        session, actor=team.lead, referral=made[0], state=ReferralState.DECLINED, reason=say("naming.state_reason")
    )
    return made[0].id


def _heard(session: Session, team: Team, say: Say, held: Engagement, decision: UUID, people: People) -> UUID:
    """What the first and the hidden one said, each answered; and words that nobody answered."""
    ids = []
    for speaker, outcome in ((people[0], "did_not"), (people[2], "under_consideration"), (None, "")):
        item = write_down(
            session,
            actor=team.engager,
            project_id=team.project.id,
            engagement_id=held.id,
            words=say("feedback.words"),
            translation=say("feedback.translation"),
            speaker_id=speaker.id if speaker else None,
            heard_on=None,
            detail=FeedbackDetail(language="ar", translation_language="en", asks_for=say("feedback.asks_for")),
        )
        ids.append(item.id)
        if outcome:
            answer(
                session,
                actor=team.lead,
                project_id=team.project.id,
                feedback_id=item.id,
                decision_id=decision,
                outcome=outcome,
                reason=say("trace.reason"),
                considered_on=today(),
                considered_by=say("trace.considered_by"),
                means=say("trace.means"),
                until_on=today() + timedelta(days=14),
            )
    return ids[0]


def _judged(session: Session, team: Team, say: Say, held: Engagement) -> tuple[UUID, str]:
    """A check that is kept, and a finding that someone sees differently; which check, which criterion."""
    record = find_engagement(session, team.project.id, held.id)
    assert record is not None
    check = principles.keep_check(session, actor=team.lead, engagement=record)
    found = principles.findings_for(session, record)
    criterion = next(each.criterion for each in found if each.verdict != Verdict.PARTLY)
    principles.disagree(
        session,
        actor=team.analyst,
        engagement=record,
        criterion=criterion,
        verdict=Verdict.PARTLY.value,
        reason=say("disagreement.reason"),
    )
    return check.id, criterion


def _imports(session: Session, team: Team, actor: User, say: Say) -> list[UUID]:
    """One that can be saved, and ones whose columns are open, that is on its way, that is saved."""
    rows = f'name,type,email,country\n"{say("import.name")}",trade union,row@example.org,{say("import.word")}\n'
    double = rows + f'"{say("import.name")}",trade union,,\n,ngo,,FR\n'
    about, of_its_own = (session, actor, team.project.id), actor.id.hex[:8]
    rest = f'"{say("import.saved")} {of_its_own}",union,{of_its_own}@example.org\n,union,\n'
    saved = saved_import(*about, f"name,kind,mail\n{rest}")
    looked = decided(*about, double)
    opened = brought_in(*about, double.replace("name,type", "name,kind"))
    saving = looked_through(*about, double.replace("name,type", "name,category"))
    saving.state = "saving"
    return [each.id for each in (looked, opened, saving, saved)]
