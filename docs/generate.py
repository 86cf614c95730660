"""Writes docs/kpis.md, rules.md, presets.md, cli.md and plugins/hooks.md from the code and the bundled plugins.

python docs/generate.py           writes the pages
python docs/generate.py --check   writes nothing; exits 1 when a page is stale
"""  # noqa: INP001 - a script beside the pages that it writes, no package

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import goalposts_contact_center
import goalposts_marketing
import goalposts_sales
from cli_page import cli_page
from goalposts import Catalogue, EventType, Kpi, Rule, load_catalogue
from goalposts.catalogue import counts_by_business_hours
from goalposts.formats.problems import NAMES
from goalposts.linting import all_rules
from goalposts.locale import Text, quantity
from goalposts.model import Domain, Preset
from goalposts.testing.examples import told_example
from hooks_page import hooks_page

FOLDER = Path(__file__).parent
BUNDLED = (goalposts_contact_center, goalposts_marketing, goalposts_sales)
HOW_MADE = "<!-- Made by `python docs/generate.py` from the code; edit the code, not this page. -->"
KPIS_INTRO = """\
The KPIs and event types that the bundled plugins bring, with their Russian names beside. `goalposts kpis` and
`goalposts events` print the same of whatever plugins you have installed. The language of the formulas is explained in
[writing a plugin](plugins/formulas.md).

What holds of every KPI here:

* **Missing is not zero.** Where a source lacks a field, the KPI is *not computable*, with the name of the field. Rows
  in which a needed value is empty leave the figure and are counted; so are rows left out by a rule of the KPI.
* **Ratios are ratios of sums.** The figure of a quarter is no mean of daily figures, which would count a quiet Sunday
  as much as a busy Monday.
* **The variant is part of the name.** The same hundred calls give a service level of 70, 78, 80 or 83 %, by the
  formula of the telephone system. Before and after are reckoned by one formula, from the events, never taken from two
  systems' own reports.
* **Open is not "no".** A deal that is still open, or a caller who may yet call again, counts as far as it was followed.
  There is no mean time of closed deals: over 90 days it is half of that over a year, with nothing changed.
* **Period or cohort.** `period_flow` divides what was won in a month by what came in that month, so it falls while
  the intake grows; variants with an age follow those who came in.
* **Per open day** (*за день работы*). Totals, such as deals or sales, are divided by the days on which the source
  could have told of something: days under `closed:` of the project, and weekdays on which it is regularly silent, are
  no open days. So a month does not look worse for its holidays.
* **Every KPI can be gamed.** What is *looked at beside it* shows when it was. Make at least one of these a goal with
  `role: guardrail` and a margin.
* **Not offered: pipeline velocity** (open deals × win rate × average size / cycle). In a steady pipeline it equals what
  is won per day, `sales.revenue`, and otherwise it adds up the errors of four figures."""
RULES_INTRO = """\
What `goalposts check` looks for. The first digit of a code is the SMART letter. An *error* makes `check` exit 1 and
`lock` refuse; a *warning* and an *info* are advice. Run `goalposts check --ignore GP106` to leave one out; the
[project file](project-file.md#which-rules-speak) can choose rules and severities, and answer one finding by a comment
with a reason, `# goalposts: ignore[GP106] ...`. `goalposts check --fix` mends what it can
without changing what was promised: {fixable}.

The examples show the keys of a goal: they are laid over a goal that keeps every rule, and `null` takes a key away.
A `project:` in an example sets keys of the project instead; what the data say of the goal's baseline stands in words
below. `goalposts explain GP106` prints one of these manuals, with `--language ru` in Russian.

`goalposts draft` judges a goal by its words before there is a project: [from slogan to goal](goals.md). How well it
understands what people say was measured: [how well goals are understood](drafting.md)."""
PRESETS_INTRO = """\
How the exports of known systems are read. A source that names a preset, as in `format: asterisk.queue_log`, needs no
mapping; whatever it states itself goes first, field by field, and of two conditions (`where`) both must hold. Beside
another format it is `preset: ...`. `goalposts plugins --format json` lists the presets of whatever plugins you have.

A field that an export does not have stays absent: a KPI that needs it is *not computable*, with the name of the field,
and never a smaller number."""
SHOWN_WORDS = 8
DIRECTIONS = {"up": "up", "down": "down", "band": "inside a band", "none": "none of its own"}
BETTER = {"up": "more", "down": "less", "band": "inside a band", "none": "neither"}
UNITS = {"": "number", "s": "time"}
CREDIT = {"direct": "directly", "intermediate": "partly", "outcome": "as one influence of many"}
LETTERS = {
    "1": Text(en="Specific", ru="конкретность"),
    "2": Text(en="Measurable", ru="измеримость"),
    "3": Text(en="Achievable", ru="достижимость"),
    "4": Text(en="Relevant", ru="значимость"),
    "5": Text(en="Time-bound", ru="ограниченность по времени"),
    "6": Text(en="Focus", ru="фокус"),
}


def kpis_page(catalogue: Catalogue) -> str:
    """Write the page of KPIs and event types."""
    parts = [HOW_MADE, "# KPIs and event types", KPIS_INTRO]
    for found in catalogue.contributions:
        parts.extend(_domain(found.domain))
    return "\n\n".join(parts) + "\n"


def _domain(domain: Domain) -> Iterator[str]:
    yield f"## Domain `{domain.name}`"
    if not domain.kpis:
        yield "This domain brings event types and no KPIs yet."
    kpis = sorted(domain.kpis, key=lambda known: known.id)
    if kpis:
        yield _overview(kpis)
    for kpi in kpis:
        yield f"### `{kpi.id}`"
        yield f"**{_both(kpi.title)}**"
        yield _both(kpi.summary, " · ")
        yield "\n".join(f"* {line}" for line in _facts(kpi))
    for event_type in domain.event_types:
        yield f"### Event type `{event_type.id}`"
        if event_type.summary:
            yield _both(event_type.summary, " · ")
        yield _fields(event_type)


def _overview(kpis: list[Kpi]) -> str:
    rows = ["| KPI | по-русски | id | unit | better | looked at beside it |", "| --- | --- | --- | --- | --- | --- |"]
    for kpi in kpis:
        link = f"[`{kpi.id.partition('.')[2]}`](#{kpi.id.replace('.', '')})"
        beside = ", ".join(f"`{name.partition('.')[2]}`" for name in kpi.guardrails)
        rows.append(
            f"| {kpi.title.en} | {kpi.title.ru} | {link} | {UNITS.get(kpi.unit, kpi.unit)} "
            f"| {BETTER[kpi.direction.value]} | {beside} |"
        )
    return "\n".join(rows)


def _both(text: Text, separator: str = " / ") -> str:
    return text.en if text.en == text.ru else f"{text.en}{separator}{text.ru}"


def _facts(kpi: Kpi) -> Iterator[str]:
    yield f"Events: `{kpi.over.id}`, counted on the day of `{kpi.at}`"
    yield f"Unit: {kpi.unit or 'a plain number'}; good direction: {DIRECTIONS[kpi.direction.value]}"
    for variant in kpi.formulas:
        label = f"Variant `{variant}`" if variant else "Formula"
        note = " (the default)" if variant and variant == kpi.default else ""
        needed = ", ".join(f"`{name}`" for name in sorted(kpi.needs(variant)))
        yield f"{label}{note}: `{kpi.written(variant)}`; needs {needed}"
    if kpi.params:
        yield "Parameters: " + ", ".join(f"`{name}: {value}`" for name, value in kpi.params.items())
    by_hours = [name or "the formula" for name in kpi.formulas if counts_by_business_hours(kpi, name)]
    if by_hours:
        yield f"Counted by the project's business hours: {', '.join(by_hours)}"
    yield f"Final: {_both(kpi.settles, ' · ')}"
    if kpi.minimum_n:
        yield f"Events needed for a conclusion: {kpi.minimum_n} in each window; with fewer the value is only shown"
    for rule in kpi.exclusions:
        only = f" (variant {', '.join(f'`{name}`' for name in rule.variants)})" if rule.variants else ""
        yield f"Left out and counted{only}, `{rule.name}`: {_both(rule.text, ' · ')}; `{rule.written}`"
    if kpi.ceiling:
        above = quantity(kpi.ceiling.above, kpi.unit).en
        yield f"Told of a value above {above}, `{kpi.ceiling.code}`: {_both(kpi.ceiling.text, ' · ')}"
    if kpi.guardrails:
        yield "Guardrails, measured beside it: " + ", ".join(f"`{name}`" for name in kpi.guardrails)
    if kpi.gaming:
        yield f"How it is gamed: {_both(kpi.gaming, ' · ')}"
    yield f"How directly a rollout moves it: {CREDIT[kpi.attributability]}"
    if kpi.source:
        yield f"Source: {kpi.source}"


def _fields(event_type: EventType) -> str:
    rows = ["| field | type | required | holds |", "| --- | --- | --- | --- |"]
    for known in event_type.fields:
        holds = _both(known.summary, " · ") if known.summary else ""
        words = f" One of: {', '.join(f'`{word}`' for word in known.values)}." if known.values else ""
        time = " The time that puts the event into a day." if known.id == event_type.time else ""
        required = "yes" if known.required else ""
        rows.append(f"| `{known.id}` | {known.type.value} | {required} | {(holds + words + time).strip()} |")
    return "\n".join(rows)


def rules_page(catalogue: Catalogue) -> str:
    """Write the page of lint rules, and of the problems of a project file."""
    rules = all_rules(catalogue)
    fixable = ", ".join(f"{rule.code} {rule.name}" for rule in rules if rule.fix)
    parts = [HOW_MADE, "# Rules", RULES_INTRO.replace("{fixable}", f"GP002 unknown-key, {fixable}"), *_file_problems()]
    for digit, letter in LETTERS.items():
        parts.append(f"## {letter.en} / {letter.ru}")
        for rule in rules:
            if rule.code[-3] == digit:
                parts.extend(_rule(rule, catalogue))
    return "\n\n".join(parts) + "\n"


def _file_problems() -> Iterator[str]:
    yield "## The project file itself / файл проекта"
    yield (
        "These are no rules and cannot be ignored: a file that cannot be understood stops every command with exit "
        "code 2, and the message says where and how to mend it. A key (GP002) that is one slip away from a single "
        "known one is put right by `check --fix`."
    )
    yield "\n".join(["| code | name |", "| --- | --- |", *(f"| `{code}` | {name} |" for code, name in NAMES.items())])


def _rule(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    yield f"### {rule.code} {rule.name}"
    yield f"*{rule.severity}*"
    yield rule.manual.en
    if rule.fix:
        yield f"`check --fix`: {Text.of(rule.fix).en}."
    for label, example in (("Bad", rule.bad), ("Good", rule.good)):
        stated, facts = told_example(example, catalogue, "en")
        yield f"{label}:"
        if stated.strip():
            yield f"```yaml\n{stated.strip()}\n```"
        if facts:
            yield f"The data say: {'; '.join(facts)}."


def presets_page(catalogue: Catalogue) -> str:
    """Write the page of presets."""
    parts = [HOW_MADE, "# Presets", PRESETS_INTRO]
    for found in catalogue.contributions:
        if found.domain.presets:
            parts.append(f"## Domain `{found.domain.name}`")
        for preset in sorted(found.domain.presets, key=lambda known: known.id):
            parts.extend(_preset(preset, catalogue))
    return "\n\n".join(parts) + "\n"


def _preset(preset: Preset, catalogue: Catalogue) -> Iterator[str]:
    yield f"### `{preset.id}`"
    if preset.note:
        yield preset.note.en
        yield preset.note.ru
    yield _table(("", ""), _preset_facts(preset, catalogue))
    if preset.fields:
        rows = ((f"`{field}`", _rule_of(rule)) for field, rule in preset.fields.items())
        yield _table(("field", "is made of"), rows)


def _preset_facts(preset: Preset, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    own = catalogue.formats.get(preset.format)
    suffixes = "".join(f", `*{suffix}`" for suffix in own.suffixes) if own else ""
    yield "events", f"`{preset.event_type}`"
    yield "file", f"`{preset.format}`{suffixes}" if preset.format else "whatever the file is"
    if preset.options:
        yield "settings", "; ".join(f"`{key}: {value}`" for key, value in preset.options.items())
    if preset.where:
        yield "left out, and counted as filtered", f"what does not meet `{preset.where}`"
    if preset.dedupe:
        yield "of rows alike the newest stays", "alike in " + ", ".join(f"`{key}`" for key in preset.dedupe)
    if preset.dimensions:
        yield "dimensions", "; ".join(f"`{key}`: {_rule_of(rule)}" for key, rule in preset.dimensions.items())
    yield from _field_facts(preset, catalogue)
    if lacking := list(_not_computable(preset, catalogue)):
        yield "not computable", "; ".join(lacking)
    yield "version", str(preset.version)


def _field_facts(preset: Preset, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    fields = [known.id for known in catalogue.event_types[preset.event_type].fields]
    columns = catalogue.formats[preset.format].columns if preset.format in catalogue.formats else ()
    given = _given(preset, catalogue)
    groups = {
        "fields that the format gives": [name for name in fields if name in columns and name not in preset.fields],
        "absent fields": [name for name in fields if name not in given],
        "more columns, for dimensions and conditions": [column for column in columns if column not in fields],
    }
    yield from ((label, ", ".join(f"`{name}`" for name in found)) for label, found in groups.items() if found)


def _given(preset: Preset, catalogue: Catalogue) -> frozenset[str]:
    own = catalogue.formats.get(preset.format)
    return frozenset(preset.fields) | frozenset(own.columns if own else ())


def _not_computable(preset: Preset, catalogue: Catalogue) -> Iterator[str]:
    """KPIs over these events, by their default variant, with what the export does not give them."""
    for kpi in sorted(catalogue.kpis.values(), key=lambda known: known.id):
        missing = sorted(kpi.needs(kpi.default) - _given(preset, catalogue))
        if missing and kpi.over.id == preset.event_type:
            yield f"`{kpi.id}` (missing {', '.join(missing)})"


def _rule_of(rule: Any) -> str:
    if not isinstance(rule, Mapping):
        return f"`{rule}`"
    names = [name for key in ("column", "columns", "any_of") if key in rule for name in _names_of(rule[key])]
    shown = " / ".join(f"`{name}`" for name in names)
    more = [f"{key}: {_short(value)}" for key, value in rule.items() if key not in ("column", "columns", "any_of")]
    return "; ".join(filter(None, [shown, *more])).replace("|", "\\|")


def _names_of(written: Any) -> list[str]:
    if not isinstance(written, list | tuple):
        return [str(written)]
    return [name if isinstance(name, str) else " + ".join(map(str, name)) for name in written]


def _short(value: Any) -> str:
    """A value of a rule; of many words the first ones."""
    if isinstance(value, Mapping):
        words = [f"`{ours}` → `{theirs}`" for ours, theirs in value.items()]
    else:
        words = [f"`{name}`" for name in _names_of(value)]
    return ", ".join(words[:SHOWN_WORDS]) + (f", ... ({len(words)})" if len(words) > SHOWN_WORDS else "")


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *((*row[:-1], row[-1] or "—") for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` say which are stale."""
    catalogue = load_catalogue(BUNDLED)
    pages = {
        FOLDER / "kpis.md": kpis_page(catalogue),
        FOLDER / "rules.md": rules_page(catalogue),
        FOLDER / "presets.md": presets_page(catalogue),
        FOLDER / "cli.md": cli_page(HOW_MADE, BUNDLED),
        FOLDER / "plugins" / "hooks.md": hooks_page(HOW_MADE),
    }
    stale = [path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            sys.stderr.write(f"{path.name} is stale; run python docs/generate.py\n")
        return 1 if stale else 0
    for path in stale:
        path.write_text(pages[path], encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
