"""Small projects on visits in files, and whether a store did anything for them."""

from __future__ import annotations

import json
from datetime import date, timedelta

import goalposts as gp
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
from goalposts.model import Quarantine
from goalposts.testing import sample_catalogue

START = date(2025, 9, 1)
AS_OF = date(2026, 12, 1)

GOALS = (
    {"id": "done", "role": "shadow", "kpi": "sample.done_share"},
    {"id": "wait", "role": "shadow", "kpi": "sample.mean_wait"},
    {"id": "long", "role": "shadow", "kpi": "sample.longest_wait"},
    {"id": "paid", "role": "shadow", "kpi": "sample.total_paid"},
    {"id": "north", "role": "shadow", "kpi": "sample.mean_wait", "where": 'place == "north"'},
)


def visits(first, rows, seed=0):
    """Some lines of visits, from a day on; some cannot be read, waits and payments are fractions."""
    lines = []
    for number in range(rows):
        draw = (number * 7919 + seed * 104729 + 31) % 1009
        day = START + timedelta(days=(first + number // 3) % 420)
        wait = "oops" if draw % 53 == 0 else f"{draw / 7:.3f}"
        place = ("north", "south", "")[draw % 3]
        lines.append(
            f"v{seed}-{first}-{number},{day}T{draw % 24:02d}:00:00,{place},{wait},{draw / 13:.2f},{draw % 3 > 0}"
        )
    return lines


HEADER = "visit_id,at,place,wait,paid,done"


def write_text(path, lines):
    path.write_text("\n".join([HEADER, *lines]) + "\n")


def write_parquet(path, lines):
    data = pa.py_buffer("\n".join([HEADER, *lines, ""]).encode())
    types = pa.csv.ConvertOptions(column_types={"at": pa.string(), "wait": pa.string()})
    pq.write_table(pa.csv.read_csv(pa.BufferReader(data), convert_options=types), path, row_group_size=50)


def project(folder, source="*.csv", goals=GOALS, segments=("place",), catalogue=None, **keys):
    document = {
        "goalposts": 1,
        "project": "Kept",
        "timezone": "Europe/Moscow",
        "go_live": "2026-03-01",
        "baseline": {"from": "2025-09-01", "to": "2026-03-01"},
        "evaluation": {"from": "2026-04-01", "to": "2026-10-01"},
        "data": {"sample.visit": {"name": "book", "source": source, "timezone": "UTC", **keys}},
        "segments": list(segments),
        "goals": [dict(goal) for goal in goals],
    }
    return gp.project(document, catalogue or sample_catalogue(), folder=folder)


def card(made, as_of=AS_OF, store=None, rows_in=None, *, values=True):
    """The whole answer as its text, and the refused rows as they were written."""
    quarantine = None if rows_in is None else Quarantine(rows_in, values)
    found = gp.score(made, as_of=as_of, store=store, quarantine=quarantine)
    refused = None if rows_in is None else (rows_in / "book.csv").read_bytes()
    return json.dumps(found.to_dict(), sort_keys=True), refused


def entries(store):
    """What lies in a store: by name, which writing of it."""
    folder = store.folder / "store"
    return {path.name: path.stat().st_ino for path in folder.iterdir()} if folder.exists() else {}
