"""The opened map is brought up change by change, and is always what opening it anew would give."""

from __future__ import annotations

import random
from collections.abc import Callable
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from engage.crypto.sealed import opener, raw_opener
from engage.crypto.vault import Vault
from engage.projects.opened import Held
from engage.projects.revisions import bump
from engage.referrals import service
from engage.referrals.holdings import move as put_in_place_of
from engage.referrals.models import Referral
from engage.referrals.opening import brought_up
from engage.referrals.plotted import STATES, Plotted
from engage.referrals.queries import NAMINGS, TOPIC, find_referral, map_of, nothing, open_ahead, plotted_map, seen_map
from engage.referrals.records import ReferralDetail
from engage.referrals.vocabulary import ON_THE_MAP, Question, ReferralState
from engage.stakeholders.models import Stakeholder
from tests.factories.referrals import make_naming, make_noise, make_people, make_start
from tests.factories.team import Team

CHANGES = 25


def told(plotted: Plotted) -> object:
    """All that a plotted map says, without the numbers it gives to people."""
    rows = plotted.rows
    namings = [
        (
            plotted.id_at(place),
            plotted.people[rows["namer"][place]],
            plotted.people[rows["named"][place]],
            STATES[rows["state"][place]],
            int(rows["question"][place]),
            int(rows["told"][place]),
            int(rows["day"][place]),
            int(rows["entry"][place]),
            plotted.engagements[rows["engagement"][place]],
        )
        for place in range(len(plotted))
    ]
    return namings, sorted((start.stakeholder_id, start.reason) for start in plotted.starts), plotted.keys


def anew(session: Session, team: Team) -> Plotted:
    return brought_up(session, team.project.id, Held(0, nothing(team.project.id)))


@pytest.mark.parametrize("seed", range(2))
def test_bringing_up_is_the_same_as_opening_anew(session: Session, team: Team, seed: int) -> None:
    make_noise(session)
    chance, people = random.Random(seed), make_people(session, team, 7)
    for _change in range(CHANGES):
        _change_something(session, team, people, chance)
        if chance.random() < 0.3:
            session.commit()
        assert told(plotted_map(session, team.project.id)) == told(anew(session, team))
    session.commit()
    assert told(plotted_map(session, team.project.id)) == told(anew(session, team))


def _change_something(session: Session, team: Team, people: list[Stakeholder], chance: random.Random) -> None:
    """Someone names somebody, a naming moves on or goes for good, two are found to be one, the map gets a start."""
    rows = [find_referral(session, team.project.id, each.id) for each in map_of(session, team.project.id).referrals]
    row = chance.choice(rows) if rows else None
    one, other = chance.sample(people, 2)
    kind = chance.choice(("name", "name", "name", "move", "withdraw", "go", "merge", "start"))
    if kind == "name" or row is None:
        question = chance.choice(list(Question)).value
        if not plotted_map(session, team.project.id).was_named(one.id, other.id, question):
            make_naming(session, team, one, other, question=question, may_be_told=chance.choice(("yes", "no")))
    elif kind == "move":
        state = chance.choice(list(ON_THE_MAP))
        service.move_referral(session, actor=team.lead, referral=row, state=state, reason="As they told us")
    elif kind == "withdraw":
        service.withdraw_referral(session, actor=team.lead, referral=row, reason="She took it back")
    elif kind == "go":
        bump(session, team.project.id, TOPIC)
        session.delete(row)
    elif kind == "merge":
        moved = put_in_place_of(session, team.project.id, one.id, other.id, None)
        if moved and chance.random() < 0.5:
            put_in_place_of(session, team.project.id, other.id, one.id, moved)
    elif one.id not in {start.stakeholder_id for start in plotted_map(session, team.project.id).starts}:
        make_start(session, team, one)


def test_only_what_changed_is_opened_and_words_only_when_shown(
    session: Session, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people(session, team, 6)
    first = [make_naming(session, team, people[0], each, words="In her words") for each in people[1:5]]
    session.commit()
    plotted_map(session, team.project.id)
    opened: list[tuple[UUID, str]] = []

    def noticing(vault: Vault, table: str, column: str) -> Callable[[UUID, UUID, bytes], str]:
        open_one = opener(vault, table, column)

        def noticed(subject: UUID, row: UUID, value: bytes) -> str:
            opened.append((row, column))
            return open_one(subject, row, value)

        return noticed

    def noticing_raw(vault: Vault, table: str, column: str) -> Callable[[AESGCMSIV, bytes, bytes, bytes], str]:
        open_one = raw_opener(vault, table, column)

        def noticed(cipher: AESGCMSIV, subject: bytes, row: bytes, value: bytes) -> str:
            opened.append((UUID(bytes=row), column))
            return open_one(cipher, subject, row, value)

        return noticed

    monkeypatch.setattr("engage.referrals.opening.opener", noticing)
    monkeypatch.setattr("engage.referrals.opening.raw_opener", noticing_raw)
    last = make_naming(session, team, people[1], people[5])
    session.commit()
    seen = seen_map(session, team.project.id, up_to_tier=3)
    assert opened == [(last.id, "gist")]
    opened.clear()
    page = seen.namings[:3]
    assert [each.standing for each in page] == [ReferralState.NAMED] * 3
    assert not opened
    assert {each.detail.words for each in page} == {"In her words"}
    assert sorted(opened) == sorted((each.id, "detail") for each in first[:3])


def test_figures_stay_while_neither_the_map_nor_who_is_known_changes(session: Session, team: Team) -> None:
    people = make_people(session, team, 4)
    make_start(session, team, people[0])
    make_naming(session, team, people[0], people[1])
    session.commit()
    before = seen_map(session, team.project.id, up_to_tier=2)
    again = seen_map(session, team.project.id, up_to_tier=2)
    assert again.visible is before.visible
    people[1].revision = bump(session, team.project.id, "people")
    session.commit()
    assert seen_map(session, team.project.id, up_to_tier=2).visible is before.visible
    people[1].tier, people[1].revision = 3, bump(session, team.project.id, "people")
    session.commit()
    hidden = seen_map(session, team.project.id, up_to_tier=2)
    assert [person.id for person in hidden.people] == [people[0].id]
    assert len(seen_map(session, team.project.id, up_to_tier=3).people) == 2


def test_a_map_whose_key_was_gone_before_it_was_opened_is_empty(session: Session, team: Team) -> None:
    one, two = make_people(session, team, 2)
    naming = make_naming(session, team, one, two)
    session.commit()
    session.info["vault"].destroy_subject(naming.key_id)
    NAMINGS.forget()
    assert not seen_map(session, team.project.id, up_to_tier=3).people
    assert not map_of(session, team.project.id).referrals


def test_the_words_of_a_naming_that_went_are_blank(session: Session, team: Team) -> None:
    one, two = make_people(session, team, 2)
    make_naming(session, team, one, two, words="In her words")
    session.commit()
    [listed] = map_of(session, team.project.id).referrals
    session.delete(session.get_one(Referral, listed.id))
    bump(session, team.project.id, TOPIC)
    session.commit()
    assert listed.detail == ReferralDetail()
    assert not map_of(session, team.project.id).referrals


def test_what_was_opened_ahead_is_not_opened_again(
    session: Session, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = make_people(session, team, 2)
    make_naming(session, team, one, two)
    session.commit()
    NAMINGS.forget()
    engine = session.get_bind()
    assert isinstance(engine, Engine)

    open_ahead(engine, session.info["vault"])

    monkeypatch.setattr(NAMINGS, "_opening", lambda *_given: pytest.fail("opened again"))
    assert len(plotted_map(session, team.project.id)) == 1
