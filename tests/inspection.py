"""Reads a page as a careful stranger would: valid, one heading, every control named, nothing inline.

`inspect_page` raises AssertionError with every fault in words; `InspectedClient` does so for each page it is
given.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from html5lib.constants import E as PARSER_WORDS
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

LEFTOVER = re.compile(r"%\(\w*|\{\{|\}\}|\{%|%\}")
SELF_NAMED_INPUTS = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = (
    "aria-describedby",
    "aria-labelledby",
    "aria-controls",
    "aria-errormessage",
    "aria-owns",
    "list",
    "form",
)


class InspectedClient(FlaskClient):
    """A test client that inspects each page. What the test wrote is committed before a request, as if by
    another.
    """

    session: Session | None = None
    portal = False

    @classmethod
    def at(cls, app: Flask, *, session: Session | None = None, portal: bool = False) -> InspectedClient:
        """A client at the door of `app`; `session` is the test's own, committed before and refreshed
        after.
        """
        client = cls(app, app.response_class, use_cookies=True)
        client.session, client.portal = session, portal
        return client

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """As FlaskClient. Raises AssertionError when the page has faults."""
        if self.session is not None:
            self.session.commit()
        response = super().open(*args, **kwargs)
        if self.session is not None:
            self.session.expire_all()
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            text = response.get_data(as_text=True)
            if response.request.headers.get("HX-Request"):
                inspect_fragment(text, portal=self.portal)
            elif text:
                inspect_page(text, portal=self.portal)
        return response


def inspect_page(html: str, *, portal: bool = False) -> None:
    """Inspects a whole page; pages of the portal need no CSRF token and no captions. Raises
    AssertionError.
    """
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(html)
    faults = _parse_faults(parser)
    if not page.get("lang"):
        faults.append("<html> has no lang: say which language the page is in")
    if page.get("dir") not in ("ltr", "rtl"):
        faults.append("<html> has no dir: say ltr or rtl")
    title = page.find(".//head/title")
    if title is None or not _words(title):
        faults.append("the page has no <title>")
    headings = page.findall(".//h1")
    if len(headings) != 1:
        faults.append(f"the page has {len(headings)} <h1>; it needs exactly one that says where one is")
    if page.find(".//main") is None:
        faults.append("the page has no <main>: readers of screens cannot skip to what matters")
    _refuse(html, faults + _element_faults(page, portal, whole=True))


def inspect_fragment(html: str, *, portal: bool = False) -> None:
    """Inspects a piece that a script puts into a page. Raises AssertionError."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    piece = parser.parseFragment(html)
    _refuse(html, _parse_faults(parser) + _element_faults(piece, portal, whole=False))


def _refuse(html: str, faults: list[str]) -> None:
    if faults:
        title = re.search(r"<title>(.*?)</title>", html, re.S)
        name = title.group(1).strip() if title else html.strip()[:60]
        raise AssertionError(f"the page “{name}” has {len(faults)} faults:\n- " + "\n- ".join(faults))


def _parse_faults(parser: html5lib.HTMLParser) -> list[str]:
    return [
        f"not valid HTML at line {position[0]}: {PARSER_WORDS.get(code, code) % details if details else code}"
        for position, code, details in parser.errors
    ]


def _element_faults(root: Element, portal: bool, *, whole: bool) -> list[str]:
    faults: list[str] = []
    ids = [str(element.get("id")) for element in root.iter() if element.get("id") is not None]
    faults += [
        f"the id “{name}” stands {ids.count(name)} times; ids are unique"
        for name in sorted(set(ids))
        if ids.count(name) > 1
    ]
    parents = {child: parent for parent in root.iter() for child in parent}
    labels = {label.get("for"): label for label in root.iter("label") if label.get("for")}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        faults += _inline_faults(element)
        if whole:
            faults += _reference_faults(element, set(ids))
        faults += _name_faults(element, labels, parents, root)
        if element.tag == "form":
            faults += _form_faults(element, portal)
        if element.tag == "table" and not portal and element.find("caption") is None:
            faults.append(f"{_shown(element)} has no <caption>: say what the table lists")
        if element.tag == "fieldset" and element.find("legend") is None:
            faults.append(f"{_shown(element)} has no <legend>: say what its controls are about")
        for text in (element.text, element.tail):
            if text and LEFTOVER.search(text):
                faults.append(f"left over from a template or a message: {text.strip()[:60]!r}")
        for name in ("title", "alt", "aria-label", "placeholder", "value"):
            if name != "value" or element.tag != "textarea":
                faults += [
                    f"left over in {name}: {value!r}"
                    for value in [element.get(name)]
                    if value and LEFTOVER.search(value)
                ]
    return faults


def _inline_faults(element: Element) -> list[str]:
    faults = []
    if element.tag == "style" or element.get("style") is not None:
        faults.append(f"{_shown(element)} has inline style; the policy forbids it: use a class of the stylesheet")
    if element.tag == "script" and not element.get("src") and (element.get("type") or "") != "application/json":
        faults.append("an inline <script>; the policy forbids it: serve it as a file")
    faults += [
        f"{_shown(element)} has {name}; listen from a file instead"
        for name in element.attrib
        if str(name).startswith("on")
    ]
    if (element.get("href") or "").lower().startswith("javascript:"):
        faults.append(f"{_shown(element)} runs script from an address")
    return faults


def _reference_faults(element: Element, ids: set[str]) -> list[str]:
    names = [*REFERENCES, "for"] if element.tag in ("label", "output") else list(REFERENCES)
    targets = [(name, target) for name in names for target in (element.get(name) or "").split()]
    faults = [
        f"{_shown(element)}: {name} names “{target}”, which is not on the page"
        for name, target in targets
        if target not in ids
    ]
    href = element.get("href") or ""
    if element.tag == "a" and href.startswith("#") and len(href) > 1 and href[1:] not in ids:
        faults.append(f"{_shown(element)} leads to “{href}”, which is not on the page")
    return faults


def _name_faults(
    element: Element, labels: dict[Any, Element], parents: dict[Element, Element], root: Element
) -> list[str]:
    kind = (element.get("type") or "text").lower()
    if element.tag == "img" and element.get("alt") is None:
        return [f'{_shown(element)} has no alt: describe it, or give alt="" if it only decorates']
    if element.tag == "a" and element.get("href") is not None and not _named(element, root):
        return [f"{_shown(element)} has no words: a link says where it leads"]
    if element.tag == "button" and not _named(element, root):
        return [f"{_shown(element)} has no words: a button says what it does"]
    if element.tag not in ("input", "select", "textarea") or (element.tag == "input" and kind in SELF_NAMED_INPUTS):
        return []
    label = labels.get(element.get("id"))
    within: Element | None = element
    while within is not None and within.tag != "label":
        within = parents.get(within)
    if any(found is not None and _words(found) for found in (label, within)) or element.get("aria-label"):
        return []
    return [] if _named(element, root) else [f"{_shown(element)} has no label: connect one with for and id"]


def _form_faults(form: Element, portal: bool) -> list[str]:
    if (form.get("method") or "get").lower() != "post" or portal:
        return []
    tokens = [field for field in form.iter("input") if field.get("name") == "csrf_token" and field.get("value")]
    return [] if tokens else [f"{_shown(form)} is sent without a CSRF token"]


def _named(element: Element, root: Element) -> bool:
    if element.get("aria-label") or _words(element):
        return True
    wanted = (element.get("aria-labelledby") or "").split()
    return any(_words(target) for target in root.iter() if target.get("id") in wanted)


def _words(element: Element) -> str:
    """What a reader of screens would say of the element."""
    if element.get("aria-hidden") == "true":
        return ""
    if element.tag == "img":
        return (element.get("alt") or "").strip()
    said = [element.get("aria-label") or "", element.text or ""]
    for child in element:
        said += [_words(child) if isinstance(child.tag, str) else "", child.tail or ""]
    return " ".join(" ".join(said).split())


def _shown(element: Element) -> str:
    marks = "".join(
        f' {name}="{element.get(name)}"' for name in ("id", "name", "type", "href", "class") if element.get(name)
    )
    return f"<{element.tag}{marks[:100]}>"
