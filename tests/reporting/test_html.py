"""The page: complete in both languages, safe, self-contained, the same bytes for the same scorecard."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from attrs import evolve
from goalposts.locale import Text
from goalposts.model.provenance import Engine, LockState
from goalposts.model.scorecard import STATES, Change, ProjectScore, Reason, TargetAnswer
from goalposts.model.stream_counts import StreamCount
from goalposts.reporting import html, lock_word, state_word
from goalposts.reporting.words import VERDICT_WORDS
from reporting.scorecards import amended, bare_goal, card, goal, segments

LANGUAGES = ("en", "ru")
VOID = {"meta", "br", "link", "img", "input", "hr"}
ROLES = {"broken": "guardrail", "safe": "guardrail", "not_shown_safe": "guardrail", "reported": "shadow"}
ROLES |= dict.fromkeys(("moved", "still", "unclear"), "negative_control")


class Page(HTMLParser):
    """Text outside and inside <details>, headings, and whether every tag is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.shown, self.folded = "", ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "details" in self.open:
            self.folded += data
        elif "style" not in self.open:
            self.shown += data

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def every_state():
    """Goals of other statements, so that none needs its id to be told apart."""
    goals = (bare_goal(state, ROLES.get(state, "goal"), id=state) for state in STATES)
    return card(*(evolve(goal, statement=f"№ {place}") for place, goal in enumerate(goals)))


@pytest.fixture(scope="module", params=LANGUAGES)
def rich_page(request):
    shown = card(goal(statement="80 % by October"), bare_goal("no_data"), lock=amended(), unused=("blackouts",))
    return request.param, html(shown, request.param)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_stands_on_the_page_in_words(language):
    page = Page(html(every_state(), language))
    for state in STATES:
        assert state_word(state).text.get(language) in page.shown
    assert not page.open


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", ["success", "partial", "failure", "inconclusive", None])
def test_every_verdict_is_the_headline(verdict, language):
    shown = Page(html(card(verdict=verdict), language)).shown
    assert VERDICT_WORDS[verdict].text.get(language) in shown
    assert VERDICT_WORDS[verdict].meaning.get(language) in shown


def test_the_first_page_does_not_say_twice_what_its_sentence_says():
    """A broken guardrail is in the headline and in its line; another reason of the verdict is said beside it."""
    twice = Reason("guardrail_broken", Text(en="this guardrail is worse", ru="ограничитель хуже"))
    once = Reason("must_lost", Text(en="this goal must succeed", ru="обязательная цель"))
    known = card(verdict="failure")
    shown = Page(html(evolve(known, project=evolve(known.project, reasons=(twice, once))), "en")).shown
    assert "This goal must succeed." in shown
    assert "guardrail is worse" not in shown


@pytest.mark.parametrize("status", ["unlocked", "locked", "moved", "late"])
def test_the_lock_is_said_in_words(status):
    shown = Page(html(card(lock=LockState(status)), "en")).shown
    assert lock_word(status).meaning.en in shown


def test_a_project_without_goals_is_a_page_too():
    page = Page(html(card(verdict=None, streams=(), break_even=None), "en"))
    assert "This project has no goals." in page.shown
    assert "No data were read." in page.shown
    assert not page.open


def test_p_values_and_significance_stay_in_the_analyst_part(rich_page):
    language, text = rich_page
    page = Page(text)
    for word in ("p-value", "p-знач", "significan", "значим"):
        assert word not in page.shown.lower()
    assert {"en": "p-value", "ru": "p-значение"}[language] in page.folded
    assert "its-ewc-daily" in page.folded
    assert "sha256:abab" in page.folded


def test_values_are_formatted_for_people(rich_page):
    language, text = rich_page
    shown = Page(text).shown.replace("\N{NO-BREAK SPACE}", " ")
    expected = {
        "en": ("62% → 73.1%", "≥ 80%", "from +3 pp to +13 pp", "1 October 2026", "2,400", "₽12,000,000", "371,255"),
        "ru": ("62 % → 73,1 %", "≥ 80 %", "от +3 п. п. до +13 п. п.", "1 октября 2026", "2 400", "12 000 000 ₽"),
    }
    for words in expected[language]:
        assert words in shown


def test_the_russian_page_has_no_english_words_of_ours():
    text = html(every_state(), "ru")
    shown = Page(re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)).shown
    strangers = "New contact-centre platform|new-platform|old-pbx|contact_center(.call)?|offered_at|odd rows|order"
    left = re.findall(r"[A-Za-z]{3,}", re.sub(f"{strangers}|faster-answers|local", "", shown))
    assert set(left) <= {"Goalposts"}


def test_nothing_is_loaded_and_nothing_runs(rich_page):
    _, text = rich_page
    page = Page(text)
    assert "http:" not in text
    assert "https:" not in text
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.tags}
    assert not any(name == "style" or name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert all(address["href"].startswith("#") for address in page.named("a"))


def test_the_policy_allows_exactly_our_style(rich_page):
    _, text = rich_page
    style = re.search(r"<style>(.*?)</style>", text, flags=re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(meta["content"] for meta in Page(text).named("meta") if "http-equiv" in meta)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_structure_serves_those_who_cannot_see_it(rich_page):
    language, text = rich_page
    page = Page(text)
    assert page.named("html") == [{"lang": language}]
    assert len(page.named("main")) == len(page.named("h1")) == 1
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(header.get("scope") in ("col", "row") for header in page.named("th"))
    drawings = [attributes for tag, attributes in page.tags if "drawing" in (attributes.get("class") or "")]
    assert len(drawings) == 2
    assert all(drawing["role"] == "img" and drawing["aria-label"] for drawing in drawings)
    names = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(set(names)) == len(names)


def test_hostile_texts_are_shown_and_never_obeyed():
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>{{ 7*7 }}"
    hostile = goal(statement=evil, owner=evil, kpi=evil, recipe=evil, reasons=(Reason("x", evil),), id=evil)
    hostile = evolve(hostile, target=TargetAnswer(evil, "relative", None, "unknown"), name=Text.of(evil))
    shown = card(
        hostile,
        unused=(evil,),
        lock=LockState("moved", differences=(Text.of(evil),)),
        engine=Engine(evil, {evil: evil}),
    )
    project = ProjectScore(evil, "partial", None, (Reason("x", evil),), (evil,))
    text = html(evolve(shown, project=project, currency=evil), "en")
    page = Page(text)
    assert "script" not in {tag for tag, _ in page.tags}
    assert "img" not in {tag for tag, _ in page.tags}
    assert evil in page.shown
    assert "49" not in page.shown.replace("4,9", "")


def test_refused_values_do_not_travel_with_the_report(rich_page):
    _, text = rich_page
    assert "31.02.2026" not in text
    assert "offered_at" in text


def test_flips_and_amendments_are_named(rich_page):
    language, text = rich_page
    shown = Page(text).shown
    assert {"en": "The verdict hangs on", "ru": "Вывод держится на"}[language] in shown
    assert "The old target was a typing mistake." in shown
    assert "&gt;= 80%" in text
    assert "blackouts" in shown


def test_the_same_scorecard_gives_the_same_bytes():
    assert html(card(goal()), "ru") == html(card(goal()), "ru")


def test_rows_without_a_reason_show_what_the_state_means():
    shown = Page(html(card(bare_goal("measurable")), "en")).shown
    assert "It could not be measured before; now it can." in shown
    assert "There are no values to draw." in shown


def broken_down(*found):
    return Page(html(card(goal(segments=found)), "en"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("By queue", "sales", "60%", "70%", "9,000 → 8,000", "not given", "all others", "decide nothing")),
        ("ru", ("В разрезе «queue»", "sales", "60 %", "70 %", "9 000 → 8 000", "не указано", "остальные", "не влияют")),
    ],
)
def test_segments_stand_before_and_after_with_their_events(language, said):
    shown = Page(html(card(goal(segments=(segments("queue", "sales", None, other=True),))), language)).shown
    shown = shown.replace("\N{NO-BREAK SPACE}", " ")
    assert [words for words in said if words not in shown] == []


def test_a_segment_without_a_value_shows_a_dash_and_no_zero():
    text = html(card(goal(segments=(segments("queue", "sales", other=True),))), "en")
    row = re.search(r"all others</th>(.*?)</tr>", text)[1]
    assert re.findall(r">([^<]+)</td>", row) == ["–", "50%", "0 → 77"]


def test_long_tables_are_folded_and_short_ones_open():
    page = broken_down(segments("queue", "sales"), segments("branch", *map(str, range(30))))
    assert "By queue" in page.shown
    assert "By branch (30)" in page.folded
    assert "By branch" not in page.shown
    assert not page.open


def test_a_goal_that_is_not_kept_by_segment_says_so():
    why = Reason("not_by_segment", {"en": "values of this kind are not kept", "ru": "не хранятся"})
    assert "By queue: Values of this kind are not kept." in broken_down(segments("queue", reason=why)).shown


def test_without_lines_nothing_is_said_about_lines():
    why = Reason("not_by_segment", {"en": "values of this kind are not kept", "ru": "не хранятся"})
    assert "decide nothing; the smaller" not in broken_down(segments("queue", reason=why)).shown
    assert "By queue" not in broken_down(segments("queue")).shown


def test_what_is_said_of_lines_stands_with_them():
    """Folded lines fold the sentence too: on paper, where they are left out, it would speak of nothing."""
    long = segments("branch", *map(str, range(30)))
    folded = html(card(goal(segments=(long,))), "en")
    both = html(card(goal(segments=(segments("queue", "sales"), long))), "en")
    sentence = '<p class="quiet small">These lines describe and decide nothing'

    assert folded.count(sentence) == 1
    start = folded.index("By branch (30)")
    assert start < folded.index(sentence) < folded.index("</details>", start)
    assert both.count(sentence) == 2
    assert both.rindex("</details>", 0, both.rindex(sentence)) < both.rindex(sentence)


def test_a_number_of_faulty_rows_stands_where_numbers_stand():
    text = html(card(goal(), streams=(StreamCount("sales.deal", "crm", 90, 75, quarantined={"bad_number": 15}),)), "en")

    assert '<th scope="col" class="number">Set aside as faulty</th>' in text
    assert '<td class="number">15 (not a number: 15)' in text


def test_too_many_words_are_shown_as_one_with_the_reason():
    why = Reason("too_many_words", {"en": "more than 10,000 words", "ru": "больше 10 000"})
    shown = broken_down(segments("caller", other=True, reason=why)).shown
    assert "all together" in shown
    assert "More than 10,000 words." in shown


def test_words_of_the_data_are_never_obeyed():
    page = broken_down(segments("<b>queue</b>", "<script>alert(1)</script>", "{{ 7*7 }}{word}"))
    assert "script" not in {tag for tag, _ in page.tags}
    assert "<script>alert(1)</script>" in page.shown
    assert "{{ 7*7 }}{word}" in page.shown


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_waterfall_stands_beside_the_table_of_the_parts(language):
    page = html(card(goal()), language)
    start = page.index('<svg class="waterfall" role="img"')
    assert page.index('<table class="parts">') < start < page.index("</svg>", start)
    assert page.count('class="waterfall"') == 1


def test_no_line_begins_between_the_sign_of_an_amount_and_that_of_its_currency():
    change = Change("unclear", -7.46, -0.07, -22.42, 7.51)
    shown = card(bare_goal("inconclusive", unit="money", change=change), currency="EUR")
    text = html(shown, "en")
    assert "−\N{WORD JOINER}€22.42" in text
    assert "−\N{WORD JOINER}€" not in html(shown, "ru")
