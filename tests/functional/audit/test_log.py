"""The log: a rewrite shows, with its negative control."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from engage.accounts.vocabulary import AccountEvent
from engage.audit import anchors
from engage.audit.models import AuditChain, AuditEvent
from engage.audit.service import CHAIN_ID, WrongFacts, begin, leaf_of, record
from engage.audit.verification import Result, verify


def write_some(session: Session, number: int = 12) -> bytes:
    """A log with events; returns the first MAC key."""
    start = begin(session)
    for _ in range(number):
        record(session, AccountEvent.SIGNED_OUT, actor=None)
    session.commit()
    return start


def rewrite(session: Session, sequence: int) -> None:
    """What a database operator would do: change one event and mend every hash after it."""
    session.execute(update(AuditEvent).where(AuditEvent.sequence == sequence).values(code=AccountEvent.CLOSED.code))
    session.expire_all()
    previous = bytes(32)
    for event in session.query(AuditEvent).order_by(AuditEvent.sequence):
        event.hash = previous = leaf_of(event, previous)
    session.get_one(AuditChain, CHAIN_ID).hash = previous
    session.commit()


def test_facts_must_be_exact(session: Session) -> None:
    with pytest.raises(WrongFacts):
        record(session, AccountEvent.SIGNED_OUT, actor=None, extra=1)


def test_an_untouched_log_is_verified(session: Session) -> None:
    start = write_some(session)
    anchor = anchors.make(session)
    assert verify(session, [anchor], start_key=start).result is Result.VERIFIED


def test_without_an_anchor_it_says_so(session: Session) -> None:
    write_some(session)
    assert verify(session, []).result is Result.ANCHORS_MISSING


@pytest.mark.parametrize("sequence", [1, 6, 12])
def test_a_clumsy_change_shows(session: Session, sequence: int) -> None:
    write_some(session)
    session.execute(update(AuditEvent).where(AuditEvent.sequence == sequence).values(code=AccountEvent.CLOSED.code))
    found = verify(session, [])
    assert (found.result, found.first_bad) == (Result.TAMPERED, sequence)


def test_a_whole_rewrite_shows_against_an_anchor_and_not_without(session: Session) -> None:
    start = write_some(session)
    anchor = anchors.make(session)
    rewrite(session, 6)
    assert verify(session, []).result is Result.ANCHORS_MISSING, "the control: a plain chain sees nothing"
    assert verify(session, [anchor]).result is Result.TAMPERED
    assert verify(session, [], start_key=start).first_bad == 6


def test_a_cut_end_shows_against_an_anchor(session: Session) -> None:
    write_some(session)
    anchor = anchors.make(session)
    session.execute(delete(AuditEvent).where(AuditEvent.sequence > 9))
    assert verify(session, [anchor]).first_bad == 10


def test_a_forged_anchor_is_not_believed(session: Session) -> None:
    write_some(session)
    anchor = anchors.make(session)
    forged = anchors.Anchor(anchor.sequence, "00" * 32, anchor.day, anchor.public, anchor.signature)
    assert verify(session, [forged]).result is Result.CANNOT_VERIFY
