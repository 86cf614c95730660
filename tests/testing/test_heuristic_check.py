"""A heuristic that does not keep its contract is told by `check_domain`."""

import random
import time
from pathlib import Path

import pytest
from goalposts import Domain, Heuristic
from goalposts.testing import check_domain

WORDS = {"en": "words", "ru": "слова"}
WHOLE = {"formula": "size", "weaknesses": WORDS}


def brought(**changes):
    keys = {"id": "alpha.size", "summary": WORDS, "inputs": ("size",), "score": lambda size: size, **WHOLE, **changes}
    return Domain("alpha", prefix="ALP", heuristics=[Heuristic(**keys)])


def test_a_whole_heuristic_passes():
    check_domain(brought())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "size"}, "its id does not start with 'alpha.'"),
        ({"formula": ""}, "it has no formula"),
        ({"weaknesses": None}, "it has no weaknesses"),
        ({"kpis": ["alpha.none"]}, "its KPI 'alpha.none' does not exist"),
        ({"score": lambda other: other}, "it cannot rank two goals: TypeError"),
        ({"score": lambda size: size * float("inf")}, "its scores are no numbers"),
        ({"groups": lambda inputs: {"three": WORDS}}, "it groups goals that are not there"),
        ({"remarks": lambda inputs: [{"en": "odd"}]}, "what it says of goals is no text: a text needs exactly"),
        ({"groups": lambda inputs: {"one": {"en": "odd", "ru": " "}}}, "is empty in one of the languages: 'odd', ' '"),
        ({"remarks": lambda inputs: [1 / 0]}, "it cannot rank two goals: ZeroDivisionError"),
        ({"inputs": ("size", "odd"), "score": lambda size, odd: size}, "its score does not hang on input 'odd'; leave"),
        ({"score": lambda size: size * random.random()}, "its code asks chance .random.; a heuristic gives the same"),
        ({"score": lambda size: size * time.time()}, "its code asks the clock .time.; a heuristic gives the same"),
        ({"score": lambda size, seen=[]: seen.append(1) or size * len(seen)}, "otherwise the second time; keep no"),
        ({"remarks": lambda inputs: Path("odd").read_text()}, "its code opens a file .pathlib"),
    ],
)
def test_a_breach_is_named(changes, said):
    with pytest.raises(AssertionError, match=said):
        check_domain(brought(**changes))
