"""What the words of a spreadsheet mean: headings, types, countries, languages, in every language we speak. Pure."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from engage.i18n.languages import LANGUAGES
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.texts import use_language
from engage.i18n.vocabulary import Vocabulary
from engage.stakeholders.folding import fold
from engage.stakeholders.vocabulary import Capacity, IntermediaryKind, Level, StakeholderKind, StakeholderRole


class Column(Vocabulary):
    """What a column can hold."""

    NAME = "name", _l("Name")
    TYPE = "type", _l("Type")
    ROLE = "role", _l("Role")
    COUNTRY = "country", _l("Country")
    LEVEL = "level", _l("Level")
    LANGUAGE = "language", _l("Language")
    EMAIL = "email", _l("E-mail")
    PHONE = "phone", _l("Phone")
    WEBSITE = "website", _l("Website")
    TIER = "tier", _l("Protection")


_HEADINGS: dict[Column, str] = {
    Column.NAME: "name|full name|organisation|organization|organisation name|organization name|stakeholder|person|"
    "nom|nom complet|nom de l organisation|partie prenante|اسم|الاسم|الاسم الكامل|اسم المنظمة|المنظمة|منظمة",
    Column.TYPE: "type|kind|category|stakeholder type|organisation type|organization type|genre|catégorie|"
    "type d organisation|نوع|النوع|الفئة|فئة",
    Column.ROLE: "role|rôle|دور|الدور",
    Column.COUNTRY: "country|countries|country code|pays|code pays|بلد|البلد|الدولة|دولة|البلدان",
    Column.LEVEL: "level|scope|niveau|portée|مستوى|المستوى",
    Column.LANGUAGE: "language|languages|langue|langues|لغة|اللغة|اللغات",
    Column.EMAIL: "email|e mail|email address|e mail address|mail|courriel|adresse e mail|adresse électronique|"
    "بريد|البريد|البريد الإلكتروني|بريد إلكتروني|الإيميل",
    Column.PHONE: "phone|telephone|phone number|mobile|tel|téléphone|numéro de téléphone|portable|هاتف|الهاتف|"
    "رقم الهاتف|جوال",
    Column.WEBSITE: "website|web site|web|url|homepage|site|site web|site internet|موقع|الموقع|الموقع الإلكتروني",
    Column.TIER: "tier|protection|protection tier|حماية|الحماية",
}

# What a type says: what they are, their role, and the kind of intermediary or the capacity.
Meaning = tuple[StakeholderKind, StakeholderRole, IntermediaryKind | Capacity | None]

_TYPES: dict[IntermediaryKind, str] = {
    IntermediaryKind.CIVIL_SOCIETY: "civil society|cso|ngo|non governmental organisation|non governmental organization|"
    "non profit|association|ong|société civile|organisation de la société civile|organization|organisation|"
    "منظمة مجتمع مدني|"
    "مجتمع مدني|منظمة غير حكومية|جمعية|civil society organization",
    IntermediaryKind.TRADE_UNION: "union|labour union|labor union|syndicat|نقابة|نقابة عمالية",
    IntermediaryKind.ACADEMIC: "academia|university|research institute|universitaire|université|جامعة|أكاديمي",
    IntermediaryKind.ACTIVIST_GROUP: "activists|activist|groupe militant|مجموعة ناشطين|ناشطون",
    IntermediaryKind.NHRI: "human rights institution|institution nationale des droits de l homme|indh|"
    "المؤسسة الوطنية لحقوق الإنسان|مؤسسة وطنية لحقوق الإنسان",
    IntermediaryKind.POLICY_MAKER: "government|public authority|policy maker|gouvernement|"
    "autorité publique|حكومة|جهة حكومية",
    IntermediaryKind.INVESTOR: "investors|investisseur|مستثمر",
    IntermediaryKind.MULTISTAKEHOLDER: "multi stakeholder initiative|multistakeholder|msi|initiative multipartite|"
    "مبادرة متعددة أصحاب المصلحة",
    IntermediaryKind.CONSULTANCY: "consultant|consulting|law firm|cabinet de conseil|conseil|استشارات|شركة استشارات",
    IntermediaryKind.COMPANY: "business|corporation|firm|entreprise|société|شركة",
    IntermediaryKind.OPINION_FORMER: "media|journalist|média|médias|إعلام",
    IntermediaryKind.OTHER: "other|autre|أخرى|آخر",
}
_CAPACITIES: dict[Capacity, str] = {
    Capacity.WORKER: "employee|travailleur|travailleuse|employé|عامل|عاملة",
    Capacity.USER: "user|utilisateur|utilisatrice|مستخدم",
    Capacity.CUSTOMER: "client|cliente|زبون|عميل",
    Capacity.COMMUNITY: "community|resident|communauté|habitant|مجتمع محلي",
}
_COUNTRIES = {
    "usa": "US", "united states of america": "US", "u s a": "US", "uk": "GB", "great britain": "GB", "england": "GB",
    "scotland": "GB", "uae": "AE", "drc": "CD", "congo kinshasa": "CD", "congo brazzaville": "CG", "burma": "MM",
    "ivory coast": "CI", "czech republic": "CZ", "swaziland": "SZ", "turkey": "TR", "palestine": "PS", "korea": "KR",
    "republic of korea": "KR", "russian federation": "RU", "viet nam": "VN", "iran islamic republic of": "IR",
    "syrian arab republic": "SY", "bolivia plurinational state of": "BO", "tanzania united republic of": "TZ",
    "etats unis d amerique": "US", "royaume uni": "GB", "birmanie": "MM", "المملكه المتحده": "GB",
}  # fmt: skip


def _read(words: str) -> list[str]:
    return [fold(word) for word in words.split("|")]


def _labels(member: Vocabulary) -> list[str]:
    """The folded label of a word in every language of ours."""
    found = []
    for language in LANGUAGES:
        with use_language(language.code):
            found.append(fold(str(member.label)))
    return found


@lru_cache(maxsize=1)
def _headings() -> dict[str, Column]:
    known: dict[str, Column] = {}
    for column, words in _HEADINGS.items():
        for word in [*_labels(column), *_read(words)]:
            known.setdefault(word, column)
    return known


def column_of(heading: str) -> Column | None:
    """What a column with this heading holds, or None."""
    return _headings().get(fold(heading))


@lru_cache(maxsize=1)
def _types() -> dict[str, Meaning]:
    known: dict[str, Meaning] = {}
    for kind in IntermediaryKind:
        meaning: Meaning = (StakeholderKind.ORGANISATION, StakeholderRole.INTERMEDIARY, kind)
        known.update((word, meaning) for word in [*_labels(kind), *_read(_TYPES[kind]), fold(kind.value)])
    for capacity in Capacity:
        holder: Meaning = (StakeholderKind.PERSON, StakeholderRole.RIGHTS_HOLDER, capacity)
        words = [*_labels(capacity), *_read(_CAPACITIES.get(capacity, "")), fold(capacity.value)]
        for word in words:
            known.setdefault(word, holder)
    for bare in (StakeholderKind.PERSON, StakeholderKind.GROUP):
        unsaid: Meaning = (bare, StakeholderRole.RIGHTS_HOLDER, None)
        known.update((word, unsaid) for word in [*_labels(bare), fold(bare.value)])
    for word in ("individual", "personne", "شخص", "فرد"):
        known[fold(word)] = StakeholderKind.PERSON, StakeholderRole.RIGHTS_HOLDER, None
    known.pop("", None)
    return known


def type_of(text: str) -> Meaning | None:
    """What a type means, or None."""
    return _types().get(fold(text))


@lru_cache(maxsize=1)
def _roles() -> dict[str, StakeholderRole]:
    known = {word: role for role in StakeholderRole for word in [*_labels(role), fold(role.value)]}
    more = {
        StakeholderRole.RIGHTS_HOLDER: "rights holders|titulaire de droits|صاحب حق|صاحب حقوق",
        StakeholderRole.INTERMEDIARY: "intermediary|intermédiaire|وسيط",
    }
    known.update((word, role) for role, words in more.items() for word in _read(words))
    return known


def roles_of(text: str) -> list[str] | None:
    """The roles of a cell, or None when one of them is not known. Someone can be both."""
    if fold(text) in {"both", "les deux", fold("كلاهما")}:
        return [role.value for role in StakeholderRole]
    found = [_roles().get(fold(part)) for part in parts_of(text)]
    return None if None in found else list(dict.fromkeys(role.value for role in found if role is not None))


@lru_cache(maxsize=1)
def _levels() -> dict[str, str]:
    return {word: level.value for level in Level for word in [*_labels(level), fold(level.value)]}


def level_of(text: str) -> str | None:
    """The code of a level, or None."""
    return _levels().get(fold(text))


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    known = dict(_COUNTRIES)
    for language in LANGUAGES:
        for code, name in Locale.parse(language.code).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"}:
                known.setdefault(fold(name), code)
                known[fold(code)] = code
    known["uk"] = "GB"
    return known


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    known: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language.code).languages.items():
            if 2 <= len(code) <= 3:
                known.setdefault(fold(name), code)
    own = {code: code for code in set(known.values())}
    return {**known, **own}


def countries_of(text: str) -> list[str] | None:
    """The codes of one country or several, or None when one of them is not known."""
    return _all_of(text, _countries())


def languages_of(text: str) -> list[str] | None:
    """The codes of one language or several, or None when one of them is not known."""
    return _all_of(text, _languages())


def _all_of(text: str, known: dict[str, str]) -> list[str] | None:
    whole = known.get(fold(text))
    if whole is not None:
        return [whole]
    found = [known.get(fold(part)) for part in parts_of(text)]
    return None if None in found else list(dict.fromkeys(code for code in found if code is not None))


def parts_of(text: str) -> list[str]:
    """Several things in one cell, parted by commas, semicolons, strokes or line ends."""
    for sign in ";/|،؛\n":
        text = text.replace(sign, ",")
    return [part.strip() for part in text.split(",") if part.strip()]


def type_words() -> list[str]:
    """Types that a file may say, in the reader's language."""
    words = [*IntermediaryKind, *Capacity, StakeholderKind.PERSON, StakeholderKind.GROUP]
    return [str(word.label) for word in words]
