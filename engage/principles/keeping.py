"""How findings are kept: every sentence in each language offered, so that a past check reads as it did. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from engage.i18n.languages import SOURCE
from engage.principles.findings import Door, Finding, RecordRef, Ruling, Step
from engage.principles.thresholds import Thresholds
from engage.principles.vocabulary import Principle, RecordKind, Verdict

Kept = dict[str, Any]


def as_kept(findings: Mapping[str, Sequence[Finding]], thresholds: Thresholds) -> Kept:
    """What is sealed: `findings` are the same findings, judged once in each language."""
    return {
        "thresholds": asdict(thresholds),
        "findings": [_kept(dict(zip(findings, alike, strict=True))) for alike in zip(*findings.values(), strict=True)],
    }


def from_kept(kept: Kept, language: str) -> tuple[list[Finding], dict[str, int]]:
    """The findings in a language, and the thresholds that they were judged by."""
    return [_finding(each, language) for each in kept["findings"]], kept["thresholds"]


def _kept(by_language: Mapping[str, Finding]) -> Kept:
    one = by_language[SOURCE]
    ruling = one.ruling
    return {
        "criterion": one.criterion,
        "principle": one.principle.value,
        "verdict": ruling.verdict.value,
        "question": {code: finding.question for code, finding in by_language.items()},
        "sentence": {code: finding.sentence for code, finding in by_language.items()},
        "count": ruling.count,
        "of": ruling.of,
        "records": [[ref.kind.value, str(ref.id)] for ref in ruling.records],
        "door": ruling.step.door.value if ruling.step else None,
        "step": {code: finding.ruling.step.words for code, finding in by_language.items() if finding.ruling.step},
    }


def _finding(kept: Kept, language: str) -> Finding:
    step = Step(_in(kept["step"], language), Door(kept["door"])) if kept["door"] else None
    records = tuple(RecordRef(RecordKind(kind), UUID(each)) for kind, each in kept["records"])
    sentence, verdict = _in(kept["sentence"], language), Verdict(kept["verdict"])
    ruling = Ruling(verdict, sentence, kept["count"], kept["of"], records, step)
    return Finding(kept["criterion"], Principle(kept["principle"]), _in(kept["question"], language), ruling)


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts[SOURCE]
