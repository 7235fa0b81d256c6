"""No word for people stands outside the catalogues."""

from __future__ import annotations

import pytest

from tests.house.tree import ROOT, files, refuse, shown
from tests.house.untranslated import in_python, in_template

SPOKEN = ("engage/db/", "engage/cli/")


def test_templates_speak_through_the_catalogues() -> None:
    faults = [
        f"{shown(path)}: {fault}"
        for path in files(".html", ".txt", root=ROOT / "templates")
        for fault in in_template(path.read_text(encoding="utf-8"))
    ]
    refuse(faults, 'Put it into {{ _("…") }} or {% trans %}…{% endtrans %}:')


def test_forms_and_messages_speak_through_the_catalogues() -> None:
    faults = [
        f"{shown(path)}: {fault}"
        for path in files(".py", root=ROOT / "engage")
        if not shown(path).startswith(SPOKEN)
        for fault in in_python(path.read_text(encoding="utf-8"))
    ]
    refuse(faults, 'Wrap it: _l("…") where it is declared, _("…") where it is shown:')


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Not said to anyone else</p>",
        "<p>{{ name }} was heard</p>",
        '<p class="x">\n  {% if a %}yes, indeed{% endif %}\n</p>',
        '<a href="#" title="Open the list">{{ _("Open") }}</a>',
        '{{ button("Save this") }}',
        '{{ button("Save") }}',
        "{% call section('What was heard') %}{% endcall %}",
        "<p>لا شيء</p>",
    ],
)
def test_a_planted_text_in_a_template_is_caught(planted: str) -> None:
    assert in_template(planted)


@pytest.mark.parametrize(
    "spoken",
    [
        '<p>{{ _("Said to everyone") }}</p>',
        "{% trans name=x %}<b>{{ name }}</b> was heard{% endtrans %}",
        "{% trans count=n %}One voice{% pluralize %}{{ count }} voices{% endtrans %}",
        '<p class="field{% if x %} wrong{% endif %}" data-kind="big one">· &nbsp; {{ a }} – {{ b }}</p>',
        '{# A comment says what it likes. #}{{ button(_("Save"), kind="primary") }}',
        '{% set kinds = {"a": "first", "b": "second kind"} %}',
        "{% extends 'layouts/staff.html' %}",
    ],
)
def test_what_goes_through_the_catalogues_passes(spoken: str) -> None:
    assert in_template(spoken) == []


@pytest.mark.parametrize(
    "planted",
    ['flash("Kept")', 'StringField("Name")', 'form.name.errors.append("Too long")', 'F(label="Name")'],
)
def test_a_planted_text_in_python_is_caught(planted: str) -> None:
    assert in_python(planted)
    assert in_python(planted.replace('("', '(_("').replace('="', '=_("').replace('")', '"))')) == []
