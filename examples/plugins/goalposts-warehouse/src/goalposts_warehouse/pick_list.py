"""The pick list of an old warehouse system: lines of fixed width, with a header and a trailer.

    HPICKS 2026-01-05
    D0000000001202601050914330004000410003A
    T0000001

A line `D` holds the number (10), day (8) and time (6), pieces ordered (4) and picked (4), whether the article is the
one asked for (1), the thousandths of an hour worked (4) and the zone (1). The trailer counts the lines.
"""

from collections.abc import Iterator

from goalposts import InputFile, Row, SourceFormat, WrongRow

CUTS = {
    "line_id": slice(1, 11),
    "ordered": slice(25, 29),
    "picked": slice(29, 33),
    "right_item": slice(33, 34),
    "hours": slice(34, 38),
    "zone": slice(38, 39),
}
WIDTH = 39
NUMBERS = ("ordered", "picked", "hours")


def read(file: InputFile) -> Iterator[Row | WrongRow]:
    """Yield a row for every line of an order, and what is none with the reason."""
    seen, counted = 0, False
    for number, line in file.lines():
        kind = line[:1]
        if kind == "D":
            seen += 1
            yield _row(number, line)
        elif kind == "T":
            counted = True
            if line[1:] != f"{seen:07}":
                yield WrongRow(number, line, "lines_are_missing")
        elif kind != "H" and line:
            yield WrongRow(number, line, "not_of_this_export")
    if seen and not counted:
        yield WrongRow(seen, "", "unfinished")


def _row(number: int, line: str) -> Row | WrongRow:
    if len(line) != WIDTH or not line[11:25].isdecimal():
        return WrongRow(number, line)
    cells = {name: line[cut].strip() or None for name, cut in CUTS.items()}
    for name in NUMBERS:
        text = cells[name]
        if text is not None and not text.isdecimal():
            return WrongRow(number, line)
    day, time = line[11:19], line[19:25]
    at = f"{day[:4]}-{day[4:6]}-{day[6:]} {time[:2]}:{time[2:4]}:{time[4:]}"
    hours = cells["hours"]
    return Row(number, {**cells, "picked_at": at, "hours": None if hours is None else str(int(hours) / 1000)})


PICK_LIST = SourceFormat("warehouse.pick_list", (*CUTS, "picked_at"), read, suffixes=(".pck",))
