"""A word for each principle, never a score; what is kept can be read again in every language."""

from __future__ import annotations

import json

import pytest

from engage.i18n.languages import LANGUAGES
from engage.i18n.texts import use_language
from engage.principles.catalogue import all_criteria
from engage.principles.findings import Finding, Ruling
from engage.principles.keeping import as_kept, from_kept
from engage.principles.overview import line_of, verdict_on, weakest, weaknesses
from engage.principles.thresholds import CRITERIA_VERSION, Thresholds
from engage.principles.vocabulary import Principle, Verdict
from tests.factories.principles import a_decision, a_seat, days, evidence

MET, PARTLY, NOT, LATER, NA = Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET, Verdict.NOT_YET_DUE, Verdict.NOT_APPLICABLE


def found(principle: Principle, *verdicts: Verdict) -> list[Finding]:
    return [
        Finding(f"{principle}.{number}", principle, "?", Ruling(each, "So.")) for number, each in enumerate(verdicts)
    ]


@pytest.mark.parametrize(
    ("verdicts", "word"),
    [
        ((MET, MET, LATER), MET),
        ((MET, NOT), PARTLY),
        ((PARTLY, NA), PARTLY),
        ((NOT, LATER), NOT),
        ((LATER, NA), LATER),
        ((NA, NA), NA),
    ],
)
def test_a_principle_gets_a_word(verdicts: tuple[Verdict, ...], word: Verdict) -> None:
    assert verdict_on(Principle.CANDID, found(Principle.CANDID, *verdicts)) is word


def test_nobody_is_partly_safe() -> None:
    assert verdict_on(Principle.SAFE, found(Principle.SAFE, MET, MET, NOT)) is NOT


def test_danger_is_named_before_everything_else() -> None:
    candid = found(Principle.CANDID, NOT, NOT, NOT)
    assert weakest([*candid, *found(Principle.SAFE, MET, NOT)]) == [Principle.SAFE]
    assert weakest([*candid, *found(Principle.TIMELY, NOT)]) == [Principle.CANDID]
    assert weakest(found(Principle.TIMELY, MET, LATER)) == []


def test_the_weakest_across_engagements_says_where_and_since_when() -> None:
    earlier, later = evidence(day=-40).engagement, evidence(day=-10).engagement
    bad, good = found(Principle.CANDID, NOT), found(Principle.CANDID, MET)
    [only] = weaknesses([line_of(later, bad), line_of(earlier, bad), line_of(evidence().engagement, good)])
    assert (only.principle, only.count, only.judged) == (Principle.CANDID, 2, 3)
    assert (only.first, only.since) == (earlier, days(-40))
    assert weaknesses([line_of(later, good)]) == []


def test_kept_findings_read_the_same_again_in_every_language() -> None:
    given = evidence(seats=(a_seat(),), decisions=(a_decision(3),))
    judged = {}
    for language in LANGUAGES:
        with use_language(language.code):
            judged[language.code] = [each.find(given) for each in all_criteria()]
    kept = json.loads(json.dumps(as_kept(judged, Thresholds(notice_days=9))))
    for code, findings in judged.items():
        again, thresholds = from_kept(kept, code)
        assert again == findings
        assert (thresholds["notice_days"], thresholds["version"]) == (9, CRITERIA_VERSION)
    assert from_kept(kept, "xx")[0] == judged["en"]
