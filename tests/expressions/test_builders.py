"""Python operators build the same nodes as text."""

import pytest
from goalposts import HOUR, MINUTE, SECOND, Quantity, mean, name, param, quantile, ratio, share, total
from goalposts.expressions import parse, parse_formula

wait, talk, kind, done = name("wait"), name("talk"), name("kind"), name("done")


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (kind == "short", 'kind == "short"'),
        (kind != "short", 'kind != "short"'),
        (wait < 20 * SECOND, "wait < 20 s"),
        (wait <= param("within"), 'wait <= param("within")'),
        (wait > 1.5 * HOUR, "wait > 1.5 h"),
        (wait >= MINUTE, "wait >= 1 min"),
        ((kind == "a") & done & (wait > talk), 'kind == "a" and done and wait > talk'),
        ((kind == "a") | done | (wait > talk), 'kind == "a" or done or wait > talk'),
        (done & ((kind == "a") | (kind == "b")), 'done and (kind == "a" or kind == "b")'),
        (~done, "not done"),
        (~(done & done), "not (done and done)"),
        (wait + talk - wait, "wait + talk - wait"),
        (wait * 2 / 3, "wait * 2 / 3"),
        (-wait, "-wait"),
        (wait > -5, "wait > -5"),
        ((wait - talk).absolute(), "abs(wait - talk)"),
        (wait.is_null(), "wait is null"),
        (wait.is_not_null(), "wait is not null"),
        (kind.is_in(["a", "b"]), 'kind in ["a", "b"]'),
        (kind.not_in(["a"]), 'kind not in ["a"]'),
        (name("Speed of answer") == 5, "`Speed of answer` == 5"),
        (name("paid") > Quantity(5, "RUB"), "paid > 5 RUB"),
    ],
)
def test_operators_build_the_nodes_of_the_text(term, text):
    assert term.node == parse(text)
    assert repr(term) == f"<{text}>"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (share(of=done), "share(of=done)"),
        (share(of=done, among=kind == "a"), 'share(of=done, among=kind == "a")'),
        (mean(wait), "mean(of=wait)"),
        (mean(of=wait + talk, among=done), "mean(of=wait + talk, among=done)"),
        (ratio(wait, talk), "ratio(of=wait, by=talk)"),
        (ratio(of=wait, by=1), "ratio(of=wait, by=1)"),
        (total(), "total()"),
        (total(wait, among=done), "total(of=wait, among=done)"),
        (quantile(wait, 0.95), "quantile(of=wait, q=0.95)"),
    ],
)
def test_formulas_are_built_like_their_text(formula, text):
    assert formula == parse_formula(text)


def test_a_term_in_a_python_condition_is_refused_with_what_to_write():
    with pytest.raises(TypeError, match=r"use & \| ~ instead of and, or, not"):
        bool(done and done)


def test_a_quantile_beyond_the_unit_interval_is_refused():
    with pytest.raises(ValueError, match="q must be between 0 and 1, found 95"):
        quantile(wait, 95)
