"""Fields read what was typed, keep it on error, and say what to write instead."""

from datetime import date
from enum import Enum

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, RadioField, SelectChoice
from wtforms.validators import DataRequired, Length, NumberRange

from engage.i18n.texts import use_language
from engage.web import fields
from engage.web.fields_choices import country_choices
from engage.web.forms import PLAIN, PartForm


class Sample(PartForm):
    name = fields.ShortTextField("Name", validators=[Length(max=20)])
    on = fields.DayField("Day", validators=[DataRequired()], latest=date(2030, 1, 1))
    mail = fields.EmailField("E-mail")
    phone = fields.PhoneField("Telephone", region="FR")
    note = fields.LongTextField("Note")
    who = fields.CheckListField("Who", choices=["a", "b"])
    countries = fields.CountryListField("Countries")
    spoken = fields.LanguageField("Language")
    way = RadioField("Way", choices=["m"])
    many = IntegerField("How many", validators=[NumberRange(min=1, max=9)])


def sent(**typed: object) -> Sample:
    form = Sample(MultiDict({"on": "20 Nov 2026", "way": "m", "many": "3", **typed}))
    form.validate()
    return form


def test_a_good_form_has_clean_values() -> None:
    form = sent(
        name="  By   the river ",
        mail=" a@example.org ",
        phone="01 99 00 12 34",
        note="\r\nOne\r\nTwo ",
        who=["a", "a"],
        countries=["FR", "MA"],
        spoken="qu",
    )
    assert form.errors == {}
    assert form.data == {
        "name": "By the river", "on": date(2026, 11, 20), "mail": "a@example.org", "phone": "+33 1 99 00 12 34",
        "note": "One\nTwo", "who": ["a"], "countries": ["FR", "MA"], "spoken": "qu", "way": "m", "many": 3,
    }  # fmt: skip


def test_empty_texts_are_none_and_empty_lists_empty() -> None:
    form = sent()
    assert (form.name.data, form.mail.data, form.phone.data, form.note.data, form.who.data) == (None,) * 4 + ([],)


@pytest.mark.parametrize("typed", ["20/11/26", "31/02/2026", "soon", "05/06/2026"])
def test_an_unclear_day_keeps_its_own_message_and_what_was_typed(typed: str) -> None:
    form = sent(on=typed)
    (message,) = form.on.errors
    assert str(message) != str(PLAIN["This field is required."])
    assert f'value="{typed}"' in form.on()


def test_a_missing_day_asks_for_an_answer() -> None:
    assert [str(message) for message in sent(on=" ").on.errors] == ["This needs an answer."]


def test_a_day_is_held_to_its_bounds() -> None:
    assert "2030" in str(sent(on="2 Jan 2030").on.errors[0])


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_shown_for_editing_is_read_back(language: str, month: int) -> None:
    day = date(2026, month, 5)
    with use_language(language):
        shown = Sample(data={"on": day}).on._value()
        assert Sample(MultiDict({"on": shown})).on.data == day


@pytest.mark.parametrize("typed", ["amina", "a@b", "a b@example.org", "<a@example.org>", "a@example.org,b@example.org"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    form = sent(mail=typed)
    assert len(form.mail.errors) == 1
    assert form.mail.data == typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+33 (0)1 99 00 12 34", "+33 1 99 00 12 34"),
        ("0033199001234", "+33 1 99 00 12 34"),
        ("+٣٣١٩٩٠٠١٢٣٤", "+33 1 99 00 12 34"),
        ("12345", "12345"),
    ],
)
def test_telephone_numbers_are_taken_as_people_write_them(typed: str, kept: str) -> None:
    form = sent(phone=typed)
    assert not form.phone.errors
    assert form.phone.data == kept


def test_what_is_no_number_is_refused_and_shown_again() -> None:
    form = sent(phone="ask at the shop")
    assert len(form.phone.errors) == 1
    assert 'value="ask at the shop"' in form.phone()


def test_messages_of_the_form_library_are_ours() -> None:
    form = sent(name="x" * 21, who=["z"], way="q", many="12")
    shown = {name: str(messages[0]) for name, messages in form.errors.items()}
    assert shown == {
        "name": "This is too long: there is room for 20 signs.",
        "who": "Choose from the list.",
        "way": "Choose from the list.",
        "many": "Write a number between 1 and 9.",
    }


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_places_and_languages_are_named_for_the_reader(language: str) -> None:
    with use_language(language):
        form = Sample()
    countries = {value: label for value, label, *_ in form.countries.iter_choices()}
    assert 240 < len(countries) < 270
    assert countries["MA"] == {"en": "Morocco", "fr": "Maroc", "ar": "المغرب"}[language]
    languages = [value for value, *_ in form.spoken.iter_choices()]
    assert languages[0] == ""
    assert {"ar", "qu", "ti", "sw"} < set(languages)


def test_letters_with_accents_stand_where_one_looks_for_them() -> None:
    with use_language("fr"):
        names = [choice.label for choice in country_choices()]
    assert names.index("Égypte") < names.index("Espagne")


class Way(Enum):
    VISIT = "visit"
    CALL = "call"

    @property
    def label(self) -> str:
        return self.value.title()

    @property
    def hint(self) -> str:
        return "At home." if self is Way.VISIT else ""


def test_choices_come_from_a_vocabulary() -> None:
    assert fields.enum_choices(Way) == [
        SelectChoice("visit", "Visit", {"data_hint": "At home."}),
        SelectChoice("call", "Call"),
    ]
