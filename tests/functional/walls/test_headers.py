"""What every answer tells the browser, and that nothing anybody writes becomes a part of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4
from xml.etree.ElementTree import Element

import html5lib
import pytest
from werkzeug.test import TestResponse

from engage.accounts.permissions import Role
from tests.functional.walls.conftest import Walled
from tests.functional.walls.doors import Viewer, addresses, candidates_for, doors
from tests.functional.walls.sheets import sheets

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
OFF = ("camera", "microphone", "geolocation")
# Each holds its own number where it would matter, so that what came through is known by it.
CORPUS = (
    "<script>alert('zq1')</script>",
    '"><img src=zq2 onerror=alert(2)>',
    "' onfocus=alert('zq3') autofocus x='",
    "{{7*7}}zq4{% if 1 %}{{config}}{% endif %}",
    "</textarea></title><b id=zq5>",
    "javascript:alert('zq6')",
    "\u202egnp.zq7\u202c\u2066\u200f\u061c",
    "سطر \u0627\u0644\u0645\u064a\u0646\u0627\u0621 zq8 <b>&amp;&lt;",
    "<!-- zq9 --><![CDATA[ ]]>",
    "%(name)s %s zq10 \\u003cscript\\u003e",
    "<svg/onload=alert('zq11')><style>*{}</style>",
)
OURS = {"script": ("src", "type"), "style": (), "img": ("src", "alt"), "base": ()}


def header_faults(name: str, answer: TestResponse) -> list[str]:
    """What an answer does not tell the browser, or tells it wrongly."""
    faults = [f"{name}: {key}" for key, value in HEADERS.items() if answer.headers.get(key) != value]
    policy, off = (answer.headers.get(key, "") for key in ("Content-Security-Policy", "Permissions-Policy"))
    said = dict(part.split(maxsplit=1) for part in policy.split("; ") if part)
    faults += [f"{name}: {key} of the policy" for key, value in POLICY.items() if said.get(key) != value]
    if any("unsafe" in value or "*" in value or "http" in value for value in said.values()):
        faults.append(f"{name}: a policy with holes")
    faults += [f"{name}: {each} is on" for each in OFF if f"{each}=()" not in off]
    if not answer.headers.get("Strict-Transport-Security"):
        faults.append(f"{name}: no transport security")
    for cookie in answer.headers.getlist("Set-Cookie"):
        if not all(part in cookie for part in ("__Host-", "Secure", "HttpOnly", "SameSite=Strict", "Path=/")):
            faults.append(f"{name}: a loose cookie")
    return faults + [f"{name}: {key} tells of us" for key in ("Server", "X-Powered-By") if key in answer.headers]


def answers(walled: Walled) -> Iterator[tuple[str, TestResponse]]:
    """Every page as a lead and as an administrator, every kind of error, a form that is refused."""
    for role in (Role.LEAD, Role.ADMINISTRATOR):
        viewer = walled.viewer(role)
        for door in doors(walled.app):
            if door.method == "GET":
                for path in addresses(walled.app, door, candidates_for(walled.walk, viewer)):
                    yield f"{role.value} {door.rule.endpoint}", viewer.client.get(path)
    lead, nobody, project = walled.viewer(Role.LEAD).client, walled.app.test_client(), walled.walk.ids["project_id"]
    yield "404", lead.get(f"/nothing/{uuid4()}")
    yield "404 in a project", lead.get(f"/projects/{project}/stakeholders/{uuid4()}")
    yield "405", lead.delete("/")
    yield "403", lead.post("/projects/new")
    yield "to sign in", nobody.get(f"/projects/{project}/")
    yield "signing in refused", nobody.post("/accounts/sign-in")
    yield "413", lead.post(f"/projects/{project}/decisions/new", data=b"x" * 26_000_000, content_type="text/plain")
    yield "413 of a form", lead.post(f"/projects/{project}/decisions/new", data={"title": "x" * 3_000_000})
    yield "no such host", nobody.get("/", headers={"Host": "elsewhere.example"})


@pytest.mark.parametrize("walled", ["sqlite"], indirect=True)
def test_every_answer_is_guarded(walled: Walled, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, faults = set(), []
    for name, answer in answers(walled):
        seen.add(answer.status_code)
        faults += header_faults(name, answer)

    def breaks(**_values: Any) -> str:
        raise RuntimeError

    breaks.engage_permit = "public"  # type: ignore[attr-defined]
    with monkeypatch.context() as patch:
        patch.setitem(walled.app.view_functions, "projects.home", breaks)
        broken = walled.viewer(Role.LEAD).client.get("/")
    assert broken.status_code == 500
    faults += header_faults("500", broken)
    assert sorted(set(faults)) == []
    assert {200, 302, 403, 404, 413} <= seen
    # The control: the same answer without one header, and with a hole in the policy, is found.
    weak = broken
    weak.headers.remove("Referrer-Policy")
    weak.headers["Content-Security-Policy"] += "; img-src *"
    assert header_faults("500", weak) == ["500: Referrer-Policy", "500: a policy with holes"]


def injected(page: str) -> list[str]:
    """Parts of a page that somebody else wrote into it."""
    if "zq" not in page:  # nothing of theirs is on it
        return []
    found = []
    for element in html5lib.parse(page, namespaceHTMLElements=False).iter():
        if isinstance(element.tag, str):
            found += _injected(element)
    # Evaluated by the template, or shown as markup that the parser above took for a comment.
    return found + re.findall(r"49zq4|<!-- zq9|<b id=zq5", page)


def _injected(element: Element) -> list[str]:
    tag, names = element.tag, [str(name).lower() for name in element.attrib]
    found = [f"<{tag} {name}>" for name in names if name.startswith("on") or name in {"srcdoc", "style"}]
    if tag in OURS and not all(name in OURS[tag] or name in {"defer", "class", "width", "height"} for name in names):
        found.append(f"<{tag}>")
    if tag in {"script", "style"} and "zq" in (element.text or "") and element.get("type") != "application/json":
        found.append(f"words in <{tag}>")
    if element.get("id") == "zq5" or "zq2" in (element.get("src") or ""):
        found.append(f"<{tag}> of theirs")
    links = [element.get(name) or "" for name in ("href", "src", "action", "formaction")]
    return found + [f"<{tag}> leads to a script" for link in links if link.strip().lower().startswith("javascript:")]


@pytest.mark.parametrize("walled", ["sqlite"], indirect=True)
@pytest.mark.parametrize("part", range(3))
def test_what_is_written_stays_words(walled: Walled, part: int) -> None:
    """Into every field of every form, refused once and kept once; then every page is read, by the lead and others."""
    corpus = " ".join(CORPUS[part::3])
    lead, refused, kept, echoed = walled.viewer(Role.LEAD), 0, 0, 0

    def say(place: str) -> str:
        return f"z{part}{uuid4().hex[:8]}@example.org" if place.endswith("@") else corpus

    for viewer in (lead, walled.viewer(Role.ADMINISTRATOR)):
        for sheet in sheets(walled.app, viewer.client, viewer, walled.walk):
            for wrong in (True, False):
                answer = viewer.client.post(sheet.action, data=sheet.filled(say, wrong=wrong))
                page = answer.get_data(as_text=True)
                assert answer.status_code < 500, f"{sheet.endpoint} breaks"
                assert injected(page) == [], f"{sheet.endpoint}, {answer.status_code}"
                refused += answer.status_code == 422
                kept += answer.status_code == 302
                echoed += answer.status_code == 422 and "zq" in page
    assert refused > 25
    assert kept > 25
    assert echoed > 25  # nothing typed is lost
    # One part is read by each of them: whose page it is makes no difference to what it is made of.
    shown, readers = 0, {0: (Role.LEAD,), 1: (Role.LEAD,), 2: (Role.ANALYST, Role.TRANSLATOR, Role.ADMINISTRATOR)}
    for role in readers[part]:
        for path, page in pages(walled, walled.viewer(role)):
            assert injected(page) == [], path
            shown += "zq" in page
    assert shown > 15


def pages(walled: Walled, viewer: Viewer) -> Iterator[tuple[str, str]]:
    """Every page that opens to a viewer."""
    for door in doors(walled.app):
        if door.method == "GET":
            for path in addresses(walled.app, door, candidates_for(walled.walk, viewer)):
                answer = viewer.client.get(path)
                assert answer.status_code < 500, door.name
                if answer.status_code == 200 and answer.mimetype == "text/html":
                    yield door.name, answer.get_data(as_text=True)


@pytest.mark.parametrize("walled", ["sqlite"], indirect=True)
def test_very_long_words_are_refused_and_kept_for_the_writer(walled: Walled) -> None:
    lead, longest = walled.viewer(Role.LEAD), "لا" * 120_000
    for sheet in sheets(walled.app, lead.client, lead, walled.walk)[3:12]:
        data = sheet.filled(lambda place: "x@example.org" if place.endswith("@") else "short")
        for field in sheet.texts()[:1]:
            data[field.get("name") or ""] = longest
        answer = lead.client.post(sheet.action, data=data)
        assert answer.status_code in {200, 302, 303, 404, 413, 422}, f"{sheet.endpoint}: {answer.status_code}"


@pytest.mark.parametrize("word", CORPUS[:6])
def test_words_that_become_a_part_of_a_page_are_found(word: str) -> None:
    """The control: a page into which they are put as they are."""
    whole = '<!doctype html><html lang="en"><title>t</title><p>%s</p><a href="%s">a</a><input value=\'%s\'></html>'
    assert injected(whole % (word.replace("{{7*7}}", "49"), word, word))
    assert injected(whole % ("calm", "/", "words zq1")) == []
