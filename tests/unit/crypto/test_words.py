"""The word lists people read, hear and type: receipts in three languages, and pseudonyms.

A receipt is spoken over bad lines and copied by hand, so a list is only good if no slip of one letter,
one dot or one accent turns a word into another of the same list.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import engage
from engage.crypto.wordlists import fold

PACKAGE = Path(engage.__file__).parent
RECEIPT_WORDS = PACKAGE / "crypto" / "words"
PSEUDONYM_WORDS = PACKAGE / "stakeholders" / "pseudonym_words.txt"

LATIN = ("en", "fr")
LANGUAGES = (*LATIN, "ar")
SIZE = 1024
PREFIX = 4

# Letters of one skeleton: in a hasty hand or a poor print only the dots tell them apart.
DOTS = str.maketrans("تثنيخجذزشضظغق", "ببببححدرسصطعف")
# Letters many speakers pronounce alike.
SOUNDS = str.maketrans("ثصطضظذحقع", "سستدززهكا")


def read(language: str) -> list[str]:
    return (RECEIPT_WORDS / f"{language}.txt").read_text(encoding="utf-8").splitlines()


def skeleton(word: str) -> str:
    return fold(word).translate(DOTS)


def sound(word: str) -> str:
    return fold(word).translate(SOUNDS)


def prefix(word: str) -> str:
    return fold(word)[:PREFIX]


def clashes(words: Iterable[str], key: Callable[[str], str]) -> list[list[str]]:
    """Groups of words that share a key."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in words:
        groups[key(word)].append(word)
    return [group for group in groups.values() if len(group) > 1]


def one_slip_apart(words: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs, after folding, that one letter changed, dropped, added or swapped with its neighbour makes equal."""
    folded = sorted({fold(word) for word in words})
    known = set(folded)
    changed: dict[str, list[str]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    for word in folded:
        for i in range(len(word)):
            changed[f"{word[:i]}*{word[i + 1 :]}"].append(word)
            dropped = word[:i] + word[i + 1 :]
            swapped = word[:i] + word[i : i + 2][::-1] + word[i + 2 :]
            pairs |= {(word, other) for other in (dropped, swapped) if other in known and other != word}
    for group in changed.values():
        pairs |= {(group[0], other) for other in group[1:]}
    return pairs


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_is_plain_utf8_lines(language: str) -> None:
    raw = (RECEIPT_WORDS / f"{language}.txt").read_bytes()
    text = raw.decode("utf-8")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert not raw.endswith(b"\n\n")
    assert text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_holds_ten_bits_a_word(language: str) -> None:
    words = read(language)
    assert len(words) == SIZE
    assert words == sorted(words)


@pytest.mark.parametrize("language", LATIN)
def test_latin_words_are_short_lower_case_letters(language: str) -> None:
    letters = re.compile(r"[a-z]{3,8}" if language == "en" else r"[a-zàâçéèêëîïôùûü]{3,8}")
    assert [word for word in read(language) if not letters.fullmatch(word)] == []


@pytest.mark.parametrize("language", LATIN)
def test_latin_words_fold_to_the_plain_alphabet(language: str) -> None:
    assert [word for word in read(language) if not re.fullmatch(r"[a-z]{3,8}", fold(word))] == []


def test_french_words_seldom_need_an_accent() -> None:
    assert sum(not word.isascii() for word in read("fr")) <= SIZE // 5


def test_arabic_words_are_short_and_bare() -> None:
    words = read("ar")
    letters = re.compile(r"[ءأإآاؤئبتثجحخدذرزسشصضطظعغفقكلمنهويىة]{3,6}")
    assert [word for word in words if not letters.fullmatch(word)] == []
    assert [word for word in words if word.startswith("ال")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_differ_after_folding(language: str) -> None:
    assert clashes(read(language), fold) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_letters_are_enough_to_name_a_word(language: str) -> None:
    assert clashes(read(language), prefix) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_single_slip_leads_to_another_word(language: str) -> None:
    assert one_slip_apart(read(language)) == set()


def test_arabic_words_differ_in_more_than_dots() -> None:
    assert clashes(read("ar"), skeleton) == []


def test_arabic_words_differ_where_letters_sound_alike() -> None:
    assert clashes(read("ar"), sound) == []


def test_checks_catch_spoilt_lists() -> None:
    """Negative control: each check must see the flaw it is there for."""
    assert clashes(["été", "ete"], fold)
    assert clashes(["أثاث", "اثاث"], fold)
    assert clashes(["قرية", "قريه"], fold)
    assert clashes(["مكتب", "مكـتَب"], fold)
    assert clashes(["garden", "gardener"], prefix)
    assert clashes(["écharpe", "echarde"], prefix)
    assert clashes(["حبر", "خبز"], skeleton)
    assert clashes(["صورة", "سورة"], sound)
    for pair in (["lake", "cake"], ["cart", "carts"], ["form", "from"], ["lamp", "ramp", "camp"]):
        assert one_slip_apart(pair)
    assert not one_slip_apart(["lantern", "meadow", "harbour"])


def pseudonym_blocks() -> list[list[str]]:
    return [block.split("\n") for block in PSEUDONYM_WORDS.read_text(encoding="utf-8").strip("\n").split("\n\n")]


def test_pseudonyms_have_two_blocks() -> None:
    adjectives, nouns = pseudonym_blocks()
    assert len(adjectives) == 150
    assert len(nouns) == 250
    assert adjectives == sorted(adjectives)
    assert nouns == sorted(nouns)


def test_pseudonym_words_are_distinct_and_capitalised() -> None:
    words = [word for block in pseudonym_blocks() for word in block]
    assert [word for word in words if not re.fullmatch(r"[A-Z][a-z]{2,11}", word)] == []
    assert clashes(words, fold) == []
