"""Each criterion judges from what is on record, and from nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from engage.principles.catalogue import all_criteria, criterion_of
from engage.principles.evidence import Evidence
from engage.principles.vocabulary import Verdict
from tests.factories.principles import (
    a_company_seat,
    a_decision,
    a_seat,
    a_summary,
    an_answer,
    days,
    evidence,
    heard,
    iso,
)

MET, PARTLY, NOT, LATER, NA = Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET, Verdict.NOT_YET_DUE, Verdict.NOT_APPLICABLE
HOLDER, SPEAKER = a_seat(), a_seat(roles=("intermediary",), tier=1)
EXPERT = a_seat(profile={"expertise": ["technology"]})
LAWYER = a_seat(profile={"expertise": ["human_rights"]})
LIVED = a_seat(profile={"rights_experience": ["privacy"]})
DEFENDER = a_seat(profile={"groups": ["defenders"]})
SPOKESMAN = a_seat(roles=("intermediary",), profile={"groups": ["defenders"]})
FRENCH = a_seat(profile={"languages": ["fr-CA"]})
WITH_NEEDS = a_seat(profile={"access_needs": "A ramp"})
UNASKED = a_seat(attribution="not_asked")
WORDS, OTHER_WORDS = heard(HOLDER, "privacy"), heard(HOLDER, "land")
ANONYMOUS = heard(None, "privacy")
EARLY, LATE_MADE = a_decision(30), a_decision(-30, made=-10)
PAST = a_decision(-60, made=-50)
PLANNED = {"stage": "planned", "day": 30}


def materials(day: int, language: str) -> dict[str, object]:
    """A plan by which materials were shared on a day."""
    return {"materials_shared_on": iso(day), "materials_languages": [language]}


def considered(day: int) -> Evidence:
    """Words first considered on a day, for a decision made ten days ago."""
    pair = {(WORDS.id, LATE_MADE.id): days(day)}
    return evidence(decisions=(LATE_MADE,), feedback=(WORDS,), considered=pair)


def answered(*items: object, outcome: str = "changed", until: int | None = None, **given: object) -> Evidence:
    """Two things heard, of which `items` have an answer."""
    standing = {}
    for item in items:
        standing.update(an_answer(item, EARLY, outcome, until))  # type: ignore[arg-type]
    return evidence(decisions=(EARLY,), feedback=(WORDS, OTHER_WORDS), standing=standing, **given)  # type: ignore[arg-type]


CASES: list[tuple[str, Verdict, Evidence]] = [
    ("timely.before_decision", MET, evidence(decisions=(EARLY,))),
    ("timely.before_decision", PARTLY, evidence(decisions=(a_decision(-30),))),
    ("timely.before_decision", PARTLY, evidence(decisions=(EARLY, PAST))),
    ("timely.before_decision", NOT, evidence(decisions=(PAST,))),
    ("timely.before_decision", NA, evidence()),
    ("timely.before_decision", NA, evidence(decisions=(a_decision(30, state="withdrawn"),))),
    ("timely.notice", MET, evidence(seats=(HOLDER,), plan={"invited_on": iso(-54)})),
    ("timely.notice", PARTLY, evidence(seats=(HOLDER,), plan={"invited_on": iso(-47)})),
    ("timely.notice", NOT, evidence(seats=(HOLDER,), plan={"invited_on": iso(-46)})),
    ("timely.notice", NOT, evidence(seats=(HOLDER,))),
    ("timely.notice", LATER, evidence(**PLANNED)),
    ("timely.notice", NOT, evidence("planned", 5)),
    ("timely.notice", NA, evidence(plan={"initiative": "rights_holder"})),
    ("timely.considered", MET, considered(-10)),
    ("timely.considered", NOT, considered(-9)),
    ("timely.considered", LATER, evidence(decisions=(EARLY,), feedback=(WORDS,))),
    ("timely.considered", LATER, evidence(**PLANNED)),
    ("timely.considered", NA, evidence(decisions=(PAST,))),
    ("representative.both_kinds", MET, evidence(seats=(HOLDER, SPEAKER))),
    ("representative.both_kinds", PARTLY, evidence(seats=(HOLDER, a_seat(roles=("intermediary",), attended=False)))),
    ("representative.both_kinds", NOT, evidence(seats=(a_seat(roles=()),))),
    ("representative.both_kinds", NOT, evidence()),
    ("representative.both_kinds", LATER, evidence(**PLANNED)),
    ("representative.expertise", MET, evidence(seats=(EXPERT, LAWYER))),
    ("representative.expertise", PARTLY, evidence(seats=(EXPERT,))),
    ("representative.expertise", NOT, evidence(seats=(HOLDER,))),
    ("representative.expertise", LATER, evidence(**PLANNED)),
    ("representative.experience", MET, evidence(seats=(LIVED,), plan={"issues": ["privacy"]})),
    ("representative.experience", PARTLY, evidence(seats=(LIVED,), plan={"issues": ["privacy", "land"]})),
    ("representative.experience", NOT, evidence(seats=(LIVED,), plan={"issues": ["land"]})),
    ("representative.experience", LATER, evidence(**PLANNED, plan={"issues": ["land"]})),
    ("representative.experience", NA, evidence(seats=(LIVED,))),
    ("representative.direct", MET, evidence(seats=(HOLDER,))),
    ("representative.direct", NOT, evidence(seats=(SPEAKER,))),
    ("representative.direct", MET, evidence(plan={"mode": "proxy", "not_direct_because": "Too dangerous"})),
    ("representative.direct", NOT, evidence(plan={"mode": "proxy", "not_direct_because": " "})),
    ("representative.direct", LATER, evidence(**PLANNED)),
    ("inclusive.groups", MET, evidence(seats=(DEFENDER, SPEAKER))),
    ("inclusive.groups", PARTLY, evidence(seats=(SPOKESMAN,))),
    ("inclusive.groups", NOT, evidence(seats=(HOLDER,))),
    ("inclusive.groups", LATER, evidence(**PLANNED)),
    ("inclusive.languages", MET, evidence(seats=(HOLDER,), plan={"languages": ["ar"]})),
    ("inclusive.languages", MET, evidence(seats=(HOLDER, FRENCH), plan={"languages": ["fr"], "interpretation": "Ali"})),
    ("inclusive.languages", PARTLY, evidence(seats=(HOLDER, FRENCH), plan={"languages": ["fr"]})),
    ("inclusive.languages", NOT, evidence(seats=(HOLDER,), plan={"languages": ["fr"]})),
    ("inclusive.languages", NOT, evidence(seats=(HOLDER,))),
    ("inclusive.languages", LATER, evidence(**PLANNED)),
    ("inclusive.access", MET, evidence(seats=(WITH_NEEDS,), plan={"accessibility": "A ramp is there"})),
    ("inclusive.access", NOT, evidence(seats=(WITH_NEEDS,))),
    ("inclusive.access", NA, evidence(seats=(HOLDER,))),
    ("inclusive.access", LATER, evidence(**PLANNED)),
    ("respectful.materials", MET, evidence(seats=(HOLDER,), plan=materials(-47, "ar"))),
    ("respectful.materials", PARTLY, evidence(seats=(HOLDER,), plan=materials(-46, "ar"))),
    ("respectful.materials", NOT, evidence(seats=(HOLDER,), plan=materials(-47, "en"))),
    ("respectful.materials", NOT, evidence(seats=(HOLDER,), plan=materials(-39, "ar"))),
    ("respectful.materials", NOT, evidence(seats=(HOLDER,))),
    ("respectful.materials", LATER, evidence(**PLANNED, seats=(HOLDER,))),
    ("respectful.consent", MET, evidence(seats=(HOLDER,))),
    ("respectful.consent", PARTLY, evidence(seats=(HOLDER, UNASKED))),
    ("respectful.consent", NOT, evidence(seats=(UNASKED,))),
    ("respectful.consent", LATER, evidence(**PLANNED, seats=(UNASKED,))),
    ("respectful.listened", MET, evidence(seats=(HOLDER,), feedback=(WORDS,))),
    ("respectful.listened", PARTLY, evidence(seats=(HOLDER, SPEAKER), feedback=(WORDS,))),
    ("respectful.listened", NOT, evidence(seats=(SPEAKER,), feedback=(WORDS,))),
    ("respectful.listened", NOT, evidence(seats=(HOLDER,))),
    ("respectful.listened", LATER, evidence(day=-5, seats=(HOLDER,))),
    ("respectful.listened", NA, evidence(seats=(HOLDER,), feedback=(ANONYMOUS,))),
    ("focused.decision", MET, evidence(decisions=(EARLY,))),
    ("focused.decision", PARTLY, evidence(decisions=(EARLY, PAST))),
    ("focused.decision", NOT, evidence(decisions=(PAST,))),
    ("focused.decision", NOT, evidence(**PLANNED)),
    ("focused.issues", MET, evidence(plan={"issues": ["privacy"]})),
    ("focused.issues", NOT, evidence()),
    ("focused.feedback", MET, evidence(feedback=(WORDS, OTHER_WORDS), plan={"issues": ["privacy"]})),
    ("focused.feedback", PARTLY, evidence(feedback=(WORDS, OTHER_WORDS, OTHER_WORDS), plan={"issues": ["privacy"]})),
    ("focused.feedback", NOT, evidence(feedback=(OTHER_WORDS,), plan={"issues": ["privacy"]})),
    ("focused.feedback", NA, evidence(feedback=(WORDS,))),
    ("focused.feedback", LATER, evidence(**PLANNED)),
    ("focused.expectations", MET, evidence(plan={"still_open": "Pictures", "already_decided": "Cameras"})),
    ("focused.expectations", PARTLY, evidence(plan={"still_open": "Pictures"})),
    ("focused.expectations", PARTLY, evidence(plan={"already_decided": "Cameras"})),
    ("focused.expectations", NOT, evidence()),
    (
        "committed.knowledge",
        MET,
        evidence(company=(a_company_seat("company", "product"), a_company_seat("human_rights", "place"))),
    ),
    (
        "committed.knowledge",
        PARTLY,
        evidence(company=(a_company_seat("company"), a_company_seat("place", attended=False))),
    ),
    ("committed.knowledge", NOT, evidence(company=(a_company_seat(),))),
    ("committed.knowledge", NOT, evidence()),
    ("committed.knowledge", LATER, evidence(**PLANNED)),
    (
        "committed.authority",
        MET,
        evidence(company=(a_company_seat(authority="influences"), a_company_seat(authority="informs"))),
    ),
    ("committed.authority", PARTLY, evidence(company=(a_company_seat(authority="informs"),))),
    ("committed.authority", NOT, evidence(company=(a_company_seat(authority=""),))),
    ("committed.authority", LATER, evidence(**PLANNED)),
    ("safe.assessed", MET, evidence(seats=(HOLDER, SPEAKER))),
    ("safe.assessed", NOT, evidence(seats=(HOLDER, a_seat(measures=False)))),
    ("safe.assessed", NOT, evidence(seats=(a_seat(assessed_on=iso(-39)),))),
    ("safe.assessed", NOT, evidence(seats=(a_seat(assessed_on=iso(-221)),))),
    ("safe.assessed", NA, evidence(seats=(SPEAKER,))),
    ("safe.assessed", LATER, evidence(**PLANNED, seats=(a_seat(answer="not_invited", attended=None),))),
    ("safe.channels", MET, evidence(seats=(HOLDER, a_seat(tier=1, channel="")))),
    ("safe.channels", NOT, evidence(seats=(HOLDER, a_seat(channel="email")))),
    ("safe.channels", NOT, evidence(seats=(a_seat(channel=""),))),
    ("safe.channels", NOT, evidence(seats=(a_seat(tier=1, forbidden=("phone",)),))),
    ("safe.channels", LATER, evidence(**PLANNED, seats=(a_seat(answer="not_invited", attended=None),))),
    ("safe.measures", MET, evidence(seats=(HOLDER,), plan={"safety_measures": "Two doors"})),
    ("safe.measures", NOT, evidence(seats=(HOLDER,))),
    ("safe.measures", NA, evidence(seats=(SPEAKER,))),
    ("safe.measures", LATER, evidence(**PLANNED)),
    ("safe.attribution", MET, evidence(seats=(HOLDER,), summaries=(a_summary(-5),))),
    ("safe.attribution", NOT, evidence(seats=(HOLDER, UNASKED), summaries=(a_summary(-5),))),
    ("safe.attribution", LATER, evidence(seats=(UNASKED,), summaries=(a_summary(None),))),
    ("candid.selection", MET, evidence(seats=(HOLDER,), plan={"selection_explained": "Who fishes there"})),
    ("candid.selection", PARTLY, evidence(seats=(HOLDER,))),
    (
        "candid.selection",
        PARTLY,
        evidence(seats=(a_seat(selected_because=""),), plan={"selection_explained": "Fishers"}),
    ),
    ("candid.selection", NOT, evidence(seats=(a_seat(selected_because=""),))),
    ("candid.selection", LATER, evidence(**PLANNED)),
    ("candid.notes", MET, evidence(plan={"notes_shared_on": iso(-26)})),
    ("candid.notes", PARTLY, evidence(plan={"notes_shared_on": iso(-25)})),
    ("candid.notes", MET, evidence(plan={"notes_shared_on": iso(-10), "notes_promised_by": iso(-10)})),
    ("candid.notes", NOT, evidence()),
    ("candid.notes", LATER, evidence(plan={"notes_promised_by": iso(0)})),
    ("candid.notes", LATER, evidence(**PLANNED)),
    ("candid.answers", MET, answered(WORDS, OTHER_WORDS)),
    ("candid.answers", MET, answered(WORDS, OTHER_WORDS, outcome="under_consideration", until=0)),
    ("candid.answers", PARTLY, answered(WORDS, day=-61)),
    ("candid.answers", PARTLY, answered(WORDS, stage="closed")),
    ("candid.answers", NOT, answered(WORDS, OTHER_WORDS, outcome="under_consideration", until=-1, day=-61)),
    ("candid.answers", NOT, answered(day=-61)),
    ("candid.answers", LATER, answered(WORDS)),
    ("candid.answers", NA, evidence()),
    ("candid.summary", MET, evidence(summaries=(a_summary(-5),))),
    ("candid.summary", MET, evidence(summaries=(a_summary(-5, "participants", withheld=True),))),
    ("candid.summary", PARTLY, evidence(summaries=(a_summary(-5, "participants"),))),
    ("candid.summary", PARTLY, evidence(summaries=(a_summary(-5, "public"),))),
    ("candid.summary", PARTLY, evidence(summaries=(a_summary(-5, promised=-6),))),
    ("candid.summary", NOT, evidence(day=-61)),
    ("candid.summary", NOT, evidence(summaries=(a_summary(None, promised=-1),))),
    ("candid.summary", NOT, evidence(day=-61, summaries=(replace(a_summary(-5), state="withdrawn"),))),
    ("candid.summary", LATER, evidence()),
    ("candid.readable", MET, evidence(seats=(HOLDER,), summaries=(a_summary(-5),))),
    ("candid.readable", PARTLY, evidence(seats=(HOLDER, FRENCH), summaries=(a_summary(-5),))),
    ("candid.readable", NOT, evidence(seats=(FRENCH,), summaries=(a_summary(-5),))),
    ("candid.readable", LATER, evidence(seats=(FRENCH,))),
]


@pytest.mark.parametrize(("code", "verdict", "given"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_the_records_decide(code: str, verdict: Verdict, given: Evidence) -> None:
    criterion = criterion_of(code)
    assert criterion is not None
    finding = criterion.find(given)
    assert finding.verdict is verdict, finding.sentence
    assert finding.sentence


def test_every_criterion_is_met_and_missed_in_some_case() -> None:
    for criterion in all_criteria():
        seen = {verdict for code, verdict, _given in CASES if code == criterion.code}
        assert {MET, NOT} <= seen, criterion.code


def test_what_is_not_met_says_what_to_do_while_it_can_be_done() -> None:
    silent = {
        (code, finding.sentence)
        for code, verdict, given in CASES
        if verdict is NOT and (finding := criterion_of(code).find(given)).ruling.step is None  # type: ignore[union-attr]
    }
    # What lies in the past cannot be mended: too short a notice, materials that came afterwards.
    assert {code for code, _sentence in silent} <= {"timely.notice", "respectful.materials"}


def test_counts_carry_their_reach() -> None:
    finding = criterion_of("respectful.consent").find(evidence(seats=(HOLDER, SPEAKER, UNASKED)))  # type: ignore[union-attr]
    assert (finding.ruling.count, finding.ruling.of) == (2, 3)
    assert finding.sentence.startswith("2 of the 3 who took part")
    assert [ref.id for ref in finding.ruling.records] == [UNASKED.part.stakeholder_id]


def test_a_cancelled_engagement_is_not_judged() -> None:
    assert {each.find(evidence("cancelled")).verdict for each in all_criteria()} == {NA}


def test_someone_whose_record_is_gone_is_counted_and_breaks_nothing() -> None:
    gone = evidence(seats=(HOLDER, a_seat(gone=True)), summaries=(a_summary(-5),), feedback=(WORDS,))
    for criterion in all_criteria():
        assert criterion.find(gone).sentence
    finding = criterion_of("representative.direct").find(gone)  # type: ignore[union-attr]
    assert (finding.ruling.count, finding.ruling.of) == (1, 2)


Change = Callable[[Evidence], Evidence]
UNRELATED: list[Change] = [
    lambda known: replace(known, decisions=(*known.decisions, a_decision(-90, state="withdrawn"))),
    lambda known: replace(known, summaries=(*known.summaries, a_summary(None, "participants"))),
    lambda known: replace(known, standing={**known.standing, **an_answer(heard(), EARLY, "under_consideration", -9)}),
    lambda known: replace(
        known,
        seats=(*known.seats, a_seat(tier=1, profile={"languages": ["ar", "fr"]}, answer="declined", attended=False)),
    ),
    lambda known: replace(known, company=(*known.company, a_company_seat("place", attended=False))),
]


@pytest.mark.parametrize("change", UNRELATED, ids=["decision", "summary", "answer", "declined", "company"])
def test_an_unrelated_record_never_turns_met_into_not_met(change: Change) -> None:
    for code, verdict, given in CASES:
        if verdict is MET:
            criterion = criterion_of(code)
            assert criterion is not None
            assert criterion.find(change(given)).verdict is MET, code
