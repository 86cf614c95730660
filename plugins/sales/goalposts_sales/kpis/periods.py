"""Who is met for the first time in a day or month, so that customers and salespeople can be counted by period.

Different people of a window do not add up over its days. Whoever has no earlier event in the same day or month does:
such events are as many as the pairs of person and period.
"""

from goalposts import HOUR, EventType, Quantity, Term, name


def first_of_day(kind: EventType) -> Term:
    """Whether an event of a history is the first of its key on its local day."""
    # A day has 25 hours when the clock is put back; the same number a month on is another day.
    return _first(kind, name("previous_at").day_of_month() != name(kind.time).day_of_month(), 25 * HOUR)


def first_of_month(kind: EventType) -> Term:
    """Whether an event of a history is the first of its key in its local month."""
    # The longest month has 744 hours and one more where the clock is put back; the same month a year on is another.
    return _first(kind, name("previous_at").month() != name(kind.time).month(), 745 * HOUR)


def _first(kind: EventType, elsewhere: Term, longest: Quantity) -> Term:
    return name("previous_at").is_null() | elsewhere | (name(kind.time) - name("previous_at") > longest)
