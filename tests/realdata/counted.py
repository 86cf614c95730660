"""Reports that have counts where the event types want one row for each event: they are written out."""

from goalposts import Domain, Row, SourceFormat, WrongRow


def one_by_one(format_id, column):
    """A format that gives a row for every one of those that a column counts, numbered in the column `number`."""

    def read(file):
        for row in file.rows():
            if isinstance(row, WrongRow):
                yield row
                continue
            count = int(row.cells[column])
            for number in range(count):
                yield Row(row.line, {**row.cells, "number": f"{row.line}-{number + 1}"})

    return SourceFormat(format_id, ("number",), read, reads={"number": (column,)})


def domain(*formats):
    return Domain("counted", prefix="CNT", formats=formats)
