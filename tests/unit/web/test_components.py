"""The macros draw what they promise: labelled, linked, escaped, strict about what is undefined."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FieldList, FileField, FormField, RadioField, SelectChoice, SelectField
from wtforms.validators import DataRequired

from engage.i18n import formats
from engage.web import fields
from engage.web.forms import PartForm
from tests.inspection import inspect_fragment

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
HOSTILE = "<b onclick=x>&\"'"


class Part(PartForm):
    words = fields.ShortTextField("Words", validators=[DataRequired()])


class Sample(PartForm):
    name = fields.ShortTextField("Name", validators=[DataRequired()], description="As people say it.")
    on = fields.DayField("Day")
    way = RadioField(
        "Way", choices=[SelectChoice("m", "Meeting", {"data_hint": "In a room."}), SelectChoice("v", "Visit")]
    )
    kind = SelectField("Kind", choices=["a", "b"])
    who = fields.CheckListField("Who", choices=["a", "b"], validators=[DataRequired()])
    countries = fields.CountryListField("Countries")
    note = fields.LongTextField("Note")
    file = FileField("File")
    agree = BooleanField("Agreed", description="Aloud.")
    part = FormField(Part, label="Part")
    parts = FieldList(FormField(Part), label="Parts", min_entries=2)


@pytest.fixture(scope="module")
def env() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(day=formats.format_day, csrf_token=lambda: "token")
    return made


def draw(env: Environment, source: str, **context: object) -> str:
    html = env.from_string(source).render(**context)
    inspect_fragment(html)
    return " ".join(html.split())


FORM = """{% from "components/forms.html" import form_open, form_close, error_summary, fields, actions, button %}
{{ error_summary(form) }}{{ form_open(none, '/here', files=true) }}{{ fields(form) }}
{% call actions() %}{{ button('Save') }}{% endcall %}{{ form_close() }}"""


def test_a_form_without_errors(env: Environment) -> None:
    html = draw(env, FORM, form=Sample())
    assert "error" not in html
    assert 'aria-describedby="name-hint"' in html
    assert 'name="csrf_token"' in html
    assert html.count('type="radio"') == 2
    assert html.count('type="checkbox"') > 240
    assert "Parts: 2" in html


def test_a_form_with_errors_links_each_of_them(env: Environment) -> None:
    form = Sample(MultiDict({"on": "soon", "name": ""}))
    assert not form.validate()
    html = draw(env, FORM, form=form)
    for link in ("#name", "#on", "#way-0", "#who-0", "#part-words", "#parts-1-words"):
        assert f'href="{link}"' in html
    assert 'aria-describedby="name-hint name-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'role="alert"' in html
    assert 'value="soon"' in html


def test_what_was_typed_is_escaped(env: Environment) -> None:
    form = Sample(MultiDict({"name": HOSTILE, "on": HOSTILE, "note": HOSTILE}))
    form.validate()
    assert "<b " not in draw(env, FORM, form=form)


def test_a_day_and_a_missing_day(env: Environment) -> None:
    source = '{% from "components/words.html" import day %}{{ day(on) }}{{ day(none) }}'
    html = draw(env, source, on=date(2026, 11, 20))
    assert '<time datetime="2026-11-20">' in html
    assert "–" in html


def test_words_of_another_language_carry_it(env: Environment) -> None:
    source = """{% from "components/words.html" import passage, name, foreign %}
    {{ passage(text, 'ar', 'rtl', 'Said aloud') }}{{ passage('x') }}{{ name(text) }}{{ foreign('x', 'qu') }}"""
    html = draw(env, source, text=HOSTILE)
    assert '<blockquote lang="ar" dir="rtl">' in html
    assert '<blockquote dir="auto">' in html
    assert "<b " not in html


def test_lists(env: Environment) -> None:
    source = """{% from "components/lists.html" import table, heading, pager, searching, empty %}
    {% from "components/lists.html" import tabs, things, thing, bulk_bar, facets %}
    {{ tabs([{'label': 'All', 'url': '#', 'current': true, 'count': 0}, {'label': 'Some', 'url': '#'}]) }}
    {{ searching('Search', kept=[('a', 'b')]) }}{{ pager() }}{{ pager('#n', '#p', '3 of 9') }}
    {% call facets() %}x{% endcall %}
    {% call table('People') %}<thead><tr>{{ heading('Name', '#', 'ascending') }}
    {{ heading('Number', number=true) }}</tr></thead>
    <tbody><tr><th scope="row">A</th><td class="number">1</td></tr></tbody>{% endcall %}
    {% call bulk_bar() %}x{% endcall %}{{ empty('Nobody yet', 'Start', 'Add', '#', 'people') }}
    {% call things() %}{{ thing('A') }}
    {% call thing('B', '#', 'about', icon='people', tone='good') %}more{% endcall %}{% endcall %}"""
    html = draw(env, source)
    assert 'aria-sort="ascending"' in html
    assert 'role="region" tabindex="0" aria-label="People"' in html
    assert html.count("<form") == 2


def test_stories(env: Environment) -> None:
    source = """{% from "components/story.html" import page_head, timeline, event, panel %}
    {% from "components/story.html" import facts, what_not_to_do, figures, more %}
    {{ page_head(title, 'lead', above='Up', above_url='#') }}{{ what_not_to_do([]) }}{{ what_not_to_do([title]) }}
    {% call timeline() %}{{ event('today', title) }}{% call event('now', 'x', tone='good') %}b{% endcall %}{% endcall %}
    {% call panel('P') %}{{ facts([('a', ''), ('b', 0), ('c', title)]) }}
    {{ figures([(1, 'x'), (2, 'y', '#')]) }}{% endcall %}
    {% call more('S') %}x{% endcall %}"""
    html = draw(env, source, title=HOSTILE)
    assert html.count("<h1>") == 1
    assert "<dd>0</dd>" in html
    assert "<b " not in html


def test_notices_stages_findings_and_sides(env: Environment) -> None:
    source = """{% from "components/notices.html" import flashes, notice, warning, danger, callout %}
    {% from "components/stages.html" import stages %}{% from "components/findings.html" import findings, finding %}
    {% from "components/compare.html" import compare_table, compare_row, choose_row, side_by_side, side %}
    {{ flashes([]) }}{{ flashes([('good', 'second'), ('danger', 'first'), ('message', 'third')]) }}
    {{ notice('good', 'T') }}{{ warning('T') }}{{ danger('T') }}{% call callout('T') %}x{% endcall %}
    {{ stages([('Plan', 'done', '#'), ('Hold', 'current'), ('Record', 'blocked', '', 'why'), ('Close', 'ahead')]) }}
    {% call findings() %}{{ finding('S', 0, 'of 8', records_url='#') }}
    {% call finding('S') %}x{% endcall %}{% endcall %}
    {% call compare_table('C', 'L', 'R') %}{{ compare_row('n', 'a', 'b') }}
    {{ choose_row('n', 'n', 'a', '') }}{% endcall %}
    {% call side_by_side() %}{% call side('H', lang='ar', dir='rtl') %}x{% endcall %}{% endcall %}"""
    html = draw(env, source)
    assert html.index("first") < html.index("second")
    assert 'aria-current="step"' in html
    assert "differs" in html


def test_every_icon_named_is_drawn(env: Environment) -> None:
    module = env.get_template("components/icons.html").module
    assert set(module.pointing) <= set(module.shapes)  # type: ignore[attr-defined]
    assert "icon-points" in str(module.icon("next"))  # type: ignore[attr-defined]
    assert 'aria-label="Back"' in str(module.icon("back", "Back"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", ["400", "403", "404", "413", "429", "500", "503"])
def test_error_pages_need_nothing_but_the_frame(env: Environment, code: str) -> None:
    page = env.get_template(f"errors/{code}.html")
    context = {
        "asset": str,
        "get_flashed_messages": lambda **_: [],
        "request": SimpleNamespace(args=MultiDict()),
    }
    assert "<h1>" in page.render(**context)
