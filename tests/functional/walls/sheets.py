"""Fills in every form of every page, as a person would who writes into each field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from engage.db.clock import today
from tests.factories.journey import Walk
from tests.functional.walls.doors import Viewer, addresses, candidates_for, doors

Say = Callable[[str], str]
# Days that are to come; every other day is today.
AHEAD = {"due_on": 30, "window_closes_on": 10, "until_on": 10, "planned_on": 5, "promised_on": 9}
# Of a choice that would contradict another field, the last one is taken, or none.
LAST = {"forbidden_channels", "translation_language", "stakeholder"}
NONE = {"named", "administrator", "find"}
TYPED = {"text", "search", "email", "tel"}
# After these, other forms of the same record are no longer there.
ENDINGS = ("decisions.made", "decisions.withdraw", "engagements.cancel", "engagements.hold", "summaries.review")


@dataclass(frozen=True)
class Sheet:
    """A form of a page: where it stands, where it is sent, its fields."""

    endpoint: str
    page: str
    action: str
    form: Element

    def texts(self) -> list[Element]:
        """The fields one writes into."""
        return [each for each in self.form.iter() if is_text(each)]

    def filled(self, say: Say, *, wrong: bool = False) -> MultiDict[str, str]:
        """What a person sends who writes into each field; `wrong`: days that are none, and nothing chosen."""
        data: MultiDict[str, str] = MultiDict()
        choices: dict[str, list[Element]] = {}
        for field in self.form.iter():
            name, kind = field.get("name") or "", (field.get("type") or "text").lower()
            if not name:
                continue
            if is_text(field):
                data.add(name, self._written(field, name, kind, say, wrong=wrong))
            elif field.tag == "input" and kind == "hidden":
                data.add(name, field.get("value") or "")
            elif field.tag == "input" and kind in {"radio", "checkbox"}:
                choices.setdefault(name, []).append(field)
            elif field.tag == "select" and not wrong:
                data.add(name, _chosen(name, [(each, each.get("selected")) for each in field.iter("option")]))
        for name, offered in choices.items():
            if name not in NONE and not wrong:
                data.add(name, _chosen(name, [(each, each.get("checked")) for each in offered]))
        return data

    def _written(self, field: Element, name: str, kind: str, say: Say, *, wrong: bool) -> str:
        if field.get("autocomplete") == "one-time-code" or name in NONE:
            return ""
        if name == "pasted":
            return f"name,type,email\n{say(f'{self.endpoint}.{name}')},trade union,nobody@example.org\n"
        if name.endswith(("_on", "_by")) and field.tag == "input" and name != "considered_by":
            day = today() + timedelta(days=AHEAD.get(name, 0))
            return say(f"{self.endpoint}.{name}") if wrong else day.isoformat()
        if kind == "email" or name.endswith("-value"):
            return say(f"{self.endpoint}.{name}@")
        return say(f"{self.endpoint}.{name}")


def is_text(field: Element) -> bool:
    """Whether one writes into it."""
    return field.tag == "textarea" or (field.tag == "input" and (field.get("type") or "text").lower() in TYPED)


def _chosen(name: str, offered: list[tuple[Element, str | None]]) -> str:
    values = [value for field, _is_chosen in offered if (value := field.get("value", "on"))]
    already = [value for field, is_chosen in offered if is_chosen is not None and (value := field.get("value", "on"))]
    if name in LAST:
        return values[-1] if values else ""
    return next(iter(already or values), "")


def sheets_of(endpoint: str, path: str, page: str) -> Iterator[Sheet]:
    """The forms of a page that one writes into and sends."""
    if page.count('method="post"') < 2:  # signing out, and nothing else
        return
    for form in html5lib.parse(page, namespaceHTMLElements=False).iter("form"):
        sheet = Sheet(endpoint, path, form.get("action") or path, form)
        if (form.get("method") or "get").lower() == "post" and sheet.texts():
            yield sheet


def sheets(app: Flask, client: FlaskClient, viewer: Viewer, walk: Walk) -> list[Sheet]:
    """Every form that a viewer finds on any page, each address once; what ends something comes last."""
    found: dict[str, Sheet] = {}
    for door in doors(app):
        if door.method == "GET":
            for path in addresses(app, door, candidates_for(walk, viewer)):
                answer = client.get(path)
                if answer.status_code == 200 and answer.mimetype == "text/html":
                    for sheet in sheets_of(door.rule.endpoint, path, answer.get_data(as_text=True)):
                        found.setdefault(sheet.action, sheet)
    return sorted(found.values(), key=lambda sheet: sheet.endpoint.startswith(ENDINGS))
