"""Text becomes nodes with positions, and what does not fit is refused where it stands."""

import pytest
from goalposts.errors import ExpressionError
from goalposts.expressions import parse, parse_formula, render
from goalposts.expressions.nodes import And, Compare, Name, Not, Number, Or, Words


def refused(text):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("loose", "canonical"),
    [
        ('a or b and not c == "x"', 'a or b and not c == "x"'),
        ("(a or b) and c", "(a or b) and c"),
        ("(a and b) or c", "a and b or c"),
        ("a - (b - c)", "a - (b - c)"),
        ("(a - b) - c", "a - b - c"),
        ("a * (b + c)", "a * (b + c)"),
        ("-(a + b) < 0", "-(a + b) < 0"),
        ("a≤5 s", "a <= 5 s"),
        ("a ≥ 1_000", "a >= 1000"),
        ("a ≠ 'it'", 'a != "it"'),
        ("a not in ['x',\"y\"]", 'a not in ["x", "y"]'),
        ("a is not null", "a is not null"),
        ("`Speed of answer` > 5", "`Speed of answer` > 5"),
        ("`plain` > 5", "plain > 5"),
        ("`and` > 5", "`and` > 5"),
        (r"a == 'it\'s'", 'a == "it\'s"'),
        ("a < 1.5 h", "a < 1.5 h"),
        ("a < 5 RUB", "a < 5 RUB"),
        ('abs(a - b) <= param("within")', 'abs(a - b) <= param("within")'),
    ],
)
def test_text_has_one_canonical_form(loose, canonical):
    assert render(parse(loose)) == canonical


def test_not_binds_looser_than_comparison_and_tighter_than_and():
    expected = And((Not(Compare("==", Name("a"), Words("x"))), Name("b")))
    assert parse('not a == "x" and b') == expected


def test_and_binds_tighter_than_or():
    assert parse("a or b and c") == Or((Name("a"), And((Name("b"), Name("c")))))


def test_positions_do_not_take_part_in_equality():
    assert parse("a   ==   5") == parse("a == 5")


def test_nodes_know_where_they_were_written():
    node = parse("queue == 5 and wait")
    assert isinstance(node, And)
    assert [term.at for term in node.terms] == [6, 15]


def test_a_number_keeps_the_unit_it_was_written_with():
    node = parse("wait <= 2 min")
    assert isinstance(node, Compare)
    assert isinstance(node.right, Number)
    assert (node.right.quantity.unit, node.right.quantity.in_base_unit) == ("min", 120)


@pytest.mark.parametrize(
    ("text", "position", "en", "ru"),
    [
        ('queue = "sales"', 6, "'=' does not compare; write '=='", "«=» не сравнивает; напишите «==»"),
        ("", 0, "expected a name, a text, a number or '(', but the text ends", "но текст кончился"),
        ("a ==", 4, "but the text ends", "но текст кончился"),
        ("a == and", 5, "found 'and'", "найдено «and»"),
        ("a b", 2, "expected the end of the expression, found 'b'", "ожидалось конец выражения, найдено «b»"),
        ("(a", 2, "expected ')'", "ожидалось «)»"),
        ("a in [1, ", 9, "but the text ends", "но текст кончился"),
        ("a in x", 5, "expected '[', found 'x'", "ожидалось «[», найдено «x»"),
        ("a not 5", 6, "expected 'in', found '5'", "ожидалось «in», найдено «5»"),
        ("a is 5", 5, "expected 'null', found '5'", "ожидалось «null», найдено «5»"),
        ('a == "open', 5, "the quote opened here is not closed", "кавычка, открытая здесь, не закрыта"),
        ("`open == 5", 0, "the quote opened here is not closed", "кавычка, открытая здесь, не закрыта"),
        ("a == 'open", 5, "the quote opened here is not closed", "кавычка, открытая здесь, не закрыта"),
        ("a # b", 2, "unexpected character '#'", "неожиданный символ '#'"),
        ("absolute(a) > 1", 0, "unknown function 'absolute'; did you mean 'abs'?", "неизвестная функция «absolute»"),
        ("__import__(a)", 0, "unknown function '__import__'", "неизвестная функция «__import__»"),
        ("param(within) > 1", 0, "param takes a quoted name", "param ждёт имя"),
        ("a < 5 < 6", 6, "found '<'", "найдено «<»"),
        ("a.b == 1", 1, "unexpected character '.'", "неожиданный символ '.'"),
        ("a == -", 6, "but the text ends", "но текст кончился"),
    ],
)
def test_what_does_not_fit_is_refused_where_it_stands(text, position, en, ru):
    error = refused(text)
    assert error.position == position
    assert en in error.sentence("en")
    assert ru in error.sentence("ru")
    if text:
        assert f"`{text}` column {position + 1}: " in error.sentence("en")


def test_the_place_is_named_in_the_readers_language():
    assert refused("a = 5").sentence("en") == "`a = 5` column 3: '=' does not compare; write '=='."
    assert refused("a = 5").sentence("ru") == "`a = 5` символ 3: «=» не сравнивает; напишите «==»."


@pytest.mark.parametrize(
    "text",
    [
        "(" * 200 + "a" + ")" * 200,
        "abs(" * 200 + "a" + ")" * 200,
        " + ".join(["a"] * 5000),
        " / ".join(["a"] * 5000),
    ],
    ids=["brackets", "functions", "sum", "quotient"],
)
def test_nesting_too_deep_is_refused_with_a_place(text):
    error = refused(text)
    assert 0 < error.position < len(text)
    assert "nested too deeply" in error.sentence("en")
    assert "вложено слишком глубоко" in error.sentence("ru")


def test_the_deepest_allowed_text_can_be_written_and_read_again():
    """The limit leaves room on Python's stack for every walk over the nodes."""
    deepest = "a"
    while True:
        try:
            parse(f"1 or 1 and not 1 + 2 * -({deepest}) == 1")
        except ExpressionError:
            break
        deepest = f"1 or 1 and not 1 + 2 * -({deepest}) == 1"
    node = parse(deepest)
    assert parse(render(node)) == node
    assert hash(node) == hash(parse(deepest))


def test_long_lists_are_no_nesting():
    words = ", ".join(f'"{number}"' for number in range(5000))
    assert len(parse(f"a in [{words}]").options) == 5000


@pytest.mark.parametrize(
    ("text", "position", "en"),
    [
        ("shares(of=a)", 0, "unknown kind of KPI 'shares'; did you mean 'share'?"),
        ("share(off=a)", 6, "unexpected argument 'off'; of, among."),
        ("share(of=a, of=b)", 12, "unexpected argument 'of'"),
        ("share(among=a)", 14, "argument 'of' is missing"),
        ("quantile(of=a, q=b)", 17, "q must be a number"),
        ("quantile(of=a, q=2)", 19, "q must be between 0 and 1, found 2"),
        ("ratio(of=a)", 11, "argument 'by' is missing"),
        ("share(of=a) + 1", 12, "expected the end of the expression, found '+'"),
        ("share of=a", 6, "expected '(', found 'of'"),
    ],
)
def test_a_formula_that_does_not_fit_is_refused_where_it_stands(text, position, en):
    with pytest.raises(ExpressionError) as caught:
        parse_formula(text)
    assert (caught.value.position, en in str(caught.value)) == (position, True), str(caught.value)
