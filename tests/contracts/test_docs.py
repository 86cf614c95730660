"""A newcomer who does what the pages under docs/ say gets what they say, and everything that they name exists."""

import ast
import inspect
import re
import sys
import tomllib

import attrs
import goalposts as gp
import goalposts.simulating
import goalposts.testing
import pytest
from contracts.guides import Reader, blocks, prose
from contracts.sources import ENGINE, ROOT
from goalposts import hookspecs
from goalposts.cli.commands import BUILT_IN, built_in
from goalposts.cli.main import cli
from goalposts.cli.options import common_options
from goalposts.cli.plugin_commands import plugin_commands
from goalposts.formats import project_from_text
from goalposts.formats.goal_shape import KEYS as GOAL_KEYS
from goalposts.formats.problems import NAMES
from goalposts.formats.project_shape import _KEYS, RESERVED
from goalposts.formats.source_shape import _RULE_KEYS, _SOURCE_KEYS
from goalposts.linting import all_rules
from goalposts.locale import Text
from goalposts.model import domain as domain_records
from goalposts.model import follow_up, provenance, scorecard, spread, stream_counts, trace
from goalposts.scaffolding import NewPlugin
from goalposts.verdict import reasons

DOCS = ROOT / "docs"
HELPDESK = ROOT / "examples" / "plugins" / "goalposts-helpdesk"
# The design shows sketches of what is to come; the other pages show what is there.
PAGES = sorted(page for page in DOCS.rglob("*.md") if page.name != "design.md")
ALL_PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])


def named(page):
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_what_a_page_says_can_be_done(page, tmp_path, monkeypatch):
    """Every command and every Python block works, in order, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "goalposts_helpdesk", raising=False)
    Reader(page, tmp_path).follow()
    sys.modules.pop("goalposts_helpdesk", None)


def test_the_guides_that_the_readme_promises_are_there():
    guides = ("first-rollout", "project-file", "reading-a-verdict", "plugins", "embedding", "kpis", "rules", "design")
    assert [name for name in guides if not (DOCS / f"{name}.md").is_file()] == []


def whole_projects():
    return [
        pytest.param(block.text, id=f"{page.name}:{block.line}")
        for page in PAGES
        for block in blocks(page)
        if block.language == "yaml" and block.text.startswith("goalposts: 1")
    ]


@pytest.mark.parametrize("text", whole_projects())
def test_a_whole_project_file_passes_check(text):
    """Before its go-live, no rule that needs no data finds an error."""
    project = project_from_text(text, gp.load_catalogue(), "goalposts.yaml")
    found = gp.check(project, as_of=project.go_live or project.evaluation.start)
    assert [finding.line("en") for finding in found if finding.severity == "error"] == []


def anchors(page):
    """The anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", ALL_PAGES, ids=named)
def test_every_link_leads_somewhere(page):
    """Files of the repository, and headings within them."""
    broken = []
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", prose(page)):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", ALL_PAGES, ids=named)
def test_every_code_is_a_rule(page):
    """GPnnn and the like stand for a code, not for one of them."""
    known = {*NAMES, *(rule.code for rule in all_rules(gp.load_catalogue()))}
    assert set(re.findall(r"\bGP\d{3}\b", page.read_text(encoding="utf-8"))) - known == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_kpi_and_event_type_exists(page):
    catalogue = gp.load_catalogue()
    known = {*catalogue.kpis, *catalogue.event_types, *catalogue.heuristics}
    # An export is often named for the events in it, as `contact_center.call.csv`.
    said = set(re.findall(r"\b(?:contact_center|sales|marketing)\.(?!md\b)[a-z]\w*", page.read_text(encoding="utf-8")))
    assert said - known == set()


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=named)
def test_every_command_and_option_exists(page):
    text = page.read_text(encoding="utf-8")
    said = set(re.findall(r"(?:`|^|\$ |bin/)goalposts ([a-z][\w-]*)", text, re.MULTILINE))
    commands = {**{name: built_in(name) for name in BUILT_IN}, **plugin_commands(())}
    assert said - set(commands) == set()

    made = [*common_options(), *cli.params, *(param for command in commands.values() for param in command.params)]
    options = {word for param in made for word in param.opts} | {"--help", "--check"}
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", prose(page))) - options == set()


def keys_of(page, heading):
    """The keys in the first column of the tables below a heading."""
    section = re.search(rf"^## {heading}$(.*?)(?=^##|\Z)", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    rows = re.findall(r"^\| (`[^|]+) \|", section[1], re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`([^`]+)`", row)}


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("The project", {key.name for key in _KEYS} | {"benefit", "data", "goals", "kpis", "phases", "tree"}),
        ("A source", {key.name for key in _SOURCE_KEYS} | {"format", "preset"}),
        ("A field rule", {key.name for key in _RULE_KEYS}),
        ("A goal", {key.name for key in GOAL_KEYS}),
        ("Reserved keys", set(RESERVED)),
    ],
)
def test_the_reference_knows_exactly_the_keys_that_the_reader_knows(heading, known):
    assert keys_of(DOCS / "project-file.md", heading) == known


def test_every_state_and_verdict_is_explained():
    page = DOCS / "reading-a-verdict.md"
    explained = keys_of(page, "States of a goal") | keys_of(page, "States of the other roles")
    assert explained == set(scorecard.STATES)


def test_every_key_of_the_scorecard_is_explained():
    """And no other; `start` and `end` of windows are written as `from` and `to`."""
    written = {"start": "from", "end": "to"}
    records = [
        known
        for module in (scorecard, provenance, stream_counts, trace, follow_up)
        for known in vars(module).values()
        if isinstance(known, type) and attrs.has(known) and known is not Text
    ]
    records += [spread.SpreadValue, spread.SpreadLine]
    known = {written.get(key.name, key.name) for record in records for key in attrs.fields(record)}
    known |= {key.name for key in attrs.fields(next(r for r in records if r.__name__ == "Amendment"))}
    known.add("translations")  # of the record's texts themselves
    rows = keys_of(DOCS / "reading-a-verdict.md", "The keys of the JSON")
    assert {part for row in rows for part in re.split(r"\[\]\.|\.", row.removesuffix("[]"))} == known


def test_every_reason_exists_and_is_explained():
    """A reason's code stands as a text in the engine; those without numbers are known by their table."""
    said = keys_of(DOCS / "reading-a-verdict.md", "Reasons")
    files = [*(ENGINE / "goalposts" / "verdict").glob("*.py"), *(ENGINE / "goalposts" / "inference").glob("*.py")]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert said - texts == set()
    assert set(reasons._SIMPLE) - said == set()


def test_the_guide_names_every_plugin_among_the_examples():
    """That the plugin of the guide itself installs is tested in `tests/scaffolding`."""
    folders = sorted(folder.name for folder in HELPDESK.parent.iterdir() if folder.is_dir())
    linked = re.findall(r"\.\./examples/plugins/([\w-]+)/README\.md", (DOCS / "plugins.md").read_text(encoding="utf-8"))
    assert linked == sorted(linked)
    assert linked == folders


def test_the_entry_point_of_the_guide_is_the_plugins_own():
    (shown,) = (block.text for block in blocks(DOCS / "plugins" / "tutorial.md") if block.language == "toml")
    built = tomllib.loads((HELPDESK / "pyproject.toml").read_text(encoding="utf-8"))
    found = tomllib.loads(shown)
    assert found["project"]["entry-points"] == built["project"]["entry-points"]
    assert found["project"]["dependencies"] == built["project"]["dependencies"]


def test_the_ten_lines_of_the_tutorial_are_those_that_new_plugin_writes():
    """For a domain called desk."""
    shown = [block.text for block in blocks(DOCS / "plugins" / "tutorial.md") if block.language == "python"]
    assert NewPlugin("desk", "DSK", minimal=True).files()["goalposts_desk.py"] in shown


def plugin_pages():
    return [DOCS / "plugins.md", *sorted((DOCS / "plugins").glob("*.md"))]


def test_every_page_about_plugins_is_in_the_index_and_in_the_table_of_contents():
    index, contents = ((DOCS / name).read_text(encoding="utf-8") for name in ("plugins.md", "index.md"))
    names = [page.stem for page in plugin_pages()[1:]]
    assert [name for name in names if f"](plugins/{name}.md)" not in index] == []
    assert [name for name in names if f"\nplugins/{name}\n" not in contents] == []


def test_every_hook_and_record_has_its_signature_in_the_reference():
    headings = set(
        re.findall(r"^### (\w+)$", (DOCS / "plugins" / "hooks.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    hooks = {name for name in vars(hookspecs) if name.startswith("goalposts_")}
    functions = {name for name in gp.__all__ if inspect.isfunction(getattr(gp, name))}
    embedding = {name for name in functions if getattr(gp, name).__module__.startswith("goalposts.api")}
    kinds = vars(domain_records).values()
    records = {kind.__name__ for kind in kinds if isinstance(kind, type) and attrs.has(kind)} & set(gp.__all__)
    assert len(hooks) == 2
    assert (hooks | records | (functions - embedding)) - {"Domain"} - headings == set()


@pytest.mark.parametrize("module", [gp, goalposts.testing, goalposts.simulating], ids=lambda module: module.__name__)
def test_every_public_name_is_in_a_guide(module):
    """In words or code of people's, not only in the reference that is made of the code."""
    written = [page for page in plugin_pages() if page.stem != "hooks"]
    pages = [*written, DOCS / "embedding.md", DOCS / "simulate.md"]
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert [name for name in module.__all__ if not re.search(rf"\b{name}\b", text)] == []
