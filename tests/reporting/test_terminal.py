"""The console form: the whole answer within the width, without colour, in both languages."""

import io

import pytest
from attrs import evolve
from goalposts.locale import Text
from goalposts.model.interim import Interim
from goalposts.model.scorecard import STATES, Reason
from goalposts.model.stream_counts import StreamCount
from goalposts.reporting import html, state_word, terminal
from reporting.scorecards import AS_OF, amended, bare_goal, card, goal, segments
from rich.console import Console


def printed(shown, language="en", width=100, **options):
    console = Console(file=io.StringIO(), width=width, force_terminal=False, **options)
    console.print(terminal(shown, language, width))
    return console.file.getvalue()


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("width", [80, 100])
def test_it_fits_the_width_in_plain_text(language, width):
    text = printed(card(goal(statement="Long words " * 12), lock=amended()), language, width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "\x1b" not in text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_state_is_said(language):
    for state in STATES:
        text = squeezed(printed(card(bare_goal(state, statement="x")), language))
        for word in state_word(state).text.get(language).split():
            assert word in text


def test_it_says_verdict_score_lock_values_reasons_and_faults():
    text = squeezed(printed(card(goal(), lock=amended())))
    for said in (
        "New contact-centre platform: partial success",
        "between 41 and 66 out of 100",
        "As of: 5 October 2026",
        "The project file differs from the locked goals",
        "'>= 80%' became '>= 70%'",
        "62% → 73.1%",
        "≥ 80%",
        "Service level: The level rose beyond trend",
        "new-platform (contact_center.call): 190,021 rows read, 190,021 accepted - old-pbx",
        "old-pbx (contact_center.call): 371,255 rows read, 371,200 accepted, filtered out 20, duplicates 20, set aside",
        "set aside as faulty 15 (not a time: 14, odd rows: 1)",
    ):
        assert said in text


def test_a_number_keeps_its_unit_on_its_line():
    guardrail = goal("safe", role="guardrail", target=None, margin=0.01)
    lines = [line.rstrip() for line in printed(card(guardrail), "ru").splitlines()]
    assert not any(line.endswith((" +3", " 1", " п.")) for line in lines if "п. п." not in line)
    assert any("от +3\N{NO-BREAK SPACE}п.\N{NO-BREAK SPACE}п." in line for line in lines)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_look_before_the_end_is_told_after_the_reason(language):
    said = Text(en="on track after 26 days", ru="по данным 26 дней всё идёт к цели")
    look = Interim("on_track", 0.1, 0.05, 0.15, AS_OF, 26, said)
    text = squeezed(printed(card(goal("not_due", interim=look)), language))
    sentence = {"en": "On track after 26 days.", "ru": "По данным 26 дней всё идёт к цели."}[language]
    assert text.index("80%" if language == "en" else "80 %") < text.index(sentence)
    assert sentence in squeezed(html(card(goal("not_due", interim=look)), language))


def test_no_goals_is_an_answer():
    assert "This project has no goals." in printed(card(verdict=None))


def test_nothing_that_a_stranger_wrote_is_markup_or_a_control_code():
    text = printed(card(goal(statement="[red]stop[/red] \x1b[31mnow\x07")))
    assert "[red]stop[/red]" in text
    assert "\x1b" not in text
    assert "\x07" not in text


def test_rows_of_clean_sources_are_told_too():
    """Whoever reads no count cannot know whether anything was read."""
    clean = card(goal(), streams=(StreamCount("sales.deal", "sales.deal", 1, 1),))
    assert "The data - sales.deal: 1 row read, 1 accepted" in squeezed(printed(clean))
    assert "Данные - sales.deal: прочитано строк: 1, принято: 1" in squeezed(printed(clean, "ru"))
    assert "The data" not in printed(card(goal(), streams=()))


def test_goals_that_would_be_called_alike_are_told_apart_by_their_ids():
    shown = card(goal(id="north"), goal(id="south"), goal(id="other", statement="Quicker answers"))
    text = squeezed(printed(shown))
    assert "- Service level (north): " in text
    assert "- Service level (south): " in text
    assert "- Quicker answers: " in text
    assert "(faster-answers)" not in printed(card(goal()))


def test_the_largest_segments_are_named_and_the_others_counted():
    shown = card(
        goal(segments=(segments("queue", "sales", "help", "bills", "rest", None),)), goal(id="b", statement="B")
    )
    said = "By queue - Service level: sales 60% → 70%; help 61% → 71%; bills 62% → 72%; 2 more"
    assert said in squeezed(printed(shown))
    russian = squeezed(printed(shown, "ru"))
    assert "В разрезе «queue» - Уровень сервиса: sales 60 % → 70 %;" in russian
    assert "ещё 2" in russian


@pytest.mark.parametrize(("language", "said"), [("en", "More than 227 words."), ("ru", "Больше 227 значений.")])
def test_why_too_many_words_are_one_line_is_said_once(language, said):
    why = Reason("too_many_words", {"en": "more than 227 words", "ru": "больше 227 значений"})
    crowded = segments("caller", other=True, reason=why)
    shown = squeezed(printed(card(goal(segments=(crowded,)), goal(id="b", segments=(crowded,))), language))
    assert shown.count(said) == 1


def test_goals_without_lines_have_no_heading():
    why = Reason("not_by_segment", {"en": "not kept", "ru": "не хранится"})
    assert "By queue" not in printed(card(goal(segments=(segments("queue", reason=why),))))
    assert "By " not in printed(card(goal()))


@pytest.mark.parametrize("width", [80, 100])
def test_long_and_hostile_words_stay_inside_the_width(width):
    text = printed(
        card(goal(segments=(segments("queue", "word " * 60, "\x1b[31mred", "[b]x[/b] {word}"),))), width=width
    )
    assert max(len(line) for line in text.splitlines()) <= width
    assert "\x1b" not in text
    assert "[b]x[/b] {word}" in squeezed(text)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_parts_of_a_change_stand_below_each_other_with_what_may_be_claimed(language):
    known = goal()
    claimed = evolve(known, attribution=evolve(known.attribution, claimable=0.04))
    lines = [line.rstrip() for line in printed(card(claimed, goal(role="shadow", id="b")), language).splitlines()]
    start = lines.index({"en": "Where the change comes from", "ru": "Из чего сложилось изменение"}[language])
    table = lines[start + 2 : start + 7]

    assert len({len(line) for line in table}) == 1
    assert [line.split()[0] for line in table[:1] + table[-1:]] == {"en": ["Before", "After"], "ru": ["До", "После"]}[
        language
    ]
    assert "+4" in lines[start + 7]
    assert sum(line in ("  Before  62%", table[0]) for line in lines) == 1  # of a shadow nothing is shown
