"""A return reckoned on revenue."""

from collections.abc import Iterator

from goalposts import Project, Remark, rule


@rule(
    "MKT402",
    "return-on-revenue",
    bad="""\
kpi: marketing.romi
variant: revenue_based
target: ">= 20%"
guardrails: []
""",
    good="""\
kpi: marketing.romi
variant: margin
target: ">= 20%"
guardrails: []
""",
    severity="warning",
)
def return_on_revenue(project: Project) -> Iterator[Remark]:
    """A return on advertising, and the value of a customer, are reckoned on margin.

    Why it matters: of a hundred in revenue the goods have to be paid first. Advertising that returns 20 % on revenue
    at a margin of 30 % loses two thirds of its money.
    """
    for goal in project.promises:
        on_revenue = goal.kpi in ("marketing.romi", "marketing.ltv") and goal.variant.startswith("revenue")
        if on_revenue:
            yield goal.finding(
                {"en": "is reckoned on revenue, not on margin", "ru": "считается от выручки, а не от маржи"},
                hint={
                    "en": "take the variant on margin; where margins are unknown, promise the cost of a customer",
                    "ru": "возьмите вариант по марже; если маржа неизвестна, обещайте стоимость клиента",
                },
                at="variant",
            )
