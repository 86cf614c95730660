"""How well goals are understood as people say them: precision and recall against what a person says of each.

python benchmarks/said_goals.py                           prints the tables
python benchmarks/said_goals.py --write docs/drafting.md  writes the page anew

Both are counted per SMART letter that the words do not keep, per trap, and for the KPI. Precision: of what the tool
says, how much the person says too. Recall: of what the person says, how much the tool says too.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import goalposts as gp
import goalposts_contact_center
import goalposts_marketing
import goalposts_sales
from attrs import define, frozen
from ruamel.yaml import YAML

FOLDER = Path(__file__).parents[1] / "tests" / "drafting"
LISTS = {"corpus": FOLDER / "corpus.yaml", "held out": FOLDER / "held_out.yaml"}
LETTERS = "SMART"
PAGE = """\
<!-- Made by `python benchmarks/said_goals.py --write docs/drafting.md`; edit that file, not this page. -->

# How well goals are understood

`goalposts draft` was tried on goals as project managers write them, in Russian and English, good and bad, over sales,
marketing and contact centre. A person wrote down what is to be said of each before the tool was run on it. The *corpus*
is the list that the tool was built with: its figures say that nothing was forgotten, and nothing about new sentences.
Seventy of its goals were held out once; on them the tool found 56 % of the lost As, 65 % of the lost Rs and 59 % of the
traps. They were then read to build with, so they tell nothing any more, and a new list took their place.

The goals *held out* were written and labelled after the last change of the words, before the tool was run on any of
them, and nothing was adapted to them since: expect of your own goals what stands there. Whoever wrote them had built
the tool, too, and knew what it looks for; sentences from other hands may fare worse. The weakest spots: a KPI in words
that nobody foresaw, so that S is taken away without need, and slips of the pen, which are not mended.

A wrong letter or trap costs a reader a minute; so read what `draft` says as a colleague's remarks, and decide yourself.
The lists are [corpus.yaml](../tests/drafting/corpus.yaml) and [held_out.yaml](../tests/drafting/held_out.yaml).
[From slogan to goal](goals.md) says what letters and traps mean.

*Precision*: of what the tool says, the part that the person says too. *Recall*: of what the person says, the part that
the tool says too. In brackets: how often the person says it. Of letters it is counted that the words do not keep them.
"""


@define
class Count:
    """How often both say a thing, only the tool, or only the person."""

    both: int = 0
    only_tool: int = 0
    only_person: int = 0

    def add(self, *, person: bool, tool: bool) -> None:
        self.both += person and tool
        self.only_tool += tool and not person
        self.only_person += person and not tool

    @property
    def said(self) -> int:
        """How often the person says it."""
        return self.both + self.only_person

    @property
    def precision(self) -> float | None:
        return self.both / (self.both + self.only_tool) if self.both + self.only_tool else None

    @property
    def recall(self) -> float | None:
        return self.both / self.said if self.said else None


@frozen
class Measured:
    """The counts of one list of goals.

    Attributes:
        counts: by what is judged: a letter, `trap: ...`, `any trap`, `KPI`.
        as_a_whole: goals of which everything is said as the person says it.
        misread: goals whose language was not told.
    """

    goals: int
    as_a_whole: int
    misread: tuple[str, ...]
    counts: Mapping[str, Count]


def goals_of(path: Path) -> tuple[date, list[dict[str, Any]]]:
    """Read a list of goals, and the day on which they are judged."""
    document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return document["as_of"], document["statements"]


def measured(path: Path, catalogue: gp.Catalogue) -> Measured:
    """Run the tool on a list, and count."""
    today, goals = goals_of(path)
    counts: dict[str, Count] = defaultdict(Count)
    as_a_whole, misread = 0, []
    for goal in goals:
        made = gp.draft(goal["statement"], catalogue, as_of=today)
        kept = "".join(letter for letter in LETTERS if made.letters[letter])
        for letter in LETTERS:
            counts[letter].add(person=letter not in goal["letters"], tool=letter not in kept)
        _count_names(counts, "trap: ", goal["trap"] or "", made.trap)
        _count_one(counts["any trap"], goal["trap"] or "", made.trap)
        _count_one(counts["KPI"], goal["kpi"] or "", made.kpi)
        as_a_whole += (goal["letters"], goal["trap"] or "", goal["kpi"] or "") == (kept, made.trap, made.kpi)
        if made.language != goal["language"]:
            misread.append(goal["statement"])
    return Measured(len(goals), as_a_whole, tuple(misread), counts)


def _count_names(counts: dict[str, Count], prefix: str, person: str, tool: str) -> None:
    for name in {person, tool} - {""}:
        counts[prefix + name].add(person=name == person, tool=name == tool)


def _count_one(count: Count, person: str, tool: str) -> None:
    """Another name than the person's is both a thing said wrongly and one not said."""
    if person and person == tool:
        count.both += 1
        return
    count.only_person += bool(person)
    count.only_tool += bool(tool)


def all_measured() -> dict[str, Measured]:
    """Run the tool on all lists, with the bundled domains."""
    catalogue = gp.load_catalogue((goalposts_contact_center, goalposts_marketing, goalposts_sales))
    return {name: measured(path, catalogue) for name, path in LISTS.items()}


def page(found: Mapping[str, Measured]) -> str:
    """Write the page."""
    return "\n".join((PAGE, *_table(found)))


def _table(found: Mapping[str, Measured]) -> Iterator[str]:
    heads = [f"{name}: {kind}" for name in found for kind in ("precision", "recall")]
    yield f"| | {' | '.join(heads)} |"
    yield f"| --- |{' --- |' * len(heads)}"
    names = {name for one in found.values() for name in one.counts}
    for name in sorted(names, key=lambda name: (*_rank(name), name)):
        cells = [cell for one in found.values() for cell in _cells(one.counts.get(name, Count()))]
        yield f"| {f'`{name[6:]}`' if name.startswith('trap: ') else name} | {' | '.join(cells)} |"
    whole = [cell for one in found.values() for cell in (f"{one.as_a_whole} of {one.goals}", "")]
    yield f"| goals without any difference | {' | '.join(whole)} |"
    yield ""


def _rank(name: str) -> tuple[int, int]:
    kinds = ("letter", "trap", "any trap", "KPI")
    kind = "letter" if name in LETTERS else "trap" if name.startswith("trap: ") else name
    return kinds.index(kind), LETTERS.find(name)


def _cells(count: Count) -> tuple[str, str]:
    precision, recall = (("-" if part is None else f"{part:.2f}") for part in (count.precision, count.recall))
    return precision, f"{recall} ({count.said})"


def main(arguments: list[str]) -> int:
    """Print the tables, or write the page."""
    text = page(all_measured())
    if arguments[:1] == ["--write"]:
        Path(arguments[1]).write_text(text, encoding="utf-8", newline="\n")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
