"""The words cover the whole vocabulary of the scorecard, in both languages."""

import re
import subprocess
import sys
from pathlib import Path

import goalposts
import pytest
from goalposts.locale import Text
from goalposts.model.goal import Role
from goalposts.model.scorecard import STATES
from goalposts.reporting import goal_state, labels, lock_word, role_word, state_word, words
from reporting.scorecards import bare_goal

VERDICTS = ("success", "partial", "failure", "inconclusive", None)
TABLES = (words.STATE_WORDS, words.VERDICT_WORDS, words.ROLE_WORDS, words.LOCK_WORDS, words.AMENDED_WORDS)


def all_texts() -> list[Text]:
    said = [text for table in TABLES for word in table.values() for text in (word.text, word.meaning)]
    plain = (words.ATTRIBUTION_WORDS, words.GRADE_WORDS, words.CONFIDENCE_WORDS)
    tables = (*plain, labels.LABELS, labels.ANALYST_LABELS, labels.PART_WORDS, labels.FAULT_WORDS)
    return said + [text for table in tables for text in table.values()]


def test_every_state_verdict_role_and_lock_status_has_its_word_and_no_other_has():
    assert set(words.STATE_WORDS) == set(STATES)
    assert set(words.VERDICT_WORDS) == set(VERDICTS)
    assert set(words.ROLE_WORDS) == {role.value for role in Role}
    assert set(words.LOCK_WORDS) == {"unlocked", "locked", "moved", "late"}
    assert state_word("worsened").tone == words.VERDICT_WORDS["failure"].tone == lock_word("moved").tone == "bad"
    assert role_word("goal").text.get("ru") == "цель"


def test_every_tone_has_a_sign_so_that_colour_is_never_alone():
    assert all(word.symbol for table in TABLES for word in table.values())


@pytest.mark.parametrize("text", all_texts(), ids=str)
def test_every_text_is_russian_in_russian_and_english_in_english(text):
    assert text.en
    assert text.ru
    assert not any("а" <= sign.lower() <= "я" for sign in text.en)
    assert any("а" <= sign.lower() <= "я" for sign in text.ru) or text.en == text.ru


def test_words_of_two_states_never_coincide():
    for language in ("en", "ru"):
        shown = [state_word(state).text.get(language) for state in STATES]
        assert len(set(shown)) == len(shown)


def test_confidence_stands_behind_the_state():
    assert goal_state(bare_goal("achieved", confidence="likely")).en == "achieved (likely)"
    assert goal_state(bare_goal("improved")).en == "improved but short"


def test_a_strangers_code_is_shown_with_spaces():
    assert labels.named(labels.FAULT_WORDS, "odd_rows").get("ru") == "odd rows"


def test_every_refusal_of_a_row_has_words():
    """The codes are read from the source of the streams, so that a new one cannot be forgotten."""
    code = re.compile(r'"((?:bad|missing|unknown|negative|nonexistent|wrong)_[a-z]+|no_rate|error_cell)"')
    engine = Path(goalposts.__file__).parent
    files = (*engine.joinpath("streams").rglob("*.py"), engine / "model" / "source_format.py")
    codes = {found for file in files for found in code.findall(file.read_text(encoding="utf-8"))}
    assert {"bad_number", "wrong_columns", "missing_value", "no_rate"} <= codes
    assert codes - set(labels.FAULT_WORDS) == set()


def test_importing_the_face_loads_no_heavy_library():
    heavy = "babel", "jinja2", "markupsafe", "rich", "vl_convert", "numpy", "pyarrow"
    code = f"import sys, goalposts.reporting; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
