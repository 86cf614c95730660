"""What people in a warehouse say, and mean a KPI by."""

from goalposts import Phrase

PHRASES = [
    Phrase("en", r"\b(mis-?picks?|picking errors?|wrong picks?)\b", kpi="warehouse.pick_accuracy"),
    Phrase("en", r"\b(lines|picks) (per|an|a) hour\b", kpi="warehouse.lines_per_hour"),
    Phrase("en", r"\bdock[- ]to[- ]stock\b", kpi="warehouse.dock_to_stock"),
    Phrase("ru", r"\bточност\w* (подбора|сборки|комплектации)\b", kpi="warehouse.pick_accuracy"),
    Phrase("ru", r"\bстрок\w* (заказов )?(в|за) час\b", kpi="warehouse.lines_per_hour"),
    Phrase("ru", r"\bот (разгрузки|приемки) до размещения\b", kpi="warehouse.dock_to_stock"),
]
