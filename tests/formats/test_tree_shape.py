"""The tree of a project file: what it reads as, and every way in which it is none."""

import pytest
from goalposts.errors import ProjectFileError
from goalposts.expressions import Quantity, parse
from goalposts.formats.tree_shape import tree_document
from goalposts.model.kpi_tree import Measured, Range
from goalposts.testing import sample_project
from goalposts.testing.sample import default_goal

GOALS = [
    {**default_goal(), "id": "done"},
    {**default_goal(), "id": "again"},
    {"id": "wait", "role": "shadow", "kpi": "sample.mean_wait"},
]


def read(goals=GOALS, currency="EUR", **parts):
    return sample_project(goals=goals, currency=currency, tree=parts).tree


def test_numbers_formulas_and_measured_parts_are_read():
    tree = read(money="visits * done * bill", visits="3_000", bill="20 EUR", done={"goal": "done"})
    assert tree.parts == {
        "money": parse("visits * done * bill"),
        "visits": Quantity(3000),
        "bill": Quantity(20, "EUR"),
        "done": Measured(goal="done"),
    }
    assert tree.tops == ("money",)
    assert read(money="1 / wait", wait={"kpi": "sample.mean_wait"}).measured == {
        "wait": Measured(kpi="sample.mean_wait")
    }


@pytest.mark.parametrize(
    ("written", "ends", "again"),
    [
        ("5% .. 8%", (5, 8), "5 % .. 8 %"),
        ("5 .. 6 .. 8%", (5, 6, 8), "5 % .. 6 % .. 8 %"),
    ],
)
def test_a_range_has_two_ends_or_three_and_is_written_as_it_is_read(written, ends, again):
    tree = read(money="done * rate", rate=written, done={"goal": "done"})
    assert tree.parts["rate"] == Range([Quantity(end, "%") for end in ends])
    assert tree_document(tree)["rate"] == again
    assert read(**tree_document(tree)) == tree


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"a": "b * done"}, "tree.a: the tree has no part 'b'"),
        ({"a": "b + done", "b": "1 - c", "c": "b"}, "tree.b: parts are made of each other in a ring: b → c → b; give"),
        ({"a": "done", "b": 2}, "tree: a tree has one top, found a, b; make one part of the others"),
        ({"a": "done * bill", "bill": "5 USD"}, "tree.bill: this must be an amount in EUR, found '5 USD'"),
        (
            {"a": "done * b", "b": "8 .. 5"},
            "a range such as 5 .. 8 or 5 .. 6 .. 8, found '8 .. 5'",
        ),
        ({"a": "done * b", "b": "5 s .. 8 EUR"}, "tree.b: this must be a range such as"),
        ({"a": "done * b", "b": "5 .. 8 USD"}, "tree.b: this must be an amount in EUR, found '5 .. 8 USD'"),
        ({"a": "done * 5 USD"}, "tree.a: this must be an amount in EUR, found 'done * 5 USD'"),
        ({"a": "done > 3"}, "tree.a: this is no formula of parts; a part is made of others by"),
        ({"a": "done *"}, "GP007 tree.a"),
        ({"a": "done", "b": ["done"]}, "tree.b: this must be a number, a range, a formula of other parts"),
        ({"a": "done * w", "w": {"kpi": None}}, "tree.w: this must be a number, a range, a formula of other parts"),
        ({"a": "done * w", "w": {}}, "tree.w: this must be a number, a range, a formula of other parts"),
        ({"a": "done * w", "w": {"kp": "x"}}, "unknown key 'kp'; did you mean 'kpi'?"),
        (
            {"a": "done * w", "w": {"kpi": "sample.mean_wait", "goal": "wait"}},
            "tree.w: a part is measured by a goal or",
        ),
        ({"a": "done * w", "w": {"goal": "wiat"}}, "tree.w.goal: no goal has the id 'wiat'; did you mean 'wait'?"),
        ({"a": "done * w", "w": {"kpi": "sample.mean_wiat"}}, "unknown KPI 'sample.mean_wiat'; did you mean"),
        (
            {"a": "done * w", "w": {"kpi": "sample.visits"}},
            "no goal measures sample.visits; add a goal on it, or {role:",
        ),
        ({"a": "done * w", "w": {"kpi": "sample.done_share"}}, "several goals measure sample.done_share: done, again;"),
        ({"a": "done * w", "w": {"goal": "done"}}, "tree.done.goal: 'w' and 'done' are one goal; write it once"),
    ],
)
def test_a_tree_that_is_none_is_said_with_its_place(parts, said):
    with pytest.raises(ProjectFileError) as caught:
        read(**parts, done={"goal": "done"})
    assert said in caught.value.sentence("en")
    assert caught.value.sentence("ru") != caught.value.sentence("en")


def test_a_tree_without_a_measured_part_ranks_nothing():
    with pytest.raises(ProjectFileError, match="no part of the tree is measured"):
        read(a="b * 2", b=3)


def test_a_tree_that_is_no_mapping_is_refused():
    with pytest.raises(ProjectFileError, match="tree: this must be a mapping of parts, found a list"):
        sample_project(tree=["a"])


def test_the_top_is_money_and_needs_a_currency():
    with pytest.raises(ProjectFileError, match="amounts of money need a currency"):
        read(currency=None, a="done * 2", done={"goal": "done"})


def test_every_problem_is_said_at_once():
    with pytest.raises(ProjectFileError) as caught:
        read(a="b * done", done={"goal": "dnoe"})
    assert "no part 'b'" in caught.value.sentence("en")
    assert "no goal has the id 'dnoe'" in caught.value.sentence("en")
