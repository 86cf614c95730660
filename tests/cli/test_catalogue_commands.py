import json

import pytest
from cli.rollouts import goalposts
from click.testing import CliRunner
from goalposts.cli import explain, kpis
from goalposts.cli.session import Session
from goalposts.linting import ENGINE_RULES


@pytest.mark.parametrize("command", ["kpis", "events", "rules", "plugins", "presets", "templates", "heuristics"])
def test_lists_come_as_text_and_as_json(command):
    text, plain = goalposts(command), goalposts(command, "--format", "json")
    assert text.exit_code == plain.exit_code == 0
    assert len(text.stdout.splitlines()) == len(json.loads(plain.stdout))


@pytest.mark.parametrize("command", ["kpis", "events", "rules", "presets", "templates", "heuristics"])
def test_every_record_names_its_owner_with_the_version_and_says_what_it_is(command):
    plugins = {known["name"]: known["version"] for known in json.loads(goalposts("plugins", "--format", "json").stdout)}
    listed = json.loads(goalposts(command, "--format", "json").stdout)
    assert {known["plugin"] for known in listed} & set(plugins)
    for known in listed:
        assert known["plugin_version"] == plugins.get(known["plugin"], known["plugin_version"]) != ""
        assert known.get("summary") or known.get("demand")


def test_a_plugin_says_which_domain_it_brings_and_what_its_package_is():
    (sales,) = (p for p in json.loads(goalposts("plugins", "--format", "json").stdout) if p["name"] == "sales")
    assert (sales["domain"], sales["prefix"]) == ("sales", "SAL")
    assert sales["summary"].startswith("Fix the goalposts")


def test_presets_and_templates_are_told_in_the_language_that_is_asked():
    assert "Внедрение платформы контакт-центра" in goalposts("templates", "--language", "ru").stdout
    assert "asterisk.queue_log" in goalposts("presets").stdout
    assert "asterisk.queue_log" not in goalposts("presets", "--without", "contact_center").stdout


def test_a_kpi_is_explained_with_its_formulas_and_traps():
    plain = json.loads(goalposts("kpis", "contact_center.service_level", "--format", "json").stdout)
    assert plain["default"] == "offered"
    assert plain["params"]["within"] == "20 s"
    assert plain["variants"]["offered"].startswith("share(of=")
    text = goalposts("kpis", "contact_center.service_level", "--language", "ru").stdout
    assert plain["variants"]["answered_only"] in text
    assert "Уровень сервиса" in text


def test_every_kpi_and_every_rule_can_be_explained():
    session, runner = Session(), CliRunner()  # one session, so that the catalogue is made once
    for kpi in json.loads(goalposts("kpis", "--format", "json").stdout):
        shown = runner.invoke(kpis.command, [kpi["id"]], obj=session)
        assert (shown.exit_code, kpi["name"] in shown.stdout) == (0, True)
    for rule in json.loads(goalposts("rules", "--format", "json").stdout):
        assert rule["demand"] in runner.invoke(explain.command, [rule["code"]], obj=session).stdout


def test_a_rule_is_found_by_name_and_by_code_in_any_case():
    assert goalposts("explain", "no-target").stdout == goalposts("explain", "gp210").stdout


def test_a_manual_and_what_stands_around_it_are_in_the_language_that_is_asked():
    shown = goalposts("explain", "no-target", "--language", "ru").stdout
    assert "GP210 no-target (измеримость, ошибка, goalposts)\n\nУ цели есть целевое значение.\n" in shown
    assert "\nПочему это важно: без планки" in shown
    assert "\nПлохо:\n  target: # нет\n" in shown
    assert "\nХорошо:\n" in shown
    assert "дописывает вариант" in goalposts("explain", "GP106", "--language", "ru").stdout


def test_the_list_of_rules_and_plain_values_are_in_the_language_that_is_asked():
    assert "У цели есть целевое значение." in goalposts("rules", "--language", "ru").stdout
    plain = json.loads(goalposts("explain", "GP210", "--format", "json", "--language", "ru").stdout)
    assert plain["demand"] == "У цели есть целевое значение."
    assert plain["manual"].startswith(plain["demand"] + "\n\nПочему это важно: ")


def test_facts_of_an_example_are_told_in_words():
    assert "  The data say:\n  - the baseline measures 88%\n" in goalposts("explain", "GP312").stdout
    assert "  По данным:\n  - базовое значение — 88\N{NO-BREAK SPACE}%\n" in (
        goalposts("explain", "GP312", "--language", "ru").stdout
    )


def test_no_example_of_a_bundled_rule_is_shown_with_raw_facts():
    session, runner = Session(), CliRunner()
    for rule in session.catalogue().rules + ENGINE_RULES:
        shown = runner.invoke(explain.command, [rule.code], obj=session).stdout
        assert "facts:" not in shown
        assert ("The data say:" in shown) == ("facts:" in rule.bad + rule.good)


def test_statements_of_examples_are_in_the_language_that_is_asked():
    assert "  statement: Improve the service by 1 October 2026\n" in goalposts("explain", "GP102").stdout
    assert "  statement: Улучшить сервис к 1 октября 2026\n" in goalposts("explain", "GP102", "--language", "ru").stdout
    plain = json.loads(goalposts("explain", "GP102", "--format", "json", "--language", "ru").stdout)
    assert plain["bad"] == "statement: Улучшить сервис к 1 октября 2026"


def test_problems_of_the_file_are_explained_too():
    assert "unknown-key" in goalposts("explain", "GP002").stdout
    assert "Почему это важно" in goalposts("explain", "GP011", "--language", "ru").stdout


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("kpis", "contact_center.servicelevel"), "contact_center.service_level"),
        (("events", "contact_center.calls"), "contact_center.call"),
        (("explain", "no-targt"), "no-target"),
        (("scroe",), "score"),
        (("plugins", "--without", "contact_centre"), "contact_center"),
    ],
)
def test_an_unknown_name_is_wrong_input_with_the_nearest_known_one(arguments, near):
    result = goalposts(*arguments)
    assert result.exit_code == 2
    assert f"did you mean '{near}'?" in result.stderr


def test_a_plugin_left_out_brings_nothing():
    assert "contact_center." not in goalposts("kpis", "--without", "contact_center").stdout
    assert "contact_center." not in goalposts("--without", "contact_center", "kpis").stdout


def test_the_kpis_of_a_project_file_are_listed_and_explained_on_request(tmp_path):
    formula = 'sum(over="marketing.cost", of=amount) / sum(over="marketing.lead", among=is_weekend(at))'
    (tmp_path / "goalposts.yaml").write_text(
        "goalposts: 1\nproject: Own KPI\ntimezone: UTC\nevaluation: {from: 2026-01-01, to: 2026-02-01}\ndata: {}\n"
        f"kpis:\n  - {{id: local.weekend_cpl, over: marketing.cost, value: '{formula}', name: Weekend CPL}}\n",
        encoding="utf-8",
    )
    assert "local.weekend_cpl" not in goalposts("kpis").stdout
    assert "local.weekend_cpl" in goalposts("kpis", "--project", tmp_path).stdout
    text = goalposts("kpis", "local.weekend_cpl", "--project", tmp_path).stdout
    assert f"Formula: {formula}" in text
    assert "marketing.cost, marketing.lead" in text


def test_a_kpi_by_business_hours_says_so(tmp_path):
    (tmp_path / "goalposts.yaml").write_text(
        "goalposts: 1\nproject: Own KPI\ntimezone: UTC\nevaluation: {from: 2026-01-01, to: 2026-02-01}\ndata: {}\n"
        "kpis:\n  - {id: local.answer, over: marketing.lead, value: 'mean(of=business_time(at, qualified_at))'}\n"
        "  - {id: local.plain, over: marketing.lead, value: 'mean(of=qualified_at - at)'}\n",
        encoding="utf-8",
    )
    explained = [goalposts("kpis", f"local.{name}", "--project", tmp_path).stdout for name in ("answer", "plain")]
    assert ["Business hours" in text for text in explained] == [True, False]
    known = json.loads(goalposts("kpis", "--format", "json", "--project", tmp_path).stdout)
    assert {kpi["id"]: kpi["business_hours"] for kpi in known if kpi["id"].startswith("local.")} == {
        "local.answer": [""],
        "local.plain": [],
    }


def test_an_attribution_says_what_it_is_made_of():
    plain = json.loads(goalposts("events", "marketing.credit", "--format", "json").stdout)
    assert (plain["attribution"]["touches"], plain["attribution"]["lookback"]) == ("marketing.touch", "30 d")
    text = goalposts("events", "marketing.credit", "--language", "ru").stdout
    assert "на пути к целевому действию (marketing.conversion)" in text
    assert json.loads(goalposts("events", "marketing.touch", "--format", "json").stdout)["attribution"] is None
