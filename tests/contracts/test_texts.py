"""Texts that people read are there in every language, and are not the code's words."""

import ast
import re

import pytest
from contracts.sources import ENGINE, PLUGINS, modules, shown
from goalposts import load_catalogue
from goalposts.linting import ENGINE_RULES
from goalposts.locale import in_language
from goalposts.testing.texts import texts_of


def written_texts():
    """Every `Text(en=..., ru=...)` with plain words in engine and plugins."""
    for file in modules(ENGINE, PLUGINS):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
                words = {key.arg: key.value for key in node.keywords if isinstance(key.value, ast.Constant)}
                if set(words) == {"en", "ru"}:
                    yield f"{shown(file)}:{node.lineno}", words["en"].value, words["ru"].value


def test_no_text_is_empty():
    empty = [place for place, en, ru in written_texts() if bool(en.strip()) != bool(ru.strip())]
    assert empty == []


def test_both_languages_have_the_same_places_to_fill():
    places = re.compile(r"\{(\w+)\}")
    differ = [place for place, en, ru in written_texts() if set(places.findall(en)) != set(places.findall(ru))]
    assert differ == []


def test_russian_words_are_not_in_the_english_text():
    mixed = [f"{place}: {en}" for place, en, _ in written_texts() if re.search("[а-яё]", en, re.IGNORECASE)]
    assert mixed == []


def test_every_text_that_a_plugin_brings_is_there_in_both_languages():
    empty = [
        f"{found.plugin}: {path}"
        for found in load_catalogue().contributions
        for path, text in texts_of(found.domain)
        if not text.en.strip() or not text.ru.strip()
    ]
    assert empty == []


def plain_words(node):
    """Whether an argument is words of one language only: a string, or a string with things filled in."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_an_error_speaks_both_languages():
    """What went wrong and what to do are texts; only where it is may be a plain string.

    A contract that a plugin breaks is told to its author, in the language of the code.
    """
    said_at = dict.fromkeys(("InputError", "SourceError", "AbsentSourceError", "LockError"), 0) | {
        "MissingColumnError": 0,
        "PluginError": 1,
    }
    plain = []
    to_authors = ENGINE / "goalposts" / "catalogue" / "build.py"
    for file in (known for known in modules(ENGINE, PLUGINS) if known != to_authors):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in said_at:
                place = said_at[node.func.id]
                said = [
                    *node.args[place : place + 1],
                    *(key.value for key in node.keywords if key.arg in ("problem", "hint")),
                ]
                plain += [f"{shown(file)}:{node.lineno}" for words in said if plain_words(words)]
    assert plain == []


RULES = [*ENGINE_RULES, *load_catalogue().rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_manual_of_every_rule_is_there_in_both_languages_and_says_the_same_numbers(rule):
    demand, why = rule.manual.ru.split("\n\n")
    assert why.startswith("Почему это важно: ")
    for words in (demand, why):
        assert words.endswith(".")
        assert len(re.findall("[а-яё]", words)) > len(re.findall("[a-z]", words)), "a paragraph is not Russian"
    en, ru = (re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d{3})", "", text)) for text in (rule.manual.en, rule.manual.ru))
    assert sorted(ru) == sorted(en)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_statement_in_an_example_is_there_in_both_languages(rule):
    for example in (rule.bad, rule.good):
        stated = re.findall(r"^statement:.*$", in_language(example, "ru"), re.MULTILINE)
        assert [line for line in stated if not re.search("[а-яё]|null", line)] == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fix], ids=lambda rule: rule.code)
def test_what_a_fix_does_is_told_in_both_languages(rule):
    assert re.search("[а-яё]", rule.fix.ru)
    assert not re.search("[а-яё]", rule.fix.en)


def test_every_rule_is_named_once_over_engine_and_plugins():
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
