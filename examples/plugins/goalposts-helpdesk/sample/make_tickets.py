"""Writes tickets.csv beside this file: 400 days of 12 tickets, the same on every machine.

First-line tickets are solved without a second contact six times in ten before September 2025 and three times
in four from then on; second-line tickets always four times in ten. Each is closed after four hours, and every
twelfth comes back.
"""

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

START, GO_LIVE, DAYS, TICKETS_A_DAY = datetime(2025, 3, 1), datetime(2025, 9, 1), 400, 12


def tickets(chance: random.Random):
    """Yield the rows of the file."""
    for day in range(DAYS):
        for number in range(TICKETS_A_DAY):
            opened = START + timedelta(days=day, hours=8, minutes=50 * number + chance.randrange(50))
            line = "second" if number % 3 == 2 else "first"
            solved = 0.4 if line == "second" else 0.75 if opened >= GO_LIVE else 0.6
            contacts = 1 if chance.random() < solved else chance.randint(2, 5)
            written, closed = (time.isoformat(timespec="minutes") for time in (opened, opened + timedelta(hours=4)))
            back = "true" if number == day % TICKETS_A_DAY else "false"
            yield day * TICKETS_A_DAY + number + 1, written, closed, contacts, line, back


if __name__ == "__main__":
    with Path(__file__).with_name("tickets.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["ticket_id", "opened_at", "closed_at", "contacts", "line", "reopened"])
        writer.writerows(tickets(random.Random(7)))
