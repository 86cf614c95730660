"""A text is in every language at once."""

import pytest
from goalposts.locale import Text, join


def test_the_readers_language_is_chosen_last():
    text = Text(en="hello", ru="привет")
    assert (text.get("en"), text.get("ru"), text.get("de"), str(text)) == ("hello", "привет", "hello", "hello")


def test_a_text_is_made_of_a_mapping_or_of_words_that_are_the_same_everywhere():
    assert Text.of({"en": "a", "ru": "б"}) == Text(en="a", ru="б")
    assert Text.of("5") == Text(en="5", ru="5")
    assert Text.of(Text(en="a", ru="б")) == Text(en="a", ru="б")


@pytest.mark.parametrize("words", [{"en": "a"}, {"en": "a", "ru": "б", "de": "c"}, {}])
def test_a_missing_or_unknown_language_is_refused(words):
    with pytest.raises(ValueError, match="exactly the languages en, ru"):
        Text.of(words)


def test_values_that_are_texts_are_filled_in_language_by_language():
    filled = Text(en="{what}: {n}", ru="{n}: {what}").fill(what=Text(en="visits", ru="визиты"), n=5)
    assert filled == Text(en="visits: 5", ru="5: визиты")


def test_a_filled_in_value_is_not_filled_again():
    assert Text.of("{name}").fill(name="{n} and {{").get("en") == "{n} and {{"


def test_texts_are_joined_language_by_language():
    assert join([Text(en="a", ru="а"), Text(en="b", ru="б")], "; ") == Text(en="a; b", ru="а; б")
