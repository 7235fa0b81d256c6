"""The inspector of pages finds each kind of fault, and lets a good page pass."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.inspection import InspectedClient, inspect_fragment, inspect_page

FORM = '<form method="post"><input type="hidden" name="csrf_token" value="t">{}</form>'
PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main>{heading}{body}</main></body></html>"""
GOOD = """
<p id="hint">What it is for</p><label for="name">Name</label><input id="name" name="name" aria-describedby="hint">
<label><input type="checkbox" name="sure"> Sure</label>
<select name="kind" aria-label="Kind"><option value="">All</option></select>
<a href="#hint"><img src="/a.svg" alt="Help"></a><button type="submit"><svg aria-hidden="true"></svg>Save</button>
<table><caption>People</caption><tr><th>Pseudonym</th></tr></table>
<fieldset><legend>When</legend><label for="day">Day</label><input id="day" name="day"></fieldset>
""" + FORM.format("")
FAULTS = {
    "id “a” stands 2 times": '<p id="a"></p><p id="a"></p>',
    "has no label": '<input name="name">',
    "aria-describedby names “gone”": '<label for="x">X</label><input id="x" aria-describedby="gone">',
    "for names “gone”": '<label for="gone">X</label>',
    "inline style": '<p style="color: red"></p>',
    "an inline <script>": "<script>go()</script>",
    "has onclick": '<button onclick="go()">Go</button>',
    "runs script from an address": '<a href="javascript:go()">Go</a>',
    "without a CSRF token": '<form method="post"><button>Save</button></form>',
    "a link says where it leads": '<a href="/people"><svg aria-hidden="true"></svg></a>',
    "a button says what it does": "<button></button>",
    "has no alt": '<img src="/a.png">',
    "has no <caption>": "<table><tr><td>1</td></tr></table>",
    "has no <legend>": "<fieldset><p>Day</p></fieldset>",
    "left over from a template": "<p>%(name)s was heard</p>",
    "left over in title": '<p title="{{ name }}">Heard</p>',
    "not valid HTML": "<p><b>Heard</p>",
    "leads to “#gone”": '<a href="#gone">Down</a>',
}


def page(
    body: str, *, lang: str = "en", dir: str = "ltr", title: str = "People", heading: str = "<h1>People</h1>"
) -> str:
    return PAGE.format(body=body, lang=lang, dir=dir, title=title, heading=heading)


def test_a_good_page_passes() -> None:
    inspect_page(page(GOOD))
    inspect_fragment(GOOD)


@pytest.mark.parametrize(("said", "body"), FAULTS.items(), ids=FAULTS)
def test_a_planted_fault_is_caught(said: str, body: str) -> None:
    with pytest.raises(AssertionError, match="faults") as caught:
        inspect_page(page(body))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("has no lang", {"lang": ""}),
        ("has no dir", {"dir": "auto"}),
        ("has no <title>", {"title": " "}),
        ("has 0 <h1>", {"heading": ""}),
        ("has 2 <h1>", {"heading": "<h1>One</h1><h1>Two</h1>"}),
    ],
)
def test_a_planted_frame_is_caught(said: str, changed: dict[str, str]) -> None:
    with pytest.raises(AssertionError) as caught:
        inspect_page(page("", **changed))
    assert said in str(caught.value)


def test_the_portal_needs_no_token_and_no_caption() -> None:
    inspect_page(page(FAULTS["without a CSRF token"] + FAULTS["has no <caption>"]), portal=True)


def test_the_client_inspects_what_it_is_given() -> None:
    app = Flask("pages")
    app.add_url_rule("/good", "good", lambda: page(GOOD))
    app.add_url_rule("/bad", "bad", lambda: page("<button></button>"))
    app.add_url_rule("/piece", "piece", lambda: GOOD)
    client = InspectedClient.at(app)
    assert client.get("/good").status_code == 200
    assert client.get("/piece", headers={"HX-Request": "true"}).status_code == 200
    for address in ("/bad", "/piece"):
        with pytest.raises(AssertionError):
            client.get(address)
