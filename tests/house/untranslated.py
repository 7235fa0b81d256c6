"""Finds words for people that stand outside the catalogues, in templates and in Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from jinja2 import Environment, nodes

LETTERS = re.compile(r"[^\W\d_]{2,}")
TAG = re.compile(r"<[^<>]*>", re.S)
ENTITY = re.compile(r"&#?\w+;")
READ_ALOUD = re.compile(r'\b(?:title|alt|placeholder|aria-label|label)="([^"]*)"')
PHRASE = re.compile(r"^[A-Z][a-z’']+(?:[ ,.:?–-]|$)|[a-z]{2,} [a-z]{2,}[.?:]$")
# Codes that a macro gives back to a macro, and what is the same in every language.
SAME_EVERYWHERE = {"Engage", "radio", "checkbox"}
KEYS = re.compile(r"<kbd[^<>]*>[^<>]*</kbd>")
TRANSLATE = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
SHOWN_BY = {"flash", "ValidationError", "StopValidation"}
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)


def in_template(source: str) -> list[str]:
    """Texts of a template that are in no `{% trans %}` and no `_("…")`, as "line N: text"."""
    return [*_text_faults(source), *_argument_faults(source)]


def _text_faults(source: str) -> Iterator[str]:
    bare = _without_jinja(source)
    within_tags = TAG.finditer(bare)
    for tag in within_tags:
        for said in READ_ALOUD.finditer(tag.group()):
            if _is_text(said.group(1)):
                yield f"line {_line(bare, tag.start())}: {said.group(0)}"
    blank = TAG.sub(_blanked, KEYS.sub(_blanked, bare))
    for number, line in enumerate(blank.splitlines(), 1):
        if _is_text(line):
            yield f"line {number}: {' '.join(line.split())}"


def _argument_faults(source: str) -> Iterator[str]:
    tree = ENVIRONMENT.parse(source)
    translated = {
        id(constant)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in TRANSLATE
        for constant in call.find_all(nodes.Const)
    }
    for constant in tree.find_all(nodes.Const):
        text = constant.value
        if isinstance(text, str) and id(constant) not in translated and PHRASE.search(text) and _is_text(text):
            yield f"line {constant.lineno}: {text!r}"


def _without_jinja(source: str) -> str:
    """The template with everything blanked that is not written down as text, lines kept."""
    kept: list[str] = []
    in_trans, at_start, level = False, False, 0
    for _number, kind, value in ENVIRONMENT.lex(source):
        if kind in ("block_begin", "variable_begin"):
            level, at_start = level + 1, kind == "block_begin"
        elif kind in ("block_end", "variable_end"):
            level -= 1
        elif level and at_start and kind == "name":
            in_trans = {"trans": True, "endtrans": False}.get(value, in_trans)
            at_start = False
        shown = kind == "data" and not in_trans
        kept.append(value if shown else " " + "\n" * value.count("\n"))
    return "".join(kept)


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _is_text(text: str) -> bool:
    words = LETTERS.findall(ENTITY.sub(" ", text))
    return bool(words) and not SAME_EVERYWHERE.issuperset(words)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def in_python(source: str) -> list[str]:
    """Words for people given to forms and messages without a catalogue, as "line N: text"."""
    found = []
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        given = [keyword.value for keyword in call.keywords if keyword.arg in ("label", "description", "message")]
        to_errors = isinstance(call.func, ast.Attribute) and name == "append" and _ends_in_errors(call.func.value)
        if call.args and (name in SHOWN_BY or name.endswith("Field") or to_errors):
            given.append(call.args[0])
        found += [
            f"line {value.lineno}: {value.value!r}"
            for value in given
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and LETTERS.search(value.value)
        ]
    return found


def _ends_in_errors(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr.endswith("errors")
