"""Keeping the catalogues whole: `python -m engage.i18n.catalogues update | check`.

`update` gathers every text from code and templates and merges it into each language; `check` fails when a text is
missing, fuzzy, stale or has placeholders that differ from the source.
"""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from engage.i18n.languages import LANGUAGES, SOURCE
from engage.i18n.texts import TRANSLATIONS

HOUSE = TRANSLATIONS.parent
METHODS = [("engage/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
OPTIONS = {
    "templates/**.html": {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "trimmed": "true"},
    "templates/**.txt": {"extensions": "jinja2.ext.i18n"},
}
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def template() -> Catalog:
    """Every text for people in the house, as it stands in the source."""
    found = Catalog(charset="utf-8")
    for folder in ("engage", "templates"):
        for name, line, message, comments, context in extract_from_dir(
            HOUSE / folder,
            _below(folder),
            _options_below(folder),
            KEYWORDS,
            ("For translators:",),
            strip_comment_tags=True,
        ):
            found.add(message, None, [(f"{folder}/{name}", line)], auto_comments=comments, context=context)
    return found


def _below(folder: str) -> list[tuple[str, str]]:
    return [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in METHODS if pattern.startswith(folder)]


def _options_below(folder: str) -> dict[str, dict[str, str]]:
    mine = {pattern: options for pattern, options in OPTIONS.items() if pattern.startswith(folder)}
    return {pattern.removeprefix(f"{folder}/"): options for pattern, options in mine.items()}


def path_of(code: str) -> Path:
    """Where the catalogue of a language lies."""
    return TRANSLATIONS / code / "LC_MESSAGES" / "messages.po"


def load(code: str) -> Catalog:
    """The catalogue of a language as it lies on disk, or an empty one."""
    path = path_of(code)
    if not path.exists():
        return Catalog(locale=Locale.parse(code), charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale=code)


def update(code: str) -> None:
    """Merges the texts of the house into the catalogue of `code`; texts no longer used go."""
    catalogue = load(code)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path = path_of(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, catalogue, width=120, no_location=True, sort_output=True)
    passing = ('"POT-Creation', '"PO-Revision', '"Last-Translator', '"Language-Team', '"Generated-By', '"Report-Msgid')
    lines = [line for line in written.getvalue().decode().splitlines() if not line.startswith(passing)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def faults(code: str, source: Catalog | None = None) -> list[str]:
    """What is wrong with the catalogue of `code`, one sentence each."""
    source = template() if source is None else source
    catalogue = load(code)
    wrong: list[str] = []
    for message in source:
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        mine = catalogue.get(key, message.context)
        if mine is None or not _whole(mine, catalogue):
            wrong.append(f"{code}: not translated: {key[:80]!r}")
        elif mine.fuzzy:
            wrong.append(f"{code}: fuzzy: {key[:80]!r}")
        elif not _same_placeholders(mine):
            wrong.append(f"{code}: placeholders differ: {key[:80]!r}")
    wanted = {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in source if m.id}
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else (message.id[0] if message.id else "")
        if key and (message.context, key) not in wanted:
            wrong.append(f"{code}: no longer used: {key[:80]!r}")
    return wrong


def _whole(message: Message, catalogue: Catalog) -> bool:
    if isinstance(message.id, str):
        return bool(message.string)
    forms = message.string
    return isinstance(forms, list | tuple) and len(forms) == catalogue.num_plurals and all(forms)


def _same_placeholders(message: Message) -> bool:
    if isinstance(message.id, str):
        return set(PLACEHOLDER.findall(message.id)) == set(PLACEHOLDER.findall(str(message.string)))
    # One, two and zero may be said in words; whatever stands there must exist in the source.
    allowed = set(PLACEHOLDER.findall(message.id[1])) | {"num"}
    return all(set(PLACEHOLDER.findall(form)) <= allowed for form in message.string or ())


def main(words: list[str]) -> int:
    """Runs `update` or `check` for every language but the source; returns the exit status."""
    codes = [language.code for language in LANGUAGES if language.code != SOURCE]
    if words == ["update"]:
        for code in codes:
            update(code)
        return 0
    if words == ["check"]:
        source = template()
        wrong = [fault for code in codes for fault in faults(code, source)]
        for fault in wrong[:40]:
            sys.stderr.write(fault + "\n")
        sys.stderr.write(f"catalogues: {len(wrong)} faults in {len(codes)} languages\n")
        return 1 if wrong else 0
    sys.stderr.write("usage: python -m engage.i18n.catalogues update | check\n")
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
