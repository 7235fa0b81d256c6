"""Pseudonyms are neutral, never the same twice, and run out gracefully."""

from __future__ import annotations

from engage.stakeholders.pseudonyms import Pseudonyms, words


def test_nobody_shares_a_pseudonym() -> None:
    chance = Pseudonyms(())
    given = [chance.give() for _ in range(5_000)]
    assert len(set(given)) == len(given)
    assert all(len(each.split()) == 2 and len(each) <= 60 for each in given)


def test_a_number_comes_only_when_every_pair_is_taken() -> None:
    chance = Pseudonyms({"Calm Oak"}, first=["calm", "wide"], second=["oak", "sea"])
    assert {chance.give() for _ in range(3)} == {"Calm Sea", "Wide Oak", "Wide Sea"}
    later = [chance.give() for _ in range(6)]
    assert len(set(later)) == 6
    assert {each.split()[-1] for each in later} == {"2", "3"}


def test_there_are_enough_words_and_none_twice() -> None:
    first, second = words()
    assert len(first) * len(second) > 10_000
    assert len(set(first)) == len(first)
    assert len(set(second)) == len(second)
