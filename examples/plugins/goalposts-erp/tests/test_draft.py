"""`draft` understands what people say of orders, stock and books, beside every other plugin that is installed."""

from datetime import date

import goalposts as gp
import pytest

SAID = {
    "92 % of orders delivered on time by 1 October 2027": "erp.otif",
    "Delivery reliability of 95 % by 1 October 2027": "erp.otif",
    "Close the books within 5 days instead of 8 by 1 October 2027": "erp.close_days",
    "Orders are paid within 45 days by 1 October 2027": "erp.order_to_cash",
    "No more than 5 entries after closing by 1 October 2027": "erp.late_entries",
    "Stock turnover from 6 to 8 by 1 October 2027": "erp.inventory_turns",
    "92 % заказов отгружать вовремя к 1 октября 2027": "erp.otif",
    "Закрывать месяц за 5 дней вместо 8 к 1 октября 2027": "erp.close_days",
    "Сократить путь от заказа до денег с 60 до 45 дней к 1 октября 2027": "erp.order_to_cash",
    "Поднять оборачиваемость запасов с 6 до 8 к 1 октября 2027": "erp.inventory_turns",
}


@pytest.mark.parametrize(("words", "kpi"), SAID.items())
def test_the_words_mean_the_kpi(words, kpi):
    found = gp.draft(words, gp.load_catalogue(), as_of=date(2026, 11, 26))
    assert found.kpi == kpi, found.candidates
