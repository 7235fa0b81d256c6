"""Names of countries and languages in sixteen languages, and how people write them besides. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from engage.stakeholders.importing.lexicon import Lexicon

LOCALES = ("en", "fr", "ar", "es", "pt", "ru", "zh", "my", "sw", "fa", "ur", "hi", "id", "tr", "de", "it")
_NO_COUNTRIES = frozenset({"ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"})
_NO_LANGUAGES = frozenset({"und", "mul", "zxx", "mis", "root"})

_COUNTRIES = {
    "US": "usa|u s a|u s|us|united states of america|the united states|america|etats unis d amerique|usa us|"
    "eeuu|ee uu|estados unidos de america|eua|сша|соединенные штаты америки|美国|abd|"
    "الولايات المتحده الامريكيه|امريكا",
    "GB": "uk|u k|great britain|britain|england|scotland|wales|northern ireland|royaume uni|grande bretagne|"
    "angleterre|united kingdom of great britain and northern ireland|بريطانيا|المملكه المتحده|انجلترا|"
    "reino unido|gran bretana|великобритания|англия|英国|ingiltere|grossbritannien",
    "AE": "uae|u a e|emirates|the emirates|emirats|eau|الامارات|امارات|emiratos arabes unidos",
    "SA": "ksa|k s a|kingdom of saudi arabia|saudi|saoudite|arabie saoudite|السعوديه",
    "CD": "drc|dr congo|d r congo|rdc|r d congo|rd congo|congo kinshasa|congo dr|congo dem rep|"
    "democratic republic of congo|democratic republic of the congo|congo democratic republic|"
    "congo the democratic republic of the|congo drc|congo rdc|republique democratique du congo|zaire|"
    "الكونغو الديمقراطيه|جمهوريه الكونغو الديمقراطيه|др конго|drk|demokratische republik kongo|"
    "republica democratica del congo|republica democratica do congo",
    "CG": "congo brazzaville|republic of the congo|republic of congo|congo republic|congo rep|republique du congo|"
    "جمهوريه الكونغو",
    "MM": "burma|burma myanmar|myanmar burma|birmanie|myanmar birmanie|بورما|birmania|бирма|缅甸|birma|ဗမာပြည်|မြန်မာ|"
    "မြန်မာနိုင်ငံ|republic of the union of myanmar",
    "CI": "ivory coast|cote d ivoire|cote divoire|rci|ساحل العاج|كوت ديفوار|costa de marfil|costa do marfim|"
    "берег слоновой кости|elfenbeinkuste|fildisi sahili",
    "CZ": "czech republic|czech|czechia|republique tcheque|التشيك|republica checa",
    "SZ": "swaziland|eswatini|kingdom of eswatini|سوازيلاند",
    "TR": "turkey|turkiye|republic of turkey|turkiye cumhuriyeti|turquie|تركيا",
    "PS": "palestine|opt|palestine opt|opt palestine|occupied palestinian territory|occupied palestinian territories|"
    "palestinian territory|palestinian territories|state of palestine|west bank|west bank and gaza|west bank gaza|"
    "palestinian authority|territoires palestiniens|territoires palestiniens occupes|tpo|فلسطين|دوله فلسطين|"
    "الاراضي الفلسطينيه|الاراضي الفلسطينيه المحتله|palestina|палестина|filistin",
    "KR": "korea|south korea|s korea|korea south|korea republic of|republic of korea|rok|korea rep|"
    "coree du sud|coree|كوريا الجنوبيه|corea del sur|coreia do sul|южная корея|guney kore|sudkorea",
    "KP": "north korea|n korea|korea north|dprk|korea dem rep|democratic people s republic of korea|coree du nord|"
    "democratic peoples republic of korea|korea democratic people s republic of|كوريا الشماليه",
    "RU": "russian federation|russia|the russian federation|federation de russie|рф|российская федерация|"
    "روسيا الاتحاديه",
    "VN": "viet nam|vietnam|socialist republic of viet nam",
    "IR": "iran|iran islamic republic of|islamic republic of iran|iran islamic rep|ايران",
    "SY": "syria|syrian arab republic|syrie|سوريه|سوريا|الجمهوريه العربيه السوريه",
    "BO": "bolivia plurinational state of|plurinational state of bolivia",
    "VE": "venezuela bolivarian republic of|bolivarian republic of venezuela|venezuela rb",
    "TZ": "tanzania|tanzania united republic of|united republic of tanzania|zanzibar",
    "LA": "laos|lao|lao pdr|lao people s democratic republic|lao peoples democratic republic",
    "MD": "moldova|moldova republic of|republic of moldova",
    "MK": "macedonia|north macedonia|fyrom|the former yugoslav republic of macedonia",
    "BN": "brunei|brunei darussalam",
    "CV": "cape verde|cabo verde",
    "TL": "east timor|timor leste",
    "FM": "micronesia|micronesia federated states of|federated states of micronesia",
    "TW": "taiwan|taiwan province of china|chinese taipei|taiwan roc",
    "HK": "hong kong|hong kong sar|hong kong china|hongkong",
    "MO": "macau|macao|macao sar",
    "CN": "china|p r china|prc|pr china|people s republic of china|peoples republic of china|mainland china|"
    "中国|中华人民共和国",
    "XK": "kosovo|republic of kosovo|kosova|косово|كوسوفو",
    "EG": "egypt|arab republic of egypt|egypt arab rep",
    "YE": "yemen|yemen rep|republic of yemen|اليمن",
    "GM": "gambia|the gambia|gambia the",
    "BS": "bahamas|the bahamas|bahamas the",
    "BA": "bosnia|bosnia herzegovina|bosnia and herzegovina|bih|bosnie|bosnie herzegovine|البوسنه",
    "TT": "trinidad|trinidad tobago|trinidad and tobago",
    "CF": "car|central african republic|centrafrique|rca|republique centrafricaine|central african rep",
    "DO": "dominican republic|dominican rep|republique dominicaine|rep dom",
    "PG": "png|papua new guinea",
    "ZA": "south africa|rsa|s africa|republic of south africa|afrique du sud|جنوب افريقيا",
    "SS": "south sudan|s sudan|republic of south sudan|soudan du sud|جنوب السودان",
    "SD": "sudan|the sudan|north sudan|soudan|السودان",
    "NL": "netherlands|the netherlands|holland|pays bas|hollande|هولندا",
    "PH": "philippines|the philippines|phillipines|filipinas",
    "NZ": "new zealand|aotearoa|nz",
    "KG": "kyrgyzstan|kyrgyz republic|kirghizistan",
    "SK": "slovakia|slovak republic",
    "LY": "libya|libyan arab jamahiriya|libye|ليبيا",
    "EH": "western sahara|sahara occidental|الصحراء الغربيه",
    "VA": "holy see|vatican|vatican city",
    "GR": "el|hellas|greece",
    "GW": "guinea bissau|guinee bissau",
    "ST": "sao tome|sao tome and principe|sao tome e principe",
    "GE": "georgia|sakartvelo",
    "LK": "sri lanka|ceylon",
    "BY": "belarus|byelorussia|bielorussie|white russia",
    "DE": "germany|federal republic of germany|brd|allemagne|المانيا|فرع المانيا",
    "MA": "morocco|maroc|kingdom of morocco|royaume du maroc|المغرب|المملكه المغربيه|marruecos",
    "TN": "tunisia|tunisie|republic of tunisia|تونس|الجمهوريه التونسيه",
    "DZ": "algeria|algerie|الجزائر",
    "JO": "jordan|jordanie|الاردن|hashemite kingdom of jordan",
    "LB": "lebanon|liban|لبنان",
    "IL": "israel|اسرائيل",
    "IN": "india|bharat|inde|الهند",
}  # fmt: skip
_LANGUAGES = {
    "ar": "arabic msa|modern standard arabic|standard arabic|arabe standard|fus ha|fusha|hassaniya|hassania|"
    "arabic levantine|arabic gulf|levantine arabic|gulf arabic|khaleeji|اللغه العربيه|عربي|العربيه|عربيه|arabe",
    "ary": "darija|moroccan darija|arabic darija|moroccan arabic|arabe marocain|arabe dialectal marocain|"
    "الدارجه|دارجه",
    "arz": "egyptian arabic|arabic egyptian|masri", "aeb": "tunisian arabic|tunisian darija|derja|arabe tunisien",
    "arq": "algerian arabic|algerian darija", "zgh": "tamazight|amazigh|berber|tamazigh|berbere|الامازيغيه|امازيغيه",
    "shi": "tashelhit|tachelhit|tashelhiyt|chleuh", "rif": "tarifit|riffian|rifain", "kab": "kabyle|taqbaylit|"
    "القبايليه",
    "ku": "kurdish|kurmanji|kurmandji|northern kurdish|kurdish kurmanji|كردي|كردى|الكرديه|kurde|kurdisch",
    "ckb": "sorani|central kurdish|kurdish sorani|سوراني",
    "fa": "farsi|persian|dari|persian dari|dari persian|afghan persian|prs|فارسي|دري|persan",
    "ps": "pashto|pushto|pashtu|pukhto|بشتو", "zh": "mandarin|putonghua|mandarin chinese|chinese mandarin|"
    "simplified chinese|traditional chinese|普通话|中文|汉语|中文 简体|国语",
    "yue": "cantonese|chinese cantonese|广东话|粤语",
    "fil": "tagalog|filipino|pilipino|tl", "my": "burmese|myanmar|myanmar language|bama|birman|မြန်မာ|ဗမာ|"
    "မြန်မာဘာသာ|ဗမာစကား",
    "bn": "bangla|bengali", "es": "castilian|castellano|spanish castilian", "nl": "flemish|dutch flemish|dutch",
    "sw": "kiswahili|swahili", "id": "bahasa indonesia|indonesian", "ms": "bahasa melayu|malay|bahasa malaysia",
    "om": "afaan oromo|oromo|oromiffa|oromifa", "am": "amharic|amharigna", "ti": "tigrinya|tigrigna",
    "so": "somali|af soomaali", "rw": "kinyarwanda", "rn": "kirundi|rundi", "lg": "luganda|ganda", "zu": "isizulu|"
    "zulu",
    "xh": "isixhosa|xhosa", "sn": "shona|chishona", "ny": "chichewa|nyanja|chinyanja", "ki": "gikuyu|kikuyu",
    "tn": "setswana",
    "st": "sesotho", "nso": "sepedi", "ff": "fulani|fulfulde|peul|pulaar|fula", "bm": "bambara|bamanankan",
    "ht": "haitian creole|creole haitian|kreyol|kreyol ayisyen|creole haitien", "pa": "punjabi|panjabi",
    "el": "greek", "he": "hebrew|ivrit|iw", "no": "norwegian", "sh": "serbo croatian|bcs|bosnian croatian serbian",
    "rhg": "rohingya|ruaingga", "shn": "shan", "kac": "kachin|jingpho|jinghpaw", "ksw": "sgaw karen|karen|"
    "s gaw karen",
    "pt": "brazilian portuguese|portuguese brazil|portugues", "fr": "francais|french|اللغه الفرنسيه|فرنسي",
    "en": "english|anglais|eng|اللغه الانجليزيه|انجليزي|انكليزي", "ug": "uyghur|uighur|uygur", "bo": "tibetan",
    "qu": "quechua|kichwa", "ay": "aymara", "gn": "guarani", "sgn": "sign language|langue des signes|"
    "lengua de senas|لغه الاشاره",
    "de": "deutsch|german", "tr": "turkce|turkish", "hi": "hindi", "ur": "urdu", "ne": "nepali", "si": "sinhala|"
    "sinhalese",
    "km": "khmer|cambodian", "lo": "lao|laotian", "ka": "georgian", "hy": "armenian", "arc": "aramaic|"
    "syriac assyrian",
    "syr": "syriac|assyrian",
}  # fmt: skip


@lru_cache(maxsize=1)
def countries() -> Lexicon:
    """Every way to write a country that is known."""
    return Lexicon(_countries(), _by_code(_COUNTRIES))


@lru_cache(maxsize=1)
def languages() -> Lexicon:
    """Every way to write a language that is known."""
    return Lexicon(_languages(), _by_code(_LANGUAGES))


def country_codes() -> list[str]:
    """The two-letter codes of all countries and territories."""
    return [code for code in map(str, Locale.parse("en").territories) if _is_country(code)]


def language_codes() -> list[str]:
    """The codes of all languages that have a name."""
    return [code for code in map(str, Locale.parse("en").languages) if _is_language(code)]


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES


def _is_language(code: str) -> bool:
    return 2 <= len(code) <= 3 and code.isalpha() and code not in _NO_LANGUAGES


def _countries() -> Iterable[tuple[str, str]]:
    for locale in LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if _is_country(code):
                yield name, code
    for code in country_codes():
        yield code, code
    for alias, codes in get_global("territory_aliases").items():
        # Three letters are of ISO 3166; what fell apart into several has none.
        if len(alias) == 3 and alias.isalpha() and len(codes) == 1 and _is_country(codes[0]):
            yield alias, codes[0]


def _languages() -> Iterable[tuple[str, str]]:
    for locale in LOCALES:
        for code, name in Locale.parse(locale).languages.items():
            if _is_language(code):
                yield name, code
    for code in language_codes():
        yield code, code
    for code, name in OWN.items():
        yield name, code
    for alias, code in get_global("language_aliases").items():
        if len(alias) == 3 and alias.isalpha() and _is_language(code):
            yield alias, code


# What a language calls itself, as Babel's data say: to load those of each would take half a second.
_OWN_NAMES = (
    "am አማርኛ|az azərbaycan|be беларуская|bg български|bn বাংলা|bs bosanski|ca català|cs čeština|"
    "cy Cymraeg|da dansk|el Ελληνικά|et eesti|eu euskara|fi suomi|ga Gaeilge|gl galego|gu ગુજરાતી|"
    "ha Hausa|he עברית|hr hrvatski|hu magyar|hy հայերեն|is íslenska|ja 日本語|ka ქართული|kk қазақ тілі|"
    "km ខ្មែរ|kn ಕನ್ನಡ|ko 한국어|ky кыргызча|lo ລາວ|lt lietuvių|lv latviešu|mk македонски|ml മലയാളം|"
    "mn монгол|mr मराठी|ms Melayu|ne नेपाली|nl Nederlands|no norsk|om Oromoo|pa ਪੰਜਾਬੀ|pl polski|ps پښتو|"
    "ro română|rw Ikinyarwanda|si සිංහල|sk slovenčina|sl slovenščina|so Soomaali|sq shqip|sr српски|"
    "sv svenska|ta தமிழ்|te తెలుగు|th ไทย|ti ትግርኛ|uk українська|uz o‘zbek|vi Tiếng Việt|yo Èdè Yorùbá|"
    "zu isiZulu"
)  # fmt: skip
OWN = dict(each.split(" ", 1) for each in _OWN_NAMES.split("|"))


def _by_code(words: dict[str, str]) -> dict[str, str]:
    """Written way → code."""
    return {word: code for code, written in words.items() for word in written.split("|")}
