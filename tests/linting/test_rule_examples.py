"""Every rule of the engine keeps its own promise: what is bad is found by it alone, what is good is not."""

import re

import pytest
from goalposts.linting import ENGINE_RULES
from goalposts.locale import LANGUAGES
from goalposts.testing import lint_example, sample_catalogue

CATALOGUE = sample_catalogue()
RULES = [pytest.param(rule, id=f"{rule.code}-{rule.name}") for rule in ENGINE_RULES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES)
def test_bad_example_yields_exactly_the_code_of_its_rule(rule, language):
    found = lint_example(rule.bad, CATALOGUE, language)
    assert {known.code for known in found if known.severity != "info" or known.code == rule.code} == {rule.code}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES)
def test_good_example_is_clean(rule, language):
    found = lint_example(rule.good, CATALOGUE, language)
    assert [known.line("en") for known in found if known.severity != "info"] == []
    assert rule.code not in {known.code for known in found}


@pytest.mark.parametrize("rule", RULES)
def test_finding_says_in_both_languages_what_is_wrong_and_where(rule):
    for finding in lint_example(rule.bad, CATALOGUE):
        assert finding.place.path
        assert finding.message.en != finding.message.ru
        for language in ("en", "ru"):
            assert "{" not in finding.message.get(language)
            assert not finding.message.get(language).endswith((".", "?")), "the hint follows after a semicolon"
        assert re.search("[а-яё]", finding.message.ru)


@pytest.mark.parametrize("rule", RULES)
def test_rule_is_named_for_the_defect_and_its_file_for_the_rule(rule):
    assert re.fullmatch(r"GP[1-6]\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.check.__module__ == f"goalposts.linting.rules.{rule.name.replace('-', '_')}"


@pytest.mark.parametrize("rule", RULES)
def test_docstring_is_a_manual(rule):
    demand, why, *_ = rule.manual.en.split("\n\n")
    assert demand == rule.demand.en
    assert demand.endswith(".")
    assert why.startswith("Why it matters: ")


def test_codes_and_names_are_unique_and_ordered():
    codes = [rule.code for rule in ENGINE_RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in ENGINE_RULES}) == len(codes)
