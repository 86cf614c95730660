"""Everything that is wrong with a project file is said at once, each with its line, column and path."""

from datetime import date
from pathlib import Path

import pytest
from formats.project_texts import CATALOGUE, TEXT, problems, read, spoiled
from goalposts.errors import InputError, ProjectFileError
from goalposts.expressions import Quantity, render
from goalposts.formats import project_from_file, project_from_mapping
from goalposts.model import DeclaredBaseline, Rollout, UnknownBaseline, Window

WINDOW = "evaluation: {from: 2026-04-01, to: 2026-10-01}"
GOAL = '    target: ">= 90%"\n'


def test_a_correct_file_is_read():
    project = read()
    assert project.name == "Sample rollout"
    assert project.evaluation == Window(date(2026, 4, 1), date(2026, 10, 1))
    assert project.goals[0].target.text == ">= 90%"
    assert project.sources[0].locations == ("visits.csv",)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "go_live: 2026-03-01",
            "go_live: 2026-02-30",
            "goalposts.yaml:5:10 GP004 go_live: '2026-02-30' is not a day; that month has 28 days",
        ),
        (
            "go_live: 2026-03-01",
            "go_live: 01.03.2026",
            "goalposts.yaml:5:10 GP004 go_live: '01.03.2026' is not a day; write 2026-03-01",
        ),
        (
            "go_live: 2026-03-01",
            "go_live: [2026-03-01]",
            "goalposts.yaml:5:10 GP003 go_live: this must be a day, YYYY-MM-DD, found a list",
        ),
        (
            "Europe/Moscow",
            "Europe/Moskow",
            ("goalposts.yaml:3:11 GP011 timezone: unknown time zone 'Europe/Moskow'; did you mean 'Europe/Moscow'?"),
        ),
        (
            "Europe/Moscow",
            "../../etc/passwd",
            (
                "goalposts.yaml:3:11 GP011 timezone: unknown time zone '../../etc/passwd'; "
                "write an IANA name such as Europe/Moscow"
            ),
        ),
        (
            "Europe/Moscow",
            "3",
            "goalposts.yaml:3:11 GP003 timezone: this must be text, found '3'; put it in quotes",
        ),
        (
            "currency: EUR",
            "currency: euro",
            "goalposts.yaml:4:11 GP003 currency: this must be an ISO 4217 code such as RUB, found 'euro'",
        ),
        (
            "goalposts: 1",
            "goalposts: 2",
            "goalposts.yaml:1:12 GP003 goalposts: this must be 1, the version of the format, found '2'",
        ),
        (
            "currency: EUR",
            "curency: EUR",
            "goalposts.yaml:4:1 GP002 curency: unknown key 'curency'; did you mean 'currency'?",
        ),
        (
            "currency: EUR",
            "project: again",
            "goalposts.yaml:4:1 GP009 project: key 'project' is written twice",
        ),
        (
            "currency: EUR",
            "success_at: 60%",
            "goalposts.yaml:4:1 GP012 success_at: 'success_at' is reserved for later use; remove it",
        ),
        (
            "currency: EUR",
            "language: de",
            "goalposts.yaml:4:11 GP011 language: unknown word 'de'; it is one of: en, ru",
        ),
        (
            "to: 2026-10-01",
            "to: 2026-04-01",
            (
                "goalposts.yaml:7:13 GP010 evaluation: the window ends (2026-04-01) before it starts (2026-04-01); "
                "`to` is the first day after it"
            ),
        ),
        (
            WINDOW,
            "evaluation: {from: soon, to: 2026-10-01}",
            "goalposts.yaml:7:20 GP004 evaluation.from: 'soon' is not a day; write YYYY-MM-DD",
        ),
        (
            WINDOW,
            "evaluation: {to: 2026-10-01}",
            "goalposts.yaml:7:13 GP008 evaluation: key 'from' is missing; add from, or ramp_up",
        ),
        (
            WINDOW,
            "evaluation: {ramp_up: soon, to: 2026-10-01}",
            "goalposts.yaml:7:23 GP005 evaluation.ramp_up: 'soon' is not a period; write 14 days, 2 weeks or 1 month",
        ),
        (
            WINDOW,
            "evaluation: {ramp_up: 99999999999 months, to: 2026-10-01}",
            (
                "goalposts.yaml:7:23 GP005 evaluation.ramp_up: '99999999999 months' is not a period; "
                "write 14 days, 2 weeks or 1 month"
            ),
        ),
        (
            WINDOW,
            "evaluation: {ramp_up: [1 month], to: 2026-10-01}",
            "goalposts.yaml:7:23 GP003 evaluation.ramp_up: this must be text, found a list",
        ),
        (
            "  sample.visit: visits.csv",
            "  sample.visit: {source: a.csv, header: ²}",
            "goalposts.yaml:9:41 GP003 data.sample.visit.header: this must be a whole number, found '²'",
        ),
        (
            "  sample.visit: visits.csv",
            "  sample.visit: {source: a.csv, encodng: cp1251}",
            "goalposts.yaml:9:33 GP002 data.sample.visit.encodng: unknown key 'encodng'; did you mean 'encoding'?",
        ),
        (
            "  sample.visit: visits.csv",
            "  sample.visit: [{source: a.csv}, {name: b, source: b.csv}]",
            "goalposts.yaml:9:18 GP008 data.sample.visit[0]: one of several sources needs a name; add name:",
        ),
        (
            "  sample.visit: visits.csv",
            "  sample.visit: [{name: a, source: a.csv}, {name: a, source: b.csv}]",
            (
                "goalposts.yaml:9:3 GP009 data: two sources are named 'a'; a source's name is the instrument: "
                "give each its own"
            ),
        ),
        (
            "  sample.visit: visits.csv",
            "  sample.visit: {source: a.csv, fields: {wait: {unit: s}}}",
            "goalposts.yaml:9:48 GP008 data.sample.visit.fields.wait: a field rule states one of",
        ),
        (
            "id: done",
            "id: all done",
            "goalposts.yaml:11:9 GP003 goals[0].id: 'all done' is not an id; use letters, digits, - and _",
        ),
        (
            GOAL,
            GOAL + "  - {id: done}\n",
            "goalposts.yaml:14:10 GP009 goals[1].id: two goals have the id 'done'; rename one",
        ),
        (GOAL, "    target: about 90\n", "goalposts.yaml:13:13 GP006 goals[0].target: 'about 90' is not a target; "),
        (
            GOAL,
            "    where: place = 5\n",
            "goalposts.yaml:13:12 GP007 goals[0].where: `place = 5` column 7: '=' does not compare; write '=='",
        ),
        (
            "  sample.visit: visits.csv",
            "  sample.visit: {source: visits.csv, where: Seconds > 5 s}",
            "goalposts.yaml:9:45 GP007 data.sample.visit.where: `Seconds > 5 s` column 9: a source column cannot be ",
        ),
        (
            "  sample.visit: visits.csv",
            "  sample.visit: {source: visits.csv, where: Deleted}",
            "goalposts.yaml:9:45 GP007 data.sample.visit.where: `Deleted` column 1: this must be a flag, found a ",
        ),
        (
            "  sample.visit: visits.csv",
            "  sample.visit: {source: visits.csv, where: Price * 2 > 5}",
            "goalposts.yaml:9:45 GP007 data.sample.visit.where: `Price * 2 > 5` column 7: '*' cannot join a source ",
        ),
        (
            "  sample.visit: visits.csv",
            "  sample.visit: {source: visits.csv, where: Kind == ''}",
            "goalposts.yaml:9:45 GP007 data.sample.visit.where: `Kind == ''` column 9: an empty cell is missing and ",
        ),
        (
            GOAL,
            "    with: {within: 20 q}\n",
            (
                "goalposts.yaml:13:20 GP005 goals[0].with.within: '20 q' is not a quantity; "
                "write a number and a unit: %, s, min, h, d or a currency"
            ),
        ),
        (
            GOAL,
            "    must: yes\n",
            "goalposts.yaml:13:11 GP003 goals[0].must: this must be true or false, found 'yes'",
        ),
        (
            GOAL,
            "    weight: -1\n",
            "goalposts.yaml:13:13 GP003 goals[0].weight: this must be a weight of zero or more, found '-1'",
        ),
        (GOAL, "    weight: 1e999\n", "goalposts.yaml:13:13 GP005 goals[0].weight: '1e999' is not a quantity"),
        (GOAL, "    weight: 5 s\n", "goalposts.yaml:13:13 GP003 goals[0].weight: this must be a number without a unit"),
        (
            GOAL,
            "    role: guardrial\n",
            "goalposts.yaml:13:11 GP011 goals[0].role: unknown word 'guardrial'; did you mean 'guardrail'?",
        ),
        (
            GOAL,
            GOAL + "benefit: {unit: order, amount: 5 RUB, cost: 10 EUR}\n",
            "goalposts.yaml:14:32 GP003 benefit.amount: this must be an amount in EUR, found '5 RUB'",
        ),
        (
            GOAL,
            GOAL + "benefit: {unit: order, amount: 0 EUR, cost: 10 EUR}\n",
            "goalposts.yaml:14:32 GP003 benefit.amount: this must be a benefit above zero, found '0 EUR'",
        ),
        (
            GOAL,
            GOAL + "bridge: {sample.visits: {from: 2026-03-01, to: 2026-03-15}}\n",
            (
                "goalposts.yaml:14:10 GP011 bridge.sample.visits: `data` has no source of 'sample.visits', so nothing "
                "is bridged; did you mean 'sample.visit'?"
            ),
        ),
        (
            GOAL,
            GOAL + "bridge: {sample.visit: {from: 2026-03-15, to: 2026-03-01}}\n",
            "goalposts.yaml:14:24 GP010 bridge.sample.visit: the window ends (2026-03-01) before it starts",
        ),
        (
            GOAL,
            GOAL + "bridge: two weeks\n",
            "goalposts.yaml:14:9 GP003 bridge: this must be a mapping, found 'two weeks'",
        ),
        (
            GOAL,
            GOAL + "bridge:\n  sample.visit: {from: 2026-03-01, to: 2026-03-15}\n"
            "  sample.visit: {from: 2026-03-01, to: 2026-03-20}\n",
            "goalposts.yaml:16:3 GP009 bridge.sample.visit: key 'sample.visit' is written twice",
        ),
        (
            "baseline: {from: 2025-09-01, to: 2026-03-01}",
            "baseline: unknwn",
            "goalposts.yaml:6:11 GP011 baseline: unknown word 'unknwn'; did you mean 'unknown'?",
        ),
        (
            "baseline: {from: 2025-09-01, to: 2026-03-01}",
            "baseline: {value: 62%}",
            "goalposts.yaml:6:11 GP008 baseline: key 'source' is missing; add it",
        ),
    ],
)
def test_one_fault_is_one_line_with_its_place(old, new, line):
    found = [said for said in spoiled(old, new) if "is missing" not in said or "is missing" in line]
    assert len(found) == 1
    assert found[0].startswith(line)


def test_missing_keys_are_named_one_by_one():
    assert problems("goalposts: 1\nproject: x\n") == [
        f"goalposts.yaml:1:1 GP008 key '{key}' is missing; add it" for key in ("timezone", "evaluation", "data")
    ]


def test_an_amount_of_money_needs_a_currency():
    text = TEXT.replace("currency: EUR\n", "").replace(">= 90%", ">= 90 EUR")
    assert problems(text) == ["goalposts.yaml:1:1 GP008 amounts of money need a currency; add currency: RUB"]


def test_all_problems_come_at_once_in_the_order_of_the_file():
    text = (
        TEXT.replace("Europe/Moscow", "Mars/Base")
        .replace("currency: EUR", "curency: EUR")
        .replace("go_live: 2026-03-01", "go_live: tomorrow")
        .replace("to: 2026-10-01", "to: 2026-03-01")
        .replace("visits.csv", "{source: 5, unit: s}")
        .replace(">= 90%", "better")
        + "  - kpi: x\n"
    )
    assert [line.split()[:2] for line in problems(text)] == [
        ["goalposts.yaml:3:11", "GP011"],
        ["goalposts.yaml:4:1", "GP002"],
        ["goalposts.yaml:5:10", "GP004"],
        ["goalposts.yaml:7:13", "GP010"],
        ["goalposts.yaml:9:26", "GP003"],
        ["goalposts.yaml:9:29", "GP002"],
        ["goalposts.yaml:13:13", "GP006"],
        ["goalposts.yaml:14:5", "GP008"],
    ]


def test_the_same_problems_are_said_in_russian():
    text = (
        TEXT.replace("Europe/Moscow", "Mars/Base")
        .replace("currency: EUR", "curency: EUR")
        .replace("go_live: 2026-03-01", "go_live: завтра")
        .replace(">= 90%", "лучше")
    )
    assert problems(text, "ru") == [
        (
            "goalposts.yaml:3:11 GP011 timezone: неизвестный часовой пояс «Mars/Base»; "
            "пишите имя IANA, например Europe/Moscow"
        ),
        "goalposts.yaml:4:1 GP002 curency: неизвестный ключ «curency»; возможно, имелось в виду «currency»?",
        "goalposts.yaml:5:10 GP004 go_live: «завтра» — не день календаря; пишите ГГГГ-ММ-ДД",
        (
            "goalposts.yaml:13:13 GP006 goals[0].target: «лучше» — не цель; "
            'пишите ">= 80%", "-10%", "+5pp", "x 2" или "200 s .. 260 s"'
        ),
    ]


def test_a_repeated_id_is_found_though_another_goal_is_faulty():
    text = TEXT.replace(GOAL, "    target: better\n  - {id: other}\n  - {id: other}\n")
    assert [line.split()[:2] for line in problems(text)] == [
        ["goalposts.yaml:13:13", "GP006"],
        ["goalposts.yaml:15:10", "GP009"],
    ]


@pytest.mark.parametrize(
    ("go_live", "ramp_up", "start"),
    [
        ("2026-03-01", "1 month", date(2026, 4, 1)),
        ("2026-01-31", "1 month", date(2026, 2, 28)),
        ("2028-01-31", "1 month", date(2028, 2, 29)),
        ("2025-12-15", "2 months", date(2026, 2, 15)),
        ("2025-10-31", "13 months", date(2026, 11, 30)),
        ("2026-03-01", "2 weeks", date(2026, 3, 15)),
        ("2026-03-01", "14 days", date(2026, 3, 15)),
        ("2026-03-01", "0 days", date(2026, 3, 1)),
    ],
)
def test_a_ramp_up_counts_from_go_live_and_stays_within_the_month(go_live, ramp_up, start):
    text = TEXT.replace("2026-03-01\nbase", f"{go_live}\nbase").replace(
        WINDOW, f"evaluation: {{ramp_up: {ramp_up}, to: 2029-10-01}}"
    )
    assert read(text).evaluation == Window(start, date(2029, 10, 1))


def test_a_ramp_up_beyond_the_calendar_is_refused():
    text = TEXT.replace("go_live: 2026-03-01", "go_live: 9999-12-01").replace(
        WINDOW, "evaluation: {ramp_up: 2 months, to: 2026-10-01}"
    )
    assert problems(text)[0].startswith("goalposts.yaml:7:13 GP005 evaluation: '2 months' is not a period")


def test_a_ramp_up_without_go_live_is_refused():
    text = TEXT.replace("go_live: 2026-03-01\n", "").replace(WINDOW, "evaluation: {ramp_up: 1 month, to: 2026-10-01}")
    assert problems(text) == [
        "goalposts.yaml:6:13 GP008 evaluation: ramp_up counts from go_live, which is missing; add go_live"
    ]


def test_a_start_and_a_ramp_up_together_are_refused():
    text = TEXT.replace(WINDOW, "evaluation: {from: 2026-04-01, ramp_up: 1 month, to: 2026-10-01}")
    assert problems(text) == [
        "goalposts.yaml:7:13 GP010 evaluation: both 'from' and 'ramp_up' are written; keep one of them"
    ]


def test_a_goal_counts_its_ramp_up_from_its_own_go_live():
    text = TEXT + "    go_live: 2026-05-01\n    evaluation: {ramp_up: 1 month, to: 2026-10-01}\n"
    assert read(text).goals[0].evaluation == Window(date(2026, 6, 1), date(2026, 10, 1))


def test_a_goal_without_go_live_of_its_own_counts_its_ramp_up_from_the_projects():
    text = TEXT + "    evaluation: {ramp_up: 1 month, to: 2026-10-01}\n"
    assert read(text).goals[0].evaluation == Window(date(2026, 4, 1), date(2026, 10, 1))


def test_baselines_may_be_unknown_or_declared():
    written = "baseline: {from: 2025-09-01, to: 2026-03-01}"
    assert read(TEXT.replace(written, "baseline: unknown")).baseline == UnknownBaseline()
    declared = read(TEXT.replace(written, "baseline: {value: 62%, source: report 2025}")).baseline
    assert declared == DeclaredBaseline(0.62, "report 2025")


def test_an_empty_value_counts_as_not_written():
    assert read(TEXT.replace("currency: EUR", "currency:")).currency == ""


def test_a_folded_text_is_no_target():
    text = TEXT.replace("project: Sample rollout", "project: > # folded\n  Sample\n  rollout: > 5")
    assert read(text).name == "Sample rollout: > 5"


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf" + TEXT.encode(), TEXT.replace("\n", "\r\n").encode()])
def test_byte_order_mark_and_windows_line_ends_say_nothing(content, tmp_path):
    file = tmp_path / "goalposts.yaml"
    file.write_bytes(content)
    assert project_from_file(file, CATALOGUE).goals == read().goals


def test_windows_line_ends_do_not_move_places():
    assert problems(TEXT.replace(">= 90%", "better").replace("\n", "\r\n"))[0].startswith("goalposts.yaml:13:13 ")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    file = tmp_path / "goalposts.yaml"
    file.write_bytes("project: Внедрение".encode("cp1251"))
    with pytest.raises(InputError) as caught:
        project_from_file(file, CATALOGUE)
    assert caught.value.sentence("en") == f"{file}: the file is not UTF-8 text; save it as UTF-8."
    assert caught.value.sentence("ru") == f"{file}: файл не в кодировке UTF-8; сохраните его в UTF-8."


def test_a_missing_file_is_refused_with_what_to_do():
    with pytest.raises(InputError, match="there is no such file; give its path, or make one with `goalposts init`"):
        project_from_file(Path("nowhere.yaml"), CATALOGUE)


def test_a_mapping_of_python_values_is_read_like_a_file():
    project = project_from_mapping(
        {
            "goalposts": 1,
            "project": "Sample rollout",
            "timezone": "Europe/Moscow",
            "currency": "EUR",
            "go_live": date(2026, 3, 1),
            "baseline": {"from": date(2025, 9, 1), "to": "2026-03-01"},
            "evaluation": {"from": "2026-04-01", "to": date(2026, 10, 1)},
            "data": {"sample.visit": "visits.csv"},
            "goals": [{"id": "done", "kpi": "sample.done_share", "target": ">= 90%"}],
        },
        CATALOGUE,
    )
    assert project.goals == read().goals
    assert (project.evaluation, project.baseline, project.go_live) == (
        read().evaluation,
        read().baseline,
        read().go_live,
    )


def test_a_mapping_may_hold_quantities_and_numbers():
    goal = {"id": "quick", "kpi": "sample.quick_share", "with": {"within": Quantity(20, "s")}, "weight": 2}
    mapping = {
        "goalposts": 1,
        "project": "p",
        "timezone": "UTC",
        "data": {},
        "goals": [goal],
        "evaluation": {"from": "2026-04-01", "to": "2026-10-01"},
    }
    read_goal = project_from_mapping(mapping, CATALOGUE).goals[0]
    assert (read_goal.params, read_goal.weight) == ({"within": Quantity(20, "s")}, 2.0)


def test_a_problem_of_a_mapping_is_placed_by_its_path():
    with pytest.raises(ProjectFileError) as caught:
        project_from_mapping({"goalposts": 1, "project": "p", "timezone": "x", "data": {}, "evaluation": {}}, CATALOGUE)
    assert "timezone: unknown time zone 'x'" in str(caught.value)
    assert ":0:0" not in str(caught.value)


def test_a_value_that_no_file_can_hold_is_refused_with_its_path():
    with pytest.raises(InputError, match=r"goals\[0\]\.owner: a object cannot stand in a project"):
        project_from_mapping({"goals": [{"owner": object()}]}, CATALOGUE)


SOURCE = "  sample.visit: visits.csv"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (
            "timezone: Europe/Moskow",
            (
                "goalposts.yaml:9:48 GP011 data.sample.visit.timezone: unknown time zone 'Europe/Moskow'; "
                "did you mean 'Europe/Moscow'?"
            ),
        ),
        (
            "encoding: cp-1251x",
            "goalposts.yaml:9:48 GP011 data.sample.visit.encoding: unknown encoding 'cp-1251x'; did you mean 'cp1251'?",
        ),
        (
            "encoding: hex",
            (
                "goalposts.yaml:9:48 GP011 data.sample.visit.encoding: unknown encoding 'hex'; "
                "it is usually one of: utf-8, cp1251, cp866, koi8-r, utf-16, latin-1"
            ),
        ),
    ],
)
def test_how_a_source_is_written_is_checked_where_it_is_said(written, line):
    assert spoiled(SOURCE, f"  sample.visit: {{source: visits.csv, {written}}}") == [line]


@pytest.mark.parametrize("written", ["timezone: Asia/Tokyo", "encoding: cp1251", "encoding: UTF-8-SIG"])
def test_zones_and_encodings_that_are_known_are_taken(written):
    assert spoiled(SOURCE, f"  sample.visit: {{source: visits.csv, {written}}}") == []


def test_a_goal_comes_after_a_goal_that_is_there():
    assert spoiled(GOAL, GOAL + "    after: done\n") == []
    assert spoiled(GOAL, GOAL + "    after: [don, done]\n") == [
        "goalposts.yaml:14:13 GP011 goals[0].after[0]: no goal has the id 'don'; did you mean 'done'?"
    ]


def test_keys_without_effect_are_told():
    extra = "    purpose: control\n    priority: {impact: 3}\n    after: done\n    phase: one\n"
    project = read(TEXT.replace(GOAL, GOAL + extra))
    assert project.goals[0].without_effect == ("purpose", "priority", "after", "phase")
    assert read().goals[0].without_effect == ()


CONTROL, ROLLOUT = 'control: place == "south"', "rollout: {by: place, dates: {north: 2026-03-01, south: 2026-05-01}}"


def test_comparisons_are_read_of_project_and_goal():
    project = read(TEXT.replace(GOAL, f"{GOAL}    {CONTROL}\n") + f"{ROLLOUT}\n")
    assert render(project.goals[0].control) == 'place == "south"'
    assert project.rollout == Rollout("place", {"north": date(2026, 3, 1), "south": date(2026, 5, 1)})
    assert project.comparison_of(project.goals[0]) == (project.goals[0].control, None)


@pytest.mark.parametrize(
    ("written", "path", "said"),
    [
        ("control: place = 1", "control", "GP007"),
        ("rollout: {by: place}", "rollout", "GP008"),
        ("rollout: {by: place, dates: {}}", "rollout.dates", "GP003"),
        ("rollout: {by: place, dates: {north: soon}}", "rollout.dates.north", "GP004"),
        ("rollout: north", "rollout", "GP003"),
        (f"{CONTROL}\n{ROLLOUT}", "control", "GP010"),
    ],
)
def test_a_comparison_that_cannot_be_read_is_said_with_its_place(written, path, said):
    (line,) = problems(f"{TEXT}{written}\n")
    assert f"{said} {path}: " in line
    indented = "".join(f"    {part}\n" for part in written.splitlines())
    (line,) = problems(TEXT.replace(GOAL, GOAL + indented))
    assert f"{said} goals[0].{path}: " in line


@pytest.mark.parametrize(
    ("written", "en", "ru"),
    [
        ("go_live: 2026-04-31", "that month has 30 days", "в этом месяце 30 дней"),
        ("go_live: 2026-01-32", "that month has 31 days", "в этом месяце 31 день"),
        ("go_live: 2026-13-01", "write YYYY-MM-DD", "пишите ГГГГ-ММ-ДД"),
        ("go_live: 31.02.2026", "write YYYY-MM-DD", "пишите ГГГГ-ММ-ДД"),
    ],
)
def test_a_day_that_no_calendar_has(written, en, ru):
    text = TEXT.replace("go_live: 2026-03-01", written)
    assert [line.rpartition("; ")[2] for line in (*problems(text), *problems(text, "ru"))] == [en, ru]


@pytest.mark.parametrize("zone", ["Moscow", "Москва", "europe/moscow"])
def test_a_city_names_its_time_zone(zone):
    text = TEXT.replace("timezone: Europe/Moscow", f"timezone: {zone}", 1)
    assert problems(text) == [f"goalposts.yaml:3:11 GP011 timezone: unknown time zone '{zone}'; write Europe/Moscow"]
    assert problems(text, "ru")[0].endswith("; напишите Europe/Moscow")


def test_a_size_without_a_sign_is_no_target():
    text = TEXT.replace(GOAL, "    target: 12 %\n")
    assert problems(text)[0].endswith(
        '; a sign is missing: ">= 12 %" or "<= 12 %" for a level, "+12 %" or "-12 %" for a change'
    )
    assert problems(text, "ru")[0].endswith(
        '; не хватает знака: ">= 12 %" или "<= 12 %" для уровня, "+12 %" или "-12 %" для изменения'
    )


@pytest.mark.parametrize(
    ("goal", "key", "number"),
    [
        ("{id: g, role: guardrail, kpi: k, margin: 10,5%}", "5%", "10.5%"),
        ("{id: g, role: shadow, kpi: k, with: {within: 0,5 min}}", "5 min", "0.5 min"),
    ],
)
def test_a_decimal_comma_in_braces_is_told(goal, key, number):
    """YAML takes what follows it for a key without a value."""
    text = TEXT.replace(GOAL, f'    target: "+5%"\n  - {goal}\n')
    said = [line.partition(" ")[2] for line in problems(text)]
    assert len(said) == 1
    assert said[0].endswith(f": a comma ends a value in braces, so that '{key}' is a key of its own; write {number}")
    assert problems(text, "ru")[0].endswith(f"запятая кончает значение, и «{key}» — уже другой ключ; напишите {number}")
