"""Bugs planted in a plugin that passes: each is found by the law that is about it, with a sentence on what to do."""

import importlib
import sys

import pytest
from goalposts.scaffolding import NewPlugin
from goalposts.testing import laws_of

KPI = "KPI library.in_time: "
STATED, VALUE = KPI + "id, unit, direction, guardrails", KPI + "its value is that of its formula"
RULE = "rule LBR101 in-time-without-limit: "
SPARSE, KEYS = RULE + "it bears goals that lack a key", RULE + "it names keys of a goal"
MENDS = RULE + "`check --fix` mends its bad example"
MANUAL, EXAMPLES, PURE = RULE + "code, name and manual", RULE + "its examples", RULE + "it only judges"
LOADING, TEXTS = (
    "plugin: loading it is cheap and changes nothing",
    "plugin: texts of 'library' are there in every language",
)
FIRST_YEAR = "plugin: `first_year` holds shares"
TEMPLATE, PRESET = "template library: `check` lets it pass", "preset library.export: a project can read it"
SAMPLE, API = (
    "preset library.export: it reads requests.csv to the stated rows",
    "plugin: it states the API that it needs",
)
WEIGHS = "heuristic library.waits_saved: its score hangs on its inputs"
DRAWS, TRUTH = "stream model library: it draws events", "stream model library: its truth is found"
TRIAL = "stream model library: its trial can show what it promises"
JUDGES = '    if goal.kpi == "library.in_time"'

BROKEN = {
    # name: (file, what stands there, what is planted, law, what is said)
    "an empty text": ("kpis", '"ru": "Закрыто в срок"', '"ru": " "', TEXTS, "the ru text is empty"),
    "a sentence in English only": (
        "kpis",
        '{"en": "Share of requests that came back.", "ru": "Доля запросов, которые пришлось открыть повторно."}',
        '"Share of requests that came back."', TEXTS,
        "kpis[library.reopened].summary: 'Share of requests that came back.' is shown to readers of both languages"),
    "a sentence in Russian in both languages": (
        "kpis", '"en": "Share of requests that came back."',
        '"en": "Доля запросов, которые пришлось открыть повторно."', TEXTS,
        "is shown to readers of both languages; write {"),
    "a share of a first year in per cent": (
        "__init__", "templates=[TEMPLATE],", 'templates=[TEMPLATE],\n        first_year={"library.in_time": 15},',
        FIRST_YEAR, "first_year: 'library.in_time': 15 is a change by 1500%; write a share, such as 0.15 for 15 %"),
    "a parameter that no formula uses": (
        "kpis", 'params={"within": 2 * DAY}', 'params={"within": 2 * DAY, "grace": DAY}', STATED,
        "no formula uses parameter 'grace'; use param(\"grace\") in one, or leave it out of params="),
    "a unit that the formula does not yield": (
        "kpis", "params={", 'unit="s",\n    params={', STATED, "yields %, but the unit is 's'; leave unit= out"),
    "a unit that there is not": ("kpis", "params={", 'unit="days",\n    params={', STATED, "unit 'days' is none of: %"),
    "its own guardrail": (
        "kpis", '["library.reopened"', '["library.in_time"', STATED, "name a KPI that gets worse when this one is"),
    "a guardrail that is not there": (
        "kpis", '["library.reopened"', '["library.gone"', STATED, "its guardrail 'library.gone' does not exist"),
    "a misspelt guardrail": (
        "kpis", '["library.reopened"', '["library.reopend"', STATED, "did you mean 'library.reopened'?"),
    "an odd attributability": (
        "kpis", 'attributability="direct"', 'attributability="much"', STATED, "is none of: direct, intermediate"),
    "a condition that nothing meets": (
        "kpis", "value=share(of=", "value=share(among=REQUEST.team.is_null() & REQUEST.team.is_not_null(), of=", VALUE,
        "it never has a value, whatever the events: no event meets its conditions; look at share("),
    "a share that is always nothing": (
        "kpis", "closed_at - REQUEST.opened_at <= param", "opened_at - REQUEST.opened_at > param", VALUE,
        "it is always 0, whatever the events: no event meets `of`; look at share("),
    "a severity that there is not": ("rules", '"warning"', '"fatal"', MANUAL, "severity 'fatal' is none of: error"),
    "a rule without its reason": ("rules", "Why it matters: who", "Who", MANUAL, "then 'Why it matters:'"),
    "a name in capitals": ("rules", '"in-time-without-limit"', '"InTime"', "rule LBR101 InTime: code, name and manual",
                           "a name is small letters and digits with hyphens"),
    "a bad example that is not found": (
        "rules", 'bad="kpi: library.in_time"', 'bad="kpi: library.reopened"', EXAMPLES, "found it: nothing"),
    "a good example that is found": (
        "rules", r"\nwith: {within: 3 d}", "", EXAMPLES, "its good example is found"),
    "an example that is no goal": (
        "rules", 'bad="kpi: library.in_time"', 'bad="kpy: library.in_time"', EXAMPLES, "bad example cannot be linted"),
    "a message in one language": (
        "rules", '"ru": "не сказано, в какой срок"', '"ru": ""', EXAMPLES, "it says nothing in one of the languages"),
    "a message in English only": (
        "rules", '{"en": "does not say within which time", "ru": "не сказано, в какой срок"}',
        '"does not say within which time"', EXAMPLES, "it says nothing in one of the languages"),
    "a remark at a key that no goal has": (
        "rules", 'at="kpi"', 'at="kpii"', KEYS,
        "it asks a goal for the place of 'kpii', which is no key of a goal; did you mean 'kpi'?"),
    "a rule that raises": ("rules", JUDGES, "    goal.nothing\n" + JUDGES, EXAMPLES, "PluginError"),
    "a rule that takes every key for granted": (
        "rules", JUDGES, "    goal.deadline.year\n" + JUDGES, SPARSE,
        "on a goal without deadline it fails: rule LBR101 in-time-without-limit raised AttributeError: "),
    "a rule that takes a key for granted where another is stated": (
        "rules", JUDGES, "    if goal.params:\n        goal.owner[0]\n" + JUDGES, SPARSE,
        "on a goal without owner it fails: rule LBR101 in-time-without-limit raised IndexError: "),
    "a rule that needs one of several keys": (
        "rules", JUDGES, "    next(filter(None, (goal.owner, goal.lever, goal.why)))[0]\n" + JUDGES, SPARSE,
        "on a goal without statement, target, deadline, owner, why, lever it fails: "),
    "a rule that asks for facts without stating any": (
        "rules", "(goal)", "(goal, facts)", EXAMPLES, "it asks for facts: state `facts: {computable: true, value: ..."),
    "a rule that asks the clock": (
        "rules", JUDGES, "    import time\n    time.time()\n" + JUDGES, PURE, "asks the clock (time); a rule says the"),
    "a rule that asks for today": (
        "rules", JUDGES, "    date.today()\n" + JUDGES, PURE, "asks the clock (date.today)"),
    "a rule that asks chance through a helper": (
        "rules", JUDGES, "    luck()\n" + JUDGES, PURE, "asks chance (random)"),
    "a rule that opens a file": (
        "rules", JUDGES, "    open(__file__ + '.txt', 'w').close()\n" + JUDGES, PURE, "opens a file (open)"),
    "a rule that reads a file by a friend": (
        "rules", JUDGES, "    codecs.open('/etc/hostname').close()\n" + JUDGES, PURE, "opens the file /etc/hostname"),
    "a rule that reaches a network": (
        "rules", JUDGES, "    import urllib.request\n" + JUDGES, PURE, "reaches a network (urllib"),
    "a rule that changes a global": (
        "rules", JUDGES, "    global SEEN\n    SEEN = goal.id\n" + JUDGES, PURE, "changes the global 'SEEN'"),
    "a rule that remembers": (
        "rules", JUDGES, "    if REMEMBERED:\n        return\n    REMEMBERED.append(1)\n" + JUDGES, PURE,
        "says something else about the same example the second time; keep no state"),
    "a fix that cannot be made": (
        "rules", 'after="kpi"', 'after="lever_of"', MENDS, "`check --fix` cannot mend its bad example; look at what"),
    "a fix that answers nothing": (
        "rules", 'adding("with", "{within: 2 d}"', 'adding("variant", "default"', MENDS, "`check --fix`"),
    "a fix that is no YAML": (
        "rules", '"{within: 2 d}", after', '"{within: 2 d", after', MENDS, "cannot mend its bad example"),
    "a template with a wrong key": (
        "templates/library.ru.yaml", "go_live:", "golive:", TEMPLATE, "its ru text cannot be read: ProjectFileError"),
    "a template that breaks a rule": (
        "templates/library.en.yaml", "deadline: 2027-10-15", "deadline: 2027-10-01", TEMPLATE, "`check` refuses its"),
    "a preset with a wrong field": ("presets", '"team": "Team"', '"teams": "Team"', PRESET, "did you mean 'team'?"),
    "a preset without a note": ("presets", "note={", "options={}, note=None and {", PRESET, "it has no note"),
    "a preset with a key of nothing": ("presets", 'dedupe=("request_id",)', 'dedupe=("number",)', PRESET, "'number'"),
    "a preset whose fields are made of each other": (
        "presets", '"opened_at": "Created",\n        "closed_at": "Resolved"',
        '"opened_at": "closed_at - 1 h",\n        "closed_at": "opened_at + 1 h"', PRESET,
        "fields are made of each other: opened_at -> closed_at -> opened_at; name a column of the file in one of them"),
    "a preset that takes the wrong column": (
        "presets", '"closed_at": "Resolved"', '"closed_at": "Created"', SAMPLE,
        "row 1: closed_at is stated as nothing, and '2026-01-05T11:15:00+00:00' comes out"),
    "a preset that turns a word round": (
        "presets", '"yes": "true", "no": "false"', '"yes": "false", "no": "true"', SAMPLE,
        "row 2: reopened is stated as True, and False comes out"),
    "a preset that counts a request twice": (
        "presets", 'dedupe=("request_id",)', "dedupe=()", SAMPLE, "2 events are stated, and 3 come out"),
    "a preset that leaves rows out": (
        "presets", 'dedupe=("request_id",)', "dedupe=('request_id',), where=\"Team == 'north'\"", SAMPLE,
        "rows that are no event, filtered: 0 stated, and 1 found; say it in `no_events`"),
    "a sample whose events are stated in another order": (
        "presets", "                },\n            ],\n", "                },\n            ][::-1],\n", SAMPLE,
        "the same events come out, but in another order; state them in the order of the rows that are kept"),
    "a sample that changed": (
        "samples/requests.csv", "R-2,2026-01-05 11:15:00", "R-2,2026-01-05 12:15:00", SAMPLE,
        "row 1: opened_at is stated as '2026-01-05T11:15Z', and '2026-01-05T12:15:00+00:00' comes out"),
    "a sample whose wrong row is put right": (
        "samples/requests.csv", "R-3,soon", "R-3,2026-01-05 09:00:00", SAMPLE, "2 events are stated, and 3 come out"),
    "a sample that is not there": (
        "presets", '"requests.csv"', '"request.csv"',
        "preset library.export: it reads request.csv to the stated rows", "there is no file "),
    "a sample whose time has no offset": (
        "presets", "2026-01-05T11:15Z", "2026-01-05T11:15", SAMPLE, "row 1: opened_at is stated as '2026-01-05T11:15'"),
    "a sample with a field that there is not": (
        "presets", '"team": "south"', '"teem": "south"', SAMPLE, "row 1: library.request has no field 'teem'"),
    "a sample that states nothing": (
        "presets", 'SAMPLES / "requests.csv",\n            [', 'SAMPLES / "requests.csv",\n            [] and [',
        SAMPLE, "it states no row: write down the events that must come of it"),
    "a sample whose list of events is not there": (
        "presets", 'SAMPLES / "requests.csv",\n            [',
        'SAMPLES / "requests.csv",\n            SAMPLES / "gone" or [', SAMPLE,
        "the events that must come of it cannot be read from "),
    "a sample whose list of events is no JSON": (
        "presets", 'SAMPLES / "requests.csv",\n            [',
        'SAMPLES / "requests.csv",\n            SAMPLES / "requests.csv" or [', SAMPLE, "write a JSON object a line"),
    "a sample that no project can read": (
        "presets", 'source={"timezone": "UTC"}', 'source={"timezone": "Atlantis"}', SAMPLE, "it cannot be read: "),
    "an API that has not what it uses": (
        "__init__", "GOALPOSTS_API = 2", "GOALPOSTS_API = 1", API,
        "it uses Rule.manual_ru, which came with version 2 of the plugin API; write GOALPOSTS_API = 2"),
    "an entity's field that nothing fills": (
        "events", '"requests": count()',
        '"requests": count(), "odd": first(REQUEST.team, where=REQUEST.team.is_null() & (REQUEST.team == "a"))',
        "event type library.person: it is made as a plain walk makes it",
        "field odd never has a value, whatever the events: no event meets its conditions"),
    "a share over a history that is always nothing": (
        "kpis", "RETURN.opened_at - RETURN.previous_at <=", "RETURN.previous_at - RETURN.opened_at >",
        "KPI library.asked_again: its value is that of its formula", "it is always 0, whatever the events"),
    "an input that the score does not use": (
        "priorities", "* cost_of_a_wait", "", WEIGHS, "its score does not hang on input 'cost_of_a_wait'"),
    "a heuristic that asks chance": (
        "priorities", "    return events", "    import random\n    return random.random() * events", WEIGHS,
        "its code asks chance (random); a heuristic gives the same score to the same inputs"),
    "a heuristic of a KPI that is not there": (
        "priorities", '("library.in_time",)', '("library.gone",)', "heuristic library.waits_saved: it ranks goals",
        "its KPI 'library.gone' does not exist"),
    "a heuristic without its weaknesses": (
        "priorities", "weaknesses={", "weaknesses=None and {", "heuristic library.waits_saved: it ranks goals",
        "it has no weaknesses"),
    "a model that lies about a share": (
        "streams", "rows.of(in_time)\n", "rows.of(in_time) + 0.1\n", TRUTH,
        "'library.in_time' before the go-live: it promises 0.6, its events score 0.7"),
    "a model that lies about a volume": (
        "streams", "per_day(days, requests)", "per_day(days, 2 * requests)", TRUTH, "'library.requests' before"),
    "a model without a required field": (
        "streams", '"request_id": ids("r", np.arange(rows.day.size)),', "", DRAWS, "there is no column request_id"),
    "a model that draws no tables": (
        "streams", "in_order(columns, opened)", "columns", DRAWS,
        "it draws library.request as a dict; make an Arrow table, as by in_order(columns, at)"),
    "a model that draws one table": (
        "streams", 'return {"library.request": in_order(columns, opened)}', "return in_order(columns, opened)", DRAWS,
        "draw gives a Table; return tables by event type, as {"),
    "a model whose numbers are words": (
        "streams", "numbers(random.random(rows.day.size) < rows.of(reopened))",
        'ids("y", np.arange(rows.day.size))', TRUTH,
        "library.request: no row is an event; reopened: bad_flag, such as 'y"),
    "a model that promises a number": (
        "streams", "ratio(requests * in_time, requests)", "0.6", DRAWS,
        "expect gives 0.6 for 'library.in_time'; return a function of days, as ratio(...) and per_day(...) make"),
    "a model that promises a KPI without its variant": (
        "streams", '("library.in_time", ""): ratio', '"library.in_time": ratio', DRAWS,
        "expect has the key 'library.in_time'; write KPI and variant, as {("),
    "a model that promises a word": (
        "streams", "per_day(days, requests)", 'lambda mask: "x"', DRAWS,
        "expect gives 'x' for 'library.requests'; its function must return a number, or None"),
    "a model that promises nothing": (
        "streams", "    requests = days.volume(A_DAY)\n", "    return None\n", DRAWS,
        "expect gives a NoneType; return values by KPI and variant, as {("),
    "a model that raises": ("streams", "    hours = ", "    hours = 1 / 0 + ", DRAWS, "ZeroDivisionError"),
    "a trial that promises less than it can show": (
        "streams", 'goals={"library.in_time": "+10pp"', 'goals={"library.in_time": "+0.5pp"', TRIAL,
        "'library.in_time': 0.5\xa0pp is promised, and the planned windows show only changes of "),
    "a trial of too few events": (
        "streams", "A_DAY, PEOPLE = 40.0,", "A_DAY, PEOPLE = 4.0,", TRIAL,
        "draw more events a day, or promise more in `goals`"),
    "a goal that cannot be changed": (
        "streams", 'goals={"library.in_time"', 'goals={"library.requests"', DRAWS, "is not changeable"),
    "a heavy import": ("events", "from goalposts import any_of", "import numpy\nfrom goalposts import any_of", LOADING,
                       "loading it imports numpy; import it inside the function that uses it"),
    "a file read while loading": (
        "events", "from goalposts import any_of", "open('/etc/hostname').close()\nfrom goalposts import any_of",
        LOADING, "it opens the file /etc/hostname; a plugin only describes"),
    "printing while loading": (
        "events", "from goalposts import any_of", "print('hello')\nfrom goalposts import any_of", LOADING, "hello"),
    "an environment changed while loading": (
        "events", "from goalposts import any_of", "import os\nos.environ['ODD'] = 'x'\nfrom goalposts import any_of",
        LOADING, "while it loads it sets the environment variable ODD; a plugin only"),
}  # fmt: skip
HELPERS = """\
import codecs
import random
from datetime import date

REMEMBERED = []


def luck():
    random.random()


"""


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Loads the scaffolded plugin with some of its text replaced."""

    def load(file="", old="", new=""):
        folder = tmp_path / "src" / "goalposts_library"
        for path, text in NewPlugin("library", "LBR").files().items():
            written = tmp_path / path
            written.parent.mkdir(parents=True, exist_ok=True)
            if path.endswith("/rules.py") and file == "rules":
                text = text.replace("from goalposts import rule", HELPERS + "from goalposts import rule")  # noqa: PLW2901
            written.write_text(text, encoding="utf-8")
        if file:
            broken = folder / (file if "." in file else f"{file}.py")
            text = broken.read_text(encoding="utf-8")
            assert old in text
            broken.write_text(text.replace(old, new, 1), encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path / "src"))
        monkeypatch.delenv("ODD", raising=False)
        return importlib.import_module("goalposts_library")

    yield load
    for name in [name for name in sys.modules if name.partition(".")[0] == "goalposts_library"]:
        del sys.modules[name]


def test_without_a_bug_every_law_is_kept(load):
    laws = laws_of(load())
    assert [breach for law in laws for breach in law.told()] == []
    assert len({law.id for law in laws}) == len(laws) > 15


@pytest.mark.parametrize("bug", BROKEN)
def test_a_planted_bug_is_found_by_the_law_that_is_about_it(load, monkeypatch, bug):
    file, old, new, law_id, said = BROKEN[bug]
    laws = {law.id: law for law in laws_of(load(file, old, new))}
    monkeypatch.delenv("ODD", raising=False)
    with pytest.raises(AssertionError, match="the plugin breaks its contract:\n- ") as caught:
        laws[law_id].check()
    assert said in str(caught.value)
