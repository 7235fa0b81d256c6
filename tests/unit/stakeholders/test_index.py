"""What the index finds and counts is what a look at everyone finds and counts, for each viewer, after any change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engage.db.clock import today
from engage.stakeholders import directory as directories
from engage.stakeholders.directory import Directory, directory_from
from engage.stakeholders.facts import Facts
from engage.stakeholders.folding import fold
from engage.stakeholders.index import Entry
from engage.stakeholders.narrowing import FACETS, Narrowing, Sort, codes_of
from engage.stakeholders.records import Profile, Safety, StakeholderRecord
from engage.stakeholders.sought import address_text, number_text, terms_of

PROJECT = UUID(int=1)
WORDS = ("sal", "salma", "Émile", "haddad", "王小明", "စိုး", "3061")
QUERIES = ("", "sal", "s h", "emile", "小明", "စိ", "612", "0612", "+33 6 12", "sal@ex", "haddad 306", "–", "306")
CODES = {"roles": ("rights_holder", "intermediary"), "countries": ("FR", "MM"), "groups": ("women", "young")}
SPEECH = {"rights_experience": ("land", "work"), "rights_expertise": ("land",), "languages": ("fr",), "reads": ("fr",)}


@dataclass(frozen=True)
class Person:
    """One of everyone: what an entry is made of, and what a plain look goes by."""

    entry: Entry
    last: date | None
    asked: int
    due: bool
    restricted: bool

    @property
    def id(self) -> UUID:
        return self.entry.record.id


@st.composite
def person(draw: st.DrawFn, number: int = 0) -> Person:
    some: dict[str, Any] = {
        field: draw(st.lists(st.sampled_from(codes), max_size=3)) for field, codes in {**CODES, **SPEECH}.items()
    }
    profile = Profile(
        **some, level=draw(st.sampled_from(("", "local"))), intermediary_kind=draw(st.sampled_from(("", "nhri")))
    )
    kind, tier = draw(st.sampled_from(("person", "group"))), draw(st.integers(1, 3))
    pseudonym = draw(st.sampled_from(("Quiet Salt", "Amber 306", "Haddad Reed")))
    created = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 3)))
    key = uuid5(PROJECT, str(number))
    record = StakeholderRecord(key, PROJECT, kind, tier, pseudonym, "active", created, profile, Safety())
    names = "\n".join(dict.fromkeys(map(fold, draw(st.lists(st.sampled_from(WORDS), max_size=2)))))
    address = address_text(draw(st.sampled_from(("", "sal@example.org", "h.addad@ex.org"))))
    number_ = number_text(draw(st.sampled_from(("", "+33612345678", "0612999999", "+95 9 306 1234"))))
    entry = Entry(record, fold(pseudonym), names, fold(address), address, number_)
    last = draw(st.none() | st.integers(-1, 500).map(lambda days: today() - timedelta(days=days)))
    return Person(entry, last, draw(st.integers(0, 4)), draw(st.booleans()), draw(st.booleans()))


@st.composite
def crowds(draw: st.DrawFn) -> dict[UUID, Person]:
    return {each.id: each for each in (draw(person(number)) for number in range(draw(st.integers(0, 12))))}


@st.composite
def narrowings(draw: st.DrawFn) -> Narrowing:
    offered = {
        "role": "rights_holder", "kind": "group", "intermediary_kind": "nhri", "group": "women", "right": "land",
        "country": "MM", "level": "local", "language": "fr", "tier": "2", "contact": "month", "load": "some",
        "state_of_record": "due",
    }  # fmt: skip
    chosen = draw(st.sets(st.sampled_from(sorted(offered)), max_size=2))
    asked = {facet: offered[facet] for facet in chosen}
    if "contact" in asked:
        asked["contact"] = draw(st.sampled_from(("never", "month", "quarter", "year", "older", "no such")))
    return Narrowing(**asked)


def facts_of(crowd: dict[UUID, Person]) -> Facts:
    return Facts(
        {key: each.last for key, each in crowd.items() if each.last is not None},
        {key: each.asked for key, each in crowd.items() if each.asked},
        {key for key, each in crowd.items() if each.due},
        [key for key, each in crowd.items() if each.restricted],
    )


def contact_code(last: date | None) -> str:
    """The plain wording of how long ago somebody was in touch."""
    if last is None:
        return "never"
    days = (today() - last).days
    return next((code for code, most in (("month", 31), ("quarter", 92), ("year", 366)) if days <= most), "older")


def load_code(requests: int) -> str:
    return "much" if requests >= 3 else "some" if requests else "none"


def all_codes(who: Person) -> dict[str, list[str]]:
    care = [code for code, is_so in (("due", who.due), ("restricted", who.restricted)) if is_so]
    by_facts = {"contact": [contact_code(who.last)], "load": [load_code(who.asked)], "state_of_record": care}
    return {**codes_of(who.entry.record), **by_facts}


def fits(who: Person, text: str, tier: int, names: int) -> bool:
    entry = who.entry
    if entry.record.tier > tier or (text.strip() and not terms_of(text)):
        return False
    looked_at = entry.record.tier <= names

    def begins(word: str) -> bool:
        said = f"{entry.names} {entry.words}"
        by_name = (
            any(each.startswith(word) for each in said.split()) if word.isascii() else word in said.replace(" ", "")
        )
        return any(each.startswith(word) for each in entry.pseudonym.split()) or (looked_at and by_name)

    def told(term: object) -> bool:
        by_words = bool(term.words) and all(begins(word) for word in term.words)  # type: ignore[attr-defined]
        address, numbers = term.address, term.numbers  # type: ignore[attr-defined]
        by_part = (address and address in entry.addresses) or any(each in entry.numbers for each in numbers)
        return by_words or bool(looked_at and by_part)

    return all(told(term) for term in terms_of(text))


def sort_key(sort: str, who: Person) -> tuple[object, ...]:
    record = who.entry.record
    first = {
        "pseudonym": 0,
        "newest": -record.created_on.toordinal(),
        "last_contact": who.last.toordinal() if who.last else 0,
        "load": who.asked,
    }[sort]
    return first, who.entry.pseudonym, record.id.int


def all_pages(found: Directory, backwards: bool, **asked: object) -> list[UUID]:
    seen: list[list[UUID]] = []
    page = found.look(size=3, **asked)  # type: ignore[arg-type]
    if backwards:
        while page.next is not None:
            page = found.look(size=3, after=page.next, **asked)  # type: ignore[arg-type]
    for _round in range(9):
        seen.append([each.id for each in page.people])
        at = page.previous if backwards else page.next
        if at is None:
            break
        page = found.look(size=3, **{"before" if backwards else "after": at}, **asked)  # type: ignore[arg-type]
    return [key for part in (reversed(seen) if backwards else seen) for key in part]


@pytest.fixture(params=["beside", "anew"])
def limit(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes are kept beside the large index, or a new one is made."""
    monkeypatch.setattr(directories, "MOST_BESIDE", 1_000 if request.param == "beside" else 0)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=crowds(),
    second=crowds(),
    gone=st.sets(st.integers(0, 11), max_size=4),
    asked=narrowings(),
    text=st.sampled_from(QUERIES),
    tier=st.integers(1, 3),
    names=st.integers(0, 3),
    sort=st.sampled_from([each.value for each in Sort]),
    backwards=st.booleans(),
)
def test_what_is_found_and_counted_is_what_is_there(
    limit: None,
    first: dict[UUID, Person],
    second: dict[UUID, Person],
    gone: set[int],
    asked: Narrowing,
    text: str,
    tier: int,
    names: int,
    sort: str,
    backwards: bool,
) -> None:
    out = {uuid5(PROJECT, str(number)) for number in gone}
    changed: dict[UUID, Entry | None] = {key: who.entry for key, who in second.items()}
    crowd = {key: who for key, who in {**first, **second}.items() if key not in out}
    found = directory_from([who.entry for who in first.values()]).later(changed).later(dict.fromkeys(out))
    facts = facts_of(crowd)
    there = [who for who in crowd.values() if fits(who, text, tier, names)]

    def left(without: str = "") -> list[Person]:
        pairs = [(facet, code) for facet, code in asked.pairs if facet != without]
        return [who for who in there if all(code in all_codes(who)[facet] for facet, code in pairs)]

    viewer = {"text": text, "up_to_tier": tier, "names_up_to_tier": names, "facts": facts}
    expected = sorted(left(), key=lambda who: sort_key(sort, who))
    page = found.look(asked, sort=sort, **viewer)  # type: ignore[arg-type]
    assert [each.id for each in page.people] == [who.id for who in expected]
    assert page.total == len(expected)
    assert list(page.people) == [who.entry.record for who in expected]
    assert all_pages(found, backwards, narrowing=asked, sort=sort, **viewer) == [who.id for who in expected]
    counted = found.facet_counts(asked, **viewer)  # type: ignore[arg-type]
    for facet in FACETS:
        codes = [code for who in left(facet) for code in all_codes(who)[facet]]
        assert counted[facet] == {code: codes.count(code) for code in codes}, facet
    assert len(found) == len(crowd)
    assert [each.id for each in found.people(tier)] == [
        who.id
        for who in sorted(crowd.values(), key=lambda who: sort_key("pseudonym", who))
        if who.entry.record.tier <= tier
    ]
    called = {(key, name) for key, name in found.called(tier)}
    assert called == {
        (who.id, name) for who in crowd.values() if who.entry.record.tier <= tier
        for name in who.entry.names.split("\n") if name
    }  # fmt: skip


def test_a_change_leaves_what_was_read_before_as_it_was() -> None:
    record = StakeholderRecord(
        UUID(int=5), PROJECT, "person", 1, "Old", "active", date(2026, 1, 1), Profile(), Safety()
    )
    before = directory_from([Entry(record, "old", "salma", "", "", "")])
    after = before.later({record.id: Entry(replace(record, pseudonym="New"), "new", "lina", "", "", "")})
    assert [each.pseudonym for each in before.search("salma", up_to_tier=1, names=True)] == ["Old"]
    assert after.search("salma", up_to_tier=1, names=True) == []
    assert [each.pseudonym for each in after.search("lina", up_to_tier=1, names=True)] == ["New"]
    assert after.same_name("LINA", 1) == [after.find(record.id, 1)]
    assert after.same_name("salma", 1) == []


@pytest.mark.parametrize(
    ("days", "requests", "contact", "load"),
    [
        (-1, 0, "month", "none"),
        (31, 1, "month", "some"),
        (32, 2, "quarter", "some"),
        (93, 3, "year", "much"),
        (367, 9, "older", "much"),
        (None, 0, "never", "none"),
    ],
)
def test_where_one_answer_ends_and_the_next_begins(days: int | None, requests: int, contact: str, load: str) -> None:
    key = UUID(int=5)
    record = StakeholderRecord(key, PROJECT, "person", 1, "Old", "active", date(2026, 1, 1), Profile(), Safety())
    last = {} if days is None else {key: today() - timedelta(days=days)}
    counted = directory_from([Entry(record, "old", "salma", "", "", "")]).facet_counts(
        Narrowing(), text="", up_to_tier=1, names_up_to_tier=0, facts=Facts(last, {key: requests} if requests else {})
    )
    assert (counted["contact"], counted["load"]) == ({contact: 1}, {load: 1})
