"""The KPI language: nodes, text and Python forms, types, and the formulas over them."""

from goalposts.expressions.builders import Term, name, param
from goalposts.expressions.checking import check_condition, check_value
from goalposts.expressions.formula import (
    SHADOW_ONLY,
    Distinct,
    Formula,
    Mean,
    Quantile,
    Ratio,
    Share,
    Survival,
    Total,
    distinct,
    mean,
    needed_fields,
    quantile,
    ratio,
    share,
    survival,
    total,
    used_params,
)
from goalposts.expressions.formula_text import check_formula, kind_of, parse_formula, render_formula
from goalposts.expressions.nodes import And, Expression, names, needed_names
from goalposts.expressions.parser import parse
from goalposts.expressions.quotient import Quotient, Sum, Sums, Weighted, sum_over
from goalposts.expressions.render import render
from goalposts.expressions.scope import SOURCE_COLUMNS, NameType, Scope
from goalposts.expressions.types import DAY, HOUR, MINUTE, SECOND, SECONDS, Quantity, ValueType

__all__ = [
    "DAY",
    "HOUR",
    "MINUTE",
    "SECOND",
    "SECONDS",
    "SHADOW_ONLY",
    "SOURCE_COLUMNS",
    "And",
    "Distinct",
    "Expression",
    "Formula",
    "Mean",
    "NameType",
    "Quantile",
    "Quantity",
    "Quotient",
    "Ratio",
    "Scope",
    "Share",
    "Sum",
    "Sums",
    "Survival",
    "Term",
    "Total",
    "ValueType",
    "Weighted",
    "check_condition",
    "check_formula",
    "check_value",
    "distinct",
    "kind_of",
    "mean",
    "name",
    "names",
    "needed_fields",
    "needed_names",
    "param",
    "parse",
    "parse_formula",
    "quantile",
    "ratio",
    "render",
    "render_formula",
    "share",
    "sum_over",
    "survival",
    "total",
    "used_params",
]
