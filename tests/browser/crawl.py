"""Every kind of page that can be reached by following links, a few of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page

IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
NUMBERS = re.compile(r"(?<=/)\d+(?=/|$)")
CRITERION = re.compile(r"(?<=/disagree/)[a-z_.]+")
# Pages that look different with what they are about; of all others, the first stands for its kind.
STORIES = re.compile(r"/(stakeholders|engagements|decisions|summaries|feedback|principles)/<id>/?$")
MOST_STORIES = 2
PASSING = {"language", "l"}
# Asks for a file and not for a page.
TAKING = "as"
# By their attribute: links of a drawing have no plain address of their own.
ADDRESSES = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"


def kind_of(address: str) -> str:
    """The address without what tells one record from another."""
    parts = urlsplit(address)
    path = CRITERION.sub("<criterion>", NUMBERS.sub("<number>", IDS.sub("<id>", parts.path)))
    asked = sorted({name for name, _value in parse_qsl(parts.query) if name not in PASSING})
    return path + (f"?{'&'.join(asked)}" if asked else "")


def crawl(page: Page, *starts: str, stories: int = MOST_STORIES) -> Iterator[tuple[str, str]]:
    """Opens page after page from `starts`, always in the same order; gives kind and address of the open one."""
    here = urlsplit(starts[0]).netloc
    waiting, met = list(starts), dict.fromkeys(map(kind_of, starts), 1)
    while waiting:
        address = waiting.pop(0)
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{kind_of(address)} answers {answer.status}"
        links = page.eval_on_selector_all("a[href]", ADDRESSES)
        yield kind_of(address), address
        for link in dict.fromkeys(each.partition("#")[0] for each in links):
            kind = kind_of(link)
            choosing = any(f"{name}=" in urlsplit(link).query for name in (*PASSING, TAKING))
            most = stories if STORIES.search(kind) else 1
            if urlsplit(link).netloc == here and not choosing and met.get(kind, 0) < most:
                met[kind] = met.get(kind, 0) + 1
                waiting.append(link)
