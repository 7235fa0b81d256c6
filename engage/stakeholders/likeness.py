"""Whether two names can be those of one person or organisation, across scripts and spellings. Pure.

Being careful comes first: who is wrongly brought together loses their own voice. Names are alike when their words are,
in any order. Vowels may differ only where a script leaves them out, or where both names were put into Latin letters
from such a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from engage.stakeholders.folding import fold
from engage.stakeholders.sounds import Word, beginning, sounds_like, spelled, word_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LONG_WORD = 8
"""From here on one wrong letter inside a word is a slip of the pen."""
LONE_WORD = 4
"""A name of one word is compared by sound only when it has so many consonants."""

_LEGAL_FORMS = _words(
    "ltd limited inc incorporated llc llp plc corp company gmbh mbh ag ev asbl vzw aisbl sarl sas srl spa bv nv oy"
    " pty pvt ong ngo npo cso csos ooo zao association asociacion associacao associazione verein"
    " جمعيه الجمعيه منظمه المنظمه شركه الشركه موسسه الموسسه انجمن"
)
_TITLES = _words("mr mrs ms mme mlle dr prof sheikh دكتور الدكتور الشيخ")
_SMALL = _words("the of for and de des du la le les et pour der die das und fur del do da dos و")
_ARTICLES = _words("al el ul ar er ur as es us ash esh ad ed an en at et az ez")
_SERVANT = _words("abd abdel abdul abdal عبد")
_SERVANT_OF = re.compile(r"^abd[aeu](?:l(?=[a-z]{3})|([rsndtz])(?=\1[a-z]{2}))")
_CHILD_OF = _words("ben bin ibn بن ابن")
_ROMANISED = _words(
    "mohamed mohammed muhammad muhammed mohammad mohamad muhamad mouhamed mouhamad ahmed ahmad hassan hasan hussein"
    " husain hussain hossein husayn hocine houssein youssef yusuf yousef yousuf yousif ibrahim brahim fatima fatma"
    " fatimah aisha aicha ali omar umar khaled khalid mustafa mostafa mustapha said saeed salem salim karim kareem"
    " tarek tariq tarik rachid rashid amine amin nour noor layla leila samir hamid jamal gamal mahmoud mahmud zainab"
    " zeinab zineb khadija maryam mariam bilal hicham hisham walid waleed yassin yacine nasser nasir faisal faysal"
    " ismail suleiman sulayman usman othman osman ousmane amir ameer"
)
_SCRIPT = re.compile(r"[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff][\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff\s]*")
_NUMBER = re.compile(r"\d+")
_APART = re.compile(r"\n|\s+[/|]\s+")


@dataclass(frozen=True)
class Name:
    """A name taken apart: whole words, first letters that stand for some, whether it was put into Latin letters from
    a script that leaves vowels out, and its numbers.
    """

    words: tuple[Word, ...]
    initials: tuple[str, ...]
    romanised: bool
    numbers: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its words as they are spelled, in order."""
        return " ".join(sorted([*(word.text for word in self.words), *self.initials]))

    @property
    def in_one(self) -> str:
        """Its words as they follow one another, without spaces: some languages write none."""
        return "".join(word.text for word in self.words)

    @property
    def skeleton(self) -> str:
        """The consonants of its words, in order."""
        return " ".join(sorted(word.consonants for word in self.words))

    @property
    def vowelless(self) -> bool:
        """Whether a word of it is in a script that leaves vowels out."""
        return any(word.vowelless for word in self.words)


def key(name: str) -> str:
    """One comparable text in Latin letters: words in order, without legal forms and articles."""
    found = _taken_apart(name)
    return " ".join(sorted([*(anyascii(word.text) for word in found.words), *found.initials]))


def skeleton(name: str) -> str:
    """The consonants alone, for scripts that leave vowels out."""
    return _taken_apart(name).skeleton


def alike(a: str, b: str) -> bool:
    """Whether one of the names in `a` and one of those in `b` can be the same; each line, each script is a name."""
    return forms_alike(forms(a), forms(b))


def forms_alike(mine: Iterable[Name], theirs: Iterable[Name]) -> bool:
    """The same, of names taken apart."""
    others = tuple(theirs)
    return any(_alike(one, other) for one in mine for other in others)


@lru_cache(maxsize=512)
def forms(name: str) -> tuple[Name, ...]:
    """The names in a text: one on each line, or one in each script."""
    found = []
    for line in _APART.split(name):
        parts = [line]
        if not line.isascii():
            parts = [" ".join(_SCRIPT.findall(line)), _SCRIPT.sub(" ", line)]
        for part in parts:
            form = _taken_apart(part)
            if form.words:
                found.append(form)
    return tuple(found)


def marks(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """(where a name is kept, where to look for those like it): any two that are alike meet there, both ways."""
    kept: set[str] = set()
    sought: set[str] = set()
    for form in forms.__wrapped__(name):
        both = {form.skeleton, form.in_one, *_slips(form)}
        with_letters = {f"{mark}+" for mark in _beginnings(form)}
        whole = {f"{mark}-" for mark in _beginnings(form)}
        # First letters stand for words: of two whole names none does.
        kept |= both | (with_letters if form.initials else whole)
        sought |= both | (with_letters | whole if form.initials else with_letters)
    return frozenset(kept), frozenset(sought)


def _beginnings(name: Name) -> Iterator[str]:
    if len(name.words) + len(name.initials) >= 3:
        every = [*(word.beginning for word in name.words), *(beginning(letter) for letter in name.initials)]
        first = "".join(sorted(every))
        for word in name.words:
            yield f"{first} {word.consonants}"


def _slips(name: Name) -> Iterator[str]:
    for place, word in enumerate(name.words):
        if len(word.text) >= LONG_WORD and len(name.words) > 1:
            others = sorted(each.consonants for at, each in enumerate(name.words) if at != place)
            yield f"{word.text[:2]}-{word.text[-2:]} {' '.join(others)}"


def _alike(a: Name, b: Name) -> bool:
    if a.numbers != b.numbers:
        # Local 1 and Local 11 are two, however near.
        return False
    if a.key == b.key or (a.in_one == b.in_one and a.initials == b.initials):
        return True
    by_sound = a.romanised and b.romanised if a.vowelless == b.vowelless else True
    left, unmatched, whole = list(b.words), [], 0
    for word in a.words:
        found = next((other for other in left if other.text == word.text), None)
        if found is None and by_sound:
            found = next((other for other in left if sounds_like(word, other)), None)
        if found is None:
            unmatched.append(word)
        else:
            left.remove(found)
            whole += 1
    if not unmatched and not left and not a.initials and not b.initials:
        return whole > 1 or len(a.words[0].consonants) >= LONE_WORD
    if len(unmatched) == len(left) == 1 and a.initials == b.initials:
        return whole > 0 and _is_slip(unmatched[0], left[0])
    return _letters_agree(unmatched, a.initials, left, b.initials, whole)


def _is_slip(a: Word, b: Word) -> bool:
    """One letter inside a long word: not at its ends, where it tells a woman from a man or one from many."""
    one, other = a.text, b.text
    if min(len(one), len(other)) < LONG_WORD or one[:2] != other[:2] or one[-2:] != other[-2:]:
        return False
    return one.isalpha() and other.isalpha() and Levenshtein.distance(one, other, score_cutoff=1) == 1


def _letters_agree(
    words: list[Word], initials: tuple[str, ...], others: list[Word], other_initials: tuple[str, ...], whole: int
) -> bool:
    """Whether what is left over on each side are first letters of what is left over on the other.

    A lone first letter counts only beside two whole words: J. Smith is not known to be John Smith.
    """
    mine, theirs = list(initials), list(other_initials)
    for letter in initials:
        if letter in theirs:
            mine.remove(letter)
            theirs.remove(letter)
    for unmatched, letters in ((words, theirs), (others, mine)):
        for word in unmatched:
            if word.text[0] not in letters:
                return False
            letters.remove(word.text[0])
    spoken_for = len(words) + len(others)
    if mine or theirs:
        return len(mine) + len(theirs) == 1 and not spoken_for and whole >= 2
    return whole >= 2 or (whole == 1 and spoken_for >= 2)


@lru_cache(maxsize=512)
def _taken_apart(name: str) -> Name:
    folded = fold(name)
    whole = _letters_joined(folded.split())
    short = "".join(word[0] for word in whole[:-1] if word not in _SMALL)
    # A name's own first letters after it say nothing more.
    whole = whole[:-1] if len(short) > 1 and short == whole[-1] else whole
    bare = [_latin(word) for word in whole if word not in _LEGAL_FORMS and word not in _TITLES]
    parts, romanised = _joined(bare or [_latin(word) for word in whole])
    words = tuple(word_of(*part) for part in parts if len(part[0]) > 1 or not part[0].isalpha())
    letters = sorted(spelled(text) for text, _vowelless in parts if len(text) == 1 and text.isalpha())
    romanised = romanised or any(text in _ROMANISED for text, _vowelless in parts)
    return Name(words, tuple(letters), romanised, tuple(sorted(_NUMBER.findall(folded))))


def _letters_joined(words: list[str]) -> list[str]:
    """Letters that stood between full stops made one word: U.N.I.C.E.F., e.V."""
    found: list[str] = []
    letters = ""
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            letters += word
            continue
        found += [letters] if len(letters) > 2 or letters in _LEGAL_FORMS else letters
        found += [word] if word else []
        letters = ""
    return found


def _latin(word: str) -> tuple[str, bool]:
    """A word in Latin letters, or as it is where its script leaves vowels out; and which of the two."""
    if word.isascii():
        return word, False
    if _SCRIPT.match(word):
        return (word[2:] if word.startswith("ال") and (len(word) > 4 or word == "الله") else word), True
    return fold(anyascii(word)).replace(" ", ""), False


def _joined(words: list[tuple[str, bool]]) -> tuple[list[tuple[str, bool]], bool]:
    """Without articles, and with what belongs to the next word joined to it: Abd el Rahman, Ben Ali."""
    found: list[tuple[str, bool]] = []
    before, romanised = "", False
    for at, (word, vowelless) in enumerate(words):
        follows = words[at + 1][0] if at + 1 < len(words) else ""
        if word in _ARTICLES and follows and (word[1] == "l" or follows.startswith(word[1:])):
            romanised = True
        elif word in _SMALL and len(words) > 1:
            continue
        elif follows and (word in _SERVANT or word in _CHILD_OF):
            before = ("عبد" if vowelless else "abd") if word in _SERVANT else ("بن" if vowelless else "ben")
            romanised = True
        else:
            plain = word if vowelless or before else _SERVANT_OF.sub("abd", word)
            romanised = romanised or plain != word
            found.append((before + plain, vowelless))
            before = ""
    return found, romanised
