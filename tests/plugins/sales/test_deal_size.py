"""The average deal size counts deals won, by the day of winning."""

from __future__ import annotations

from goalposts_sales.kpis.deal_size import AVERAGE_DEAL_SIZE


def test_the_formulas_are_means_over_won_deals():
    """Leaving zero amounts out is a choice that has its own name."""
    assert AVERAGE_DEAL_SIZE.written("won") == 'mean(of=amount, among=status == "won")'
    assert AVERAGE_DEAL_SIZE.written("exclude_zero") == 'mean(of=amount, among=status == "won" and amount != 0)'


def test_a_deal_belongs_to_the_day_it_was_won():
    assert AVERAGE_DEAL_SIZE.at == "closed_at"
    assert AVERAGE_DEAL_SIZE.needs("won") == {"status", "amount", "closed_at"}
