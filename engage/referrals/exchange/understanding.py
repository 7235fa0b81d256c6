"""From what a file says to namings. What is not understood is a fault and never a guess. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from engage.i18n.languages import LANGUAGES
from engage.i18n.texts import use_language
from engage.i18n.vocabulary import Vocabulary
from engage.referrals.exchange.graphs import Graph
from engage.referrals.exchange.headings import Column, column_of
from engage.referrals.exchange.lines import Content, Ends, Faults, Line, first_of_each
from engage.referrals.exchange.vocabulary import LineFault
from engage.referrals.vocabulary import MayBeTold, Question, ReferralState
from engage.stakeholders.folding import fold
from engage.stakeholders.importing.cells import UnclearDay, day_in
from engage.stakeholders.importing.places import countries

LONGEST_END, LONGEST_COMMUNITY, LONGEST_WORDS, LONGEST_CODE = 200, 200, 4_000, 200
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
Said = Mapping[Column, str]


@dataclass(frozen=True)
class Usual:
    """What holds where a file does not say."""

    question: str
    asked_on: date


class Terms:
    """Words and the codes they stand for; `rights` are those of the project, code → label."""

    def __init__(self, rights: Mapping[str, str], usual: Usual, today: date) -> None:
        self._usual, self._today = usual, today
        self._questions, self._states, self._told = _words(Question), _words(ReferralState), _words(MayBeTold)
        self._rights = {fold(word): code for code, label in rights.items() for word in (code, label)}

    def line(self, row: int, namer: int, named: int, said: Said) -> Line | str:
        """A naming, or the code of its fault."""
        question = self._usual.question
        if text := said.get(Column.QUESTION, ""):
            question = self._questions.get(fold(text[:LONGEST_CODE]), "")
        state, told = ReferralState.NAMED.value, MayBeTold.NOT_ASKED.value
        if text := said.get(Column.STATE, ""):
            state = self._states.get(fold(text[:LONGEST_CODE]), "")
        if text := said.get(Column.TOLD, ""):
            told = self._told.get(fold(text[:LONGEST_CODE]), "")
        right, country = said.get(Column.RIGHT, ""), said.get(Column.COUNTRY, "")
        code = self._rights.get(fold(right[:LONGEST_CODE]), "")
        place = (countries().find(country[:LONGEST_CODE]) or "") if country else ""
        asked_on = self._day(said.get(Column.ASKED_ON, ""))
        community, words = said.get(Column.COMMUNITY, ""), said.get(Column.WORDS, "")
        checks = (
            (not question, LineFault.QUESTION),
            (asked_on is None, LineFault.DAY),
            (not state, LineFault.STATE),
            (state == ReferralState.WITHDRAWN, LineFault.WITHDRAWN),
            (not told, LineFault.TOLD),
            (bool(right) and not code, LineFault.RIGHT),
            (bool(country) and not place, LineFault.COUNTRY),
            (len(community) > LONGEST_COMMUNITY or len(words) > LONGEST_WORDS, LineFault.LONG),
        )
        fault = next((str(each.value) for wrong, each in checks if wrong), None)
        if fault is not None or asked_on is None:
            return fault or str(LineFault.DAY.value)
        return Line(
            row, namer, named, question, asked_on.isoformat(), state, told, community, code, place, words
        )  # fmt: skip

    def _day(self, text: str) -> date | None:
        """The day; of a month or year alone, its first. None for none, or one still to come."""
        text = text.strip()[:40]
        if not text:
            return self._usual.asked_on
        try:
            if month := _MONTH.fullmatch(text):
                found: date | None = date(int(month[1]), int(month[2]), 1)
            elif _YEAR.fullmatch(text):
                found = date(int(text), 1, 1)
            else:
                found = day_in(text, None)
        except (UnclearDay, ValueError):
            return None
        return found if found is not None and found <= self._today else None


def from_rows(rows: Iterable[tuple[int, list[str]]], columns: Mapping[Column, int], terms: Terms) -> Content:
    """The namings of a table, given where its columns stand."""
    ends, lines, faults = Ends(), list[Line](), list[tuple[int, str]]()
    for row, cells in rows:
        said = {column: cells[at].strip() for column, at in columns.items()}
        namer, named = (" ".join(said.pop(end, "").split()) for end in (Column.NAMER, Column.NAMED))
        fault = _fault_of_ends(namer, named)
        if fault is None:
            found = terms.line(row, ends.place(namer), ends.place(named), said)
            if isinstance(found, Line):
                lines.append(found)
                continue
            fault = found
        faults.append((row, fault))
    return _whole(ends.texts, lines, faults)


def from_graph(graph: Graph, terms: Terms) -> Content:
    """The namings of a graph; rows count its lines in their order, from 1."""
    lines, faults = list[Line](), list[tuple[int, str]]()
    known: dict[str, Column | None] = {}
    for row, (namer, named, about) in enumerate(graph.lines, 1):
        fault = _fault_of_ends(graph.ends[namer], graph.ends[named])
        if fault is None and {namer, named} & graph.shared:
            fault = LineFault.END_TWICE.value
        if fault is None:
            said: dict[Column, str] = {}
            for name, text in about.items():
                column = known[name] if name in known else known.setdefault(name, column_of(name))
                if column is not None and column not in {Column.NAMER, Column.NAMED}:
                    said.setdefault(column, text.strip())
            found = terms.line(row, namer, named, _without_types(said))
            if isinstance(found, Line):
                lines.append(found)
                continue
            fault = found
        faults.append((row, fault))
    return _whole(graph.ends, lines, faults, graph.alone)


def _without_types(said: dict[Column, str]) -> dict[Column, str]:
    """Graph programs write of what type a line is, which is no question."""
    if said.get(Column.QUESTION, "").casefold() in {"directed", "undirected", "mutual"}:
        del said[Column.QUESTION]
    return said


def _fault_of_ends(namer: str, named: str) -> str | None:
    if not namer or not named:
        return str(LineFault.END_MISSING.value)
    return str(LineFault.END_LONG.value) if max(len(namer), len(named)) > LONGEST_END else None


def _whole(ends: list[str], lines: list[Line], faults: Faults, alone: int = 0) -> Content:
    kept, more = first_of_each(lines)
    # Ends of rows that fell away are nobody's question.
    used = sorted({end for line in kept for end in (line.namer, line.named)})
    place = {end: at for at, end in enumerate(used)}
    again = [line._replace(namer=place[line.namer], named=place[line.named]) for line in kept]
    return Content([ends[end] for end in used], again, sorted([*faults, *more]), alone)


def _words(vocabulary: type[Vocabulary]) -> dict[str, str]:
    """Codes and labels in every language, folded → code."""
    found = {fold(str(each.value)): str(each.value) for each in vocabulary}
    for language in LANGUAGES:
        with use_language(language.code):
            for each in vocabulary:
                found.setdefault(fold(str(each.label)), str(each.value))
    return found
