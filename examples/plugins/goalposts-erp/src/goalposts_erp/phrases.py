"""What people say of orders, stock and books, and mean a KPI by; patterns meet small letters with `ё` read as `е`."""

from goalposts import Phrase

CASH, OTIF, CLOSE = "erp.order_to_cash", "erp.otif", "erp.close_days"
LATE, TURNS = "erp.late_entries", "erp.inventory_turns"

PHRASES = [
    Phrase("en", r"\b(?:orders?|order lines?)\b.{0,30}\b(?:delivered )?(?:on time|in full|as promised)\b", kpi=OTIF),
    Phrase("en", r"\b(?:delivery reliability|on-time deliver\w+)\b", kpi=OTIF),
    Phrase("en", r"\b(?:clos\w+ (?:of )?(?:the )?(?:month|books)|month-end clos\w+)\b", kpi=CLOSE),
    Phrase("en", r"\b(?:orders? (?:are |is )?paid|paid (?:sooner|faster)|from order to payment)\b", kpi=CASH),
    Phrase("en", r"\b(?:entries after (?:the )?clos\w+|late entries)\b", kpi=LATE),
    Phrase("en", r"\b(?:stock|inventory) (?:turns?|turnover)\b", kpi=TURNS),
    Phrase("ru", r"\b(?:заказ|поставк|отгрузк)\w*\b.{0,30}\b(?:вовремя|в срок|полностью)\b", kpi=OTIF),
    Phrase("ru", r"\b(?:закры\w+|закрытие) (?:месяц|период|книг)\w*", kpi=CLOSE),
    Phrase("ru", r"\bзаказ\w* (?:оплач|оплат)\w+|\bот заказа до (?:оплаты|денег)", kpi=CASH),
    Phrase("ru", r"\bпроводк\w+ после закрытия|\bисправлен\w+ в закрытом периоде", kpi=LATE),
    Phrase("ru", r"\bоборачиваемост\w+ (?:запас|склад|товар)\w*", kpi=TURNS),
]
