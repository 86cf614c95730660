"""`check_domain` is the whole test of a plugin: silent for a good one, one line for each breach of a bad one."""

from types import ModuleType

import pytest
from attrs import evolve
from goalposts import UP, Check, Diagnostic, Domain, Kpi, event_type, field, rule, share
from goalposts.expressions import Share
from goalposts.expressions.nodes import Name
from goalposts.hookspecs import hookimpl
from goalposts.model import Phrase, Preset, SourceFormat, Template
from goalposts.testing import SAMPLE, check_domain

TICKET = event_type(
    "helpdesk.ticket",
    time="opened_at",
    fields=[field.id("ticket_id"), field.time("opened_at"), field.number("contacts"), field.category("line")],
)
SOLVED = Kpi(
    id="helpdesk.solved_at_once",
    summary={"en": "Share of tickets solved at once.", "ru": "Доля обращений, решённых с первого раза."},
    over=TICKET,
    value=share(of=TICKET.contacts == 1),
    direction=UP,
)


@rule(
    "HLP101",
    "solved-without-line",
    bad="kpi: helpdesk.solved_at_once",
    good='kpi: helpdesk.solved_at_once\nwhere: line == "first"',
)
def solved_without_line(goal):
    """A solved-at-once goal names the support line that it judges.

    Why it matters: a share over all lines rises when hard tickets are routed away.
    """
    if goal.kpi == "helpdesk.solved_at_once" and goal.where is None:
        yield goal.finding({"en": "counts every line", "ru": "считает все линии"})


HELPDESK = Domain("helpdesk", prefix="HLP", event_types=[TICKET], kpis=[SOLVED], rules=[solved_without_line])


def plugin(brought):
    module = ModuleType("goalposts_helpdesk")

    @hookimpl
    def goalposts_domain():
        return brought

    module.goalposts_domain = goalposts_domain
    return module


def breaches(domain):
    with pytest.raises(AssertionError) as caught:
        check_domain(domain)
    return str(caught.value)


def with_rule(**changes):
    return evolve(HELPDESK, rules=[evolve(solved_without_line, **changes)])


def test_good_plugin_passes_as_a_module_and_as_a_domain():
    check_domain(plugin(HELPDESK))
    check_domain(HELPDESK)


def test_a_manual_may_be_in_one_language_and_what_a_fix_does_a_plain_string():
    """Who writes for readers of English alone is understood, and read by the others as he wrote."""
    assert solved_without_line.manual.ru == solved_without_line.manual.en
    check_domain(with_rule(check=solved_without_line.check))
    assert "shown to readers" not in breaches(with_rule(fix="adds the line that is meant anyway"))


def test_a_russian_manual_says_why_too():
    said = "Цель называет линию.\n\nПочему это важно: доля по всем линиям растёт сама."
    check_domain(with_rule(manual_ru=said))
    assert "then 'Почему это важно:'" in breaches(with_rule(manual_ru=said.partition("\n")[0]))


def test_an_event_may_begin_after_what_it_is_about():
    """Of deliveries by the day of their promise, some come before it."""
    delivery = event_type(
        "parcel.delivery", time="promised_at", fields=[field.time("promised_at"), field.time("delivered_at")]
    )
    kept = Kpi(
        "parcel.kept",
        {"en": "Share of promises kept.", "ru": "Доля сдержанных обещаний."},
        over=delivery,
        value=share(of=delivery.delivered_at < delivery.promised_at),
        direction=UP,
    )
    check_domain(Domain("parcel", prefix="PCL", event_types=[delivery], kpis=[kept]))


def test_sample_domain_keeps_the_contract():
    check_domain(SAMPLE)


def test_hook_that_gives_no_domain():
    assert "does not load" in breaches(plugin("a domain, honestly"))


def test_module_without_a_hook():
    assert "does not load" in breaches(ModuleType("empty"))


def test_domain_that_contradicts_another():
    assert "beside another" in breaches(evolve(HELPDESK, prefix="SMP"))


def test_empty_text():
    said = breaches(evolve(HELPDESK, kpis=[evolve(SOLVED, summary={"en": " ", "ru": "Доля"})]))
    assert "kpis[helpdesk.solved_at_once].summary: the en text is empty" in said


def test_every_breach_is_listed_at_once():
    kpi = evolve(SOLVED, guardrails=["helpdesk.nothing", "elsewhere.kpi"])
    said = breaches(evolve(with_rule(name="Solved Without"), kpis=[kpi]))
    assert "its guardrail 'helpdesk.nothing' does not exist" in said
    assert "elsewhere" not in said
    assert "small letters" in said


def test_kpi_under_a_strangers_name():
    said = breaches(evolve(HELPDESK, kpis=[SOLVED, evolve(SOLVED, id="other.kpi")]))
    assert "KPI 'other.kpi' is outside its domain: ids of domain 'helpdesk' begin with 'helpdesk.'" in said


def test_formula_that_does_not_type():
    broken = evolve(SOLVED)
    object.__setattr__(broken, "value", Share(Name("contacts")))
    assert "variant '': ExpressionError" in breaches(evolve(HELPDESK, kpis=[broken]))


def test_rule_without_a_manual():
    def check(goal):
        """Only a first line."""
        yield from solved_without_line.check(goal)

    assert "Why it matters:" in breaches(with_rule(check=check))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"bad": 'where: line == "first"\nkpi: helpdesk.solved_at_once'}, "bad example must be found by it alone"),
        ({"good": "kpi: helpdesk.solved_at_once"}, "its good example is found"),
        ({"bad": "kpy: helpdesk.solved_at_once"}, "its bad example cannot be linted: ProjectFileError"),
        ({"good": "just words"}, "its good example cannot be linted: TypeError"),
        ({"severity": "fatal"}, "severity 'fatal'"),
    ],
)
def test_rule_examples_and_severity(changes, said):
    assert said in breaches(with_rule(**changes))


def test_rule_that_raises_is_a_breach():
    def check(goal):
        """A demand.

        Why it matters: a reason.
        """
        yield from ()
        raise KeyError("line")

    assert "PluginError" in breaches(with_rule(check=check))


def test_example_that_two_rules_of_the_plugin_find():
    twin = evolve(solved_without_line, code="HLP102", name="twin")
    assert "HLP101, HLP102" in breaches(evolve(HELPDESK, rules=[solved_without_line, twin]))


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        (Phrase("en", "(unclosed", kpi="helpdesk.solved_at_once"), "error: missing )"),
        (Phrase("de", "gelöst", kpi="helpdesk.solved_at_once"), "language 'de'"),
        (Phrase("en", "solved", kpi="helpdesk.solvd"), "no KPI 'helpdesk.solvd'"),
        (Phrase("en", "solved", kpi="helpdesk.solved_at_once", variant="twice"), "no variant 'twice'"),
        (Phrase("en", "use it", trap="no-such-trap"), "no rule is named 'no-such-trap'"),
        (Phrase("en", "nothing meant"), "a KPI, a trap, or both"),
    ],
)
def test_phrases_compile_and_mean_something(phrase, said):
    assert said in breaches(evolve(HELPDESK, phrases=[phrase]))


def test_preset_of_an_unknown_event_type():
    preset = Preset("helpdesk.csv", "helpdesk.tickets", "csv")
    said = "preset helpdesk.csv makes event type 'helpdesk.tickets', which no loaded plugin brings"
    assert said in breaches(evolve(HELPDESK, presets=[preset]))


PROJECT = """\
goalposts: 1
project: Help desk
timezone: UTC
go_live: 2026-03-01
baseline: {from: 2025-09-01, to: 2026-03-01}
evaluation: {from: 2026-04-01, to: 2026-10-01}
data: {helpdesk.ticket: [{name: desk, source: tickets.csv}]}
goals:
  - id: solved
    statement: 60 % of tickets are solved at once by 1 October 2026
    kpi: helpdesk.solved_at_once
    where: line == "first"
    target: ">= 60%"
    deadline: 2026-10-01
    owner: Head of support
"""


def with_template(**texts):
    template = Template(
        "desk", {"en": "A help desk.", "ru": "Служба поддержки."}, {"en": PROJECT, "ru": PROJECT, **texts}
    )
    return evolve(HELPDESK, templates=[template])


def test_template_is_a_project_without_errors():
    check_domain(with_template())
    assert "its ru text cannot be read: ProjectFileError" in breaches(with_template(ru="goalposts: 1"))
    assert "`check` refuses its en text: desk.en:15" in breaches(
        with_template(en=PROJECT.replace("Head of support", "''"))
    )


LINES = SourceFormat("helpdesk-lines", ("ticket_id", "opened_at", "closed", "kind"), lambda file: iter(()))
GOOD_PRESET = Preset(
    "helpdesk.log",
    "helpdesk.ticket",
    "helpdesk-lines",
    options={"timezone": "Europe/Berlin", "dedupe_by": "closed"},
    fields={"line": "kind", "contacts": {"column": "kind", "values": {"first": "1", "second": "2"}}},
    dimensions={"how": "kind"},
    dedupe=("ticket_id",),
    where="kind != 'test'",
    note={"en": "No line.", "ru": "Без линии."},
)


def with_preset(**changes):
    return evolve(HELPDESK, presets=[evolve(GOOD_PRESET, **changes)], formats=[LINES])


def test_preset_that_a_project_can_read():
    check_domain(with_preset())
    check_domain(with_preset(format="csv", fields={"ticket_id": "Nr", "opened_at": "Opened"}, where="Test == 'no'"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "Helpdesk-Log"}, "its id is small letters"),
        ({"note": None}, "it has no note"),
        ({"note": {"en": "Says it.", "ru": " "}}, "presets[helpdesk.log].note: the ru text is empty"),
        ({"version": 0}, "version 0: versions are counted from 1"),
        ({"options": {"encodng": "cp1251"}}, "a project cannot read it: "),
        ({"options": {"encoding": "cp125l"}}, "a project cannot read it: "),
        ({"options": {"source": "log.txt"}}, "option 'source' is for the project to state"),
        ({"options": {"fields": {}}}, "option 'fields' is an attribute of the preset itself"),
        ({"options": {"dedupe_by": "changed"}}, "its format has no column 'changed', needed by `dedupe_by`; it has: "),
        ({"fields": {"contact": "kind"}}, "has no field 'contact'; did you mean 'contacts'?"),
        ({"fields": {"line": "art"}}, "its format has no column 'art', needed by field line"),
        ({"fields": {"opened_at": {"column": "closed", "format": "%d.%m"}}}, "time format '%d.%m'"),
        ({"fields": {"line": {"unit": "s"}}}, "a project cannot read it: "),
        ({"dimensions": {"line": "kind"}}, "dimension 'line' is a field of helpdesk.ticket"),
        ({"dedupe": ("number",)}, "has no field 'number'"),
        ({"where": "kind =="}, "a project cannot read it: "),
        ({"where": "art == 'x'"}, "its format has no column 'art', needed by `where`"),
    ],
)
def test_broken_presets(changes, said):
    assert said in breaches(with_preset(**changes))


def test_preset_whose_format_does_not_give_what_is_required():
    lines = evolve(LINES, columns=("ticket_id", "closed", "kind"))
    said = breaches(evolve(HELPDESK, presets=[GOOD_PRESET], formats=[lines]))
    assert "preset helpdesk.log: nothing gives field opened_at, which helpdesk.ticket requires" in said


WORDS = {"en": "as it should be", "ru": "как и должно быть"}


def fine(fitted):
    return Check("fine", passed=None, value=float(fitted.readings.mean()), text=WORDS)


def forgetful(fitted):
    forgetful.asked += 1
    return Check("forgetful", passed=None, value=float(forgetful.asked), text=WORDS)


forgetful.asked = 0


def test_a_diagnostic_that_answers_for_every_shape_is_fine():
    check_domain(evolve(HELPDESK, diagnostics=[Diagnostic("fine", fine)]))


@pytest.mark.parametrize(
    ("diagnostic", "breach"),
    [
        (Diagnostic("other", fine), "gives a check of the name 'fine'"),
        (Diagnostic("wordless", lambda fitted: Check("wordless", passed=True)), "without a sentence in every language"),
        (Diagnostic("late", lambda fitted: fitted.column("year sine")), "the design has no column 'year sine'"),
        (Diagnostic("number", lambda fitted: 1.0), "gives a float, not a Check"),
        (Diagnostic("grade", lambda fitted: Check("grade", passed=True, caps="Z", text=WORDS)), "caps at 'Z'"),
        (Diagnostic("forgetful", forgetful), "gives another answer the second time"),
    ],
)
def test_every_breach_of_a_diagnostic_is_told(diagnostic, breach):
    said = breaches(evolve(HELPDESK, diagnostics=[diagnostic]))
    assert f"diagnostic {diagnostic.name}: " in said
    assert breach in said
