"""Where rows end is told as the parser that cuts them into cells has it."""

from __future__ import annotations

import pytest
from goalposts.streams.text.quoting import Quoting
from hypothesis import given
from hypothesis import strategies as st

LETTERS = st.text(alphabet='a,";\n\r\\', max_size=200).map(str.encode)


def states(text, delimiter, quote, escape):
    """Letter by letter: before each one, whether it lies in a quoted cell, and where that began."""
    state, begun, opened = "begins", None, None
    found = []
    for place, letter in enumerate(text.decode()):
        if state == "closed" and letter != quote:
            state = "cell"
        if state.startswith("escaped"):
            found.append(begun if begun is not None else place)
            state = state.removeprefix("escaped ")
            continue
        found.append(begun)
        if letter == escape and state in ("begins", "cell", "quoted"):
            state = "escaped " + ("quoted" if state == "quoted" else "cell")
        elif state == "closed":
            state = "quoted"
            begun = opened
        elif state == "quoted":
            if letter == quote:
                state, opened, begun = "closed", begun, None
        elif letter in (delimiter, "\n", "\r"):
            state = "begins"
        elif state == "begins" and letter == quote:
            state, begun = "quoted", place
            found[-1] = place
        else:
            state = "cell"
    return found


def last_end(text, found):
    places = [place for place, letter in enumerate(text) if letter == 10 and found[place] is None]
    if b"\n" not in text:
        places = [place for place, letter in enumerate(text[:-1]) if letter == 13 and found[place] is None]
    return places[-1] + 1 if places else 0


@pytest.mark.parametrize(("delimiter", "quote", "escape"), [(",", '"', ""), (";", '"', "\\"), (",", "", "")])
@given(text=LETTERS)
def test_last_row_ends_where_a_parser_of_single_letters_ends_it(delimiter, quote, escape, text):
    expected = last_end(text, states(text, delimiter, quote, escape))
    found = Quoting(delimiter, quote, escape).last_end(text)
    assert found == expected or (b"\n" in text and b"\n" not in text[:found] and not expected)


@given(cells=st.lists(st.lists(st.text(alphabet='a,"\n', max_size=9), min_size=2, max_size=2), min_size=1, max_size=40))
def test_a_whole_table_ends_at_its_end(cells):
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in cells).encode()
    assert Quoting(",").last_end(text + b'"half') == len(text)
    assert Quoting(",").never_closed(text) is None
    assert Quoting(",").never_closed(text + b'a,"half\n') == len(text) + 2


@pytest.mark.parametrize("text", [b'a,24" screen\nb,c\n', b'a,24",x\nb,5"\n', b'"a"b,"c\n"\n'])
def test_marks_that_are_letters_open_no_cell(text):
    assert Quoting(",").last_end(text) == len(text)
    assert Quoting(",").never_closed(text) is None
