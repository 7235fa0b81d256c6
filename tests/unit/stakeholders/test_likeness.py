"""Names of one person in several scripts and spellings are alike; names of two people are not, however near."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engage.stakeholders.folding import fold
from engage.stakeholders.likeness import alike, key, marks, skeleton
from engage.stakeholders.namesakes import Namesakes

SAME = [
    ("محمد الأمين", "Mohamed El Amine"),
    ("محمد الأمين", "Muhammad al-Amin"),
    ("Mohamed El Amine", "Muhammad al-Amin"),
    ("El Amine, Mohamed", "Mohamed El Amine"),
    ("عبد الرحمن خليل", "Abdul Rahman Khalil"),
    ("Abdurrahman Khalil", "Abdel-Rahman Khalil"),
    ("عبد الله حسن", "Abdullah Hassan"),
    ("يوسف شاهين", "Youssef Chahine"),
    ("Youssef Chahine", "Yusuf Shahin"),
    ("عائشة بن علي", "Aicha Ben Ali"),
    ("Ben Ali Omar", "Benali Omar"),
    ("فاطمة الزهراء", "Fatima Zahra"),
    ("خالد سعيد", "Khaled Said"),
    ("Khaled Saeed", "Khalid Said"),
    ("وفاء حسن", "Wafa Hassan"),
    ("مصطفى كمال", "Mustafa Kamal"),
    ("Сергей Иванов", "Sergei Ivanov"),
    ("Anna Mueller", "Müller Anna"),
    ("José García", "Jose Garcia"),
    ("王小明", "Wang Xiaoming"),
    ("John F. Kennedy", "John Kennedy"),
    ("J. F. Kennedy", "John Fitzgerald Kennedy"),
    ("Fédération des femmes", "Federation des Femmes"),
    ("Deutscher Gewerkschaftsbund e.V.", "Deutscher Gewerkschaftsbund"),
    ("ONG Kivu Vert asbl", "Kivu Vert"),
    ("جمعية المرأة العربية", "المرأة العربية"),
    ("Human Rights Watch (HRW)", "Human Rights Watch"),
    ("Centre for Digital Organisation", "Centre for Digital Organization"),
    ("International Confederation", "International Confederacion"),
    ("U.N.I.C.E.F.", "UNICEF"),
    ("محمد الأمين / Mohamed El Amine", "Muhammad al-Amin"),
    ("M. Amin\nمحمد الأمين", "Mohamed El Amine"),
]
DIFFERENT = [
    ("Amnesty International", "Amnesty International Kenya"),
    ("Workers Union North", "Workers Union South"),
    ("Austria Relief", "Australia Relief"),
    ("Group 12", "Group 13"),
    ("Name 00001", "Name 00002"),
    ("Name 00001", "Name 00011"),
    ("Local 12", "Local 21"),
    ("Local 1", "Local 11"),
    ("Ward 1 23", "Ward 12 3"),
    ("Collective Number11 North", "Collective Number1 North"),
    ("Maria Lopez", "Mario Lopez"),
    ("Jan Smith", "Jane Smith"),
    ("J. Smith", "John Smith"),
    ("Christian Dupont", "Christiane Dupont"),
    ("Christina Rossi", "Christian Rossi"),
    ("Martin Simon", "Martine Simon"),
    ("Amin Hassan", "Amina Hassan"),
    ("Amine Hassan", "Amina Hassan"),
    ("أمينة حسن", "Amin Hassan"),
    ("Samir Khalil", "Samira Khalil"),
    ("سمير خليل", "Samira Khalil"),
    ("Hassan Ali", "Hussein Ali"),
    ("حسن علي", "Hussein Ali"),
    ("سلام عمر", "Salim Omar"),
    ("سعد علي", "Said Ali"),
    ("Saad Ali", "Said Ali"),
    ("جمال كريم", "Jamil Karim"),
    ("علي حسن", "Lea Hassan"),
    ("Ali Hassan", "Ali Hamid"),
    ("Ahmed Hassan", "Hamed Hassan"),
    ("Ben Ali Omar", "Ali Omar"),
    ("", ""),
]
LETTERS = some.sampled_from("abdefhiklmnorstuwyz محدعلياسنور'-.éü")
MET = sorted({word for pair in SAME + DIFFERENT for name in pair for word in name.split()})
WORD = some.sampled_from(MET) | some.text(LETTERS, min_size=1, max_size=9)
WORDS = some.lists(WORD, min_size=1, max_size=4)
NEAR = some.lists(
    some.sampled_from(["Mohamed", "Muhammad", "محمد", "M.", "Amin", "Amine", "أمين", "el", "F.", "ben"]), max_size=4
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_of_one_are_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(fold(one.split("\n")[-1]), fold(other))  # as the directory keeps them
    assert marks(one)[0] & marks(other)[1]
    assert marks(one)[1] & marks(other)[0]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_of_two_are_not(one: str, other: str) -> None:
    assert not alike(one, other)


@given(WORDS | NEAR, WORDS | NEAR)
@settings(max_examples=600, deadline=None)
def test_whoever_is_alike_is_so_both_ways_and_is_found(one: list[str], other: list[str]) -> None:
    a, b = " ".join(one), " ".join(other)
    assert alike(a, b) == alike(b, a)
    if alike(a, b):
        assert marks(a)[0] & marks(b)[1]


@given(
    some.lists(some.sampled_from(["salma", "haddad", "kivu", "Émile", "Zogbé", "حداد"]), min_size=1, max_size=4),
    some.randoms(),
)
@settings(max_examples=100, deadline=None)
def test_order_and_case_do_not_count(words: list[str], chance: object) -> None:
    turned = list(words)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert key(" ".join(words)) == key(" ".join(turned).upper())
    assert skeleton(" ".join(words)) == skeleton(" ".join(turned).title())


def test_what_is_found_is_what_is_alike() -> None:
    names = sorted({fold(each.split("\n")[0]) for pair in SAME + DIFFERENT for each in pair} - {""})
    called = [(uuid4(), name) for name in names]
    known = Namesakes(called)
    expected = {(a, b) for a in names for b in names if a < b and alike(a, b)}
    assert set(known.couples()) == expected
    assert {tuple(sorted((a, b))) for a in names for b in known.like(a)} == expected
    changed = Namesakes([*called[1:], (called[0][0], "salma haddad"), (uuid4(), "haddad salma")], known)
    assert changed.holders(names[0]) == []
    assert changed.holders(names[1]) == [called[1][0]]
    assert set(changed.couples()) == {pair for pair in expected if names[0] not in pair} | {
        ("haddad salma", "salma haddad")
    }
    assert set(known.couples()) == expected
