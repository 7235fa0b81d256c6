"""Interface text that stayed English on a page in another script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

SEVERAL_WORDS = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:\s+[A-Za-z][A-Za-z'’-]*){2,}")
SPOKEN = ("aria-label", "placeholder", "alt", "title")
# What stands in these was written by people, or is not read.
SILENT = {"script", "style", "textarea", "bdi"}


def english_in(html: str) -> list[str]:
    """Three English words in a row or more, where the page does not say that they are a name or another language."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    texts = _texts(page, page.get("lang", ""))
    return sorted({found.group() for text in texts for found in SEVERAL_WORDS.finditer(text)})


def language_of(html: str) -> tuple[str, str]:
    """Language and direction that the page says it has."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    return page.get("lang", ""), page.get("dir", "")


def _texts(element: Element, language: str) -> Iterator[str]:
    ours = element.get("lang", language) == language and element.get("translate") != "no"
    if ours and element.tag not in SILENT:
        yield element.text or ""
        yield from (element.get(name, "") for name in SPOKEN)
        for child in element:
            if isinstance(child.tag, str):
                yield from _texts(child, language)
            yield child.tail or ""
