"""The stylesheets: contrast in light and dark, logical properties only, nothing from elsewhere, small enough."""

import re
from itertools import product
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[3] / "engage" / "web" / "static"
SHEETS = sorted(STATIC.rglob("*.css"))
COLOUR = re.compile(r"--([a-z-]+): ?(#[0-9a-f]{3,6})\b")
PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height)"
    r"|(?:text-align|float|clear): ?(?:left|right))\s*:"
)
SURFACES = ("paper", "sheet", "sunk")
TONES = ("good", "attention", "danger", "quiet", "accent")
TEXT = [
    *product(("ink", "ink-soft", "accent", "accent-deep", "good", "attention", "danger", "quiet"), SURFACES),
    *((tone, f"{tone}-soft") for tone in TONES),
    *(("ink", f"{tone}-soft") for tone in TONES),
    ("ink-soft", "quiet-soft"),
    ("ink-soft", "accent-soft"),
    ("accent-deep", "accent-soft"),
    ("ink-soft", "attention-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("on-danger", "danger"),
    ("on-danger", "danger-deep"),
    ("ink", "mark"),
]
EDGES = [*product(("line-strong", "focus"), SURFACES), ("focus", "accent-soft"), ("focus", "danger-soft")]


def palettes() -> dict[str, dict[str, str]]:
    light, dark = (STATIC / "css" / "tokens.css").read_text().split("prefers-color-scheme: dark")
    day = dict(COLOUR.findall(light))
    return {"light": day, "dark": {**day, **dict(COLOUR.findall(dark))}}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_rightly() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (EDGES, 3.0)], ids=["text", "edges"])
def test_colours_can_be_told_apart(scheme: str, pairs: list[tuple[str, str]], least: float) -> None:
    colours = palettes()[scheme]
    found = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    weak = {pair: ratio for pair, ratio in found.items() if ratio < least}
    assert weak == {}, f"too weak in {scheme}, choose stronger colours in tokens.css"


def test_the_portal_wears_the_same_colours() -> None:
    light, dark = (STATIC / "portal.css").read_text().split("prefers-color-scheme:dark")
    alike = ("paper", "sheet", "ink", "accent", "danger", "danger-soft", "focus")
    same = {name: name for name in alike} | {"soft": "ink-soft", "line": "line-strong", "note": "accent-soft"}
    for scheme, source in (("light", light), ("dark", dark)):
        worn, palette = dict(COLOUR.findall(source)), palettes()[scheme]
        assert {name: worn[name] for name in same} == {name: palette[token] for name, token in same.items()}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheets_mirror_by_themselves(sheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/|@media[^{]*", "", sheet.read_text(), flags=re.S)
    found = [line.strip() for line in rules.splitlines() if PHYSICAL.search(line)]
    assert found == [], "use margin-inline, inset-inline-start, inline-size … so that Arabic mirrors by itself"


def test_physical_properties_are_noticed() -> None:
    assert PHYSICAL.search("a { margin-left: 1rem; }")
    assert PHYSICAL.search("a{width:1rem}")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheets_ask_for_nothing_from_elsewhere(sheet: Path) -> None:
    text = sheet.read_text()
    assert "url(" not in text
    assert "@import" not in text
    assert len(text.splitlines()) < 400


def test_the_portal_sheet_stays_small() -> None:
    assert len((STATIC / "portal.css").read_bytes()) <= 6_000
