"""A directory of organisations that nobody ever cleaned: everyone in it is invented, everything wrong with it is usual.

The same for the same seed. Whoever reads it must end with each row either understood or refused with its reason.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from random import Random

from openpyxl import Workbook

NBSP, RLM, LRM, ZWNJ = "\u00a0", "\u200f", "\u200e", "\u200c"
TITLES = (
    ["Partners and stakeholders – DRAFT – do not circulate"],
    ["Updated by several people / محدث من عدة أشخاص"],
    [],
)
HEADER = [
    "N°",
    "Organisation / المنظمة",
    "Name in Arabic / الاسم بالعربية",
    "Type / النوع",
    "Country / البلد",
    "Languages / اللغات",
    "Phone(s) / الهاتف",
    "E-mail / البريد الإلكتروني",
    "Website",
    "Date added / تاريخ الإضافة",
    "Focus / مجال العمل",
    "Groups",
    "",
    "Level / المستوى",
    "Mobile",
    "Remarks / ملاحظات",
    "",
]
EMPTY_COLUMN, UNNAMED_COLUMN = 12, 16

# (Latin, Arabic, other spellings of the Latin)
_WORDS = [
    ("Noor", "نور", "Nour"),
    ("Amal", "أمل", "Amel"),
    ("Tamkeen", "تمكين", "Tamkin"),
    ("Sanad", "سند", "Sened"),
    ("Rawabet", "روابط", "Rawabit"),
    ("Hiwar", "حوار", "Hiouar"),
    ("Zaytoun", "زيتون", "Zeitoun"),
    ("Fajr", "فجر", "Fejr"),
    ("Mizan", "ميزان", "Meezan"),
    ("Wasl", "وصل", "Wassl"),
    ("Yanbou", "ينبوع", "Yanbu"),
    ("Manara", "منارة", "Menara"),
    ("Karama", "كرامة", "Karamah"),
    ("Insaf", "إنصاف", "Inssaf"),
    ("Bidaya", "بداية", "Bedaya"),
    ("Ufuq", "أفق", "Oufouk"),
    ("Jisr", "جسر", "Djisr"),
    ("Safina", "سفينة", "Safinah"),
    ("Nakhla", "نخلة", "Nakhlah"),
    ("Shifa", "شفاء", "Chifa"),
    ("Tadamun", "تضامن", "Tadamoun"),
    ("Masar", "مسار", "Massar"),
    ("Rihla", "رحلة", "Rehla"),
    ("Sawt", "صوت", "Saout"),
    ("Bustan", "بستان", "Boustan"),
    ("Marsa", "مرسى", "Mersa"),
]
_KINDS = [
    ("{} Association for Women", "جمعية {} للمرأة", "civil_society"),
    ("{} Fishers' Union", "نقابة {} للصيادين", "trade_union"),
    ("Centre {} de recherche", "مركز {} للبحوث", "academic"),
    ("{} Youth Network", "شبكة {} للشباب", "civil_society"),
    ("Fondation {}", "مؤسسة {}", "civil_society"),
    ("{} Legal Aid", "{} للمساعدة القانونية", "civil_society"),
    ("Collectif {}", "حراك {}", "activist_group"),
    ("{} Observer", "راصد {}", "opinion_former"),
    ("{} Farm Workers", "عمال {} الزراعيون", "trade_union"),
    ("{} Institute for Digital Rights", "معهد {} للحقوق الرقمية", "academic"),
    ("Réseau {} des villages", "شبكة {} للقرى", "civil_society"),
    ("{} Platform on Supply Chains", "منصة {} لسلاسل التوريد", "multistakeholder"),
    ("{} Defenders", "مدافعو {}", "civil_society"),
    ("Union {} des enseignants", "اتحاد {} للمعلمين", "trade_union"),
    ("{} Disability Forum", "منتدى {} لذوي الإعاقة", "civil_society"),
    ("{} Consulting", "{} للاستشارات", "consultancy"),
]
_TYPES = {
    "civil_society": [
        "NGO",
        "ngo ",
        "N.G.O.",
        "ONG",
        "CSO",
        "Civil Society",
        "منظمة غير حكومية",
        "جمعية",
        "Local NGO",
        "NGO / منظمة غير حكومية",
        "Associaton",
        "société civile",
        "INGO",
    ],
    "trade_union": ["Union", "Trade Union", "syndicat", "نقابة", "Labour union", "نقابة (syndicat)", "Trade unoin"],
    "academic": ["University", "Research institute", "université", "جامعة", "academia", "Think tank"],
    "activist_group": ["Activists", "movement", "حراك", "Collectif"],
    "opinion_former": ["Media", "media ", "وسيلة إعلامية", "Journalists"],
    "multistakeholder": ["MSI", "Multi-stakeholder initiative"],
    "consultancy": ["Consultancy", "law firm", "استشارات"],
}
_COUNTRIES = {
    "MA": (
        [
            "Morocco",
            "Maroc",
            "المغرب",
            "MA",
            "MAR",
            "MOROCCO ",
            "Moroco",
            "Kingdom of Morocco",
            "Maroc / المغرب",
            "Fas",
        ],
        "+212",
    ),
    "TN": (["Tunisia", "Tunisie", "تونس", "TN", "Tunisia / تونس", "تونس (Tunisie)", "Tunus"], "+216"),
    "DZ": (["Algeria", "Algérie", "الجزائر", "Algerie", "DZA"], "+213"),
    "EG": (["Egypt", "Égypte", "مصر", "EG", "Arab Republic of Egypt"], "+20"),
    "JO": (["Jordan", "Jordanie", "الأردن", "الاردن", "JOR"], "+962"),
    "LB": (["Lebanon", "Liban", "لبنان", "LEBANON", "Libano"], "+961"),
    "PS": (["Palestine", "OPT", "oPt", "فلسطين", "Palestine/OPT", "Occupied Palestinian Territories"], "+970"),
    "CI": (["Ivory Coast", "Côte d'Ivoire", "Cote d’Ivoire", "ساحل العاج", "CIV"], "+225"),
    "CD": (["DRC", "D.R. Congo", "RDC", "Congo, Democratic Republic of the", "Congo-Kinshasa"], "+243"),
    "SA": (["KSA", "Saudi Arabia", "السعودية", "Arabie saoudite"], "+966"),
    "AE": (["UAE", "U.A.E.", "الإمارات", "United Arab Emirates"], "+971"),
    "GB": (["UK", "U.K.", "United Kingdom", "Royaume-Uni", "Great Britain", "المملكة المتحدة"], "+44"),
    "US": (["USA", "U.S.A.", "United States", "États-Unis", "الولايات المتحدة"], "+1"),
    "MM": (["Burma", "Myanmar", "Birmanie", "Burma/Myanmar", "မြန်မာ"], "+95"),
    "KR": (["S. Korea", "South Korea", "Korea, Republic of", "Corée du Sud"], "+82"),
    "DE": (["Germany", "Deutschland", "ألمانيا (Germany)", "Allemagne", "Almanya"], "+49"),
    "XK": (["Kosovo", "Kosova", "كوسوفو"], "+383"),
    "SN": (["Senegal", "Sénégal", "السنغال"], "+221"),
}
_LONG = {"+1": 10, "+20": 10, "+225": 10, "+82": 10, "+44": 10, "+49": 10, "+961": 8, "+216": 8, "+383": 8}
"""How many digits follow the code of a country; mostly nine."""
_UNKNOWN_COUNTRIES = ["MENA", "Global"]
_LANGUAGES = [
    "Arabic",
    "arabe",
    "العربية",
    "AR/FR",
    "Arabic, French",
    "arabe et français",
    "العربية والفرنسية",
    "English",
    "Arabic (Darija)",
    "French; English",
    "Kurmanji",
    "Français",
    "Tamazight, Arabic",
    "ar, en",
    "",
]
_RIGHTS = [
    "Privacy",
    "freedom of expression",
    "Labour rights",
    "حرية التعبير",
    "Land rights",
    "health; land",
    "Access to justice / legal aid",
    "child rights",
    "حقوق العمال",
    "Privacy & digital rights",
    "vie privée",
    "",
]
_GROUPS = [
    "women",
    "Women and girls",
    "youth",
    "نساء",
    "الشباب",
    "Refugees / IDPs",
    "femmes, jeunes",
    "children",
    "persons with disabilities",
    "migrant workers",
    "",
    "",
    "",
]
_LEVELS = ["local", "National", "Régional", "وطني", "international", "Global", "محلي", "", ""]
_DAYS = [
    "2019-03-04",
    "14/05/2018",
    "31/02/2019",
    "0000-00-00",
    "13/13/2020",
    "spring 2018",
    "4 March 2019",
    "25.12.2017",
    "15 mars 2020",
    "٢٠١٩-٠٦-٣٠",
    "n/a",
    "43556",
    "01/09/2031",
    "2020",
    "??",
    "17 آذار 2016",
    "28/2/17",
]
_REMARKS = [
    "met at the forum",
    "",
    "",
    "to be verified",
    "رشحها شريك",
    "ring after 5 pm",
    "ne pas appeler le vendredi",
    "",
    'said: "call back", twice',
    "line one\nline two",
    "-",
    "N/A",
]


@dataclass(frozen=True)
class Messy:
    """What a directory is known to hold, for whoever checks what was made of it."""

    rows: list[list[str]]
    """Without titles and header; the last one is the sum."""
    nameless: int
    repeated: list[tuple[int, int]]
    """(row, the earlier row of which it is another spelling), from 0."""
    countries: list[str]
    """The code each row means; nothing where it names none."""


def messy(rows: int = 400, seed: int = 3) -> Messy:
    """The rows of such a directory and what is true of them."""
    chance = Random(seed)
    named = [(word, kind) for kind in range(len(_KINDS)) for word in range(len(_WORDS))]
    chance.shuffle(named)
    made: list[list[str]] = []
    countries: list[str] = []
    repeated: list[tuple[int, int]] = []
    nameless = 0
    first: list[tuple[int, int, int, str]] = []
    for at in range(rows):
        if at % 13 == 12 and first:
            earlier, word, kind, country = first[chance.randrange(len(first))]
            repeated.append((at, earlier))
            latin = _KINDS[kind][0].format(_WORDS[word][2] if at % 2 else _WORDS[word][0].upper())
        else:
            word, kind = named[at % len(named)]
            country = chance.choice(list(_COUNTRIES))
            first.append((at, word, kind, country))
            latin = _KINDS[kind][0].format(_WORDS[word][0])
        row = _row(chance, at, latin, _KINDS[kind][1].format(_WORDS[word][1]), _KINDS[kind][2], country)
        if at % 97 == 50:
            row[1] = row[2] = " "
            nameless += 1
        if at % 61 == 30:
            row[4], country = _UNKNOWN_COUNTRIES[at // 61 % 2], ""
        if at % 67 == 33:
            row[4], country = chance.choice(["", "-", "n/a"]), ""
        made.append(row)
        countries.append(country)
    made.append(["", "Total / المجموع", "", "", str(rows), *[""] * (len(HEADER) - 5)])
    return Messy(made, nameless, repeated, countries)


def _row(chance: Random, at: int, latin: str, arabic: str, kind: str, country: str) -> list[str]:
    written, code = _COUNTRIES[country]
    separate = chance.random()
    name, other = (latin, arabic) if separate < 0.5 else (arabic, "")
    if separate > 0.7:
        name = chance.choice([f"{latin} / {arabic}", f"{latin} ({arabic})", f"{arabic} - {latin}"])
    elif 0.5 <= separate < 0.6:
        name = latin
    slug = "".join(sign for sign in latin.casefold() if sign.isascii() and sign.isalpha())[:20]
    return [
        str(at + 1),
        _stray(chance, name),
        _stray(chance, other),
        chance.choice(_TYPES[kind]),
        _stray(chance, chance.choice(written)),
        chance.choice(_LANGUAGES),
        _phones(chance, code, at),
        chance.choice(
            [
                f"info@{slug}.example",
                f"{slug}@mail.example; contact@{slug}.example",
                "",
                "n/a",
                f" Info@{slug}.example ",
            ]
        ),
        chance.choice([f"www.{slug}.example", f"https://{slug}.example/fr", "", "", "under construction"]),
        _DAYS[at % len(_DAYS)],
        chance.choice(_RIGHTS),
        chance.choice(_GROUPS),
        "",
        chance.choice(_LEVELS),
        chance.choice(["", "", _number(chance, code)]),
        chance.choice(_REMARKS),
        "see file 2" if at % 40 == 7 else "",
    ]


def _stray(chance: Random, text: str) -> str:
    """Spaces and marks that came along when it was pasted."""
    if not text:
        return text
    return chance.choice(
        [text, text, text, f" {text}  ", f"{RLM}{text}", f"{text}{LRM}", text.replace(" ", NBSP), f"{NBSP}{text}"]
    )


def _number(chance: Random, code: str) -> str:
    # Numbers nobody has: each is only possible, not in use.
    digits = "".join(chance.choice("2345678") for _digit in range(_LONG.get(code, 9)))
    return f"{code} 5{digits[1:3]} {digits[3:]}"


def _phones(chance: Random, code: str, at: int) -> str:
    one, other = _number(chance, code), _number(chance, code)
    eastern = one.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    plain = one.replace(" ", "")
    return chance.choice(
        [
            one,
            f"{one} / {other}",
            f"{one}; ext 3",
            f"tel: {one}",
            eastern,
            f"00{plain[1:]}",
            f"{one}\n{other}",
            "",
            f"{plain[1:]}.0",
            "2.12612E+11" if at % 5 == 0 else one,
            f"{one} (office), mobile {other}",
            "see website",
        ]
    )


def messy_directory(rows: int = 400, seed: int = 3) -> bytes:
    """The directory as separated values, with semicolons, in UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerows([*TITLES, HEADER, *messy(rows, seed).rows])
    return out.getvalue().encode("utf-8-sig")


def messy_workbook(rows: int = 400, seed: int = 3) -> bytes:
    """The same directory as a workbook: titles over merged cells, days and numbers as a spreadsheet keeps them."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Directory"
    for line in [*TITLES, HEADER]:
        sheet.append(line)
    sheet.merge_cells("A1:H1")
    for line in messy(rows, seed).rows:
        sheet.append([_kept(cell, at) for at, cell in enumerate(line)])
    book.create_sheet("Notes").append(["Nothing to see"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _kept(cell: str, column: int) -> object:
    if not cell:
        return None
    if column == 0 and cell.isdecimal():
        return int(cell)
    if column == 9 and cell == "2019-03-04":
        return date(2019, 3, 4)
    if cell.endswith(".0") and cell[:-2].isdecimal():
        return float(cell)
    return cell
