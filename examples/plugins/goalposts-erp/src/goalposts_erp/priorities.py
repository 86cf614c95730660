"""Which goals first, by criteria that a steering committee compares in pairs (AHP, Saaty 1980)."""

from goalposts import Heuristic

CRITERIA = ("cash", "customers", "audit")
"""What a goal is given points for, from 0 to 9, under `priority:`."""
PAIRS = ((1, 3, 5), (1 / 3, 1, 2), (1 / 5, 1 / 2, 1))
"""How much more the criterion of a row matters than that of a column: cash three times as much as customers, ..."""
RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45}
"""By the number of criteria, the consistency index of pairs that are filled in by chance; tables differ a little."""
CONSISTENT = 0.1
"""From this consistency ratio on pairs contradict one another too much to follow them."""
STEPS = 100


def weights_of(pairs):
    """The principal eigenvector by repeated multiplication, its eigenvalue, and the consistency ratio."""
    weights, largest, size = [1.0] * len(pairs), float(len(pairs)), len(pairs)
    for _ in range(STEPS):
        product = [sum(cell * weight for cell, weight in zip(row, weights, strict=True)) for row in pairs]
        largest = sum(product) / sum(weights)
        weights = [value / sum(product) for value in product]
    return tuple(weights), largest, (largest - size) / (size - 1) / RANDOM_INDEX[size]


WEIGHTS, _, RATIO = weights_of(PAIRS)


def by_pairs(cash, customers, audit):
    """Points of a goal, weighted by what the pairs make of the criteria."""
    return sum(weight * points for weight, points in zip(WEIGHTS, (cash, customers, audit), strict=True))


def consistency(_):
    """Say how consistent the pairs are: an order by pairs that contradict one another is none."""
    ratio = f"{RATIO:.3f}"
    comma = ratio.replace(".", ",")
    if RATIO < CONSISTENT:
        yield {
            "en": f"The committee's pairs agree with one another: consistency ratio {ratio}, below 0.1.",
            "ru": f"Парные оценки комитета согласованы: отношение согласованности {comma}, меньше 0,1.",
        }
    else:
        yield {
            "en": f"The committee's pairs contradict one another: consistency ratio {ratio}; compare anew.",
            "ru": f"Парные оценки комитета противоречивы: отношение согласованности {comma}; сравните заново.",
        }


BY_PAIRS = Heuristic(
    "erp.by_pairs",
    {
        "en": "Criteria compared in pairs by the steering committee (AHP).",
        "ru": "Критерии, которые управляющий комитет сравнил попарно (метод анализа иерархий).",
    },
    CRITERIA,
    by_pairs,
    name={"en": "Compared in pairs", "ru": "Попарное сравнение"},
    formula="sum of weight * points; weights are the principal eigenvector of the pairs",
    remarks=consistency,
    weaknesses={
        "en": "Another goal in the list can turn the order of two others round; the scale from 1 to 9 is arbitrary; a "
        "consistent order may still be wrong.",
        "ru": "Новая цель в списке может поменять местами две прежние; шкала от 1 до 9 произвольна; согласованный "
        "порядок не обязательно верен.",
    },
    source="T. L. Saaty, The Analytic Hierarchy Process, 1980",
)
